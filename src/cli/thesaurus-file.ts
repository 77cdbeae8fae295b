import { readFile } from "node:fs/promises";
import { InputError } from "../errors.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { say } from "./language.ts";

/** The bundled thesaurus, or the one in `file`. Needs no tokenizer. */
export async function openThesaurus(file?: string): Promise<Thesaurus> {
  if (file !== undefined) return await readThesaurus(file);
  const { bundledThesaurus } = await import("../thesaurus/bundled.ts");
  return bundledThesaurus();
}

/**
 * A thesaurus of the user's own.
 *
 * @throws InputError when there is no such file, or with all that is wrong in it
 */
export async function readThesaurus(file: string): Promise<Thesaurus> {
  const { parseThesaurus } = await import("../thesaurus/parse.ts");
  const json = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code ?? cause.message;
    const message = say(
      `シソーラスを開けません（${reason}）。パスを確かめてください。`,
      `the thesaurus cannot be opened (${reason}); check the path`,
    );
    throw new InputError(file, [{ code: "thesaurus/unreadable", message }], { cause });
  });
  return parseThesaurus(json, { file });
}
