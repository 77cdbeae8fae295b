/** How far apart two ratings of one document are, as Krippendorff's alpha sees it. */
export type Scale = "nominal" | "ordinal" | "interval";

/**
 * Krippendorff's alpha between raters: 1 is full agreement, 0 what chance gives. Takes any number of raters, gaps (`null`), and
 * nominal, ordinal or interval ratings. Alpha = 1 - observed / expected disagreement over the coincidence matrix
 * (Krippendorff, Content Analysis, chapter 12). Cost: documents × raters² + distinct ratings².
 *
 * @param units For each document one rating a rater.
 * @returns The alpha, or why there is none.
 * @example
 * agreement([[1, 1], [2, 2], [3, null]], "ordinal"); // 1
 */
export function agreement(units: readonly (readonly (number | null)[])[], scale: Scale): number | string {
  const raters = units[0]?.length ?? 0;
  if (raters < 2) return "there is one rater only";
  const rated = units
    .map((ratings) => ratings.filter((rating) => rating !== null))
    .filter(({ length }) => length > 1);
  if (rated.length === 0) return "no document was rated by two raters";
  const values = [...new Set(rated.flat())].sort((a, b) => a - b);
  if (values.length < 2) return "all ratings are the same";
  const index = new Map(values.map((value, i) => [value, i]));
  const coincidences = values.map(() => values.map(() => 0));
  for (const ratings of rated) {
    const places = ratings.map((rating) => index.get(rating) ?? 0);
    places.forEach((a, i) => {
      places.forEach((b, j) => {
        const row = coincidences[a];
        if (i !== j && row !== undefined) row[b] = (row[b] ?? 0) + 1 / (ratings.length - 1);
      });
    });
  }
  return alphaOf(coincidences, values, scale);
}

function alphaOf(
  coincidences: readonly (readonly number[])[],
  values: readonly number[],
  scale: Scale,
): number {
  const totals = coincidences.map((row) => row.reduce((a, b) => a + b, 0));
  const all = totals.reduce((a, b) => a + b, 0);
  let observed = 0;
  let expected = 0;
  coincidences.forEach((row, a) => {
    row.forEach((count, b) => {
      const distance = distanceOf(a, b, values, totals, scale);
      observed += count * distance;
      expected += ((totals[a] ?? 0) * (totals[b] ?? 0) * distance) / (all - 1);
    });
  });
  return 1 - observed / expected;
}

function distanceOf(
  a: number,
  b: number,
  values: readonly number[],
  totals: readonly number[],
  scale: Scale,
): number {
  if (a === b) return 0;
  if (scale === "nominal") return 1;
  if (scale === "interval") return ((values[a] ?? 0) - (values[b] ?? 0)) ** 2;
  // Ordinal: the ratings given between the two, each end counting half.
  const between = totals.slice(Math.min(a, b), Math.max(a, b) + 1).reduce((sum, total) => sum + total, 0);
  return (between - ((totals[a] ?? 0) + (totals[b] ?? 0)) / 2) ** 2;
}
