import { inflateSync } from "node:zlib";
import type { Problem } from "../errors.ts";

// The largest page of text measured (a budget with 4,000 numbers) has 0.3 MB of instructions; an embedded font 20 MB.
const MAX_STREAM = 64 * 1024 * 1024;
const MAX_TOTAL = 512 * 1024 * 1024;

/**
 * Looks for compressed streams that unpack to more than a document can need. pdf.js has no limit of its own: it keeps
 * whatever a stream unpacks to. Pictures are passed over, since text is read without them. Cost: one fast inflation.
 */
export function findBomb(bytes: Uint8Array): Problem | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = buffer.indexOf("stream"); at >= 0; at = buffer.indexOf("stream", at + 6)) {
    if (buffer[at - 1] === 0x64) continue; // endstream
    const start = at + 6 + (buffer[at + 6] === 0x0d ? 2 : 1);
    const head = buffer.subarray(Math.max(0, at - 600), at).toString("latin1");
    const dictionary = head.slice(head.lastIndexOf(" obj") + 1);
    if (!isDeflated(buffer, start) || /\/Subtype\s*\/Image/.test(dictionary)) continue;
    const length = unpackedLength(buffer.subarray(start));
    total += length;
    if (length > MAX_STREAM || total > MAX_TOTAL) return BOMB;
  }
  return undefined;
}

const BOMB: Problem = {
  code: "reader/expands",
  message: "the PDF unpacks to far more than a document holds; print it to a new PDF",
};

/** Whether bytes begin as zlib data does, whatever the dictionary before them says. */
function isDeflated(bytes: Uint8Array, at: number): boolean {
  const [method, check] = [bytes[at] ?? 0, bytes[at + 1] ?? 0];
  return (method & 0x0f) === 8 && (method * 256 + check) % 31 === 0;
}

/** A stream may be packed twice, which makes a thousandth of a thousandth. */
function unpackedLength(content: Uint8Array): number {
  try {
    const unpacked = inflateSync(content, { maxOutputLength: MAX_STREAM });
    return isDeflated(unpacked, 0) ? Math.max(unpacked.length, unpackedLength(unpacked)) : unpacked.length;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ERR_BUFFER_TOO_LARGE" ? MAX_STREAM + 1 : 0;
  }
}

/** Whether the end of the file is missing, which names where everything stands. */
export function isCutOff(bytes: Uint8Array): boolean {
  return !new TextDecoder("latin1").decode(bytes.subarray(-2048)).includes("%%EOF");
}
