import type { Polarity } from "../thesaurus/concept.ts";
import type { CueTable } from "./cue-table.ts";
import type { JudgedSentence } from "./stance.ts";
import type { State, Walk } from "./walk-state.ts";

/**
 * The steps that walks through one sentence have taken: where mentions stand close together, they all pass the same tokens in
 * the same condition. Places are numbers: a condition and the index of a token.
 */
export interface Track {
  /** Keeps that a step led from one place to another. */
  record(from: number, to: number): void;
  /** Takes the steps that are known from a place on, at most `most`: where they lead, and how many they are. In constant time for most places. */
  skip(place: number, most: number): { readonly place: number; readonly taken: number };
  /** False where walks pass the same tokens in conditions of their own, so that keeping steps takes longer than taking them. */
  pays(): boolean;
  /** `STOP` where the walk has stopped; undefined once it has read a cue, since cues are not kept. */
  placeOf(walk: Walk, state: State): number | undefined;
  /** Puts a walk on a place. */
  restore(walk: Walk, place: number): State;
}

export const STOP = -1;

/** In shorter sentences a track costs more than it saves: most hold a mention or two. */
const fewTokens = 100;

/** Steps kept before it is asked whether they were of use. */
const TRIAL = 500;

interface Tracked {
  readonly table: CueTable;
  readonly polarity: Polarity;
  readonly track: Track;
}

const known = new WeakMap<JudgedSentence, Tracked[]>();

/** The track of walks through a long sentence. */
export function findTrack(table: CueTable, sentence: JudgedSentence, polarity: Polarity): Track | undefined {
  if (sentence.tokens.length < fewTokens) return undefined;
  const all = known.get(sentence) ?? [];
  const found = all.find((tracked) => tracked.table === table && tracked.polarity === polarity);
  if (found !== undefined) return found.track.pays() ? found.track : undefined;
  const track = openTrack(sentence.tokens.length);
  known.set(sentence, [...all, { table, polarity, track }]);
  return track;
}

function openTrack(end: number): Track {
  const conditions: (readonly [State, Partial<Walk>])[] = [];
  const numbers = new Map<number, number>();
  const roles = new Map<string, number>();
  const numberOfRole = (role: string): number => {
    const number = roles.get(role) ?? roles.size;
    if (number === roles.size) roles.set(role, number);
    return number;
  };
  // Places that follow each other lie in rows; the last place of a row may lead into another one.
  const rows: { readonly places: number[]; next?: number }[] = [];
  const spots = new Map<number, { readonly row: number; readonly at: number }>();
  let recorded = 0;
  let skipped = 0;
  return {
    pays: () => recorded < TRIAL || skipped > recorded,
    record(from, to) {
      recorded += 1;
      const known = spots.get(from);
      const row = known?.row ?? rows.push({ places: [from] }) - 1;
      if (known === undefined) spots.set(from, { row, at: 0 });
      const { places } = rows[row] as { places: number[] };
      if (spots.has(to)) {
        (rows[row] as { next?: number }).next = to;
        return;
      }
      places.push(to);
      if (to !== STOP) spots.set(to, { row, at: places.length - 1 });
    },
    skip(place, most) {
      let taken = 0;
      for (let spot = spots.get(place); spot !== undefined && taken < most; spot = spots.get(place)) {
        const { places, next } = rows[spot.row] as (typeof rows)[number];
        const steps = Math.min(most - taken, places.length - 1 - spot.at);
        taken += steps;
        place = places[spot.at + steps] as number;
        if (taken === most || place === STOP) break;
        if (next === undefined) break;
        place = next;
        taken += 1;
      }
      skipped += taken;
      return { place, taken };
    },
    placeOf(walk, state) {
      if (walk.flips.length > 0 || walk.read !== undefined) return undefined;
      if (state === "stop") return STOP;
      const { head, role, hasObject, hasSubject, comma, continued, ongoing, hops } = walk;
      // A few bits for each field: a key of text took longer than the step.
      let key = numberOfRole(role) * 16 + hops;
      key = key * 4 + (state === "nominal" ? 0 : state === "argument" ? 1 : 2);
      key = key * 4 + (head === "self" ? 0 : head === "weak" ? 1 : 2);
      key = key * 32 + (hasObject ? 16 : 0) + (hasSubject ? 8 : 0) + (comma ? 4 : 0);
      key += (continued ? 2 : 0) + (ongoing ? 1 : 0);
      let number = numbers.get(key);
      if (number === undefined) {
        number = conditions.length;
        numbers.set(key, number);
        conditions.push([state, { head, role, hasObject, hasSubject, comma, continued, ongoing, hops }]);
      }
      return number * (end + 1) + Math.min(walk.index, end);
    },
    restore(walk, place) {
      const [state, condition] = conditions[Math.floor(place / (end + 1))] ?? (["stop", {}] as const);
      Object.assign(walk, condition);
      walk.index = place % (end + 1);
      return state;
    },
  };
}
