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
  const japanese = spokenLanguage() === "ja" && Object.hasOwn(JAPANESE, code) ? JAPANESE[code] : undefined;
  return typeof japanese === "function" ? japanese(message) : (japanese ?? message);
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
    const [, option = "", value = "", choices, remedy] =
      /'([^']*)' (?:value |argument )?'([^']*)' is invalid\.(?: Allowed choices are (.*)\.| (.*))?/.exec(
        text,
      ) ?? [];
    const allowed = choices === undefined ? (remedy ?? text) : `使える値: ${choices}`;
    return `${option} に ${value} は使えません。${allowed}`;
  },
};

function guess(text: string): string {
  const [, near] = /Did you mean (?:one of )?([^?]*)\?/.exec(text) ?? [];
  return near === undefined ? "" : `もしかして: ${near}`;
}

/** The readers speak English; these are their messages that people meet most, by their code. What a message names is kept. */
const JAPANESE: Readonly<Record<string, string | ((message: string) => string)>> = {
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
  "reader/expands":
    "展開すると大きくなりすぎます。本文だけを保存し直すか、PDF なら印刷して新しい PDF にしてください。",
  "reader/too-many-pages": "ページが多すぎます。分けてください。",
  "reader/timeout": "読み取りが時間内に終わりませんでした。ファイルを分けてください。",
  "reader/csv": '表が途中で切れています。引用符 " の閉じ忘れを直すか、保存し直してください。',
  "reader/json": "正しい JSON ではありません。1 行に 1 つの JSON オブジェクトを書いてください。",
  "reader/no-text": "本文の項目がありません。--text-column で項目の名前を指定してください。",
  // The columns that a table has stand at the end of its message.
  "reader/no-column": (message) =>
    `本文の列が分かりません。--text-column で列を指定してください。列の名前: ${/--text-column: (.*)$/s.exec(message)?.[1] ?? ""}`,
  "corpus/crashed":
    "読み取り中に処理が落ちました。ファイルが壊れているか大きすぎるようです。分けてください。",
  "corpus/timeout": "時間内に終わりませんでした。ファイルを分けるか、--timeout を延ばしてください。",
  "frontmatter/unknown-format": (message) =>
    `この種類（${quotedIn(message)}）の front matter は読めません。YAML、TOML、JSON のどれかで書いてください。`,
  "frontmatter/unclosed":
    "ここで始まる front matter が閉じていません。終わりの行（--- や +++、JSON なら }）を加えてください。本文の先頭の罫線なら *** と書いてください。",
  "frontmatter/not-fields": "front matter が項目の並びではありません。「名前: 値」の形で書いてください。",
  "frontmatter/not-yaml": "front matter を YAML として読めません。この行のあたりを直してください。",
  "frontmatter/yaml-unquoted":
    'front matter を YAML として読めません。[ ] : # @ などの記号を含む値は、"…" のように引用符で囲んでください。',
  "frontmatter/yaml-indent":
    "front matter を YAML として読めません。字下げをそろえ、[ は ] で閉じてください。",
  "frontmatter/yaml-tab": "front matter の字下げにタブがあります。半角の空白に替えてください。",
  "frontmatter/yaml-duplicate": "front matter に同じ名前の項目が二つあります。一つにしてください。",
  "frontmatter/yaml-unclosed": "front matter の引用符か括弧が閉じていません。閉じてください。",
  "frontmatter/not-toml": "front matter を TOML として読めません。この行のあたりを直してください。",
  "frontmatter/not-json": "front matter を JSON として読めません。この行のあたりを直してください。",
  "frontmatter/not-a-list": (message) =>
    `${quotedIn(message)}はタグのリストではありません。リストにするか、--field で別の項目を指定してください。`,
  "frontmatter/unsafe": (message) =>
    `${quotedIn(message)}のまわりを変えずにタグを加えられません。手でタグを一つ書いておいてください。`,
  "frontmatter/missing-package": (message) =>
    `front matter を読むパッケージがありません: npm install ${message.split(" ").at(-1)}`,
  "taxonomy/not-an-object": "タグと概念の対応表ではありません。「タグ: [概念, …]」の形で書いてください。",
  "taxonomy/empty": "タグがありません。「伴走: [伴走型支援]」のように書いてください。",
  "taxonomy/bad-label": (message) =>
    `タグ${quotedIn(message)}が空か、前後に空白があります。タグだけを書いてください。`,
  "taxonomy/unknown-key": (message) =>
    `${quotedIn(message)}という項目はありません。concepts と slug が使えます。`,
  "taxonomy/no-concepts": "概念が書かれていません。概念の名を一つ以上、リストで書いてください。",
  "taxonomy/not-a-name": "概念の名ではありません。文字で書いてください。",
  "taxonomy/bad-slug": "slug には英小文字、数字、ハイフンだけを使ってください。",
  "taxonomy/shared-slug": (message) =>
    `${quotedIn(message)}の slug がほかのタグと同じです。別の slug を書いてください。`,
  "taxonomy/unknown-concept": (message) => {
    const near = / did you mean (.*)\?$/.exec(message)?.[1];
    const remedy = near === undefined ? "bansou lookup で引いてください。" : `もしかして: ${near}`;
    return `${quotedIn(message)}という概念はシソーラスにありません。${remedy}`;
  },
};

/** The first name that a message puts into quotes. */
function quotedIn(message: string): string {
  return `「${/"([^"]*)"/.exec(message)?.[1] ?? ""}」`;
}
