import type { Problem } from "../errors.ts";

/** The encodings that Japanese text files come in. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "shift_jis", "euc-jp", "iso-2022-jp"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Text, or the one reason why the bytes are none. */
export type Decoded = { readonly text: string; readonly encoding: Encoding } | { readonly problem: Problem };

const ALIASES: Readonly<Record<string, Encoding>> = {
  utf8: "utf-8",
  utf16: "utf-16le",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
  sjis: "shift_jis",
  shiftjis: "shift_jis",
  xsjis: "shift_jis",
  cp932: "shift_jis",
  ms932: "shift_jis",
  windows31j: "shift_jis",
  eucjp: "euc-jp",
  xeucjp: "euc-jp",
  iso2022jp: "iso-2022-jp",
  jis: "iso-2022-jp",
};

/**
 * The encoding that a person means by `SJIS`, `cp932`, `UTF8` and the like.
 * @throws RangeError for a name that is none of them.
 */
export function parseEncoding(name: string): Encoding {
  const encoding = findEncoding(name);
  if (encoding === undefined) {
    throw new RangeError(
      `encoding: expected one of ${ENCODINGS.join(", ")}; received ${JSON.stringify(name)}`,
    );
  }
  return encoding;
}

/** As `parseEncoding`, for a name that the file itself gives. */
export function findEncoding(name: string): Encoding | undefined {
  const key = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return Object.hasOwn(ALIASES, key) ? ALIASES[key] : undefined;
}

/**
 * Decodes the bytes of a Japanese text file: by its byte order mark, by `forced`, or as detected.
 * Strict: one byte that does not fit is a problem with its offset, never a replacement character in the text.
 * A byte order mark is no part of the text. Cost: linear; invalid bytes add one binary search.
 */
export async function decodeText(bytes: Uint8Array, forced?: Encoding): Promise<Decoded> {
  const marked = markedEncoding(bytes);
  if (forced === undefined && marked === undefined) {
    const text = plainUtf8(bytes);
    if (text !== undefined) return { text, encoding: "utf-8" };
    if (isBinary(bytes)) return { problem: BINARY };
  }
  const encoding = forced ?? marked ?? (await detectEncoding(bytes));
  const text = decodeStrict(bytes, encoding);
  if (text !== undefined) return { text, encoding };
  return { problem: invalidBytes(bytes, encoding, forced !== undefined) };
}

/** The encoding a byte order mark names. */
export function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return undefined;
}

async function detectEncoding(bytes: Uint8Array): Promise<Encoding> {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return wide;
  // ISO-2022-JP is plain ASCII bytes, so it would pass for UTF-8.
  if (hasEscapes(bytes)) return "iso-2022-jp";
  if (decodeStrict(bytes, "utf-8") !== undefined) return "utf-8";
  const valid = (["shift_jis", "euc-jp"] as const).filter((one) => decodeStrict(bytes, one) !== undefined);
  if (isMostlyUtf8(bytes)) return "utf-8";
  if (valid.length === 1 && valid[0] !== undefined) return valid[0];
  const { default: library } = await import("encoding-japanese");
  // A sample settles it: the detector scores byte pairs, and 64 KiB hold tens of thousands.
  const found = library.detect(bytes.subarray(0, 65_536), ["SJIS", "EUCJP", "UTF8"]);
  if (found === "EUCJP") return "euc-jp";
  return found === "SJIS" ? "shift_jis" : "utf-8";
}

/**
 * What is UTF-8 beyond doubt, as most files are: no byte that only other encodings and binaries have. Looking at each byte in turn, as the
 * tests below do, took a tenth of the analysis of a short text.
 */
function plainUtf8(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0) || bytes.includes(0x1b)) return undefined;
  const text = decodeStrict(bytes, "utf-8");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text === undefined || /[\x01-\x08\x0e-\x1f]/.test(text) ? undefined : text;
}

/** Text or nothing; `TextDecoder` reads Shift_JIS as Windows does (①, 髙, ㈱). */
function decodeStrict(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 without a byte order mark: read that way, nearly all of it is Japanese or Latin text. */
function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  const length = Math.min(bytes.length, 65_536) & ~1;
  if (length < 4 || bytes.length % 2 === 1) return undefined;
  const shares = { "utf-16le": 0, "utf-16be": 0 };
  for (let at = 0; at < length; at += 2) {
    const [low, high] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
    if (isOrdinary(low, high)) shares["utf-16le"] += 1;
    if (isOrdinary(high, low)) shares["utf-16be"] += 1;
  }
  const best = shares["utf-16le"] >= shares["utf-16be"] ? "utf-16le" : "utf-16be";
  // Only Latin, kana and CJK marks count: one in three units of running Japanese, and never of one-byte text.
  return shares[best] / (length / 2) > 0.3 && shares[best] > 3 * Math.min(...Object.values(shares))
    ? best
    : undefined;
}

function isOrdinary(low: number, high: number): boolean {
  if (high === 0) return low === 0x0a || low === 0x0d || (low >= 0x20 && low < 0x7f);
  return high === 0x30 && (low <= 0x02 || (low >= 0x0a && low <= 0x11) || low >= 0x41);
}

function hasEscapes(bytes: Uint8Array): boolean {
  let at = bytes.indexOf(0x1b);
  if (at < 0 || bytes.some((byte) => byte >= 0x80)) return false;
  for (; at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    const [next, last] = [bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
    if (
      (next === 0x24 && (last === 0x40 || last === 0x42)) ||
      (next === 0x28 && (last === 0x49 || last === 0x4a))
    ) {
      return true;
    }
  }
  return false;
}

/** Whether nine in ten of the bytes beyond ASCII form UTF-8 sequences: a damaged UTF-8 file, not another encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let fitting = 0;
  let others = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
    const tail = bytes.subarray(at + 1, at + length);
    const fits = length > 1 && tail.length === length - 1 && tail.every((byte) => (byte & 0xc0) === 0x80);
    if (fits) fitting += length;
    else if (lead >= 0x80) others += 1;
    at += fits ? length : 1;
  }
  return fitting > 9 * others;
}

const BINARY: Problem = {
  code: "reader/binary",
  message: "the file is binary, not text; save it as text, or give it the extension of its real format",
};

/** NUL bytes and control characters that no text has, in the first 64 KiB. */
function isBinary(bytes: Uint8Array): boolean {
  if (wideEncoding(bytes) !== undefined) return false;
  const sample = bytes.subarray(0, 65_536);
  let nul = 0;
  let control = 0;
  for (const byte of sample) {
    if (byte === 0) nul += 1;
    else if (byte < 0x09 || (byte > 0x0d && byte < 0x1b) || (byte > 0x1b && byte < 0x20)) control += 1;
  }
  // One stray NUL in an exported table is text; a picture or a program has one in every few bytes.
  return nul * 500 > sample.length || control * 20 > sample.length;
}

function invalidBytes(bytes: Uint8Array, encoding: Encoding, forced: boolean): Problem {
  const offset = firstInvalid(bytes, encoding);
  const byte = bytes[offset];
  const found =
    byte === undefined ? "the text breaks off" : `0x${byte.toString(16).padStart(2, "0")} is invalid`;
  const remedy = forced
    ? "leave the encoding out to have it detected, or name the right one"
    : "save the file again as UTF-8, or name its encoding with --encoding";
  return {
    code: "reader/encoding",
    message: `${found} at byte ${offset} of ${encoding} text; ${remedy}`,
    path: `byte ${offset}`,
  };
}

/** Offset of the first byte after which no reading is possible. Whether a prefix fails is monotonic, so it can be bisected. */
function firstInvalid(bytes: Uint8Array, encoding: Encoding): number {
  let sound = 0;
  let broken = bytes.length + 1;
  while (broken - sound > 1) {
    const middle = (sound + broken) >>> 1;
    if (isSoundPrefix(bytes.subarray(0, middle), encoding)) sound = middle;
    else broken = middle;
  }
  return sound;
}

function isSoundPrefix(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
