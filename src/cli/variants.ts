import { type Command, Option } from "commander";
import { say } from "./language.ts";
import { conceptNamed } from "./lookup.ts";
import { openOutput } from "./output.ts";
import { thesaurusFile } from "./part-files.ts";
import { openThesaurus } from "./thesaurus-file.ts";

interface VariantsOptions {
  format: "text" | "json";
  thesaurus?: string;
}

/** Adds `bansou variants`. */
export function variantsCommand(program: Command): void {
  program
    .command("variants")
    .description(
      say(
        "概念の書き方として生成されるものを一覧します",
        "list what is generated as a way to write a concept",
      ),
    )
    .argument("<concept>", say("概念の名前か id", "name or id of a concept"))
    .addOption(
      new Option("-f, --format <format>", say("出力の形", "what to print"))
        .choices(["text", "json"])
        .default("text"),
    )
    .addOption(thesaurusFile())
    .addHelpText("after", examples)
    .action(listVariants);
}

async function listVariants(name: string, options: VariantsOptions): Promise<void> {
  const thesaurus = await openThesaurus(options.thesaurus);
  const { variants } = await import("../thesaurus/variants.ts");
  const found = variants(await conceptNamed(name, thesaurus), thesaurus);
  const output = await openOutput();
  await output.write(`${options.format === "json" ? JSON.stringify(found, null, 2) : found.join("\n")}\n`);
}

function examples(): string {
  return say(
    `
例:
  $ bansou variants 寄り添い支援
  $ bansou variants yorisoi-shien --format json

「…」は、そこに入る12文字までのことばを表します。`,
    `
Examples:
  $ bansou variants 寄り添い支援
  $ bansou variants yorisoi-shien --format json

"…" stands for up to 12 characters that may come between.`,
  );
}
