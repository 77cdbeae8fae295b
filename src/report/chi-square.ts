/** How far groups differ in having something. */
export interface ChiSquare {
  /** Pearson's X². */
  readonly statistic: number;
  readonly degrees: number;
  /** 0-1: how often chance alone would give as large a statistic. */
  readonly p: number;
  /** Of each group's share that has it: standardised (Haberman 1973); beyond ±1.96 chance alone would rarely do it. */
  readonly residuals: readonly number[];
  /** False where an expected count is below 5: the p is then a rough guide (Cochran 1954). */
  readonly trusted: boolean;
}

/**
 * Pearson's chi-square of a 2 × k table: of each of k groups, how many have it, and how many there are.
 *
 * @returns undefined where nothing can differ: fewer than two groups with members, or all or none have it.
 * @example
 * chiSquare([762, 327, 468], [1246, 566, 945])?.statistic; // 30.07 (Agresti's table of gender and party)
 */
export function chiSquare(having: readonly number[], sizes: readonly number[]): ChiSquare | undefined {
  const total = sum(sizes);
  const have = sum(having);
  const groups = sizes.filter((size) => size > 0).length;
  if (groups < 2 || have === 0 || have === total) return undefined;
  let statistic = 0;
  let least = Number.POSITIVE_INFINITY;
  const residuals = sizes.map((size, i) => {
    if (size === 0) return 0;
    const observed = having[i] ?? 0;
    const expected = (size * have) / total;
    const missing = size - expected;
    statistic += (observed - expected) ** 2 / expected + (observed - expected) ** 2 / missing;
    least = Math.min(least, expected, missing);
    return (observed - expected) / Math.sqrt(expected * (1 - have / total) * (1 - size / total));
  });
  const degrees = groups - 1;
  return { statistic, degrees, p: chiSquareTail(statistic, degrees), residuals, trusted: least >= 5 };
}

/**
 * The share of a chi-square distribution above `statistic`: 1 - P(k/2, x/2), the series of the incomplete gamma function
 * (Abramowitz and Stegun 6.5.29). Right to about 1e-14; smaller shares are 0.
 */
export function chiSquareTail(statistic: number, degrees: number): number {
  if (!(statistic > 0)) return 1;
  const [a, x] = [degrees / 2, statistic / 2];
  // From there on the tail is below what 1 - P can hold, and the sum would grow beyond numbers.
  if (x > 500 + 2 * a) return 0;
  let term = 1;
  let series = 1;
  for (let n = 1; term > series * 1e-17; n++) {
    term *= x / (a + n);
    series += term;
  }
  const below = Math.exp(a * Math.log(x) - x - logGammaOfHalves(a + 1)) * series;
  return Math.min(1, Math.max(0, 1 - below));
}

/** ln Γ of a whole number or a half above 0. */
function logGammaOfHalves(value: number): number {
  let log = Number.isInteger(value) ? 0 : Math.log(Math.PI) / 2;
  for (let factor = value - 1; factor > 0; factor--) log += Math.log(factor);
  return log;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
