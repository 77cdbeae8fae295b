import { isStop } from "./corpus.ts";
import { textAt } from "./evidence.ts";
import { isParticle, lemmaAt, type RunIndex, wordAt } from "./run-index.ts";
import { wordsOf } from "./run-table.ts";
import { isTermLike } from "./term-text.ts";
import { classOf, VERB } from "./token-kind.ts";

/** Below this the contexts of most terms are too few to compare: hit@10 was measured from 0.85 million tokens up. */
export const LEAST_TOKENS = 300_000;
const LEAST_FREQUENCY = 15;
/** Contexts of more terms than this tell none apart. */
const COMMON = 400;
const SMOOTHING = 0.75;
const CASES = new Set(["を", "に", "が", "で", "と", "から", "へ", "の"]);

export interface Neighbour {
  readonly term: string;
  /** Cosine of the two terms' contexts, 0 to 1. */
  readonly similarity: number;
  /** 1 for the nearest. */
  readonly rank: number;
}

/**
 * For each frequent term the terms used like it: nouns that are the object (subject, place …) of the same verbs, or stand before
 * and after の with the same nouns. Positive pointwise mutual information with context smoothing, compared by cosine.
 *
 * Synonyms, co-hyponyms and opposites all come out alike, so this proposes and never decides: among the ten nearest a known
 * synonym was found for one noun in four. Singular value decomposition added .00 to that by itself, and is left out.
 *
 * Levy, O., Goldberg, Y. and Dagan, I. (2015), Improving distributional similarity with lessons learned from word embeddings.
 */
export function findNeighbours(index: RunIndex, most = 20): Map<string, Neighbour[]> {
  const counts = countContexts(index);
  const vectors = weigh(counts);
  const byContext = new Map<number, { readonly term: number; readonly weight: number }[]>();
  vectors.forEach((vector, term) => {
    for (const [context, weight] of vector) {
      const list = byContext.get(context) ?? [];
      byContext.set(context, list);
      list.push({ term, weight });
    }
  });
  const neighbours = new Map<string, Neighbour[]>();
  vectors.forEach((vector, term) => {
    const dots = new Map<number, number>();
    for (const [context, weight] of vector) {
      for (const other of byContext.get(context) ?? []) {
        if (other.term !== term) dots.set(other.term, (dots.get(other.term) ?? 0) + weight * other.weight);
      }
    }
    const nearest = [...dots].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
    neighbours.set(
      counts.terms[term] as string,
      nearest.map(([other, similarity], i) => ({
        term: counts.terms[other] as string,
        similarity,
        rank: i + 1,
      })),
    );
  });
  return neighbours;
}

interface ContextCounts {
  readonly terms: readonly string[];
  /** For each term how often it stands in each context. */
  readonly contexts: readonly ReadonlyMap<number, number>[];
}

function countContexts(index: RunIndex): ContextCounts {
  const { corpus, runs } = index;
  const { table } = runs;
  const terms: string[] = [];
  const contexts: Map<number, number>[] = [];
  const termAt = new Int32Array(table.size).fill(-1);
  for (let r = 0; r < table.size; r++) {
    const term = wordsOf(table, r).join("");
    if ((table.runFrequency[r] as number) < LEAST_FREQUENCY || !isTermLike(term)) continue;
    termAt[r] = terms.length;
    terms.push(term);
    contexts.push(new Map());
  }
  const numbers = new Map<string, number>();
  const count = (term: number, context: string) => {
    const number = numbers.get(context) ?? numbers.size;
    numbers.set(context, number);
    const of = contexts[term] as Map<number, number>;
    of.set(number, (of.get(number) ?? 0) + 1);
  };
  for (let i = 0; i < runs.from.length; i++) {
    const term = termAt[table.occurrence[i] as number] as number;
    const to = runs.to[i] as number;
    const { end } = textAt(corpus, runs.text[i] as number);
    if (to >= end || !isParticle(corpus, to) || !CASES.has(wordAt(corpus, to))) continue;
    const particle = wordAt(corpus, to);
    const next = index.startingAt(to + 1);
    const head = next < 0 ? "" : lemmaAt(corpus, (runs.to[next] as number) - 1);
    if (particle === "の") {
      if (next < 0) continue;
      if (term >= 0) count(term, `の>${head}`);
      const after = termAt[table.occurrence[next] as number] as number;
      if (after >= 0) count(after, `の<${lemmaAt(corpus, to - 1)}`);
    } else if (term >= 0) {
      const predicate = predicateAfter(index, to + 1, end);
      if (predicate !== "") count(term, `${particle}>${predicate}`);
    }
  }
  return { terms, contexts };
}

/** The verb, or the noun that する makes one, within four tokens. */
function predicateAfter(index: RunIndex, from: number, end: number): string {
  const { corpus, runs } = index;
  for (let i = from; i < Math.min(end, from + 4) && !isStop(corpus, i); i++) {
    if (classOf(corpus.kind[i] as number) === VERB) return lemmaAt(corpus, i);
    const run = index.startingAt(i);
    if (run < 0) continue;
    const to = runs.to[run] as number;
    return to < end && ["する", "できる"].includes(lemmaAt(corpus, to)) ? lemmaAt(corpus, to - 1) : "";
  }
  return "";
}

/** PPMI of each count, each term's vector at length 1. */
function weigh({ contexts }: ContextCounts): Map<number, number>[] {
  const contextTotals = new Map<number, number>();
  const contextTerms = new Map<number, number>();
  let total = 0;
  for (const counts of contexts) {
    for (const [context, count] of counts) {
      contextTotals.set(context, (contextTotals.get(context) ?? 0) + count);
      contextTerms.set(context, (contextTerms.get(context) ?? 0) + 1);
      total += count;
    }
  }
  let smoothed = 0;
  for (const count of contextTotals.values()) smoothed += count ** SMOOTHING;
  return contexts.map((counts) => {
    let termTotal = 0;
    for (const count of counts.values()) termTotal += count;
    const vector = new Map<number, number>();
    let length = 0;
    for (const [context, count] of counts) {
      const spread = contextTerms.get(context) ?? 0;
      if (spread < 2 || spread > COMMON) continue;
      const expected = (termTotal / total) * ((contextTotals.get(context) as number) ** SMOOTHING / smoothed);
      const weight = Math.log(count / total / expected);
      if (weight <= 0) continue;
      vector.set(context, weight);
      length += weight * weight;
    }
    for (const [context, weight] of vector) vector.set(context, weight / Math.sqrt(length));
    return vector;
  });
}
