import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, extname, relative, resolve, sep } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { CorpusProgress } from "../corpus/analyze-corpus.ts";
import { InputError } from "../errors.ts";
import type { AnalyzedRecord, CorpusRecord } from "../record.ts";
import type { CorpusReport } from "../report/corpus-report.ts";
import { checkEncoding } from "./analyze.ts";
import { messageOf, UsageError, warn } from "./failure.ts";
import { say, spokenLanguage } from "./language.ts";
import { openOutput } from "./output.ts";
import { type PartFiles, profileFile, readParts, thesaurusFile } from "./part-files.ts";
import { findSources } from "./report-sources.ts";

// Named here as well, so that help does not load what draws; a test holds the two lists together.
export const REPORT_FORMATS = ["html", "csv", "xlsx", "json", "md"] as const;

interface ReportCommandOptions extends PartFiles {
  format?: (typeof REPORT_FORMATS)[number];
  md?: true;
  output?: string;
  group?: string;
  title?: string;
  jobs?: number;
  maxText?: number;
  timeout?: number;
  encoding?: string;
  textColumn?: string;
  idColumn?: string;
}

/** Adds `bansou report`. */
export function reportCommand(program: Command): void {
  program
    .command("report")
    .description(
      say(
        "フォルダの文書をまとめて調べ、一つのレポートにします（HTML、CSV、XLSX、JSON、Markdown）",
        "analyse a folder of documents into one report (HTML, CSV, XLSX, JSON, Markdown)",
      ),
    )
    .argument("<inputs...>", say("ファイルかフォルダ", "files or folders"))
    .option(
      "-o, --output <file>",
      say("書くファイル（省略時は report.html など）", "file to write (default: report.html or the like)"),
    )
    .addOption(
      new Option(
        "-f, --format <format>",
        say("レポートの形（省略時は -o の拡張子）", "form of the report (default: by the extension of -o)"),
      ).choices(REPORT_FORMATS),
    )
    .option("--md", say("-f md と同じ: メモに貼る要約", "the same as -f md: a summary to paste into a memo"))
    .option(
      "--group <by>",
      say(
        "比べる単位: folder、year、column:列名、または「ファイル名,グループ」の CSV",
        "what to compare: folder, year, column:NAME, or a CSV of file,group",
      ),
    )
    .option("--title <title>", say("レポートの題", "title of the report"))
    .option("--jobs <n>", say("並列数（省略時はコアの数）", "threads (default: one a core)"), parseJobs)
    .option(
      "--max-text <n>",
      say("HTML に入れる本文の上限（字、既定 3000000）", "most characters of text in HTML (default 3000000)"),
      parseCount,
    )
    .option(
      "--timeout <s>",
      say("1 ファイルにかける秒数の上限（既定 300）", "most seconds for one file (default 300)"),
      parseJobs,
    )
    .option(
      "--encoding <name>",
      say("文字コード（省略時は自動判定）", "encoding of text files (default: detected)"),
    )
    .option("--text-column <name>", say("表の本文の列", "column of the text in tables and JSON Lines"))
    .option("--id-column <name>", say("表の id の列", "column of the id"))
    .addOption(thesaurusFile())
    .addOption(profileFile())
    .addHelpText("after", examples)
    .action(writeReport);
}

async function writeReport(paths: string[], options: ReportCommandOptions): Promise<void> {
  await checkEncoding(options.encoding);
  const format = formatOf(options);
  const output = options.output ?? `report.${format}`;
  const journal = `${output}.journal`;
  const groupOf = await readGrouping(options.group, paths);
  const sources = await findSources(paths, [output, journal]);
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    const report = await collect(sources, { ...options, output, journal, groupOf, signal: stop.signal });
    await write(report, format, output, options);
    await rm(journal, { force: true });
    tellResult(report, output);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    warn(
      say(
        `中断しました。同じコマンドを実行すると続きから始まります（途中の結果: ${journal}）`,
        `interrupted; the same command goes on from here (results so far: ${journal})`,
      ),
    );
    process.exitCode = 130;
  } finally {
    process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
  }
}

interface CollectOptions extends ReportCommandOptions {
  readonly output: string;
  readonly journal: string;
  readonly groupOf: ((record: AnalyzedRecord) => string | undefined) | undefined;
  readonly signal: AbortSignal;
}

async function collect(
  sources: readonly { path: string }[],
  { journal, groupOf, signal, maxText = MAX_TEXT, ...options }: CollectOptions,
): Promise<CorpusReport> {
  const [{ analyzeCorpus }, { collectReport }] = await Promise.all([
    import("../corpus/analyze-corpus.ts"),
    import("../report/corpus-report.ts"),
  ]);
  const progress = await openProgress(sources.length);
  const { encoding, textColumn, idColumn, jobs = availableParallelism(), timeout } = options;
  const parts = await readParts(options);
  try {
    const records = analyzeCorpus(sources, {
      workers: Math.max(1, Math.min(jobs, sources.length)),
      resume: journal,
      signal,
      onProgress: progress.tell,
      ...(timeout !== undefined && { timeoutMs: 1000 * timeout }),
      ...(encoding !== undefined && { encoding }),
      ...(textColumn !== undefined && { textColumn }),
      ...(idColumn !== undefined && { idColumn }),
      ...parts,
    });
    return await collectReport(translated(records), {
      ...(options.title !== undefined && { title: options.title }),
      ...(groupOf !== undefined && { groupOf }),
      // What the page cannot hold need not be kept; a few thousand characters show what a document is about.
      maxTextEach: Math.min(20_000, Math.max(2_000, Math.floor((3 * maxText) / Math.max(1, sources.length)))),
    });
  } finally {
    progress.end();
  }
}

const MAX_TEXT = 3_000_000;

/** Reasons in the user's language, as the report shows them. */
async function* translated(records: AsyncIterable<CorpusRecord>): AsyncGenerator<CorpusRecord> {
  for await (const record of records) {
    yield record.error === undefined
      ? record
      : { ...record, error: { ...record.error, message: messageOf(record.error) } };
  }
}

async function write(
  report: CorpusReport,
  format: (typeof REPORT_FORMATS)[number],
  output: string,
  { maxText }: ReportCommandOptions,
): Promise<void> {
  const [{ reportParts }, { TABLES }, { bundledProfile }] = await Promise.all([
    import("../report/render-report.ts"),
    import("../report/tables.ts"),
    import("../bundled.ts"),
  ]);
  const language = spokenLanguage();
  const { levels, aspects } = bundledProfile();
  const options = {
    format,
    language,
    levels: Object.values(levels),
    aspectLabels: Object.fromEntries(
      aspects.map(({ id, label, labelEn }) => [id, language === "ja" ? label : labelEn]),
    ),
    ...(maxText !== undefined && { maxText }),
  };
  for (const table of format === "csv" ? TABLES : [TABLES[0]]) {
    const file = await openOutput(table === TABLES[0] ? output : besideName(output, table));
    try {
      for await (const part of reportParts(report, { ...options, table })) await file.write(part);
      await file.close();
    } catch (error) {
      await file.discard();
      throw error;
    }
  }
}

/** `report.csv` → `report-kwic.csv`. */
function besideName(output: string, table: string): string {
  const extension = extname(output);
  return `${output.slice(0, output.length - extension.length)}-${table}${extension}`;
}

function tellResult({ documents, failures }: CorpusReport, output: string): void {
  for (const { source, error } of failures.slice(0, MOST_WARNINGS))
    warn(`${source}: ${error.message} [${error.code}]`);
  if (failures.length > MOST_WARNINGS)
    warn(
      say(
        `ほか ${failures.length - MOST_WARNINGS} 件。理由はレポートにあります。`,
        `${failures.length - MOST_WARNINGS} more; the report has the reasons`,
      ),
    );
  warn(
    say(
      `${documents.length} 文書を ${output} にまとめました（読めなかったもの ${failures.length} 件）`,
      `${documents.length} documents in ${output} (${failures.length} could not be read)`,
    ),
  );
  if (failures.length > 0) process.exitCode = 1;
}

const MOST_WARNINGS = 10;

interface Progress {
  readonly tell: (progress: CorpusProgress) => void;
  readonly end: () => void;
}

/** A bar with the time left, where a person looks at it. */
async function openProgress(total: number): Promise<Progress> {
  if (!process.stderr.isTTY) return { tell: () => {}, end: () => {} };
  const cliProgress = await import("cli-progress").catch(() => undefined);
  if (cliProgress === undefined) return { tell: () => {}, end: () => {} };
  const bar = new cliProgress.default.SingleBar({
    format: `{bar} {percentage}% {value}/{total} ${say("残り", "left")} {eta_formatted} {failures}`,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
    etaBuffer: 50,
  });
  bar.start(total, 0, { failures: "" });
  return {
    tell: ({ done, failed }) =>
      bar.update(done, { failures: failed === 0 ? "" : say(`読めず ${failed}`, `unread ${failed}`) }),
    end: () => bar.stop(),
  };
}

/** How documents are grouped, as `--group` says. */
async function readGrouping(
  by: string | undefined,
  inputs: readonly string[],
): Promise<((record: AnalyzedRecord) => string | undefined) | undefined> {
  if (by === undefined) return undefined;
  if (by === "folder") return ({ source }) => folderOf(source, inputs);
  const { yearOfRecord, groupsOfTable } = await import("../report/group.ts");
  if (by === "year") return yearOfRecord;
  if (by.startsWith("column:")) return ({ meta }) => meta?.[by.slice("column:".length)] || undefined;
  if (!/\.(csv|tsv)$/i.test(by))
    throw new UsageError(
      say(
        `--group に ${by} は使えません。folder、year、column:列名、CSV ファイルのどれかにしてください`,
        `--group: expected folder, year, column:NAME or a CSV file; received ${by}`,
      ),
    );
  const groups = groupsOfTable(await readRows(by));
  return ({ source, id }) => (id === undefined ? undefined : groups(`${source}#${id}`)) ?? groups(source);
}

/** The first folder below an input; of a file right in it, the input's own name. */
function folderOf(source: string, inputs: readonly string[]): string | undefined {
  for (const input of inputs) {
    const inside = relative(resolve(input), resolve(source));
    if (inside.startsWith("..") || inside === "") continue;
    const [first = "", ...rest] = inside.split(sep);
    return rest.length > 0 ? first : basename(resolve(input));
  }
  return undefined;
}

async function readRows(path: string): Promise<readonly (readonly string[])[]> {
  const [{ decodeText }, { parseCsv }, { loadBytes }] = await Promise.all([
    import("../readers/encoding.ts"),
    import("../readers/csv.ts"),
    import("../readers/source.ts"),
  ]);
  const decoded = await decodeText(await loadBytes({ path }, 10_000_000));
  const sheet =
    "problem" in decoded ? decoded.problem : parseCsv(decoded.text, /\.tsv$/i.test(path) ? "\t" : ",");
  if ("code" in sheet) throw new InputError(path, [sheet]);
  return sheet.rows;
}

function formatOf({ format, md, output = "" }: ReportCommandOptions): (typeof REPORT_FORMATS)[number] {
  const extension = extname(output).slice(1).toLowerCase();
  const named = REPORT_FORMATS.find((known) => known === extension);
  if (output === "-")
    throw new UsageError(
      say(
        "report は標準出力に書けません。-o にファイルを指定してください",
        "report writes files; give one with -o",
      ),
    );
  if (md && format !== undefined && format !== "md")
    throw new UsageError(
      say(`--md と -f ${format} は一緒に使えません`, `--md and -f ${format} exclude each other`),
    );
  return md ? "md" : (format ?? named ?? "html");
}

function parseJobs(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 256) return count;
  throw new InvalidArgumentError(
    say("1 から 256 の整数を指定してください。", "expected a whole number from 1 to 256."),
  );
}

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new InvalidArgumentError(
    say("0 以上の整数を指定してください。", "expected a whole number of 0 or more."),
  );
}

function examples(): string {
  return say(
    `
例:
  $ bansou report 計画/ -o 報告.html                     1つの HTML（配布・印刷できる）
  $ bansou report 計画/ -o 報告.html --group folder      下位フォルダ（自治体・省庁など）で比べる
  $ bansou report 計画/ -o 報告.xlsx --group year        Excel に
  $ bansou report 回答.csv --text-column 自由記述 --group column:所属 -o 報告.html

途中で止めても、同じコマンドで続きから始まります。
終了コード: 0 完了、1 読めないファイルがあった（他は処理済み）、2 使い方の誤り、130 中断`,
    `
Examples:
  $ bansou report plans/ -o report.html                    one HTML file, to hand on and to print
  $ bansou report plans/ -o report.html --group folder     compare subfolders (cities, ministries)
  $ bansou report plans/ -o report.xlsx --group year       for Excel
  $ bansou report answers.csv --text-column comment --group column:team -o report.html

A run that was stopped goes on where it was with the same command.
Exit codes: 0 done, 1 a file could not be read (the others were), 2 wrong usage, 130 interrupted`,
  );
}
