import type { BlockKind } from "./document.ts";
import type { Judgement } from "./stance/judgement.ts";
import type { Quality } from "./text/quality.ts";
import type { Span } from "./text/span.ts";
import type { Polarity, Relation } from "./thesaurus/concept.ts";

/** A place where the text names a concept, and how it is meant there. All offsets are into `Analysis.text`. */
export interface Mention extends Span, Judgement {
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly relation: Relation;
  readonly polarity: Polarity;
  /** The wording of the thesaurus that found it. */
  readonly wording?: string;
  /** `text.slice(start, end)`. */
  readonly surface: string;
  readonly sentence: Span;
  /** Index into `Analysis.sections`; absent where the document has no headings. */
  readonly section?: number;
  /** The layout it stands in, when it is not running prose. */
  readonly block?: Exclude<BlockKind, "paragraph" | "code">;
}

export type Level = "none" | "slight" | "moderate" | "strong";

/** What one concept earned: points add up to `fit` over all contributions. */
export interface Contribution {
  readonly conceptId: string;
  readonly points: number;
  /** Indexes into `Analysis.mentions`. */
  readonly mentions: readonly number[];
}

export interface Score {
  /** 0-100: how closely the document fits the supportive-approach vocabulary. */
  readonly fit: number;
  /** -1 (contrary practice) to 1 (supportive practice); 0 when there is neither. */
  readonly lean: number;
  readonly level: Level;
  readonly contributions: readonly Contribution[];
  /** The profile's dimensions, 0-1 each. */
  readonly aspects: Readonly<Record<string, number>>;
  /** Characters of prose that were judged (UTF-16 units, white space not counted). */
  readonly length: number;
  /** False where the text is too short to judge: the numbers then say what is there, not what the author's practice is. */
  readonly judgeable: boolean;
  /** Why it is not judgeable, in a stable word. */
  readonly reason?: "empty" | "too-short";
  /** Where `fit` would lie had other sentences of the same kind been written. */
  readonly interval: FitInterval;
}

/** A range of `fit` with the share of resampled documents that it covers; `low <= fit <= high`. */
export interface FitInterval {
  readonly low: number;
  readonly high: number;
  /** 0-1. */
  readonly confidence: number;
}

/** A stretch of a document from one heading to the next of its level or above; it holds its subsections. */
export interface Section extends Span {
  /** The heading as it stands, line breaks and double spaces made one space. */
  readonly title: string;
  /** 1 is the highest. */
  readonly depth: number;
  /** Index of the section that it is part of. */
  readonly parent?: number;
  /** The score of the section as if it were a document, subsections included. */
  readonly fit: number;
  readonly lean: number;
  readonly level: Level;
  readonly length: number;
  readonly judgeable: boolean;
  /** What its own mentions add to the document's fit, without those of its subsections. */
  readonly points: number;
  /** True of the one section that adds most to the document's fit. */
  readonly carrier: boolean;
}

/** `auto`: may be set without an editor; `suggest`: worth showing to one. */
export type TagBand = "auto" | "suggest";

/** A concept that the document may be tagged with. */
export interface Tag {
  readonly conceptId: string;
  readonly label: string;
  /** Romaji, stable: fit for a URL. */
  readonly slug: string;
  readonly relation: Relation;
  /** 0-1. */
  readonly weight: number;
  readonly band: TagBand;
  /** All concepts that the tag stands for, where it stands for more than one. */
  readonly conceptIds?: readonly string[];
  /** Indexes into `Analysis.mentions` of those that earned it. */
  readonly evidence: readonly number[];
}

/** What is known about how a result came to be: two results with equal versions and options are comparable. */
export interface Versions {
  readonly bansou: string;
  readonly thesaurus: string;
  readonly profile: string;
  readonly tokenizer: string;
  /** Hash of everything that decides a result: thesaurus, cues and profile as they were used. */
  readonly parts?: string;
}

/** The result for one text: plain data that survives JSON, a worker and a snapshot unchanged. */
export interface Analysis {
  /** The text as it was given; every offset is into it. */
  readonly text: string;
  /** In order, without overlap. */
  readonly mentions: readonly Mention[];
  readonly score: Score;
  /** In order of their headings; absent where the document has none. */
  readonly sections?: readonly Section[];
  /** Whether the text is sound enough to judge, and what is wrong with it. */
  readonly quality: Quality;
  /** By falling weight. */
  readonly tags: readonly Tag[];
  readonly versions: Versions;
}
