import { readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InputError } from "../errors.ts";
import { extensionOf } from "../readers/format.ts";
import { say } from "./language.ts";

/**
 * The files of a report: those named, and in folders all that have an extension, in the order of their names. What cannot
 * be read is among them, so that the report can say why.
 *
 * @param except Files that the run itself writes.
 * @throws InputError when there is nothing at all.
 */
export async function findSources(
  paths: readonly string[],
  except: readonly string[],
): Promise<{ path: string }[]> {
  const own = new Set(except.map((path) => resolve(path)));
  const found: { path: string }[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    if (await isFolder(path)) for await (const file of filesIn(path, seen)) found.push({ path: file });
    else found.push({ path });
  }
  const sources = found.filter(({ path }) => !own.has(resolve(path)));
  if (sources.length > 0) return sources;
  const message = say(
    "フォルダに文書がありません。.txt .md .pdf .docx .html .csv などを入れてください。",
    "the folder holds no documents; put .txt, .md, .pdf, .docx, .html or .csv files there",
  );
  throw new InputError(paths.join(" "), [{ code: "input/empty-folder", message }]);
}

async function* filesIn(folder: string, seen: Set<string>): AsyncGenerator<string> {
  // A link may lead back to a folder above it.
  const real = await realpath(folder);
  if (seen.has(real)) return;
  seen.add(real);
  for (const name of (await readdir(folder)).sort()) {
    if (name.startsWith(".") || name.startsWith("~$") || name === "node_modules") continue;
    const path = join(folder, name);
    if (await isFolder(path)) yield* filesIn(path, seen);
    else if (extensionOf(name) !== "" && extensionOf(name) !== "journal") yield path;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
