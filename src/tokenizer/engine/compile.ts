import type { DictionaryBytes } from "../dictionary-files.ts";
import { MASK } from "../mask.ts";
import { type EngineDictionary, SLOT_COUNT_BITS } from "./dictionary.ts";

/** Bytes of an entry in tid.dat and unk.dat: left context, right context, cost (16 bits each), offset of its features (32). */
const ENTRY_BYTES = 10;
const MOST_SLOTS = (1 << SLOT_COUNT_BITS) - 1;

/** Why the engine leaves a dictionary to kuromoji: its files hang together otherwise than in 0.1.2. */
export class UnexpectedLayout extends Error {
  override readonly name = "UnexpectedLayout";
}

/**
 * Lays kuromoji's files out for the engine: base and check side by side, the entries of each word in one
 * row, the padding of unk.dat dropped (10 MB that hold 400 bytes). About 25 ms.
 *
 * @throws {UnexpectedLayout} when a number points where kuromoji 0.1.2 lets none point.
 */
export function compileDictionary(bytes: DictionaryBytes): EngineDictionary {
  const costs = int16(bytes["cc.dat.gz"]);
  const known = tableOf(bytes["tid.dat.gz"], bytes["tid_map.dat.gz"], "tid_map.dat");
  const unknown = tableOf(bytes["unk.dat.gz"], bytes["unk_map.dat.gz"], "unk_map.dat");
  const knownSlots = known.targets.length;
  const slots = new Int16Array(3 * (knownSlots + unknown.targets.length));
  const featureOffsets = new Int32Array(knownSlots + unknown.targets.length);
  const features = bytes["tid_pos.dat.gz"];
  fillSlots(known, 0, slots, featureOffsets);
  fillSlots(unknown, knownSlots, slots, featureOffsets);
  const unknownFeatures = trimmed(bytes["unk_pos.dat.gz"]);
  const tail = usedLength(features);
  for (let slot = knownSlots; slot < featureOffsets.length; slot++)
    featureOffsets[slot] = (featureOffsets[slot] as number) + tail;
  const trie = interleave(bytes["base.dat.gz"], bytes["check.dat.gz"], known);
  const dictionary: EngineDictionary = {
    trie,
    firstNodes: firstNodes(trie),
    slots,
    costs,
    unitClasses: bytes["unk_char.dat.gz"],
    classes: classesOf(bytes["unk_invoke.dat.gz"], bytes["unk_char.dat.gz"], unknown, knownSlots),
    featureOffsets,
    features: joinFeatures(features, tail, unknownFeatures),
  };
  checkSlots(dictionary);
  return dictionary;
}

/** Words (or classes) and their entries: `starts[key]` to `starts[key] + counts[key]` in `targets`. */
interface Table {
  readonly keys: number;
  readonly entries: Int16Array;
  readonly starts: Int32Array;
  readonly counts: Uint8Array;
  readonly targets: Int32Array;
}

function tableOf(
  entryBytes: Uint8Array<ArrayBuffer>,
  mapBytes: Uint8Array<ArrayBuffer>,
  file: string,
): Table {
  const map = new Int32Array(mapBytes.buffer, mapBytes.byteOffset, mapBytes.length >> 2);
  const keys = map[0] as number;
  if (!(keys > 0 && 2 * keys < map.length)) throw new UnexpectedLayout(`${file} counts ${keys} keys`);
  // Keys of words have gaps: 325,871 of them run up to 392,125, the number of entries.
  const most = map.length - 2 * keys - 1;
  const starts = new Int32Array(most);
  const counts = new Uint8Array(most);
  const targets = new Int32Array(most);
  let filled = 0;
  let at = 1;
  for (let left = keys; left > 0; left--) {
    const key = map[at] as number;
    const count = map[at + 1] as number;
    if (!(key >= 0 && key < most && count > 0 && count <= MOST_SLOTS && counts[key] === 0))
      throw new UnexpectedLayout(`${file} gives key ${key} ${count} entries`);
    starts[key] = filled;
    counts[key] = count;
    at += 2;
    for (let index = 0; index < count; index++) targets[filled++] = map[at++] as number;
  }
  if (map.subarray(at).some((number) => number !== 0))
    throw new UnexpectedLayout(`${file} goes on behind its keys`);
  return { keys, entries: int16(entryBytes), starts, counts, targets: targets.subarray(0, filled) };
}

function fillSlots(table: Table, from: number, slots: Int16Array, featureOffsets: Int32Array): void {
  const { entries, targets } = table;
  for (let index = 0; index < targets.length; index++) {
    const target = targets[index] as number;
    const at = target >> 1;
    if (target < 0 || target % ENTRY_BYTES !== 0 || at + 5 > entries.length)
      throw new UnexpectedLayout(`an entry stands at byte ${target}`);
    const slot = from + index;
    slots[3 * slot] = entries[at] as number;
    slots[3 * slot + 1] = entries[at + 1] as number;
    slots[3 * slot + 2] = entries[at + 2] as number;
    featureOffsets[slot] = ((entries[at + 4] as number) << 16) | ((entries[at + 3] as number) & 0xffff);
  }
}

function interleave(
  baseBytes: Uint8Array<ArrayBuffer>,
  checkBytes: Uint8Array<ArrayBuffer>,
  { starts, counts }: Table,
): Int32Array {
  const base = new Int32Array(baseBytes.buffer, baseBytes.byteOffset, baseBytes.length >> 2);
  const check = new Int32Array(checkBytes.buffer, checkBytes.byteOffset, checkBytes.length >> 2);
  let used = check.length;
  while (used > 0 && (check[used - 1] as number) < 0) used--;
  // Behind every node that is used lie 256 unused ones, so that a step never leaves the array.
  const trie = new Int32Array(2 * (used + 256)).fill(-1, 2 * used);
  for (let node = 0; node < used; node++) {
    let to = base[node] as number;
    const from = check[node] as number;
    if (from >= 0 && to >= used)
      throw new UnexpectedLayout(`node ${node} of base.dat points at ${to} of ${used}`);
    if (from >= 0 && to < 0) {
      const word = -to - 1;
      const count = counts[word];
      if (count === undefined || count === 0) throw new UnexpectedLayout(`word ${word} has no entry`);
      to = -(((starts[word] as number) << SLOT_COUNT_BITS) | count) - 1;
    }
    trie[2 * node] = to;
    trie[2 * node + 1] = from;
  }
  return trie;
}

function firstNodes(trie: Int32Array): Int32Array {
  const nodes = new Int32Array(0x10000);
  for (let unit = 1; unit < 0x10000; unit++) {
    if ((unit & 0xf800) === 0xd800) continue;
    let node = 0;
    if (unit < 0x80) node = step(trie, node, unit);
    else if (unit < 0x800) node = step(trie, step(trie, node, 0xc0 | (unit >> 6)), 0x80 | (unit & 0x3f));
    else {
      node = step(trie, node, 0xe0 | (unit >> 12));
      if (node > 0) node = step(trie, step(trie, node, 0x80 | ((unit >> 6) & 0x3f)), 0x80 | (unit & 0x3f));
    }
    nodes[unit] = node > 0 ? node : 0;
  }
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
    classes[4 * id] = firstSlot + (unknown.starts[id] as number);
    classes[4 * id + 1] = unknown.counts[id] as number;
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

function joinFeatures(known: Uint8Array<ArrayBuffer>, used: number, unknown: Uint8Array): Uint8Array {
  // tid_pos.dat has 5.9 MB of padding behind its last line: those of unknown words go there, and 36 MB
  // stay where they are. A dictionary without padding is copied.
  if (used + unknown.length <= known.length) {
    known.set(unknown, used);
    return known.subarray(0, used + unknown.length);
  }
  const joined = new Uint8Array(used + unknown.length);
  joined.set(known);
  joined.set(unknown, used);
  return joined;
}

/** Length up to the last byte that is not zero, and one NUL behind it. */
function usedLength(bytes: Uint8Array<ArrayBuffer>): number {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  let used = words.length;
  while (used > 0 && words[used - 1] === 0) used--;
  return Math.min(bytes.length, 4 * used + 4);
}

function trimmed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.subarray(0, usedLength(bytes));
}

function checkSlots({ slots, costs, featureOffsets, features }: EngineDictionary): void {
  const rights = costs[0] as number;
  const lefts = costs[1] as number;
  for (let slot = 0; slot < featureOffsets.length; slot++) {
    const left = slots[3 * slot] as number;
    const right = slots[3 * slot + 1] as number;
    const offset = featureOffsets[slot] as number;
    if (
      !(left >= 0 && left < lefts && right >= 0 && right < rights && offset >= 0 && offset < features.length)
    )
      throw new UnexpectedLayout(`slot ${slot} has contexts ${left} and ${right} and features at ${offset}`);
  }
}

function int16(bytes: Uint8Array<ArrayBuffer>): Int16Array<ArrayBuffer> {
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
}
