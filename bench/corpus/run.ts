import { availableParallelism, cpus, loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { analyzeCorpus } from "../../src/corpus/analyze-corpus.ts";

/**
 * How much faster two workers are than one over 500 texts of 4,000 characters: `npx tsx bench/corpus/run.ts [runs]`.
 * Each run measures both in turn, so that the ratio is one of like with like; the counts found must be the expected ones.
 * With `--memory` it prints what eight workers hold beyond one instead.
 */
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
// A build has the worker beside its code; from source each worker compiles TypeScript first, which is no part of the work.
const built = fileURLToPath(new URL("../../dist/worker.js", import.meta.url));
const worker = process.argv.includes("--built") ? { worker: built } : {};

async function measure(workers: number, documents = sources): Promise<number> {
  let started = 0;
  let count = 0;
  for await (const { source, analysis } of analyzeCorpus(documents, { workers, ...worker })) {
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

if (process.argv.includes("--memory")) {
  const held = async (workers: number) => {
    await measure(workers, sources.slice(0, 120));
    return process.memoryUsage.rss() / 2 ** 20;
  };
  const peak = async (workers: number) => {
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss() / 2 ** 20);
    }, 20);
    await held(workers);
    clearInterval(watch);
    return most;
  };
  const one = await peak(1);
  const eight = await peak(8);
  console.log(
    `peak memory: 1 worker ${one.toFixed(0)} MB, 8 workers ${eight.toFixed(0)} MB, +${(eight - one).toFixed(0)} MB`,
  );
} else {
  const runs = Number(process.argv.find((arg) => /^\d+$/.test(arg)) ?? 5);
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const ratios: number[] = [];
  for (let run = 0; run < runs; run++) {
    const one = await measure(1);
    const two = await measure(2);
    ratios.push(one / two);
    console.log(`1 worker ${one.toFixed(0)} ms, 2 workers ${two.toFixed(0)} ms: ${(one / two).toFixed(2)}`);
  }
  console.log(
    `median of ${runs}: ${median(ratios).toFixed(2)} times as fast, ${expected} mentions in each of ${DOCUMENTS} texts`,
  );
}
