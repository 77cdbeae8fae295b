import { createHash } from "node:crypto";
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { analyzeCorpus, type CorpusProgress } from "../../src/corpus/analyze-corpus.ts";
import { createAnalyzer } from "../../src/index.ts";
import type { CorpusRecord } from "../../src/record.ts";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

const unruly = fileURLToPath(new URL("unruly-worker.mjs", import.meta.url));
const said = (text: string, source: string) => ({ text, source });

async function collect(records: AsyncIterable<CorpusRecord>): Promise<CorpusRecord[]> {
  const all: CorpusRecord[] = [];
  for await (const record of records) all.push(record);
  return all;
}

let folder: string;
let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await loadTokenizer();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bansou-corpus-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("analyzeCorpus", () => {
  it("gives what the analyzer gives, in the order of the sources, from any number of workers", async () => {
    await writeFile(join(folder, "a.md"), "# 計画\n\n相談者に寄り添った支援を行う。\n");
    await writeFile(join(folder, "b.csv"), "番号,自由記述\n7,丸投げではなく伴走支援を。\n8,特になし\n");
    await writeFile(join(folder, "c.pdf"), "%PDF-1.4 broken");
    const sources = [
      { path: join(folder, "a.md") },
      { path: join(folder, "b.csv") },
      { path: join(folder, "c.pdf") },
      { path: join(folder, "none.txt") },
      ...Array.from({ length: 30 }, (_, i) => said("ともに歩む。".repeat(1 + (i % 7)), `memo ${i}`)),
    ];
    const options = { textColumn: "自由記述", idColumn: "番号" };
    const [alone, two] = [
      await collect(analyzeCorpus(sources, { ...options, workers: 0, tokenizer })),
      await collect(analyzeCorpus(sources, { ...options, workers: 2 })),
    ];
    expect(two).toEqual(alone);
    expect(
      two.slice(0, 5).map(({ source, id, error }) => [source.slice(folder.length + 1), id, error?.code]),
    ).toEqual([
      ["a.md", undefined, undefined],
      ["b.csv", "7", undefined],
      ["b.csv", "8", undefined],
      ["c.pdf", undefined, "reader/damaged"],
      ["none.txt", undefined, "reader/not-found"],
    ]);
    expect(two.slice(5).map(({ source }) => source)).toEqual(
      Array.from({ length: 30 }, (_, i) => `memo ${i}`),
    );
    const analyzer = await createAnalyzer({ tokenizer });
    expect(two[5]?.analysis?.mentions).toEqual(analyzer.analyze("ともに歩む。").mentions);
    expect(two[0]).toMatchObject({ places: [{ paragraph: 2 }] });
  });

  it("a document that crashes, fills the memory or hangs costs one record", async () => {
    const plan = ["1", "exit", "2", "throw", "3", "hang", "4", "heap", "5", "6"];
    const records = await collect(
      analyzeCorpus(
        plan.map((text, i) => said(text, `${i}`)),
        { workers: 2, worker: unruly, timeoutMs: 700 },
      ),
    );
    expect(records.map(({ source, error }) => `${source} ${error?.code ?? "fine"}`)).toEqual([
      "0 fine",
      "1 corpus/crashed",
      "2 fine",
      "3 corpus/crashed",
      "4 fine",
      "5 corpus/timeout",
      "6 fine",
      expect.stringMatching(/^7 corpus\/(crashed|timeout)$/),
      "8 fine",
      "9 fine",
    ]);
  });

  it("keeps the order whatever takes long, and reads no further ahead than it says", async () => {
    let taken = 0;
    let given = 0;
    let ahead = 0;
    const sources = (function* () {
      for (; taken < 40; ) yield said(String((taken * 37) % 20), String(taken++));
    })();
    for await (const { source } of analyzeCorpus(sources, { workers: 2, worker: unruly })) {
      expect(source).toBe(String(given));
      given += 1;
      ahead = Math.max(ahead, taken - given);
    }
    expect(given).toBe(40);
    expect(ahead).toBeLessThanOrEqual(8);
  });

  it("ends with the signal's reason, at once", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const seen: string[] = [];
    const run = async () => {
      const sources = ["1", "1", "hang", "1"].map((text, i) => said(text, `${i}`));
      for await (const { source } of analyzeCorpus(sources, {
        workers: 1,
        worker: unruly,
        signal: stop.signal,
      })) {
        seen.push(source);
        if (source === "1") setTimeout(() => stop.abort(reason), 20);
      }
    };
    await expect(run()).rejects.toBe(reason);
    expect(seen).toEqual(["0", "1"]);
    await expect(collect(analyzeCorpus([], { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  });

  it("tells its progress", async () => {
    const told: CorpusProgress[] = [];
    await collect(
      analyzeCorpus([said("寄り添う。", "a"), { path: join(folder, "none.txt") }], {
        workers: 0,
        tokenizer,
        onProgress: (progress) => told.push(progress),
      }),
    );
    expect(told).toEqual([
      { done: 1, total: 2, failed: 0, resumed: 0, source: "a" },
      { done: 2, total: 2, failed: 1, resumed: 0, source: join(folder, "none.txt") },
    ]);
  });

  it.each([
    ["a number of workers", [[], { workers: -1 }], RangeError, /workers: expected .*-1/],
    ["sources that are none", [7, {}], TypeError, /iterable/],
    [
      "a tokenizer for threads",
      [[], { tokenizer: { version: "x", tokenize: () => [] } }],
      TypeError,
      /workers: 0/,
    ],
  ] as const)("refuses %s", async (_, args, kind, message) => {
    const run = collect(analyzeCorpus(...(args as unknown as Parameters<typeof analyzeCorpus>)));
    await expect(run).rejects.toThrow(kind);
    await expect(run).rejects.toThrow(message);
  });
});

describe("journal", () => {
  const sources = ["一つ。寄り添う。", "二つ。丸投げ。", "三つ。"].map((text, i) => said(text, `s${i}`));
  const journal = () => join(folder, "run.journal");
  const resume = async (options = {}) => {
    let resumed = 0;
    const records = await collect(
      analyzeCorpus(sources, {
        workers: 0,
        tokenizer,
        resume: journal(),
        onProgress: (progress) => {
          resumed = progress.resumed;
        },
        ...options,
      }),
    );
    return { records, resumed };
  };

  it("is not done again, and gives the same", async () => {
    const first = await resume();
    const second = await resume();
    expect([first.resumed, second.resumed]).toEqual([0, 3]);
    expect(second.records).toEqual(first.records);
  });

  it("a line cut off anywhere is done again, and the line after it is whole", async () => {
    const whole = await resume();
    const size = (await readFile(journal())).length;
    for (const cut of [1, 2, 50, size - 3]) {
      await truncate(journal(), size - cut);
      const { records, resumed } = await resume();
      expect(resumed).toBeLessThan(3);
      expect(records).toEqual(whole.records);
      expect((await resume()).resumed).toBe(3);
    }
  });

  it("is keyed by bytes and by all that decides a result, not by the name", async () => {
    await writeFile(join(folder, "x.txt"), "寄り添う。");
    await writeFile(join(folder, "y.txt"), "寄り添う。");
    const one = { workers: 0, tokenizer, resume: journal() };
    await collect(analyzeCorpus([{ path: join(folder, "x.txt") }], one));
    const [record] = await collect(analyzeCorpus([{ path: join(folder, "y.txt") }], one));
    expect(record?.source).toBe(join(folder, "y.txt"));
    const lines = (await readFile(journal(), "utf8")).trim().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(createHash("sha256").update("寄り添う。").digest("hex"));
    await collect(analyzeCorpus([{ path: join(folder, "y.txt") }], { ...one, encoding: "utf-8" }));
    await writeFile(join(folder, "y.txt"), "寄り添わない。");
    await collect(analyzeCorpus([{ path: join(folder, "y.txt") }], one));
    expect((await readFile(journal(), "utf8")).trim().split("\n")).toHaveLength(3);
  });

  it("survives lines that are none, and forgets threads that died", async () => {
    await resume();
    await appendFile(journal(), 'null\n{"key":"0123456789abcdef01234","records":7}\n');
    expect((await resume()).resumed).toBe(3);
    const options = { workers: 1, worker: unruly, resume: join(folder, "other") };
    await collect(analyzeCorpus([said("exit", "a"), said("1", "b")], options));
    expect((await readFile(options.resume, "utf8")).trim().split("\n")).toHaveLength(1);
  });
});
