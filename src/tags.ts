import type { Mention, Score, Tag } from "./analysis.ts";
import type { Thesaurus } from "./thesaurus/concept.ts";

/**
 * Concepts that the document may be tagged with, by falling weight: those that earned points or stand affirmed as context.
 * A concept that is only denied gives no tag, nor does contrary practice.
 */
export function tagsOf(score: Score, mentions: readonly Mention[], thesaurus: Thesaurus): Tag[] {
  return score.contributions
    .flatMap(({ conceptId, points, mentions: indexes }): Tag[] => {
      const concept = thesaurus.concepts.get(conceptId);
      const affirmed = indexes.some((index) => mentions[index]?.stance === "affirmed");
      if (concept === undefined || !affirmed || concept.polarity === "contrary") return [];
      return [{ conceptId, label: concept.prefLabel, slug: concept.id, weight: points / (points + 10) }];
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.conceptId < b.conceptId ? -1 : 1));
}
