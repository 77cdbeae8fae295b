import type { CorpusReport } from "./corpus-report.ts";
import {
  BYTE_ORDER_MARK,
  type Cell,
  DOCUMENT_COLUMNS,
  documentRow,
  MENTION_COLUMNS,
  mentionRows,
  renderCsvRow,
} from "./csv.ts";
import type { AnalysisRecord } from "./json.ts";
import { KWIC_COLUMNS, kwicLines, kwicRow } from "./kwic.ts";

/** The tables that a report can be written as. */
export const TABLES = ["documents", "mentions", "kwic", "variables"] as const;
export type TableName = (typeof TABLES)[number];

/** A head and rows of plain cells, for CSV as for a workbook. */
export interface Table {
  readonly columns: readonly string[];
  rows(): Iterable<readonly Cell[]>;
}

/** One of the tables of a report. Its rows are made when they are asked for. */
export function tableOf(report: CorpusReport, name: TableName): Table {
  switch (name) {
    case "documents":
      return { columns: ["rank", "group", "pages", ...DOCUMENT_COLUMNS], rows: () => documentRows(report) };
    case "mentions":
      return {
        columns: [...MENTION_COLUMNS, "page", "paragraph", "group"],
        rows: () => rowsOfMentions(report),
      };
    case "variables":
      return variablesOf(report);
    case "kwic":
      return {
        columns: KWIC_COLUMNS,
        rows: function* () {
          for (const line of kwicLines(report)) yield kwicRow(line);
        },
      };
  }
}

function* documentRows({ documents }: CorpusReport): Generator<readonly Cell[]> {
  for (const document of documents)
    yield [document.rank, document.group, document.pages, ...documentRow(flat(document))];
}

function* rowsOfMentions({ documents }: CorpusReport): Generator<readonly Cell[]> {
  for (const document of documents) {
    const rows = mentionRows(flat(document), document.excerpt);
    for (const [i, row] of rows.entries()) {
      const { page, paragraph } = document.places[i] ?? {};
      yield [...row, page, paragraph, document.group];
    }
  }
}

function flat({ source, id, defects, analysis }: CorpusReport["documents"][number]): AnalysisRecord {
  return {
    source,
    ...(id !== undefined && { id }),
    ...(defects !== undefined && { defects }),
    ...analysis,
  };
}

/** A table as CSV that Excel opens as it is: byte order mark, CRLF, no cell that it would run as a formula. */
export function* csvParts(table: Table): Generator<string> {
  yield BYTE_ORDER_MARK + renderCsvRow(table.columns);
  for (const row of table.rows()) yield renderCsvRow(row);
}

/**
 * External variables for KH Coder: one row for each document in the order in which they came, which is that of the units in
 * KH Coder when the same folder is read there.
 */
function variablesOf({ documents }: CorpusReport): Table {
  const aspects = Object.keys(documents[0]?.analysis.score.aspects ?? {});
  return {
    columns: ["文書", "グループ", "適合度", "向き", "水準", ...aspects],
    rows: function* () {
      for (const { source, id, group, analysis } of [...documents].sort((a, b) => a.order - b.order)) {
        const { fit, lean, level, aspects: values } = analysis.score;
        const name = id === undefined ? source : `${source}#${id}`;
        yield [name, group ?? "", round(fit), round(lean), level, ...aspects.map((aspect) => values[aspect])];
      }
    },
  };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
