import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { writePrepared } from "../src/matcher/prepared-node.ts";
import { bundledThesaurus } from "../src/thesaurus/bundled.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Builds a bench with the library in it and runs it by Node alone: tsx keeps the names of functions by a call for each closure, in
 * kuromoji's code too, which halves the speed of both. In chunks and with its compiled wordings, as the package ships: in one file pdf.js
 * would be loaded at once, and its polyfills slow down every push.
 *
 * @param entries - the bench first; names of files in the folder of the build → sources
 * @returns the exit code
 */
export async function runBuilt(
  name: string,
  entries: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<number> {
  const outdir = resolve(root, "node_modules/.cache/bansou-bench", name);
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([to, from]) => [to, resolve(root, from)])),
    splitting: true,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outdir,
    outExtension: { ".js": ".mjs" },
    logLevel: "error",
  });
  writePrepared(pathToFileURL(`${outdir}/`), bundledThesaurus());
  const bench = resolve(outdir, `${Object.keys(entries)[0]}.mjs`);
  const { status } = spawnSync(process.execPath, [bench, ...args], { cwd: root, stdio: "inherit" });
  return status ?? 1;
}
