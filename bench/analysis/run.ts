/**
 * `analyze` end to end beside kuromoji's bare `tokenize` of the same text; the cost of more labels; texts of bad shapes; and
 * detection alone beside others. Fails when an answer is wrong or a target is missed.
 *
 *   npx tsx bench/analysis/run.ts [TEXT…] [--plain FILE] [--rounds 7] [--rivals] [--json FILE] [--only NAME]
 *
 * Without texts it reads examples/documents. `--rivals` installs morpheme-match-all into a temporary folder by npm.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = resolve(root, "node_modules/.cache/bansou-bench/analysis");

// Built and run by Node alone: tsx keeps the names of functions by a call for each closure, in kuromoji's code too, which
// halves the speed of both. In chunks, as the package ships: in one file pdf.js would be loaded at once, and its polyfills slow
// down every push.
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: { contest: resolve(root, "bench/analysis/contest.ts") },
  splitting: true,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  outdir,
  outExtension: { ".js": ".mjs" },
  logLevel: "error",
});
const asked = process.argv.slice(2);
const { status } = spawnSync(process.execPath, [resolve(outdir, "contest.mjs"), ...asked], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
