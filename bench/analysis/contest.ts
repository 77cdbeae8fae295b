/** What run.ts starts, built: compares, prints, and writes what was found. */
import { writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { parseArgs } from "node:util";
import * as library from "../../src/index.ts";
import { compareDetection } from "./detection.ts";
import { compareThroughput } from "./end-to-end.ts";
import { compareWithNaive } from "./filter.ts";
import { compareLabels } from "./labels.ts";
import type { Finding } from "./measure.ts";
import { textOf } from "./texts.ts";
import { compareShapes } from "./worst-case.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    plain: { type: "string" },
    rounds: { type: "string", default: "7" },
    rivals: { type: "boolean", default: false },
    json: { type: "string" },
    only: { type: "string", multiple: true },
  },
});
const rounds = Number(values.rounds);
const analyzer = await library.createAnalyzer();
const text = textOf(positionals);
const plain = values.plain === undefined ? undefined : textOf([values.plain]);

const parts: Record<string, () => Promise<Finding[]>> = {
  throughput: () => compareThroughput(library, analyzer, { text, plain }, rounds),
  filter: () => compareWithNaive(analyzer, text),
  labels: () => compareLabels(library, analyzer, text, rounds),
  shapes: () => compareShapes(analyzer, Math.min(rounds, 3)),
  detection: () => compareDetection(analyzer, text, Math.min(rounds, 5), values.rivals),
};

const machine = {
  cpu: cpus()[0]?.model,
  cores: cpus().length,
  memoryMb: Math.round(totalmem() / 2 ** 20),
  node: process.version,
  load: loadavg(),
};
console.log(
  `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, load ${machine.load[0]?.toFixed(1)}`,
);
const findings: Record<string, Finding[]> = {};
for (const [name, compare] of Object.entries(parts)) {
  if (values.only !== undefined && !values.only.includes(name)) continue;
  const found = await compare();
  findings[name] = found;
  console.log(`\n| ${name} | median (min–max) | target | answer |\n|---|---|---|---|`);
  for (const { name: what, value, unit, target, holds, answer } of found) {
    const [min, median, max] = value.map((number) => number.toPrecision(3));
    console.log(
      `| ${holds ? "" : "**missed** "}${what} | ${median} (${min}–${max}) ${unit} | ${target ?? ""} | ${answer} |`,
    );
  }
}
if (values.json !== undefined) {
  const record = {
    bench: "analysis",
    date: new Date().toISOString(),
    machine,
    text: { units: text.length },
    findings,
  };
  writeFileSync(values.json, `${JSON.stringify(record, undefined, 2)}\n`);
}
process.exitCode = Object.values(findings)
  .flat()
  .every(({ holds }) => holds)
  ? 0
  : 1;
