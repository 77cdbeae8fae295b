import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { createAnalyzer } from "../../src/index.ts";
import { pagesDocument } from "../../src/readers/pages.ts";
import { readPages } from "../../src/readers/pdf.ts";
import { findBomb } from "../../src/readers/pdfstreams.ts";
import { openWorker } from "../../src/readers/pdfworker.ts";

/**
 * How much of the time for a PDF is pdf.js' own: `npx tsx bench/corpus/pdf.ts FILE.pdf…`. Each round takes the steps of the
 * reader one by one on a warm thread: the search for bombs, pdf.js (opening, and the text of every page, with turning
 * each run upright), the layout, and then the analysis; medians of the rounds (`--rounds`, 5). Time is the processor's, of all
 * threads of the process, so that the shares hold on a machine that others use as well.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" } },
});
const rounds = Number(values.rounds);
const analyzer = await createAnalyzer();
const STEPS = ["search", "pdfjs", "layout", "analysis"] as const;
type Times = Record<(typeof STEPS)[number], number>;

async function timed<T>(work: () => T | Promise<T>): Promise<[T, number]> {
  const { user, system } = process.cpuUsage();
  const result = await work();
  const after = process.cpuUsage();
  return [result, (after.user + after.system - user - system) / 1000];
}

async function round(bytes: Uint8Array): Promise<{ times: Times; size: string }> {
  const [, search] = await timed(() => findBomb(bytes));
  const [pages, pdfjs] = await timed(async () => {
    const worker = openWorker();
    const read = await readPages(bytes, worker, 2_000);
    await worker.release();
    return read;
  });
  if ("code" in pages) throw new Error(pages.message);
  const [document, layout] = await timed(() => pagesDocument(pages));
  const [{ mentions }, analysis] = await timed(() => analyzer.analyze(document));
  const size = `${pages.length} pages, ${document.text.length} characters, ${mentions.length} mentions`;
  return { times: { search, pdfjs, layout, analysis }, size };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

const sum: Times = { search: 0, pdfjs: 0, layout: 0, analysis: 0 };
for (const path of positionals) {
  const bytes = await readFile(path);
  // The first round warms up and is not counted.
  const { size } = await round(bytes);
  const all: Times[] = [];
  for (let count = 0; count < rounds; count += 1) all.push((await round(bytes)).times);
  const middle: Times = { search: 0, pdfjs: 0, layout: 0, analysis: 0 };
  for (const step of STEPS) {
    middle[step] = median(all.map((times) => times[step]));
    sum[step] += middle[step];
  }
  console.log(`${path.split("/").at(-1)} (${size}): ${sharesOf(middle)}`);
}
console.log(`all: ${sharesOf(sum)}`);
process.exit(0);

function sharesOf({ search, pdfjs, layout, analysis }: Times): string {
  const reading = search + pdfjs + layout;
  const share = (whole: number) => `${((100 * pdfjs) / whole).toFixed(0)} %`;
  return `pdf.js ${pdfjs.toFixed(0)} ms, layout ${layout.toFixed(0)} ms, search ${search.toFixed(0)} ms: ${share(reading)} of reading, ${share(reading + analysis)} of reading and analysis`;
}
