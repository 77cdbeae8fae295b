import { inflateRawSync } from "node:zlib";
import type { Problem } from "../errors.ts";

/** One file of an archive, unpacked. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

// The document.xml of a 500-page report is about 10 MB; mammoth and SheetJS need some ten bytes for each of these.
const MAX_UNPACKED = 64 * 1024 * 1024;
const MAX_ENTRIES = 10_000;

const DAMAGED: Problem = {
  code: "reader/damaged",
  message: "the file is cut off or damaged; fetch it again, or open it in Office and save it anew",
};

/**
 * Unpacks the XML of a Word or Excel file, never more than 64 MiB of it whatever the archive claims; pictures and
 * other parts are left out. What cannot be unpacked within that is a problem.
 */
export function unzipOffice(bytes: Uint8Array): readonly ZipEntry[] | Problem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) return DAMAGED;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  let left = MAX_UNPACKED;
  const entries: ZipEntry[] = [];
  if (count > MAX_ENTRIES) return tooFar(`${count} parts`);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return DAMAGED;
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (/\.(?:xml|rels)$/i.test(name)) {
      if ((view.getUint16(at + 8, true) & 1) === 1) return ENCRYPTED;
      const unpacked = unpack(bytes, view, at, left);
      if (unpacked === "damaged") return DAMAGED;
      if (unpacked === "large") return tooFar(`more than ${MAX_UNPACKED / 1024 / 1024} MiB of XML`);
      left -= unpacked.length;
      entries.push({ name, bytes: unpacked });
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

const ENCRYPTED: Problem = {
  code: "reader/encrypted",
  message: "the file has a password; save it without one",
};

function tooFar(what: string): Problem {
  return {
    code: "reader/expands",
    message: `the file unpacks to ${what}; save the text alone, without what is attached`,
  };
}

/** The record at the end of an archive, before a comment of at most 65,535 bytes. */
function endOfDirectory(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return undefined;
}

/** Unpacks one entry; sizes that the archive claims are not believed. */
function unpack(
  bytes: Uint8Array,
  view: DataView,
  directory: number,
  limit: number,
): Uint8Array | "damaged" | "large" {
  const method = view.getUint16(directory + 10, true);
  const packed = view.getUint32(directory + 20, true);
  const header = view.getUint32(directory + 42, true);
  if (header + 30 > bytes.length) return "damaged";
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (start + packed > bytes.length) return "damaged";
  const content = bytes.subarray(start, start + packed);
  if (method === 0) return content.length > limit ? "large" : content;
  if (method !== 8) return "damaged";
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ERR_BUFFER_TOO_LARGE" ? "large" : "damaged";
  }
}

/** Packs entries without compression, for a library that reads archives only. */
export function zipStored(entries: readonly ZipEntry[]): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const title = encoder.encode(name);
    // Version 2.0, names in UTF-8, stored, no date; the readers do not check the checksum, which stays 0.
    const common = [20, 0x0800, 0, 0, 0, 0, 0, bytes.length & 0xffff, bytes.length >>> 16];
    const sizes = [bytes.length & 0xffff, bytes.length >>> 16, title.length, 0];
    const local = shorts([0x4b50, 0x0403, ...common, ...sizes]);
    parts.push(local, title, bytes);
    directory.push(
      shorts([0x4b50, 0x0201, 20, ...common, ...sizes, 0, 0, 0, 0, 0, offset & 0xffff, offset >>> 16]),
      title,
    );
    offset += local.length + title.length + bytes.length;
  }
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const tail = [length & 0xffff, length >>> 16, offset & 0xffff, offset >>> 16, 0];
  const end = shorts([0x4b50, 0x0605, 0, 0, entries.length, entries.length, ...tail]);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

function shorts(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  for (const [index, value] of values.entries()) view.setUint16(index * 2, value, true);
  return new Uint8Array(view.buffer);
}
