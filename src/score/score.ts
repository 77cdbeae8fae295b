import type { Level, Mention, Score } from "../analysis.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { weighAspects } from "./aspects.ts";
import { sharePoints } from "./contributions.ts";
import type { Extent } from "./extent.ts";
import { fitOfSides, leanOf, weighSides } from "./formula.ts";
import { findInterval } from "./interval.ts";
import type { Profile } from "./profile.ts";
import { tallyEvidence } from "./tally.ts";

/**
 * From judged mentions to the score of a text: see the formula in formula.ts.
 *
 * @param mentions In any order; the contributions refer to them by index.
 * @param extent The prose they stand in (`measureExtent`).
 * @returns Plain data; the same input gives the same bytes on every platform. Linear in mentions and sentences.
 * @example
 * const { fit, level } = scoreMentions(mentions, measureExtent(text, sentences), profile, thesaurus);
 */
export function scoreMentions(
  mentions: readonly Mention[],
  extent: Extent,
  profile: Profile,
  thesaurus: Thesaurus,
): Score {
  const evidenced = tallyEvidence(mentions, profile, thesaurus);
  const { tally } = evidenced;
  const sides = weighSides(tally, extent.length, profile);
  const fit = fitOfSides(sides, profile);
  const judgeable = isJudgeable(extent.length, extent.sentences.length, profile);
  return {
    fit,
    lean: leanOf(tally, extent.length, profile),
    level: levelOf(fit, profile),
    contributions: sharePoints(evidenced, extent.length, profile),
    aspects: weighAspects(tally, extent.length, profile, thesaurus),
    length: extent.length,
    judgeable,
    ...(!judgeable && { reason: extent.length === 0 ? "empty" : "too-short" }),
    interval: findInterval(mentions, evidenced, extent, fit, profile),
  };
}

/** The level that a fit of 0-100 reaches. */
export function levelOf(fit: number, { levels }: Profile): Level {
  if (fit >= levels.strong) return "strong";
  if (fit >= levels.moderate) return "moderate";
  return fit >= levels.slight ? "slight" : "none";
}

/** False where a text is too short to judge, by the profile's minimum. */
export function isJudgeable(length: number, sentences: number, { minimum }: Profile): boolean {
  return length > 0 && length >= minimum.characters && sentences >= minimum.sentences;
}
