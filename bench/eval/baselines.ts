import type { Thesaurus } from "../../src/thesaurus/concept.ts";
import type { Token, Tokenizer } from "../../src/tokenizer/token.ts";
import type { GoldMention } from "./gold.ts";

/** Ways to find labels that others use; each marks everything affirmed. */
export type Finder = (text: string) => GoldMention[];

interface Label {
  readonly text: string;
  readonly concept: string;
  readonly relation: string;
}

/** The labels of the source lists alone: what a thesaurus holds before anyone has looked at real text. */
function labelsOf(thesaurus: Thesaurus): Label[] {
  return [...thesaurus.concepts.values()]
    .filter(({ relation }) => relation !== "principle")
    .map(({ prefLabel, relation }) => ({ text: prefLabel, concept: prefLabel, relation }))
    .sort((a, b) => b.text.length - a.text.length);
}

/** (a) Exact labels as substrings, the longest first. */
export function substringFinder(thesaurus: Thesaurus): Finder {
  const labels = labelsOf(thesaurus);
  return (text) => withoutOverlap(labels.flatMap((label) => occurrences(text, label)));
}

/** (b) The same with both ends on token boundaries. */
export function boundaryFinder(thesaurus: Thesaurus, tokenizer: Tokenizer): Finder {
  const labels = labelsOf(thesaurus);
  return (text) => {
    const boundaries = new Set(tokenizer.tokenize(text).flatMap(({ start, end }) => [start, end]));
    const bounded = labels
      .flatMap((label) => occurrences(text, label))
      .filter(({ start, end }) => boundaries.has(start) && boundaries.has(end));
    return withoutOverlap(bounded);
  };
}

/** (c) Labels as sequences of lemmas: a label is found where the dictionary forms of its own tokens stand in a row. */
export function lemmaFinder(thesaurus: Thesaurus, tokenizer: Tokenizer): Finder {
  const sequences = labelsOf(thesaurus).map((label) => ({
    ...label,
    lemmas: tokenizer.tokenize(label.text).map(({ lemma }) => lemma),
  }));
  return (text) => {
    const tokens = tokenizer.tokenize(text);
    const found: GoldMention[] = [];
    for (const { lemmas, concept, relation } of sequences) {
      for (let at = 0; at + lemmas.length <= tokens.length; at++) {
        if (!lemmas.every((lemma, i) => tokens[at + i]?.lemma === lemma)) continue;
        const start = (tokens[at] as Token).start;
        found.push({
          start,
          end: (tokens[at + lemmas.length - 1] as Token).end,
          concept,
          relation,
          stance: "affirmed",
        });
      }
    }
    return withoutOverlap(found);
  };
}

const NEGATIONS = new Set(["ない", "ぬ", "ず", "ん", "まい"]);
const WINDOW = 5;

/** (e) Denied where one of the five tokens behind the mention negates. */
export function windowStance(
  text: string,
  mention: GoldMention,
  tokenizer: Tokenizer,
): "affirmed" | "denied" {
  const behind = tokenizer.tokenize(text.slice(mention.end, mention.end + 40)).slice(0, WINDOW);
  return behind.some(({ lemma, pos }) => NEGATIONS.has(lemma) && (pos === "助動詞" || pos === "形容詞"))
    ? "denied"
    : "affirmed";
}

function occurrences(text: string, { text: label, concept, relation }: Label): GoldMention[] {
  const found: GoldMention[] = [];
  for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + label.length)) {
    found.push({ start: at, end: at + label.length, concept, relation, stance: "affirmed" });
  }
  return found;
}

function withoutOverlap(mentions: readonly GoldMention[]): GoldMention[] {
  const kept: GoldMention[] = [];
  for (const mention of [...mentions].sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (kept.every(({ start, end }) => mention.end <= start || end <= mention.start)) kept.push(mention);
  }
  return kept.sort((a, b) => a.start - b.start);
}
