import { lengthOf, partsOf, type RunTable } from "./run-table.ts";

/** How the nouns of runs join: for each word how often (tokens) or with how many others (types), left and right. */
export interface Neighbours {
  /** LN: times that a noun stands directly left of the word in a run, by number of the vocabulary. */
  readonly left: Float64Array;
  /** RN: the same on the right. */
  readonly right: Float64Array;
}

/** `token` counts each time two nouns join (延べ), `type` each distinct neighbour once (異なり). */
export type NeighbourCount = "token" | "type";

/** Counts the joints of all runs, a run as often as it stands as a whole. */
export function countNeighbours(table: RunTable, by: NeighbourCount = "token"): Neighbours {
  const left = new Float64Array(table.vocabulary.words.length);
  const right = new Float64Array(left.length);
  eachJoint(table, by, (a, b, times) => {
    right[a] = (right[a] as number) + times;
    left[b] = (left[b] as number) + times;
  });
  return { left, right };
}

function eachJoint(
  table: RunTable,
  by: NeighbourCount | "run",
  visit: (a: number, b: number, times: number) => void,
): void {
  const seen = new Set<number>();
  const words = table.vocabulary.words.length;
  for (let r = 0; r < table.size; r++) {
    if (table.first[r] === -1 || !standsAlone(table, r)) continue;
    const parts = partsOf(table, r);
    for (let i = 0; i + 1 < parts.length; i++) {
      const [a, b] = [parts[i] as number, parts[i + 1] as number];
      if (by === "token") visit(a, b, table.runFrequency[r] as number);
      else if (by === "run") visit(a, b, 1);
      else if (!seen.has(a * words + b)) {
        seen.add(a * words + b);
        visit(a, b, 1);
      }
    }
  }
}

/** A candidate that is only known without its 等 has the joints of the run with 等, which are counted there. */
const standsAlone = (table: RunTable, r: number): boolean => table.occurrence[table.first[r] as number] === r;

/**
 * LR of every run: `(∏ᵢ (LN(nᵢ)+1)(RN(nᵢ)+1))^(1/2L)` over its L nouns.
 *
 * Nakagawa, H. and Mori, T. (2003), Automatic term recognition based on statistics of compound nouns and their
 * components, Terminology 9(2), 201-219.
 */
export function leftRight(table: RunTable, by: NeighbourCount = "token"): Float64Array {
  const { left, right } = countNeighbours(table, by);
  return Float64Array.from({ length: table.size }, (_, r) => {
    let product = 0;
    for (const part of partsOf(table, r)) {
      product += Math.log((left[part] as number) + 1) + Math.log((right[part] as number) + 1);
    }
    return Math.exp(product / (2 * lengthOf(table, r)));
  });
}

/**
 * PP of every run: `(Σᵢ[H_left(nᵢ)+H_right(nᵢ)]/2L + ln(f+1)) / ln 2`, where H = −Σ p·ln p over a noun's neighbours and
 * p = distinct runs with that neighbour / (LN or RN + 1).
 *
 * The perplexity score of TermExtract 0.12 (Nakagawa laboratory, University of Tokyo). That it divides a count of distinct
 * runs by one of occurrences is its own; other readings miss its published values in the second digit.
 */
export function perplexity(table: RunTable): Float64Array {
  const { left: before, right: after } = countNeighbours(table);
  const entropy = neighbourEntropy(table, before, after);
  return Float64Array.from({ length: table.size }, (_, r) => {
    let sum = 0;
    for (const part of partsOf(table, r)) sum += entropy[part] as number;
    return (sum / (2 * lengthOf(table, r)) + Math.log((table.runFrequency[r] as number) + 1)) / Math.LN2;
  });
}

/** H_left + H_right of each word. */
function neighbourEntropy(table: RunTable, before: Float64Array, after: Float64Array): Float64Array {
  const words = table.vocabulary.words.length;
  const pairs = new Map<number, number>();
  eachJoint(table, "run", (a, b, times) => {
    pairs.set(a * words + b, (pairs.get(a * words + b) ?? 0) + times);
  });
  const entropy = new Float64Array(words);
  const add = (word: number, times: number, total: number) => {
    const p = times / (total + 1);
    entropy[word] = (entropy[word] as number) - p * Math.log(p);
  };
  for (const [pair, times] of pairs) {
    const [a, b] = [Math.floor(pair / words), pair % words];
    add(a, times, after[a] as number);
    add(b, times, before[b] as number);
  }
  return entropy;
}
