import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outfile = `${root}/node_modules/.cache/bansou-bench/analysis.mjs`;

/**
 * The library as users get it. tsx keeps the names of functions by a call for each closure, which takes half the speed of
 * short ones: what is measured must be built.
 */
export async function loadBuilt(): Promise<typeof import("../../src/index.ts")> {
  await build({
    entryPoints: [`${root}/src/index.ts`],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
    logLevel: "error",
  });
  return (await import(pathToFileURL(outfile).href)) as typeof import("../../src/index.ts");
}
