import { readFileSync, writeFileSync } from "node:fs";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { compileWordings, packWordings, stampOfWordings, unpackWordings } from "./compiled-wordings.ts";

const FILE = "wordings.bin";
const STAMP_BYTES = 16;

/**
 * The compiled wordings of a thesaurus that the build left beside its modules, packed; undefined where there are none, as in the
 * source tree or a bundle, where they are those of another thesaurus, or where they are damaged. In shared memory: no thread needs
 * its own. About 20 ms, most of them for the stamp.
 */
export function readPrepared(
  thesaurus: Thesaurus,
  folder = new URL(".", import.meta.url),
): ArrayBufferLike | undefined {
  try {
    const bytes = readFileSync(new URL(FILE, folder));
    if (bytes.toString("latin1", 0, STAMP_BYTES) !== stampOfWordings(thesaurus)) return undefined;
    const buffer = sharedBuffer(bytes.length - STAMP_BYTES);
    new Uint8Array(buffer).set(bytes.subarray(STAMP_BYTES));
    unpackWordings(buffer);
    return buffer;
  } catch {
    return undefined;
  }
}

/** Writes what `readPrepared` reads. */
export function writePrepared(folder: URL, thesaurus: Thesaurus): void {
  const packed = packWordings(compileWordings(thesaurus), (size) => new ArrayBuffer(size));
  const stamp = Buffer.from(stampOfWordings(thesaurus), "latin1");
  writeFileSync(new URL(FILE, folder), Buffer.concat([stamp, new Uint8Array(packed)]));
}

export const sharedBuffer = (size: number): ArrayBufferLike => new SharedArrayBuffer(size);
