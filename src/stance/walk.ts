import type { Span } from "../text/span.ts";
import type { Polarity } from "../thesaurus/concept.ts";
import { readArgument } from "./argument.ts";
import type { CueTable, FoundCue } from "./cue-table.ts";
import { findFirstState } from "./first-state.ts";
import { readNominal } from "./noun-phrase.ts";
import { readPredicate } from "./predicate.ts";
import type { JudgedSentence } from "./stance.ts";
import { isStop } from "./token-kind.ts";
import { findTrack, STOP } from "./track.ts";
import { findTokenFrom, type State, type Walk } from "./walk-state.ts";

/** What the walk read to the right of a mention. */
export interface Walked {
  /** Each turned the meaning over; an odd number denies. */
  readonly flips: readonly FoundCue[];
  /** The cue that ended the walk without turning anything over. */
  readonly read?: FoundCue;
}

/** Wide enough for every deciding cue seen (22 characters, 11 tokens), small enough to keep the cost flat. */
const maxSteps = 60;

/**
 * Walks right from a mention through the phrases that govern it: noun phrase, particle, predicate, and from a predicate
 * that modifies a noun on to that noun's own predicate, until the clause ends.
 */
export function walk(table: CueTable, sentence: JudgedSentence, span: Span, polarity: Polarity): Walked {
  const { text, tokens, end } = sentence;
  const index = findTokenFrom(tokens, span.end);
  const state: Walk = {
    table,
    text,
    limit: end,
    tokens,
    polarity,
    flips: [],
    index,
    head: "self",
    role: "",
    hasObject: false,
    hasSubject: false,
    comma: false,
    continued: false,
    ongoing: false,
    hops: 0,
  };
  let next = findFirstState(state, span);
  const track = findTrack(table, sentence, polarity);
  let place = track?.placeOf(state, next);
  for (let step = 0; step < maxSteps && next !== "stop"; step += 1) {
    if (track !== undefined && place !== undefined) {
      const led = track.skip(place, maxSteps - step);
      step += led.taken;
      if (led.place === STOP || step === maxSteps) break;
      if (led.taken > 0) next = track.restore(state, led.place);
      place = led.place;
    }
    next = takeStep(state, next);
    if (track === undefined || place === undefined) continue;
    const led = track.placeOf(state, next);
    if (led !== undefined) track.record(place, led);
    place = led;
  }
  return { flips: state.flips, ...(state.read === undefined ? {} : { read: state.read }) };
}

function takeStep(walk: Walk, state: State): State {
  const token = walk.tokens[walk.index];
  if (token === undefined || token.start >= walk.limit || isStop(token)) return "stop";
  if (state === "nominal") return readNominal(walk, token);
  if (state === "argument") return readArgument(walk, token);
  return readPredicate(walk, token);
}
