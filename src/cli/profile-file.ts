import { readFile } from "node:fs/promises";
import { InputError } from "../errors.ts";
import { type Profile, parseProfile } from "../score/profile.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { say } from "./language.ts";

/**
 * A score profile of the user's own, for the concepts and aspects of `thesaurus`.
 *
 * @throws InputError when there is no such file, or with all that is wrong in it
 */
export async function readProfile(file: string, thesaurus: Thesaurus): Promise<Profile> {
  const refuse = (code: string, message: string, cause: unknown) =>
    new InputError(file, [{ code: `profile/${code}`, message }], { cause });
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code ?? cause.message;
    const message = say(
      `点数の重みを開けません（${reason}）。パスを確かめてください。`,
      `the profile cannot be opened (${reason}); check the path`,
    );
    throw refuse("unreadable", message, cause);
  });
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/\s+/g, " ") : "";
    const message = say(
      `JSON として読めません（${reason}）。dict/profile.json を写して書き換えてください。`,
      `it is not JSON (${reason}); begin with a copy of dict/profile.json`,
    );
    throw refuse("not-json", message, cause);
  }
  return parseProfile(json, thesaurus, { file });
}
