/**
 * `npm run bench [TEXT]`: every bench of speed, one after the other, each in processes of its own. Prints their tables and
 * writes what they found to bench/record/<date>-<machine>.json, of which `bench/chart.ts` draws docs/img/speed.svg.
 *
 *   npm run bench -- [TEXT] [--plain FILE] [--quick] [--offline] [--chart]
 *
 * `--quick` takes one round; `--offline` installs no others to compare with; `--chart` draws the chart from the new record.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    plain: { type: "string" },
    quick: { type: "boolean", default: false },
    offline: { type: "boolean", default: false },
    chart: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const records = join(root, "bench/record");
const folder = mkdtempSync(join(tmpdir(), "bansou-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
mkdirSync(records, { recursive: true });

const [text] = positionals;
const rivals = values.offline ? [] : ["--rivals"];
const analysisFile = join(folder, "analysis.json");
const corpusFile = join(folder, "corpus.json");
const tokenizerFile = join(folder, "tokenizer.json");
const benches: Record<string, readonly string[]> = {
  tokenizer: [
    "bench/tokenizer/speed.ts",
    "--json",
    tokenizerFile,
    ...(text === undefined ? [] : ["--text", text]),
    ...(values.quick ? ["--turns", "1", "--rounds", "1"] : ["--turns", "3", "--rounds", "3"]),
    ...rivals,
  ],
  "tokenizer worst cases": ["bench/tokenizer/worst-case.ts"],
  "tokenizer threads": ["bench/tokenizer/workers.ts"],
  analysis: [
    "bench/analysis/run.ts",
    ...positionals,
    ...(values.plain === undefined ? [] : ["--plain", values.plain]),
    "--json",
    analysisFile,
    ...(values.quick ? ["--rounds", "1"] : ["--rounds", "5"]),
    ...rivals,
  ],
  corpus: ["bench/corpus/run.ts", "--json", corpusFile, "--runs", values.quick ? "1" : "5"],
};

const failed: string[] = [];
const printed: Record<string, string> = {};
const began = Date.now();
for (const [name, [script = "", ...options]] of Object.entries(benches)) {
  if (!existsSync(join(root, script))) continue;
  console.log(`\n## ${name}\n`);
  const { stdout, status } = spawnSync(process.execPath, ["--import", "tsx", script, ...options], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  console.log(stdout);
  printed[name] = stdout;
  if (status !== 0) failed.push(name);
}

const machine = hostname().replace(/[^\w-]+/g, "-");
const file = join(records, `${new Date().toISOString().slice(0, 10)}-${machine}.json`);
const record = {
  date: new Date().toISOString(),
  failed,
  minutes: Math.round((Date.now() - began) / 6_000) / 10,
  tokenizer: readFound(tokenizerFile),
  analysis: readFound(analysisFile),
  corpus: readFound(corpusFile),
  printed: Object.fromEntries(
    Object.entries(printed).map(([name, text]) => [name, text.trimEnd().split("\n")]),
  ),
};
writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`);
if (values.chart)
  spawnSync(process.execPath, ["--import", "tsx", "bench/chart.ts", file], { cwd: root, stdio: "inherit" });
console.log(`written to ${file}${failed.length > 0 ? `; missed a target: ${failed.join(", ")}` : ""}`);
process.exitCode = failed.length > 0 ? 1 : 0;

function readFound(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
