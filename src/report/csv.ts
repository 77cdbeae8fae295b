import type { Mention } from "../analysis.ts";
import type { AnalysisRecord } from "./json.ts";

export type Cell = string | number | boolean | undefined;

/**
 * One row of CSV (RFC 4180) with its line end.
 *
 * Text that a spreadsheet would run as a formula is disarmed by an apostrophe before it; numbers stay numbers.
 *
 * @example
 * renderCsvRow(["=SUM(A1)", -1, 'a "b"']); // => `'=SUM(A1),-1,"a ""b"""\r\n`
 */
export function renderCsvRow(cells: readonly Cell[]): string {
  return `${cells.map(renderCell).join(",")}\r\n`;
}

/** Excel takes a CSV file for Shift_JIS unless it begins with this. */
export const BYTE_ORDER_MARK = "\ufeff";

function renderCell(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  const safe = isFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// Also behind white space and in full width, which Excel in a Japanese locale reads as the same sign.
function isFormula(cell: string): boolean {
  return /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/.test(cell) || /^[\t\r\n]/.test(cell);
}

export const DOCUMENT_COLUMNS = [
  "source",
  "id",
  "fit",
  "fit_low",
  "fit_high",
  "lean",
  "level",
  "judgeable",
  "characters",
  "mentions",
  "supportive",
  "contrary",
  "context",
  "denied",
  "top_concepts",
  "tags",
  "defects",
] as const;

/** A document in one row, in the order of `DOCUMENT_COLUMNS`. */
export function documentRow(record: AnalysisRecord): Cell[] {
  const { score, mentions, tags } = record;
  const count = (keep: (mention: Mention) => boolean) => mentions.filter(keep).length;
  const labels = new Map(mentions.map((mention) => [mention.conceptId, mention.prefLabel]));
  const top = [...score.contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, 3);
  return [
    record.source,
    record.id ?? record.line,
    round(score.fit, 1),
    round(score.interval.low, 1),
    round(score.interval.high, 1),
    round(score.lean, 2),
    score.level,
    score.judgeable,
    score.length,
    mentions.length,
    count(({ polarity }) => polarity === "supportive"),
    count(({ polarity }) => polarity === "contrary"),
    count(({ polarity }) => polarity === "context"),
    count(({ stance }) => stance === "denied"),
    top
      .map(({ conceptId, points }) => `${labels.get(conceptId) ?? conceptId} ${round(points, 1)}`)
      .join("; "),
    tags.map(({ label }) => label).join("; "),
    record.quality.reasons.join("; "),
  ];
}

export const MENTION_COLUMNS = [
  "source",
  "id",
  "start",
  "end",
  "surface",
  "concept",
  "label",
  "relation",
  "polarity",
  "stance",
  "mode",
  "rule",
  "cue",
  "sentence",
] as const;

/** A row for each mention, in the order of `MENTION_COLUMNS`. `text` is the text that was analysed. */
export function mentionRows(record: AnalysisRecord, text: Pick<string, "slice">): Cell[][] {
  return record.mentions.map((mention) => [
    record.source,
    record.id ?? record.line,
    mention.start,
    mention.end,
    mention.surface,
    mention.conceptId,
    mention.prefLabel,
    mention.relation,
    mention.polarity,
    mention.stance,
    mention.mode,
    mention.cue?.rule,
    mention.cue === undefined ? undefined : text.slice(mention.cue.start, mention.cue.end),
    text.slice(mention.sentence.start, mention.sentence.end).trim(),
  ]);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
