import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import { labelKey } from "../thesaurus/links.ts";
import { spell, spellingIndex } from "../thesaurus/variants.ts";

/** One way to write a concept out, word for word. */
export interface Name {
  readonly text: string;
  /** In hiragana, where it is known: for the prefLabel in all its spellings, and for names in kana. */
  readonly reading?: string;
}

/** A concept with its names, the prefLabel first. */
export interface NamedConcept {
  readonly concept: Concept;
  readonly names: readonly [Name, ...Name[]];
}

export interface NameOptions {
  /** Add wordings that are mere words and hold without conditions, such as 親身な対応. Default true. */
  readonly wordings?: boolean;
}

// Alternatives multiply: 支援/サポート/援助 in three places are 27 names. This many of one label are enough for a search engine.
const SPELLINGS_PER_LABEL = 24;

/**
 * What other tools can look for literally: labels, their spellings and (unless switched off) plain wordings.
 * No name is on two concepts: a label wins over a spelling, the earlier concept over the later.
 * Patterns with inflection, gaps or conditions have no literal form and are left out.
 */
export function nameConcepts(thesaurus: Thesaurus, { wordings = true }: NameOptions = {}): NamedConcept[] {
  const concepts = [...thesaurus.concepts.values()];
  const index = spellingIndex(thesaurus);
  const ownerOf = new Map<string, Concept>();
  for (const concept of concepts) {
    for (const label of [concept.prefLabel, ...concept.altLabel, ...concept.hiddenLabel]) {
      ownerOf.set(labelKey(label), concept);
    }
  }
  return concepts.map((concept) => {
    const names = new Map<string, Name>();
    const add = (text: string, reading: string | undefined): void => {
      const owner = ownerOf.get(labelKey(text));
      if (owner === undefined) ownerOf.set(labelKey(text), concept);
      if ((owner ?? concept) !== concept || names.has(text)) return;
      names.set(text, reading === undefined ? { text } : { text, reading });
    };
    for (const label of [concept.prefLabel, ...concept.altLabel, ...concept.hiddenLabel]) {
      const reading = label === concept.prefLabel ? concept.reading : undefined;
      add(label, reading);
      for (const text of spellings(label, index)) if (!isOddlyMixed(text, label)) add(text, reading);
    }
    if (wordings) for (const text of plainWordings(concept)) add(text, undefined);
    const [first, ...others] = names.values();
    return { concept, names: [first ?? { text: concept.prefLabel, reading: concept.reading }, ...others] };
  });
}

function spellings(label: string, index: ReadonlyMap<string, readonly string[]>): string[] {
  return spell(label, index).reduce<string[]>(
    (heads, ways) => heads.flatMap((head) => ways.map((way) => head + way)).slice(0, SPELLINGS_PER_LABEL),
    [""],
  );
}

/** ツキソい支援: katakana run into an ending in hiragana, which the matcher forgives and nobody searches for. */
function isOddlyMixed(spelling: string, label: string): boolean {
  const mixed = /[ァ-ヶ][ぁ-ゖ]/u;
  return mixed.test(spelling) && !mixed.test(label);
}

function plainWordings(concept: Concept): string[] {
  if (concept.when.length > 0) return [];
  return concept.wording
    .filter(
      ({ pattern, when, unless }) =>
        when === undefined && unless === undefined && !/[(){}|?*…]/u.test(pattern),
    )
    .map(({ pattern }) => pattern);
}
