import type { Token, Tokenizer } from "../tokenizer/token.ts";
import { readRules } from "./parse.ts";
import { POS_NAMES } from "./part-of-speech.ts";
import type { CodingRule, Rule, RulePlace, RuleProblem } from "./rule.ts";
import { type RuleLanguage, type RuleProblemName, sayProblem } from "./words.ts";

export interface LintOptions {
  readonly language?: RuleLanguage;
}

/** What stands beside a word in sentences; a word that is cut in all of them can never match. */
const FRAMES: readonly (readonly [before: string, after: string])[] = [
  ["", ""],
  ["", "は必要だ。"],
  ["この", "を進める。"],
  ["市は", "に取り組む。"],
  ["また、", "と相談する。"],
  ["「", "」"],
  ["人に", "ことが大切だ。"],
  ["とても", "。"],
];

/**
 * All that is wrong with a file of coding rules, or keeps a part of it from ever matching, in the order of the file: syntax,
 * references, words that the tokenizer cuts, words that are no dictionary form.
 *
 * @example
 * lintRules("＊協働\n協働", { tokenize }, { language: "ja" })[0].message;
 * // "「協働」は一致しない。この語は 協|働 に分割される。協+働 または '協働' と書く"
 */
export function lintRules(
  text: string,
  tokenizer: Pick<Tokenizer, "tokenize">,
  { language = "en" }: LintOptions = {},
): RuleProblem[] {
  const { codes, problems } = readRules(text, language);
  const found: RuleProblem[] = [...problems];
  const tell: Tell = (name, { line, column }, values, severity = "error") => {
    found.push({
      code: `rules/${name}`,
      severity,
      message: sayProblem(name, values, language),
      line,
      column,
    });
  };
  // A code with broken syntax is there to be referred to all the same.
  const lines = linesOfCodes(text);
  for (const code of codes) {
    checkRule(code.rule, code, { lines, tokenizer, tell, language });
  }
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

type Tell = (
  name: RuleProblemName,
  at: RulePlace,
  values: Readonly<Record<string, string | number>>,
  severity?: RuleProblem["severity"],
) => void;

interface Checking {
  readonly lines: ReadonlyMap<string, number>;
  readonly tokenizer: Pick<Tokenizer, "tokenize">;
  readonly tell: Tell;
  readonly language: RuleLanguage;
}

function linesOfCodes(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  text.split(/\r\n|\r|\n/).forEach((line, i) => {
    const name = /^\ufeff?＊(.*)$/.exec(line)?.[1]?.trim();
    if (name !== undefined && !lines.has(name)) lines.set(name, i + 1);
  });
  return lines;
}

function checkRule(rule: Rule, code: CodingRule, checking: Checking): void {
  const at = rule.at ?? code;
  switch (rule.kind) {
    case "and":
      checkContradiction(rule.parts, code, checking);
      for (const part of rule.parts) checkRule(part, code, checking);
      break;
    case "or":
      for (const part of rule.parts) checkRule(part, code, checking);
      break;
    case "not":
      checkRule(rule.part, code, checking);
      break;
    case "code":
      checkReference(rule.name, at, code, checking);
      break;
    case "word":
      checkWord(rule.word, at, checking);
      if (rule.pos !== undefined && !POS_NAMES.includes(rule.pos))
        checking.tell("unknown-pos", at, { pos: rule.pos, known: POS_NAMES.join(" ") });
      break;
    case "near":
    case "seq":
      for (const word of rule.words) checkWord(word, at, checking);
      break;
    case "phrase":
      checkPhrase(rule.words, at, checking);
      break;
    default:
      break;
  }
}

function checkReference(name: string, at: RulePlace, code: CodingRule, { lines, tell }: Checking): void {
  const line = lines.get(name);
  if (line === undefined) tell("unknown-code", at, { name });
  else if (line === code.line) tell("self-reference", at, { name });
  else if (line > code.line) tell("later-code", at, { name, line });
}

/** `A & ! A` is written by mistake only. */
function checkContradiction(parts: readonly Rule[], code: CodingRule, { tell }: Checking): void {
  const key = (rule: Rule) =>
    JSON.stringify(rule, (name, value: unknown) => (name === "at" ? undefined : value));
  const denied = new Set(parts.flatMap((part) => (part.kind === "not" ? [key(part.part)] : [])));
  for (const part of parts) {
    if (!denied.has(key(part))) continue;
    tell("contradiction", part.at ?? code, { word: "word" in part ? part.word : part.kind });
  }
}

function checkWord(word: string, at: RulePlace, { tokenizer, tell, language }: Checking): void {
  const cuts = FRAMES.map(([before, after]) => ({
    before,
    after,
    tokens: cutIn(word, before, after, tokenizer),
  }));
  const isWhole = ({ tokens }: { tokens: readonly Token[] }) =>
    tokens.length === 1 && tokens[0]?.surface === word;
  const lemmas = cuts.filter(isWhole).map(({ tokens }) => (tokens[0] as Token).lemma);
  if (lemmas.includes(word)) {
    const [split] = cuts.filter(({ before, after, tokens }) => before + after !== "" && tokens.length > 1);
    // Frames do not suit every part of speech: one that cuts a word is told only when the plain word is cut as well.
    if (split !== undefined && !isWhole(cuts[0] as (typeof cuts)[number]))
      tell(
        "split-sometimes",
        at,
        { word, frame: split.before + word + split.after, cut: cutText(split.tokens) },
        "warning",
      );
    return;
  }
  const [lemma] = lemmas;
  if (lemma !== undefined) {
    tell("not-dictionary-form", at, { word, lemma });
    return;
  }
  const { tokens } = cuts[0] as (typeof cuts)[number];
  const or = language === "ja" ? " または " : " or ";
  const fix = [...(tokens.length > 1 ? [tokens.map(({ lemma }) => lemma).join("+")] : []), `'${word}'`].join(
    or,
  );
  tell("split-word", at, { word, cut: cutText(tokens), fix });
}

/** The tokens that the word takes part in, where it stands between other words. */
function cutIn(word: string, before: string, after: string, tokenizer: Pick<Tokenizer, "tokenize">): Token[] {
  const end = before.length + word.length;
  return tokenizer
    .tokenize(before + word + after)
    .filter((token) => token.end > before.length && token.start < end);
}

function cutText(tokens: readonly Token[]): string {
  return tokens.map(({ surface }) => surface).join("|");
}

/** Whether a phrase of dictionary forms can stand in a text as it is cut: run together, or word by word. */
export function isPhrase(words: readonly string[], tokenizer: Pick<Tokenizer, "tokenize">): boolean {
  const joined = words.join("");
  const found = FRAMES.some(([before, after]) => {
    const lemmas = cutIn(joined, before, after, tokenizer).map(({ lemma }) => lemma);
    return lemmas.length === words.length && lemmas.every((lemma, i) => lemma === words[i]);
  });
  // Words in their dictionary form need not join into text: 寄り添う+た is written 寄り添った.
  return found || words.every((word) => standsAlone(word, tokenizer));
}

function checkPhrase(words: readonly string[], at: RulePlace, { tokenizer, tell, language }: Checking): void {
  if (isPhrase(words, tokenizer)) return;
  const joined = words.join("");
  const tokens = tokenizer.tokenize(joined);
  const or = language === "ja" ? " または " : " or ";
  const fix = [tokens.map(({ lemma }) => lemma).join("+"), `'${joined}'`].join(or);
  tell("wrong-phrase", at, { word: words.join("+"), cut: cutText(tokens), fix });
}

function standsAlone(word: string, tokenizer: Pick<Tokenizer, "tokenize">): boolean {
  return FRAMES.some(([before, after]) => {
    const [token, more] = cutIn(word, before, after, tokenizer);
    return more === undefined && token?.lemma === word;
  });
}
