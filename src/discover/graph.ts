import { lengthOf, partsOf, type RunTable } from "./run-table.ts";

/**
 * RAKE = `Σ deg(w)/freq(w)` over the words of a run, where freq counts a word in all runs and deg adds up the lengths of the
 * runs that it stands in.
 *
 * Rose, S., Engel, D., Cramer, N. and Cowley, W. (2010), Automatic keyword extraction from individual documents.
 */
export function rake(table: RunTable): Float64Array {
  const frequency = new Float64Array(table.vocabulary.words.length);
  const degree = new Float64Array(frequency.length);
  for (let i = 0; i < table.occurrence.length; i++) {
    const run = table.occurrence[i] as number;
    for (const part of partsOf(table, run)) {
      frequency[part] = (frequency[part] as number) + 1;
      degree[part] = (degree[part] as number) + lengthOf(table, run);
    }
  }
  return sumOfParts(table, (part) => (degree[part] as number) / (frequency[part] as number));
}

function sumOfParts(table: RunTable, score: (part: number) => number): Float64Array {
  return Float64Array.from({ length: table.size }, (_, r) => {
    let sum = 0;
    for (const part of partsOf(table, r)) sum += score(part);
    return sum;
  });
}

const DAMPING = 0.85;
const MOST_ROUNDS = 200;
const CONVERGED = 1e-12;

/**
 * TextRank: PageRank (d = .85) over the words of the runs, with an edge between two words that follow one another in the
 * sequence of all run words, weighted by how often they do; a run scores the sum of its words.
 *
 * Mihalcea, R. and Tarau, P. (2004), TextRank: bringing order into texts, EMNLP; `S(v) = (1−d) + d·Σ w·S(u)/Σw(u)`, window 2.
 */
export function textRank(table: RunTable): Float64Array {
  const ends = edges(table);
  const words = table.vocabulary.words.length;
  const strength = new Float64Array(words);
  for (const { a, b, weight } of ends) {
    strength[a] = (strength[a] as number) + weight;
    strength[b] = (strength[b] as number) + weight;
  }
  let rank = new Float64Array(words).fill(1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = new Float64Array(words).fill(1 - DAMPING);
    for (const { a, b, weight } of ends) {
      next[b] = (next[b] as number) + (DAMPING * weight * (rank[a] as number)) / (strength[a] as number);
      next[a] = (next[a] as number) + (DAMPING * weight * (rank[b] as number)) / (strength[b] as number);
    }
    const moved = next.reduce((most, value, i) => Math.max(most, Math.abs(value - (rank[i] as number))), 0);
    rank = next;
    if (moved < CONVERGED) break;
  }
  return sumOfParts(table, (part) => rank[part] as number);
}

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

function edges(table: RunTable): Edge[] {
  const words = table.vocabulary.words.length;
  const weights = new Map<number, number>();
  let before = -1;
  for (let i = 0; i < table.occurrence.length; i++) {
    for (const part of partsOf(table, table.occurrence[i] as number)) {
      if (before >= 0 && before !== part) {
        const key = Math.min(before, part) * words + Math.max(before, part);
        weights.set(key, (weights.get(key) ?? 0) + 1);
      }
      before = part;
    }
  }
  return Array.from(weights, ([key, weight]) => ({ a: Math.floor(key / words), b: key % words, weight }));
}
