import type { CorpusRecord } from "../record.ts";
import { type CollectOptions, type CorpusReport, collectReport } from "./corpus-report.ts";
import { type HtmlOptions, htmlParts } from "./html/page.ts";
import { renderMarkdown } from "./markdown.ts";
import { csvParts, TABLES, type TableName, tableOf } from "./tables.ts";
import type { ReportLanguage } from "./words.ts";
import { renderWorkbook } from "./workbook.ts";

/** The forms of a report. */
export const REPORT_FORMATS = ["html", "csv", "xlsx", "json", "md"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportFormOptions extends Omit<HtmlOptions, "language"> {
  /** `html` unless given. */
  readonly format?: ReportFormat;
  /** `ja` unless given. */
  readonly language?: ReportLanguage;
  /** Which table `csv` is: `documents` unless given. */
  readonly table?: TableName;
}

export interface ReportOptions extends CollectOptions, ReportFormOptions {}

/**
 * The report of a corpus in one piece: an HTML page that needs nothing but itself, CSV, JSON, Markdown as text, an Excel
 * workbook as bytes. Texts beyond `maxText` (HTML, 3,000,000 characters) are left out, and the page says so.
 *
 * @throws InputError when a package that a form needs is not installed; RangeError for a form that there is not.
 * @example
 * const page = await renderReport(analyzeCorpus(sources), { title: "計画の比較", groupOf: ({ meta }) => meta?.["省庁"] });
 * await writeFile("report.html", page);
 */
export async function renderReport(
  records: Iterable<CorpusRecord> | AsyncIterable<CorpusRecord>,
  options: ReportOptions = {},
): Promise<string | Uint8Array> {
  const { format = "html" } = options;
  if (!REPORT_FORMATS.includes(format))
    throw new RangeError(`format: expected one of ${REPORT_FORMATS.join(", ")}; received ${String(format)}`);
  const report = await collectReport(records, options);
  const parts: (string | Uint8Array)[] = [];
  for await (const part of reportParts(report, options)) parts.push(part);
  return parts.length === 1 && parts[0] instanceof Uint8Array ? parts[0] : parts.join("");
}

/** A collected report in its form, piece by piece, so that a large one need not be in memory whole. */
export async function* reportParts(
  report: CorpusReport,
  options: ReportFormOptions = {},
): AsyncGenerator<string | Uint8Array> {
  const { format = "html", language = "ja", table = TABLES[0] } = options;
  switch (format) {
    case "html":
      yield* htmlParts(report, { ...options, language });
      break;
    case "csv":
      yield* csvParts(tableOf(report, table));
      break;
    case "xlsx":
      yield await renderWorkbook(report, language);
      break;
    case "json":
      yield* jsonParts(report);
      break;
    case "md":
      yield renderMarkdown(report, language);
      break;
  }
}

/** All numbers of a report as data; of the texts, each mention's sentence. */
function* jsonParts({ documents, ...rest }: CorpusReport): Generator<string> {
  yield `${JSON.stringify(rest, null, 1).slice(0, -2)},\n "documents": [`;
  for (const [i, { excerpt, analysis, ...document }] of documents.entries()) {
    const mentions = analysis.mentions.map((mention) => ({
      ...mention,
      sentenceText: excerpt.slice(mention.sentence.start, mention.sentence.end),
    }));
    const characters = excerpt.whole;
    yield `${i === 0 ? "" : ","}\n${JSON.stringify({ ...document, characters, ...analysis, mentions })}`;
  }
  yield "\n ]\n}\n";
}
