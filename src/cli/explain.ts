import { type Command, Option } from "commander";
import type { Analyzer } from "../analyzer.ts";
import { recordOf } from "../report/json.ts";
import { checkEncoding } from "./analyze.ts";
import { describeProblem, UsageError, warn } from "./failure.ts";
import { type Input, readInputs, STANDARD_INPUT } from "./inputs.ts";
import { say, spokenLanguage } from "./language.ts";
import { type Output, openOutput } from "./output.ts";
import { type PartFiles, profileFile, thesaurusFile } from "./part-files.ts";
import { colorWanted } from "./report-format.ts";

interface ExplainOptions extends PartFiles {
  format: "text" | "json";
  output?: string;
  encoding?: string;
}

/** Adds `bansou explain`. */
export function explainCommand(program: Command): void {
  program
    .command("explain")
    .description(
      say(
        "点数の内訳を、語ごとに文・手がかり・点で示します",
        "show where a score comes from: each term with its sentence, cue and points",
      ),
    )
    .argument(
      "[file]",
      say("ファイル、標準入力は -（省略時は標準入力）", "a file, or - for standard input (default)"),
    )
    .addOption(
      new Option("-f, --format <format>", say("出力の形", "what to print"))
        .choices(["text", "json"])
        .default("text"),
    )
    .option(
      "-o, --output <file>",
      say("標準出力の代わりに書くファイル", "write to this file, not to standard output"),
    )
    .option(
      "--encoding <name>",
      say("文字コード（省略時は自動判定）", "encoding of a text file (default: detected)"),
    )
    .addOption(thesaurusFile())
    .addOption(profileFile())
    .addHelpText("after", examples)
    .action(explainFile);
}

async function explainFile(file: string | undefined, options: ExplainOptions): Promise<void> {
  if (file === undefined && process.stdin.isTTY) {
    throw new UsageError(say("ファイルを指定してください。", "name a file to explain"));
  }
  await checkEncoding(options.encoding);
  const { openAnalyzer } = await import("./open-analyzer.ts");
  const analyzer = await openAnalyzer(options);
  const output = await openOutput(options.output);
  try {
    for await (const input of readInputs([file ?? STANDARD_INPUT], options)) {
      await explainInput(input, analyzer, output, options);
    }
    await output.close();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

async function explainInput(
  input: Input,
  analyzer: Analyzer,
  output: Output,
  { format }: ExplainOptions,
): Promise<void> {
  if ("problem" in input) {
    process.exitCode = 1;
    warn(describeProblem(input.origin.source, input.problem));
    return;
  }
  const { explain } = await import("../score/explain.ts");
  const analysis = analyzer.analyze(input.text);
  const explanation = explain(analysis, analyzer);
  if (format === "json") {
    await output.write(
      `${JSON.stringify({ ...input.origin, ...explanation, versions: analysis.versions }, null, 2)}\n`,
    );
    return;
  }
  const { renderText } = await import("../report/text.ts");
  const { renderExplanation } = await import("../report/explanation-text.ts");
  const options = { language: spokenLanguage(), color: colorWanted(output), contexts: 0 };
  const head = renderText(recordOf(input.origin, analysis, false), analysis.text, options);
  await output.write(
    `${head}\n${renderExplanation(explanation, analysis.text, analysis.mentions, options)}\n`,
  );
}

function examples(): string {
  return say(
    `
例:
  $ bansou explain 計画.md
  $ bansou explain 計画.md --format json -o 内訳.json
  $ echo "丸投げではなく、ともに考える。" | bansou explain`,
    `
Examples:
  $ bansou explain plan.md
  $ bansou explain plan.md --format json -o reasons.json
  $ echo "丸投げではなく、ともに考える。" | bansou explain`,
  );
}
