import { type Command, InvalidArgumentError, Option } from "commander";
import type { Analysis } from "../analysis.ts";
import type { Analyzer } from "../analyzer.ts";
import type { GroupComparison } from "../score/keyness.ts";
import type { GoldDocument, GoldRow } from "../validate/gold.ts";
import { checkEncoding } from "./analyze.ts";
import { describeProblem, UsageError, warn } from "./failure.ts";
import { readInputs } from "./inputs.ts";
import { say, spokenLanguage } from "./language.ts";
import { openAnalyzer } from "./open-analyzer.ts";
import { openOutput } from "./output.ts";
import { type PartFiles, profileFile, thesaurusFile } from "./part-files.ts";
import { columns } from "./score-text.ts";

interface CommonOptions extends PartFiles {
  format: "text" | "json";
  output?: string;
  encoding?: string;
}

/** Adds `bansou validate`, `norms`, `compare` and `diff`: what scores mean beside people, other texts and each other. */
export function scoreCommands(program: Command): void {
  validateCommand(program);
  normsCommand(program);
  compareCommand(program);
  diffCommand(program);
}

function withCommonOptions(command: Command): Command {
  return command
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
      say("文字コード（省略時は自動判定）", "encoding of text files (default: detected)"),
    )
    .addOption(thesaurusFile())
    .addOption(profileFile());
}

function validateCommand(program: Command): void {
  withCommonOptions(
    program
      .command("validate")
      .description(
        say(
          "人が評定した文書で、点数の妥当性と信頼性を確かめます",
          "check the scores against documents that people have rated",
        ),
      )
      .argument(
        "<gold>",
        say("評定した文書（JSON Lines、CSV、Excel）", "the rated documents (JSON Lines, CSV, Excel)"),
      ),
  )
    .option(
      "--high <rating>",
      say("高群の下限（既定 3）", "least rating of the high group (default 3)"),
      parseRating,
    )
    .option(
      "--low <rating>",
      say("低群の上限（既定 1）", "greatest rating of the low group (default 1)"),
      parseRating,
    )
    .addHelpText("after", () =>
      examplesOf(
        "$ bansou validate coded.jsonl",
        "$ bansou validate coded.jsonl --format json -o validity.json",
        say(
          "$ bansou validate 評定.xlsx      列: id, 本文, 評定A, 評定B, 向き（任意）",
          "$ bansou validate coded.xlsx     columns: id, text, fit1, fit2, lean (optional)",
        ),
        say(
          '1 行に 1 文書: {"id":"a","text":"…","fit":3} または {"id":"a","text":"…","ratings":[3,4,null]}',
          'One document a line: {"id":"a","text":"…","fit":3} or {"id":"a","text":"…","ratings":[3,4,null]}',
        ),
      ),
    )
    .action(validateGold);
}

async function validateGold(
  path: string,
  options: CommonOptions & { high?: number; low?: number },
): Promise<void> {
  const [{ validate }, { renderValidity }] = await Promise.all([
    import("../validate/validate.ts"),
    import("../validate/render.ts"),
  ]);
  await checkEncoding(options.encoding);
  const gold = await readGold(path, options);
  const analyzer = await openAnalyzer(options);
  const { thesaurus, profile } = analyzer;
  const report = await validate(
    gold,
    gold.map(({ text }) => analyzer.analyze(text)),
    {
      thesaurus,
      profile,
      ...(options.high !== undefined && { high: options.high }),
      ...(options.low !== undefined && { low: options.low }),
    },
  );
  await write(options, report, () => renderValidity(report, spokenLanguage()));
}

/** Coded documents from JSON Lines, or from the rows of a table. */
async function readGold(path: string, options: CommonOptions): Promise<GoldDocument[]> {
  const { goldOfRows, parseGold } = await import("../validate/gold.ts");
  if (!/\.(csv|tsv|tab|xlsx|xlsm|xls)$/i.test(path))
    return parseGold(await readTextFile(path, options.encoding), { file: path });
  const { readDocuments } = await import("../readers/read.ts");
  const { encoding } = options;
  const rows: GoldRow[] = [];
  for await (const document of readDocuments({ path }, encoding === undefined ? {} : { encoding })) {
    const id = document.source?.slice(path.length + 1) ?? "";
    rows.push({ id, text: document.text, cells: document.meta ?? {} });
  }
  return goldOfRows(rows, { file: path });
}

function normsCommand(program: Command): void {
  withCommonOptions(
    program
      .command("norms")
      .description(
        say(
          "文書の集まりから基準値（百分位）を求めます",
          "compute norms (percentiles of fit) from a set of documents",
        ),
      )
      .argument("<inputs...>", say("ファイルかフォルダ", "files or folders")),
  )
    .option("--id <id>", say("基準の名前（ローマ字）", "name of the norms"), "own")
    .option("--label <label>", say("基準の表示名", "label of the norms"), say("自前の基準", "own norms"))
    .addHelpText("after", () =>
      examplesOf("$ bansou norms 計画/", "$ bansou norms plans/ -f json -o norms.json"),
    )
    .action(computeNorms);
}

async function computeNorms(
  paths: string[],
  options: CommonOptions & { id: string; label: string },
): Promise<void> {
  const { computeNorm } = await import("../score/norms.ts");
  const analyses = await analyzeAll(paths, options, await openAnalyzer(options));
  const { id, label } = options;
  const computed = new Date().toISOString().slice(0, 10);
  const norm = refuseAsUsage(() =>
    computeNorm(analyses, { id, label, labelEn: label, provenance: paths.join(" "), computed }),
  );
  await write(options, { norms: [norm] }, () => {
    const shown = [0, 5, 10, 25, 50, 75, 90, 95, 100];
    const rows = shown.map((percent) => [`${percent} %`, (norm.fit[percent] ?? 0).toFixed(1)]);
    return columns([[say("百分位", "percentile"), "fit"], ...rows], `${label}: ${norm.texts}`);
  });
}

function compareCommand(program: Command): void {
  withCommonOptions(
    program
      .command("compare")
      .description(
        say(
          "二つの文書群の語り方の違いを、概念ごとの特徴度で示します",
          "show which concepts set two groups of documents apart (keyness)",
        ),
      )
      .argument("<a>", say("一つ目の群（フォルダかファイル）", "the first group: a folder or file"))
      .argument("<b>", say("二つ目の群", "the second group")),
  )
    .option(
      "--prior <mentions>",
      say("事前分布の強さ（既定 50）", "strength of the prior (default 50)"),
      parsePositive,
    )
    .addHelpText("after", () =>
      examplesOf("$ bansou compare 福祉課/ 産業課/", "$ bansou compare 2023/ 2024/ -f json"),
    )
    .action(compareFolders);
}

async function compareFolders(
  a: string,
  b: string,
  options: CommonOptions & { prior?: number },
): Promise<void> {
  const { compareGroups, keynessPoints } = await import("../score/keyness.ts");
  const analyzer = await openAnalyzer(options);
  const groups = [
    await analyzeAll([a], options, analyzer),
    await analyzeAll([b], options, analyzer),
  ] as const;
  const { prior } = options;
  const comparison = refuseAsUsage(() => compareGroups(...groups, prior === undefined ? {} : { prior }));
  await write(options, { ...comparison, plot: keynessPoints(comparison) }, () =>
    renderComparison(comparison, a, b),
  );
}

function renderComparison({ a, b, concepts }: GroupComparison, nameA: string, nameB: string): string {
  const size = (name: string, { documents, length, meanFit }: GroupComparison["a"]) =>
    `${name}: ${documents} ${say("文書", "documents")}, ${length} ${say("字", "characters")}, fit ${meanFit.toFixed(1)}`;
  const rows = concepts.map(({ prefLabel, a, b, logOdds, z, logLikelihood }) => [
    prefLabel,
    `${a.mentions}/${a.documents}`,
    `${b.mentions}/${b.documents}`,
    logOdds.toFixed(2),
    z.toFixed(2),
    logLikelihood.toFixed(1),
    bar(z),
  ]);
  const head = [say("概念", "concept"), "A", "B", "log-odds", "z", "G²", "B ◀ ▶ A"];
  return columns([head, ...rows], `${size(`A ${nameA}`, a)}\n${size(`B ${nameB}`, b)}`);
}

/** z as a bar to the left (second group) or right (first), one mark for each whole standard error, at most ten. */
function bar(z: number): string {
  const marks = Math.min(10, Math.round(Math.abs(z)));
  return z < 0 ? `${" ".repeat(10 - marks)}${"▇".repeat(marks)}│` : `${" ".repeat(10)}│${"▇".repeat(marks)}`;
}

function diffCommand(program: Command): void {
  withCommonOptions(
    program
      .command("diff")
      .description(
        say(
          "二つの文書（または analyze の JSON 結果）の点数がなぜ違うかを、概念ごとに示します",
          "say why two documents (or two JSON results of analyze) differ, concept by concept",
        ),
      )
      .argument("<a>", say("前の文書か結果（.json）", "the document or result (.json) before"))
      .argument("<b>", say("後の文書か結果（.json）", "the document or result (.json) after")),
  )
    .addHelpText("after", () =>
      examplesOf(
        "$ bansou diff 素案.md 成案.md",
        "$ bansou diff run-1.json run-2.json   (bansou analyze -f json -o run-1.json …)",
      ),
    )
    .action(diffFiles);
}

async function diffFiles(a: string, b: string, options: CommonOptions): Promise<void> {
  const { diffAnalyses } = await import("../score/diff.ts");
  let analyzer: Analyzer | undefined;
  const open = async (path: string): Promise<Analysis> => {
    if (/\.json$/i.test(path)) return await readResult(path);
    analyzer ??= await openAnalyzer(options);
    const [analysis, ...others] = await analyzeAll([path], options, analyzer);
    if (analysis === undefined || others.length > 0)
      throw new UsageError(
        say(`${path} は 1 つの文書ではありません。`, `${path} does not hold one document`),
      );
    return analysis;
  };
  const diff = diffAnalyses(await open(a), await open(b));
  await write(options, diff, () => {
    const rows = diff.concepts.map(({ prefLabel, before, after, change }) => [
      prefLabel,
      signed(change),
      `${before.affirmed}+ ${before.denied}-`,
      `${after.affirmed}+ ${after.denied}-`,
      after.surfaces.filter((surface) => !before.surfaces.includes(surface)).join(" "),
    ]);
    const { fit, lean, versions } = diff;
    const head = [
      say("概念", "concept"),
      say("点", "points"),
      say("前", "before"),
      say("後", "after"),
      say("新しい言い方", "new wordings"),
    ];
    const title = [
      `fit ${fit.before.toFixed(1)} → ${fit.after.toFixed(1)} (${signed(fit.change)})`,
      `lean ${lean.before.toFixed(2)} → ${lean.after.toFixed(2)}`,
      ...versions.map(
        ({ part, before, after }) =>
          `${say("版の違い", "versions differ")}: ${part} ${before || "-"} → ${after || "-"}`,
      ),
    ];
    return columns([head, ...rows], title.join("\n"));
  });
}

/** A result that `bansou analyze --format json` wrote. */
async function readResult(path: string): Promise<Analysis> {
  const { InputError } = await import("../errors.ts");
  const refuse = (message: string) => new InputError(path, [{ code: "result/shape", message }]);
  let json: unknown;
  try {
    json = JSON.parse(await readTextFile(path));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw refuse(say("JSON ではありません。", `is not JSON (${(error as Error).message})`));
  }
  const result = (Array.isArray(json) && json.length === 1 ? json[0] : json) as Partial<Analysis> | null;
  const shaped =
    typeof result === "object" &&
    result !== null &&
    Array.isArray(result.mentions) &&
    Array.isArray(result.score?.contributions) &&
    typeof result.versions === "object";
  if (!shaped)
    throw refuse(
      say(
        "1 つの文書の結果ではありません。bansou analyze --format json の出力を指定してください。",
        "is not the result of one document; name an output of bansou analyze --format json",
      ),
    );
  return { text: "", ...result } as Analysis;
}

/** The analyses of all texts that can be read; what cannot is told, and the exit code says so. */
async function analyzeAll(
  paths: readonly string[],
  { encoding }: CommonOptions,
  analyzer: Analyzer,
): Promise<Analysis[]> {
  await checkEncoding(encoding);
  const analyses: Analysis[] = [];
  for await (const input of readInputs(paths, encoding === undefined ? {} : { encoding })) {
    if ("problem" in input) {
      process.exitCode = 1;
      warn(describeProblem(input.origin.source, input.problem));
    } else analyses.push(analyzer.analyze(input.text));
  }
  return analyses;
}

/** The whole text of a file that no reader of documents should interpret. */
async function readTextFile(path: string, encoding?: string): Promise<string> {
  const [{ loadBytes }, { decodeText, parseEncoding }, { InputError }] = await Promise.all([
    import("../readers/source.ts"),
    import("../readers/encoding.ts"),
    import("../errors.ts"),
  ]);
  const bytes = await loadBytes({ path }, MOST_BYTES);
  const decoded = await decodeText(bytes, encoding === undefined ? undefined : parseEncoding(encoding));
  if ("problem" in decoded) throw new InputError(path, [decoded.problem]);
  return decoded.text;
}

const MOST_BYTES = 500 * 1024 * 1024;

/** Too few documents is a matter of what the user named. */
function refuseAsUsage<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

async function write(options: CommonOptions, result: unknown, render: () => string): Promise<void> {
  const output = await openOutput(options.output);
  try {
    await output.write(options.format === "json" ? `${JSON.stringify(result, null, 1)}\n` : render());
    await output.close();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function parseRating(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(say("数を指定してください。", "give a number."));
}

function parsePositive(text: string): number {
  const value = parseRating(text);
  if (value > 0) return value;
  throw new InvalidArgumentError(say("0 より大きい数を指定してください。", "give a number above 0."));
}

function signed(value: number): string {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(1)}`;
}

function examplesOf(...lines: readonly string[]): string {
  return `\n${say("例:", "Examples:")}\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
