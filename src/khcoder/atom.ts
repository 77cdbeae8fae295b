import { DEFAULT_DISTANCE, type Measure, type Rule, type RulePlace } from "./rule.ts";
import type { RuleProblemName } from "./words.ts";

/** A stretch of a rule file between blanks. */
export interface Piece extends RulePlace {
  readonly text: string;
}

export type Tell = (
  name: RuleProblemName,
  at: RulePlace,
  values?: Readonly<Record<string, string | number>>,
) => void;

/** What a condition of one piece says; undefined after telling what is wrong with it. */
export function parseAtom(piece: Piece, tell: Tell): Rule | undefined {
  const { text } = piece;
  const at = { line: piece.line, column: piece.column };
  const fault = (name: RuleProblemName, values: Readonly<Record<string, string>> = {}): undefined => {
    tell(name, at, { atom: text, ...values });
  };
  if (/^['"]/.test(text)) {
    const quote = text[0] as string;
    if (text.length < 2 || !text.endsWith(quote)) return fault("unclosed-string");
    return text.length === 2 ? fault("empty-string") : { kind: "string", text: text.slice(1, -1), at };
  }
  if (text.startsWith("<>")) return parseVariable(text, at) ?? fault("bad-variable");
  if (text.startsWith("<＊")) {
    return text.endsWith(">") && text.length > 3
      ? { kind: "code", name: text.slice(2, -1), at }
      : fault("bad-reference");
  }
  if (/^(near|seq)\(/.test(text)) return parseChain(text, at, fault);
  if (/['"]/.test(text)) return fault("unclosed-string");
  if (/^[()]|[()]$/.test(text) && text.length > 1) return fault("glued-parenthesis");
  const [, word, arrow, value] = /^(.+?)([-=])>(.+)$/.exec(text) ?? [];
  if (word !== undefined && value !== undefined)
    return { kind: "word", word, ...(arrow === "-" ? { pos: value } : { form: value }), at };
  if (text.includes("+") && text.length > 1) {
    const words = text.split("+");
    return words.some((part) => part === "") ? fault("bad-phrase") : { kind: "phrase", words, at };
  }
  return { kind: "word", word: text, at };
}

function parseVariable(text: string, at: RulePlace): Rule | undefined {
  const [, name, value] = /^<>(.+?)-->(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const level = /^見出し([1-5])$/.exec(name)?.[1];
  return level === undefined
    ? { kind: "variable", name, value, at }
    : { kind: "heading", level: Number(level), text: value, at };
}

function parseChain(
  text: string,
  at: RulePlace,
  fault: (name: RuleProblemName, values?: Readonly<Record<string, string>>) => undefined,
): Rule | undefined {
  const [, kind, inside = "", option] = /^(near|seq)\(([^()]*)\)(?:\[(.*)\])?$/.exec(text) ?? [];
  const words = inside.split("-");
  if (kind === undefined || words.length < 2 || words.some((word) => word === "")) return fault("bad-chain");
  const [, scope = "", digits = ""] = /^([bd]?)([0-9]{0,6})$/.exec(option ?? "") ?? [undefined, "?"];
  if (scope === "?" || option === "") return fault("bad-option", { option: option ?? "" });
  return {
    kind: kind as "near" | "seq",
    words,
    distance: digits === "" ? DEFAULT_DISTANCE : Number(digits),
    ...(scope !== "" && { within: scope === "b" ? ("sentence" as const) : ("paragraph" as const) }),
    at,
  };
}

/** The measures that a comparison begins with. */
export function measureOf(text: string): Measure | undefined {
  return text === "lc" || text === "lw" || text === "No." ? text : undefined;
}
