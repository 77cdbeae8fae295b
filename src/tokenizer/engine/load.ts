import { buildKuromojiTokenizer } from "../build-kuromoji.ts";
import {
  type DictionaryBytes,
  type DictionarySource,
  readDictionary,
  readOnce,
} from "../dictionary-files.ts";
import type { Tokenizer } from "../token.ts";
import { compileDictionary } from "./compile.ts";
import type { EngineDictionary } from "./dictionary.ts";
import { createEngine } from "./engine.ts";

/** What `loadTokenizer` gives: the engine, or kuromoji itself with a notice why. */
export interface LoadedTokenizer extends Tokenizer {
  /** For `createEngine` in another thread; absent where kuromoji itself tokenizes. */
  readonly dictionary?: EngineDictionary;
  /** Why the slower kuromoji tokenizes; absent where the engine does. */
  readonly notice?: string;
}

/** Slots of the dictionary in kuromoji 0.1.2: 392,126 entries and 40 for unknown words. */
const IPADIC_SLOTS = 392_166;

/** A tokenizer over a compiled dictionary, such as one that another thread shared. */
export function tokenizerOver(dictionary: EngineDictionary): LoadedTokenizer {
  const entries = dictionary.featureOffsets.length;
  const version = entries === IPADIC_SLOTS ? "kuromoji 0.1.2 (IPADIC)" : `kuromoji (${entries} entries)`;
  return { ...createEngine(dictionary, version), dictionary };
}

/**
 * Compiles a dictionary, or builds kuromoji itself where its files hang together in another way.
 *
 * @param finish - called with a dictionary that was compiled, and with the bytes it was compiled from, which
 * nobody reads any more; it gives the dictionary to use.
 * @throws {InputError} one, naming every file that is missing, truncated or foreign.
 */
export async function loadEngine(
  source: DictionarySource,
  finish: (dictionary: EngineDictionary, bytes: DictionaryBytes) => Promise<EngineDictionary>,
): Promise<LoadedTokenizer> {
  const once = readOnce(source);
  const compiled = await compileDictionary(once).catch((error: unknown) => error as Error);
  // Throws for files that are bad in themselves, whatever became of the dictionary.
  const bytes = await readDictionary(once);
  if (!(compiled instanceof Error)) return tokenizerOver(await finish(compiled, bytes));
  const tokenizer = await buildKuromojiTokenizer(bytes, "kuromoji (dictionary unlike that of 0.1.2)");
  return { ...tokenizer, notice: `kuromoji itself tokenizes, ten times slower: ${compiled.message}` };
}
