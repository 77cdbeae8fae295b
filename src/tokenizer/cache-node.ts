import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { DICTIONARY_FILES } from "./dictionary-files.ts";
import { DICTIONARY_ARRAYS, dictionaryIn, type EngineDictionary, layOut } from "./engine/dictionary.ts";

/** Changes whenever the arrays or their meaning do. */
const LAYOUT = 1;
const MAGIC = 0x626e7364;
/** Header, in 32-bit numbers: magic, layout, two sums of the rest, then the length of each array. */
const HEADER_BYTES = 64;
const CHUNK_BYTES = 4 << 20;

/**
 * The dictionary prepared by an earlier run, or undefined when there is none that is whole and fits the
 * dictionary files. About 60 ms for 57 MB; the sums of all bytes are checked while more is read.
 *
 * @param shared - reads into a SharedArrayBuffer.
 */
export async function readCache(file: string, shared: boolean): Promise<EngineDictionary | undefined> {
  const handle = await open(file, "r").catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    return await readChecked(handle, shared);
  } catch {
    return undefined;
  } finally {
    await handle.close().catch(() => {});
  }
}

async function readChecked(handle: FileHandle, shared: boolean): Promise<EngineDictionary | undefined> {
  const header = new Int32Array(HEADER_BYTES / 4);
  await handle.read(header, 0, HEADER_BYTES, 0);
  const [magic, layout, sum, sumOfSums, ...lengths] = header;
  if (magic !== MAGIC || layout !== LAYOUT) return undefined;
  const { size } = await handle.stat();
  const expected = layOut(lengths).size;
  if (size !== HEADER_BYTES + expected) return undefined;
  const buffer = shared ? new SharedArrayBuffer(expected) : new ArrayBuffer(expected);
  const sums = newSums();
  let pending = readChunk(handle, buffer, 0);
  for (let offset = 0; offset < expected; offset += CHUNK_BYTES) {
    if (!(await pending)) return undefined;
    const next = offset + CHUNK_BYTES;
    if (next < expected) pending = readChunk(handle, buffer, next);
    // On this thread while the next chunk is read on another.
    addSums(sums, new Int32Array(buffer, offset, Math.min(CHUNK_BYTES, expected - offset) >> 2));
  }
  return sums.sum === sum && sums.sumOfSums === sumOfSums ? dictionaryIn(buffer, lengths) : undefined;
}

async function readChunk(handle: FileHandle, buffer: ArrayBufferLike, offset: number): Promise<boolean> {
  const wanted = Math.min(CHUNK_BYTES, buffer.byteLength - offset);
  const { bytesRead } = await handle.read(
    new Uint8Array(buffer, offset, wanted),
    0,
    wanted,
    HEADER_BYTES + offset,
  );
  return bytesRead === wanted;
}

/**
 * Keeps a prepared dictionary for later runs. The file appears whole or not at all; where it cannot be
 * written nothing happens.
 */
export async function writeCache(file: string, dictionary: EngineDictionary): Promise<boolean> {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(draft, "wx");
    try {
      await writeAll(handle, dictionary);
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    return true;
  } catch {
    await rm(draft, { force: true }).catch(() => {});
    return false;
  }
}

async function writeAll(handle: FileHandle, dictionary: EngineDictionary): Promise<void> {
  const arrays = DICTIONARY_ARRAYS.map((name) => dictionary[name]);
  const sums = newSums();
  const parts: Uint8Array[] = [];
  for (const { buffer, byteOffset, byteLength } of arrays) {
    const body = byteLength & ~3;
    const rest = new Uint8Array(((byteLength + 7) & ~7) - body);
    rest.set(new Uint8Array(buffer, byteOffset + body, byteLength - body));
    addSums(sums, new Int32Array(buffer, byteOffset, body >> 2));
    addSums(sums, new Int32Array(rest.buffer));
    parts.push(new Uint8Array(buffer, byteOffset, body), rest);
  }
  const header = new Int32Array(HEADER_BYTES / 4);
  header.set([MAGIC, LAYOUT, sums.sum, sums.sumOfSums, ...arrays.map((array) => array.length)]);
  await handle.writeFile(new Uint8Array(header.buffer));
  for (const part of parts) await handle.writeFile(part);
}

interface Sums {
  sum: number;
  sumOfSums: number;
}

function newSums(): Sums {
  return { sum: 1, sumOfSums: 0 };
}

/** Fletcher's checksum over 32-bit numbers: the sum, and the sum of sums, which sees the order too. */
function addSums(sums: Sums, numbers: Int32Array): void {
  let { sum, sumOfSums } = sums;
  for (let index = 0; index < numbers.length; index++) {
    sum = (sum + (numbers[index] as number)) | 0;
    sumOfSums = (sumOfSums + sum) | 0;
  }
  sums.sum = sum;
  sums.sumOfSums = sumOfSums;
}

/**
 * Names the contents of a dictionary folder, or undefined when a file is missing: the checksum and length at
 * the end of each gzip file and its size on disk. Reads 8 bytes a file.
 */
export function fingerprint(folder: string): string | undefined {
  const ends = Buffer.alloc(12 * DICTIONARY_FILES.length);
  try {
    for (const [index, file] of DICTIONARY_FILES.entries()) readEnd(join(folder, file), ends, 12 * index);
  } catch {
    return undefined;
  }
  // Two 32-bit FNV hashes with different beginnings.
  let one = 0x811c9dc5;
  let other = 0x01000193;
  for (const byte of ends) {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other + byte, 0x01000195) ^ (other >>> 15);
  }
  return [one, other].map((hash) => (hash >>> 0).toString(16).padStart(8, "0")).join("");
}

function readEnd(file: string, into: Buffer, at: number): void {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    readSync(descriptor, into, at, 8, Math.max(0, size - 8));
    into.writeUInt32LE(size % 2 ** 32, at + 8);
  } finally {
    closeSync(descriptor);
  }
}

/** The file that keeps the prepared form of a dictionary of this fingerprint. */
export function cacheFile(folder: string, dictionaryFingerprint: string): string {
  return join(folder, `kuromoji-${LAYOUT}-${dictionaryFingerprint}.bin`);
}

/** The user's folder for caches on this system. */
export function systemCacheFolder(): string {
  const { env } = process;
  if (process.platform === "win32")
    return join(env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), "bansou");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "bansou");
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "bansou");
}
