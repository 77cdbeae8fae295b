import { type CellObject, read, type WorkBook } from "@e965/xlsx";
import type { Problem } from "../errors.ts";
import { isZip } from "./format.ts";
import type { Sheet } from "./rows.ts";
import { unzipOffice, zipStored } from "./zip.ts";

/**
 * Reads the cells of an Excel workbook as they are shown (dates and numbers formatted). Formulas are not computed;
 * the value that Excel saved with them is read. Hidden sheets are left out.
 */
export function parseXlsx(bytes: Uint8Array): readonly Sheet[] | Problem {
  const entries = isZip(bytes) ? unzipOffice(bytes) : undefined;
  if (entries !== undefined && "code" in entries) return entries;
  try {
    // `dense` keeps to the cells there are: a sheet may claim 16,384 columns and a million rows and hold one cell.
    const workbook = read(entries === undefined ? bytes : zipStored(entries), {
      type: "array",
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: true,
    });
    return sheetsOf(workbook);
  } catch (error) {
    const reason =
      error instanceof Error ? (error.message.split("\n")[0] ?? "").slice(0, 100) : String(error);
    const encrypted = /password|encrypt/i.test(reason);
    return encrypted
      ? { code: "reader/encrypted", message: "the workbook has a password; save it without one" }
      : {
          code: "reader/damaged",
          message: `the workbook is broken (${reason}); open it in Excel and save it anew`,
        };
  }
}

type Cells = readonly (readonly (CellObject | undefined)[] | undefined)[];

function sheetsOf(workbook: WorkBook): readonly Sheet[] | Problem {
  const sheets: Sheet[] = [];
  let area = 0;
  for (const [index, name] of workbook.SheetNames.entries()) {
    const cells: Cells | undefined = workbook.Sheets[name]?.["!data"];
    if (cells === undefined || (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0) continue;
    // Each row may hold one cell in its last column: the gaps before it are what would fill the memory.
    for (const row of cells) area += 1 + (row?.length ?? 0);
    if (area > MAX_AREA) return TOO_WIDE;
    sheets.push({ name, rows: rowsOf(cells) });
  }
  return sheets;
}

const MAX_AREA = 10_000_000;
const TOO_WIDE: Problem = {
  code: "reader/expands",
  message: `the sheets span more than ${MAX_AREA} cells; save the columns with text alone`,
};

function rowsOf(cells: Cells): string[][] {
  // Array.from fills the holes of a sparse array.
  return Array.from(cells, (row) => Array.from(row ?? [], (cell) => textOf(cell)));
}

function textOf(cell: CellObject | undefined): string {
  if (cell === undefined || cell.t === "z" || cell.t === "e") return "";
  return cell.w ?? String(cell.v ?? "");
}
