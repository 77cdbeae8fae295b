import type { Analyzer } from "./analyzer.ts";
import { assembleAnalyzer, checkOptions, type PartOptions } from "./bundled.ts";
import { loadTokenizer, type TokenizerUrlOptions } from "./tokenizer/load-browser.ts";

/** The parts to use; `dicPath`, the URL of kuromoji's dictionary, is needed unless a tokenizer is given. */
export interface AnalyzerOptions extends PartOptions, Partial<TokenizerUrlOptions> {}

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
  const { thesaurus, tokenizer, profile, cues, dicPath, ...loading } = options;
  if (tokenizer) return assembleAnalyzer(options, tokenizer);
  if (dicPath === undefined) {
    throw new TypeError(
      "createAnalyzer expects dicPath, the URL of the folder with kuromoji's dictionary, in a browser",
    );
  }
  return assembleAnalyzer(options, await loadTokenizer({ dicPath, ...loading }));
}

export * from "./core.ts";
export { type LoadedTokenizer, tokenizerOver } from "./tokenizer/engine/load.ts";
export { loadKuromoji, loadTokenizer, type TokenizerUrlOptions } from "./tokenizer/load-browser.ts";
