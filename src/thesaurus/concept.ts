import type { LookupResult } from "./lookup.ts";

/** How a concept stands to 伴走型支援. */
export type Relation = "core" | "synonym" | "antonym" | "cooccurring" | "related" | "principle";

/** The side a concept argues for: `context` words are neighbours that argue for neither. */
export type Polarity = "supportive" | "contrary" | "context";

/**
 * A condition on the text around a wording, each part a pattern of the wording syntax.
 * All parts that are given must hold.
 */
export interface Condition {
  /** Stands directly left of the wording. */
  readonly before?: string;
  /** Stands directly right of the wording. */
  readonly after?: string;
  /** Stands somewhere in the same sentence, outside the wording. */
  readonly sentence?: string;
  /** Stands in the same sentence or in the two on either side, outside the wording. */
  readonly passage?: string;
  /** Stands nowhere there; if it is the only part, though 20 characters or more of the sentence could hold it. */
  readonly lacking?: string;
}

/** One way that people word a concept: a pattern of the wording syntax (see dict/README.md) and when it counts. */
export interface Wording {
  readonly pattern: string;
  /** Counts only where at least one of these holds. */
  readonly when?: readonly Condition[];
  /** Does not count where any of these holds. */
  readonly unless?: readonly Condition[];
}

/** An idea of the thesaurus with its names, in the words of SKOS (singular, as there). */
export interface Concept {
  /** Romaji, lower case, words parted by hyphens; stable across versions. */
  readonly id: string;
  readonly prefLabel: string;
  /** The prefLabel in hiragana. */
  readonly reading: string;
  readonly relation: Relation;
  /** Which side a principle argues for; fixed by the relation for every other concept. */
  readonly polarity: Polarity;
  /** Other relations in the source lists, where a label stands in two of them. */
  readonly alsoIn: readonly Relation[];
  readonly definition: string;
  readonly scopeNote?: string;
  /** Other names, found as they stand. */
  readonly altLabel: readonly string[];
  /** Misspellings and old names: found, never shown. */
  readonly hiddenLabel: readonly string[];
  /** What people write for it, as patterns. */
  readonly wording: readonly Wording[];
  /** Conditions on every label and wording of this concept. */
  readonly when: readonly Condition[];
  readonly unless: readonly Condition[];
  /** Ids of the dimensions of the approach that it speaks to. */
  readonly aspects: readonly string[];
  /** 0 to 1: how strongly one mention speaks for (or against) the approach, beside others of its relation. */
  readonly weight: number;
  readonly broader: readonly string[];
  readonly related: readonly string[];
  /** Ids of concepts that it is the opposite of. */
  readonly opposes: readonly string[];
  /** Where the concept comes from. */
  readonly source?: string;
}

/** Names an alternation that patterns refer to as `{name}`. */
export type PatternList = readonly string[];

export interface Thesaurus {
  readonly version: string;
  readonly concepts: ReadonlyMap<string, Concept>;
  readonly lists: Readonly<Record<string, PatternList>>;
  /** Groups of spellings that are one to a reader: any member in a label or pattern stands for all. */
  readonly spellings: readonly (readonly string[])[];
  /** No wording of any concept counts where one of these holds: other fields that use the same words. */
  readonly unless: readonly Condition[];
  /** Finds the concept that a word names, by label, kana or romaji: see the function `lookup`. Left out of JSON. */
  lookup(word: string): LookupResult;
}
