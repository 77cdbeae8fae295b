import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Analysis } from "../../src/analysis.ts";
import { diffAnalyses } from "../../src/score/diff.ts";
import { explain } from "../../src/score/explain.ts";
import { scoreMentions } from "../../src/score/score.ts";
import { stampOf } from "../../src/text/stamp.ts";
import { layOut, profile, type Sketch, thesaurus } from "./fixtures.ts";

const names = ["banso", "-yorisoi", "taiwa", "marunage", "-marunage", "renkei", "-renkei"];
const texts = fc.array(
  fc.record({
    length: fc.integer({ min: 1, max: 200 }),
    names: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
  }),
  { maxLength: 8 },
);

function analysisOf(sketches: readonly Sketch[], versions = "1"): Analysis {
  const { text, mentions, extent } = layOut(sketches);
  const score = scoreMentions(mentions, extent, profile, thesaurus);
  const stamps = { bansou: versions, thesaurus: "1", profile: "1", tokenizer: "1" };
  return { text, mentions, score, quality: { sound: true, reasons: [] }, tags: [], versions: stamps };
}

describe("explain", () => {
  it("gives each mention the points that add up to fit", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { fit, mentions } = explain(analysisOf(text), { profile, thesaurus });
        expect(mentions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(fit, 9);
      }),
    );
  });

  it("leaves one out as scoring without it does", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { mentions, extent } = layOut(text);
        const reasons = explain(analysisOf(text), { profile, thesaurus });
        reasons.mentions.forEach(({ fitWithout }, left) => {
          const others = mentions.filter((_, i) => i !== left);
          expect(fitWithout).toBeCloseTo(scoreMentions(others, extent, profile, thesaurus).fit, 8);
        });
        for (const { conceptId, fitWithout } of reasons.concepts) {
          const others = mentions.filter((mention) => mention.conceptId !== conceptId);
          expect(fitWithout).toBeCloseTo(scoreMentions(others, extent, profile, thesaurus).fit, 8);
        }
      }),
    );
  });

  it("shows the sentence and the side of each mention", () => {
    const { mentions } = explain(analysisOf([{ length: 9, names: ["-marunage", "-renkei"] }]), {
      profile,
      thesaurus,
    });
    expect(mentions[0]).toMatchObject({
      side: "supportive",
      sentence: "字".repeat(9),
      stance: "denied",
      ceiling: 0.21,
    });
    expect(mentions[1]).not.toHaveProperty("side");
    expect(mentions[1]?.points).toBe(0);
  });
});

describe("diffAnalyses", () => {
  it("leads the change of fit back to concepts", () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const { fit, concepts } = diffAnalyses(analysisOf(one), analysisOf(other));
        expect(concepts.reduce((sum, { change }) => sum + change, 0)).toBeCloseTo(fit.change, 8);
      }),
    );
  });

  it("finds nothing between equal results", () => {
    const analysis = analysisOf([{ length: 50, names: ["banso"] }]);
    expect(diffAnalyses(analysis, analysis)).toMatchObject({ concepts: [], mentions: [], versions: [] });
  });

  it("names the mentions that two runs over one text see differently, and the versions that differ", () => {
    const before = analysisOf([{ length: 50, names: ["banso", "renkei"] }]);
    const after = analysisOf([{ length: 50, names: ["-banso", "taiwa"] }], "2");
    const diff = diffAnalyses(before, after);
    expect(diff.mentions?.map(({ kind, conceptId }) => `${kind} ${conceptId}`).sort()).toEqual([
      "found taiwa",
      "judged banso",
      "lost renkei",
    ]);
    expect(diff.versions).toEqual([{ part: "bansou", before: "1", after: "2" }]);
  });
});

describe("stampOf", () => {
  it("is the same for equal data in any order of keys, and differs for others", () => {
    expect(stampOf({ b: 1, a: [true] })).toBe(stampOf({ a: [true], b: 1 }));
    expect(stampOf({ a: 1 })).not.toBe(stampOf({ a: 2 }));
    expect(stampOf(new Map([["a", 1]]))).not.toBe(stampOf(new Map([["a", 2]])));
    expect(stampOf(["伴走"])).toMatch(/^[0-9a-f]{16}$/);
  });

  it("is the same on every platform", () => {
    expect(stampOf({ label: "伴走型支援", weight: 0.5 })).toMatchInlineSnapshot(`"a7fd79e7939a3842"`);
  });
});
