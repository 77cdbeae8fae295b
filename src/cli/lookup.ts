import { type Command, Option } from "commander";
import { renderConcept, renderSuggestions } from "../report/concept-text.ts";
import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import { UsageError, warn } from "./failure.ts";
import { say, spokenLanguage } from "./language.ts";
import { openOutput } from "./output.ts";
import { thesaurusFile } from "./part-files.ts";
import { colorWanted } from "./report-format.ts";
import { openThesaurus } from "./thesaurus-file.ts";

interface LookupOptions {
  format: "text" | "json";
  thesaurus?: string;
}

/** Adds `bansou lookup`. */
export function lookupCommand(program: Command): void {
  program
    .command("lookup")
    .description(
      say(
        "シソーラスを引きます（かな・ローマ字でも）",
        "look a word up in the thesaurus, in kanji, kana or romaji",
      ),
    )
    .argument("<word...>", say("ことば", "the word"))
    .addOption(
      new Option("-f, --format <format>", say("出力の形", "what to print"))
        .choices(["text", "json"])
        .default("text"),
    )
    .addOption(thesaurusFile())
    .addHelpText("after", examples)
    .action(lookUp);
}

async function lookUp(words: string[], options: LookupOptions): Promise<void> {
  const thesaurus = await openThesaurus(options.thesaurus);
  const { lookup } = await import("../thesaurus/lookup.ts");
  const output = await openOutput();
  const word = words.join(" ");
  const found = lookup(thesaurus, word);
  if (options.format === "json") {
    await output.write(`${JSON.stringify(found, null, 2)}\n`);
  } else if (found.concept !== undefined) {
    const { concept } = found;
    await output.write(
      renderConcept(concept, thesaurus, { language: spokenLanguage(), color: colorWanted(output) }),
    );
  }
  if (found.concept === undefined) tellUnknown(word, found.suggestions);
}

/** The concept that a user names by id or by any of its names. */
export async function conceptNamed(word: string, thesaurus: Thesaurus): Promise<Concept> {
  const { lookup } = await import("../thesaurus/lookup.ts");
  const { concept, suggestions } = lookup(thesaurus, word);
  const found = thesaurus.concepts.get(word) ?? concept;
  if (found !== undefined) return found;
  throw new UsageError(unknown(word, suggestions));
}

function tellUnknown(word: string, suggestions: readonly Concept[]): void {
  warn(unknown(word, suggestions));
  process.exitCode = 1;
}

function unknown(word: string, suggestions: readonly Concept[]): string {
  const near = renderSuggestions(suggestions);
  const first = say(`「${word}」はシソーラスにありません。`, `"${word}" is not in the thesaurus.`);
  return near === "" ? first : `${first}${say(`近いことば: ${near}`, ` Near: ${near}`)}`;
}

function examples(): string {
  return say(
    `
例:
  $ bansou lookup 寄り添い支援
  $ bansou lookup よりそいしえん
  $ bansou lookup yorisoi shien --format json

終了コード: 0 見つかった、1 ない（近いことばを示します）、2 使い方の誤り`,
    `
Examples:
  $ bansou lookup 寄り添い支援
  $ bansou lookup よりそいしえん
  $ bansou lookup yorisoi shien --format json

Exit codes: 0 found, 1 not in the thesaurus (near words are named), 2 wrong usage`,
  );
}
