import { type Command, Option } from "commander";
import { InputError } from "../errors.ts";
import type { RuleProblem } from "../khcoder/rule.ts";
import type { UnitKind } from "../khcoder/unit.ts";
import { checkEncoding } from "./analyze.ts";
import { describeProblem, warn } from "./failure.ts";
import { readInputs } from "./inputs.ts";
import { say, spokenLanguage } from "./language.ts";
import { openOutput } from "./output.ts";
import { thesaurusFile } from "./part-files.ts";
import { openThesaurus } from "./thesaurus-file.ts";

interface LintCommandOptions {
  format: "text" | "json";
  encoding?: string;
}

interface CodeCommandOptions {
  unit: UnitKind;
  output?: string;
  encoding?: string;
  textColumn?: string;
  idColumn?: string;
}

/** Adds `bansou lint`, `bansou code` and `bansou rules`: KH Coder's coding rules, checked, applied, and made of the thesaurus. */
export function khcoderCommands(program: Command): void {
  lintCommand(program);
  codeCommand(program);
  rulesCommand(program);
}

/** Adds `bansou lint`. */
export function lintCommand(program: Command): void {
  program
    .command("lint")
    .description(
      say(
        "KH Coder のコーディングルールの誤りと、決して一致しない条件を、理由とともに示します",
        "find what is wrong with KH Coder coding rules, and conditions that can never match, with the reason",
      ),
    )
    .argument("<rules...>", say("コーディングルールのファイル", "files of coding rules"))
    .addOption(
      new Option("-f, --format <format>", say("出力の形", "what to print"))
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--encoding <name>", say("文字コード（省略時は自動判定）", "encoding (default: detected)"))
    .addHelpText("after", lintExamples)
    .action(lint);
}

async function lint(paths: string[], options: LintCommandOptions): Promise<void> {
  await checkEncoding(options.encoding);
  const [{ lintRules }, { loadTokenizer }] = await Promise.all([
    import("../khcoder/lint.ts"),
    import("../tokenizer/load-node.ts"),
  ]);
  const texts = await Promise.all(
    paths.map(async (file) => ({ file, text: await readRuleFile(file, options.encoding) })),
  );
  const tokenizer = await loadTokenizer();
  const results = texts.map(({ file, text }) => ({
    file,
    problems: lintRules(text, tokenizer, { language: spokenLanguage() }),
  }));
  const output = await openOutput();
  await output.write(
    options.format === "json"
      ? `${JSON.stringify(results, null, 2)}\n`
      : results.flatMap(({ file, problems }) => problems.map((problem) => lineOf(file, problem))).join(""),
  );
  await output.close();
  const problems = results.flatMap((result) => result.problems);
  const errors = problems.filter(({ severity }) => severity === "error").length;
  if (errors > 0) process.exitCode = 1;
  if (options.format === "text")
    warn(
      problems.length === 0
        ? say("問題は見つかりませんでした", "no problems found")
        : say(
            `誤り ${errors} 件、注意 ${problems.length - errors} 件`,
            `${errors} errors, ${problems.length - errors} warnings`,
          ),
    );
}

function lineOf(file: string, { line, column, severity, message, code }: RuleProblem): string {
  const kind = severity === "error" ? say("誤り", "error") : say("注意", "warning");
  return `${file}:${line}:${column}: ${kind}: ${message} [${code}]\n`;
}

async function readRuleFile(path: string, encoding: string | undefined): Promise<string> {
  const [{ decodeText, parseEncoding }, { loadBytes }] = await Promise.all([
    import("../readers/encoding.ts"),
    import("../readers/source.ts"),
  ]);
  const bytes = await loadBytes({ path }, 10_000_000);
  const decoded = await decodeText(bytes, encoding === undefined ? undefined : parseEncoding(encoding));
  if ("problem" in decoded) throw new InputError(path, [decoded.problem]);
  return decoded.text;
}

function codeCommand(program: Command): void {
  program
    .command("code")
    .description(
      say(
        "KH Coder のコーディングルールを文書に当て、0/1 の表（CSV）にします",
        "apply KH Coder coding rules to documents and write a table of 0 and 1 (CSV)",
      ),
    )
    .argument("<rules>", say("コーディングルールのファイル", "file of coding rules"))
    .argument("<inputs...>", say("ファイルかフォルダ", "files or folders"))
    .addOption(
      new Option("--unit <unit>", say("コーディングの単位", "what is given a code"))
        .choices(["document", "paragraph", "sentence"])
        .default("document"),
    )
    .option("-o, --output <file>", say("標準出力の代わりに書くファイル", "write to this file"))
    .option(
      "--encoding <name>",
      say("文字コード（省略時は自動判定）", "encoding of text files (default: detected)"),
    )
    .option("--text-column <name>", say("表の本文の列", "column of the text in tables and JSON Lines"))
    .option("--id-column <name>", say("表の id の列", "column of the id"))
    .action(code);
}

async function code(rulePath: string, paths: string[], options: CodeCommandOptions): Promise<void> {
  await checkEncoding(options.encoding);
  const [
    { parseRules },
    { lintRules },
    { codeUnits },
    { unitsOf },
    { BYTE_ORDER_MARK, renderCsvRow },
    { loadTokenizer },
  ] = await Promise.all([
    import("../khcoder/parse.ts"),
    import("../khcoder/lint.ts"),
    import("../khcoder/evaluate.ts"),
    import("../khcoder/unit.ts"),
    import("../report/csv.ts"),
    import("../tokenizer/load-node.ts"),
  ]);
  const rules = await readRuleFile(rulePath, options.encoding);
  const codes = parseRules(rules, { file: rulePath });
  const tokenizer = await loadTokenizer();
  // A column of zeros looks like a finding; that its rule cannot match is told with it.
  for (const problem of lintRules(rules, tokenizer, { language: spokenLanguage() }))
    if (problem.severity === "error") warn(lineOf(rulePath, problem).trimEnd());
  const output = await openOutput(options.output);
  try {
    await output.write(
      BYTE_ORDER_MARK + renderCsvRow(["source", "id", "unit", ...codes.map(({ name }) => `＊${name}`)]),
    );
    for await (const input of readInputs(paths, options)) {
      if ("problem" in input) {
        process.exitCode = 1;
        warn(describeProblem(input.origin.source, input.problem));
        continue;
      }
      const { source, id, line } = input.origin;
      const variables = typeof input.text === "string" ? {} : (input.text.meta ?? {});
      const units = unitsOf(input.text, options.unit, tokenizer, variables);
      const coding = codeUnits(codes, units);
      const rows = coding.map((row, i) => renderCsvRow([source, id ?? line, units[i]?.number, ...row]));
      await output.write(rows.join(""));
    }
    await output.close();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function rulesCommand(program: Command): void {
  program
    .command("rules")
    .description(
      say(
        "シソーラスを KH Coder のコーディングルールとして書き出します",
        "write the thesaurus as KH Coder coding rules",
      ),
    )
    .option("-o, --output <file>", say("標準出力の代わりに書くファイル", "write to this file"))
    .addOption(thesaurusFile())
    .action(writeRules);
}

async function writeRules(options: { output?: string; thesaurus?: string }): Promise<void> {
  const [{ renderThesaurusRules }, { loadTokenizer }] = await Promise.all([
    import("../khcoder/thesaurus-rules.ts"),
    import("../tokenizer/load-node.ts"),
  ]);
  const thesaurus = await openThesaurus(options.thesaurus);
  const output = await openOutput(options.output);
  await output.write(renderThesaurusRules(thesaurus, await loadTokenizer()));
  await output.close();
}

function lintExamples(): string {
  return say(
    `
例:
  $ bansou lint codes.txt                    行・列と、理由、直し方
  $ bansou lint codes.txt --format json
  $ bansou code codes.txt 計画/ --unit paragraph -o coding.csv

終了コード: 0 誤りなし、1 誤りがあった、2 使い方の誤り`,
    `
Examples:
  $ bansou lint codes.txt                    line and column, the reason, and what to write
  $ bansou lint codes.txt --format json
  $ bansou code codes.txt plans/ --unit paragraph -o coding.csv

Exit codes: 0 no errors, 1 errors found, 2 wrong usage`,
  );
}
