import { InputError } from "../errors.ts";
import type { CorpusReport } from "./corpus-report.ts";
import type { Cell } from "./csv.ts";
import { tableOf } from "./tables.ts";
import { type ReportLanguage, wordsOf } from "./words.ts";

// What a sheet and a cell of Excel can hold.
const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;

/**
 * The report as an Excel workbook: documents, mentions, concordance, and with groups the cross table. Text stays text: no
 * cell is a formula.
 *
 * @throws InputError when the package that writes workbooks is not installed.
 */
export async function renderWorkbook(report: CorpusReport, language: ReportLanguage): Promise<Uint8Array> {
  const { utils, write } = await loadXlsx();
  const words = wordsOf(language);
  const book = utils.book_new();
  const add = (name: string, rows: (readonly Cell[])[], widths: readonly number[]) => {
    const sheet = utils.aoa_to_sheet(rows.slice(0, MOST_ROWS).map((row) => row.map(cellOf)));
    sheet["!cols"] = widths.map((wch) => ({ wch }));
    sheet["!autofilter"] = { ref: sheet["!ref"] ?? "A1" };
    utils.book_append_sheet(book, sheet, name);
  };
  for (const [table, name] of [
    ["documents", words.documents],
    ["mentions", words.mentions],
    ["kwic", "KWIC"],
  ] as const) {
    const { columns, rows } = tableOf(report, table);
    add(
      name,
      [columns, ...rows()],
      columns.map((column) => WIDTHS[column] ?? 10),
    );
  }
  if (report.cross.length > 0) add(words.cross, crossRows(report), [24]);
  if (report.failures.length > 0)
    add(
      words.failures,
      [
        ["source", "code", "message"],
        ...report.failures.map(({ source, error }) => [source, error.code, error.message]),
      ],
      [40, 24, 80],
    );
  const bytes: ArrayBuffer = write(book, { type: "array", bookType: "xlsx", compression: true });
  return new Uint8Array(bytes);
}

const WIDTHS: Readonly<Record<string, number>> = {
  source: 36,
  top_concepts: 40,
  tags: 40,
  sentence: 60,
  left: 50,
  right: 50,
  keyword: 14,
  surface: 14,
  label: 18,
};

function cellOf(cell: Cell): string | number | boolean | null {
  if (typeof cell !== "string") return cell ?? null;
  return cell.length > MOST_CHARACTERS ? cell.slice(0, MOST_CHARACTERS) : cell;
}

function crossRows({ cross, groups }: CorpusReport): (readonly Cell[])[] {
  const names = groups.map(({ name }) => name);
  return [
    ["concept", "label", ...names, "chi_square", "df", "p", ...names.map((name) => `residual ${name}`)],
    ["", "n", ...groups.map(({ documents }) => documents)],
    ...cross.map(({ conceptId, prefLabel, documents, test }) => [
      conceptId,
      prefLabel,
      ...documents,
      test?.statistic,
      test?.degrees,
      test?.p,
      ...(test?.residuals ?? []),
    ]),
  ];
}

async function loadXlsx(): Promise<typeof import("@e965/xlsx")> {
  try {
    return await import("@e965/xlsx");
  } catch (error) {
    const message = "writing a workbook needs a package that is not installed; run: npm install @e965/xlsx";
    throw new InputError("xlsx", [{ code: "report/missing-package", message }], { cause: error });
  }
}
