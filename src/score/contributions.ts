import type { Contribution } from "../analysis.ts";
import { claimOf, fitOfSides, unexplainedBy, weighSides } from "./formula.ts";
import type { Profile } from "./profile.ts";
import { type Evidence, SIDES, type Tally } from "./tally.ts";

/**
 * Shares `fit` out among the concepts that earned and cost it: the points of all add up to it. Within a side a concept has the
 * share that its claim has. (Shapley values would be fairer to the last point and cost 2ⁿ; `explain` gives what leaving out changes.)
 * Most points first.
 */
export function sharePoints(
  evidence: readonly (Evidence | undefined)[],
  tally: Tally,
  length: number,
  profile: Profile,
): Contribution[] {
  const shares = shareOfSides(tally, length, profile);
  const points = new Map<string, number>();
  const unexplained = unexplainedBy(tally, length, profile);
  for (const side of SIDES) {
    const claims = tally[side].entries.map((entry) => claimOf(entry, unexplained[side], profile));
    const sum = claims.reduce((a, b) => a + b, 0);
    tally[side].entries.forEach(({ conceptId }, i) => {
      const share = sum === 0 ? 0 : (shares[side] * (claims[i] ?? 0)) / sum;
      points.set(conceptId, (points.get(conceptId) ?? 0) + share);
    });
  }
  const mentions = new Map<string, number[]>();
  evidence.forEach((item, index) => {
    if (item === undefined) return;
    const indexes = mentions.get(item.conceptId);
    if (indexes === undefined) mentions.set(item.conceptId, [index]);
    else indexes.push(index);
  });
  return [...points]
    .map(([conceptId, earned]) => ({
      conceptId,
      points: earned + 0,
      mentions: mentions.get(conceptId) ?? [],
    }))
    .sort((a, b) => b.points - a.points || (a.conceptId < b.conceptId ? -1 : 1));
}

/** What each side adds to `fit`: the three add up to it. */
function shareOfSides(
  tally: Tally,
  length: number,
  profile: Profile,
): Record<"supportive" | "contrary" | "context", number> {
  const sides = weighSides(tally, length, profile);
  const supportive = fitOfSides({ ...sides, context: 0, contrary: 0 }, profile);
  const gains = fitOfSides({ ...sides, contrary: 0 }, profile);
  const fit = fitOfSides(sides, profile);
  return { supportive, context: gains - supportive, contrary: fit - gains };
}
