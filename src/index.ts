import type { Analyzer } from "./analyzer.ts";
import { assembleAnalyzer, checkOptions, type PartOptions } from "./bundled.ts";
import { loadKuromoji } from "./tokenizer/load-node.ts";

export interface AnalyzerOptions extends PartOptions {
  /** Folder of kuromoji's dictionary; default: the one in the installed package. */
  readonly dicPath?: string;
}

/**
 * Loads the tokenizer's dictionary and compiles the thesaurus: once, for many texts.
 *
 * @throws InputError when the dictionary is missing or damaged; TypeError when an option is none.
 * @example
 * const analyzer = await createAnalyzer();
 * analyzer.analyze("相談者に寄り添った支援を行う。").score.fit; // > 0
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  checkOptions(options);
  const { dicPath } = options;
  const tokenizer = options.tokenizer ?? (await loadKuromoji(dicPath === undefined ? {} : { dicPath }));
  return assembleAnalyzer(options, tokenizer);
}

export type {
  Analysis,
  Contribution,
  FitInterval,
  Level,
  Mention,
  Score,
  Section,
  Tag,
  Versions,
} from "./analysis.ts";
export type { Analyzer } from "./analyzer.ts";
export { bundledCues, bundledProfile } from "./bundled.ts";
export type { Block, BlockKind, Document, Place } from "./document.ts";
export { place } from "./document.ts";
export { InputError, type Problem } from "./errors.ts";
export { type Profile, parseProfile } from "./score/profile.ts";
export { parseStanceCues, type StanceCues } from "./stance/cues.ts";
export type { Cue, Judgement, Mode, Stance } from "./stance/judgement.ts";
export type { Span } from "./text/span.ts";
export { bundledThesaurus } from "./thesaurus/bundled.ts";
export type { Concept, Condition, Polarity, Relation, Thesaurus, Wording } from "./thesaurus/concept.ts";
export { type LookupResult, lookup, slug } from "./thesaurus/lookup.ts";
export { extendThesaurus, parseThesaurus } from "./thesaurus/parse.ts";
export { variants } from "./thesaurus/variants.ts";
export { loadKuromoji } from "./tokenizer/load-node.ts";
export type { Token, Tokenizer } from "./tokenizer/token.ts";
