import type { Notice } from "./corpus.ts";
import type { Evidence } from "./evidence.ts";
import type { NearestConcept } from "./nearest.ts";
import type { RelationKind } from "./relation.ts";
import type { Scorer } from "./scorer.ts";

/**
 * How sure a proposal is, best first. `patterns`: two independent patterns say so, or one and the distribution. `pattern`: one does.
 * `derived`: a rule of word formation. `distributional`: used alike, no more. `statistical`: the score of a term alone.
 */
export type Confidence = "patterns" | "pattern" | "derived" | "distributional" | "statistical";

/** How often the places looked at affirm and deny it; at most ten are looked at. */
export interface PolarityCount {
  readonly affirmed: number;
  readonly denied: number;
}

/** What a term was scored by; which numbers there are depends on the scorer and the relation. */
export type ScoreParts = Readonly<Record<string, number>>;

interface Proposed {
  readonly score: number;
  readonly parts: ScoreParts;
  readonly confidence: Confidence;
  /** Nearest first, at most three, from different documents where there are several. */
  readonly evidence: readonly Evidence[];
  /** The concept of the thesaurus that it belongs to or stands beside, where one was given and one is near. */
  readonly nearest?: NearestConcept;
  readonly polarity?: PolarityCount;
}

/** A term that may deserve a place in the thesaurus. */
export interface ProposedTerm extends Proposed {
  readonly term: string;
  /** F: also inside longer terms. */
  readonly frequency: number;
  readonly documents: number;
  /** In hiragana, as far as the dictionary reads it. */
  readonly reading: string;
}

/** A describing phrase before 支援, 相談 and the like that may be a wording of a concept. */
export interface ProposedWording extends Proposed {
  /** As it stands most often. */
  readonly phrase: string;
  /** Its describing part, verbs in dictionary form. */
  readonly modifier: string;
  readonly frequency: number;
  readonly documents: number;
}

/** `term` is a synonym of, a kind of (narrower), the kind of (broader), the opposite of or a neighbour of `other`. */
export interface ProposedRelation extends Proposed {
  readonly kind: RelationKind;
  readonly term: string;
  /** The term that the thesaurus knows, where it knows one of the two. */
  readonly other: string;
  /** The concept that `other` names, where it names one. */
  readonly concept?: NearestConcept;
  readonly patterns: readonly string[];
}

/** Everything that a corpus proposes. Plain data; nothing of it is accepted until a person says so. */
export interface Discovery {
  readonly terms: readonly ProposedTerm[];
  readonly wordings: readonly ProposedWording[];
  readonly relations: readonly ProposedRelation[];
  readonly documents: number;
  readonly tokens: number;
  /** The scorer that ranked the terms: `position` is that of one document. */
  readonly scorer: Scorer | "position";
  readonly notices: readonly Notice[];
  readonly versions: { readonly tokenizer: string; readonly thesaurus?: string };
}
