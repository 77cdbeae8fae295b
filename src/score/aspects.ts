import type { Thesaurus } from "../thesaurus/concept.ts";
import { fitOf, round } from "./formula.ts";
import type { Profile } from "./profile.ts";
import type { SideTally, Tally } from "./tally.ts";

/** How much the text speaks to each dimension of the profile, 0-1: the formula over the concepts of that dimension alone. */
export function weighAspects(
  tally: Tally,
  length: number,
  profile: Profile,
  thesaurus: Thesaurus,
): Record<string, number> {
  const weigh = (aspect: string): number => {
    const only = ({ entries, mentions }: SideTally): SideTally => ({
      entries: entries.filter(({ conceptId }) => thesaurus.concepts.get(conceptId)?.aspects.includes(aspect)),
      mentions,
    });
    const { supportive, contrary, context } = tally;
    const part = { supportive: only(supportive), contrary: only(contrary), context: only(context) };
    return round(fitOf(part, length, profile) / 100);
  };
  // defineProperty by way of fromEntries: an aspect named __proto__ stays a plain key.
  return Object.fromEntries(profile.aspects.map(({ id }) => [id, weigh(id)]));
}
