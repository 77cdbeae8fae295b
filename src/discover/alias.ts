import { spanOf, textAt } from "./evidence.ts";
import type { Finding } from "./relation.ts";
import { type RunIndex, wordAt } from "./run-index.ts";
import { wordsOf } from "./run-table.ts";
import { ADJECTIVE, AUXILIARY, classOf, joins, NUMBER, PROPER, SYMBOL, VERB } from "./token-kind.ts";
import { isGeneric, isGenericHead, isSubsequence, isTermLike, sharedEnd } from "./term-text.ts";

/** Says that what follows is another name: （以下「B」という。） of statutes, （B） of prose, 、いわゆるB. */
const DEFINED =
  /^[（(](?:以下)?(?:、)?(?:単に)?[「『]?([^「」『』（）()、。]{1,30})[」』]?(?:という|と略す|と略称する|と総称する|とする)[。]?[）)]/u;
const DEFINED_MARK = /^[（(]以下/u;
const NAMED =
  /^(?:[（(](?:通称|略称|別名|旧称|愛称)[:：、]?[「『]?([^「」『』（）()、。]{2,30})[」』]?[）)]|、(?:いわゆる|すなわち|通称|略称|別名)[、]?[「『]?)/u;
const BRACKETED = /^[（(][「『]?([^「」『』（）()、。\n]{2,30})[」』]?[）)]/u;
const REACH = 60;

/**
 * Finds second names: what a text puts in brackets behind a noun, and what it calls by 以下「B」という. Statutes use brackets for
 * sets and parts too, so most pairs are no synonyms: a name that ends in A is a kind of A, the last words of A are the kind it
 * is of, and only an abbreviation, another script or another spelling is a synonym.
 *
 * Okazaki, N. and Ishizuka, M. (2008), A discriminative approach to Japanese abbreviation extraction: 18% of brackets abbreviate.
 */
export function findAliases(index: RunIndex): Finding[] {
  const { corpus, runs } = index;
  const findings: Finding[] = [];
  for (let i = 0; i < runs.from.length; i++) {
    const text = runs.text[i] as number;
    const to = runs.to[i] as number;
    const { normalized, end } = textAt(corpus, text);
    if (to >= end || !"（(、".includes(wordAt(corpus, to).charAt(0))) continue;
    const at = spanOf(corpus, text, to, to + 1).start;
    const found = readName(normalized.text.slice(at, at + REACH), index, to, end);
    if (found === undefined) continue;
    const from = runs.from[i] as number;
    const words = wordsOf(runs.table, runs.table.occurrence[i] as number);
    const behind = tokenAt(index, at + found.length, to, end);
    const told = aliasOf(words, found.name, found.pattern, {
      whole: isWhole(index, from),
      place: hasName(index, from, to),
    });
    if (told !== undefined) {
      const place = { text, from, to: behind };
      findings.push({ ...told, left: words.join(""), right: found.name, pattern: found.pattern, place });
    }
    if (found.pattern !== "以下という" || told?.kind === "synonym" || told?.kind === "narrower") continue;
    const start = phraseStart(index, text, from, to, found.name);
    if (start < 0) continue;
    const { start: first } = spanOf(corpus, text, start, to);
    const place = { text, from: start, to: behind };
    const left = normalized.text.slice(first, at);
    if (left.startsWith(found.name) || /[\d\s]/u.test(left)) continue;
    findings.push({
      kind: "synonym",
      precision: 0.9,
      left,
      right: found.name,
      pattern: "句（以下という）",
      place,
    });
  }
  return findings;
}

interface Name {
  readonly name: string;
  readonly pattern: string;
  /** Characters read behind A. */
  readonly length: number;
}

function readName(behind: string, index: RunIndex, to: number, end: number): Name | undefined {
  const defined =
    DEFINED_MARK.test(behind) || /[」』]?と(?:いう|略)/u.test(behind.slice(0, 40))
      ? DEFINED.exec(behind)
      : null;
  if (defined) return { name: defined[1] as string, pattern: "以下という", length: defined[0].length };
  const named = NAMED.exec(behind);
  if (named?.[1] !== undefined) return { name: named[1], pattern: "通称", length: named[0].length };
  if (named) return nextRun(index, to, end, named[0].length);
  const bracketed = BRACKETED.exec(behind);
  if (!bracketed || !isRun(index, to + 1, bracketed[1] as string)) return undefined;
  return { name: bracketed[1] as string, pattern: "（）", length: bracketed[0].length };
}

/** True where `name` is one whole run of nouns, from token `from` or behind a quotation mark: a name and no remark. */
function isRun({ corpus, runs, startingAt }: RunIndex, from: number, name: string): boolean {
  const first = /^[「『]$/u.test(wordAt(corpus, from)) ? from + 1 : from;
  const run = startingAt(first);
  return run >= 0 && wordsOf(runs.table, runs.table.occurrence[run] as number).join("") === name;
}

/** 、いわゆるB: B is the run that begins there. */
function nextRun(index: RunIndex, to: number, end: number, skipped: number): Name | undefined {
  const { corpus, runs } = index;
  let read = 0;
  let token = to;
  while (token < end && read < skipped) read += wordAt(corpus, token++).length;
  const run = read === skipped ? index.startingAt(token) : -1;
  // いわゆる企業や大学, いわゆるサービスを利用する際: B is the start of a phrase.
  if (run < 0 || GOES_ON.has(wordAt(corpus, runs.to[run] as number))) return undefined;
  const name = wordsOf(runs.table, runs.table.occurrence[run] as number).join("");
  if (isGenericHead(name)) return undefined;
  return { name, pattern: "いわゆる", length: skipped + name.length };
}

const GOES_ON = new Set(["の", "な", "や", "・", "と", "を", "及び"]);

function tokenAt(index: RunIndex, offset: number, from: number, end: number): number {
  let token = from;
  while (token < end && (index.corpus.start[token] as number) < offset) token++;
  return token;
}

/** False where A is only the end of a longer name or phrase: then the second name is not A's. */
function isWhole({ corpus }: RunIndex, from: number): boolean {
  if (from === 0) return true;
  const before = wordAt(corpus, from - 1);
  const type = classOf(corpus.kind[from - 1] as number);
  if (type === VERB || type === ADJECTIVE || type === AUXILIARY || type === NUMBER) return false;
  // 心的外傷後|ストレス障害: IPADIC counts 後 among the adverbs.
  if (TIME_OR_PLACE.test(before)) return false;
  if (type === SYMBOL) return /^[、「『（(\s　*＊:：|｜]+$/u.test(before);
  return !NOT_WHOLE_AFTER.has(before);
}

const TIME_OR_PLACE = /^[後前時中間上下内外]$/u;

const NOT_WHOLE_AFTER = new Set([
  "の",
  "な",
  "及び",
  "又は",
  "若しくは",
  "並びに",
  "に関する",
  "に係る",
  "による",
  "という",
  "や",
  "と",
]);

const LONGEST_PHRASE = 14;
const LISTS = new Set(["又は", "及び", "若しくは", "並びに", "・", "や"]);

/**
 * The token at which the phrase begins that `name` abbreviates (事業を行う者 for 事業者), or -1: the nearest one before A
 * from which the words of the name stand in order, the first of them at its start, up to the end of A.
 *
 * After Schwartz, A. and Hearst, M. (2003), A simple algorithm for identifying abbreviation definitions in biomedical text.
 */
function phraseStart(index: RunIndex, text: number, from: number, to: number, name: string): number {
  const { corpus } = index;
  const { first } = textAt(corpus, text);
  if (!isTermLike(name) || name.length < 3 || /等$|の|第.{1,3}号/u.test(name)) return -1;
  let left = name.length;
  for (let token = to - 1; token >= Math.max(first, to - LONGEST_PHRASE); token--) {
    const word = wordAt(corpus, token);
    if (/^[、。「」『』（）()\s]$/u.test(word)) return -1;
    const rest = name.slice(0, left);
    const whole = rest.endsWith(word);
    // 移転防止法 stands for 移転防止に関する法律: the last word may be cut to its first or last character.
    const cut =
      !whole && left === name.length && (rest.endsWith(word.charAt(0)) || rest.endsWith(word.slice(-1)));
    if (token === to - 1 && !whole && !cut) return -1;
    if (whole) left -= word.length;
    else if (cut) left -= 1;
    // 甲の給付金又は乙の給付金（以下「給付金」…): the name is of both.
    if (left === 0) return startOfPhrase(index, first, token, from);
  }
  return -1;
}

/**
 * Where the phrase begins whose word `token` answers to the first of the name: at the start of that word's run of nouns
 * (小型船舶検査機構に関する省令 for 機構省令), or -1 where の shows that more belongs to it, or a list that the name is of several.
 */
function startOfPhrase(index: RunIndex, first: number, token: number, from: number): number {
  const { corpus } = index;
  let start = token;
  while (start > first && joins(corpus.kind[start - 1] as number)) start--;
  if (start >= from) return -1;
  const before = start > first ? wordAt(corpus, start - 1) : "";
  return LISTS.has(before) || before === "の" ? -1 : start;
}

type Told = Pick<Finding, "kind" | "precision">;

/** Stand in brackets and are no names. */
const REMARK =
  /^(?:仮称|イメージ|案|予定|参考|抜粋|単位|毎年|同上|左記|右記|別紙|略|計|うち|ほか|など|名詞|動詞)$|(?:メートル|グラム|パスカル|リットル|ヘクタール|ヘルツ|ワット|ジュール|アール|トン|キロ|パーセント|デシベル|ルクス|ボルト|アンペア|ニュートン|ベクレル|シーベルト|カロリー)$/u;

interface Standing {
  /** A is no mere end of a longer name. */
  readonly whole: boolean;
  /** A holds the name of a person, place or body: ニューヨーク（国際連合） tells where. */
  readonly place: boolean;
}

function hasName({ corpus }: RunIndex, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((corpus.kind[i] as number) & PROPER) return true;
  return false;
}

function aliasOf(
  words: readonly string[],
  name: string,
  pattern: string,
  { whole, place }: Standing,
): Told | undefined {
  const term = words.join("");
  if (!isTermLike(name) || !isTermLike(term) || name === term || REMARK.test(name)) return undefined;
  if (isGeneric(term) || /[0-9０-９一二三四五六七八九十]|位|^例|又は|及び|若しくは/u.test(name))
    return undefined;
  if (/等$/u.test(name) && !/等$/u.test(term)) return undefined;
  if (name.endsWith(term)) return pattern === "以下という" ? { kind: "broader", precision: 0.8 } : undefined;
  if (term.endsWith(name) && sharedEnd(words, [name]) > 0) return { kind: "narrower", precision: 0.8 };
  if (!whole || isGenericHead(term) || term.includes(name) || name.includes(term)) return undefined;
  const precision = SYNONYM_PRECISION[pattern] ?? 0.8;
  return isOtherName(words, term, name, pattern, place) ? { kind: "synonym", precision } : undefined;
}

const SYNONYM_PRECISION: Readonly<Record<string, number>> = {
  以下という: 0.92,
  "（）": 0.85,
  通称: 0.95,
  いわゆる: 0.75,
};

function isOtherName(
  words: readonly string[],
  term: string,
  name: string,
  pattern: string,
  place: boolean,
): boolean {
  if (isAcronymOf(name, term) || isAcronymOf(term, name)) return true;
  const [shorter, longer] = name.length < term.length ? [name, term] : [term, name];
  if (isAbbreviation(shorter, longer)) return true;
  if (pattern === "通称") return true;
  if (pattern === "以下という") return false;
  return (
    (!place && isOtherScript(term, name)) ||
    (words.length > 1 && term.at(-1) === name.at(-1) && pattern === "いわゆる")
  );
}

const LATIN = /^[a-z][a-z0-9&.-]{1,9}$/iu;
const KATAKANA = /^[ァ-ヺー・]+$/u;
const KANJI = /^[\p{Script=Han}々ぁ-ゖ]+$/u;

/** ict for 情報通信技術: Latin letters for a name of two words or more that has none, or for their initials. */
function isAcronymOf(short: string, long: string): boolean {
  if (!LATIN.test(short) || short.length > 6) return false;
  return (
    /^[\p{Script=Han}ァ-ヺー・ぁ-ゖ々]{4,}$/u.test(long) &&
    !/(?:サービス|システム|アプリ|会社|企業|ツール|サイト|機関|団体|社)$/u.test(long)
  );
}

/** 生保 for 生活保護: the same characters in order, from the first on, with at least one word cut short. */
function isAbbreviation(short: string, long: string): boolean {
  return (
    short.length >= 2 && short.length <= long.length - 2 && short[0] === long[0] && isSubsequence(short, long)
  );
}

function isOtherScript(left: string, right: string): boolean {
  const mixed = (KATAKANA.test(left) && KANJI.test(right)) || (KANJI.test(left) && KATAKANA.test(right));
  return mixed && left.length >= 3 && right.length >= 2;
}
