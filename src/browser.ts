import type { Analyzer } from "./analyzer.ts";
import { assembleAnalyzer, checkOptions, type PartOptions } from "./bundled.ts";
import { loadKuromoji } from "./tokenizer/load-browser.ts";

export interface AnalyzerOptions extends PartOptions {
  /** URL of the folder with kuromoji's twelve `.dat.gz` files. Needed unless a tokenizer is given. */
  readonly dicPath?: string | URL;
}

/**
 * Loads the tokenizer's dictionary and compiles the thesaurus: once, for many texts.
 *
 * @throws InputError when the dictionary is missing or damaged; TypeError when an option is none.
 * @example
 * const analyzer = await createAnalyzer({ dicPath: "/dict/" });
 * analyzer.analyze("相談者に寄り添った支援を行う。").score.fit; // > 0
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  checkOptions(options);
  const { dicPath } = options;
  if (options.tokenizer) return assembleAnalyzer(options, options.tokenizer);
  if (dicPath === undefined) {
    throw new TypeError(
      "createAnalyzer expects dicPath, the URL of the folder with kuromoji's dictionary, in a browser",
    );
  }
  return assembleAnalyzer(options, await loadKuromoji({ dicPath }));
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
export { loadKuromoji } from "./tokenizer/load-browser.ts";
export type { Token, Tokenizer } from "./tokenizer/token.ts";
