import type { Analysis } from "../analysis.ts";
import type { Problem } from "../errors.ts";
import {
  BYTE_ORDER_MARK,
  DOCUMENT_COLUMNS,
  documentRow,
  MENTION_COLUMNS,
  mentionRows,
  renderCsvRow,
} from "../report/csv.ts";
import { type AnalysisRecord, type Origin, recordOf, renderJsonLine } from "../report/json.ts";
import { renderRanking, renderText, type TextOptions } from "../report/text.ts";
import { spokenLanguage } from "./language.ts";
import type { Output } from "./output.ts";

export const FORMATS = ["text", "json", "ndjson", "csv"] as const;
export type Format = (typeof FORMATS)[number];

export const ROWS = ["documents", "mentions"] as const;

/** Takes results one by one and writes each in its format as it comes. */
export interface Report {
  add(origin: Origin, analysis: Analysis): Promise<void>;
  addProblem(origin: Origin, problem: Problem): Promise<void>;
  end(): Promise<void>;
  /** Whether a text that could not be read gets a record of its own. */
  readonly answersProblems: boolean;
}

export interface ReportOptions {
  /** The one result stands alone, not in a list. */
  readonly single: boolean;
  readonly withText: boolean;
  readonly rows: (typeof ROWS)[number];
  readonly bom: boolean;
  readonly color: boolean;
  readonly contexts?: number;
}

export function openReport(format: Format, output: Output, options: ReportOptions): Report {
  switch (format) {
    case "text":
      return textReport(output, options);
    case "json":
      return jsonReport(output, options);
    case "ndjson":
      return lineReport(output, options);
    case "csv":
      return csvReport(output, options);
  }
}

/** Colour on a terminal, unless NO_COLOR is set; FORCE_COLOR asks for it in any case. */
export function colorWanted({ terminal }: Output, env = process.env): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0";
  return terminal && env["TERM"] !== "dumb";
}

function textReport(output: Output, { color, contexts, single }: ReportOptions): Report {
  const options: TextOptions = { language: spokenLanguage(), color, contexts: contexts ?? (single ? 8 : 2) };
  const ranked: AnalysisRecord[] = [];
  return {
    answersProblems: false,
    add: async (origin, analysis) => {
      const record = recordOf(origin, analysis, false);
      await output.write(`${renderText(record, analysis.text, options)}\n`);
      // The ranking needs the score alone; mentions of a large corpus would fill the memory.
      ranked.push({ ...record, mentions: [], tags: [], sections: [] });
    },
    addProblem: async () => {},
    end: async () => {
      if (ranked.length > 1) await output.write(renderRanking(ranked, options));
    },
  };
}

function jsonReport(output: Output, { single, withText }: ReportOptions): Report {
  let count = 0;
  const add = async (value: unknown) => {
    const json = JSON.stringify(value, null, 2);
    count += 1;
    await output.write(single ? `${json}\n` : `${count === 1 ? "[\n" : ",\n"}${json}`);
  };
  return {
    answersProblems: true,
    add: (origin, analysis) => add(recordOf(origin, analysis, withText)),
    addProblem: (origin, { code, message }) => add({ ...origin, error: { code, message } }),
    end: async () => {
      if (!single) await output.write(count === 0 ? "[]\n" : "\n]\n");
    },
  };
}

function lineReport(output: Output, { withText }: ReportOptions): Report {
  return {
    answersProblems: true,
    add: (origin, analysis) => output.write(`${renderJsonLine(recordOf(origin, analysis, withText))}\n`),
    addProblem: (origin, { code, message, line }) => {
      const place = line === undefined ? origin : { ...origin, line };
      return output.write(`${renderJsonLine({ ...place, error: { code, message } })}\n`);
    },
    end: async () => {},
  };
}

function csvReport(output: Output, { rows, bom }: ReportOptions): Report {
  const columns = rows === "mentions" ? MENTION_COLUMNS : DOCUMENT_COLUMNS;
  let head = `${bom ? BYTE_ORDER_MARK : ""}${renderCsvRow(columns)}`;
  const write = async (lines: string) => {
    const text = head + lines;
    head = "";
    if (text !== "") await output.write(text);
  };
  return {
    answersProblems: false,
    add: async (origin, analysis) => {
      const record = recordOf(origin, analysis, false);
      await write(
        rows === "mentions"
          ? mentionRows(record, analysis.text).map(renderCsvRow).join("")
          : renderCsvRow(documentRow(record)),
      );
    },
    addProblem: async () => {},
    end: () => write(""),
  };
}
