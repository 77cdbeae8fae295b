import type { Contribution } from "../analysis.ts";
import { claimOf, fitOfSides, isCore, type Sides, unexplainedBy, weighSides } from "./formula.ts";
import type { Profile } from "./profile.ts";
import { type Evidence, type Evidenced, entryKey, SIDES, type Side } from "./tally.ts";

/**
 * What each mention adds to `fit` (below 0: takes from it), by its index; all of them add up to `fit`. Within a side a concept has
 * the share that its claim has, and within a concept a mention the share that its amount has. (Shapley values would be fairer
 * to the last point and cost 2ⁿ; `explainScore` tells what leaving out changes.)
 */
export function pointsOfMentions({ tally, evidence }: Evidenced, length: number, profile: Profile): number[] {
  const perAmount = new Map<string, number>();
  const sides = weighSides(tally, length, profile);
  const shares = sharesOfSides(sides, profile);
  const unexplained = unexplainedBy(tally, length, profile);
  for (const side of SIDES) {
    const claims = tally[side].entries.map((entry) => {
      const credit = side === "supportive" ? sides.credit[isCore(entry) ? "core" : "others"] : 1;
      return credit * claimOf(entry, unexplained[side], profile);
    });
    const sum = claims.reduce((total, claim) => total + claim, 0);
    tally[side].entries.forEach(({ key, amount }, i) => {
      const claim = claims[i] ?? 0;
      perAmount.set(key, claim === 0 ? 0 : (shares[side] * claim) / sum / amount);
    });
  }
  return evidence.map((item) => pointsOf(item, perAmount));
}

function pointsOf(evidence: Evidence | undefined, perAmount: ReadonlyMap<string, number>): number {
  return evidence === undefined ? 0 : (perAmount.get(entryKey(evidence)) ?? 0) * evidence.amount + 0;
}

/** What each concept adds to `fit`: the sum over its mentions. Most points first. */
export function sharePoints(evidenced: Evidenced, length: number, profile: Profile): Contribution[] {
  const points = pointsOfMentions(evidenced, length, profile);
  const byConcept = new Map<string, { conceptId: string; points: number; mentions: number[] }>();
  evidenced.evidence.forEach((item, index) => {
    if (item === undefined) return;
    const { conceptId } = item;
    const contribution = byConcept.get(conceptId) ?? { conceptId, points: 0, mentions: [] };
    contribution.points += points[index] ?? 0;
    contribution.mentions.push(index);
    byConcept.set(conceptId, contribution);
  });
  return [...byConcept.values()].sort((a, b) => b.points - a.points || (a.conceptId < b.conceptId ? -1 : 1));
}

/** What each side adds to `fit`: the three add up to it. */
function sharesOfSides(sides: Sides, profile: Profile): Record<Side, number> {
  const supportive = fitOfSides({ ...sides, context: 0, contrary: 0 }, profile);
  const gains = fitOfSides({ ...sides, contrary: 0 }, profile);
  const fit = fitOfSides(sides, profile);
  return { supportive, context: gains - supportive, contrary: fit - gains };
}
