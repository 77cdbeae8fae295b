import profileJson from "../../dict/profile.json" with { type: "json" };
import type { Mention, Score } from "../../src/analysis.ts";
import { type Extent, measureExtent } from "../../src/score/extent.ts";
import { type Profile, parseProfile } from "../../src/score/profile.ts";
import { scoreMentions } from "../../src/score/score.ts";
import type { Concept, Polarity, Relation, Thesaurus } from "../../src/thesaurus/concept.ts";

/** A thesaurus of one or two concepts for each relation, which speak to every aspect of the bundled profile between them. */
export const thesaurus: Thesaurus = {
  version: "test",
  lookup: () => ({ suggestions: [] }),
  unless: [],
  concepts: new Map(
    (
      [
        ["banso", "core", "supportive", 1],
        ["yorisoi", "synonym", "supportive", 1],
        ["tomoni", "synonym", "supportive", 0.8],
        ["marunage", "antonym", "contrary", 1],
        ["kanshi", "antonym", "contrary", 0.7],
        ["taiwa", "principle", "supportive", 0.5],
        ["oshitsuke", "principle", "contrary", 0.6],
        ["konnan", "principle", "context", 0.4],
        ["renkei", "cooccurring", "context", 0.5],
        ["kenshu", "cooccurring", "context", 0.5],
        ["coaching", "related", "context", 0.9],
      ] as const
    ).map(([id, relation, polarity, weight]) => [id, concept(id, relation, polarity, weight)]),
  ),
  lists: {},
  spellings: [],
};

function concept(id: string, relation: Relation, polarity: Polarity, weight: number): Concept {
  const none: readonly never[] = [];
  const aspects =
    polarity === "context"
      ? ["practice", "together", "continuity"]
      : ["pace", "dialogue", "trust", "boundary", "autonomy"];
  return {
    id,
    prefLabel: id,
    reading: id,
    relation,
    polarity,
    weight,
    aspects,
    definition: id,
    alsoIn: none,
    altLabel: none,
    hiddenLabel: none,
    wording: none,
    when: none,
    unless: none,
    broader: none,
    related: none,
    opposes: none,
  };
}

export const profile: Profile = parseProfile(profileJson, thesaurus, { file: "dict/profile.json" });

/** A sentence as the tests write it: its length, and the concepts that it names (`-` before one that it denies). */
export interface Sketch {
  readonly length: number;
  readonly names: readonly string[];
}

/** Lays sketched sentences out as a text with mentions. */
export function layOut(sketches: readonly Sketch[]): { text: string; mentions: Mention[]; extent: Extent } {
  let text = "";
  const mentions: Mention[] = [];
  const sentences = sketches.map(({ length, names }) => {
    const start = text.length;
    text += "字".repeat(length);
    const sentence = { start, end: text.length };
    for (const name of names) mentions.push(mentionOf(name, sentence));
    return sentence;
  });
  return { text, mentions, extent: measureExtent(text, sentences) };
}

export function mentionOf(name: string, sentence: { start: number; end: number }): Mention {
  const conceptId = name.replace("-", "");
  const { relation, polarity } = thesaurus.concepts.get(conceptId) as Concept;
  return {
    start: sentence.start,
    end: Math.min(sentence.end, sentence.start + 2),
    conceptId,
    prefLabel: conceptId,
    relation,
    polarity,
    surface: "字字",
    stance: name.startsWith("-") ? "denied" : "affirmed",
    sentence,
  };
}

export function scoreSketch(sketches: readonly Sketch[], by: Profile = profile): Score {
  const { mentions, extent } = layOut(sketches);
  return scoreMentions(mentions, extent, by, thesaurus);
}
