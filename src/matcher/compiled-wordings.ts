import { stampOf } from "../text/stamp.ts";
import type { Condition, Thesaurus } from "../thesaurus/concept.ts";
import { wordingsOf } from "../thesaurus/variants.ts";
import { type Automaton, buildAutomaton } from "./automaton.ts";
import { compilePatterns } from "./pattern-compiler.ts";
import { buildTries, type Tries } from "./trie.ts";

/**
 * All patterns of a thesaurus, those of its conditions included, compiled, and the automaton of how its wordings begin. Flat arrays: one
 * set serves all threads, and a build keeps it in a file.
 */
export interface CompiledWordings {
  /** The steps of `pattern-compiler.ts`, and the words that they name. */
  readonly code: Int32Array;
  readonly words: Tries;
  /** For each pattern in the order of `patternsOf`: its first step, and how it ends. */
  readonly entries: Int32Array;
  readonly endings: Uint8Array;
  /** It tells wordings by their places in the thesaurus. */
  readonly beginnings: Automaton;
}

/** Half a second for the bundled thesaurus. */
export function compileWordings(thesaurus: Thesaurus): CompiledWordings {
  const patterns = patternsOf(thesaurus);
  const { code, sets, entries, endings } = compilePatterns([...patterns.keys()], thesaurus);
  const words = buildTries(sets);
  const entriesOfWordings = [...thesaurus.concepts.values()].flatMap((concept) =>
    wordingsOf(concept, thesaurus).map(({ pattern }) => entries[patterns.get(pattern) as number] as number),
  );
  return { code, words, entries, endings, beginnings: buildAutomaton(code, words, entriesOfWordings) };
}

/** The patterns of wordings and conditions, each once, with their places. */
export function patternsOf(thesaurus: Thesaurus): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const add = (pattern: string | undefined): void => {
    if (pattern !== undefined && !places.has(pattern)) places.set(pattern, places.size);
  };
  const addAll = (conditions: readonly Condition[] = []): void => {
    for (const { before, after, sentence, passage, lacking } of conditions)
      for (const pattern of [before, after, sentence, passage, lacking]) add(pattern);
  };
  for (const concept of thesaurus.concepts.values()) {
    for (const { pattern, when, unless } of wordingsOf(concept, thesaurus)) {
      add(pattern);
      addAll(when);
      addAll(unless);
    }
    addAll(concept.when);
    addAll(concept.unless);
  }
  addAll(thesaurus.unless);
  return places;
}

/** Equal where `compileWordings` gives equal arrays. */
export function stampOfWordings(thesaurus: Thesaurus): string {
  const wordings = [...thesaurus.concepts.values()].map((concept) =>
    wordingsOf(concept, thesaurus).map(({ pattern }) => pattern),
  );
  return stampOf([[...patternsOf(thesaurus).keys()], wordings, thesaurus.lists, thesaurus.spellings]);
}

const ARRAYS = [
  ["code", Int32Array],
  ["entries", Int32Array],
  ["endings", Uint8Array],
  ["words.units", Uint16Array],
  ["words.children", Int32Array],
  ["words.places", Int32Array],
  ["words.values", Int32Array],
  ["beginnings.first", Int32Array],
  ["beginnings.sieve", Uint32Array],
  ["beginnings.moves", Int32Array],
  ["beginnings.units", Uint16Array],
  ["beginnings.targets", Int32Array],
  ["beginnings.told", Int32Array],
  ["beginnings.orders", Int32Array],
] as const;
type Numbers = Int32Array | Uint32Array | Uint16Array | Uint8Array;
const HEADER_BYTES = 4 * ARRAYS.length;

/** Compiled wordings as one buffer, for a file or for threads; `unpackWordings` reads it without a copy. */
export function packWordings<Kind extends ArrayBufferLike>(
  compiled: CompiledWordings,
  newBuffer: (size: number) => Kind,
): Kind {
  const arrays = arraysOf(compiled);
  const lengths = arrays.map(({ length }) => length);
  const buffer = newBuffer(layOut(lengths).size);
  new Int32Array(buffer, 0, lengths.length).set(lengths);
  for (const [i, array] of arraysOf(unpackWordings(buffer)).entries()) array.set(arrays[i] as Numbers);
  return buffer;
}

function arraysOf({ code, entries, endings, words, beginnings }: CompiledWordings): Numbers[] {
  return ARRAYS.map(([name]) => {
    const [group, key] = name.split(".") as [string, string | undefined];
    const within = { words, beginnings, code, entries, endings }[group as "words"];
    return (key === undefined ? within : within[key as keyof Tries]) as Numbers;
  });
}

/** @throws RangeError where the buffer is not as long as its own header says. */
export function unpackWordings(buffer: ArrayBufferLike): CompiledWordings {
  const lengths = [...new Int32Array(buffer, 0, ARRAYS.length)];
  const { offsets, size } = layOut(lengths);
  if (size !== buffer.byteLength)
    throw new RangeError(`expected compiled wordings of ${size} bytes, received ${buffer.byteLength}`);
  const compiled: Record<string, Numbers | Record<string, Numbers>> = { words: {}, beginnings: {} };
  ARRAYS.forEach(([name, Kind], i) => {
    const array = new Kind(buffer as ArrayBuffer, offsets[i] as number, lengths[i] as number);
    const [group, key] = name.split(".") as [string, string | undefined];
    if (key === undefined) compiled[group] = array;
    else (compiled[group] as Record<string, Numbers>)[key] = array;
  });
  return compiled as unknown as CompiledWordings;
}

function layOut(lengths: readonly number[]): { readonly offsets: number[]; readonly size: number } {
  const offsets: number[] = [];
  let size = HEADER_BYTES;
  ARRAYS.forEach(([, { BYTES_PER_ELEMENT }], i) => {
    offsets.push(size);
    size += ((lengths[i] as number) * BYTES_PER_ELEMENT + 7) & ~7;
  });
  return { offsets, size };
}
