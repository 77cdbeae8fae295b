import type { Polarity } from "../thesaurus/concept.ts";
import type { CueTable } from "./cue-table.ts";
import type { JudgedSentence } from "./stance.ts";
import type { State, Walk } from "./walk-state.ts";

/**
 * The steps that walks through one sentence have taken: where mentions stand close together, they all pass the same tokens in
 * the same condition. Places are numbers: a condition and the index of a token.
 */
export interface Track {
  /** Where a step led from a place. */
  readonly steps: Map<number, number>;
  /** `STOP` where the walk has stopped; undefined once it has read a cue, since cues are not kept. */
  placeOf(walk: Walk, state: State): number | undefined;
  /** Puts a walk on a place. */
  restore(walk: Walk, place: number): State;
}

export const STOP = -1;

/** In shorter sentences a track costs more than it saves: most hold a mention or two. */
const fewTokens = 100;

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
  if (found !== undefined) return found.track;
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
  return {
    steps: new Map(),
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
