import type { Tokenizer } from "../tokenizer/token.ts";
import type { Background } from "./background.ts";
import type { ConceptFinder } from "./nearest.ts";
import type { PolarityReader } from "./polarity.ts";
import type { RunIndex } from "./run-index.ts";
import type { Scorer } from "./scorer.ts";

/** What all proposers work on. */
export interface DiscoveryContext {
  readonly index: RunIndex;
  readonly tokenizer: Tokenizer;
  readonly scorer: Scorer | "position";
  readonly background: readonly Background[];
  readonly minFrequency: number;
  readonly minDocuments: number;
  readonly limit: number;
  readonly rejected: ReadonlySet<string>;
  /** Absent without a thesaurus. */
  readonly concepts: ConceptFinder | undefined;
  /** Absent without stance cues. */
  readonly polarity: PolarityReader | undefined;
}
