import { textAt } from "./evidence.ts";
import { readLiteral, type RunIndex, wordAt } from "./run-index.ts";
import { ADJECTIVAL, ADJECTIVE, AUXILIARY, classOf, OTHER, VERBAL } from "./token-kind.ts";

/** What a pattern says of the nouns A and B on its two sides, before any filter. */
export type PatternRelation = "kindOf" | "contrast" | "beside";

/** Words between two nouns that say how they stand to one another. */
export interface Pattern {
  /** Stable name, shown with the evidence. */
  readonly name: string;
  readonly relation: PatternRelation;
  /** What stands between A and B; one of these. */
  readonly between: readonly string[];
  /** What must follow B; one of these. */
  readonly after?: readonly string[];
}

/**
 * The patterns between two nouns. Hearst, M. (1992), Automatic acquisition of hyponyms from large text corpora, COLING; Ando, M.,
 * Sekine, S. and Ishizaki, S. (2004) for Japanese. Precision of each: docs/DISCOVER.md.
 */
export const PATTERNS: readonly Pattern[] = [
  { name: "などの", relation: "kindOf", between: ["などの", "などのような", "などという", "などといった"] },
  {
    name: "をはじめとする",
    relation: "kindOf",
    between: ["をはじめとする", "をはじめとした", "を始めとする", "を始めとした"],
  },
  { name: "といった", relation: "kindOf", between: ["といった"] },
  { name: "その他の", relation: "kindOf", between: ["その他の", "、その他の"] },
  {
    name: "ではなく",
    relation: "contrast",
    between: [
      "ではなく",
      "ではなく、",
      "のではなく",
      "のではなく、",
      "じゃなくて",
      "じゃなくて、",
      "でなく",
      "でなく、",
    ],
  },
  {
    name: "よりも",
    relation: "contrast",
    between: ["よりも", "よりも、", "よりむしろ", "というよりも", "というよりは", "というより"],
  },
  {
    name: "とは異なる",
    relation: "contrast",
    between: ["とは異なる", "とは一線を画す", "とは対照的な", "と異なる", "とは違う"],
  },
  { name: "の対となる", relation: "contrast", between: ["の対となる", "の対極にある", "と対をなす"] },
  {
    name: "からへ",
    relation: "contrast",
    between: ["から"],
    after: ["へ", "に転換", "に移行", "にシフト"],
  },
  {
    name: "との両立",
    relation: "beside",
    between: ["と"],
    after: [
      "の両立",
      "の両方",
      "の両者",
      "の双方",
      "のバランス",
      "の違い",
      "のいずれも",
      "の連携",
      "のどちらも",
    ],
  },
  { name: "・", relation: "beside", between: ["・"] },
  { name: "や", relation: "beside", between: ["や", "や、"] },
  { name: "及び", relation: "beside", between: ["及び", "及び、", "または", "又は", "若しくは", "もしくは"] },
  {
    name: "だけでなく",
    relation: "beside",
    between: ["だけでなく", "だけでなく、", "のみならず", "のみならず、", "だけではなく", "だけではなく、"],
  },
];

/** Two occurrences of runs that a pattern joins, in the order of the text. */
export interface PatternHit {
  readonly pattern: Pattern;
  /** Occurrences (see `Runs`). */
  readonly left: number;
  readonly right: number;
  /** The words between, as the text has them. */
  readonly between: string;
  /** True where both stand in quotation marks. */
  readonly quoted: boolean;
}

const OPENING = new Set(["「", "『", "“"]);
const CLOSING = new Set(["」", "』", "”"]);

/** Reads every pattern on every run, in the order of the text. Linear in the corpus. */
export function findPatterns(index: RunIndex): PatternHit[] {
  const { corpus, runs } = index;
  const byFirst = patternsByFirst();
  const hits: PatternHit[] = [];
  for (let left = 0; left < runs.from.length; left++) {
    const text = runs.text[left] as number;
    const { end } = textAt(corpus, text);
    let at = runs.to[left] as number;
    if (at >= end) continue;
    const closed = CLOSING.has(wordAt(corpus, at));
    if (closed) at++;
    for (const { pattern, between } of byFirst.get(wordAt(corpus, at).charAt(0)) ?? []) {
      const after = readLiteral(corpus, end, at, between);
      if (after < 0) continue;
      const opened = OPENING.has(wordAt(corpus, after));
      const right = rightSide(index, pattern, opened ? after + 1 : after, end);
      if (right < 0 || !followedBy(index, pattern, right, end)) continue;
      // 「研究を遂行する…」: what is quoted goes on behind the noun.
      if (opened && !CLOSING.has(wordAt(corpus, runs.to[right] as number))) continue;
      hits.push({ pattern, left, right, between, quoted: closed && opened });
    }
  }
  return hits;
}

interface Entry {
  readonly pattern: Pattern;
  readonly between: string;
}

function patternsByFirst(): Map<string, Entry[]> {
  const entries = PATTERNS.flatMap((pattern) => pattern.between.map((between) => ({ pattern, between })));
  // The longest first, so that ではなく、 is read whole; the text after the literal decides anyway.
  entries.sort((a, b) => b.between.length - a.between.length);
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const first = entry.between.charAt(0);
    groups.set(first, [...(groups.get(first) ?? []), entry]);
  }
  return groups;
}

/**
 * The occurrence that B is. For kinds, the words that only describe it are skipped (既存の支援枠組み, 新たな課題), and a chain
 * of の is refused: in 介護などの家庭の事情 the head may be either.
 */
function rightSide(index: RunIndex, pattern: Pattern, from: number, end: number): number {
  const at = pattern.relation === "kindOf" ? skipDescription(index, from, end) : from;
  const right = index.startingAt(at);
  if (right < 0 || pattern.relation !== "kindOf") return right;
  const next = wordAt(index.corpus, index.runs.to[right] as number);
  return next === "の" ? -1 : right;
}

const LONGEST_DESCRIPTION = 4;

function skipDescription(index: RunIndex, from: number, end: number): number {
  const { corpus, runs } = index;
  let at = from;
  for (let step = 0; step < LONGEST_DESCRIPTION && at < end; step++) {
    const kind = corpus.kind[at] as number;
    const run = index.startingAt(at);
    if (run >= 0) {
      const to = runs.to[run] as number;
      const next = wordAt(corpus, to);
      const describes = to - at <= 2 && ((kind & ADJECTIVAL) !== 0 || wordAt(corpus, to - 1) === "的");
      if (next === "な" || (next === "の" && describes && (kind & VERBAL) === 0)) at = to + 1;
      else return at;
    } else if (
      classOf(kind) === ADJECTIVE ||
      (classOf(kind) === OTHER && /[なのるた]$/u.test(wordAt(corpus, at)))
    )
      at++;
    else if (classOf(kind) === AUXILIARY && wordAt(corpus, at) === "な") at++;
    else return at;
  }
  return at;
}

function followedBy(index: RunIndex, pattern: Pattern, right: number, end: number): boolean {
  if (pattern.after === undefined) return true;
  let at = index.runs.to[right] as number;
  if (at < end && CLOSING.has(wordAt(index.corpus, at))) at++;
  return pattern.after.some((literal) => readLiteral(index.corpus, end, at, literal) >= 0);
}
