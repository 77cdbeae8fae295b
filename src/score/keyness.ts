import type { Analysis } from "../analysis.ts";
import type { Relation } from "../thesaurus/concept.ts";

/** How a concept's use differs between two groups of documents. */
export interface Keyness {
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly relation: Relation;
  /** Affirmed mentions in each group. */
  readonly a: GroupUse;
  readonly b: GroupUse;
  /** Log-odds of the first group over the second, shrunk by the prior: above 0 the first uses it more. */
  readonly logOdds: number;
  /** `logOdds` in standard errors; beyond ±1.96 chance alone would rarely do it (of 20 concepts, once). */
  readonly z: number;
  /** G² of Dunning (1993), always positive; above 3.84 chance alone would rarely do it. */
  readonly logLikelihood: number;
}

export interface GroupUse {
  readonly mentions: number;
  /** Documents with at least one: a concept that one document alone repeats is no group's habit. */
  readonly documents: number;
  readonly per10k: number;
}

export interface GroupComparison {
  readonly a: GroupSize;
  readonly b: GroupSize;
  /** By falling z: what the first group speaks of more, down to what the second does. */
  readonly concepts: readonly Keyness[];
}

export interface GroupSize {
  readonly documents: number;
  /** Characters of prose, white space not counted. */
  readonly length: number;
  readonly meanFit: number;
}

export interface CompareOptions {
  /** Strength of the prior in mentions, spread over the concepts as the two groups together use them. Default 50. */
  readonly prior?: number;
}

type Compared = Pick<Analysis, "mentions" | "score">;

/**
 * Which concepts set two groups of documents apart (which ministry, year or department speaks how): log-odds with an
 * informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, equations 16 and 22) and the log-likelihood ratio. The trials are the
 * characters of prose; the prior is the pooled use of each concept. Linear in the mentions.
 *
 * @throws {RangeError} when a group has no prose, or the prior is not above 0.
 * @example
 * compareGroups(welfare, industry).concepts[0]; // { prefLabel: "寄り添い支援", z: 4.2, … }
 */
export function compareGroups(
  a: readonly Compared[],
  b: readonly Compared[],
  { prior = 50 }: CompareOptions = {},
): GroupComparison {
  if (!(prior > 0)) throw new RangeError(`expected a prior above 0, received ${prior}`);
  const [sizeA, sizeB] = [sizeOf(a, "first"), sizeOf(b, "second")];
  const [usesA, usesB] = [usesOf(a), usesOf(b)];
  const ids = [...new Set([...usesA.keys(), ...usesB.keys()])];
  const total = [...usesA.values(), ...usesB.values()].reduce((sum, { mentions }) => sum + mentions, 0);
  // The prior's own prose: as much as holds that many mentions at the pooled rate.
  const trials = (prior * (sizeA.length + sizeB.length)) / total;
  const concepts = ids.map((conceptId): Keyness => {
    const [useA, useB] = [usesA.get(conceptId), usesB.get(conceptId)];
    const { prefLabel, relation } = (useA ?? useB) as Use;
    const [x, y] = [useA?.mentions ?? 0, useB?.mentions ?? 0];
    const alpha = (prior * (x + y)) / total;
    const logOdds = oddsOf(x + alpha, sizeA.length + trials) - oddsOf(y + alpha, sizeB.length + trials);
    return {
      conceptId,
      prefLabel,
      relation,
      a: groupUse(useA, sizeA.length),
      b: groupUse(useB, sizeB.length),
      logOdds: sixDigits(logOdds),
      z: sixDigits(logOdds / Math.sqrt(1 / (x + alpha) + 1 / (y + alpha))),
      logLikelihood: sixDigits(logLikelihood(x, y, sizeA.length, sizeB.length)),
    };
  });
  concepts.sort((one, other) => other.z - one.z || (one.conceptId < other.conceptId ? -1 : 1));
  return { a: sizeA, b: sizeB, concepts };
}

interface Use {
  readonly prefLabel: string;
  readonly relation: Relation;
  mentions: number;
  documents: number;
}

function usesOf(group: readonly Compared[]): Map<string, Use> {
  const uses = new Map<string, Use>();
  for (const { mentions } of group) {
    const here = new Set<string>();
    for (const { conceptId, prefLabel, relation, stance } of mentions) {
      if (stance === "denied") continue;
      const use = uses.get(conceptId) ?? { prefLabel, relation, mentions: 0, documents: 0 };
      use.mentions += 1;
      if (!here.has(conceptId)) use.documents += 1;
      here.add(conceptId);
      uses.set(conceptId, use);
    }
  }
  return uses;
}

function sizeOf(group: readonly Compared[], name: string): GroupSize {
  const length = group.reduce((sum, { score }) => sum + score.length, 0);
  if (length === 0) throw new RangeError(`the ${name} group has no prose; give it documents`);
  const meanFit = group.reduce((sum, { score }) => sum + score.fit, 0) / group.length;
  return { documents: group.length, length, meanFit };
}

function groupUse(use: Use | undefined, length: number): GroupUse {
  const { mentions = 0, documents = 0 } = use ?? {};
  return { mentions, documents, per10k: (10_000 * mentions) / length };
}

/** ln(successes / failures). A text of repeated terms alone could have more mentions than it has characters of its own. */
function oddsOf(successes: number, trials: number): number {
  return Math.log(successes / Math.max(trials - successes, 1));
}

function logLikelihood(x: number, y: number, sizeX: number, sizeY: number): number {
  const rate = (x + y) / (sizeX + sizeY);
  const part = (observed: number, expected: number) =>
    observed === 0 ? 0 : observed * Math.log(observed / expected);
  return Math.max(0, 2 * (part(x, sizeX * rate) + part(y, sizeY * rate)));
}

/** Engines differ in the last bits of Math.log. */
function sixDigits(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}

/** A point of the plot of two groups: how common a concept is, and which group it marks. */
export interface KeynessPoint {
  readonly label: string;
  readonly relation: Relation;
  /** Mentions in 10,000 characters of both groups together; for a logarithmic axis. */
  readonly per10k: number;
  readonly z: number;
}

/** The points of a plot of `comparison`: frequency across, z upward, as keyness is usually shown. */
export function keynessPoints({ a, b, concepts }: GroupComparison): KeynessPoint[] {
  return concepts.map(({ prefLabel, relation, z, ...use }) => ({
    label: prefLabel,
    relation,
    per10k: (10_000 * (use.a.mentions + use.b.mentions)) / (a.length + b.length),
    z,
  }));
}
