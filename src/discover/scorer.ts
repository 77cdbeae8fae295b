import { type Background, backgroundScores, logOddsScores } from "./background.ts";
import { rake, textRank } from "./graph.ts";
import { type NeighbourCount, leftRight, perplexity } from "./left-right.ts";
import { lengthOf, type RunTable } from "./run-table.ts";

/** The scores that terms can be ranked by; a high score is a likely term. See docs/DISCOVER.md for when to take which. */
export const SCORERS = [
  "hyb1",
  "hyb0",
  "flr",
  "flrType",
  "flrAll",
  "lr",
  "lrType",
  "pp",
  "cvalue",
  "mcvalue",
  "basic",
  "ridf",
  "tfidf",
  "frequency",
  "rake",
  "textrank",
  "weirdness",
  "logOdds",
] as const;

export type Scorer = (typeof SCORERS)[number];

/** What some scorers need beside the counts. */
export interface ScoreContext {
  /** Counts of other texts. `weirdness` and `logOdds` need one; `hyb0` and `hyb1` become HYB with one. */
  readonly background?: readonly Background[];
}

type Score = (table: RunTable, r: number) => number;

/**
 * Scores every run of a table. Linear in the size of the table (`textrank`: times some fifty rounds).
 *
 * @throws RangeError for an unknown scorer, or one that needs a background where there is none.
 * @example
 * const scores = scoreRuns(findRuns(corpus).table, "flr");
 */
export function scoreRuns(table: RunTable, scorer: Scorer, context: ScoreContext = {}): Float64Array {
  const each = (score: Score) => Float64Array.from({ length: table.size }, (_, r) => score(table, r));
  const background = context.background ?? [];
  switch (scorer) {
    case "frequency":
      return each(runFrequencyOf);
    case "lr":
      return leftRight(table);
    case "lrType":
      return leftRight(table, "type");
    case "flr":
      return frequencyLeftRight(table, "token", runFrequencyOf);
    case "flrType":
      return frequencyLeftRight(table, "type", runFrequencyOf);
    case "flrAll":
      return frequencyLeftRight(table, "token", frequencyOf);
    case "pp":
      return perplexity(table);
    case "cvalue":
      return each(cValue);
    case "mcvalue":
      return each(mcValue);
    case "basic":
      return each(basic);
    case "ridf":
      return each(residualIdf);
    case "tfidf":
      return each(tfIdf);
    case "rake":
      return rake(table);
    case "textrank":
      return textRank(table);
    case "weirdness":
      return backgroundScores(table, needed(background, scorer));
    case "logOdds":
      return logOddsScores(table, needed(background, scorer));
    case "hyb0":
      return weighed(hyb0(table), table, background);
    case "hyb1":
      return weighed(hyb1(table), table, background);
    default:
      throw new RangeError(`Expected a scorer of ${SCORERS.join(", ")}, received ${String(scorer)}`);
  }
}

function needed(background: readonly Background[], scorer: Scorer): readonly Background[] {
  if (background.length > 0) return background;
  throw new RangeError(
    `The scorer "${scorer}" compares with other texts: expected options.background of at least one count table (see countTable), received none`,
  );
}

const runFrequencyOf: Score = (table, r) => table.runFrequency[r] as number;
const frequencyOf: Score = (table, r) => table.frequency[r] as number;

/**
 * FLR = `f·LR` with f the frequency as a whole run; `flrAll` takes F instead, which counts inside longer runs too.
 *
 * Nakagawa and Mori (2003), as `leftRight`.
 */
function frequencyLeftRight(table: RunTable, by: NeighbourCount, frequency: Score): Float64Array {
  return leftRight(table, by).map((lr, r) => frequency(table, r) * lr);
}

/**
 * C-value = `log₂(L+0.1)·(F − t/c)`, where t is how often it stands inside longer runs and c how many distinct ones those are
 * (`t/c` is 0 where there are none).
 *
 * Frantzi, K., Ananiadou, S. and Mima, H. (2000), Automatic recognition of multi-word terms: the C-value/NC-value method,
 * International Journal on Digital Libraries 3(2), 115-130; the 0.1, which lets single nouns score, is ATR4S's.
 */
const cValue: Score = (table, r) => Math.log2(lengthOf(table, r) + 0.1) * withoutNested(table, r);

/**
 * MC-value = `L·(F − t/c)`, with t and c as in C-value: the same for single nouns and compounds.
 *
 * Nakagawa and Mori (2003), as `leftRight`.
 */
const mcValue: Score = (table, r) => lengthOf(table, r) * withoutNested(table, r);

function withoutNested(table: RunTable, r: number): number {
  const all = table.frequency[r] as number;
  const longer = table.longer[r] as number;
  if (longer === 0) return all;
  // A run that is a candidate only without its 等 has no frequency of its own.
  const whole = table.occurrence[table.first[r] as number] === r ? (table.runFrequency[r] as number) : 0;
  return all - (all - whole) / longer;
}

/**
 * Basic = `L·ln F + 0.72·e`, with e the number of distinct longer runs that hold it.
 *
 * Bordea, G., Buitelaar, P. and Polajnar, T. (2013), Domain-independent term extraction through domain modelling, TIA 2013;
 * α = 0.72 as in ATR4S.
 */
const basic: Score = (table, r) =>
  lengthOf(table, r) * Math.log(Math.max(1, table.frequency[r] as number)) +
  0.72 * (table.longer[r] as number);

/**
 * Residual IDF = `log₂(N/df) + log₂(1 − e^(−F/N))`: how much rarer in documents than chance (Poisson) would spread it.
 *
 * Church, K. and Gale, W. (1995), Inverse document frequency: a measure of deviations from Poisson, WVLC 3.
 */
const residualIdf: Score = (table, r) =>
  residual(table.documentCount, table.documents[r] as number, table.frequency[r] as number);

/** The same of whole runs alone. */
const wholeResidualIdf: Score = (table, r) =>
  residual(table.documentCount, table.runDocuments[r] as number, table.runFrequency[r] as number);

const residual = (n: number, documents: number, frequency: number): number =>
  Math.log2(n / documents) + Math.log2(-Math.expm1(-frequency / n));

/** TF-IDF = `F·ln(N/df)`. Salton, G. and Buckley, C. (1988), Term-weighting approaches in automatic text retrieval, IPM 24(5). */
const tfIdf: Score = (table, r) =>
  (table.frequency[r] as number) * Math.log(table.documentCount / (table.documents[r] as number));

/**
 * HYB₀ = `ln(f+1)·LR·log₂(L+1)·max(0.05, RIDF+0.5)`, with LR of tokens: this project's own, its form chosen on statutes.
 * On two subjects of statutes that had no part in the choice it adds .04 of average precision to FLR.
 */
function hyb0(table: RunTable): Float64Array {
  return leftRight(table).map((lr, r) => combined(table, r, lr, residualIdf(table, r)));
}

/**
 * HYB₁ = HYB₀ with ∛LR, and RIDF of whole runs: `ln(f+1)·∛LR·log₂(L+1)·max(0.05, RIDF_run+0.5)`. LR grows with the corpus and
 * then outweighs the rest; the root adds .03 to HYB₀ on statutes, on ten documents as on four hundred (`npm run bench:discover`).
 * Roots 2 to 3 differ by less than .005 there; a subject that had no part in the choice gains as much as the others.
 */
function hyb1(table: RunTable): Float64Array {
  return leftRight(table).map((lr, r) => combined(table, r, Math.cbrt(lr), wholeResidualIdf(table, r)));
}

function combined(table: RunTable, r: number, joints: number, ridf: number): number {
  const length = Math.log2(lengthOf(table, r) + 1);
  return Math.log((table.runFrequency[r] as number) + 1) * joints * length * Math.max(0.05, ridf + 0.5);
}

/** HYB: times `max(0.01, weirdness)`; without a background the score itself. */
function weighed(scores: Float64Array, table: RunTable, background: readonly Background[]): Float64Array {
  if (background.length === 0) return scores;
  const weirdness = backgroundScores(table, background);
  return scores.map((score, r) => score * Math.max(0.01, weirdness[r] as number));
}
