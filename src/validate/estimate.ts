import { InputError } from "../errors.ts";
import { randomFrom } from "../score/interval.ts";

/** What validation takes from the package `simple-statistics`. */
export type Statistics = typeof import("simple-statistics");

/** Loads the statistics library, which only validation needs. @throws InputError naming the package when it is not installed. */
export async function loadStatistics(): Promise<Statistics> {
  try {
    return await import("simple-statistics");
  } catch (cause) {
    const message = "validation needs the npm package simple-statistics: run npm install simple-statistics";
    throw new InputError("simple-statistics", [{ code: "validate/missing-package", message }], { cause });
  }
}

/** A figure with its 95 % bootstrap interval, or why there is none. Never NaN. */
export type Estimate =
  | { readonly value: number; readonly low: number; readonly high: number; readonly n: number }
  | { readonly value: null; readonly reason: string };

/** A figure that cannot be computed: the reason completes "cannot be computed because …". */
export function unavailable(reason: string): Estimate {
  return { value: null, reason };
}

const RESAMPLES = 1000;
const SEED = 20261123;

/**
 * Computes a figure over cases and its interval: the middle 95 % of the figure over 1000 resamples of the cases, seeded.
 * Resamples for which there is none (one class only, say) are left out.
 *
 * @param figure The figure, or the reason why there is none.
 * @param resamples Fewer where a figure is costly and its interval only a hint.
 */
export function estimate<Case>(
  cases: readonly Case[],
  figure: (cases: readonly Case[]) => number | string,
  { quantileSorted }: Statistics,
  resamples = RESAMPLES,
): Estimate {
  const value = figure(cases);
  if (typeof value === "string") return unavailable(value);
  if (!Number.isFinite(value)) return unavailable("the cases do not vary");
  const random = randomFrom(SEED);
  const values: number[] = [];
  for (let i = 0; i < resamples; i++) {
    const drawn = cases.map(() => cases[Math.floor(random() * cases.length)] as Case);
    const other = figure(drawn);
    if (typeof other === "number" && Number.isFinite(other)) values.push(other);
  }
  if (values.length === 0) return { value, low: value, high: value, n: cases.length };
  values.sort((a, b) => a - b);
  return { value, low: quantileSorted(values, 0.025), high: quantileSorted(values, 0.975), n: cases.length };
}

/** A case with a score and what people say of it. */
export interface Scored {
  readonly score: number;
  readonly rating: number;
}

/** Spearman's rank correlation of score and rating, ties at their mean rank. */
export function rankCorrelation(
  cases: readonly Scored[],
  { sampleRankCorrelation }: Statistics,
): number | string {
  if (cases.length < 3) return "there are fewer than three documents";
  const scores = cases.map(({ score }) => score);
  const ratings = cases.map(({ rating }) => rating);
  if (new Set(ratings).size < 2) return "all documents have the same rating";
  if (new Set(scores).size < 2) return "all documents have the same score";
  return sampleRankCorrelation(scores, ratings);
}

/**
 * The rank correlation with `ratings` of a score that has no ties and puts every rating above all lower ones: the spread of ranks
 * with ties over that without, √(1 - Σ(t³ - t) / (n³ - n)) for groups of t equal ratings (Kendall and Gibbons 1990, chapter 3).
 *
 * @returns 0-1, or `null` where all ratings are equal.
 * @example
 * reachableCorrelation([0, 0, 1, 1]); // 0.894…
 */
export function reachableCorrelation(ratings: readonly number[]): number | null {
  const groups = new Map<number, number>();
  for (const rating of ratings) groups.set(rating, (groups.get(rating) ?? 0) + 1);
  if (groups.size < 2) return null;
  const cube = (n: number) => n ** 3 - n;
  let tied = 0;
  for (const size of groups.values()) tied += cube(size);
  return Math.sqrt(1 - tied / cube(ratings.length));
}

/**
 * The chance that a document of the high group scores above one of the low group, ties counting half: the area under the
 * ROC curve, from the rank sum W of the high group as (W - h(h + 1) / 2) / (h × l) (Mann and Whitney).
 */
export function areaUnderCurve(
  cases: readonly { readonly score: number; readonly high: boolean }[],
  { wilcoxonRankSum }: Statistics,
): number | string {
  const high = cases.filter((item) => item.high).map(({ score }) => score);
  const low = cases.filter((item) => !item.high).map(({ score }) => score);
  if (high.length === 0 || low.length === 0)
    return `all documents are in one group (${high.length} high, ${low.length} low)`;
  return (wilcoxonRankSum(high, low) - (high.length * (high.length + 1)) / 2) / (high.length * low.length);
}
