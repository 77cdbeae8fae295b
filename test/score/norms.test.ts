import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { compareGroups, keynessPoints } from "../../src/score/keyness.ts";
import { bundledProfile } from "../../src/bundled.ts";
import { bundledNorms } from "../../src/score/bundled-norms.ts";
import { computeNorm, type Norm, parseNorms, percentileOf } from "../../src/score/norms.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { layOut, scoreSketch } from "./fixtures.ts";

const origin = { id: "own", label: "自前", labelEn: "own", provenance: "test", computed: "2026-11-23" };
const versions = { bansou: "1", thesaurus: "1", profile: "1", tokenizer: "1" };

function analysesOf(fits: readonly number[]) {
  const score = scoreSketch([{ length: 200, names: [] }]);
  return fits.map((fit) => ({ score: { ...score, fit, judgeable: true }, versions }));
}

const fitOnGrid = fc.integer({ min: 0, max: 10_000 }).map((cents) => cents / 100);
const fits = fc.uniqueArray(fitOnGrid, { minLength: 20, maxLength: 300 });

describe("norms", () => {
  it("rank a fit among the texts that they come from", () => {
    fc.assert(
      fc.property(fits, fitOnGrid, (reference, fit) => {
        const norm = computeNorm(analysesOf(reference), origin);
        const share = (100 * reference.filter((value) => value < fit).length) / reference.length;
        // A hundred quantiles of a few texts are a coarse picture of them: one text is worth up to 5 points.
        const tolerance = 2 + (100 * 2) / reference.length;
        const same = norm.fit.filter((value) => value === fit).length;
        if (same === 0) expect(Math.abs(percentileOf(fit, norm) - share)).toBeLessThan(tolerance);
        expect(parseNorms({ norms: [norm] })).toEqual([norm]);
      }),
    );
  });

  it("stand a fit of 0 in the middle of all zeros, and rise with fit", () => {
    const norm = computeNorm(
      analysesOf([
        ...Array(80).fill(0),
        ...Array(20)
          .fill(10)
          .map((x, i) => x + i),
      ]),
      origin,
    );
    expect(percentileOf(0, norm)).toBeGreaterThan(35);
    expect(percentileOf(0, norm)).toBeLessThan(45);
    expect(percentileOf(100, norm)).toBe(100);
    const ranks = [0, 1, 5, 10, 15, 20, 29, 30].map((fit) => percentileOf(fit, norm));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });

  it("leave out what is too short, and refuse too few texts", () => {
    const short = analysesOf(Array(30).fill(5)).map((one) => ({
      ...one,
      score: { ...one.score, judgeable: false },
    }));
    expect(() => computeNorm(short, origin)).toThrow(/at least 20 texts .* received 0/);
  });

  it("list every problem of a bad file", () => {
    try {
      parseNorms({ norms: [{ id: "", fit: [1, 0] }] }, { file: "n.json" });
      expect.unreachable();
    } catch (error) {
      expect((error as InputError).problems.map(({ path }) => path)).toEqual([
        "norms[0].id",
        "norms[0].label",
        "norms[0].labelEn",
        "norms[0].provenance",
        "norms[0].computed",
        "norms[0].texts",
        "norms[0].versions",
        "norms[0].fit",
      ]);
    }
    expect(() => parseNorms(null)).toThrow(InputError);
  });
});

function groupOf(texts: readonly (readonly string[])[]) {
  return texts.map((names) => {
    const { mentions } = layOut([{ length: 100, names }]);
    return { mentions, score: scoreSketch([{ length: 100, names }]) };
  });
}

describe("compareGroups", () => {
  const welfare = groupOf([["yorisoi", "yorisoi", "taiwa"], ["yorisoi", "renkei"], ["yorisoi"]]);
  const industry = groupOf([
    ["banso", "renkei"],
    ["banso", "banso"],
    ["-yorisoi", "renkei"],
  ]);

  it("puts what the first group says more first, what the second does last", () => {
    const { concepts } = compareGroups(welfare, industry);
    expect(concepts[0]).toMatchObject({
      conceptId: "yorisoi",
      a: { mentions: 4, documents: 3 },
      b: { mentions: 0 },
    });
    expect(concepts.at(-1)?.conceptId).toBe("banso");
  });

  it("turns its sign when the groups change places", () => {
    const forth = compareGroups(welfare, industry).concepts;
    const back = compareGroups(industry, welfare).concepts;
    for (const { conceptId, z, logLikelihood } of forth) {
      const other = back.find((one) => one.conceptId === conceptId);
      expect(other?.z).toBeCloseTo(-z, 5);
      expect(other?.logLikelihood).toBeCloseTo(logLikelihood, 5);
    }
  });

  it("computes the log-likelihood as by hand, and shrinks towards 0 as the prior grows", () => {
    const { concepts } = compareGroups(welfare, industry);
    const banso = concepts.find(({ conceptId }) => conceptId === "banso");
    expect(banso?.logLikelihood).toBeCloseTo(2 * 3 * Math.log(3 / 1.5), 5);
    const strong = compareGroups(welfare, industry, { prior: 5000 }).concepts;
    expect(Math.abs(strong.at(-1)?.z ?? 0)).toBeLessThan(Math.abs(banso?.z ?? 0));
  });

  it("gives finite numbers for equal groups, and the points of a plot", () => {
    const comparison = compareGroups(welfare, welfare);
    for (const { z, logOdds, logLikelihood } of comparison.concepts)
      expect([z, logOdds, logLikelihood]).toEqual([0, 0, 0]);
    expect(keynessPoints(comparison)).toHaveLength(comparison.concepts.length);
  });

  it("refuses a group without prose", () => {
    expect(() => compareGroups(welfare, [])).toThrow(/second group has no prose/);
    expect(() => compareGroups(welfare, industry, { prior: 0 })).toThrow(RangeError);
  });
});

describe("the bundled norms", () => {
  it("are sound, and were computed with the thesaurus and profile that ship", () => {
    for (const { versions, texts, provenance } of bundledNorms()) {
      expect(versions).toEqual({ thesaurus: bundledThesaurus().version, profile: bundledProfile().version });
      expect(texts).toBeGreaterThan(100);
      expect(provenance).toMatch(/^github:[\w./-]+@[0-9a-f]{12} /);
    }
  });

  it("tell a document about support from the usual speech", () => {
    const [speech] = bundledNorms();
    expect(percentileOf(50, speech as Norm)).toBeGreaterThan(95);
  });
});
