import { compileMatcher, type Matcher } from "../matcher/matcher.ts";
import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import { labelKey, labelsOf } from "../thesaurus/links.ts";
import type { Tokenizer } from "../tokenizer/token.ts";

/** The concept of the thesaurus that is nearest to a term, and what makes it near. */
export interface NearestConcept {
  readonly conceptId: string;
  readonly prefLabel: string;
  /**
   * `label`: the term is one of its names. `wording`: the term is one of its wordings. `part`: a name or wording stands
   * inside the term. `words`: they share words. `pattern`, `derivation`, `distribution`: the relation found in the text.
   */
  readonly by: "label" | "wording" | "part" | "words" | "pattern" | "derivation" | "distribution";
  /** 0 to 1; 1 for a name of the concept. */
  readonly similarity: number;
}

/** Finds the nearest concept of terms. */
export interface ConceptFinder {
  find(term: string): NearestConcept | undefined;
  /** True where the thesaurus already finds the whole term. */
  holds(term: string): boolean;
}

/** Below this the word shared is mostly one of many concepts: 研究環境 is not near 相談しやすい環境. */
const LEAST_SIMILARITY = 0.4;

/**
 * Compiles a thesaurus for asking which concept a term is near to. A finder keeps what it answered.
 *
 * @example
 * compileConceptFinder(thesaurus, tokenizer).find("伴走型相談支援")?.prefLabel; // => "伴走型支援"
 */
export function compileConceptFinder(thesaurus: Thesaurus, tokenizer: Tokenizer): ConceptFinder {
  const matcher = compileMatcher(thesaurus);
  const byLabel = new Map<string, Concept>();
  const labels: { readonly concept: Concept; readonly words: ReadonlySet<string> }[] = [];
  const spread = new Map<string, Set<string>>();
  for (const concept of thesaurus.concepts.values()) {
    for (const label of labelsOf(concept)) {
      if (!byLabel.has(labelKey(label))) byLabel.set(labelKey(label), concept);
      const words = contentWords(label, tokenizer);
      labels.push({ concept, words });
      for (const word of words) spread.set(word, (spread.get(word) ?? new Set()).add(concept.id));
    }
  }
  // A word of many concepts (支援) says little: the rarer the more.
  const weight = (word: string) => Math.log(1 + thesaurus.concepts.size / (spread.get(word)?.size ?? 1));

  function search(term: string): NearestConcept | undefined {
    const named = byLabel.get(labelKey(term));
    if (named !== undefined) return near(named, "label", 1);
    const inside = insideOf(term, matcher, tokenizer);
    const matched = inside && thesaurus.concepts.get(inside.conceptId);
    if (matched && inside.share === 1) return near(matched, "wording", 0.95);
    const shared = bestShare(contentWords(term, tokenizer), labels, weight);
    if (matched && inside.share >= (shared?.similarity ?? 0)) return near(matched, "part", inside.share);
    return shared && shared.similarity >= LEAST_SIMILARITY
      ? near(shared.concept, "words", shared.similarity)
      : undefined;
  }

  const known = new Map<string, NearestConcept | undefined>();
  const find = (term: string) => {
    if (!known.has(term)) known.set(term, search(term));
    return known.get(term);
  };
  return { find, holds: (term) => ["label", "wording"].includes(find(term)?.by ?? "") };
}

const near = (concept: Concept, by: NearestConcept["by"], similarity: number): NearestConcept => ({
  conceptId: concept.id,
  prefLabel: concept.prefLabel,
  by,
  similarity,
});

/** The match that covers most of a term. */
function insideOf(
  term: string,
  matcher: Matcher,
  tokenizer: Tokenizer,
): { readonly conceptId: string; readonly share: number } | undefined {
  const tokens = tokenizer.tokenize(term);
  let best: { conceptId: string; share: number } | undefined;
  for (const candidates of matcher.scan(term, [{ start: 0, end: term.length }])) {
    for (const { conceptId, start, end } of matcher.find(term, candidates, tokens)) {
      const share = (end - start) / term.length;
      if (share > (best?.share ?? 0)) best = { conceptId, share };
    }
  }
  return best;
}

function bestShare(
  words: ReadonlySet<string>,
  labels: readonly { readonly concept: Concept; readonly words: ReadonlySet<string> }[],
  weight: (word: string) => number,
): { readonly concept: Concept; readonly similarity: number } | undefined {
  let best: { concept: Concept; similarity: number } | undefined;
  for (const label of labels) {
    let shared = 0;
    let all = 0;
    for (const word of label.words) {
      all += weight(word);
      if (words.has(word)) shared += weight(word);
    }
    if (shared === 0) continue;
    for (const word of words) if (!label.words.has(word)) all += weight(word);
    const similarity = shared / all;
    if (similarity > (best?.similarity ?? 0)) best = { concept: label.concept, similarity };
  }
  return best;
}

// With prefixes and suffixes: 過保護 is not 保護者.
const CONTENT = new Set(["名詞", "動詞", "形容詞", "接頭詞"]);

function contentWords(text: string, tokenizer: Tokenizer): Set<string> {
  const words = new Set<string>();
  for (const { pos, pos1, lemma } of tokenizer.tokenize(text)) {
    if (CONTENT.has(pos) && pos1 !== "非自立") words.add(lemma);
  }
  return words;
}
