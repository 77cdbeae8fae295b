import { closeSync, openSync, readSync, fstatSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { compileWordings, packWordings, stampOfWordings } from "./compiled-wordings.ts";

const FILE = "wordings.bin";
const STAMP_BYTES = 16;

/**
 * The compiled wordings of a thesaurus that the build left beside its modules; undefined where there is none, as in the
 * source tree or a bundle, or where they are those of another thesaurus. In shared memory: no thread needs its own.
 */
export function readPrepared(thesaurus: Thesaurus): ArrayBufferLike | undefined {
  let file: number;
  try {
    file = openSync(fileURLToPath(new URL(FILE, import.meta.url)), "r");
  } catch {
    return undefined;
  }
  try {
    const stamp = Buffer.alloc(STAMP_BYTES);
    readSync(file, stamp, 0, STAMP_BYTES, 0);
    if (stamp.toString("latin1") !== stampOfWordings(thesaurus)) return undefined;
    const buffer = sharedBuffer(fstatSync(file).size - STAMP_BYTES);
    readSync(file, new Uint8Array(buffer), 0, buffer.byteLength, STAMP_BYTES);
    return buffer;
  } finally {
    closeSync(file);
  }
}

/** What `readPrepared` reads, into the folder of a build. */
export function writePrepared(folder: URL, thesaurus: Thesaurus): void {
  const packed = packWordings(compileWordings(thesaurus), (size) => new ArrayBuffer(size));
  const stamp = Buffer.from(stampOfWordings(thesaurus), "latin1");
  writeFileSync(new URL(FILE, folder), Buffer.concat([stamp, new Uint8Array(packed)]));
}

export const sharedBuffer = (size: number): ArrayBufferLike => new SharedArrayBuffer(size);
