import type { CorpusReport } from "./corpus-report.ts";
import { oneLine } from "./text.ts";
import { fill, type ReportLanguage, wordsOf } from "./words.ts";

const MOST_ROWS = 20;

/** A summary to paste into a memo: what was read, the best fits, the concepts, and what differs between groups. */
export function renderMarkdown(report: CorpusReport, language: ReportLanguage): string {
  const words = wordsOf(language);
  const { documents, failures, concepts, groups, cross } = report;
  const lines = [`# ${escapeCell(report.title || words.title)}`, ""];
  lines.push(
    `${fill(words.summary, { n: documents.length })}${failures.length > 0 ? ` ${fill(words.failedCount, { n: failures.length })}` : ""}`,
  );
  section(words.documents, [
    [words.rank, words.document, words.fit, words.interval, words.lean, words.level, words.mentions],
    ...documents.slice(0, MOST_ROWS).map(({ rank, source, id, analysis }) => {
      const { fit, interval, lean, level } = analysis.score;
      return [
        String(rank),
        id === undefined ? source : `${source} #${id}`,
        fit.toFixed(1),
        `${interval.low.toFixed(1)}–${interval.high.toFixed(1)}`,
        lean.toFixed(2),
        words.levels[level],
        String(analysis.mentions.length),
      ];
    }),
  ]);
  section(words.topConcepts, [
    [words.concept, words.mentions, words.denied, words.documents],
    ...concepts
      .slice(0, MOST_ROWS)
      .map((use) => [use.prefLabel, String(use.mentions), String(use.denied), String(use.documents)]),
  ]);
  section(words.group, [
    [words.group, words.documents, words.meanFit],
    ...groups.map(({ name, documents: count, meanFit }) => [name, String(count), meanFit.toFixed(1)]),
  ]);
  section(words.cross, [
    [words.concept, ...groups.map(({ name }) => name), words.chiSquare, words.p],
    ...cross
      .filter(({ test }) => test !== undefined && test.p < 0.05)
      .slice(0, MOST_ROWS)
      .map(({ prefLabel, documents: counts, test }) => [
        prefLabel,
        ...counts.map((count, i) => `${count}${markOf(test?.residuals[i] ?? 0)}`),
        `${test?.statistic.toFixed(2)}${test?.trusted === false ? "†" : ""}`,
        test === undefined ? "" : test.p < 0.001 ? "<.001" : test.p.toFixed(3),
      ]),
  ]);
  section(words.failures, [
    [words.document, words.reason],
    ...failures.slice(0, MOST_ROWS).map(({ source, error }) => [source, error.message]),
  ]);
  return `${lines.join("\n")}\n`;

  function section(title: string, [head = [], ...rows]: readonly (readonly string[])[]): void {
    if (rows.length === 0) return;
    const row = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(" | ")} |`;
    lines.push("", `## ${title}`, "", row(head), `|${head.map(() => "---|").join("")}`, ...rows.map(row));
  }
}

function markOf(residual: number): string {
  return residual > 1.96 ? " ▲" : residual < -1.96 ? " ▼" : "";
}

/** A file name may hold what Markdown or HTML would read as its own. */
function escapeCell(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>|#~]/g, (character) => `\\${character}`);
}
