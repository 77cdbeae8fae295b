import type { FitInterval, Mention } from "../analysis.ts";
import type { Extent } from "./extent.ts";
import { fitOf } from "./formula.ts";
import type { Profile } from "./profile.ts";
import {
  addAmount,
  type Entry,
  type Evidence,
  type Evidenced,
  entryKey,
  SIDES,
  type Side,
  type SideTally,
  type Tally,
} from "./tally.ts";

/** Resamples of a text: enough for the 5th of a hundred, few enough that every analysis can carry its interval. */
const RESAMPLES = 100;
const CONFIDENCE = 0.9;
/** Long texts are resampled in stretches of neighbouring sentences: neighbours speak of the same thing, and the cost stays bounded. */
const MOST_UNITS = 100;
const IMAGINED = 2;
const SEED = 0x62616e73;

/**
 * Where `fit` would lie had the author written other sentences of the same kind: the middle 90 % of `fit` over resampled texts.
 *
 * Each resample draws as many sentences as the text has, with replacement, from its own and two imagined ones, of which one says
 * nothing and one names the core concept (a rule of succession: with them a text of one sentence cannot claim certainty; among
 * a hundred sentences they weigh little). Seeded: the same text gives the same interval on every platform.
 * Cost: 100 × the number of sentences, at most 100 × 100, and linear in the mentions.
 */
export function findInterval(
  mentions: readonly Mention[],
  { tally, evidence }: Evidenced,
  extent: Extent,
  fit: number,
  profile: Profile,
): FitInterval {
  if (extent.length === 0) return { low: 0, high: 0, confidence: CONFIDENCE };
  const draft = copyTally(tally);
  const units = unitsOf(mentions, evidence, extent, draft);
  const typical = extent.length / extent.sentences.length;
  units.push(blankUnit(typical), imagineCore(typical, draft, profile));
  const fits = resampleFits(units, draft, profile).sort();
  const tail = Math.round((RESAMPLES * (1 - CONFIDENCE)) / 2);
  return {
    low: Math.min(fit, fits[tail] ?? fit),
    high: Math.max(fit, fits[RESAMPLES - 1 - tail] ?? fit),
    confidence: CONFIDENCE,
  };
}

/** A sentence, or some in a row, as a resample sees it. */
interface Unit {
  length: number;
  readonly entries: Entry[];
  readonly amounts: number[];
  readonly mentions: Record<Side, number>;
}

function blankUnit(length: number): Unit {
  return { length, entries: [], amounts: [], mentions: { supportive: 0, contrary: 0, context: 0 } };
}

/** A sentence that names the core concept, as one more entry of `draft`: behind all others, where it changes no product's order. */
function imagineCore(length: number, draft: Tally, profile: Profile): Unit {
  const core: Entry = {
    key: "",
    conceptId: "",
    relation: "core",
    ceiling: profile.ceiling.core,
    amount: 0,
    strength: 0,
  };
  draft.supportive.entries.push(core);
  const unit = blankUnit(length);
  addTo(unit, core, "supportive", 1);
  return unit;
}

function addTo(unit: Unit, entry: Entry, side: Side, amount: number): void {
  unit.entries.push(entry);
  unit.amounts.push(amount);
  unit.mentions[side] += 1;
}

function unitsOf(
  mentions: readonly Mention[],
  evidence: readonly (Evidence | undefined)[],
  { sentences, lengths }: Extent,
  draft: Tally,
): Unit[] {
  const size = Math.ceil(sentences.length / MOST_UNITS);
  const units: Unit[] = [];
  const unitOfSentence = new Map<number, Unit>();
  sentences.forEach(({ start }, i) => {
    if (i % size === 0) units.push(blankUnit(0));
    const unit = units[units.length - 1] as Unit;
    unit.length += lengths[i] ?? 0;
    unitOfSentence.set(start, unit);
  });
  const entries = new Map(
    SIDES.flatMap((side) => draft[side].entries.map((entry) => [entry.key, entry] as const)),
  );
  mentions.forEach(({ sentence }, i) => {
    const item = evidence[i];
    const unit = unitOfSentence.get(sentence.start);
    const entry = item === undefined ? undefined : entries.get(entryKey(item));
    if (item !== undefined && unit !== undefined && entry !== undefined)
      addTo(unit, entry, item.side, item.amount);
  });
  return units;
}

function resampleFits(units: readonly Unit[], draft: Tally, profile: Profile): Float64Array {
  const random = randomFrom(SEED);
  const fits = new Float64Array(RESAMPLES);
  // By name: a side looked up by a variable took as long as all the rest.
  const { supportive, contrary, context } = draft;
  for (let sample = 0; sample < RESAMPLES; sample++) {
    clear(draft);
    let length = 0;
    for (let draw = units.length - IMAGINED; draw > 0; draw--) {
      const unit = units[Math.floor(random() * units.length)] as Unit;
      length += unit.length;
      // Most sentences name nothing.
      if (unit.entries.length === 0) continue;
      for (let i = 0; i < unit.entries.length; i++)
        addAmount(unit.entries[i] as Entry, unit.amounts[i] as number);
      supportive.mentions += unit.mentions.supportive;
      contrary.mentions += unit.mentions.contrary;
      context.mentions += unit.mentions.context;
    }
    fits[sample] = fitOf(draft, length, profile);
  }
  return fits;
}

function copyTally(tally: Tally): Tally {
  const copy = ({ entries, mentions }: SideTally): SideTally => ({
    entries: entries.map((entry) => ({ ...entry })),
    mentions,
  });
  return { supportive: copy(tally.supportive), contrary: copy(tally.contrary), context: copy(tally.context) };
}

function clear(draft: Tally): void {
  for (const side of SIDES) {
    draft[side].mentions = 0;
    for (const entry of draft[side].entries) {
      entry.amount = 0;
      entry.strength = 0;
    }
  }
}

/** Mulberry32: 32-bit integer steps only, the same on every platform. Numbers from 0 to below 1. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}
