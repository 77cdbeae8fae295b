import type { Corpus } from "./corpus.ts";
import { partsOf, type RunTable, wordsOf } from "./run-table.ts";
import { findRuns } from "./runs.ts";

/** How often terms stand in texts of another kind: plain data, fit for a JSON file. */
export interface Background {
  /** Number of noun runs counted. */
  readonly total: number;
  /** Frequency of each term (inside longer runs too) by its characters. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Counts every term of a corpus, to compare another corpus with.
 *
 * @param options.minFrequency - leaves out what is rarer, default 1.
 * @example
 * discover(policies, { tokenizer, background: [countTable(compileCorpus(news, { tokenizer }))] });
 */
export function countTable(corpus: Corpus, { minFrequency = 1 } = {}): Background {
  const { table } = findRuns(corpus);
  // Text may hold `__proto__`; an object without a prototype takes it as any other key.
  const counts: Record<string, number> = Object.create(null);
  for (let r = 0; r < table.size; r++) {
    const frequency = table.frequency[r] as number;
    if (frequency < minFrequency) continue;
    const key = wordsOf(table, r).join("");
    counts[key] = (counts[key] ?? 0) + frequency;
  }
  return { total: table.total, counts };
}

const countIn = (background: Background, term: string): number =>
  Object.hasOwn(background.counts, term) ? (background.counts[term] as number) : 0;

/**
 * Weirdness of a term = `ln[(F/T) / ((F_bg+1)/T_bg)]`; with several backgrounds the least of them, so that a term must be
 * unusual against each.
 *
 * Ahmad, K., Gillam, L. and Tostevin, L. (1999), University of Surrey participation in TREC8: weirdness indexing.
 */
export function backgroundScores(table: RunTable, backgrounds: readonly Background[]): Float64Array {
  return Float64Array.from({ length: table.size }, (_, r) => {
    const term = termOf(table, r);
    const share = (table.frequency[r] as number) / table.total;
    return Math.min(
      ...backgrounds.map((background) =>
        Math.log(share / ((countIn(background, term) + 1) / background.total)),
      ),
    );
  });
}

/**
 * Log-odds ratio with an informative Dirichlet prior, as a z-score:
 * `δ = ln[(y_a+α_w)/(n_a+α₀−y_a−α_w)] − ln[(y_b+α_w)/(n_b+α₀−y_b−α_w)]`, `z = δ/√(1/(y_a+α_w)+1/(y_b+α_w))`,
 * with α_w the share of the term in both corpora together times α₀ = 1,000; backgrounds are added up.
 *
 * Monroe, B., Colaresi, M. and Quinn, K. (2008), Fightin' words, Political Analysis 16(4), 372-403, equations 16 and 22.
 */
export function logOddsScores(
  table: RunTable,
  backgrounds: readonly Background[],
  prior = 1000,
): Float64Array {
  const here = table.total;
  const there = backgrounds.reduce((sum, background) => sum + background.total, 0);
  return Float64Array.from({ length: table.size }, (_, r) => {
    const term = termOf(table, r);
    const a = table.frequency[r] as number;
    const b = backgrounds.reduce((sum, background) => sum + countIn(background, term), 0);
    const alpha = (prior * (a + b)) / (here + there);
    const odds = (y: number, n: number) => Math.log((y + alpha) / (n + prior - y - alpha));
    return (odds(a, here) - odds(b, there)) / Math.sqrt(1 / (a + alpha) + 1 / (b + alpha));
  });
}

function termOf(table: RunTable, r: number): string {
  let term = "";
  for (const part of partsOf(table, r)) term += table.vocabulary.words[part];
  return term;
}
