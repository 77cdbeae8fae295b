import { type Command, InvalidArgumentError, Option } from "commander";
import { describeProblem, messageOf, UsageError, warn } from "./failure.ts";
import { type Input, isSingle, readInputs, STANDARD_INPUT } from "./inputs.ts";
import { say } from "./language.ts";
import { openOutput } from "./output.ts";
import { type PartFiles, profileFile, thesaurusFile } from "./part-files.ts";
import { colorWanted, FORMATS, type Format, openReport, type Report, ROWS } from "./report-format.ts";

interface AnalyzeOptions extends PartFiles {
  format: Format;
  output?: string;
  rows: (typeof ROWS)[number];
  bom?: boolean;
  withText?: boolean;
  contexts?: number;
  encoding?: string;
  textColumn?: string;
  idColumn?: string;
  jsonl?: boolean;
}

/** Adds `bansou analyze`. */
export function analyzeCommand(program: Command): void {
  program
    .command("analyze")
    .description(
      say(
        "文書から支援のあり方を表す語を見つけ、肯定か否定かを判定し、点数をつけます",
        "find the terms of the approach in documents, judge how each is meant, and score each document",
      ),
    )
    .argument(
      "[inputs...]",
      say(
        "ファイル、フォルダ、標準入力は -（省略時は標準入力）",
        "files, folders, - for standard input (default)",
      ),
    )
    .addOption(
      new Option("-f, --format <format>", say("出力の形", "what to print")).choices(FORMATS).default("text"),
    )
    .option(
      "-o, --output <file>",
      say("標準出力の代わりに書くファイル", "write to this file, not to standard output"),
    )
    .addOption(
      new Option("--rows <rows>", say("csv の1行が表すもの", "what a row of csv is"))
        .choices(ROWS)
        .default("documents"),
    )
    .option("--bom", say("csv を Excel で開けるように BOM を付ける", "begin csv with a BOM, for Excel"))
    .option("--with-text", say("ndjson にも本文を含める", "include the text in ndjson too"))
    .option("--contexts <n>", say("text で示す文の数", "how many sentences text shows"), parseCount)
    .option(
      "--encoding <name>",
      say("文字コード（省略時は自動判定）", "encoding of text files (default: detected)"),
    )
    .option(
      "--text-column <name>",
      say("本文の列またはキー", "column or key of the text in tables and JSON Lines"),
    )
    .option("--id-column <name>", say("id の列またはキー", "column or key of the id"))
    .option(
      "--jsonl",
      say("標準入力を JSON Lines として読む", "read standard input as JSON Lines, however it begins"),
    )
    .addOption(thesaurusFile())
    .addOption(profileFile())
    .addHelpText("after", examples)
    .action(analyze);
}

async function analyze(paths: string[], options: AnalyzeOptions): Promise<void> {
  const inputs = paths.length > 0 ? paths : [STANDARD_INPUT];
  if (paths.length === 0 && process.stdin.isTTY) throw new UsageError(noInput());
  await checkEncoding(options.encoding);
  const stop = stopOnSignals();
  const output = await openOutput(options.output);
  try {
    const single = inputs.length === 1 && (await isSingle(inputs[0] as string));
    const report = openReport(options.format, output, {
      single,
      withText: options.withText ?? options.format === "json",
      rows: options.rows,
      bom: options.bom ?? false,
      color: colorWanted(output),
      ...(options.contexts === undefined ? {} : { contexts: options.contexts }),
    });
    await analyzeInputs(
      readInputs(inputs, { ...options, signal: stop.signal, mayBeEmpty: options.format === "ndjson" }),
      report,
      options,
      stop.signal,
    );
    await (stop.signal.aborted && options.output !== undefined ? output.discard() : output.close());
  } catch (error) {
    await output.discard();
    throw error;
  }
  if (stop.signal.aborted) process.exitCode = stop.signal.reason as number;
}

async function analyzeInputs(
  inputs: AsyncIterable<Input>,
  report: Report,
  options: AnalyzeOptions,
  signal: AbortSignal,
): Promise<void> {
  const { openAnalyzer } = await import("./open-analyzer.ts");
  const analyzer = await openAnalyzer(options);
  for await (const input of inputs) {
    if ("problem" in input) {
      process.exitCode = 1;
      // A sender that reads its answers need not read standard error, and would block us when that pipe is full.
      if (!(report.answersProblems && input.origin.line !== undefined)) {
        warn(describeProblem(input.origin.source, input.problem));
      }
      await report.addProblem(input.origin, { ...input.problem, message: messageOf(input.problem) });
    } else {
      await report.add(input.origin, analyzer.analyze(input.text));
    }
    if (signal.aborted) break;
  }
  await report.end();
}

/** SIGINT and SIGTERM end the run after the text at hand: what was answered is flushed, no draft file stays. */
function stopOnSignals(): AbortController {
  const stop = new AbortController();
  for (const [name, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(name, () => {
      stop.abort(code);
      process.stdin.destroy();
    });
  }
  return stop;
}

/** A wrong name is wrong usage, not one problem for each file. */
export async function checkEncoding(name: string | undefined): Promise<void> {
  if (name === undefined) return;
  const { ENCODINGS, parseEncoding } = await import("../readers/encoding.ts");
  try {
    parseEncoding(name);
  } catch {
    const known = ENCODINGS.join(", ");
    throw new UsageError(
      say(
        `--encoding に ${name} は使えません。使える値: ${known}`,
        `--encoding: expected one of ${known}; received ${name}`,
      ),
    );
  }
}

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new InvalidArgumentError(
    say("0 以上の整数を指定してください。", "expected a whole number of 0 or more."),
  );
}

function noInput(): string {
  return say(
    "入力がありません。ファイルかフォルダを指定するか、文章をパイプで渡してください。例: bansou analyze 計画.md",
    "there is no input; name files or folders, or pipe text in. Example: bansou analyze plan.md",
  );
}

function examples(): string {
  return say(
    `
例:
  $ bansou analyze 計画.md                                    点数と、語を含む文を表示
  $ bansou analyze 文書/ --format csv --bom -o 結果.csv       フォルダの一覧を Excel 用に
  $ bansou analyze 文書/ --format csv --rows mentions         語を1行に1つ
  $ echo "相談者に寄り添った支援" | bansou analyze            標準入力から
  $ bansou analyze - --format ndjson < 記事.jsonl             {"id","text"} を1行ずつ、順に返す

終了コード: 0 完了、1 読めない入力があった（他は処理済み）、2 使い方の誤り`,
    `
Examples:
  $ bansou analyze plan.md                                   the score, and terms in their sentences
  $ bansou analyze docs/ --format csv --bom -o result.csv    a folder as a table for Excel
  $ bansou analyze docs/ --format csv --rows mentions        a row for each term found
  $ echo "相談者に寄り添った支援" | bansou analyze           from standard input
  $ bansou analyze - --format ndjson < articles.jsonl        {"id","text"} lines, answered one by one in order

Exit codes: 0 done, 1 an input could not be read (the others were), 2 wrong usage`,
  );
}
