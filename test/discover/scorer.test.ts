import { describe, expect, it } from "vitest";
import { lengthOf, wordsOf } from "../../src/discover/run-table.ts";
import { SCORERS, type Scorer, scoreRuns } from "../../src/discover/scorer.ts";
import { runOf, tableOf, times } from "./run-tables.ts";

/** The published test table of term-extract-js: f, then FLR of tokens and types and PP. */
const trigram = tableOf([
  ...times("トライグラム", 3),
  ...times("単語 トライグラム", 2),
  "トライグラム 統計",
  "クラス トライグラム",
  "トライグラム 抽出",
  "単語 トライグラム 統計",
  "文字 トライグラム",
]);

const published: readonly [run: string, token: number, type: number, pp: number, all: number][] = [
  ["トライグラム", 14.696938456699067, 10.392304845413264, 3.194987500240385, 48.98979485566356],
  ["単語 トライグラム", 6.260338320293149, 4.426727678801287, 2.3074562508, 9.390507480439723],
  ["トライグラム 統計", 2.9129506302439405, 2.2133638394006434, 1.6949875002403854, 5.825901260487881],
  ["クラス トライグラム", 2.6321480259049848, 2.2133638394006434, 1.7224937501, 2.6321480259049848],
  ["トライグラム 抽出", 2.6321480259049848, 2.2133638394006434, 1.7224937501, 2.6321480259049848],
  ["単語 トライグラム 統計", 2.5697965868506505, 1.906368585993873, 1.5466583335, 2.5697965868506505],
  ["文字 トライグラム", 2.6321480259049848, 2.2133638394006434, 1.7224937501, 2.6321480259049848],
];

describe("published figures", () => {
  it.each(published)("%s", (run, token, type, pp, all) => {
    const score = (scorer: Scorer) => scoreRuns(trigram, scorer)[runOf(trigram, run)] as number;
    expect(score("flr")).toBeCloseTo(token, 9);
    expect(score("flrType")).toBeCloseTo(type, 9);
    expect(score("flrAll")).toBeCloseTo(all, 9);
    expect(score("pp")).toBeCloseTo(pp, 9);
  });

  it("counts inside longer runs", () => {
    const counts = published.map(([run]) => trigram.frequency[runOf(trigram, run)]);
    expect(counts).toEqual([10, 3, 2, 1, 1, 1, 1]);
  });

  it("gives LR of the values that TermExtract prints for its sample", () => {
    const table = tableOf([
      "人工 知能",
      "家庭 用 電気 機械 器具",
      "ダート マス 会議",
      ...times("人工 知能", 2),
      "知能 指数",
      "知能 機械",
    ]);
    // By hand: 人工 joins right 3 times, 知能 left 3 and right 2: (1·4·4·3)^(1/4).
    expect(scoreRuns(table, "lr")[runOf(table, "人工 知能")]).toBeCloseTo((1 * 4 * 4 * 3) ** (1 / 4), 12);
  });
});

/** Two documents and every number below counted by hand. */
const small = tableOf(
  ["伴走 支援", "伴走 支援", "支援", "相談 支援 事業", "相談 支援"],
  ["支援", "支援", "相談 支援", "自立"],
);
const root = (value: number, of: number) => value ** (1 / of);

describe("formulas", () => {
  const at = (scorer: Scorer, run: string) => scoreRuns(small, scorer)[runOf(small, run)] as number;

  it("C-value and MC-value take out what stands inside longer runs", () => {
    // 支援: F = 8, whole 3, inside 5 times in 3 longer runs.
    expect(at("cvalue", "支援")).toBeCloseTo(Math.log2(1.1) * (8 - 5 / 3), 12);
    expect(at("mcvalue", "支援")).toBeCloseTo(8 - 5 / 3, 12);
    expect(at("cvalue", "伴走 支援")).toBeCloseTo(Math.log2(2.1) * 2, 12);
    expect(at("mcvalue", "相談 支援")).toBeCloseTo(2 * (3 - 1 / 1), 12);
  });

  it("Basic adds longer runs that hold the term", () => {
    expect(at("basic", "相談 支援")).toBeCloseTo(2 * Math.log(3) + 0.72 * 1, 12);
    expect(at("basic", "支援")).toBeCloseTo(Math.log(8) + 0.72 * 3, 12);
  });

  it("residual IDF and TF-IDF count documents of the term inside longer runs too", () => {
    expect(at("ridf", "伴走 支援")).toBeCloseTo(Math.log2(2 / 1) + Math.log2(1 - Math.exp(-2 / 2)), 12);
    expect(at("ridf", "相談 支援")).toBeCloseTo(Math.log2(2 / 2) + Math.log2(1 - Math.exp(-3 / 2)), 12);
    expect(at("tfidf", "伴走 支援")).toBeCloseTo(2 * Math.log(2), 12);
  });

  it("RAKE divides degree by frequency", () => {
    // 伴走: in 2 runs of length 2; 支援: 8 runs of lengths 2, 2, 1, 3, 2, 1, 1, 2.
    expect(at("rake", "伴走 支援")).toBeCloseTo(4 / 2 + 14 / 8, 12);
  });

  it("HYB₀ and HYB₁ multiply their four parts", () => {
    // 伴走 joins right 2; 支援 left 5 and right 1: LR = (1·3·6·2)^(1/4).
    const lr = root(36, 4);
    const ridf = Math.log2(2) + Math.log2(1 - Math.exp(-1));
    const rest = Math.log(3) * Math.log2(3) * (ridf + 0.5);
    expect(at("hyb0", "伴走 支援")).toBeCloseTo(rest * lr, 12);
    expect(at("hyb1", "伴走 支援")).toBeCloseTo(rest * Math.cbrt(lr), 12);
    const runs = Math.max(0.05, Math.log2(2 / 2) + Math.log2(1 - Math.exp(-3 / 2)) + 0.5);
    expect(at("hyb1", "支援")).toBeCloseTo(Math.log(4) * Math.cbrt(Math.sqrt(12)) * 1 * runs, 12);
  });

  it("TextRank solves its equation", () => {
    const scores = scoreRuns(tableOf(["甲", "乙", "甲", "丙"]), "textrank");
    // 甲 joins 乙 twice and 丙 once: the fixed point by hand.
    const [a, b, c] = [scores[0] as number, scores[1] as number, scores[2] as number];
    expect(b).toBeCloseTo(0.15 + (0.85 * 2 * a) / 3, 9);
    expect(c).toBeCloseTo(0.15 + (0.85 * 1 * a) / 3, 9);
    expect(a).toBeCloseTo(0.15 + 0.85 * (b + c), 9);
  });

  it("weirdness and log-odds compare with the background", () => {
    const background = [{ total: 100, counts: { 自立: 9, 支援: 4 } }];
    const weirdness = scoreRuns(small, "weirdness", { background });
    expect(weirdness[runOf(small, "自立")]).toBeCloseTo(Math.log(1 / 9 / (10 / 100)), 12);
    const two = scoreRuns(small, "weirdness", {
      background: [...background, { total: 10, counts: { 自立: 4 } }],
    });
    expect(two[runOf(small, "自立")]).toBeCloseTo(Math.log(1 / 9 / (5 / 10)), 12);
    const alpha = (1000 * 12) / 109;
    const odds = (y: number, n: number) => Math.log((y + alpha) / (n + 1000 - y - alpha));
    const z = (odds(8, 9) - odds(4, 100)) / Math.sqrt(1 / (8 + alpha) + 1 / (4 + alpha));
    expect(scoreRuns(small, "logOdds", { background })[runOf(small, "支援")]).toBeCloseTo(z, 12);
    const hyb = scoreRuns(small, "hyb0", { background });
    expect(hyb[runOf(small, "自立")]).toBeCloseTo(at("hyb0", "自立") * Math.log(10 / 9), 12);
  });
});

describe("candidates that always carry 等", () => {
  const table = tableOf(["相談 事業 者 等", "相談 事業 者 等", "事業"]);

  it("stand without it too, with its counts", () => {
    const bare = runOf(table, "相談 事業 者");
    expect([table.runFrequency[bare], table.frequency[bare], table.documents[bare]]).toEqual([2, 2, 1]);
  });

  it("do not count their joints twice", () => {
    // 事業: left neighbour 相談 twice, right neighbour 者 twice.
    expect(scoreRuns(table, "lr")[runOf(table, "事業")]).toBeCloseTo(3, 12);
  });
});

describe("every scorer", () => {
  const background = [{ total: 10, counts: {} }];

  it.each(SCORERS)("%s gives each run a number, the same each time", (scorer) => {
    const scores = scoreRuns(small, scorer, { background });
    expect(scores).toHaveLength(small.size);
    expect(scores.every(Number.isFinite)).toBe(true);
    expect(scoreRuns(small, scorer, { background })).toEqual(scores);
  });

  it("scores a corpus of one document and of none", () => {
    for (const scorer of SCORERS) {
      expect(scoreRuns(tableOf(["支援", "支援"]), scorer, { background }).every(Number.isFinite)).toBe(true);
      expect(scoreRuns(tableOf(), scorer, { background })).toHaveLength(0);
    }
  });

  it("says what it needs", () => {
    expect(() => scoreRuns(small, "weirdness")).toThrow(/expected options.background.*received none/);
    expect(() => scoreRuns(small, "best" as Scorer)).toThrow(/Expected a scorer of hyb1.*received best/);
  });
});

describe("counts against a naive count", () => {
  it("agree on every run", () => {
    const documents = [
      ["a b c", "b c", "c", "b c b c", "a b c"],
      ["b", "b c", "c c c", "a b"],
    ];
    const table = tableOf(...documents);
    for (let r = 0; r < table.size; r++) {
      const words = wordsOf(table, r);
      const holds = (run: string) => {
        const parts = run.split(" ");
        return parts.filter((_, i) => words.every((word, j) => parts[i + j] === word)).length;
      };
      const all = documents.flat();
      expect(table.frequency[r]).toBe(all.reduce((sum, run) => sum + holds(run), 0));
      expect(table.documents[r]).toBe(documents.filter((runs) => runs.some((run) => holds(run) > 0)).length);
      expect(table.runFrequency[r]).toBe(all.filter((run) => run === words.join(" ")).length);
      const longer = new Set(
        all.filter((run) => run.split(" ").length > lengthOf(table, r) && holds(run) > 0),
      );
      expect(table.longer[r]).toBe(longer.size);
    }
  });
});
