import { CsvError, parse } from "csv-parse/sync";
import type { Problem } from "../errors.ts";
import type { Sheet } from "./rows.ts";

/**
 * Reads comma- or tab-separated values. Quotes inside a bare cell are kept and rows may be of any length, as people's
 * exports are; only a quote that is never closed is a problem, with its line.
 *
 * @example
 * parseCsv('番号,本文\n1,"寄り添う,支援"\n'); // → { rows: [["番号", "本文"], ["1", "寄り添う,支援"]] }
 */
export function parseCsv(text: string, delimiter: "," | "\t" = ","): Sheet | Problem {
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
    return { rows };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line: unknown = Reflect.get(error, "lines");
    const message = `the table breaks off (${error.code}); close the quote that is open, or save the table again`;
    return { code: "reader/csv", message, ...(typeof line === "number" ? { line } : {}) };
  }
}
