/**
 * Sets of words in one set of flat arrays: every set is a root. Nodes lie in order of breadth, siblings together and in order of the
 * unit that leads to them.
 */
export interface Tries {
  /** The unit that leads to each node; roots have none. */
  readonly units: Uint16Array;
  /** Where the children of each node begin; they end where those of the next begin. */
  readonly children: Int32Array;
  /** Where the rank of the word that ends at each node stands in `values`; there is none where that of the next node is the same. */
  readonly places: Int32Array;
  readonly values: Int32Array;
}

export const NO_NODE = -1;

/** Builds the tries of `sets`: the root of the i-th is node i, and the rank of a word is its place in its set. */
export function buildTries(sets: readonly (readonly string[])[]): Tries {
  const units: number[] = sets.map(() => 0);
  const children: number[] = [];
  const places: number[] = [];
  const values: number[] = [];
  const ranks = sets.map((words) => new Map(words.map((word, rank) => [word, rank])));
  const sorted = sets.map((words) => [...words].sort());
  // Each node is a range of the sorted strings of a set, alike up to its depth: three numbers, the set, from, to.
  let level = sorted.flatMap((strings, i) => [i, 0, strings.length]);
  for (let depth = 0; level.length > 0; depth++) {
    const next: number[] = [];
    for (let i = 0; i < level.length; i += 3) {
      const set = level[i] as number;
      let from = level[i + 1] as number;
      const to = level[i + 2] as number;
      const strings = sorted[set] as readonly string[];
      places.push(values.length);
      if (from < to && (strings[from] as string).length === depth)
        values.push(ranks[set]?.get(strings[from++] as string) as number);
      children.push(units.length);
      while (from < to) {
        const begin = from;
        const unit = (strings[from] as string).charCodeAt(depth);
        while (from < to && (strings[from] as string).charCodeAt(depth) === unit) from++;
        units.push(unit);
        next.push(set, begin, from);
      }
    }
    level = next;
  }
  children.push(units.length);
  places.push(values.length);
  return {
    units: Uint16Array.from(units),
    children: Int32Array.from(children),
    places: Int32Array.from(places),
    values: Int32Array.from(values),
  };
}

/** The child of `node` that `unit` leads to, or NO_NODE. */
export function childOf({ units, children }: Tries, node: number, unit: number): number {
  let low = children[node] as number;
  const end = children[node + 1] as number;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((units[middle] as number) < unit) low = middle + 1;
    else high = middle;
  }
  return low < end && units[low] === unit ? low : NO_NODE;
}
