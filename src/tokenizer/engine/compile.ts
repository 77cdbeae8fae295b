import type { DictionaryFile, DictionarySource } from "../dictionary-files.ts";
import { MASK } from "../mask.ts";
import { type EngineDictionary, SLOT_COUNT_BITS } from "./dictionary.ts";

/** An entry in tid.dat and unk.dat, in 16-bit numbers: left context, right context, cost, offset of its features (two). */
const ENTRY_NUMBERS = 5;
const MOST_SLOTS = (1 << SLOT_COUNT_BITS) - 1;

/** Why the engine leaves a dictionary to kuromoji: its files hang together otherwise than in 0.1.2. */
export class UnexpectedLayout extends Error {
  override readonly name = "UnexpectedLayout";
}

/**
 * Lays kuromoji's files out for the engine: base and check side by side, the entries of each word in one
 * row, padding dropped. About 60 ms of work, most of it while the largest file is still being unzipped.
 *
 * @throws {UnexpectedLayout} when a number points where kuromoji 0.1.2 lets none point, or a file is not read.
 */
export async function compileDictionary(source: DictionarySource): Promise<EngineDictionary> {
  // The largest file first: 42 of 77 MB to unzip. It is waited for last.
  const reading = Promise.all([read(source, "tid_pos.dat.gz"), read(source, "unk_pos.dat.gz")]);
  const small = Promise.all([
    read(source, "cc.dat.gz"),
    read(source, "unk_map.dat.gz"),
    read(source, "unk.dat.gz"),
  ]);
  const trieFiles = Promise.all([read(source, "base.dat.gz"), read(source, "check.dat.gz")]);
  // Whichever fails first is thrown; the others must not become unhandled rejections.
  for (const promise of [reading, small, trieFiles]) promise.catch(() => {});

  const [entries, map] = await Promise.all([read(source, "tid.dat.gz"), read(source, "tid_map.dat.gz")]);
  const [costBytes, unknownMap, unknownEntries] = await small;
  const costs = int16(costBytes);
  const known = tableOf(int32(map), int16(entries), costs, "tid_map.dat");
  const unknown = tableOf(int32(unknownMap), int16(unknownEntries), costs, "unk_map.dat");
  const knownSlots = known.featureOffsets.length;
  const [base, check] = await trieFiles;
  const trie = interleave(int32(base), int32(check), known.words.length);
  const unitClasses = await read(source, "unk_char.dat.gz");
  const classes = classesOf(await read(source, "unk_invoke.dat.gz"), unitClasses, unknown, knownSlots);
  const firsts = firstNodes(trie);

  const [featureBytes, unknownFeatureBytes] = await reading;
  const knownLines = linesUpTo(featureBytes, known.lastFeature, "tid_pos.dat");
  const unknownLines = linesUpTo(unknownFeatureBytes, unknown.lastFeature, "unk_pos.dat");
  const slots = new Int16Array(known.slots.length + unknown.slots.length);
  slots.set(known.slots);
  slots.set(unknown.slots, known.slots.length);
  const featureOffsets = new Int32Array(knownSlots + unknown.featureOffsets.length);
  featureOffsets.set(known.featureOffsets);
  featureOffsets.set(
    unknown.featureOffsets.map((offset) => offset + knownLines.length),
    knownSlots,
  );
  const features = joinLines(featureBytes, knownLines, unknownLines);
  return {
    trie,
    firstNodes: firsts,
    words: known.words,
    slots,
    costs,
    unitClasses,
    classes,
    featureOffsets,
    features,
  };
}

async function read(source: DictionarySource, file: DictionaryFile): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await source.read(file);
  if (!(bytes instanceof Uint8Array)) throw new UnexpectedLayout(bytes.message);
  return bytes;
}

/** Words (or classes of unknown ones) and their entries, as slots of their own. */
interface Table {
  readonly keys: number;
  readonly words: Int32Array;
  readonly slots: Int16Array;
  readonly featureOffsets: Int32Array;
  /** The largest of the offsets. */
  readonly lastFeature: number;
}

function tableOf(map: Int32Array, entries: Int16Array, costs: Int16Array, file: string): Table {
  const keys = map[0] as number;
  if (!(keys > 0 && 2 * keys < map.length)) throw new UnexpectedLayout(`${file} counts ${keys} keys`);
  const rights = costs[0] as number;
  const lefts = costs[1] as number;
  // Keys of words have gaps: 325,871 of them run up to 392,125, the number of entries.
  const most = Math.min(map.length - 2 * keys - 1, entries.length / ENTRY_NUMBERS);
  const words = new Int32Array(most);
  const slots = new Int16Array(3 * most);
  const featureOffsets = new Int32Array(most);
  let lastFeature = 0;
  let slot = 0;
  let at = 1;
  for (let left = keys; left > 0; left--) {
    const key = map[at] as number;
    const count = map[at + 1] as number;
    if (!(key >= 0 && key < most && count > 0 && count <= MOST_SLOTS && words[key] === 0))
      throw new UnexpectedLayout(`${file} gives key ${key} ${count} entries`);
    words[key] = (slot << SLOT_COUNT_BITS) | count;
    at += 2;
    for (const end = at + count; at < end; at++) {
      const from = (map[at] as number) >> 1;
      const leftContext = entries[from] as number;
      const rightContext = entries[from + 1] as number;
      const offset = ((entries[from + 4] as number) << 16) | ((entries[from + 3] as number) & 0xffff);
      if (
        !(
          leftContext >= 0 &&
          leftContext < lefts &&
          rightContext >= 0 &&
          rightContext < rights &&
          offset >= 0
        )
      )
        throw new UnexpectedLayout(`${file} gives key ${key} an entry at ${map[at]}`);
      slots[3 * slot] = leftContext;
      slots[3 * slot + 1] = rightContext;
      slots[3 * slot + 2] = entries[from + 2] as number;
      featureOffsets[slot] = offset;
      if (offset > lastFeature) lastFeature = offset;
      slot++;
    }
  }
  return {
    keys,
    words: words.subarray(0, slot),
    slots: slots.subarray(0, 3 * slot),
    featureOffsets: featureOffsets.subarray(0, slot),
    lastFeature,
  };
}

function interleave(base: Int32Array, check: Int32Array, words: number): Int32Array {
  let used = check.length;
  while (used > 0 && (check[used - 1] as number) < 0) used--;
  // Behind the last node that is used lie 256 unused ones, so that a step seldom leaves the array.
  const trie = new Int32Array(2 * (used + 256)).fill(-1, 2 * used);
  let lowest = 0;
  let highest = 0;
  for (let node = 0; node < used; node++) {
    const to = base[node] as number;
    const from = check[node] as number;
    trie[2 * node] = to;
    trie[2 * node + 1] = from;
    if (from < 0) continue;
    if (to < lowest) lowest = to;
    if (to > highest) highest = to;
  }
  if (-lowest > words || highest >= used)
    throw new UnexpectedLayout(
      `base.dat points at word ${-lowest - 1} of ${words}, node ${highest} of ${used}`,
    );
  return trie;
}

function firstNodes(trie: Int32Array): Int32Array {
  const nodes = new Int32Array(0x10000);
  for (let unit = 1; unit < 0x80; unit++) nodes[unit] = step(trie, 0, unit);
  for (let unit = 0x80; unit < 0x800; unit++)
    nodes[unit] = step(trie, step(trie, 0, 0xc0 | (unit >> 6)), 0x80 | (unit & 0x3f));
  for (let row = 0x800; row < 0x10000; row += 0x40) {
    const parent = step(trie, step(trie, 0, 0xe0 | (row >> 12)), 0x80 | ((row >> 6) & 0x3f));
    if (parent < 0) continue;
    for (let unit = row; unit < row + 0x40; unit++) nodes[unit] = step(trie, parent, 0x80 | (unit & 0x3f));
  }
  for (let unit = 0; unit < nodes.length; unit++) if ((nodes[unit] as number) < 0) nodes[unit] = 0;
  if (nodes[MASK.charCodeAt(0)] === 0) throw new UnexpectedLayout(`no word begins with ${MASK}`);
  return nodes;
}

/** The child of `node` by `byte`; -1 where there is none, as of -1 itself. */
function step(trie: Int32Array, node: number, byte: number): number {
  if (node < 0) return -1;
  const child = (trie[2 * node] as number) + byte;
  return trie[2 * child + 1] === node ? child : -1;
}

function classesOf(
  invoke: Uint8Array,
  unitClasses: Uint8Array,
  unknown: Table,
  firstSlot: number,
): Int32Array {
  const count = unknown.keys;
  const classes = new Int32Array(4 * count);
  let at = 0;
  for (let id = 0; id < count; id++) {
    const word = unknown.words[id] as number;
    classes[4 * id] = firstSlot + (word >> SLOT_COUNT_BITS);
    classes[4 * id + 1] = word & MOST_SLOTS;
    classes[4 * id + 2] = invoke[at] === 1 ? 1 : 0;
    classes[4 * id + 3] = invoke[at + 1] === 1 ? 1 : 0;
    // Two flags, a length that kuromoji never reads (32 bits), and the name up to its NUL. The zero
    // padding behind the last name decodes into 149,775 more classes in kuromoji; none is ever used.
    at = invoke.indexOf(0, at + 6) + 1;
    if (at === 0) throw new UnexpectedLayout(`unk_invoke.dat names ${id} classes of ${count}`);
  }
  for (let unit = 0; unit < unitClasses.length; unit++)
    if (!((unitClasses[unit] as number) < count))
      throw new UnexpectedLayout(`unit ${unit} is of class ${unitClasses[unit]}`);
  return classes;
}

/** The bytes up to the end of the line that begins at `last`. */
function linesUpTo(bytes: Uint8Array<ArrayBuffer>, last: number, file: string): Uint8Array<ArrayBuffer> {
  const end = bytes.indexOf(0, last);
  if (last >= bytes.length || end < 0) throw new UnexpectedLayout(`${file} has no line at ${last}`);
  return bytes.subarray(0, end + 1);
}

function joinLines(whole: Uint8Array<ArrayBuffer>, known: Uint8Array, unknown: Uint8Array): Uint8Array {
  // tid_pos.dat has 5.9 MB of padding behind its last line: the lines of unknown words go there, and
  // 36 MB stay where they are. A dictionary without padding is copied.
  const length = known.length + unknown.length;
  const joined = length <= whole.length ? whole : new Uint8Array(length);
  if (joined !== whole) joined.set(known);
  joined.set(unknown, known.length);
  return joined.subarray(0, length);
}

function int16(bytes: Uint8Array<ArrayBuffer>): Int16Array<ArrayBuffer> {
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
}

function int32(bytes: Uint8Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}
