import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { InputError } from "../errors.ts";
import type { CorpusRecord } from "../record.ts";
import { type CorpusSource, nameOfSource } from "./analyze-source.ts";

/**
 * What a run has finished, on disk, so that a run after it need not do it again: one line of JSON for each source, under a
 * key made of the source's bytes and of everything that decides a result. Memory: a few numbers for each line.
 */
export interface Journal {
  /** Whether there is nothing to find. */
  readonly isNew: boolean;
  /** The records that an earlier run gave for this key, under the name that the source has now. */
  find(key: string, source: string): Promise<readonly CorpusRecord[] | undefined>;
  /** Takes records as JSON. On disk when it resolves: a process that is killed then loses nothing. */
  add(key: string, records: string): Promise<void>;
  close(): Promise<void>;
}

interface Line {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * Opens or makes a journal. A last line that was cut off by a kill is taken out.
 *
 * @throws InputError when the file cannot be opened.
 */
export async function openJournal(path: string): Promise<Journal> {
  const handle = await open(path, "a+").catch((cause: NodeJS.ErrnoException) => {
    const message = `the journal cannot be opened (${cause.code ?? cause.message}); check that its folder may be written to`;
    throw new InputError(path, [{ code: "corpus/journal", message }], { cause });
  });
  const lines = await readLines(path, handle);
  // Lines that wait for the write before them go to the disk together.
  let waiting = "";
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function find(key: string, source: string): Promise<readonly CorpusRecord[] | undefined> {
    const line = lines.get(key);
    if (line === undefined) return undefined;
    const buffer = Buffer.alloc(line.bytes);
    await handle.read(buffer, 0, line.bytes, line.offset);
    const records = parseLine(buffer.toString("utf8"), key);
    return records?.map((record) => ({ ...record, source }));
  }

  function add(key: string, records: string): Promise<void> {
    waiting += `{"key":${JSON.stringify(key)},"records":${records}}\n`;
    next ??= writing.then(() => {
      const lines = waiting;
      waiting = "";
      next = undefined;
      return handle.appendFile(lines, "utf8");
    });
    writing = next.catch(() => {});
    return next;
  }

  return {
    isNew: lines.size === 0,
    find,
    add,
    close: async () => {
      await writing;
      await handle.close();
    },
  };
}

async function readLines(path: string, handle: FileHandle): Promise<Map<string, Line>> {
  const lines = new Map<string, Line>();
  let offset = 0;
  const { size } = await handle.stat();
  const reader = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of reader) {
    const bytes = Buffer.byteLength(line);
    const [, key] = /^\{"key":"([0-9a-f-]{20,200})"/.exec(line) ?? [];
    if (offset + bytes < size && key !== undefined) lines.set(key, { offset, bytes });
    if (offset + bytes >= size) await handle.truncate(offset);
    offset += bytes + 1;
  }
  return lines;
}

function parseLine(line: string, key: string): readonly CorpusRecord[] | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    const isEntry = typeof entry === "object" && entry !== null && "records" in entry && "key" in entry;
    if (isEntry && entry.key === key && Array.isArray(entry.records)) return entry.records;
  } catch {
    // A line that another program has broken is a line to do again.
  }
  return undefined;
}

/**
 * The key of a source: SHA-256 of its bytes, its kind of file, and the stamp of what it is analysed with; undefined where
 * it cannot be read, which is then to be tried again.
 */
export async function keyOf(source: CorpusSource, stamp: string): Promise<string | undefined> {
  if (!("path" in source)) return keyOfLoaded(source, undefined, stamp);
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(source.path)) hash.update(chunk);
  } catch {
    return undefined;
  }
  return keyWith(hash, source, stamp);
}

/** As `keyOf`, of a source whose file was read already. */
export function keyOfLoaded(
  source: CorpusSource,
  loaded: Uint8Array | undefined,
  stamp: string,
): string | undefined {
  const bytes = "text" in source ? JSON.stringify(source.text) : "bytes" in source ? source.bytes : loaded;
  return bytes === undefined ? undefined : keyWith(createHash("sha256").update(bytes), source, stamp);
}

function keyWith(hash: Hash, source: CorpusSource, stamp: string): string {
  const mediaType = "mediaType" in source ? source.mediaType : "";
  const kind = createHash("sha256").update(`${extname(nameOfSource(source)).toLowerCase()} ${mediaType}`);
  return `${hash.digest("hex")}-${kind.digest("hex").slice(0, 8)}-${stamp}`;
}
