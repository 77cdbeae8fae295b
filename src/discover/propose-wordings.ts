import type { DiscoveryContext } from "./discovery-context.ts";
import { evidenceAt } from "./evidence.ts";
import { findPhrases } from "./phrase.ts";
import type { ProposedWording } from "./proposal.ts";

/**
 * Proposes describing phrases before words of help as wordings. Phrases of a verb or のない say most about how help is given, so
 * the score is ln(f+1) times how many documents use it, halved for plain adjectives (新たな支援).
 */
export function proposeWordings(context: DiscoveryContext): ProposedWording[] {
  const { index, minFrequency, minDocuments, limit, concepts, polarity, rejected } = context;
  const wordings = findPhrases(index)
    .filter(({ frequency, documents }) => frequency >= minFrequency && documents >= minDocuments)
    .filter(({ phrase }) => !concepts?.holds(phrase) && !rejected.has(phrase))
    .map((found) => ({
      ...found,
      score:
        Math.log(found.frequency + 1) *
        Math.log2(found.documents + 1) *
        (/な$/u.test(found.modifier) ? 0.5 : 1),
    }))
    .sort((a, b) => b.score - a.score || (a.modifier < b.modifier ? -1 : 1));
  return wordings.slice(0, limit).map(({ modifier, phrase, frequency, documents, places, score }) => {
    const nearest = concepts?.find(phrase);
    return {
      phrase,
      modifier,
      score,
      parts: { f: frequency, df: documents },
      confidence: "statistical",
      frequency,
      documents,
      evidence: places.map(({ text, from, to }) => evidenceAt(index.corpus, text, from, to)),
      ...(nearest && { nearest }),
      ...(polarity && { polarity: polarity(places) }),
    };
  });
}
