import type { Document } from "../document.ts";
import type { Problem } from "../errors.ts";
import { parsePlain } from "./plain.ts";

/** Which keys or columns of a record are its text and its name. */
export interface RecordOptions {
  /** Key or column of the text; `text` in JSON Lines unless given. */
  readonly textColumn?: string;
  /** Key or column that names the record; `id` unless given, and the line or row number where it is missing. */
  readonly idColumn?: string;
}

/** Records that could be read, and one problem for each that could not. */
export interface ParsedRecords {
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
}

/**
 * Reads JSON Lines: one object with a text a line. A broken line is one problem with its number, and the others are
 * still read. Blank lines are skipped. `source` of a document is its id; the other scalar values go to `meta`.
 *
 * @example
 * parseJsonLines('{"id":"a","text":"地域に寄り添う。","年":2024}\n{"id":').problems;
 * // → [{ code: "reader/json", line: 2, message: "…" }], and documents[0].meta is { 年: "2024" }
 */
export function parseJsonLines(text: string, options: RecordOptions = {}): ParsedRecords {
  const documents: Document[] = [];
  const problems: Problem[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === "") continue;
    const parsed = parseJsonLine(line, index + 1, options);
    if ("code" in parsed) problems.push(parsed);
    else documents.push(parsed);
  }
  return { documents, problems };
}

/** Reads one line of JSON Lines, for callers that stream. `line` is 1-based. */
export function parseJsonLine(
  content: string,
  line: number,
  options: RecordOptions = {},
): Document | Problem {
  const { textColumn = "text", idColumn = "id" } = options;
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, " ").slice(0, 120) : "";
    return {
      code: "reader/json",
      line,
      message: `not valid JSON: ${reason}; write one JSON object on each line`,
    };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { code: "reader/json", line, message: `expected an object such as {"id": "a", "text": "…"}` };
  }
  const record = new Map(Object.entries(value));
  const body = record.get(textColumn);
  if (typeof body !== "string") {
    const keys = [...record.keys()].slice(0, 10).join(", ");
    const message = `no string under "${textColumn}" (keys: ${keys}); name the key of the text with --text-column`;
    return { code: "reader/no-text", line, message };
  }
  const id = scalar(record.get(idColumn)) ?? String(line);
  const beside = [...record].filter(([key]) => key !== textColumn && key !== idColumn);
  return recordDocument(
    body,
    id,
    beside.map(([key, other]) => [key, scalar(other)]),
  );
}

/** A record's text as a document; cells without a value are left out of `meta`. */
export function recordDocument(
  text: string,
  id: string,
  beside: readonly (readonly [string, string | undefined])[],
): Document {
  const known = beside.filter(
    (pair): pair is readonly [string, string] => pair[1] !== undefined && pair[1] !== "",
  );
  // fromEntries defines own properties, so that a key such as __proto__ stays a key.
  const meta = Object.fromEntries(known);
  return { ...parsePlain(text), source: id, ...(known.length > 0 ? { meta } : {}) };
}

function scalar(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
