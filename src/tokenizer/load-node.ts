import { once } from "node:events";
import { open } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { MessageChannel } from "node:worker_threads";
import { createGunzip, gunzip } from "node:zlib";
import { InputError, type Problem } from "../errors.ts";
import { buildKuromojiTokenizer } from "./build-kuromoji.ts";
import { cacheFile, fingerprint, readCache, systemCacheFolder, writeCache } from "./cache-node.ts";
import {
  brokenFile,
  type DictionaryFile,
  type DictionarySource,
  missingFile,
  readDictionary,
} from "./dictionary-files.ts";
import { DICTIONARY_ARRAYS, type EngineDictionary, shareDictionary } from "./engine/dictionary.ts";
import { type LoadedTokenizer, loadEngine, tokenizerOver } from "./engine/load.ts";
import type { Tokenizer } from "./token.ts";

const unzip = promisify(gunzip);

/** Where kuromoji's dictionary lies; by default in the installed npm package. */
export interface KuromojiOptions {
  /** Folder of the twelve `.dat.gz` files. */
  readonly dicPath?: string;
}

/**
 * Loads the npm package kuromoji with its dictionary from disk: 0.8 s, 320 MB. `loadTokenizer` gives the
 * same tokens from the same files faster; this is its oracle and its fallback.
 *
 * @throws {InputError} one, naming every dictionary file that is missing, truncated or foreign.
 * @throws {TypeError} when `dicPath` is not a string.
 * @example
 * const tokenizer = await loadKuromoji();
 * tokenizer.tokenize("ともに歩む").map((token) => token.lemma); // ["ともに", "歩む"]
 */
export async function loadKuromoji(options: KuromojiOptions = {}): Promise<Tokenizer> {
  return buildKuromojiTokenizer(await readDictionary(dictionaryFolder(options.dicPath)));
}

/** How `loadTokenizer` gets its dictionary. */
export interface TokenizerOptions extends KuromojiOptions {
  /**
   * Keeps the dictionary in a prepared form (57 MB) and starts from it: true for `node_modules/.cache/bansou`
   * beside kuromoji or else the user's cache folder, a string for a folder of one's own. Off by default.
   * A cache that is stale, damaged or cannot be written never fails the load.
   */
  readonly cache?: boolean | string;
  /** Puts the dictionary into shared memory, for `postMessage` to worker threads; +0.02 s without a cache. */
  readonly shared?: boolean;
}

/**
 * Loads the tokenizer that `createAnalyzer` uses: the engine over the dictionary of the npm package
 * kuromoji, with kuromoji's own tokens ten times as fast; kuromoji itself, with a `notice`, where the
 * dictionary is laid out otherwise. A quarter of kuromoji's time to start; see docs/TOKENIZER.md.
 *
 * @throws {InputError} one, naming every dictionary file that is missing, truncated or foreign.
 * @throws {TypeError} when an option is of the wrong type.
 * @example
 * const tokenizer = await loadTokenizer();
 * tokenizer.tokenize("支え合う").map((token) => token.surface); // ["支え合う"]
 */
export async function loadTokenizer(options: TokenizerOptions = {}): Promise<LoadedTokenizer> {
  const { dicPath = defaultDictionaryPath(), cache = false, shared = false } = options;
  if (typeof cache !== "boolean" && typeof cache !== "string")
    throw new TypeError(`cache: expected true, false or a folder, received ${typeof cache}`);
  const source = dictionaryFolder(dicPath);
  const found = cache === false ? undefined : fingerprint(dicPath);
  const files =
    found === undefined ? [] : cacheFolders(cache, dicPath).map((folder) => cacheFile(folder, found));
  for (const file of files) {
    const prepared = await readCache(file, shared);
    if (prepared !== undefined) return tokenizerOver(prepared);
  }
  return loadEngine(source, async (compiled, bytes) => {
    const dictionary = shared ? shareDictionary(compiled) : compiled;
    await release([...Object.values(bytes), ...arraysOf(compiled)], dictionary);
    for (const file of files) if (await writeCache(file, dictionary)) break;
    return dictionary;
  });
}

function cacheFolders(cache: boolean | string, dicPath: string): string[] {
  if (typeof cache === "string") return [cache];
  const modules = join(dicPath, "..", "..");
  const beside = basename(modules) === "node_modules" ? [join(modules, ".cache", "bansou")] : [];
  return [...beside, systemCacheFolder()];
}

/**
 * Gives memory back now instead of when the garbage collector comes round: 40 MB after a start. A message
 * takes its buffers along, and one that nobody receives is gone when its channel closes.
 */
async function release(arrays: readonly ArrayBufferView[], dictionary: EngineDictionary): Promise<void> {
  const kept = new Set(arraysOf(dictionary).map(({ buffer }) => buffer));
  const { port1, port2 } = new MessageChannel();
  for (const { buffer } of arrays) {
    // Small buffers may be Node's pool, which must stay.
    if (!(buffer instanceof ArrayBuffer) || buffer.byteLength <= 1 << 20 || kept.has(buffer)) continue;
    kept.add(buffer);
    port1.postMessage(undefined, [buffer]);
  }
  port1.close();
  port2.close();
  await once(port2, "close");
}

function arraysOf(dictionary: EngineDictionary): ArrayBufferView[] {
  return DICTIONARY_ARRAYS.map((name) => dictionary[name]);
}

/** The dictionary in a folder on disk. */
export function dictionaryFolder(dicPath: string = defaultDictionaryPath()): DictionarySource {
  if (typeof dicPath !== "string")
    throw new TypeError(`dicPath: expected a folder, received ${typeof dicPath}`);
  return { place: dicPath, read: (file) => readZipped(dicPath, file) };
}

/**
 * The folder `dict` of the installed package kuromoji, found from this module so that it is right in an
 * ESM, a CJS and a packed installation alike.
 */
export function defaultDictionaryPath(): string {
  try {
    // The CommonJS build has it by tsup's shim. Not `__filename`, which is "[eval]" for all modules in `node -e`.
    const require = createRequire(import.meta.url);
    return join(dirname(require.resolve("kuromoji/package.json")), "dict");
  } catch (error) {
    const message =
      "the npm package kuromoji is not installed beside bansou; run `npm install kuromoji` or give dicPath";
    throw new InputError("kuromoji", [{ code: "dictionary/missing", message }], { cause: error });
  }
}

async function readZipped(folder: string, file: DictionaryFile): Promise<Uint8Array<ArrayBuffer> | Problem> {
  let zipped: Buffer;
  try {
    zipped = await readWhole(join(folder, file));
  } catch (error) {
    return missingFile(file, reason(error));
  }
  try {
    return await unzipFile(zipped, file);
  } catch (error) {
    return brokenFile(file, reason(error));
  }
}

/** In one piece: `readFile` makes a round of the thread pool for each 512 KB. */
async function readWhole(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Files that kuromoji pads with zeros, up to 10 MB behind 400 bytes: 23 of the 100 MB that its start unzips.
 * Nothing behind this many bytes is read if they end in zeros.
 */
const PADDED: readonly string[] = ["unk.dat.gz", "unk_pos.dat.gz", "unk_map.dat.gz", "unk_invoke.dat.gz"];
const PADDED_START = 1 << 16;

async function unzipFile(zipped: Buffer, file: DictionaryFile): Promise<Uint8Array<ArrayBuffer>> {
  // The last four bytes say how long the file is unzipped: one buffer of that size instead of 16 KB
  // chunks and their concatenation, 17 % and 11 % of kuromoji's start.
  const told = zipped.length < 18 ? 0 : zipped.readUInt32LE(zipped.length - 4);
  if (PADDED.includes(file)) {
    const start = await unzipStart(zipped);
    if (told < start.length || told > 2 ** 28) throw new Error(`its end tells a length of ${told} bytes`);
    if (start.subarray(start.length / 2).every((byte) => byte === 0)) return aligned(start);
  }
  const chunkSize = told > 0 && told < 2 ** 28 ? told + 64 : 1 << 20;
  return aligned(await unzip(zipped, { chunkSize }));
}

async function unzipStart(zipped: Buffer): Promise<Buffer> {
  const stream = createGunzip({ chunkSize: PADDED_START });
  stream.end(zipped);
  for await (const chunk of stream) return chunk as Buffer;
  return Buffer.alloc(0);
}

function aligned(bytes: Buffer): Uint8Array<ArrayBuffer> {
  // Small outputs come from Node's pool, where they may begin anywhere.
  if (bytes.byteOffset % 4 === 0)
    return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  return new Uint8Array(bytes);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
