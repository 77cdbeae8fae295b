import type { ChainRule, CodingRule, Comparison, Rule, WordRule } from "./rule.ts";
import { isPos } from "./part-of-speech.ts";
import type { CodingUnit, UnitToken } from "./unit.ts";

/** For each unit, in order, whether each code is given it: 1 or 0, in the order of the codes. */
export type Coding = readonly (readonly (0 | 1)[])[];

/**
 * Gives units their codes as KH Coder does: words are compared in their dictionary form, `near` and `seq` count words.
 * A code may refer to those before it. Cost: units × the words of the rules and of the unit.
 *
 * @example
 * codeUnits(parseRules("＊対話\n話 | 聞く"), unitsOf("話を聞く。\n帰る。", "paragraph", tokenizer)); // [[1], [0]]
 */
export function codeUnits(codes: readonly CodingRule[], units: readonly CodingUnit[]): Coding {
  return units.map((unit) => {
    const context: Context = { unit, positions: positionsOf(unit.tokens), given: new Map() };
    return codes.map(({ name, rule }) => {
      const isGiven = meets(rule, context);
      // Of two codes with one name KH Coder keeps the later for references.
      context.given.set(name, isGiven);
      return isGiven ? 1 : 0;
    });
  });
}

interface Context {
  readonly unit: CodingUnit;
  /** Where each dictionary form stands. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly given: Map<string, boolean>;
}

function positionsOf(tokens: readonly UnitToken[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  tokens.forEach(({ lemma }, i) => {
    const own = positions.get(lemma);
    if (own === undefined) positions.set(lemma, [i]);
    else own.push(i);
  });
  return positions;
}

function meets(rule: Rule, context: Context): boolean {
  const { unit, positions } = context;
  switch (rule.kind) {
    case "and":
      return rule.parts.every((part) => meets(part, context));
    case "or":
      return rule.parts.some((part) => meets(part, context));
    case "not":
      return !meets(rule.part, context);
    case "word":
      return (positions.get(rule.word) ?? []).some((at) => isForm(unit.tokens[at] as UnitToken, rule));
    case "phrase":
      return hasPhrase(rule.words, context);
    case "near":
    case "seq":
      return hasChain(rule, context);
    case "string":
      return unit.text.includes(rule.text);
    case "code":
      return context.given.get(rule.name) === true;
    case "variable":
      return Object.hasOwn(unit.variables, rule.name) && unit.variables[rule.name] === rule.value;
    case "heading":
      return unit.headings[rule.level] === rule.text;
    case "compare":
      return COMPARE[rule.comparison](measure(unit)[rule.measure], rule.value);
  }
}

function isForm({ surface, conjugationForm, ...token }: UnitToken, { pos, form }: WordRule): boolean {
  if (pos !== undefined) return isPos(token, pos);
  return form === undefined || surface === form || conjugationForm === form;
}

function hasPhrase(words: readonly string[], { unit, positions }: Context): boolean {
  return (positions.get(words[0] ?? "") ?? []).some((at) =>
    words.every((word, i) => unit.tokens[at + i]?.lemma === word),
  );
}

/** From each first word on, looks for the others, each near the one found before it. */
function hasChain({ kind, words, distance, within }: ChainRule, { unit, positions }: Context): boolean {
  const wanted = [...new Set(words)];
  if (wanted.some((word) => !positions.has(word))) return false;
  const hits = wanted
    .flatMap((word) => (positions.get(word) ?? []).map((at) => ({ word, at })))
    .sort((a, b) => a.at - b.at);
  const isTogether = (a: number, b: number) =>
    within === undefined || unit.tokens[a]?.[within] === unit.tokens[b]?.[within];
  const chainFrom = (start: number): boolean => {
    const first = hits[start] as (typeof hits)[number];
    if (kind === "seq" && first.word !== words[0]) return false;
    const found = new Set([first.word]);
    let last = first.at;
    for (let i = start + 1; i < hits.length && found.size < wanted.length; i++) {
      const { word, at } = hits[i] as (typeof hits)[number];
      if (at - last > distance || !isTogether(first.at, at)) break;
      if (kind === "seq" ? word !== wanted[found.size] : found.has(word)) continue;
      found.add(word);
      last = at;
    }
    return found.size === wanted.length;
  };
  return hits.some((_, start) => chainFrom(start));
}

const measure = ({ text, tokens, number }: CodingUnit) =>
  ({ lc: [...text].length, lw: tokens.length, "No.": number }) as const;

const COMPARE: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "=": (a, b) => a === b,
  "==": (a, b) => a === b,
};
