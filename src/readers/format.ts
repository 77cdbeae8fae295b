/** The kinds of files that can be read. */
export const FORMATS = ["text", "markdown", "html", "pdf", "docx", "csv", "tsv", "xlsx", "jsonl"] as const;
export type Format = (typeof FORMATS)[number];

const EXTENSIONS: Readonly<Record<string, Format>> = {
  txt: "text",
  text: "text",
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
  xhtml: "html",
  pdf: "pdf",
  docx: "docx",
  docm: "docx",
  csv: "csv",
  tsv: "tsv",
  tab: "tsv",
  xlsx: "xlsx",
  xlsm: "xlsx",
  xls: "xlsx",
  jsonl: "jsonl",
  ndjson: "jsonl",
};

const MEDIA_TYPES: Readonly<Record<string, Format>> = {
  "text/plain": "text",
  "text/markdown": "markdown",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.ms-excel": "xlsx",
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "application/jsonl": "jsonl",
  "application/x-ndjson": "jsonl",
};

/** What is known of a source before it is read. */
export interface FormatSigns {
  /** Path or name; its extension counts. */
  readonly name?: string;
  readonly mediaType?: string;
  readonly bytes?: Uint8Array;
}

/**
 * Which format a source is in: what its first bytes prove, then its media type, then its extension; a name without
 * extension, and bytes without a name, are plain text. `undefined` where the extension is of none of the formats.
 *
 * @example
 * formatOf("計画.PDF"); // → "pdf"
 * formatOf({ name: "計画.doc" }); // → undefined
 */
export function formatOf(source: string | Uint8Array | FormatSigns): Format | undefined {
  const signs =
    typeof source === "string" ? { name: source } : source instanceof Uint8Array ? { bytes: source } : source;
  const proven = signs.bytes === undefined ? undefined : provenFormat(signs.bytes);
  if (proven !== undefined) return proven;
  const mediaType = signs.mediaType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (Object.hasOwn(MEDIA_TYPES, mediaType)) return MEDIA_TYPES[mediaType];
  const extension = extensionOf(signs.name ?? "");
  if (extension === "") return "text";
  return Object.hasOwn(EXTENSIONS, extension) ? EXTENSIONS[extension] : undefined;
}

/** The extension in lower case, without its dot; empty where there is none. */
export function extensionOf(name: string): string {
  return (/[^/\\]\.([^./\\]+)$/.exec(name)?.[1] ?? "").toLowerCase();
}

/** Whether bytes are the container of old or encrypted Office files (.doc, .xls, a .docx with a password). */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

/** Whether bytes are a zip archive, as .docx and .xlsx are. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);
}

function provenFormat(bytes: Uint8Array): Format | undefined {
  const head = latin(bytes.subarray(0, 1024));
  if (head.includes("%PDF-")) return "pdf";
  if (isZip(bytes)) {
    // Entry names stand uncompressed in the directory at the end of an archive.
    const tail = latin(bytes.subarray(-65_536));
    if (tail.includes("word/document")) return "docx";
    return tail.includes("xl/workbook") ? "xlsx" : undefined;
  }
  return /^\s*(?:\u00ef\u00bb\u00bf)?\s*(?:<!doctype html|<html[\s>])/i.test(head) ? "html" : undefined;
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
