import { readFile } from "node:fs/promises";
import { dirname, extname, relative } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { AppliedReview } from "../discover/apply-review.ts";
import type { CorpusDocument, Notice } from "../discover/corpus.ts";
import type { Rejections } from "../discover/rejection.ts";
import type { Review } from "../discover/review.ts";
import type { Scorer } from "../discover/scorer.ts";
import { InputError } from "../errors.ts";
import { describeProblem, messageOf, UsageError, warn } from "./failure.ts";
import { readInputs } from "./inputs.ts";
import { say } from "./language.ts";
import { openOutput } from "./output.ts";
import { thesaurusFile } from "./part-files.ts";

interface DiscoverCommandOptions {
  output?: string;
  format?: "tsv" | "json";
  scorer?: Scorer;
  limit: number;
  minFrequency: number;
  minDocuments: number;
  thesaurus?: string;
  rejections?: string;
  apply?: string;
}

/** Adds `bansou discover` and `bansou keywords`. */
export function discoverCommand(program: Command): void {
  program
    .command("discover")
    .description(
      say(
        "文書からシソーラスに加えるべき語、言い回し、類義語、対義語の候補を根拠つきで出し、人が採否を書いた表を反映します",
        "propose terms, wordings, synonyms and opposites for the thesaurus from documents, with evidence; and apply what a person accepted",
      ),
    )
    .argument("[inputs...]", say("ファイルまたはフォルダ", "files or folders"))
    .addOption(
      new Option("-f, --format <format>", say("表の形", "form of the table")).choices(["tsv", "json"]),
    )
    .option(
      "-o, --output <file>",
      say("書くファイル（.tsv .json .xlsx）", "file to write (.tsv, .json, .xlsx)"),
    )
    .addOption(new Option("--scorer <name>", say("語の並べ方", "what ranks the terms")).choices(scorers()))
    .option("--limit <n>", say("種類ごとの最大数", "how many of each kind at most"), parsePositive, 200)
    .option("--min-frequency <n>", say("最小の出現回数", "least frequency"), parsePositive, 2)
    .option("--min-documents <n>", say("最小の文書数", "least number of documents"), parsePositive, 1)
    .addOption(thesaurusFile())
    .option(
      "--rejections <file>",
      say(
        "却下の記録（JSON）。読み、--apply で書き足します",
        "record of rejections (JSON): read, and with --apply written",
      ),
    )
    .option(
      "--apply <review>",
      say(
        "採否を書いた表を反映する。文書を渡すと点数の変化も示す",
        "apply an edited table; with inputs, show which scores move",
      ),
    )
    .addHelpText("after", discoverExamples)
    .action(runDiscover);
  program
    .command("keywords")
    .description(say("1つの文書のキーワードを出します", "the key terms of one document"))
    .argument("<file>", say("ファイル、標準入力は -", "a file, - for standard input"))
    .addOption(
      new Option("-f, --format <format>", say("出力の形", "what to print"))
        .choices(["text", "json"])
        .default("text"),
    )
    .option("--limit <n>", say("最大数", "how many at most"), parsePositive, 10)
    .action(runKeywords);
}

/** Named here so that the help needs no library loaded; `satisfies` keeps the list true. */
function scorers(): string[] {
  return [
    "hyb1",
    "hyb0",
    "flr",
    "flrType",
    "flrAll",
    "lr",
    "lrType",
    "pp",
    "cvalue",
    "mcvalue",
    "basic",
    "ridf",
    "tfidf",
    "frequency",
    "rake",
    "textrank",
  ] satisfies Scorer[];
}

async function runDiscover(inputs: string[], options: DiscoverCommandOptions): Promise<void> {
  if (options.apply !== undefined) return await runApply(options.apply, inputs, options);
  if (inputs.length === 0) {
    throw new UsageError(
      say("文書のファイルかフォルダを指定してください。", "name files or folders of documents"),
    );
  }
  const [{ discover }, review, { rejectedKeys }, { openAnalyzer }] = await Promise.all([
    import("../discover/discover.ts"),
    import("../discover/review.ts"),
    import("../discover/rejection.ts"),
    import("./open-analyzer.ts"),
  ]);
  const documents = await readAll(inputs);
  if (documents.length === 0) return;
  const { tokenizer, thesaurus, cues } = await openAnalyzer(options);
  const rejections = await readRejections(options.rejections);
  const found = discover(documents, {
    tokenizer,
    thesaurus,
    cues,
    limit: options.limit,
    minFrequency: options.minFrequency,
    minDocuments: options.minDocuments,
    ...(options.scorer && { scorer: options.scorer }),
    ...(rejections && { rejected: rejectedKeys(rejections) }),
  });
  tellNotices(found.notices);
  if (found.documents === 0) return;
  await writeReview(review.reviewOf(found), options);
  const counts = `${found.terms.length} / ${found.wordings.length} / ${found.relations.length}`;
  warn(
    say(
      `語 / 言い回し / 関係: ${counts}。decision の列に accept、reject、merge を書いて --apply で反映できます。`,
      `terms / wordings / relations: ${counts}; write accept, reject or merge into "decision" and run --apply`,
    ),
  );
}

/** The documents that can be read; the others are told, and the exit code is 1. */
async function readAll(inputs: readonly string[]): Promise<CorpusDocument[]> {
  const documents: CorpusDocument[] = [];
  const ids = new Set<string>();
  for await (const input of readInputs(inputs)) {
    if ("problem" in input) {
      process.exitCode = 1;
      warn(describeProblem(input.origin.source, input.problem));
      continue;
    }
    const { source, id, line } = input.origin;
    const name = [source, id ?? line].filter((part) => part !== undefined).join("#");
    const unique = ids.has(name) ? `${name} (${ids.size})` : name;
    ids.add(unique);
    documents.push(
      typeof input.text === "string" ? { id: unique, text: input.text } : { ...input.text, id: unique },
    );
  }
  return documents;
}

function tellNotices(notices: readonly Notice[]): void {
  for (const { code, message, documents } of notices) {
    if (code === "discover/not-japanese" || code === "discover/nothing-to-read") process.exitCode = 1;
    // Standard input has no name.
    const named = documents.filter((name) => name !== "");
    const which = ` (${named.slice(0, 3).join(", ")}${named.length > 3 ? ", …" : ""})`;
    const tells = code !== "discover/one-document" && named.length > 0;
    warn(`${messageOf({ code, message })}${tells ? which : ""} [${code}]`);
  }
}

async function writeReview(review: Review, { output, format }: DiscoverCommandOptions): Promise<void> {
  const extension = extname(output ?? "").toLowerCase();
  if (output !== undefined && extension === ".xlsx") {
    const { writeFile } = await import("node:fs/promises");
    await writeFile(output, (await workbooks()).renderReviewXlsx(review));
    return;
  }
  const { renderReviewJson, renderReviewTsv } = await import("../discover/review.ts");
  const json = format === "json" || (format === undefined && extension === ".json");
  // Excel takes text for Shift_JIS unless it begins with this mark.
  const text = json
    ? renderReviewJson(review)
    : `${output === undefined ? "" : "\ufeff"}${renderReviewTsv(review)}`;
  await writeText(text, output);
}

async function writeText(text: string, file?: string): Promise<void> {
  const target = await openOutput(file);
  try {
    await target.write(text);
    await target.close();
  } catch (error) {
    await target.discard();
    throw error;
  }
}

async function workbooks(): Promise<typeof import("../discover/review-xlsx.ts")> {
  return await import("../discover/review-xlsx.ts").catch((cause) => {
    const message = say(
      "Excel の表には追加のパッケージが要ります。npm install @e965/xlsx を実行してください。",
      "Excel tables need a package that is not installed; run: npm install @e965/xlsx",
    );
    throw new InputError("xlsx", [{ code: "review/missing-package", message }], { cause });
  });
}

async function readReview(file: string): Promise<Review> {
  if (extname(file).toLowerCase() === ".xlsx") {
    return (await workbooks()).parseReviewXlsx(new Uint8Array(await readBytes(file)), { file });
  }
  const [{ parseReview }, { decodeText }] = await Promise.all([
    import("../discover/parse-review.ts"),
    import("../readers/encoding.ts"),
  ]);
  // Excel saves tab-separated text as UTF-16 or Shift_JIS.
  const decoded = await decodeText(new Uint8Array(await readBytes(file)));
  if ("problem" in decoded) throw new InputError(file, [decoded.problem]);
  return parseReview(decoded.text, { file });
}

async function readBytes(file: string): Promise<Uint8Array> {
  return await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code ?? cause.message;
    const message = say(
      `開けません（${reason}）。パスを確かめてください。`,
      `cannot be opened (${reason}); check the path`,
    );
    throw new InputError(file, [{ code: "review/unreadable", message }], { cause });
  });
}

async function readRejections(file?: string): Promise<Rejections | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw cause;
  });
  const { parseRejections } = await import("../discover/rejection.ts");
  return text === undefined ? undefined : parseRejections(text, { file });
}

/** Prints what the accepted rows add, as a thesaurus file; what moves goes to standard error. Writes nothing where one row is wrong. */
async function runApply(
  file: string,
  inputs: readonly string[],
  options: DiscoverCommandOptions,
): Promise<void> {
  const [{ applyReview }, { compileAnalyzer }, { openAnalyzer }] = await Promise.all([
    import("../discover/apply-review.ts"),
    import("../analyzer.ts"),
    import("./open-analyzer.ts"),
  ]);
  const review = await readReview(file);
  const analyzer = await openAnalyzer(options);
  const rejections = await readRejections(options.rejections);
  const applied = applyReview(analyzer.thesaurus, review, {
    tokenizer: analyzer.tokenizer,
    file,
    documents: await readAll(inputs),
    analyzerOf: (thesaurus) => compileAnalyzer({ ...analyzer, thesaurus }).analyze,
    ...(rejections && { rejections }),
  });
  const { BUNDLED } = await import("./thesaurus-file.ts");
  const base =
    options.thesaurus === undefined ? BUNDLED : relative(dirname(options.output ?? "."), options.thesaurus);
  const texts = [
    { file: options.output, json: { extends: base, ...applied.additions } },
    ...(options.rejections === undefined ? [] : [{ file: options.rejections, json: applied.rejections }]),
  ];
  await writeAll(texts);
  tellApplied(applied);
}

/** Writes all files or none: each is opened and filled before the first appears. */
async function writeAll(
  texts: readonly { readonly file: string | undefined; readonly json: unknown }[],
): Promise<void> {
  const opened: Awaited<ReturnType<typeof openOutput>>[] = [];
  try {
    for (const { file, json } of texts) {
      const target = await openOutput(file);
      opened.push(target);
      await target.write(`${JSON.stringify(json, null, 2)}\n`);
    }
    for (const target of opened) await target.close();
  } catch (error) {
    for (const target of opened) await target.discard();
    throw error;
  }
}

function tellApplied({ accepted, merged, rejected, open, changes }: AppliedReview): void {
  const counts = `${accepted} / ${merged} / ${rejected} / ${open}`;
  warn(say(`採用 / 統合 / 却下 / 未決: ${counts}`, `accepted / merged / rejected / open: ${counts}`));
  for (const { document, before, after, gained, lost } of changes) {
    const ids = [...gained.map((id) => `+${id}`), ...lost.map((id) => `-${id}`)].join(" ");
    warn(
      `${document}: ${before.fit.toFixed(1)} ${before.level} → ${after.fit.toFixed(1)} ${after.level} ${ids}`,
    );
  }
}

async function runKeywords(
  file: string,
  { format, limit }: { format: "text" | "json"; limit: number },
): Promise<void> {
  const [{ keywords }, { loadTokenizer }] = await Promise.all([
    import("../discover/keywords.ts"),
    import("../tokenizer/load-node.ts"),
  ]);
  const documents = await readAll([file]);
  const tokenizer = documents.length > 0 ? await loadTokenizer() : undefined;
  for (const document of documents) {
    const found = keywords(document, { tokenizer: tokenizer as NonNullable<typeof tokenizer>, limit });
    tellNotices(found.notices);
    const text = found.keywords.map(({ term, frequency }) => `${term}\t${frequency}\n`).join("");
    await writeText(format === "json" ? `${JSON.stringify(found.keywords, null, 2)}\n` : text);
  }
}

function parsePositive(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError(say("1 以上の整数を指定してください。", "Give an integer of at least 1."));
}

function discoverExamples(): string {
  return say(
    `
例:
  $ bansou discover 計画/ -o 候補.xlsx          候補の表を作る
  $ bansou discover --apply 候補.xlsx -o 追加.json 計画/   採用した行をシソーラスの追加にし、点数の変化を見る`,
    `
Examples:
  $ bansou discover plans/ -o review.xlsx       make a table of proposals
  $ bansou discover --apply review.xlsx -o additions.json plans/   turn accepted rows into additions, see which scores move`,
  );
}
