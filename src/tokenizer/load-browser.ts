import type { Problem } from "../errors.ts";
import { buildKuromojiTokenizer } from "./build-kuromoji.ts";
import {
  brokenFile,
  type DictionaryFile,
  type DictionarySource,
  missingFile,
  readDictionary,
} from "./dictionary-files.ts";
import { shareDictionary } from "./engine/dictionary.ts";
import { type LoadedTokenizer, loadEngine } from "./engine/load.ts";
import type { Tokenizer } from "./token.ts";

/** Where a page finds kuromoji's dictionary. */
export interface DictionaryUrlOptions {
  /** URL of the folder that holds the twelve `.dat.gz` files; relative to the page. */
  readonly dicPath: string | URL;
  /** Takes the place of the global `fetch`. */
  readonly fetch?: (url: string) => Promise<Response>;
}

/**
 * Loads the npm package kuromoji with its dictionary over HTTP. `loadTokenizer` gives the same tokens faster.
 *
 * @throws {InputError} one, naming every file that the server does not give whole.
 */
export async function loadKuromoji(options: DictionaryUrlOptions): Promise<Tokenizer> {
  return buildKuromojiTokenizer(await readDictionary(dictionaryUrl(options)));
}

/** How a page loads its tokenizer. */
export interface TokenizerUrlOptions extends DictionaryUrlOptions {
  /** Puts the dictionary into shared memory for workers, where the page is cross-origin isolated; else changes nothing. */
  readonly shared?: boolean;
}

/**
 * Loads the tokenizer that `createAnalyzer` uses: the engine, or kuromoji itself with a `notice` where the
 * dictionary is laid out otherwise. Downloads 17 MB, and kuromoji's code only in the second case.
 *
 * @throws {InputError} one, naming every file that the server does not give whole.
 * @throws {TypeError} when `dicPath` is not a URL.
 */
export async function loadTokenizer(options: TokenizerUrlOptions): Promise<LoadedTokenizer> {
  return loadEngine(dictionaryUrl(options), async (compiled) =>
    options.shared === true ? shareDictionary(compiled) : compiled,
  );
}

/** The dictionary behind a URL. */
export function dictionaryUrl(options: DictionaryUrlOptions): DictionarySource {
  const base = folderUrl(options.dicPath);
  const load = options.fetch ?? ((url: string) => fetch(url));
  return { place: base.href, read: (file) => fetchZipped(new URL(file, base).href, file, load) };
}

function folderUrl(dicPath: string | URL): URL {
  if (typeof dicPath !== "string" && !(dicPath instanceof URL))
    throw new TypeError(`dicPath: expected the URL of the dictionary folder, received ${typeof dicPath}`);
  const page = typeof document === "undefined" ? globalThis.location?.href : document.baseURI;
  const url = new URL(dicPath, page);
  // Without the slash the last part of the path would be replaced by the file's name.
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

async function fetchZipped(
  url: string,
  file: DictionaryFile,
  load: (url: string) => Promise<Response>,
): Promise<Uint8Array<ArrayBuffer> | Problem> {
  let body: Uint8Array<ArrayBuffer>;
  try {
    const response = await load(url);
    if (!response.ok) return missingFile(file, `HTTP ${response.status} for ${url}`);
    // A single-page server answers any path with its page, status 200.
    if (response.headers.get("content-type")?.startsWith("text/html"))
      return missingFile(file, `${url} gave a web page`);
    body = new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    return missingFile(file, error instanceof Error ? error.message : String(error));
  }
  // Some servers send `.gz` with Content-Encoding: gzip, and fetch has unzipped it already.
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return await unzip(body);
  } catch (error) {
    return brokenFile(file, error instanceof Error ? error.message : String(error));
  }
}

async function unzip(zipped: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
