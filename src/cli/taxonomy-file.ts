import { readFile } from "node:fs/promises";
import { InputError } from "../errors.ts";
import type { Taxonomy } from "../tags/taxonomy.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { say } from "./language.ts";

/**
 * A site's tags from a JSON or YAML file.
 *
 * @throws InputError where there is no such file, or with all that is wrong in it
 */
export async function readTaxonomy(file: string, thesaurus: Thesaurus): Promise<Taxonomy> {
  const { parseTaxonomy } = await import("../tags/taxonomy.ts");
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code ?? cause.message;
    const message = say(
      `タグの対応表を開けません（${reason}）。パスを確かめてください。`,
      `the taxonomy cannot be opened (${reason}); check the path`,
    );
    throw new InputError(file, [{ code: "taxonomy/unreadable", message }], { cause });
  });
  return parseTaxonomy(await parseData(file, text), thesaurus, { file });
}

async function parseData(file: string, text: string): Promise<unknown> {
  // Every JSON file is YAML, but JSON needs no package.
  const isJson = !/\.ya?ml$/i.test(file);
  const language = isJson ? (await import("../frontmatter/json.ts")).json : await loadYaml(file);
  const { BadHeader } = await import("../frontmatter/header.ts");
  try {
    return language.parse(text);
  } catch (cause) {
    if (!(cause instanceof BadHeader)) throw cause;
    const message = say(
      "JSON または YAML として読めません。書き方を確かめてください。",
      "it is neither JSON nor YAML; mend it there",
    );
    const { line } = cause.problem;
    throw new InputError(
      file,
      [{ code: "taxonomy/not-data", message, ...(line !== undefined && { line }) }],
      {
        cause,
      },
    );
  }
}

async function loadYaml(file: string) {
  try {
    return (await import("../frontmatter/yaml.ts")).yaml;
  } catch (cause) {
    const message = say(
      "YAML を読むパッケージがありません: npm install yaml",
      "reading YAML needs a package that is not installed; run: npm install yaml",
    );
    throw new InputError(file, [{ code: "taxonomy/missing-package", message }], { cause });
  }
}
