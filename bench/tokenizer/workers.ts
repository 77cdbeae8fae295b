/**
 * Memory of worker threads over one shared dictionary; fails when 8 take 120 MiB more than 1, or answer otherwise.
 *
 *   node --import tsx bench/tokenizer/workers.ts
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import { ownText } from "./texts.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "node_modules/.cache/bansou-bench");
mkdirSync(folder, { recursive: true });
const bundle = join(folder, "engine.mjs");
await build({
  entryPoints: [join(root, "src/tokenizer/engine/load.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  external: ["kuromoji"],
  outfile: bundle,
  logLevel: "error",
});
const program = `
  const { parentPort, workerData } = require("node:worker_threads");
  import(${JSON.stringify(pathToFileURL(bundle).href)}).then(({ tokenizerOver }) => {
    const { tokenize } = tokenizerOver(workerData.dictionary);
    let count = 0;
    for (const line of workerData.text.split("\\n")) count += tokenize(line).length;
    parentPort.postMessage(count);
    setInterval(() => {}, 1000);
  });`;

const text = ownText.slice(0, 200_000);
const { dictionary, tokenize } = await loadTokenizer({ shared: true });
const expected = text.split("\n").reduce((sum, line) => sum + tokenize(line).length, 0);
const workers: Worker[] = [];

async function memoryWith(count: number): Promise<number> {
  while (workers.length < count) {
    const worker = new Worker(program, { eval: true, workerData: { dictionary, text } });
    workers.push(worker);
    const answer = await new Promise((resolve, reject) =>
      worker.once("message", resolve).once("error", reject),
    );
    if (answer !== expected) throw new Error(`a worker found ${answer} tokens, not ${expected}`);
  }
  return process.memoryUsage.rss() / 2 ** 20;
}

const one = await memoryWith(1);
const eight = await memoryWith(8);
console.log(
  `1 worker ${one.toFixed(0)} MiB, 8 workers ${eight.toFixed(0)} MiB: ${(eight - one).toFixed(0)} more (at most 120)`,
);
await Promise.all(workers.map((worker) => worker.terminate()));
process.exitCode = eight - one > 120 ? 1 : 0;
