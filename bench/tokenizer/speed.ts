/**
 * Start, memory and throughput of the engine beside kuromoji and others, each in a process of its own, turn
 * by turn so that a busy machine slows all alike. Fails when an answer is wrong or a target is missed.
 *
 *   node --import tsx bench/tokenizer/speed.ts [--text FILE] [--turns 5] [--rounds 5] [--rivals] [--json FILE]
 *
 * `--rivals` installs the others into a temporary folder by npm; `--json` writes what was found.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { defaultDictionaryPath } from "../../src/tokenizer/load-node.ts";
import { ownText, readText } from "./texts.ts";

const { values } = parseArgs({
  options: {
    text: { type: "string" },
    turns: { type: "string", default: "5" },
    rounds: { type: "string", default: "5" },
    rivals: { type: "boolean", default: false },
    json: { type: "string" },
  },
});

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bansou-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

interface Sample {
  readyMs: number;
  readyCpuMs: number;
  rssMb: number;
  line: number[];
  whole: number[];
  lineCpu: number[];
  wholeCpu: number[];
  answer?: { tokens: number; units: number; expectedUnits: number; hash?: number };
}

const RIVALS = ["@patdx/kuromoji@1.0.4", "lindera-wasm-nodejs-ipadic@2.0.0", "budoux@0.9.2"];
const OURS = ["nothing", "kuromoji", "kuromoji behind the adapter", "engine", "engine, prepared cache"];
const OTHERS = [
  "@patdx/kuromoji",
  "lindera-wasm-nodejs-ipadic",
  "budoux (no morphology)",
  "Intl.Segmenter (no morphology)",
];

const bundle = join(root, "node_modules/.cache/bansou-bench/tokenizer.mjs");
await build({
  stdin: { contents: 'export * from "./src/tokenizer/load-node.ts";', resolveDir: root, loader: "ts" },
  bundle: true,
  platform: "node",
  format: "esm",
  external: ["kuromoji"],
  outfile: bundle,
  logLevel: "error",
});
const textFile = join(folder, "text.txt");
const text = values.text === undefined ? ownText : readText(values.text);
writeFileSync(textFile, text);
const rivals = join(folder, "rivals");
mkdirSync(rivals);
if (values.rivals) {
  writeFileSync(join(rivals, "package.json"), "{}");
  execFileSync("npm", ["install", "--prefix", rivals, "--no-audit", "--no-fund", "--silent", ...RIVALS], {
    stdio: "inherit",
  });
}

function run(name: string, rounds: number): Sample {
  const arguments_ = [
    join(root, "bench/tokenizer/contestant.mjs"),
    name,
    textFile,
    bundle,
    rivals,
    join(folder, "cache"),
    String(rounds),
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, arguments_, {
    encoding: "utf8",
    env: { ...process.env, BANSOU_BENCH_DICTIONARY: defaultDictionaryPath() },
  });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout) as Sample;
}

const contestants = values.rivals ? [...OURS, ...OTHERS] : OURS;
const samples = new Map<string, Sample[]>(contestants.map((name) => [name, []]));
run("engine, prepared cache", 0);
for (let turn = 0; turn < Number(values.turns); turn++)
  for (const name of contestants)
    samples.get(name)?.push(run(name, name === "nothing" ? 0 : Number(values.rounds)));

type Range = readonly [min: number, median: number, max: number];

function range(numbers: readonly number[]): Range {
  const sorted = [...numbers].sort((a, b) => a - b);
  return [sorted[0] ?? 0, sorted[sorted.length >> 1] ?? 0, sorted.at(-1) ?? 0];
}

interface Row {
  readonly name: string;
  readonly readyMs: Range;
  readonly readyCpuMs: Range;
  readonly rssMb: Range;
  /** Thousand UTF-16 units a second, by the clock and by processor time. */
  readonly line: Range;
  readonly whole: Range;
  readonly lineCpu: Range;
  readonly wholeCpu: Range;
  readonly answer?: Sample["answer"];
}

const rows: Row[] = contestants.map((name) => {
  const all = samples.get(name) ?? [];
  const of = (pick: (sample: Sample) => number | number[]): Range => range(all.flatMap(pick));
  const answer = all[0]?.answer;
  return {
    name,
    readyMs: of((sample) => sample.readyMs),
    readyCpuMs: of((sample) => sample.readyCpuMs),
    rssMb: of((sample) => sample.rssMb),
    line: of((sample) => sample.line),
    whole: of((sample) => sample.whole),
    lineCpu: of((sample) => sample.lineCpu),
    wholeCpu: of((sample) => sample.wholeCpu),
    ...(answer === undefined ? {} : { answer }),
  };
});

/** The native limit, where the `mecab` command is installed with IPADIC: a process for the whole file. */
function mecab(): Row | undefined {
  const dictionary = "/var/lib/mecab/dic/ipadic-utf8";
  if (spawnSync("mecab", ["-d", dictionary, "--version"]).status !== 0) return undefined;
  const timed = (file: string): number => {
    const before = performance.now();
    const { status } = spawnSync("mecab", [
      "-d",
      dictionary,
      "-b",
      "1000000",
      "-o",
      join(folder, "mecab.out"),
      file,
    ]);
    if (status !== 0) throw new Error("mecab failed");
    return performance.now() - before;
  };
  const empty = join(folder, "empty.txt");
  writeFileSync(empty, "");
  const ready = range(Array.from({ length: Number(values.turns) }, () => timed(empty)));
  const line = range(
    Array.from({ length: Number(values.turns) }, () => text.length / Math.max(1, timed(textFile) - ready[1])),
  );
  const none: Range = [0, 0, 0];
  return {
    name: "mecab command (native)",
    readyMs: ready,
    readyCpuMs: none,
    rssMb: none,
    line,
    whole: none,
    lineCpu: line,
    wholeCpu: none,
  };
}

const native = mecab();
if (native !== undefined) rows.push(native);

const row = (name: string): Row => rows.find((candidate) => candidate.name === name) as Row;
const stock = row("kuromoji");
const ratio = (ours: Range, theirs: Range): number => ours[1] / theirs[1];
/** The quickest start of each: what a start takes when nothing else runs. */
const quickest = (name: string): number => row(name).readyMs[0] / stock.readyMs[0];
/** By processor time: the clock also counts what other programs take. Start without that of Node itself. */
const net = (name: string): number => row(name).readyCpuMs[1] - row("nothing").readyCpuMs[1];
const targets: readonly (readonly [name: string, value: number, holds: boolean])[] = [
  [
    "by line, × kuromoji (at least 9)",
    ratio(row("engine").lineCpu, stock.lineCpu),
    ratio(row("engine").lineCpu, stock.lineCpu) >= 9,
  ],
  [
    "one string, × kuromoji (at least 10)",
    ratio(row("engine").wholeCpu, stock.wholeCpu),
    ratio(row("engine").wholeCpu, stock.wholeCpu) >= 10,
  ],
  ["quickest start, of kuromoji's (at most 0.333)", quickest("engine"), quickest("engine") <= 1 / 3],
  ["work to start, of kuromoji's, Node's own taken off", net("engine") / net("kuromoji"), true],
  [
    "quickest start from the cache (at most 0.2)",
    quickest("engine, prepared cache"),
    quickest("engine, prepared cache") <= 0.2,
  ],
  [
    "work to start from the cache, Node's own taken off",
    net("engine, prepared cache") / net("kuromoji"),
    true,
  ],
  [
    "memory, of kuromoji's (at most 0.5)",
    ratio(row("engine").rssMb, stock.rssMb),
    ratio(row("engine").rssMb, stock.rssMb) <= 0.5,
  ],
];

const wrong = checkAnswers();
function checkAnswers(): string[] {
  const problems: string[] = [];
  const expected = row("kuromoji behind the adapter").answer;
  for (const name of ["engine", "engine, prepared cache"])
    if (row(name).answer?.hash !== expected?.hash) problems.push(`${name} gives other tokens than kuromoji`);
  for (const { name, answer } of rows)
    if (answer !== undefined && answer.units < 0.99 * answer.expectedUnits)
      problems.push(`${name} loses text`);
  return problems;
}

const show = ([min, median, max]: Range): string =>
  max === 0 ? "–" : `${Math.round(median)} (${Math.round(min)}–${Math.round(max)})`;
console.log(
  `${text.length} UTF-16 units; median (min–max) of ${values.turns} processes, ${values.rounds} rounds in each; load ${loadavg()[0]?.toFixed(1)}`,
);
console.log(
  "| | ready, ms | ready, ms of work | RSS, MiB | thousand units/s by line | in one string | by line, of work | in one string, of work |",
);
console.log("|---|---|---|---|---|---|---|---|");
for (const { name, readyMs, readyCpuMs, rssMb, line, whole, lineCpu, wholeCpu } of rows)
  console.log(
    `| ${[name, ...[readyMs, readyCpuMs, rssMb, line, whole, lineCpu, wholeCpu].map(show)].join(" | ")} |`,
  );
for (const [name, value, holds] of targets) console.log(`${holds ? "  " : "! "}${value.toFixed(3)}  ${name}`);
for (const problem of wrong) console.error(problem);

if (values.json !== undefined) {
  const record = {
    bench: "tokenizer",
    date: new Date().toISOString(),
    machine: {
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      memoryMb: Math.round(totalmem() / 2 ** 20),
      node: process.version,
      load: loadavg(),
    },
    text: { units: text.length },
    rows,
    targets: targets.map(([name, value, holds]) => ({ name, value, holds })),
  };
  writeFileSync(values.json, `${JSON.stringify(record, undefined, 2)}\n`);
}
process.exitCode = wrong.length > 0 || targets.some(([, , holds]) => !holds) ? 1 : 0;
