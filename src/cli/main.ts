#!/usr/bin/env node
import { Command, Option } from "commander";
import { VERSION } from "../version.ts";
import { analyzeCommand } from "./analyze.ts";
import { discoverCommand } from "./discover.ts";
import { explainCommand } from "./explain.ts";
import { exportCommand } from "./export.ts";
import { tellFailure } from "./failure.ts";
import { khcoderCommands } from "./khcoder.ts";
import { say } from "./language.ts";
import { lookupCommand } from "./lookup.ts";
import { reportCommand } from "./report.ts";
import { scoreCommands } from "./score.ts";
import { serveCommand } from "./serve.ts";
import { tagCommand } from "./tag.ts";
import { variantsCommand } from "./variants.ts";

/** In the order of the help. */
const COMMANDS = [
  analyzeCommand,
  reportCommand,
  explainCommand,
  lookupCommand,
  variantsCommand,
  exportCommand,
  scoreCommands,
  khcoderCommands,
  discoverCommand,
  tagCommand,
  serveCommand,
];

/** All commands: each file describes one, and loads what it needs when it runs. */
function createProgram(): Command {
  const program = new Command("bansou")
    .description(
      say(
        "日本語の文書がどれだけ伴走型支援のことばで語られているかを調べます",
        "how closely Japanese documents fit the vocabulary of accompanying support (伴走型支援)",
      ),
    )
    .version(VERSION, "-V, --version", say("版を表示", "print the version"))
    .helpOption("-h, --help", say("この説明を表示", "print this help"))
    .helpCommand(false)
    .addOption(
      new Option(
        "--lang <lang>",
        say("ことば（省略時はロケール）", "language of messages (default: the locale)"),
      ).choices(["ja", "en"]),
    )
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .configureHelp({ styleTitle: translateTitle })
    .addHelpText("after", examples);
  for (const add of COMMANDS) add(program);
  return program;
}

const TITLES: Readonly<Record<string, string>> = {
  "Usage:": "使い方:",
  "Arguments:": "引数:",
  "Options:": "オプション:",
  "Global Options:": "共通のオプション:",
  "Commands:": "コマンド:",
};

function translateTitle(title: string): string {
  return say(TITLES[title] ?? title, title);
}

function examples(): string {
  return say(
    `
例:
  $ bansou analyze 計画.md             文書の点数と、語を含む文
  $ bansou explain 計画.md             点数の内訳
  $ bansou lookup よりそいしえん       シソーラスを引く

各コマンドの例は bansou analyze --help などで見られます。`,
    `
Examples:
  $ bansou analyze plan.md             the score of a document, and terms in their sentences
  $ bansou explain plan.md             where that score comes from
  $ bansou lookup 寄り添い支援         look a word up in the thesaurus

Each command shows its own examples: bansou analyze --help`,
  );
}

// The reader of a pipe may leave early (`bansou … | head`): that is no failure and nothing to tell.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = tellFailure(error);
}
