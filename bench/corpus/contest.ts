import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { analyzeCorpus } from "../../src/corpus/analyze-corpus.ts";

/** What `run.ts` builds and runs. */
const SENTENCES = [
  ["相談者に寄り添った支援を行う。", 1],
  ["来年度の予算は前年度と同じ額とし、道路と橋の補修を順に進める。", 0],
  ["会議は月に一度開き、議事録を次の週までに公開することとした。", 0],
  ["窓口の受付時間を夕方まで延ばし、休日にも月に二回開けることとした。", 0],
  ["丸投げではなく、ともに考える。", 2],
  ["施設の利用者数は三年続けて増え、駐車場を広げる工事に入った。", 0],
  ["申請の書類は三種類あり、記入の例を添えて各戸に配る予定である。", 0],
  ["図書館の本は古いものから順に入れ替え、目録を新しくする。", 0],
  ["関係機関と連携し、切れ目のない支援に努める。", 2],
  ["水道の料金は据え置き、古い管の取り替えを急ぐこととした。", 0],
  ["防災の訓練は秋に行い、避難の経路を地図に示して配る。", 0],
  ["選挙の日程と投票所の場所は、広報の十月号に載せる。", 0],
] as const;
const DOCUMENTS = 500;
const CHARACTERS = 4_000;

const pattern = SENTENCES.map(([text]) => text).join("");
const rounds = Math.ceil(CHARACTERS / pattern.length);
const text = Array.from({ length: rounds }, () => `${pattern}\n`).join("");
const expected = rounds * SENTENCES.reduce((sum, [, mentions]) => sum + mentions, 0);
const sources = Array.from({ length: DOCUMENTS }, (_, i) => ({ text, source: `text ${i}` }));
const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, json: { type: "string" }, peak: { type: "string" } },
});
const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));

async function measure(workers: number, documents = sources): Promise<number> {
  let started = 0;
  let count = 0;
  for await (const { source, analysis } of analyzeCorpus(documents, { workers, worker })) {
    // The first documents of each worker warm it up: the dictionary is loaded and the code compiled.
    if (count === WARM) started = performance.now();
    count += 1;
    if (analysis?.mentions.length !== expected)
      throw new Error(`${source}: expected ${expected} mentions, received ${analysis?.mentions.length}`);
  }
  if (count !== documents.length) throw new Error(`expected ${documents.length} records, received ${count}`);
  return performance.now() - started;
}

const WARM = 60;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** Highest resident size, in MiB, of this process while so many threads work through 120 texts. */
async function peakWith(workers: number): Promise<number> {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss() / 2 ** 20);
  }, 20);
  await measure(workers, sources.slice(0, 120));
  clearInterval(watch);
  return most;
}

function peakOfProcess(workers: number): number {
  const again = [fileURLToPath(import.meta.url), "--peak", `${workers}`];
  const { stdout, stderr, status } = spawnSync(process.execPath, again, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

const FASTER = 1.7;
const MORE_MB = 120;

if (values.peak !== undefined) console.log(await peakWith(Number(values.peak)));
else {
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const faster: number[] = [];
  for (let run = 0; run < Number(values.runs); run++) {
    const one = await measure(1);
    const two = await measure(2);
    faster.push(one / two);
    console.log(`1 worker ${one.toFixed(0)} ms, 2 workers ${two.toFixed(0)} ms: ${(one / two).toFixed(2)}`);
  }
  console.log(
    `2 workers ${median(faster).toFixed(2)} times as fast as one (at least ${FASTER}), ${expected} mentions in each of ${DOCUMENTS} texts`,
  );
  const [one, eight] = [peakOfProcess(1), peakOfProcess(8)];
  console.log(
    `1 worker ${one.toFixed(0)} MiB at most, 8 workers ${eight.toFixed(0)} MiB: ${(eight - one).toFixed(0)} more (at most ${MORE_MB})`,
  );
  if (values.json !== undefined)
    writeFileSync(values.json, JSON.stringify({ faster, peakMb: { one, eight }, load: loadavg() }));
  process.exitCode = median(faster) >= FASTER && eight - one <= MORE_MB ? 0 : 1;
}
