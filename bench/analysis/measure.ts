/** Least, middle and greatest of some numbers. */
export type Range = readonly [min: number, median: number, max: number];

export function rangeOf(numbers: readonly number[]): Range {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [sorted[0] ?? Number.NaN, sorted[sorted.length >> 1] ?? Number.NaN, sorted.at(-1) ?? Number.NaN];
}

/** Milliseconds of processor time: the clock would also count what other programs take. */
export function costOf(work: () => void): number {
  const { user, system } = process.cpuUsage();
  work();
  const after = process.cpuUsage();
  return Math.max(1e-3, (after.user + after.system - user - system) / 1000);
}

/**
 * Nanoseconds for each character, by turns: each round runs every contestant once, so that a machine that is busy for a while
 * slows all alike. Short work is repeated until it takes `turnMs`.
 *
 * @param contestants name → [work, characters that it reads]
 * @param turnMs where contestants share a process, as long as the slowest needs for one pass: a turn of one pass finds the caches full of
 *   what the one before it left there, which doubled the cost of 80 ms after 2 s of kuromoji
 */
export function byTurns<Name extends string>(
  contestants: Readonly<Record<Name, readonly [work: () => void, characters: number]>>,
  rounds: number,
  turnMs = 20,
): Record<Name, number[]> {
  const names = Object.keys(contestants) as Name[];
  const costs = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  const times = new Map<Name, number>();
  for (const name of names) {
    const [work] = contestants[name];
    work();
    times.set(name, Math.max(1, Math.min(100, Math.ceil(turnMs / costOf(work)))));
    // Until optimized.
    for (let i = 0; i < 4; i++) work();
  }
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const [work, characters] = contestants[name];
      const repeats = times.get(name) ?? 1;
      const cost = costOf(() => {
        for (let i = 0; i < repeats; i++) work();
      });
      costs[name].push((cost * 1e6) / repeats / characters);
    }
  return costs;
}

/** How often the second fits into the first, round by round. */
export function ratios(slow: readonly number[], fast: readonly number[]): Range {
  return rangeOf(slow.map((value, i) => value / (fast[i] ?? Number.NaN)));
}

/** A line of a report; `holds` is false where a target is missed or an answer is wrong. */
export interface Finding {
  readonly name: string;
  readonly value: Range;
  readonly unit: string;
  readonly target?: string;
  readonly holds: boolean;
  readonly answer: string;
}
