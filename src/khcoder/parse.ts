import { InputError } from "../errors.ts";
import { measureOf, type Piece, parseAtom, type Tell } from "./atom.ts";
import { type CodingRule, COMPARISONS, type Rule, type RulePlace, type RuleProblem } from "./rule.ts";
import { type RuleLanguage, sayProblem } from "./words.ts";

export interface ParsedRules {
  /** All codes of which at least a part could be read; those with an error of syntax are not whole. */
  readonly codes: readonly CodingRule[];
  readonly problems: readonly RuleProblem[];
}

/**
 * Reads a file of KH Coder's coding rules; a file with problems gives none.
 *
 * @throws InputError with all problems of syntax and reference, each with its line.
 * @example
 * parseRules("＊寄り添い\n寄り添う | near(本人-寄り添う)[b]").map(({ name }) => name); // ["寄り添い"]
 */
export function parseRules(text: string, options: { readonly file?: string } = {}): readonly CodingRule[] {
  const { codes, problems } = readRules(text);
  const [first, ...others] = problems.filter(({ severity }) => severity === "error");
  if (first !== undefined) throw new InputError(options.file ?? "rules", [first, ...others]);
  return codes;
}

/** Reads what can be read, and tells all that is wrong. Linear in the text. */
export function readRules(text: string, language: RuleLanguage = "en"): ParsedRules {
  const problems: RuleProblem[] = [];
  const tell: Tell = (name, { line, column }, values = {}) => {
    problems.push({
      code: `rules/${name}`,
      severity: name === "duplicate-code" ? "warning" : "error",
      message: sayProblem(name, values, language),
      line,
      column,
    });
  };
  const codes: CodingRule[] = [];
  for (const { name, pieces, ...at } of blocksOf(text, tell)) {
    const rule = pieces.length === 0 ? undefined : parseCondition(pieces, tell);
    if (pieces.length === 0) tell("no-condition", at, { name });
    if (rule !== undefined) codes.push({ name, rule, ...at });
  }
  return { codes, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
}

interface Block extends RulePlace {
  readonly name: string;
  readonly pieces: Piece[];
}

function blocksOf(text: string, tell: Tell): Block[] {
  const blocks: Block[] = [];
  const seen = new Map<string, number>();
  for (const [index, raw] of text
    .replace(/^\ufeff/, "")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const at = { line: index + 1, column: 1 };
    if (raw.startsWith("#")) continue;
    if (raw.startsWith("＊")) {
      const name = raw.slice(1).trim();
      if (name === "") tell("no-name", at);
      const before = seen.get(name);
      if (before !== undefined) tell("duplicate-code", at, { name, line: before });
      seen.set(name, at.line);
      blocks.push({ name, pieces: [], ...at });
      continue;
    }
    const pieces = [...raw.matchAll(/[^ \t\u3000]+/g)].map((match) => ({
      text: match[0],
      line: at.line,
      column: match.index + 1,
    }));
    const [first] = pieces;
    if (first === undefined) continue;
    if (/^\*./.test(raw)) tell("half-width-star", at);
    else if (blocks.length === 0) tell("no-code", first);
    else blocks.at(-1)?.pieces.push(...pieces);
  }
  return blocks;
}

const OPERATORS: Readonly<Record<string, readonly ("and" | "or" | "not")[]>> = {
  and: ["and"],
  or: ["or"],
  not: ["not"],
  "&": ["and"],
  "|": ["or"],
  "!": ["not"],
  "&!": ["and", "not"],
  "|!": ["or", "not"],
};
const FULL_WIDTH: Readonly<Record<string, string>> = {
  "（": "(",
  "）": ")",
  "｜": "|",
  "＆": "&",
  "！": "!",
  "＆！": "&!",
  "｜！": "|!",
  ａｎｄ: "and",
  ｏｒ: "or",
  ｎｏｔ: "not",
};
const MOST_DEPTH = 200;

type Symbol = { readonly piece: Piece } & (
  | { readonly is: "and" | "or" | "not" | "(" | ")" }
  | { readonly is: "rule"; readonly rule: Rule | undefined }
);

function symbolsOf(pieces: readonly Piece[], tell: Tell): Symbol[] {
  const symbols: Symbol[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const written = pieces[i] as Piece;
    const half = Object.hasOwn(FULL_WIDTH, written.text) ? FULL_WIDTH[written.text] : undefined;
    if (half !== undefined) tell("full-width-operator", written, { atom: written.text, half });
    const piece = half === undefined ? written : { ...written, text: half };
    const operator = Object.hasOwn(OPERATORS, piece.text) ? OPERATORS[piece.text] : undefined;
    if (operator !== undefined) symbols.push(...operator.map((is) => ({ is, piece })));
    else if (piece.text === "(" || piece.text === ")") symbols.push({ is: piece.text, piece });
    else if (measureOf(piece.text) === undefined)
      symbols.push({ is: "rule", piece, rule: parseAtom(piece, tell) });
    else {
      const rule = parseComparison(piece, pieces[i + 1], pieces[i + 2]);
      if (rule === undefined) tell("bad-comparison", piece, { atom: piece.text });
      while (/^(?:[<>=]+|[0-9]+)$/.test(pieces[i + 1]?.text ?? "")) i += 1;
      symbols.push({ is: "rule", piece, rule });
    }
  }
  return symbols;
}

function parseComparison(piece: Piece, sign: Piece | undefined, number: Piece | undefined): Rule | undefined {
  const measure = measureOf(piece.text);
  const comparison = COMPARISONS.find((known) => known === sign?.text);
  const value = /^[0-9]{1,9}$/.test(number?.text ?? "") ? Number(number?.text) : undefined;
  if (measure === undefined || comparison === undefined || value === undefined) return undefined;
  return { kind: "compare", measure, comparison, value, at: { line: piece.line, column: piece.column } };
}

/** `not` binds closest, then `and`, then `or`, as in the SQL that KH Coder makes of it. */
function parseCondition(pieces: readonly Piece[], tell: Tell): Rule | undefined {
  const symbols = symbolsOf(pieces, tell);
  let at = 0;
  const fail = (...args: Parameters<Tell>): undefined => tell(...args) as undefined;

  function parseJoined(kind: "or" | "and", depth: number): Rule | undefined {
    const next = () => (kind === "or" ? parseJoined("and", depth) : parseUnary(depth));
    const parts = [next()];
    while (symbols[at]?.is === kind) {
      at += 1;
      parts.push(next());
    }
    const sound = parts.filter((part) => part !== undefined);
    if (sound.length === 0) return undefined;
    return sound.length === 1 ? sound[0] : { kind, parts: sound };
  }

  function parseUnary(depth: number): Rule | undefined {
    const symbol = symbols[at];
    if (depth > MOST_DEPTH) {
      at = symbols.length;
      return symbol && fail("too-deep", symbol.piece);
    }
    if (symbol === undefined || symbol.is === ")") {
      const before = symbols[at - 1];
      return before
        ? fail("missing-operand", before.piece, { atom: before.piece.text })
        : fail("unopened-parenthesis", (symbol as Symbol).piece);
    }
    at += 1;
    if (symbol.is === "rule") return symbol.rule;
    if (symbol.is === "not") {
      const part = parseUnary(depth + 1);
      return part && { kind: "not", part };
    }
    if (symbol.is === "(") return parseGroup(symbol.piece, depth);
    fail("missing-left", symbol.piece, { atom: symbol.piece.text });
    return symbols[at] === undefined ? undefined : parseUnary(depth + 1);
  }

  function parseGroup(open: Piece, depth: number): Rule | undefined {
    const rule = parseSequence(depth + 1, true);
    if (symbols[at]?.is === ")") at += 1;
    else fail("unclosed-parenthesis", open);
    return rule;
  }

  /** Conditions up to the end or the `)`; tells of those that no operator joins, and goes on. */
  function parseSequence(depth: number, isInside: boolean): Rule | undefined {
    const parts = [parseJoined("or", depth)];
    for (let symbol = symbols[at]; symbol !== undefined; symbol = symbols[at]) {
      if (symbol.is === ")") {
        if (isInside) break;
        fail("unopened-parenthesis", symbol.piece);
        at += 1;
        continue;
      }
      fail("missing-operator", symbol.piece, { atom: symbol.piece.text });
      parts.push(parseJoined("or", depth));
    }
    const sound = parts.filter((part) => part !== undefined);
    return sound.length < 2 ? sound[0] : { kind: "or", parts: sound };
  }

  const rule = parseSequence(0, false);
  return rule;
}
