import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Document } from "../document.ts";
import { InputError, type Problem } from "../errors.ts";
import type { Origin } from "../report/json.ts";
import { type JsonLineKeys, readJsonLines, startsJsonLines } from "./json-lines.ts";
import { say } from "./language.ts";

/** One text to analyse, or why there is none. */
export type Input = { readonly origin: Origin } & (
  | { readonly text: string | Document }
  | { readonly problem: Problem }
);

export interface InputOptions extends JsonLineKeys {
  readonly encoding?: string;
  /** Standard input is JSON Lines, whatever it begins with. */
  readonly jsonl?: boolean;
  /** Standard input without a byte is a stream of no lines: a filter on an empty partition has nothing to answer. */
  readonly mayBeEmpty?: boolean;
  readonly signal?: AbortSignal;
}

/** Stands for standard input among file names. */
export const STANDARD_INPUT = "-";

/**
 * The texts of files, of all documents in folders (in the order of their names), and of standard input, one by one. What
 * cannot be read is one item with its problem, and the next is read.
 */
export async function* readInputs(
  paths: readonly string[],
  options: InputOptions = {},
): AsyncGenerator<Input> {
  for (const path of paths) {
    if (path === STANDARD_INPUT) yield* readStandardInput(options);
    else if (await isFolder(path)) yield* readFolder(path, options);
    else yield* readFile(path, options);
  }
}

/** Whether a path holds one text at most: not a folder, not JSON Lines, not a table. */
export async function isSingle(path: string): Promise<boolean> {
  return !(await isFolder(path)) && !/\.(jsonl|ndjson|csv|tsv|tab|xlsx|xlsm|xls)$/i.test(path);
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function* readFolder(folder: string, options: InputOptions): AsyncGenerator<Input> {
  let found = false;
  for await (const file of documentsIn(folder, new Set())) {
    found = true;
    yield* typeof file === "string" ? readFile(file, options) : [file];
  }
  if (found) return;
  const message = say(
    "フォルダに文書がありません。.txt .md .jsonl .pdf .docx .html などを入れるか、ファイルを直接指定してください。",
    "the folder holds no documents; put .txt, .md, .jsonl, .pdf, .docx or .html files there, or name a file",
  );
  yield { origin: { source: folder }, problem: { code: "input/empty-folder", message } };
}

async function* documentsIn(folder: string, seen: Set<string>): AsyncGenerator<string | Input> {
  const { extensionOf, formatOf } = await import("../readers/format.ts");
  try {
    // A link may lead back to a folder above it.
    const real = await realpath(folder);
    if (seen.has(real)) return;
    seen.add(real);
    const names = (await readdir(folder)).sort();
    for (const name of names) {
      if (name.startsWith(".") || name === "node_modules") continue;
      const path = join(folder, name);
      if (await isFolder(path)) yield* documentsIn(path, seen);
      else if (extensionOf(name) !== "" && formatOf(name) !== undefined) yield path;
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const message = say(
      `フォルダを開けません（${error.message}）。読み取りが許されているかを確かめてください。`,
      `the folder cannot be opened (${error.message}); allow reading it`,
    );
    yield { origin: { source: folder }, problem: { code: "input/unreadable-folder", message } };
  }
}

async function* readFile(path: string, options: InputOptions): AsyncGenerator<Input> {
  if (/\.(jsonl|ndjson)$/i.test(path) && options.encoding === undefined) {
    yield* readLines(path, createReadStream(path), options);
    return;
  }
  yield* readDocumentsOf(path, { path }, options);
}

async function* readStandardInput(options: InputOptions): AsyncGenerator<Input> {
  const chunks: AsyncIterator<Uint8Array> = process.stdin[Symbol.asyncIterator]();
  const { value: head = new Uint8Array() } = await chunks.next();
  if (head.length === 0 && options.mayBeEmpty === true) return;
  const rest: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => chunks };
  const bytes = (async function* () {
    yield head;
    yield* rest;
  })();
  if (options.jsonl === true || startsJsonLines(head)) {
    yield* readLines(STANDARD_INPUT, bytes, options);
    return;
  }
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  yield* readDocumentsOf(STANDARD_INPUT, { bytes: new Uint8Array(Buffer.concat(parts)), name: "-" }, options);
}

async function* readLines(
  source: string,
  bytes: AsyncIterable<Uint8Array>,
  keys: InputOptions,
): AsyncGenerator<Input> {
  try {
    for await (const { line, id, ...content } of readJsonLines(bytes, keys)) {
      yield { origin: { source, ...(id === undefined ? {} : { id }), line }, ...content };
    }
  } catch (error) {
    if (keys.signal?.aborted === true) return;
    if (!(error instanceof Error && "syscall" in error)) throw error;
    // The plain reader has the words for every way in which a file cannot be opened.
    yield* readDocumentsOf(source, { path: source }, keys);
  }
}

async function* readDocumentsOf(
  name: string,
  source: { path: string } | { bytes: Uint8Array; name: string },
  { encoding, textColumn, idColumn, signal }: InputOptions,
): AsyncGenerator<Input> {
  const { readDocuments } = await import("../readers/read.ts");
  const problems: Problem[] = [];
  try {
    const documents = readDocuments(source, {
      ...(encoding === undefined ? {} : { encoding }),
      ...(textColumn === undefined ? {} : { textColumn }),
      ...(idColumn === undefined ? {} : { idColumn }),
      ...(signal === undefined ? {} : { signal }),
      onProblem: (error) => problems.push(...error.problems),
    });
    for await (const document of documents) {
      const id = document.source?.startsWith(`${name}#`) ? document.source.slice(name.length + 1) : undefined;
      yield { origin: originOf(name, id, document), text: document };
    }
  } catch (error) {
    if (signal?.aborted === true) return;
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  }
  for (const problem of problems) yield { origin: { source: name }, problem };
}

function originOf(source: string, id: string | undefined, { defects = [] }: Document): Origin {
  return { source, ...(id === undefined ? {} : { id }), ...(defects.length === 0 ? {} : { defects }) };
}
