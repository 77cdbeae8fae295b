import { CommanderError } from "commander";
import { InputError, type Problem } from "../errors.ts";
import { say, spokenLanguage } from "./language.ts";

/** 0 all done; 1 an input could not be read (the others were); 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** A command called in a way it does not take, beyond what the parser of arguments finds. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Tells one line on standard error. */
export function warn(message: string): void {
  process.stderr.write(`bansou: ${message}\n`);
}

/** The line for one problem: file, line, what is wrong with its remedy, and the stable code to search for. */
export function describeProblem(file: string, problem: Problem): string {
  const { line, path, code } = problem;
  const place = `${file}${line === undefined ? "" : `:${line}`}${path === undefined ? "" : ` (${path})`}`;
  return `${place}: ${messageOf(problem)} [${code}]`;
}

/** What is wrong, in the user's language. */
export function messageOf({ code, message }: Problem): string {
  return (spokenLanguage() === "ja" && Object.hasOwn(JAPANESE, code) && JAPANESE[code]) || message;
}

/** Tells what stopped a command, and gives its exit code. */
export function tellFailure(error: unknown): ExitCode {
  if (error instanceof CommanderError) return tellUsage(error);
  if (error instanceof UsageError) {
    warn(error.message);
    return 2;
  }
  if (error instanceof InputError) {
    for (const problem of error.problems) warn(describeProblem(error.file, problem));
    return 1;
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  warn(
    say(
      "bansou の不具合です。次の内容を添えて知らせてください。",
      "this is a fault of bansou; please report it with:",
    ),
  );
  process.stderr.write(`${reason}\n`);
  return 1;
}

/** What the parser of arguments found wrong; its own words are English. */
function tellUsage({ code, message, exitCode }: CommanderError): ExitCode {
  if (exitCode === 0) return 0;
  // The parser has printed the help in place of a message.
  if (code === "commander.help") return 2;
  const text = message.replace(/^error: /, "");
  const japanese = Object.hasOwn(JAPANESE_USAGE, code) ? JAPANESE_USAGE[code] : undefined;
  const [quoted = ""] = /'[^']*'/.exec(text) ?? [];
  warn(say(japanese === undefined ? text : `${japanese(quoted, text)}`, text));
  warn(say("使い方は bansou --help で見られます。", "see bansou --help"));
  return 2;
}

const JAPANESE_USAGE: Readonly<Record<string, (quoted: string, text: string) => string>> = {
  "commander.unknownCommand": (quoted, text) => `${quoted} というコマンドはありません。${guess(text)}`,
  "commander.unknownOption": (quoted, text) => `${quoted} というオプションはありません。${guess(text)}`,
  "commander.missingArgument": (quoted) => `${quoted} を指定してください。`,
  "commander.optionMissingArgument": (quoted) => `${quoted} に値を指定してください。`,
  "commander.excessArguments": () => "引数が多すぎます。",
  "commander.invalidArgument": (_, text) => {
    const [, option = "", value = "", choices] =
      /'([^']*)' (?:value |argument )?'([^']*)' is invalid\.(?: Allowed choices are (.*)\.)?/.exec(text) ??
      [];
    const allowed = choices === undefined ? text : `使える値: ${choices}`;
    return `${option} に ${value} は使えません。${allowed}`;
  },
};

function guess(text: string): string {
  const [, near] = /Did you mean (?:one of )?([^?]*)\?/.exec(text) ?? [];
  return near === undefined ? "" : `もしかして: ${near}`;
}

/** The readers speak English; these are their messages that people meet most, by their code. */
const JAPANESE: Readonly<Record<string, string>> = {
  "reader/not-found": "ファイルがありません。パスを確かめてください。",
  "reader/unreadable": "ファイルを開けません。読み取りが許されているかを確かめてください。",
  "reader/directory": "フォルダです。中のファイルを指定してください。",
  "reader/not-a-file": "通常のファイルではありません。内容をファイルに写してから指定してください。",
  "reader/empty": "ファイルが空です。本文のあるファイルを指定してください。",
  "reader/binary":
    "文字のファイルではありません。テキスト、Markdown、HTML、PDF、Word などに変換してください。",
  "reader/encoding": "文字コードが分かりません。UTF-8 で保存し直すか、--encoding で指定してください。",
  "reader/encrypted": "パスワードがかかっています。パスワードのないファイルに保存し直してください。",
  "reader/damaged": "ファイルが壊れています。もとのファイルから保存し直してください。",
  "reader/unknown-format":
    "この形式は読めません。PDF、.docx、HTML、Markdown、テキスト、CSV、XLSX、JSON Lines のどれかにしてください。",
  "reader/too-large": "ファイルが大きすぎます。分けてください。",
  "corpus/crashed":
    "読み取り中に処理が落ちました。ファイルが壊れているか大きすぎるようです。分けてください。",
  "corpus/timeout": "時間内に終わりませんでした。ファイルを分けるか、--timeout を延ばしてください。",
};
