import { randomUUID } from "node:crypto";
import { access, constants, type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InputError } from "../errors.ts";
import { say } from "./language.ts";

/** A file as it was read, so that what someone else writes meanwhile is not lost. */
export interface ReadFile {
  /** The file itself where the name is a link. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly mode: number;
  readonly stamp: string;
}

/** @throws InputError where it cannot be read */
export async function readWhole(file: string): Promise<ReadFile> {
  let handle: FileHandle | undefined;
  try {
    const path = await realpath(file);
    handle = await open(path);
    const found = await handle.stat();
    const bytes = await handle.readFile();
    return { path, bytes, mode: found.mode & 0o7777, stamp: `${found.mtimeMs} ${found.size} ${found.ino}` };
  } catch (cause) {
    throw failed(file, "file/unreadable", "読めません", "it cannot be read", cause as NodeJS.ErrnoException);
  } finally {
    await handle?.close();
  }
}

/**
 * Puts new bytes in a file's place in one step: at any moment, even when the machine stops, a reader finds the old file or the new
 * one whole. The mode stays.
 *
 * @throws InputError where it cannot be written, or has changed since it was read
 */
export async function replaceFile(file: string, was: ReadFile, text: string): Promise<void> {
  // Beside the target, because a rename is atomic only within one file system; hidden, so that no site generator takes it up.
  const draft = join(dirname(was.path), `.${basename(was.path)}.${randomUUID()}.bansou-tmp`);
  try {
    // Replacing asks the folder only; who set the file itself to be read alone means it.
    await access(was.path, constants.W_OK);
    const handle = await open(draft, "wx", was.mode);
    try {
      await handle.writeFile(text, "utf8");
      // The mode given to open is cut by the umask.
      await handle.chmod(was.mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const now = await stat(was.path);
    if (`${now.mtimeMs} ${now.size} ${now.ino}` !== was.stamp) throw changed(file);
    await rename(draft, was.path);
  } catch (cause) {
    await rm(draft, { force: true });
    if (cause instanceof InputError) throw cause;
    throw failed(
      file,
      "file/not-writable",
      "書き込めません",
      "it cannot be written",
      cause as NodeJS.ErrnoException,
    );
  }
}

function changed(file: string): InputError {
  const message = say(
    "読んでいる間に変更されました。もう一度実行してください。",
    "it changed while it was being read; run the command again",
  );
  return new InputError(file, [{ code: "file/changed", message }]);
}

function failed(
  file: string,
  code: string,
  ja: string,
  en: string,
  cause: NodeJS.ErrnoException,
): InputError {
  const reason = cause.code ?? cause.message;
  const message = say(
    `${ja}（${reason}）。パスと許可を確かめてください。`,
    `${en} (${reason}); check its path and what is allowed`,
  );
  return new InputError(file, [{ code, message }], { cause });
}
