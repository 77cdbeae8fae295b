import fc from "fast-check";
import * as statistics from "simple-statistics";
import { describe, expect, it } from "vitest";
import { agreement } from "../../src/validate/agreement.ts";
import {
  areaUnderCurve,
  estimate,
  rankCorrelation,
  reachableCorrelation,
} from "../../src/validate/estimate.ts";
import { kuderRichardson, splitHalf } from "../../src/validate/reliability.ts";

const score = fc.integer({ min: 0, max: 5 });

describe("areaUnderCurve", () => {
  it("is the share of pairs that are the right way round, ties counting half", () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 1 }), fc.array(score, { minLength: 1 }), (high, low) => {
        const cases = [
          ...high.map((x) => ({ score: x, high: true })),
          ...low.map((x) => ({ score: x, high: false })),
        ];
        const wins = high.flatMap((h) => low.map((l) => (h > l ? 1 : h === l ? 0.5 : 0)));
        const share = wins.reduce<number>((a, b) => a + b, 0) / wins.length;
        expect(areaUnderCurve(cases, statistics)).toBeCloseTo(share, 9);
      }),
    );
  });

  it("says why there is none for one group", () => {
    expect(areaUnderCurve([{ score: 1, high: true }], statistics)).toMatch(/one group \(1 high, 0 low\)/);
  });
});

describe("rankCorrelation", () => {
  it("is 1 for any rising function and takes ties", () => {
    const cases = [0, 1, 1, 2, 3].map((rating) => ({ rating, score: rating ** 3 }));
    expect(rankCorrelation(cases, statistics)).toBeCloseTo(1, 12);
  });

  it.each([
    [[], /fewer than three/],
    [[1, 2, 3].map((x) => ({ score: x, rating: 2 })), /same rating/],
    [[1, 2, 3].map((x) => ({ score: 0, rating: x })), /same score/],
  ])("says why there is none", (cases, reason) => {
    expect(rankCorrelation(cases, statistics)).toMatch(reason);
  });
});

describe("reachableCorrelation", () => {
  it("is the rank correlation of a score that has no ties and never puts a lower rating first", () => {
    fc.assert(
      fc.property(fc.array(score, { minLength: 3, maxLength: 40 }), (ratings) => {
        const reachable = reachableCorrelation(ratings);
        const cases = ratings.map((rating, i) => ({ rating, score: rating + i / 100 }));
        const found = rankCorrelation(cases, statistics);
        if (reachable === null) expect(found).toMatch(/same rating/);
        else expect(found).toBeCloseTo(reachable, 12);
      }),
    );
  });
});

describe("estimate", () => {
  it("gives an interval that holds the figure, the same every time", () => {
    const cases = Array.from({ length: 40 }, (_, i) => ({ score: (i * 7) % 13, high: i % 3 === 0 }));
    const curve = () => estimate(cases, (drawn) => areaUnderCurve(drawn, statistics), statistics);
    const once = curve();
    expect(once).toEqual(curve());
    if (once.value === null) throw new Error(once.reason);
    expect(once.low).toBeLessThan(once.value);
    expect(once.high).toBeGreaterThan(once.value);
  });

  it("never gives NaN", () => {
    expect(estimate([1], () => Number.NaN, statistics)).toEqual({
      value: null,
      reason: "the cases do not vary",
    });
  });
});

describe("agreement", () => {
  // Worked by hand: two raters, values 1 and 2, one of four documents disagreed upon.
  // Coincidences 1-1: 4, 2-2: 2, 1-2 and 2-1: 1 each; n = 8; observed 2, expected 2 × 5 × 3 / 7; alpha = 1 - 14/30.
  it("is 1 - observed / expected disagreement", () => {
    const units = [
      [1, 1],
      [1, 1],
      [2, 2],
      [1, 2],
    ];
    for (const scale of ["nominal", "ordinal", "interval"] as const)
      expect(agreement(units, scale)).toBeCloseTo(1 - 14 / 30, 12);
  });

  it("forgives near ratings on an interval scale and not on a nominal one", () => {
    const units = [
      [0, 1],
      [1, 1],
      [4, 4],
      [3, 4],
      [0, 0],
    ];
    const [interval, nominal] = [agreement(units, "interval"), agreement(units, "nominal")];
    expect(interval).toBeGreaterThan(nominal as number);
  });

  it("leaves gaps out", () => {
    expect(
      agreement(
        [
          [1, 1, null],
          [2, null, 2],
          [3, null, null],
        ],
        "ordinal",
      ),
    ).toBe(1);
  });

  it.each([
    [[[1], [2]], /one rater only/],
    [
      [
        [1, null],
        [null, 2],
      ],
      /rated by two/,
    ],
    [
      [
        [1, 1],
        [1, 1],
      ],
      /the same/,
    ],
    [[], /one rater only/],
  ])("says why there is none", (units, reason) => {
    expect(agreement(units, "ordinal")).toMatch(reason);
  });
});

describe("reliability", () => {
  it("is 1 by KR-20 where the items always come together", () => {
    const documents = [new Set(["a", "b"]), new Set<string>(), new Set(["a", "b"]), new Set<string>()];
    expect(kuderRichardson(documents, ["a", "b", "never"], statistics)).toBeCloseTo(1, 12);
    expect(kuderRichardson(documents, ["a"], statistics)).toMatch(/one of its concepts occurs/);
  });

  it("steps the correlation of halves up to the whole", () => {
    const halves = [
      [0, 0],
      [1, 2],
      [2, 1],
      [3, 3],
    ] as const;
    const r = statistics.sampleCorrelation([0, 1, 2, 3], [0, 2, 1, 3]);
    expect(splitHalf(halves, statistics)).toBeCloseTo((2 * r) / (1 + r), 12);
    expect(
      splitHalf(
        [
          [0, 1],
          [0, 2],
          [0, 3],
        ],
        statistics,
      ),
    ).toMatch(/one half/);
  });
});
