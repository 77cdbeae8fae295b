import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { InputError } from "../errors.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { say } from "./language.ts";

/** In `extends`: the thesaurus that ships with the package. */
export const BUNDLED = "bundled";

/** The bundled thesaurus, or the one in `file`. Needs no tokenizer. */
export async function openThesaurus(file?: string): Promise<Thesaurus> {
  if (file !== undefined) return await readThesaurus(file);
  const { bundledThesaurus } = await import("../thesaurus/bundled.ts");
  return bundledThesaurus();
}

/**
 * A thesaurus of the user's own. A file with `extends` adds to the bundled thesaurus or to another file, as the additions of
 * `bansou discover --apply` do.
 *
 * @throws InputError when there is no such file, or with all that is wrong in it
 */
export async function readThesaurus(file: string, within: readonly string[] = []): Promise<Thesaurus> {
  const { parseThesaurus } = await import("../thesaurus/parse.ts");
  const json = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code ?? cause.message;
    const message = say(
      `シソーラスを開けません（${reason}）。パスを確かめてください。`,
      `the thesaurus cannot be opened (${reason}); check the path`,
    );
    throw new InputError(file, [{ code: "thesaurus/unreadable", message }], { cause });
  });
  const base = baseOf(json);
  if (base === undefined) return parseThesaurus(json, { file });
  if (base === BUNDLED) return parseThesaurus(json, { file, extend: await openThesaurus() });
  const path = resolve(dirname(file), base);
  const chain = [...within, resolve(file)];
  if (chain.includes(path)) {
    const message = say(
      `"extends" が自分自身に戻っています（${base}）。もとになるファイルを書いてください。`,
      `"extends" leads back to the file itself (${base}); name the file that it adds to`,
    );
    throw new InputError(file, [{ code: "thesaurus/extends", message, path: "extends" }]);
  }
  return parseThesaurus(json, { file, extend: await readThesaurus(path, chain) });
}

/** What a file says in `extends`; undefined also where it is no JSON, which parsing tells. */
function baseOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json.startsWith("\ufeff") ? json.slice(1) : json);
    const base =
      typeof value === "object" && value !== null && "extends" in value ? value.extends : undefined;
    return typeof base === "string" ? base : undefined;
  } catch {
    return undefined;
  }
}
