import type { Mention } from "../analysis.ts";
import type { Relation, Thesaurus } from "../thesaurus/concept.ts";
import type { Profile } from "./profile.ts";

/** What evidence argues for: the approach, practice against it, or neither. */
export type Side = "supportive" | "contrary" | "context";

export const SIDES = ["supportive", "contrary", "context"] as const;

/** What one mention says, before it is set against the length of the text. */
export interface Evidence {
  readonly side: Side;
  readonly conceptId: string;
  readonly relation: Relation;
  /** 0-1: less than 1 for a mention in a mode or a layout that counts less. */
  readonly amount: number;
  /** True when the mention speaks for this side by denying the other. */
  readonly denied: boolean;
}

/**
 * What a mention is evidence of, or nothing: a context term that the text denies speaks for no side.
 * A denied supportive mention is evidence against, a denied contrary one evidence for.
 */
export function findEvidence(mention: Mention, profile: Profile): Evidence | undefined {
  const denied = mention.stance === "denied";
  if (denied && mention.polarity === "context") return undefined;
  const side = denied ? opposite(mention.polarity) : mention.polarity;
  const mode = mention.mode === undefined ? 1 : profile.modes[mention.mode];
  const block = mention.block === undefined ? 1 : (profile.blocks[mention.block] ?? 1);
  const { conceptId, relation } = mention;
  return { side, conceptId, relation, amount: mode * block, denied };
}

function opposite(side: Side): Side {
  if (side === "context") return "context";
  return side === "supportive" ? "contrary" : "supportive";
}

/** The evidence for one concept on one side. */
export interface Entry {
  /** What tells two entries apart: one concept may stand on two sides. */
  readonly key: string;
  readonly conceptId: string;
  readonly relation: Relation;
  /** 0-1: the most that it can earn. */
  readonly ceiling: number;
  /** Its evidence added up, in mentions. */
  amount: number;
  /** 0-1: the amount of its strongest mention. */
  strength: number;
}

/** The evidence of a text on one side, added up. `entries` are in the order of their concept ids. */
export interface SideTally {
  entries: Entry[];
  /** Mentions that account for some of the text. */
  mentions: number;
}

export type Tally = Record<Side, SideTally>;

/** The evidence of mentions, one by one (at their indexes) and added up. */
export interface Evidenced {
  readonly tally: Tally;
  readonly evidence: readonly (Evidence | undefined)[];
}

/** Adds up the evidence of `mentions`. Linear. */
export function tallyEvidence(
  mentions: readonly Mention[],
  profile: Profile,
  thesaurus: Thesaurus,
): Evidenced {
  const tally = emptyTally();
  const entries = new Map<string, Entry>();
  const evidence = mentions.map((mention) => findEvidence(mention, profile));
  for (const item of evidence) {
    if (item === undefined) continue;
    const key = entryKey(item);
    let entry = entries.get(key);
    if (entry === undefined) {
      const { conceptId, relation } = item;
      entry = {
        key,
        conceptId,
        relation,
        ceiling: ceilingOf(item, profile, thesaurus),
        amount: 0,
        strength: 0,
      };
      entries.set(key, entry);
      tally[item.side].entries.push(entry);
    }
    addAmount(entry, item.amount);
    tally[item.side].mentions += 1;
  }
  for (const side of SIDES) tally[side].entries.sort(byConceptId);
  return { tally, evidence };
}

function emptyTally(): Tally {
  const side = (): SideTally => ({ entries: [], mentions: 0 });
  return { supportive: side(), contrary: side(), context: side() };
}

/** The key of the entry that a piece of evidence adds to. */
export function entryKey({ side, conceptId }: Evidence): string {
  return `${side} ${conceptId}`;
}

/** 0-1: the most that a concept can earn on its side. */
function ceilingOf(evidence: Evidence, profile: Profile, thesaurus: Thesaurus): number {
  const { conceptId, relation, denied, side } = evidence;
  const weight = profile.weights.get(conceptId) ?? thesaurus.concepts.get(conceptId)?.weight ?? 1;
  const turned = denied ? profile.denied[side === "supportive" ? "contrary" : "supportive"] : 1;
  // A principle that argues for no side (a field of work, whom it is for) is a neighbour like those of the source lists.
  const neighbour = relation === "principle" && side === "context";
  return profile.ceiling[neighbour ? "cooccurring" : relation] * weight * turned;
}

function byConceptId(a: Entry, b: Entry): number {
  // Not localeCompare: its order differs between platforms, and the order of a product decides its last bit.
  return a.conceptId < b.conceptId ? -1 : 1;
}

/** Adds one mention's evidence to its concept's. */
export function addAmount(entry: Entry, amount: number): void {
  entry.amount += amount;
  entry.strength = Math.max(entry.strength, amount);
}
