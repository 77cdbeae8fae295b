import { textAt } from "./evidence.ts";
import type { PatternHit } from "./pattern.ts";
import type { Finding, RelationKind } from "./relation.ts";
import { lemmaAt, type RunIndex, wordAt } from "./run-index.ts";
import { wordsOf } from "./run-table.ts";
import {
  isGeneric,
  isGenericHead,
  isNegation,
  isTermLike,
  oppositesIn,
  sharedEnd,
  sharedStart,
} from "./term-text.ts";
import {
  ADJECTIVAL,
  ADJECTIVE,
  AUXILIARY,
  classOf,
  NUMBER,
  PROPER,
  SUFFIX,
  SYMBOL,
  VERB,
  VERBAL,
} from "./token-kind.ts";
import { discoveryWords } from "./words.ts";

/** A hit with what the filters look at. */
interface Sides {
  readonly index: RunIndex;
  readonly hit: PatternHit;
  readonly left: string;
  readonly right: string;
  readonly leftWords: readonly string[];
  readonly rightWords: readonly string[];
  /** First token of A; first token after B (and its closing mark). */
  readonly start: number;
  readonly next: number;
  readonly end: number;
}

/** Keeps of the hits what the text around bears out. What each rule is worth stands in docs/DISCOVER.md. */
export function findingsOf(index: RunIndex, hits: readonly PatternHit[]): Finding[] {
  return hits.flatMap((hit) => {
    const sides = sidesOf(index, hit);
    if (!isTermLike(sides.left) || !isTermLike(sides.right) || sides.left === sides.right) return [];
    const told = judge(sides);
    if (told === undefined) return [];
    const { runs } = index;
    const place = {
      text: runs.text[hit.left] as number,
      from: runs.from[hit.left] as number,
      to: runs.to[hit.right] as number,
    };
    return [{ ...told, left: sides.left, right: sides.right, pattern: hit.pattern.name, place }];
  });
}

function sidesOf(index: RunIndex, hit: PatternHit): Sides {
  const { corpus, runs } = index;
  const leftWords = wordsOf(runs.table, runs.table.occurrence[hit.left] as number);
  const rightWords = wordsOf(runs.table, runs.table.occurrence[hit.right] as number);
  const { end } = textAt(corpus, runs.text[hit.right] as number);
  let next = runs.to[hit.right] as number;
  if (next < end && /^[」』”]$/u.test(wordAt(corpus, next))) next++;
  return {
    index,
    hit,
    left: leftWords.join(""),
    right: rightWords.join(""),
    leftWords,
    rightWords,
    start: runs.from[hit.left] as number,
    next,
    end,
  };
}

type Told = { readonly kind: RelationKind; readonly precision: number };

function judge(sides: Sides): Told | undefined {
  switch (sides.hit.pattern.relation) {
    case "kindOf":
      return kindOf(sides);
    case "contrast":
      return contrast(sides);
    case "beside":
      return beside(sides);
  }
}

const KIND_PRECISION: Readonly<Record<string, number>> = {
  などの: 0.8,
  をはじめとする: 0.75,
  といった: 0.75,
  その他の: 0.75,
};

function kindOf({
  index,
  hit,
  left,
  right,
  leftWords,
  rightWords,
  start,
  next,
  end,
}: Sides): Told | undefined {
  const { corpus } = index;
  if (isGeneric(left) || isGenericHead(right) || isNamed(index, hit.right)) return undefined;
  const lastRight = rightWords.at(-1) as string;
  if (RELATIONAL.has(right) || RELATIONAL.has(lastRight) || RELATIONAL.has(left)) return undefined;
  if (lastRight === "的" || lastRight === "性" || lastRight === "等") return undefined;
  // 年数の計算といった確認作業: A is the end of a longer name, and by itself no kind of B.
  if (leftWords.length === 1 && isModified(index, start) && (corpus.kind[start] as number) & VERBAL)
    return undefined;
  if (ADJECTIVAL & lastKind(index, hit.left)) return undefined;
  // 住民に身近な…, 生活に必要な…: B belongs to what follows. な: B is an adjective.
  if (next < end && describesOn(index, next, end)) return undefined;
  if (left.includes(right) && !left.endsWith(right)) return undefined;
  if (EMPTY_HEADS.test(right) || !isNounLike(index, hit, rightWords)) return undefined;
  return { kind: "narrower", precision: KIND_PRECISION[hit.pattern.name] ?? 0.7 };
}

const RELATIONAL = new Set(discoveryWords.relationalHeads);

/** Heads that measure or place A and are no kind that it is of: 設置数, 電子証明書側, 登録情報. */
const EMPTY_HEADS = /(?:数|側|率|額|量|化|後|前|用|時|中|間|力|情報|基準|法|案|費|群|上|下)$/u;

/** Verbal nouns that are things as well: 福祉サービス. */
const HELP = new Set(["サービス", "ケア", "事業", "研修"]);

/**
 * Where B ends in a verbal noun (テクノロジー導入, 高騰) A is mostly what is done or what does it. Only a single verbal noun after
 * another one names a kind: 就職あっせんなどの支援.
 */
function isNounLike(index: RunIndex, hit: PatternHit, rightWords: readonly string[]): boolean {
  if (!(lastKind(index, hit.right) & VERBAL) || HELP.has(rightWords.at(-1) as string)) return true;
  return rightWords.length === 1 && (lastKind(index, hit.left) & VERBAL) !== 0;
}

const lastKind = ({ corpus, runs }: RunIndex, occurrence: number): number =>
  corpus.kind[(runs.to[occurrence] as number) - 1] as number;

/** True where の or な stands before: the noun is the head of a longer phrase. */
function isModified({ corpus }: RunIndex, start: number): boolean {
  const before = start > 0 ? wordAt(corpus, start - 1) : "";
  return before === "の" || before === "な";
}

function describesOn({ corpus }: RunIndex, next: number, end: number): boolean {
  const word = wordAt(corpus, next);
  if (["な", "・", "上", "時", "に係る", "にわたる", "における", "に対する"].includes(word)) return true;
  if (word !== "に" && word !== "が" && word !== "の") return false;
  const kind = next + 1 < end ? (corpus.kind[next + 1] as number) : 0;
  return word === "の" || classOf(kind) === ADJECTIVE || (kind & ADJECTIVAL) !== 0;
}

const CHANGES = new Set([...discoveryWords.changes, "流れ"]);

function contrast(sides: Sides): Told | undefined {
  const { index, hit, left, right, leftWords, rightWords } = sides;
  if (isGeneric(left) || isGeneric(right) || left.includes(right) || right.includes(left)) {
    return isNegation(left, right) ? { kind: "contrary", precision: 0.9 } : undefined;
  }
  if (isNamed(index, hit.left) || isNamed(index, hit.right)) return undefined;
  const parted = partedByOpposites(left, right, leftWords, rightWords);
  if (hit.pattern.name === "からへ") {
    if (!becomes(sides)) return undefined;
    return parted || hit.quoted ? { kind: "contrary", precision: 0.8 } : { kind: "contrary", precision: 0.6 };
  }
  if (parted) return { kind: "contrary", precision: 0.85 };
  if (hit.pattern.name === "とは異なる") return undefined;
  return standsInPlace(sides) ? { kind: "contrary", precision: 0.6 } : undefined;
}

/** Names of people and places are not ideas: 京都から地方へ. */
function isNamed({ corpus, runs }: RunIndex, occurrence: number): boolean {
  for (let i = runs.from[occurrence] as number; i < (runs.to[occurrence] as number); i++) {
    if ((corpus.kind[i] as number) & PROPER) return true;
  }
  return false;
}

/** True where the two differ in one part only (プル型, プッシュ型) or hold words of the list of opposites. */
function partedByOpposites(
  left: string,
  right: string,
  leftWords: readonly string[],
  rightWords: readonly string[],
): boolean {
  if (oppositesIn(left, right) !== undefined) return true;
  const shared = sharedEnd(leftWords, rightWords);
  const most = Math.min(leftWords.length, rightWords.length);
  return shared > 0 && shared < most && sharedStart(leftWords, rightWords) === 0;
}

/** からBへ: への needs a noun of change behind it; へ、 へと and へ」 are enough by themselves. */
function becomes({ index, next, end }: Sides): boolean {
  const { corpus } = index;
  if (wordAt(corpus, next) === "に") return true;
  const after = next + 1 < end ? wordAt(corpus, next + 1) : "";
  const then = next + 2 < end ? wordAt(corpus, next + 2) : "";
  if (after === "の") {
    for (let i = next + 2; i < Math.min(end, next + 6); i++) if (CHANGES.has(wordAt(corpus, i))) return true;
    return false;
  }
  if (after === "と" || after === "という" || after === "といった") return true;
  return after === "」" || after === "。" || CHANGES.has(after) || (after === "、" && CHANGES.has(then));
}

/**
 * AではなくBを…: B takes A's place where a case particle, a copula or the end follows it at once. Where の, や or が follows, B is
 * the start of another phrase (画一的な税制ではなく、個人の貯蓄額…).
 */
function standsInPlace({ index, hit, start, next, end }: Sides): boolean {
  const { corpus, runs } = index;
  if ((lastKind(index, hit.left) | lastKind(index, hit.right)) & ADJECTIVAL) return false;
  if (isModified(index, start) && (runs.to[hit.left] as number) - start === 1) return false;
  if (
    classOf(lastKind(index, hit.left)) === SUFFIX &&
    wordAt(corpus, (runs.to[hit.left] as number) - 1) === "的"
  )
    return false;
  if (start > 0 && ["という", "といった", "た", "る", "ない"].includes(wordAt(corpus, start - 1)))
    return false;
  if (next >= end) return true;
  const word = wordAt(corpus, next);
  const then = next + 1 < end ? lemmaAt(corpus, next + 1) : "";
  if (word === "を" && describesNoun(index, next + 1, end)) return false;
  if (word === "に") return ["なる", "する", "変える", "向ける"].includes(then);
  if (word === "と") return ["する", "なる", "して", "いう", "考える"].includes(then);
  return ["を", "へ", "で", "である", "です", "だ", "として", "による", "によって", "。", "」"].includes(
    word,
  );
}

/** 銃猟を委託した市町村: the verb behind を describes a noun, which is what stands in A's place. */
function describesNoun({ corpus, startingAt }: RunIndex, from: number, end: number): boolean {
  for (let i = from; i < Math.min(end, from + 6); i++) {
    const type = classOf(corpus.kind[i] as number);
    const ends = type === VERB || (type === AUXILIARY && ["た", "だ", "ない"].includes(wordAt(corpus, i)));
    if (ends && startingAt(i + 1) >= 0) return true;
  }
  return false;
}

const BESIDE_PRECISION: Readonly<Record<string, number>> = {
  との両立: 0.95,
  "・": 0.82,
  や: 0.8,
  及び: 0.8,
  だけでなく: 0.6,
};

function beside({ index, hit, left, right, next, end }: Sides): Told | undefined {
  const { corpus } = index;
  if (isGeneric(left) || isGeneric(right) || isNegation(left, right)) return undefined;
  const named = isNamed(index, hit.left) || isNamed(index, hit.right);
  const kinds = [lastKind(index, hit.left), lastKind(index, hit.right)] as const;
  if (named || kinds.some((kind) => classOf(kind) === NUMBER || classOf(kind) === SYMBOL)) return undefined;
  // 複雑や困難な…, 質や量の…: B goes with what follows it.
  const follows = next < end ? wordAt(corpus, next) : "";
  if (hit.pattern.name === "や" && follows === "の") return undefined;
  if ((kinds[0] & ADJECTIVAL) !== (kinds[1] & ADJECTIVAL)) return undefined;
  return { kind: "related", precision: BESIDE_PRECISION[hit.pattern.name] ?? 0.6 };
}
