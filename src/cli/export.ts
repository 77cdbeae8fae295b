import { type Command, Option } from "commander";
import type { ExportFormat } from "../export/formats.ts";
import { say } from "./language.ts";
import { openOutput } from "./output.ts";
import { thesaurusFile } from "./part-files.ts";
import { openThesaurus } from "./thesaurus-file.ts";

// Named here as well, so that help does not load the renderers; a test holds the two lists together.
export const EXPORT_FORMATS = [
  "json",
  "skos-turtle",
  "skos-jsonld",
  "synonyms",
  "prh",
  "spacy",
  "mecab",
  "sudachi",
] as const satisfies readonly ExportFormat[];

interface ExportCommandOptions {
  format: ExportFormat;
  output?: string;
  thesaurus?: string;
  base?: string;
}

/** Adds `bansou export`. */
export function exportCommand(program: Command): void {
  program
    .command("export")
    .description(
      say(
        "シソーラスを他の道具の形式で書き出します（SKOS、検索の同義語、校正、形態素解析の辞書）",
        "write the thesaurus for other tools (SKOS, search synonyms, proofreading, morphological analysers)",
      ),
    )
    .addOption(
      new Option("-f, --format <format>", say("書き出す形式", "what to write"))
        .choices(EXPORT_FORMATS)
        .makeOptionMandatory(),
    )
    .option(
      "-o, --output <file>",
      say("標準出力の代わりに書くファイル", "write to this file, not to standard output"),
    )
    .addOption(thesaurusFile())
    .option("--base <uri>", say("SKOS の id の前に付く URI", "for SKOS: the URI that ids are appended to"))
    .addHelpText("after", examples)
    .action(exportThesaurus);
}

async function exportThesaurus(options: ExportCommandOptions): Promise<void> {
  const thesaurus = await openThesaurus(options.thesaurus);
  const { exportFormats, renderExport } = await import("../export/formats.ts");
  const { format, base } = options;
  const tokenizer = exportFormats[format].usesTokenizer
    ? await (await import("../tokenizer/load-node.ts")).loadKuromoji()
    : undefined;
  const text = renderExport(thesaurus, format, {
    ...(base === undefined ? {} : { base }),
    ...(tokenizer === undefined ? {} : { tokenizer }),
  });
  const output = await openOutput(options.output);
  await output.write(text);
  await output.close();
}

function examples(): string {
  return say(
    `
例:
  $ bansou export --format skos-turtle -o bansou.ttl
  $ bansou export --format synonyms > synonyms.txt        Elasticsearch、OpenSearch の同義語
  $ bansou export --format prh -o bansou.yml              textlint-rule-prh の辞書`,
    `
Examples:
  $ bansou export --format skos-turtle -o bansou.ttl
  $ bansou export --format synonyms > synonyms.txt        synonyms for Elasticsearch and OpenSearch
  $ bansou export --format prh -o bansou.yml              a dictionary for textlint-rule-prh`,
  );
}
