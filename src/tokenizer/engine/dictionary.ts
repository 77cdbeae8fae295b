/**
 * A dictionary as the engine walks it: typed arrays alone, so it passes `postMessage` as it is, and without
 * a copy where the arrays lie in a SharedArrayBuffer. `compileDictionary` makes it of kuromoji's files.
 *
 * A *slot* is one dictionary entry. The entries of a word stand side by side in kuromoji's order, those of
 * unknown words behind all known ones.
 */
export interface EngineDictionary {
  /** Double-array trie over UTF-8 bytes, two numbers a node: base and check. A leaf's base is `-(word + 1)`. */
  readonly trie: Int32Array;
  /** Node of the trie behind each UTF-16 unit as first character; 0 where no word begins with it. */
  readonly firstNodes: Int32Array;
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

/** Bits of a word's number that hold how many slots it has; the bits above hold the first. */
export const SLOT_COUNT_BITS = 6;

/** The arrays of a dictionary in the order in which they are laid out in one buffer. */
export const DICTIONARY_ARRAYS = [
  "trie",
  "firstNodes",
  "slots",
  "costs",
  "unitClasses",
  "classes",
  "featureOffsets",
  "features",
] as const satisfies readonly (keyof EngineDictionary)[];

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
  const layout = layOut(DICTIONARY_ARRAYS.map((name) => dictionary[name].byteLength));
  const buffer = new SharedArrayBuffer(layout.size);
  const lengths = DICTIONARY_ARRAYS.map((name) => dictionary[name].length);
  const shared = dictionaryIn(buffer, 0, lengths);
  for (const name of DICTIONARY_ARRAYS) shared[name].set(dictionary[name]);
  return shared;
}

/** The arrays of a dictionary that lie one behind the other in `buffer` from `offset`, with the given lengths. */
export function dictionaryIn(
  buffer: ArrayBufferLike,
  offset: number,
  lengths: readonly number[],
): EngineDictionary {
  const types = [
    Int32Array,
    Int32Array,
    Int16Array,
    Int16Array,
    Uint8Array,
    Int32Array,
    Int32Array,
    Uint8Array,
  ] as const;
  const { offsets } = layOut(types.map((type, index) => type.BYTES_PER_ELEMENT * (lengths[index] as number)));
  const at = (index: number): [ArrayBufferLike, number, number] => [
    buffer,
    offset + (offsets[index] as number),
    lengths[index] as number,
  ];
  return {
    trie: new Int32Array(...at(0)),
    firstNodes: new Int32Array(...at(1)),
    slots: new Int16Array(...at(2)),
    costs: new Int16Array(...at(3)),
    unitClasses: new Uint8Array(...at(4)),
    classes: new Int32Array(...at(5)),
    featureOffsets: new Int32Array(...at(6)),
    features: new Uint8Array(...at(7)),
  };
}

/** Offsets of arrays of the given byte lengths one behind the other, each at a multiple of 8. */
function layOut(byteLengths: readonly number[]): { readonly offsets: number[]; readonly size: number } {
  const offsets: number[] = [];
  let size = 0;
  for (const length of byteLengths) {
    offsets.push(size);
    size += (length + 7) & ~7;
  }
  return { offsets, size };
}
