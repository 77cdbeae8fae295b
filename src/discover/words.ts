import data from "../../dict/discover.json" with { type: "json" };

/** The word lists of dict/discover.json, which a person may read and change. */
export interface DiscoveryWords {
  /** Stand before a term and are no part of it: 本, 当該. */
  readonly determiners: readonly string[];
  /** What IPADIC splits although it is one noun, as the surfaces of its tokens. */
  readonly compounds: readonly (readonly string[])[];
  /** Nouns of every text: 課題, 取組, 推進. No term by themselves, no hypernym worth having. */
  readonly generic: readonly string[];
  /** Terms that end in these are the generic word for a set: the heads of hypernym patterns that say nothing. */
  readonly genericHeads: readonly string[];
  /** Heads of what belongs to A, not of what A is: 物価などの動向, 疑獄事件などの大本. */
  readonly relationalHeads: readonly string[];
  /** Heads of what deals with A: ルール, セミナー. */
  readonly aboutHeads: readonly string[];
  /** Verbal nouns that are things as well: 福祉サービス. */
  readonly verbalThings: readonly string[];
  /** Verbal nouns that are words for many acts: 支援, 犯罪. */
  readonly acts: readonly string[];
  /** Nouns made of verbs that are things: 催し. */
  readonly deverbalThings: readonly string[];
  /** Words for people that no suffix shows: 家族, スタッフ. */
  readonly people: readonly string[];
  /** Last words of organisations and houses: 機関, 施設. */
  readonly bodies: readonly string[];
  /** Last words of places: 地域, 市. */
  readonly places: readonly string[];
  /** Fields of activity, of which no body, person or place is a kind: 医療, 福祉. */
  readonly fields: readonly string[];
  /** Pairs of opposite words and word parts. */
  readonly opposites: readonly (readonly [string, string])[];
  /** Prefixes that turn a noun into its opposite. */
  readonly negativePrefixes: readonly string[];
  /** Nouns after へ that say that B takes the place of A. */
  readonly changes: readonly string[];
  /** Groups of words that may stand for one another inside a term. */
  readonly swaps: readonly (readonly string[])[];
  /** Heads for which X型H, X的H, Xによる H are one term. */
  readonly supportHeads: readonly string[];
}

export const discoveryWords = data as unknown as DiscoveryWords;
