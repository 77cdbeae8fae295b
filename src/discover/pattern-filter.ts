import { textAt } from "./evidence.ts";
import { agreeAsKinds, isAboutHead, isDeverbal, isPartyToMove, isSameButPolite } from "./noun-sort.ts";
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
  joins,
  LIGHT_NOUN,
  NUMBER,
  PARTICLE,
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
  その他の: 0.9,
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
  // 政令で定める取引, 行政に関する手続: B is no head, it only describes one.
  if (next < end && leadsOn(index, next, end)) return undefined;
  if (isSameButPolite(left, right) || ENUMERATOR.test(lastRight)) return undefined;
  if (isDeverbal(right) && !isDeverbal(left)) return undefined;
  if (isAboutHead(rightWords) && !isAboutHead(leftWords)) return undefined;
  const named = isNamed(index, hit.left);
  const acts = (lastKind(index, hit.left) & VERBAL) !== 0;
  const done =
    rightWords.length > 1 &&
    ((corpus.kind[(index.runs.to[hit.right] as number) - 2] as number) & VERBAL) !== 0;
  if (!agreeAsKinds(leftWords, rightWords, { named, acts }, { done })) return undefined;
  return { kind: "narrower", precision: KIND_PRECISION[hit.pattern.name] ?? 0.7 };
}

const RELATIONAL = new Set(discoveryWords.relationalHeads);

/** イ, ロ, ハ: the number of the next entry of a list, taken into the noun before it. */
const ENUMERATOR = /^[イロハニホヘトチリヌ]$/u;

/** Heads that measure or place A and are no kind that it is of: 設置数, 電子証明書側, 登録情報. */
const EMPTY_HEADS =
  /(?:数|側|率|額|量|化|後|前|用|時|中|間|力|情報|基準|法|案|費|群|上|下|内|外|増|減|方|周辺|付近|沿い)$/u;

const THINGS = new Set(discoveryWords.verbalThings);
const ACTS = new Set(discoveryWords.acts);

/**
 * Where B ends in a verbal noun (テクノロジー導入, 高騰) A is mostly what is done or what does it. Only a single verbal noun after
 * another one names a kind, and only where it is a word for many acts: 就職あっせんなどの支援, but not 虐待などの防止.
 */
function isNounLike(index: RunIndex, hit: PatternHit, rightWords: readonly string[]): boolean {
  if (!(lastKind(index, hit.right) & VERBAL) || THINGS.has(rightWords.at(-1) as string)) return true;
  return (
    rightWords.length === 1 && ACTS.has(rightWords[0] as string) && (lastKind(index, hit.left) & VERBAL) !== 0
  );
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

const ADNOMINAL = new Set([
  "による",
  "に関する",
  "に対する",
  "についての",
  "における",
  "に係る",
  "に基づく",
  "としての",
]);
const LEADING = new Set(["を", "に", "で", "が", "と", "へ", "から", "として", "により", "によって", "まで"]);

/** True where B is the start of what describes another noun: B への, B に関する, B で定める取引. */
function leadsOn(index: RunIndex, next: number, end: number): boolean {
  const { corpus } = index;
  const kind = corpus.kind[next] as number;
  const type = classOf(kind);
  // The noun goes on behind the run: 内閣|府令.
  if (joins(kind) || type === NUMBER || type === LIGHT_NOUN) return true;
  const word = wordAt(corpus, next);
  if (ADNOMINAL.has(word)) return true;
  // その他の法律により収用され: the law is no kind, it is the ground.
  if (word === "により" && /(?:法律|法令|条例|政令|省令|命令|規定)$/u.test(wordAt(corpus, next - 1)))
    return true;
  if (type === PARTICLE && next + 1 < end && wordAt(corpus, next + 1) === "の") return true;
  return LEADING.has(word) && describesNoun(index, next + 1, end);
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
    const likely = parted || hit.quoted;
    if (!becomes(sides, likely)) return undefined;
    // 教育委員会から事業部へ移管する: what passes from one to the other is no contrast of the two.
    if (!hit.quoted && (isPartyToMove(leftWords) || isPartyToMove(rightWords))) return undefined;
    return { kind: "contrary", precision: likely ? 0.8 : 0.6 };
  }
  if (parted && hit.pattern.name !== "よりも") return { kind: "contrary", precision: 0.85 };
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

const CHANGING = new Set(["変わる", "変える", "移る", "移す", "切り替える", "切り替わる", "転じる"]);

/**
 * からBへ: への and へと need a noun of change behind them, へ」 and へ。 are enough by themselves. People move from a home to a flat
 * as well (グループホームから一人暮らしへの移行): a pair that nothing else makes likely needs another word than 移行.
 */
function becomes({ index, next, end }: Sides, likely: boolean): boolean {
  const { corpus } = index;
  const changes = (word: string) => CHANGES.has(word) && (likely || word !== "移行");
  if (wordAt(corpus, next) === "に") return changes(next + 1 < end ? wordAt(corpus, next + 1) : "");
  const after = next + 1 < end ? wordAt(corpus, next + 1) : "";
  const then = next + 2 < end ? wordAt(corpus, next + 2) : "";
  if (after === "の") {
    for (let i = next + 2; i < Math.min(end, next + 6); i++) if (changes(wordAt(corpus, i))) return true;
    return false;
  }
  if (after === "と")
    return likely || changes(then) || CHANGING.has(next + 2 < end ? lemmaAt(corpus, next + 2) : "");
  if (after === "という" || after === "といった") return true;
  return after === "」" || after === "。" || changes(after) || (after === "、" && changes(then));
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
  // 、現時点でのルート案: B belongs to the noun that follows.
  if (next + 1 < end && wordAt(corpus, next + 1) === "の") return false;
  // Behind a comma B may begin anything; only what ends the clause stands for A.
  if (hit.between.endsWith("、") && !["へ", "である", "です", "だ", "。", "」"].includes(word)) return false;
  const then = next + 1 < end ? lemmaAt(corpus, next + 1) : "";
  // よりも compares: only what is chosen (経済対策を重視する) stands against A.
  if (hit.pattern.name === "よりも" && word !== "を") return false;
  if (word === "を" && describesNoun(index, next + 1, end)) return false;
  if (word === "に") return ["なる", "する", "変える", "向ける"].includes(then);
  if (word === "と") return ["する", "なる", "して", "いう", "考える"].includes(then);
  return ["を", "へ", "で", "である", "です", "だ", "による", "によって", "。", "」"].includes(word);
}

const LONGEST_CLAUSE = 8;
/** 医療を実施するために必要な…, 政令で定めるもの. */
const PURPOSE = new Set(["ため", "もの", "物", "者"]);

/** 銃猟を委託した市町村: the verb behind を describes a noun, which is what stands in A's place. */
function describesNoun({ corpus, startingAt }: RunIndex, from: number, end: number): boolean {
  for (let i = from; i < Math.min(end, from + LONGEST_CLAUSE); i++) {
    const type = classOf(corpus.kind[i] as number);
    if (type === SYMBOL) return false;
    const ends = type === VERB || (type === AUXILIARY && ["た", "だ", "ない"].includes(wordAt(corpus, i)));
    if (ends && (startingAt(i + 1) >= 0 || (i + 1 < end && PURPOSE.has(wordAt(corpus, i + 1))))) return true;
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
