import { InputError, type Problem } from "../errors.ts";
import { relations } from "../thesaurus/relation.ts";
import {
  DECISIONS,
  type Decision,
  isFormula,
  type REVIEW_COLUMNS,
  type Review,
  ROW_KINDS,
  type ReviewRow,
} from "./review.ts";

/** People write decisions in their own language. */
const DECISION_WORDS: Readonly<Record<string, Decision>> = {
  accept: "accept",
  accepted: "accept",
  a: "accept",
  採用: "accept",
  承認: "accept",
  reject: "reject",
  rejected: "reject",
  r: "reject",
  却下: "reject",
  不採用: "reject",
  merge: "merge",
  merged: "merge",
  m: "merge",
  統合: "merge",
};

type Column = (typeof REVIEW_COLUMNS)[number];
const NEEDED = ["decision", "kind", "term"] as const satisfies readonly Column[];
const HIRAGANA = /^[ぁ-ゖゝゞー]+$/u;

/**
 * Reads a review file that a person edited: tab- or comma-separated text as `renderReviewTsv` or a spreadsheet writes it, or the
 * JSON of `renderReviewJson`. Columns may be moved, and those that nobody needs may be missing.
 *
 * @param options.file - name of the file for messages. Default `review.tsv`.
 * @throws InputError listing every broken row with its line and what to do
 * @example
 * const review = parseReview(await readFile("review.tsv", "utf8"), { file: "review.tsv" });
 */
export function parseReview(text: string, { file = "review.tsv" }: { readonly file?: string } = {}): Review {
  const plain = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (/^\s*[{[]/u.test(plain)) return parseReviewJson(plain, file);
  return parseReviewTable(splitCells(plain), file);
}

/**
 * The same for the cells of a sheet, header first; row `i` is line `i + 1`.
 *
 * @throws InputError as `parseReview`
 */
export function parseReviewTable(table: readonly (readonly string[])[], file = "review.xlsx"): Review {
  const problems: Problem[] = [];
  const header = (table[0] ?? []).map((cell) => cell.trim().toLowerCase());
  const missing = NEEDED.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const message = `The columns ${missing.map((column) => `"${column}"`).join(", ")} are missing. Keep the first row of the file as it was written.`;
    problems.push({ code: "review/columns", message, line: 1 });
    throwProblems(file, problems);
  }
  const rows: ReviewRow[] = [];
  table.slice(1).forEach((cells, i) => {
    const line = i + 2;
    if (cells.every((cell) => cell.trim() === "")) return;
    if (cells.slice(header.length).some((cell) => cell.trim() !== "")) {
      const message = `The row has ${cells.length} cells where the header has ${header.length}. Take the tabs out of the text, or mend the row.`;
      problems.push({ code: "review/cells", message, line });
      return;
    }
    const fields = new Map(header.map((column, j) => [column, arm(cells[j] ?? "").trim()]));
    const row = readRow((column) => fields.get(column) ?? "", { line }, problems);
    if (row !== undefined) rows.push(row);
  });
  return finish(rows, file, problems);
}

/** Takes away the apostrophe that disarms a formula. */
const arm = (cell: string): string =>
  cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;

function parseReviewJson(text: string, file: string): Review {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `This is not JSON: ${reason}. Mend it, or write the file anew with bansou discover.`;
    throw new InputError(file, [{ code: "review/json", message }], { cause });
  }
  const rows = Array.isArray(value) ? value : (value as { rows?: unknown } | null)?.rows;
  if (!Array.isArray(rows)) {
    throw new InputError(file, [
      {
        code: "review/json",
        message: 'There is no list of "rows". Keep { "version": 1, "rows": […] }.',
        path: "rows",
      },
    ]);
  }
  const problems: Problem[] = [];
  const read = rows.flatMap((entry: unknown, i) => {
    const path = `rows[${i}]`;
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      problems.push({
        code: "review/row",
        message: 'A row must be an object such as { "kind": "term", "term": "…" }.',
        path,
      });
      return [];
    }
    const fields = new Map(Object.entries(entry));
    return readRow((column) => textOf(fields.get(column)), { path }, problems) ?? [];
  });
  return finish(read, file, problems);
}

const textOf = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? String(value).trim() : "";

type Place = Pick<Problem, "line" | "path">;

/** Undefined where the row cannot be read; what is wrong is added to `problems`. */
function readRow(
  field: (column: Column) => string,
  place: Place,
  problems: Problem[],
): ReviewRow | undefined {
  const before = problems.length;
  const add = (code: string, message: string) => problems.push({ code, message, ...place });
  const term = field("term");
  const kind = ROW_KINDS.find((name) => name === field("kind"));
  if (term === "") add("review/term", "There is no term. Restore it, or delete the whole row.");
  if (kind === undefined) {
    add("review/kind", `"${field("kind")}" is no kind. Write one of ${ROW_KINDS.join(", ")}.`);
  }
  const written = field("decision").toLowerCase();
  const decision = Object.hasOwn(DECISION_WORDS, written) ? DECISION_WORDS[written] : undefined;
  if (written !== "" && decision === undefined) {
    add(
      "review/decision",
      `"${field("decision")}" is no decision. Write ${DECISIONS.join(", ")} (採用, 却下, 統合) or leave it blank.`,
    );
  }
  const other = field("other");
  if (other === "" && kind !== undefined && kind !== "term" && kind !== "wording") {
    add("review/other", `A row of the kind ${kind} needs the other term. Restore the cell "other".`);
  }
  if (decision === "merge" && field("into") === "") {
    add("review/into", `Merge "${term}" into which concept? Write its id or label in the cell "into".`);
  }
  const relation = relations.find((name) => name === field("relation"));
  if (field("relation") !== "" && relation === undefined) {
    add(
      "review/relation",
      `"${field("relation")}" is no relation. Write one of ${relations.join(", ")} or leave it blank.`,
    );
  }
  const reading = field("reading");
  if (reading !== "" && !HIRAGANA.test(reading)) {
    add("review/reading", `The reading "${reading}" must be hiragana alone, such as "よりそいしえん".`);
  }
  if (problems.length > before || kind === undefined) return undefined;
  const said = { into: field("into"), note: field("note"), other, reading, definition: field("definition") };
  const shown = {
    nearest: field("nearest"),
    denied: field("denied"),
    patterns: field("patterns"),
    evidence: field("evidence"),
    sources: field("sources"),
    confidence: field("confidence"),
  };
  const numbers = { score: field("score"), frequency: field("frequency"), documents: field("documents") };
  return {
    ...(place.line !== undefined && { line: place.line }),
    ...(decision && { decision }),
    kind,
    term,
    ...(relation && { relation }),
    ...filled({ ...said, ...shown }),
    ...Object.fromEntries(
      Object.entries(numbers).flatMap(([name, text]) =>
        text !== "" && Number.isFinite(Number(text)) ? [[name, Number(text)]] : [],
      ),
    ),
  };
}

const filled = (fields: Readonly<Record<string, string>>): Partial<ReviewRow> =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ""));

/** Two rows that say opposite things about one proposal are a slip that no rule can mend. */
function finish(rows: readonly ReviewRow[], file: string, problems: Problem[]): Review {
  const seen = new Map<string, ReviewRow>();
  rows.forEach((row, i) => {
    if (row.decision === undefined) return;
    const key = JSON.stringify([row.kind, row.term, row.other ?? ""]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row);
    else if (first.decision !== row.decision || first.into !== row.into) {
      const where = first.line === undefined ? "an earlier row" : `line ${first.line}`;
      const message = `"${row.term}" is decided twice, otherwise in ${where}. Keep one of the two rows.`;
      problems.push({
        code: "review/contradiction",
        message,
        ...(row.line === undefined ? { path: `rows[${i}]` } : { line: row.line }),
      });
    }
  });
  throwProblems(file, problems);
  return { version: 1, rows };
}

function throwProblems(file: string, problems: readonly Problem[]): void {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const [first, ...others] = sorted;
  if (first !== undefined) throw new InputError(file, [first, ...others]);
}

/** Cells of tab-separated text, or of comma-separated where the header has no tab; quoted cells as spreadsheets write them. */
function splitCells(text: string): string[][] {
  const header = /^[^\r\n]*/u.exec(text)?.[0] ?? "";
  const separator = header.includes("\t") ? "\t" : ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const { cell, end } = readCell(text, at, separator);
    row.push(cell);
    if (text[end] === separator) {
      at = end + 1;
      if (at === text.length) row.push("");
      continue;
    }
    rows.push(row);
    row = [];
    at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function readCell(
  text: string,
  from: number,
  separator: string,
): { readonly cell: string; readonly end: number } {
  const quoted = text[from] === '"' ? closingQuote(text, from) : -1;
  const after = text[quoted + 1];
  if (quoted >= 0 && (after === undefined || after === separator || after === "\n" || after === "\r")) {
    return { cell: text.slice(from + 1, quoted).replaceAll('""', '"'), end: quoted + 1 };
  }
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== "\n" && text[end] !== "\r") end++;
  return { cell: text.slice(from, end), end };
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
