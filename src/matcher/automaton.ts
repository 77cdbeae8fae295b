import { EITHER, HONORIFICS, POLITE, UNIT, WORDS } from "./pattern-compiler.ts";
import type { Tries } from "./trie.ts";

/**
 * How patterns begin, up to the first gap or to their end, as one deterministic automaton: for each place of a text it tells which
 * patterns are worth a run, at a cost that does not grow with their number. State 0 is where all begin.
 */
export interface Automaton {
  /** For each unit the state that it leads to from the start, negative where a pattern is told there; 0 where none begins with it. */
  readonly first: Int32Array;
  /** One bit of a hash for each pair and triple of units that a pattern begins with: 32 KiB, which stay in the first cache. */
  readonly sieve: Uint32Array;
  /** Where the moves of each state begin; they end where those of the next begin. */
  readonly moves: Int32Array;
  /** The unit of each move, in order within a state, and the state it leads to. */
  readonly units: Uint16Array;
  readonly targets: Int32Array;
  /** Where the patterns that are told at each state begin in `orders`, likewise. */
  readonly told: Int32Array;
  readonly orders: Int32Array;
}

const NONE = 0;
const START = 0;

/** Places in the steps of a pattern, and whether it has come to a gap or to its end, where it is told. */
interface Reached {
  readonly places: readonly number[];
  readonly isTold: boolean;
}

/** Where each of some patterns stands, in their order. */
type Standing = Map<number, Set<number>>;

/**
 * Makes states of sets of places (the subset construction): patterns that stand alike stand in one state, however they came there. Of a
 * pattern that is told the rest is not followed. 0.4 s and 60,000 states for the bundled thesaurus.
 *
 * @param entries - the first step of each pattern
 * @throws RangeError where a pattern begins with a gap: it would be tried everywhere.
 */
export function buildAutomaton(code: Int32Array, tries: Tries, entries: readonly number[]): Automaton {
  const { reached, movesFrom } = placesOf(code, tries);
  const states: { standing: Standing; told: readonly number[] }[] = [];
  const known = new Map<string, number>();
  const stateOf = (standing: Standing, toldHere: ReadonlySet<number>): number => {
    for (const order of toldHere) standing.delete(order);
    const told = [...toldHere].sort((a, b) => a - b);
    // Piece by piece: most sets hold one place and need no sorting.
    let key = `${told.join()}|`;
    for (const [order, places] of standing) {
      const [only] = places;
      key += `${order}:${places.size === 1 ? only : [...places].sort((a, b) => a - b).join()};`;
    }
    let state = known.get(key);
    if (state === undefined) {
      state = states.push({ standing, told }) - 1;
      known.set(key, state);
    }
    return state;
  };

  const start: Standing = new Map();
  entries.forEach((entry, order) => {
    const { places, isTold } = reached(entry);
    if (isTold)
      throw new RangeError(
        "expected a pattern that begins with a character, received one that begins with a gap",
      );
    start.set(order, new Set(places));
  });
  stateOf(start, new Set());

  const [moves, units, targets, told, orders] = [[], [], [], [], []] as number[][] as [
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  for (let state = 0; state < states.length; state++) {
    const next = new Map<number, { standing: Standing; told: Set<number> }>();
    for (const [order, places] of states[state]?.standing ?? []) {
      for (const place of places) {
        for (const [unit, { places: further, isTold }] of movesFrom(place)) {
          const to = next.get(unit) ?? { standing: new Map(), told: new Set() };
          next.set(unit, to);
          if (isTold) to.told.add(order);
          const there = to.standing.get(order);
          if (there === undefined) to.standing.set(order, new Set(further));
          else for (const each of further) there.add(each);
        }
      }
    }
    moves.push(units.length);
    told.push(orders.length);
    orders.push(...(states[state]?.told ?? []));
    for (const unit of [...next.keys()].sort((a, b) => a - b)) {
      const to = next.get(unit) as { standing: Standing; told: Set<number> };
      units.push(unit);
      targets.push(stateOf(to.standing, to.told));
    }
    (states[state] as { standing?: Standing }).standing = NOBODY;
  }
  moves.push(units.length);
  told.push(orders.length);
  const automaton = {
    moves: Int32Array.from(moves),
    units: Uint16Array.from(units),
    targets: Int32Array.from(targets),
    told: Int32Array.from(told),
    orders: Int32Array.from(orders),
  };
  return { ...automaton, ...sieveOf(automaton) };
}

const NOBODY: Standing = new Map();

/** The places of steps that look at a character: before a unit, in a set of words, before an honorific. */
function placesOf(code: Int32Array, tries: Tries) {
  const BEFORE_UNIT = -1;
  const BEFORE_HONORIFIC = -2;
  // A place is a number: of what it stands in (a node of a trie, or one of the above) and the step that counts there.
  const numbers = new Map<number, number>();
  const made: (readonly [number, number])[] = [];
  const place = (within: number, step: number): number => {
    const key = (within - BEFORE_HONORIFIC) * code.length + step;
    const number = numbers.get(key) ?? made.push([within, step]) - 1;
    numbers.set(key, number);
    return number;
  };
  const isWord = (node: number) => tries.places[node] !== tries.places[node + 1];

  const reachedFrom = new Map<number, Reached>();
  function reached(step: number): Reached {
    const found = reachedFrom.get(step) ?? reach(step);
    reachedFrom.set(step, found);
    return found;
  }
  function reach(step: number): Reached {
    const [one, two] = [code[step + 1] as number, code[step + 2] as number];
    switch (code[step]) {
      case UNIT:
        return { places: [place(BEFORE_UNIT, step)], isTold: false };
      case WORDS: {
        const inside = { places: [place(one, two)], isTold: false };
        return isWord(one) ? unite(inside, reached(two)) : inside;
      }
      case EITHER:
        return unite(reached(one), reached(two));
      case POLITE:
        return unite({ places: [place(BEFORE_HONORIFIC, one)], isTold: false }, reached(one));
      default:
        return { places: [], isTold: true };
    }
  }

  const movesOfPlaces: (readonly (readonly [number, Reached])[])[] = [];
  function movesFrom(from: number): readonly (readonly [number, Reached])[] {
    const found = movesOfPlaces[from] ?? move(from);
    movesOfPlaces[from] = found;
    return found;
  }
  function move(from: number): (readonly [number, Reached])[] {
    const [within, step] = made[from] as readonly [number, number];
    if (within === BEFORE_UNIT) return [[code[step + 1] as number, reached(code[step + 2] as number)]];
    if (within === BEFORE_HONORIFIC) return HONORIFICS.map((lead) => [lead.charCodeAt(0), reached(step)]);
    const all: (readonly [number, Reached])[] = [];
    for (
      let child = tries.children[within] as number;
      child < (tries.children[within + 1] as number);
      child++
    ) {
      const goesOn = (tries.children[child] as number) < (tries.children[child + 1] as number);
      const inside = { places: goesOn ? [place(child, step)] : [], isTold: false };
      all.push([tries.units[child] as number, isWord(child) ? unite(inside, reached(step)) : inside]);
    }
    return all;
  }

  return { reached, movesFrom };
}

function unite(a: Reached, b: Reached): Reached {
  return { places: [...new Set([...a.places, ...b.places])], isTold: a.isTold || b.isTold };
}

type States = Omit<Automaton, "first" | "sieve">;

function sieveOf(states: States): Pick<Automaton, "first" | "sieve"> {
  const { units, targets } = states;
  const first = new Int32Array(0x10000);
  const sieve = new Uint32Array(1 << (SIEVE_BITS - 5));
  const sift = (hash: number): void => {
    sieve[hash >>> 5] = (sieve[hash >>> 5] as number) | (1 << (hash & 31));
  };
  const tells = (state: number) => states.told[state] !== states.told[state + 1];
  function* movesOf(state: number): Generator<readonly [number, number]> {
    const end = states.moves[state + 1] as number;
    for (let move = states.moves[state] as number; move < end; move++)
      yield [units[move] as number, targets[move] as number];
  }
  for (const [lead, one] of movesOf(START)) {
    first[lead] = tells(one) ? -one : one;
    for (const [second, two] of movesOf(one)) {
      sift(pairOf(lead, second));
      // What is told behind a pair is told whatever follows: its bit is set under both hashes.
      if (tells(two)) sift(wholePairOf(lead, second));
      for (const [third] of movesOf(two)) sift(tripleOf(lead, second, third));
    }
  }
  return { first, sieve };
}

/**
 * Calls `see` for each place from `start` to before `end` and each pattern that may match there, by its order. The sieve turns away all
 * but one place in fourteen of ordinary text; without it three times as long is spent, most of it waiting for memory.
 */
export function scan(
  { first, sieve, moves, units, targets, told, orders }: Automaton,
  text: string,
  start: number,
  end: number,
  see: (at: number, order: number) => void,
): void {
  for (let at = start; at < end; at++) {
    const lead = text.charCodeAt(at);
    let state = first[lead] as number;
    if (state === NONE) continue;
    if (state < 0) state = -state;
    else {
      const second = text.charCodeAt(at + 1);
      if (!passes(sieve, pairOf(lead, second))) continue;
      if (
        !passes(sieve, tripleOf(lead, second, text.charCodeAt(at + 2))) &&
        !passes(sieve, wholePairOf(lead, second))
      )
        continue;
    }
    for (let i = at + 1; ; i++) {
      const lastTold = told[state + 1] as number;
      for (let each = told[state] as number; each < lastTold; each++) see(at, orders[each] as number);
      if (i >= text.length) break;
      const unit = text.charCodeAt(i);
      const last = moves[state + 1] as number;
      let low = moves[state] as number;
      let high = last;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((units[middle] as number) < unit) low = middle + 1;
        else high = middle;
      }
      if (low === last || units[low] !== unit) break;
      state = targets[low] as number;
    }
  }
}

const passes = (sieve: Uint32Array, hash: number): boolean =>
  ((sieve[hash >>> 5] as number) & (1 << (hash & 31))) !== 0;

const SIEVE_BITS = 18;
// Multiplicative hashes (Knuth); behind the end of the text a unit is NaN, which counts as 0.
const pairOf = (lead: number, second: number): number =>
  Math.imul((lead << 16) ^ second, 0x9e3779b1) >>> (32 - SIEVE_BITS);
const wholePairOf = (lead: number, second: number): number =>
  Math.imul((second << 16) ^ lead ^ 0x5bd1, 0x85ebca6b) >>> (32 - SIEVE_BITS);
const tripleOf = (lead: number, second: number, third: number): number =>
  Math.imul(Math.imul((lead << 16) ^ second, 0x9e3779b1) ^ third, 0xc2b2ae35) >>> (32 - SIEVE_BITS);
