import type { Document } from "../document.ts";
import { InputError, type Problem } from "../errors.ts";
import { decodeText, findEncoding, markedEncoding, parseEncoding } from "./encoding.ts";
import { extensionOf, FORMATS, type Format, formatOf, isCompoundFile } from "./format.ts";
import { type ParsedRecords, parseJsonLines, type RecordOptions } from "./jsonl.ts";
import { parsePlain } from "./plain.ts";
import { type Sheet, sheetsDocument, sheetsRecords } from "./rows.ts";
import { loadBytes, MAX_BYTES, nameOf, type Source } from "./source.ts";

/** How far reading may go. Every limit that is passed ends in an `InputError` that names it. */
export interface ReadOptions {
  /** Encoding of text files, such as `shift_jis`; detected unless given. */
  readonly encoding?: string;
  /** Largest file, in bytes; 100 MiB unless given. */
  readonly maxBytes?: number;
  /** Most pages of a PDF; 2,000 unless given. */
  readonly maxPages?: number;
  /** Longest time for one PDF, in milliseconds; 120,000 unless given. */
  readonly timeoutMs?: number;
  /** Ends the reading with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How files with one text a row are read. */
export interface ReadRecordsOptions extends ReadOptions, RecordOptions {
  /**
   * Is told of each row that could not be read, in order, while the others go on. Without it, one `InputError`
   * with all of them is thrown after the last good row.
   */
  readonly onProblem?: (error: InputError) => void;
}

const MAX_PAGES = 2_000;
const TIMEOUT_MS = 120_000;

/**
 * Reads one file as one document: PDF, DOCX, HTML, Markdown, plain text in any Japanese encoding, CSV, TSV, XLSX or
 * JSON Lines. Of tables every cell is a block; `readDocuments` makes each row a document of its own.
 *
 * @throws InputError when the file is missing, a directory, unreadable, empty, binary, damaged, encrypted, of an
 * unknown format or past a limit; `problems[].code` starts with `reader/`.
 * @throws RangeError when `encoding` names none.
 *
 * @example
 * const document = await readDocument({ path: "計画.pdf" });
 * place(document, 1200); // → { page: 3, paragraph: 41 }
 */
export async function readDocument(source: Source, options: ReadOptions = {}): Promise<Document> {
  const { name, bytes, format } = await open(source, options);
  const document = await readFormat(bytes, name, format, options);
  return { ...document, source: name };
}

/**
 * Reads the documents that a file holds: one for each row of CSV, TSV, XLSX and JSON Lines (`source` is `file#id`,
 * the other columns go to `meta`), and a single one of any other format.
 *
 * @throws InputError as `readDocument`, and for rows as `onProblem` says.
 *
 * @example
 * for await (const document of readDocuments({ path: "answers.csv" }, { textColumn: "自由記述", idColumn: "番号" })) {
 *   analyzer.analyze(document);
 * }
 */
export async function* readDocuments(
  source: Source,
  options: ReadRecordsOptions = {},
): AsyncGenerator<Document> {
  const { name, bytes, format } = await open(source, options);
  if (format !== "jsonl" && format !== "csv" && format !== "tsv" && format !== "xlsx") {
    yield { ...(await readFormat(bytes, name, format, options)), source: name };
    return;
  }
  const { documents, problems } = await readRecords(bytes, name, format, options);
  for (const document of documents) {
    options.signal?.throwIfAborted();
    yield { ...document, source: `${name}#${document.source ?? ""}` };
  }
  const [first, ...others] = problems;
  if (first === undefined) return;
  if (options.onProblem === undefined) throw new InputError(name, [first, ...others]);
  for (const problem of problems) options.onProblem(new InputError(name, [problem]));
}

interface Opened {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format: Format;
}

async function open(source: Source, options: ReadOptions): Promise<Opened> {
  if (options.encoding !== undefined) parseEncoding(options.encoding);
  options.signal?.throwIfAborted();
  const name = nameOf(source);
  const signs = "path" in source ? { name } : source;
  // A name alone settles that a file is of no use before its gigabytes are read.
  if (formatOf({ ...signs, bytes: new Uint8Array() }) === undefined) throw unknownFormat(name);
  const bytes = await loadBytes(source, options.maxBytes ?? MAX_BYTES, options.signal);
  const format = formatOf({ ...signs, bytes });
  if (isCompoundFile(bytes) && extensionOf(name) !== "xls") throw compoundFile(name, bytes);
  if (format === undefined) throw unknownFormat(name);
  return { name, bytes, format };
}

async function readFormat(
  bytes: Uint8Array,
  name: string,
  format: Format,
  options: ReadOptions,
): Promise<Document> {
  switch (format) {
    case "text":
      return parsePlain(await textOf(bytes, name, options));
    case "markdown": {
      const { parseMarkdown } = await load(name, format, () => import("./markdown.ts"));
      return parseMarkdown(await textOf(bytes, name, options));
    }
    case "html": {
      const { parseHtml } = await load(name, format, () => import("./html.ts"));
      return parseHtml(await htmlText(bytes, name, options));
    }
    case "docx": {
      const { parseDocx } = await load(name, format, () => import("./docx.ts"));
      return sound(name, await parseDocx(bytes));
    }
    case "pdf": {
      const { parsePdf } = await load(name, format, () => import("./pdf.ts"));
      const { maxPages = MAX_PAGES, timeoutMs = TIMEOUT_MS, signal } = options;
      return sound(
        name,
        await parsePdf(bytes, { maxPages, timeoutMs, ...(signal === undefined ? {} : { signal }) }),
      );
    }
    case "csv":
    case "tsv":
    case "xlsx":
      return sheetsDocument(await readSheets(bytes, name, format, options));
    case "jsonl":
      return joined(name, parseJsonLines(await textOf(bytes, name, options)));
  }
}

async function readSheets(
  bytes: Uint8Array,
  name: string,
  format: "csv" | "tsv" | "xlsx",
  options: ReadOptions,
): Promise<readonly Sheet[]> {
  if (format === "xlsx") {
    const { parseXlsx } = await load(name, format, () => import("./xlsx.ts"));
    return sound(name, parseXlsx(bytes));
  }
  const { parseCsv } = await load(name, format, () => import("./csv.ts"));
  return [sound(name, parseCsv(await textOf(bytes, name, options), format === "csv" ? "," : "\t"))];
}

function sound<T extends object>(name: string, parsed: T | Problem): T {
  if ("code" in parsed) throw new InputError(name, [parsed]);
  return parsed;
}

/** A page says in its head what encoding it is in; that is believed unless the bytes contradict it. */
async function htmlText(bytes: Uint8Array, name: string, options: ReadOptions): Promise<string> {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 2048));
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,20})/i.exec(head)?.[1];
  if (options.encoding === undefined && markedEncoding(bytes) === undefined && declared !== undefined) {
    const decoded = await decodeText(bytes, findEncoding(declared));
    if ("text" in decoded) return decoded.text;
  }
  return textOf(bytes, name, options);
}

async function readRecords(
  bytes: Uint8Array,
  name: string,
  format: "jsonl" | "csv" | "tsv" | "xlsx",
  options: ReadRecordsOptions,
): Promise<ParsedRecords> {
  if (format === "jsonl") return parseJsonLines(await textOf(bytes, name, options), options);
  return sheetsRecords(await readSheets(bytes, name, format, options), options);
}

async function textOf(bytes: Uint8Array, name: string, options: ReadOptions): Promise<string> {
  const forced = options.encoding === undefined ? undefined : parseEncoding(options.encoding);
  const decoded = await decodeText(bytes, forced);
  if ("problem" in decoded) throw new InputError(name, [decoded.problem]);
  return decoded.text;
}

/** All records one after the other, for callers that want a file to be one document. */
function joined(name: string, { documents, problems }: ParsedRecords): Document {
  const [first, ...others] = problems;
  if (first !== undefined) throw new InputError(name, [first, ...others]);
  let text = "";
  const blocks = documents.flatMap((document) => {
    const offset = text.length;
    text += `${document.text}\n\n`;
    return document.blocks.map((block) => ({
      ...block,
      start: block.start + offset,
      end: block.end + offset,
    }));
  });
  return { text, blocks };
}

const PACKAGES: Partial<Record<Format, string>> = {
  markdown: "mdast-util-from-markdown mdast-util-gfm micromark-extension-gfm",
  html: "parse5",
  pdf: "pdfjs-dist",
  docx: "mammoth parse5",
  csv: "csv-parse",
  tsv: "csv-parse",
  xlsx: "@e965/xlsx",
};

/** Loads what one format needs; a missing optional package is named with the command that adds it. */
async function load<T>(name: string, format: Format, loading: () => Promise<T>): Promise<T> {
  try {
    return await loading();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw error;
    const message = `reading ${format} needs packages that are not installed; run: npm install ${PACKAGES[format]}`;
    throw new InputError(name, [{ code: "reader/missing-package", message }], { cause: error });
  }
}

function unknownFormat(name: string): InputError {
  const extension = extensionOf(name);
  const remedy =
    extension === "doc" || extension === "rtf" || extension === "odt"
      ? "save it as .docx in Word or LibreOffice"
      : extension === "ppt" || extension === "pptx" || extension === "jtd"
        ? "export it as PDF"
        : `formats read: ${FORMATS.join(", ")}; convert it to one of them`;
  const what =
    extension === "" ? "the format is unknown" : `files with the extension .${extension} cannot be read`;
  return new InputError(name, [{ code: "reader/unknown-format", message: `${what}; ${remedy}` }]);
}

function compoundFile(name: string, bytes: Uint8Array): InputError {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from("EncryptedPackage", "utf16le"),
  );
  const problem: Problem = encrypted
    ? { code: "reader/encrypted", message: "the file has a password; save it without one" }
    : { code: "reader/unknown-format", message: "this is an old Office file; save it as .docx or .xlsx" };
  return new InputError(name, [problem]);
}
