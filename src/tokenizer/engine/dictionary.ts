/**
 * A dictionary as the engine walks it: typed arrays alone, so it passes `postMessage` as it is, and without
 * a copy where the arrays lie in a SharedArrayBuffer. `compileDictionary` makes it of kuromoji's files.
 *
 * A *slot* is one dictionary entry. The entries of a word stand side by side in kuromoji's order, those of
 * unknown words behind all known ones.
 */
export interface EngineDictionary {
  /** Double-array trie over UTF-8 bytes, two numbers a node: base and check. The base of a leaf is `-(word + 1)`. */
  readonly trie: Int32Array;
  /** Node of the trie behind each UTF-16 unit as first character; 0 where no word begins with it. */
  readonly firstNodes: Int32Array;
  /** First slot of each word, and in the lower `SLOT_COUNT_BITS` how many it has. */
  readonly words: Int32Array;
  /** Left context, right context and cost of each slot. */
  readonly slots: Int16Array;
  /** Costs of neighbours: two sides, then a row of left contexts for each right context. */
  readonly costs: Int16Array;
  /** Class of each UTF-16 unit, for unknown words. */
  readonly unitClasses: Uint8Array;
  /** Four numbers a class: first slot, number of slots, 1 if always tried, 1 if a run is one word. */
  readonly classes: Int32Array;
  /** Where in `features` each slot begins. */
  readonly featureOffsets: Int32Array;
  /** UTF-8 lines `surface,pos,…,pronunciation`, each ended by NUL. */
  readonly features: Uint8Array;
}

/** kuromoji's IPADIC has at most 20 entries a word. */
export const SLOT_COUNT_BITS = 6;

/** Bytes a number in each array, in the order in which the arrays are laid out in one buffer. */
const NUMBER_BYTES = {
  trie: 4,
  firstNodes: 4,
  words: 4,
  slots: 2,
  costs: 2,
  unitClasses: 1,
  classes: 4,
  featureOffsets: 4,
  features: 1,
} as const satisfies Record<keyof EngineDictionary, number>;

export const DICTIONARY_ARRAYS = Object.keys(NUMBER_BYTES) as readonly (keyof EngineDictionary)[];

/** True where the dictionary can be passed to another thread without a copy. */
export function isShared(dictionary: EngineDictionary): boolean {
  return typeof SharedArrayBuffer !== "undefined" && dictionary.trie.buffer instanceof SharedArrayBuffer;
}

/**
 * The same dictionary in one SharedArrayBuffer, to be handed to workers by `postMessage`; the dictionary
 * itself where it is shared already or the platform has no SharedArrayBuffer (a page that is not
 * cross-origin isolated), which `postMessage` then copies.
 */
export function shareDictionary(dictionary: EngineDictionary): EngineDictionary {
  if (typeof SharedArrayBuffer === "undefined" || isShared(dictionary)) return dictionary;
  const lengths = DICTIONARY_ARRAYS.map((name) => dictionary[name].length);
  const buffer = new SharedArrayBuffer(layOut(lengths).size);
  const shared = dictionaryIn(buffer, lengths);
  for (const name of DICTIONARY_ARRAYS) shared[name].set(dictionary[name]);
  return shared;
}

/** The arrays of a dictionary that lie in `buffer` as `layOut` lays them. */
export function dictionaryIn(buffer: ArrayBufferLike, lengths: readonly number[]): EngineDictionary {
  const { offsets } = layOut(lengths);
  const at = (name: keyof EngineDictionary): [ArrayBufferLike, number, number] => {
    const index = DICTIONARY_ARRAYS.indexOf(name);
    return [buffer, offsets[index] as number, lengths[index] as number];
  };
  return {
    trie: new Int32Array(...at("trie")),
    firstNodes: new Int32Array(...at("firstNodes")),
    words: new Int32Array(...at("words")),
    slots: new Int16Array(...at("slots")),
    costs: new Int16Array(...at("costs")),
    unitClasses: new Uint8Array(...at("unitClasses")),
    classes: new Int32Array(...at("classes")),
    featureOffsets: new Int32Array(...at("featureOffsets")),
    features: new Uint8Array(...at("features")),
  };
}

/** Where arrays of the given lengths begin, one behind the other at multiples of 8 bytes, and where they end. */
export function layOut(lengths: readonly number[]): { readonly offsets: number[]; readonly size: number } {
  const offsets: number[] = [];
  let size = 0;
  for (const [index, name] of DICTIONARY_ARRAYS.entries()) {
    offsets.push(size);
    size += ((lengths[index] as number) * NUMBER_BYTES[name] + 7) & ~7;
  }
  return { offsets, size };
}
