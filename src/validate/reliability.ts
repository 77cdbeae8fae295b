import type { Statistics } from "./estimate.ts";

/**
 * KR-20 (Kuder and Richardson 1937) of a scale whose items are concepts, present or absent in each document:
 * k / (k - 1) × (1 - Σ p q / σ²), with the population variance σ² of the number present.
 * For a scale of rare concepts that need not occur together it is low by nature: a list of causes, not of symptoms.
 *
 * @param documents For each document the concepts of the scale that it names.
 * @returns The coefficient, or why there is none.
 */
export function kuderRichardson(
  documents: readonly ReadonlySet<string>[],
  items: readonly string[],
  { variance }: Statistics,
): number | string {
  const used = items.filter((item) => documents.some((present) => present.has(item)));
  if (used.length < 2) return `${used.length === 0 ? "none" : "one"} of its concepts occurs`;
  const totals = documents.map((present) => used.filter((item) => present.has(item)).length);
  const spread = variance(totals);
  if (spread === 0) return "all documents name equally many of its concepts";
  const noise = used.reduce((sum, item) => {
    const share = documents.filter((present) => present.has(item)).length / documents.length;
    return sum + share * (1 - share);
  }, 0);
  return (used.length / (used.length - 1)) * (1 - noise / spread);
}

/**
 * Split-half reliability: the correlation of what the odd and the even sentences of each document hold, stepped up to the
 * whole length by Spearman and Brown's 2r / (1 + r).
 *
 * @param halves For each document what the odd and the even sentences hold.
 */
export function splitHalf(
  halves: readonly (readonly [number, number])[],
  { sampleCorrelation, variance }: Statistics,
): number | string {
  if (halves.length < 3) return "there are fewer than three documents";
  const odd = halves.map(([first]) => first);
  const even = halves.map(([, second]) => second);
  if (variance(odd) === 0 || variance(even) === 0)
    return "one half of the sentences is the same in all documents";
  const r = sampleCorrelation(odd, even);
  // At r = -1 the formula has no value, and below 0 the halves measure nothing in common.
  return r <= 0 ? r : (2 * r) / (1 + r);
}
