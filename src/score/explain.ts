import type { Analysis, Mention } from "../analysis.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { pointsOfMentions } from "./contributions.ts";
import { fitOf } from "./formula.ts";
import type { Profile } from "./profile.ts";
import {
  type Entry,
  type Evidence,
  type Evidenced,
  entryKey,
  SIDES,
  type Side,
  type Tally,
  tallyEvidence,
} from "./tally.ts";

/** Why one mention counts as it does. */
export interface MentionReason {
  /** Index into `Analysis.mentions`. */
  readonly mention: number;
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly surface: string;
  /** The sentence that it stands in. */
  readonly sentence: string;
  readonly stance: Mention["stance"];
  /** The words that decided the stance and the rule that read them. */
  readonly cue?: { readonly text: string; readonly rule: string };
  /** The side that it is evidence for; absent when it counts for none (a denied context term). */
  readonly side?: Side;
  /** 0-1: the most that its concept can claim there. */
  readonly ceiling: number;
  /** 0-1: less than 1 in a mode or layout that counts less. */
  readonly amount: number;
  /** What it adds to `fit`; all mentions' points add up to `fit`. */
  readonly points: number;
  /** What `fit` would be without this mention, the text being as long. */
  readonly fitWithout: number;
}

/** What one concept adds, and what the fit would be had the text not named it. */
export interface ConceptReason {
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly points: number;
  readonly fitWithout: number;
  readonly mentions: readonly number[];
}

export interface Explanation {
  readonly fit: number;
  /** By falling size of their points, gains and losses together. */
  readonly concepts: readonly ConceptReason[];
  /** In the order of the text. */
  readonly mentions: readonly MentionReason[];
}

/**
 * Explains a score to the last point: for each mention and concept its points, which add up to `fit`, and what `fit` would
 * be without it (leaving one out; these need not add up, since concepts share their ceilings and the text's length).
 *
 * @param parts The profile and thesaurus that scored it; an `Analyzer` is such a pair.
 * @returns Plain data. Cost: mentions × concepts found.
 * @example
 * const { concepts } = explain(analyzer.analyze(text), analyzer);
 * concepts[0]; // { conceptId: "banso-gata-shien", points: 31.2, fitWithout: 12.4, … }
 */
export function explain(
  { text, mentions, score }: Pick<Analysis, "text" | "mentions" | "score">,
  { profile, thesaurus }: { readonly profile: Profile; readonly thesaurus: Thesaurus },
): Explanation {
  const evidenced = tallyEvidence(mentions, profile, thesaurus);
  const points = pointsOfMentions(evidenced, score.length, profile);
  const amounts = amountsByEntry(evidenced);
  const entries = new Map(
    SIDES.flatMap((side) => evidenced.tally[side].entries.map((entry) => [entry.key, entry] as const)),
  );
  const without = (left: readonly Evidence[]) =>
    withEvidenceLeftOut(left, evidenced.tally, entries, amounts, () =>
      fitOf(evidenced.tally, score.length, profile),
    );
  return {
    fit: score.fit,
    concepts: score.contributions
      .map(({ conceptId, points, mentions: indexes }) => ({
        conceptId,
        prefLabel: mentions[indexes[0] ?? -1]?.prefLabel ?? conceptId,
        points,
        fitWithout: without(indexes.flatMap((index) => evidenced.evidence[index] ?? [])),
        mentions: indexes,
      }))
      .sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    mentions: mentions.map((mention, index) => {
      const item = evidenced.evidence[index];
      const entry = item && entries.get(entryKey(item));
      return {
        mention: index,
        ...wordsOf(mention, text),
        ...(item && { side: item.side }),
        ceiling: entry?.ceiling ?? 0,
        amount: item?.amount ?? 0,
        points: points[index] ?? 0,
        fitWithout: without(item ? [item] : []),
      };
    }),
  };
}

function wordsOf(mention: Mention, text: string) {
  const { conceptId, prefLabel, surface, stance, cue, sentence } = mention;
  return {
    conceptId,
    prefLabel,
    surface,
    sentence: text.slice(sentence.start, sentence.end),
    stance,
    ...(cue && { cue: { text: text.slice(cue.start, cue.end), rule: cue.rule } }),
  };
}

/** For each entry of the tally how many mentions it has of each amount: amounts are few, mentions may be many. */
function amountsByEntry({ evidence }: Evidenced): Map<string, Map<number, number>> {
  const amounts = new Map<string, Map<number, number>>();
  for (const item of evidence) {
    if (item === undefined) continue;
    const counts = amounts.get(entryKey(item)) ?? new Map<number, number>();
    counts.set(item.amount, (counts.get(item.amount) ?? 0) + 1);
    amounts.set(entryKey(item), counts);
  }
  return amounts;
}

/** Takes evidence out of the tally, asks and puts it back: cheaper than adding up all the others again. */
function withEvidenceLeftOut<T>(
  left: readonly Evidence[],
  tally: Tally,
  entries: ReadonlyMap<string, Entry>,
  amounts: ReadonlyMap<string, ReadonlyMap<number, number>>,
  ask: () => T,
): T {
  const touched = new Map(left.map((item) => [entryKey(item), item.side]));
  const before = [...touched.keys()].map((key) => ({ ...(entries.get(key) as Entry) }));
  for (const [key, side] of touched) {
    const counts = new Map(amounts.get(key));
    const gone = left.filter((item) => entryKey(item) === key);
    for (const { amount } of gone) counts.set(amount, (counts.get(amount) ?? 0) - 1);
    const kept = [...counts].filter(([, count]) => count > 0);
    const entry = entries.get(key) as Entry;
    entry.amount = kept.reduce((sum, [amount, count]) => sum + amount * count, 0);
    entry.strength = kept.reduce((most, [amount]) => Math.max(most, amount), 0);
    tally[side].mentions -= gone.length;
  }
  const answer = ask();
  for (const { key, amount, strength } of before)
    Object.assign(entries.get(key) as Entry, { amount, strength });
  for (const { side } of left) tally[side].mentions += 1;
  return answer;
}
