import { type Command, InvalidArgumentError, Option } from "commander";
import { InputError } from "../errors.ts";
import type { TagOptions } from "../tags/tags.ts";
import { describeProblem, UsageError, warn } from "./failure.ts";
import { say } from "./language.ts";
import { openOutput } from "./output.ts";
import { type PartFiles, profileFile, thesaurusFile } from "./part-files.ts";
import type { TagPlan, TagSettings } from "./tag-file.ts";

interface TagCommandOptions extends PartFiles {
  write?: boolean;
  check?: boolean;
  dryRun?: boolean;
  field: string;
  existing: "keep" | "replace";
  as: "label" | "slug";
  suggested?: boolean;
  create?: boolean;
  taxonomy?: string;
  max?: number;
  auto?: number;
  suggest?: number;
  format: "text" | "ndjson";
}

/** Adds `bansou tag`. */
export function tagCommand(program: Command): void {
  program
    .command("tag")
    .description(
      say("記事のタグを front matter に書きます", "write the tags of articles into their front matter"),
    )
    .argument(
      "<files...>",
      say(
        "Markdown のファイル、フォルダ、または '**' のパターン",
        "Markdown files, folders or patterns such as 'content/**/*.md'",
      ),
    )
    .option("--write", say("ファイルに書き込む", "write into the files"))
    .option(
      "--check",
      say(
        "差分を示し、書き込みが要るなら終了コード 1",
        "show what would change as a diff; exit 1 where something would",
      ),
    )
    .option(
      "--dry-run",
      say("付くタグと理由を示すだけ（省略時）", "only show tags and what earned them (default)"),
    )
    .option(
      "--field <name>",
      say("タグの項目。入れ子は . でつなぐ", "field of the tags; dots lead inwards"),
      "tags",
    )
    .addOption(
      new Option(
        "--existing <what>",
        say("すでにあるタグを残すか、置き換えるか", "keep the tags that are there, or replace them"),
      )
        .choices(["keep", "replace"])
        .default("keep"),
    )
    .addOption(
      new Option("--as <name>", say("書くもの", "what to write")).choices(["label", "slug"]).default("label"),
    )
    .option("--suggested", say("候補のタグも書く", "write suggested tags as well"))
    .option("--create", say("front matter のない記事にも加える", "give articles without front matter some"))
    .option(
      "--taxonomy <file>",
      say("サイトのタグ→概念の対応表（JSON、YAML）", "the site's own tags and their concepts (JSON or YAML)"),
    )
    .option("--max <n>", say("1記事のタグの上限", "most tags of an article"), parseCount)
    .option(
      "--auto <weight>",
      say("書くタグの最小の重み（0〜1）", "least weight of tags that are written (0-1)"),
      parseWeight,
    )
    .option(
      "--suggest <weight>",
      say("候補の最小の重み（0〜1）", "least weight of suggestions (0-1)"),
      parseWeight,
    )
    .addOption(
      new Option("-f, --format <format>", say("--dry-run の出力", "what --dry-run prints"))
        .choices(["text", "ndjson"])
        .default("text"),
    )
    .addOption(thesaurusFile())
    .addOption(profileFile())
    .addHelpText("after", examples)
    .action(tag);
}

async function tag(paths: string[], options: TagCommandOptions): Promise<void> {
  const mode = modeOf(options);
  const { findArticles } = await import("./articles.ts");
  const { planFile, writePlan } = await import("./tag-file.ts");
  const settings = await openSettings(options);
  const output = await openOutput();
  const stop = stopOnSignals();
  const count = { changed: 0, same: 0, failed: 0 };
  for (const file of await findArticles(paths)) {
    try {
      const plan = await planFile(file, settings);
      if (mode === "write" && plan.changed) await writePlan(plan);
      count[plan.changed ? "changed" : "same"] += 1;
      await output.write(await render(plan, mode, options.format));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      count.failed += 1;
      for (const problem of error.problems) warn(describeProblem(error.file, problem));
    }
    if (stop.aborted) break;
  }
  await output.close();
  tellCount(mode, count);
  if (count.failed > 0 || (mode === "check" && count.changed > 0)) process.exitCode = 1;
  if (stop.aborted) process.exitCode = stop.reason as number;
}

type Mode = "write" | "check" | "dry-run";

function modeOf({ write, check, dryRun }: TagCommandOptions): Mode {
  const asked = [write && "write", check && "check", dryRun && "dry-run"].filter(Boolean) as Mode[];
  if (asked.length > 1)
    throw new UsageError(
      say("--write、--check、--dry-run はどれか一つです。", "use one of --write, --check and --dry-run"),
    );
  return asked[0] ?? "dry-run";
}

async function openSettings(options: TagCommandOptions): Promise<TagSettings> {
  const { openAnalyzer } = await import("./open-analyzer.ts");
  const analyzer = await openAnalyzer(options);
  const taxonomy =
    options.taxonomy === undefined
      ? undefined
      : await (await import("./taxonomy-file.ts")).readTaxonomy(options.taxonomy, analyzer.thesaurus);
  const { max: limit, auto, suggest, field, existing, as, suggested = false, create = false } = options;
  const tags: TagOptions = {
    ...(limit !== undefined && { limit }),
    ...(auto !== undefined && { auto }),
    ...(suggest !== undefined && { suggest }),
    ...(taxonomy !== undefined && { taxonomy }),
  };
  return { analyzer, tags, field, existing, as, suggested, create };
}

async function render(plan: TagPlan, mode: Mode, format: TagCommandOptions["format"]): Promise<string> {
  const { renderDiff, renderPlan, renderPlanRecord } = await import("./tag-text.ts");
  if (mode === "check") return plan.changed ? await renderDiff(plan) : "";
  if (mode === "write") return plan.changed ? `${plan.file}: ${changeOf(plan)}\n` : "";
  return format === "ndjson" ? `${renderPlanRecord(plan)}\n` : renderPlan(plan);
}

function changeOf({ added, removed }: TagPlan): string {
  return [...added.map((name) => `+${name}`), ...removed.map((name) => `-${name}`)].join(" ");
}

function tellCount(
  mode: Mode,
  { changed, same, failed }: Readonly<Record<"changed" | "same" | "failed", number>>,
): void {
  const done = mode === "write" ? say("変更", "changed") : say("変更が要る", "to change");
  process.stderr.write(
    say(
      `${done} ${changed}、そのまま ${same}、読めない ${failed}\n`,
      `${changed} ${done}, ${same} as they are, ${failed} failed\n`,
    ),
  );
}

/** SIGINT and SIGTERM end the run after the file at hand. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort(130));
  process.once("SIGTERM", () => stop.abort(143));
  return stop.signal;
}

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new InvalidArgumentError(
    say("1 以上の整数を指定してください。", "expected a whole number of 1 or more."),
  );
}

function parseWeight(value: string): number {
  const weight = Number(value);
  if (value.trim() !== "" && weight >= 0 && weight <= 1) return weight;
  throw new InvalidArgumentError(say("0〜1 の数を指定してください。", "expected a number from 0 to 1."));
}

function examples(): string {
  return say(
    `
例:
  $ bansou tag content/                                付くタグと理由を見る
  $ bansou tag 'content/**/*.md' --write               front matter に書く（あるタグは残す）
  $ bansou tag content/ --check                        CI で、書き忘れを差分で示す
  $ bansou tag content/ --taxonomy tags.yml --write    サイトのタグだけを使う

終了コード: 0 完了、1 読めないファイルがあった・--check で差分があった、2 使い方の誤り`,
    `
Examples:
  $ bansou tag content/                                see the tags and what earned them
  $ bansou tag 'content/**/*.md' --write               write them into front matter (tags that are there stay)
  $ bansou tag content/ --check                        in CI: show as a diff what was not written
  $ bansou tag content/ --taxonomy tags.yml --write    use the site's own tags only

Exit codes: 0 done, 1 a file could not be read or --check found a difference, 2 wrong usage`,
  );
}
