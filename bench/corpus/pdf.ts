import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Document } from "../../src/document.ts";
import { createAnalyzer } from "../../src/index.ts";
import { parsePdf } from "../../src/readers/pdf.ts";
import { openWorker } from "../../src/readers/pdfworker.ts";

/**
 * How much of the time for a PDF is pdf.js' own: `npx tsx bench/corpus/pdf.ts FILE.pdf…`. Each round reads a file with
 * pdf.js alone (opening, and the text of every page), then with the reader, and then analyses what was read, on the same
 * warm threads; medians of the rounds (`--rounds`, 5). Time is the processor's, of all threads of the process, so that
 * the shares hold on a machine that others use as well.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: "string", default: "5" } },
});
const rounds = Number(values.rounds);
const limits = { maxPages: 2_000, timeoutMs: 600_000 };

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function pdfjsAlone(bytes: Uint8Array): Promise<{ ms: number; pages: number }> {
  const started = cpu();
  const worker = openWorker();
  const pdf = await worker.open(new Uint8Array(bytes));
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    await page.getTextContent({ disableNormalization: true });
    page.cleanup();
  }
  const pages = pdf.numPages;
  await worker.release();
  return { ms: cpu() - started, pages };
}

async function reader(bytes: Uint8Array): Promise<{ ms: number; document: Document }> {
  const started = cpu();
  const document = await parsePdf(bytes, limits);
  const ms = cpu() - started;
  if ("code" in document) throw new Error(document.message);
  return { ms, document };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const analyzer = await createAnalyzer();
const sums = { pdfjs: 0, reader: 0, analysis: 0 };
for (const path of positionals) {
  const bytes = await readFile(path);
  const [pdfjs, read, analysis]: [number[], number[], number[]] = [[], [], []];
  let size = "";
  // The first round warms up and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const alone = await pdfjsAlone(bytes);
    const whole = await reader(bytes);
    const started = cpu();
    const { mentions } = analyzer.analyze(whole.document);
    const analyzed = cpu() - started;
    size = `${alone.pages} pages, ${whole.document.text.length} characters, ${mentions.length} mentions`;
    if (round === 0) continue;
    pdfjs.push(alone.ms);
    read.push(whole.ms);
    analysis.push(analyzed);
  }
  const [a, b, c] = [median(pdfjs), median(read), median(analysis)];
  sums.pdfjs += a;
  sums.reader += b;
  sums.analysis += c;
  console.log(`${path.split("/").at(-1)} (${size}): ${sharesOf(a, b, c)}`);
}
console.log(`all: ${sharesOf(sums.pdfjs, sums.reader, sums.analysis)}`);
process.exit(0);

function sharesOf(pdfjs: number, read: number, analysis: number): string {
  const share = (whole: number) => `${((100 * pdfjs) / whole).toFixed(0)} %`;
  return `pdf.js ${pdfjs.toFixed(0)} ms, ${share(read)} of reading (${read.toFixed(0)} ms), ${share(read + analysis)} of reading and analysis (${(read + analysis).toFixed(0)} ms)`;
}
