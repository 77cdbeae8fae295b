/**
 * Makes the tables of docs/DISCOVER.md again. The data is not in this repository: give its folders.
 *
 *     npm run bench:discover -- --laws DIR [--keyphrases DIR] [--termextract FILE] [--subjects dom,env]
 *
 * Exits with 1 where a figure falls below the one that the project promises.
 */
import { parseArgs } from "node:util";
import { findRuns } from "../../src/discover/runs.ts";
import { SCORERS, type Scorer, scoreRuns } from "../../src/discover/scorer.ts";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";
import { keyphraseF1, readKeyphrases } from "./keyphrase.ts";
import { corpusOf, type Laws, precisionOf, rank, readLaws, sample } from "./law.ts";
import { compareTermExtract } from "./termextract.ts";

const PROMISED: Readonly<Record<string, number>> = { dom: 0.41, env: 0.39, ict: 0.36, agri: 0.24 };
const PROMISED_TEN_DOCUMENTS = 0.32;
const PROMISED_F1 = 0.4;
/** For 3.5 million characters, beside the tokenizer's time. */
const PROMISED_SECONDS = 4;
const PROMISED_MEGABYTES = 1000;
const SMALL = [2, 5, 10, 30];
const SEEDS = 20;
const BACKGROUND: ReadonlySet<Scorer> = new Set(["weirdness", "logOdds"]);

const { values } = parseArgs({
  options: {
    laws: { type: "string" },
    keyphrases: { type: "string" },
    termextract: { type: "string" },
    subjects: { type: "string", default: "dom,env,ict,agri" },
  },
});
const missed: string[] = [];
const tokenizer = await loadTokenizer();

if (values.termextract !== undefined) await printTermExtract(values.termextract);
if (values.keyphrases !== undefined) await printKeyphrases(values.keyphrases, tokenizer);
if (values.laws !== undefined) await printLaws(values.laws, values.subjects.split(","), tokenizer);
for (const line of missed) console.error(`below the promise: ${line}`);
if (missed.length > 0) process.exitCode = 1;

function expectAtLeast(what: string, figure: number, promised: number): void {
  if (figure < promised) missed.push(`${what} ${figure.toFixed(3)} < ${promised}`);
}

async function printTermExtract(file: string): Promise<void> {
  const { runs, withTeki, difference, differing } = await compareTermExtract(file);
  console.log(
    `TermExtract: ${runs} runs, greatest relative difference of LR and FLR ${difference.toExponential(1)} (${withTeki} runs with 的 left out)`,
  );
  for (const line of differing) console.log(`  ${line}`);
  if (differing.length > 0) missed.push(`TermExtract: ${differing.length} of ${runs} runs differ`);
}

async function printKeyphrases(directory: string, tokenizer: Tokenizer): Promise<void> {
  const sets = await readKeyphrases(directory);
  for (const withReference of [true, false]) {
    const figures = [...keyphraseF1(sets, tokenizer, withReference).values()];
    const mean = figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
    const shown = [...figures, mean].map((figure) => (100 * figure).toFixed(1)).join(" ");
    console.log(
      `key phrases, F1@10 (200, 2,000, 20,000 characters, mean)${withReference ? "" : " without reference"}: ${shown}`,
    );
    if (withReference) expectAtLeast("key phrases", mean, PROMISED_F1);
  }
}

async function printLaws(
  directory: string,
  subjects: readonly string[],
  tokenizer: Tokenizer,
): Promise<void> {
  const tenDocuments: number[] = [];
  for (const subject of subjects) {
    const laws = await readLaws(directory, subject);
    printWhole(subject, laws, tokenizer);
    tenDocuments.push(printSmall(laws, tokenizer));
  }
  const mean = tenDocuments.reduce((sum, figure) => sum + figure, 0) / tenDocuments.length;
  console.log(`ten documents, mean of the subjects: ${mean.toFixed(3)}`);
  if (tenDocuments.length === 4) expectAtLeast("ten documents", mean, PROMISED_TEN_DOCUMENTS);
}

function printWhole(subject: string, laws: Laws, tokenizer: Tokenizer): void {
  const corpus = corpusOf(laws.documents, tokenizer);
  const characters = laws.documents.reduce((sum, { text }) => sum + text.length, 0);
  const started = performance.now();
  const used = process.cpuUsage();
  const { table } = findRuns(corpus);
  const best = rank(table, scoreRuns(table, "hyb1"));
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  const cpu = (user + system) / 1e6;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  const { candidates, gold } = precisionOf(best, laws.gold);
  console.log(
    `${subject}: ${laws.documents.length} statutes, ${characters} characters, ${gold} gold in ${candidates} candidates`,
  );
  console.log(
    `  score and rank ${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of CPU), ${Math.round(megabytes)} MB at most so far`,
  );
  if (cpu > PROMISED_SECONDS)
    missed.push(`${subject} score and rank ${cpu.toFixed(2)} s > ${PROMISED_SECONDS}`);
  if (megabytes > PROMISED_MEGABYTES) missed.push(`${Math.round(megabytes)} MB > ${PROMISED_MEGABYTES}`);
  for (const scorer of SCORERS) {
    if (BACKGROUND.has(scorer)) continue;
    const { average, at } = precisionOf(rank(table, scoreRuns(table, scorer)), laws.gold);
    console.log(`  ${scorer.padEnd(10)} AvP ${average.toFixed(3)}  P@100 ${at.toFixed(2)}`);
    if (scorer === "hyb1" || scorer === "hyb0")
      expectAtLeast(`${subject} ${scorer}`, average, PROMISED[subject] ?? 0);
  }
}

/** Small corpora drawn from the statutes; their gold is what the drawn ones define. Returns hyb1 on ten documents. */
function printSmall(laws: Laws, tokenizer: Tokenizer): number {
  let onTen = 0;
  for (const size of SMALL) {
    const sums = new Map<Scorer, number>();
    for (let seed = 1; seed <= SEEDS; seed++) {
      const drawn = sample(laws.documents, size, seed);
      const gold = new Set(drawn.flatMap(({ id }) => laws.defined.get(id) ?? []));
      const { table } = findRuns(corpusOf(drawn, tokenizer));
      for (const scorer of ["hyb1", "hyb0", "cvalue", "flr"] as const) {
        const { average } = precisionOf(rank(table, scoreRuns(table, scorer)), gold, 50);
        sums.set(scorer, (sums.get(scorer) ?? 0) + average / SEEDS);
      }
    }
    console.log(
      `  ${size} documents: ${Array.from(sums, ([scorer, sum]) => `${scorer} ${sum.toFixed(3)}`).join("  ")}`,
    );
    if (size === 10) onTen = sums.get("hyb1") ?? 0;
  }
  return onTen;
}
