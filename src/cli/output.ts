import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { InputError } from "../errors.ts";
import { say } from "./language.ts";

/** Where a command writes its result: standard output, or a file that appears whole or not at all. */
export interface Output {
  /** Resolves when the reader is ready for more, so that a slow reader keeps memory flat. */
  write(text: string | Uint8Array): Promise<void>;
  /** Makes a file visible under its name. */
  close(): Promise<void>;
  /** Leaves nothing behind; what a file held before stays. */
  discard(): Promise<void>;
  /** True where a person looks at it. */
  readonly terminal: boolean;
}

/** Opens `file`, or standard output when it is absent or `-`. */
export async function openOutput(file?: string): Promise<Output> {
  return file === undefined || file === "-" ? standardOutput(process.stdout) : await atomicFile(file);
}

function standardOutput(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => send(stream, text),
    close: async () => {},
    discard: async () => {},
    terminal: stream.isTTY === true,
  };
}

async function atomicFile(file: string): Promise<Output> {
  // Beside the target, because a rename is atomic only within one file system.
  const draft = join(dirname(file), `.${randomUUID()}.bansou-tmp`);
  const stream = createWriteStream(draft, { flags: "wx" });
  await new Promise<void>((resolve, reject) => {
    stream.once("open", () => resolve());
    stream.once("error", (cause) => reject(unwritable(file, cause)));
  });
  const remove = () => rm(draft, { force: true });
  return {
    write: (text) => send(stream, text).catch((cause: Error) => Promise.reject(unwritable(file, cause))),
    close: async () => {
      await new Promise<void>((resolve, reject) => {
        stream.once("error", (cause) => reject(unwritable(file, cause)));
        stream.end(() => resolve());
      });
      await rename(draft, file).catch(async (cause: Error) => {
        await remove();
        throw unwritable(file, cause);
      });
    },
    discard: async () => {
      stream.destroy();
      await remove();
    },
    terminal: false,
  };
}

function send(stream: Writable, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error == null ? resolve() : reject(error)));
  });
}

function unwritable(file: string, cause: NodeJS.ErrnoException): InputError {
  // Its message would name the draft, a file that the user never asked for.
  const reason = cause.code ?? cause.message;
  const message = say(
    `書き込めません（${reason}）。フォルダがあるか、書き込みが許されているかを確かめてください。`,
    `it cannot be written (${reason}); check that its folder exists and may be written to`,
  );
  return new InputError(file, [{ code: "output/not-writable", message }], { cause });
}
