import type { Token, Tokenizer } from "./token.ts";

/** One thing that every tokenizer must do; `check` throws an Error that says what it did instead. */
export interface ContractCheck {
  readonly name: string;
  readonly check: () => void;
}

/** Shapes that make tokenizers slow or exhaust memory, repeated to the length asked for. */
const LONG_SHAPES: readonly (readonly [name: string, unit: string])[] = [
  ["prose without marks", "長い行には読点も句点もなく続いていく"],
  ["letters", "abcdefghij"],
  ["katakana", "カタカナガツヅク"],
  ["surrogate pairs", "🍣"],
  ["line ends", "\n"],
  ["one repeated kanji", "一"],
];

/** Texts that break tokenizers: each was lost, misplaced, refused or never finished by one. */
const STRANGE_TEXTS: readonly (readonly [name: string, text: string])[] = [
  ["empty text", ""],
  ["one space", " "],
  ["plain prose", "相談者の話を聴き、ともに考える。急がない。"],
  ["an emoji run before text", "寿司🍣🍣です。"],
  ["a flag before text", "🇯🇵が勝つ"],
  ["an astral kanji", "𠮷田さんを𠮟る"],
  ["joined emoji", "👩‍👩‍👧と歩む👍🏽"],
  ["a lone high surrogate", "前\uD83C後"],
  ["a lone low surrogate", "前\uDF63後"],
  ["surrogates in the wrong order", "\uDF63\uD83C\uDF63"],
  ["NUL", "前\0後\0"],
  ["control characters", "\u0001\u0008前\u001B\u007F\u0085後"],
  ["decomposed kana", "か\u3099んは\u3099る"],
  ["half-width kana", "ｼｴﾝ｡ﾊﾞﾝｿｳ､ｶﾞ"],
  ["merged punctuation", "（注）。（５％）、続く"],
  ["line ends of every kind", "一行\r\n二行\n\n\r三行\u2028四行\u2029"],
  ["a byte order mark and variation selectors", "\uFEFF葛\u{E0100}城と☺️"],
  ["marks of sentences only", "。。、、！？!?…"],
  ["other scripts", "한국어 ไทย Ελληνικά кириллица العربية"],
  ["private and unassigned characters", "\uE000\uF8FF\uFFFE\uFFFF"],
];

/**
 * What an implementation of `Tokenizer` must do, as named checks for any test runner. Finishing the long
 * texts within the runner's time limit is part of it: they take a linear tokenizer a second or so each.
 *
 * @param longest - length of the longest texts, in UTF-16 units.
 * @example
 * import { test } from "vitest";
 * for (const { name, check } of tokenizerContract(myTokenizer)) test(name, check);
 */
export function tokenizerContract(tokenizer: Tokenizer, longest = 60_000): readonly ContractCheck[] {
  const long = LONG_SHAPES.map(
    ([name, unit]) => [`${longest} units of ${name}`, repeatTo(unit, longest)] as const,
  );
  return [
    { name: "has a version for the stamp on results", check: () => checkVersion(tokenizer) },
    ...[...STRANGE_TEXTS, ...long].map(([name, text]) => ({
      name: `tiles ${name}`,
      check: () => checkTiling(text, tokenizer.tokenize(text)),
    })),
    { name: "gives plain data that JSON keeps", check: () => checkPlain(tokenizer) },
    {
      name: "gives unknown words their surface as lemma and no reading",
      check: () => checkUnknown(tokenizer),
    },
    { name: "keeps no state between texts", check: () => checkStateless(tokenizer) },
    { name: "cuts where it says that cutting changes nothing", check: () => checkPieces(tokenizer) },
  ];
}

function checkVersion({ version }: Tokenizer): void {
  if (typeof version !== "string" || version === "") fail(`version is ${JSON.stringify(version)}`);
}

function checkTiling(text: string, tokens: readonly Token[]): void {
  let end = 0;
  for (const token of tokens) {
    if (token.start !== end) fail(`a token starts at ${token.start} where the one before ends at ${end}`);
    if (token.end <= token.start) fail(`the token at ${token.start} is empty`);
    if (token.surface !== text.slice(token.start, token.end))
      fail(
        `the text at ${token.start} is ${show(text.slice(token.start, token.end))}, not ${show(token.surface)}`,
      );
    if (splitsPair(text, token.end)) fail(`the token at ${token.start} ends inside a surrogate pair`);
    end = token.end;
  }
  if (end !== text.length) fail(`the tokens end at ${end}, the text at ${text.length}`);
}

function splitsPair(text: string, index: number): boolean {
  return (text.charCodeAt(index - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(index) & 0xfc00) === 0xdc00;
}

const STRINGS = [
  "surface",
  "lemma",
  "pos",
  "pos1",
  "pos2",
  "pos3",
  "conjugationType",
  "conjugationForm",
  "reading",
  "pronunciation",
] as const;

function checkPlain(tokenizer: Tokenizer): void {
  const tokens = tokenizer.tokenize("寄り添いながらGoogleで調べた🍣。");
  for (const token of tokens) {
    for (const key of STRINGS)
      if (typeof token[key] !== "string") fail(`${key} of ${show(token.surface)} is ${typeof token[key]}`);
    if (typeof token.known !== "boolean") fail(`known of ${show(token.surface)} is ${typeof token.known}`);
  }
  if (JSON.stringify(structured(tokens)) !== JSON.stringify(tokens))
    fail("a token changes on its way through JSON");
}

function structured(tokens: readonly Token[]): unknown {
  return tokens.map((token) => Object.fromEntries(Object.entries(token)));
}

function checkUnknown(tokenizer: Tokenizer): void {
  for (const token of tokenizer.tokenize("ゑゑゑとqwrtpsと㐀と🍣")) {
    if (token.known) continue;
    if (token.lemma !== token.surface) fail(`the lemma of ${show(token.surface)} is ${show(token.lemma)}`);
    if (token.reading !== "" || token.pronunciation !== "") fail(`${show(token.surface)} has a reading`);
  }
}

function checkStateless(tokenizer: Tokenizer): void {
  const text = "支えられた経験が、誰かを支える力になる。";
  const before = tokenizer.tokenize(text);
  const kept = JSON.stringify(before);
  tokenizer.tokenize("🍣\uD83C、別の文章ｼｴﾝ");
  if (JSON.stringify(tokenizer.tokenize(text)) !== kept)
    fail("a text in between changed the tokens of a text");
  if (JSON.stringify(before) !== kept) fail("tokenizing again changed tokens given before");
  if (tokenizer.tokenize(text) === before) fail("the same array is given twice");
}

function repeatTo(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

function checkPieces(tokenizer: Tokenizer): void {
  const { pieceEnd } = tokenizer;
  if (pieceEnd === undefined) return;
  const long = LONG_SHAPES.map(([name, unit]) => [name, repeatTo(unit, 2_000)] as const);
  for (const [name, sample] of [...STRANGE_TEXTS, ...long]) {
    const whole = tokenizer.tokenize(sample);
    const cut: Token[] = [];
    for (let start = 0; start < sample.length; ) {
      const end = pieceEnd(sample, start);
      if (!(end > start && end <= sample.length)) fail(`${name}: the piece at ${start} ends at ${end}`);
      for (const token of tokenizer.tokenize(sample.slice(start, end)))
        cut.push({ ...token, start: token.start + start, end: token.end + start });
      start = end;
    }
    if (canonical(cut) !== canonical(whole)) fail(`${name}: pieces alone give other tokens than the text`);
  }
}

function canonical(tokens: readonly Token[]): string {
  return JSON.stringify(
    tokens.map((token) => [token.start, token.end, token.known, ...STRINGS.map((key) => token[key])]),
  );
}

function show(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

function fail(message: string): never {
  throw new Error(message);
}
