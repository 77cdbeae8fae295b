import type { Level, Mention, Score } from "../analysis.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { weighAspects } from "./aspects.ts";
import { sharePoints } from "./contributions.ts";
import type { Extent } from "./extent.ts";
import { fitOfSides, leanOfSides, weighSides } from "./formula.ts";
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
  const { tally, evidence } = evidenced;
  const sides = weighSides(tally, extent.length, profile);
  const fit = fitOfSides(sides, profile);
  const reason = reasonNotToJudge(extent, profile);
  return {
    fit,
    lean: leanOfSides(sides),
    level: levelOf(fit, profile),
    contributions: sharePoints(evidence, tally, extent.length, profile),
    aspects: weighAspects(tally, extent.length, profile, thesaurus),
    length: extent.length,
    judgeable: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    interval: findInterval(mentions, evidenced, extent, fit, profile),
  };
}

/** The level that a fit of 0-100 reaches. */
export function levelOf(fit: number, { levels }: Profile): Level {
  if (fit >= levels.strong) return "strong";
  if (fit >= levels.moderate) return "moderate";
  return fit >= levels.slight ? "slight" : "none";
}

function reasonNotToJudge(extent: Extent, { minimum }: Profile): "empty" | "too-short" | undefined {
  if (extent.length === 0) return "empty";
  const short = extent.length < minimum.characters || extent.sentences.length < minimum.sentences;
  return short ? "too-short" : undefined;
}
