import { stat } from "node:fs/promises";
import { UsageError } from "./failure.ts";
import { say } from "./language.ts";

/**
 * The Markdown files that names, folders and patterns lead to, in their order and each once. Folders and patterns pass over hidden
 * files and node_modules.
 *
 * @throws UsageError where a pattern leads to nothing
 */
export async function findArticles(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const kind = await stat(path).catch(() => undefined);
    // A name that is no pattern is a file, there or not; the reader will tell.
    if (kind?.isDirectory() !== true && (kind !== undefined || !/[*?[{]/.test(path))) found.add(path);
    else for (const file of await glob(path, kind !== undefined)) found.add(file);
  }
  return [...found];
}

async function glob(path: string, isFolder: boolean): Promise<string[]> {
  const { glob: find } = await load();
  const files = isFolder
    ? await find("**/*.{md,mdx,markdown}", {
        cwd: path,
        ignore: ["**/node_modules/**"],
        expandDirectories: false,
      })
    : await find(path.replaceAll("\\", "/"), { ignore: ["**/node_modules/**"], expandDirectories: false });
  if (files.length === 0) {
    throw new UsageError(say(`${path} に Markdown がありません。`, `there is no Markdown at ${path}`));
  }
  return files.map((file) => (isFolder ? `${path.replace(/\/+$/, "")}/${file}` : file)).sort();
}

async function load(): Promise<typeof import("tinyglobby")> {
  try {
    return await import("tinyglobby");
  } catch {
    throw new UsageError(
      say(
        "フォルダとパターンにはパッケージが要ります: npm install tinyglobby",
        "folders and patterns need a package that is not installed; run: npm install tinyglobby",
      ),
    );
  }
}
