import type { Document } from "../document.ts";
import { createDraft } from "./draft.ts";
import { type ParsedRecords, type RecordOptions, recordDocument } from "./jsonl.ts";

/** A sheet of cells with its name; a CSV file is one without a name. */
export interface Sheet {
  readonly name?: string;
  readonly rows: readonly (readonly string[])[];
}

// Tried in this order when no column is named.
const TEXT_COLUMNS = ["text", "body", "content", "本文", "テキスト", "内容", "自由記述", "発言", "回答"];
const ID_COLUMNS = ["id", "no", "番号", "識別子"];

/** A whole table as one document: each cell a block with its row, each sheet under its name as a heading. */
export function sheetsDocument(sheets: readonly Sheet[]): Document {
  const draft = createDraft();
  for (const { name, rows } of sheets) {
    if (name !== undefined && sheets.length > 1) draft.add({ kind: "heading", level: 1 }, name);
    for (const [index, row] of rows.entries()) {
      for (const cell of row) draft.add({ kind: "tableCell", row: index + 1 }, cell);
    }
  }
  return draft.finish();
}

/**
 * Each row as a document, its columns named by the first row. A sheet without the column of the text is a problem that
 * lists the columns it has; in a workbook, a problem only where no sheet has it.
 */
export function sheetsRecords(sheets: readonly Sheet[], options: RecordOptions): ParsedRecords {
  const documents: Document[] = [];
  const columns: string[] = [];
  for (const { name, rows } of sheets) {
    const header = (rows[0] ?? []).map((cell) => cell.trim());
    columns.push(...header.filter((column) => column !== ""));
    const text = columnOf(header, options.textColumn, TEXT_COLUMNS);
    const id = columnOf(header, options.idColumn, ID_COLUMNS);
    if (text < 0 || (options.idColumn !== undefined && id < 0)) continue;
    for (const [index, row] of rows.slice(1).entries()) {
      if (row.every((cell) => cell.trim() === "")) continue;
      // Row numbers as a spreadsheet shows them: the first row of data is 2.
      const number = `${name === undefined || sheets.length === 1 ? "" : `${name}!`}${index + 2}`;
      documents.push(
        recordDocument(row[text] ?? "", (id < 0 ? "" : row[id]) || number, beside(header, row, text, id)),
      );
    }
  }
  const found = documents.length > 0 || columns.length === 0;
  return { documents, problems: found ? [] : [noColumn(columns, options)] };
}

function columnOf(header: readonly string[], named: string | undefined, usual: readonly string[]): number {
  if (named !== undefined) return header.indexOf(named.trim());
  const lower = header.map((column) => column.toLowerCase());
  return usual.map((column) => lower.indexOf(column)).find((index) => index >= 0) ?? -1;
}

function beside(
  header: readonly string[],
  row: readonly string[],
  text: number,
  id: number,
): [string, string | undefined][] {
  return header
    .map((column, index): [string, string | undefined] => [
      column,
      index === text || index === id ? undefined : row[index],
    ])
    .filter(([column]) => column !== "");
}

function noColumn(columns: readonly string[], { textColumn, idColumn }: RecordOptions) {
  const wanted = [textColumn, idColumn]
    .filter((column) => column !== undefined)
    .map((column) => `"${column}"`);
  const what =
    wanted.length === 0
      ? "the column of the text is not clear"
      : `there is no column ${wanted.join(" with ")}`;
  const message = `${what}; name one of these with --text-column: ${columns.slice(0, 20).join(", ")}`;
  return { code: "reader/no-column", message };
}
