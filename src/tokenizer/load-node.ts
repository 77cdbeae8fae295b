import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { InputError, type Problem } from "../errors.ts";
import { buildKuromojiTokenizer } from "./build-kuromoji.ts";
import {
  brokenFile,
  type DictionaryFile,
  type DictionarySource,
  missingFile,
  readDictionary,
} from "./dictionary-files.ts";
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
    // A CJS build has `__filename` and no import.meta.url; ESM the other way round.
    const require = createRequire(typeof __filename === "string" ? __filename : import.meta.url);
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
    zipped = await readFile(join(folder, file));
  } catch (error) {
    return missingFile(file, reason(error));
  }
  try {
    return await unzipWhole(zipped);
  } catch (error) {
    return brokenFile(file, reason(error));
  }
}

async function unzipWhole(zipped: Buffer): Promise<Uint8Array<ArrayBuffer>> {
  // The last four bytes say how long the file is unzipped: one buffer of that size instead of 16 KB
  // chunks and their concatenation, 17 % and 11 % of kuromoji's start.
  const told = zipped.length < 18 ? 0 : zipped.readUInt32LE(zipped.length - 4);
  const chunkSize = told > 0 && told < 2 ** 28 ? told + 64 : 1 << 20;
  const bytes = await unzip(zipped, { chunkSize });
  // Small outputs come from Node's pool, where they may begin anywhere.
  if (bytes.byteOffset % 4 === 0)
    return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  return new Uint8Array(bytes);
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
