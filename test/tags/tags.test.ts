import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../../src/analyzer.ts";
import { InputError } from "../../src/errors.ts";
import { createAnalyzer } from "../../src/index.ts";
import { stemOf } from "../../src/tags/near-duplicate.ts";
import { selectTags } from "../../src/tags/tags.ts";
import { parseTaxonomy } from "../../src/tags/taxonomy.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await createAnalyzer();
});

const ARTICLE =
  "相談窓口の職員が、相談者に寄り添った支援を行う。伴走型支援を続け、相談体制を整える。丸投げはしない。".repeat(
    2,
  );
const labels = (text: string) => analyzer.analyze(text).tags.map(({ label }) => label);

describe("tags", () => {
  it("carry label, slug, relation, band and the mentions that earned them", () => {
    const { tags, mentions } = analyzer.analyze(ARTICLE);
    expect(tags.length).toBeGreaterThan(1);
    for (const tag of tags) {
      expect(tag.slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(["auto", "suggest"]).toContain(tag.band);
      const ids = tag.conceptIds ?? [tag.conceptId];
      for (const index of tag.evidence) {
        expect(ids).toContain(mentions[index]?.conceptId);
        expect(mentions[index]?.stance).toBe("affirmed");
      }
      expect(tag.evidence.length).toBeGreaterThan(0);
    }
    const weights = tags.map(({ weight }) => weight);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  it.each([
    ["two wordings of one concept", "伴走支援と伴走型支援を行う。", ["伴走型支援"]],
    [
      "names that differ in a suffix",
      "伴走型支援を行う。伴走型サポートと伴走的アプローチを大切にする。",
      ["伴走型支援"],
    ],
    ["a synonym and the broader one", "長期的な支援で支え、継続的な支援を行う。", ["継続的支援"]],
    ["denied practice", "相談者に寄り添った支援はしていない。", []],
    ["denied contrary practice", "丸投げではなく、一方的な支援を避ける。", []],
    ["contrary practice", "業者への丸投げが続いている。", []],
    ["another sense", "市民マラソンで、視覚障害のあるランナーの伴走者を務めた。", []],
    ["nothing", "", []],
  ])("of %s", (_, text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  it.each([
    ["a turn of phrase", "予算を組み、国民に寄り添う政策を進める。", ["寄り添い支援 suggest"]],
    ["a subject", "相談者に寄り添う支援を行い、その後も寄り添う。", ["寄り添い支援 auto"]],
    ["a word in company", "相談者に寄り添う。同行支援も行う。", ["同行型支援 auto", "寄り添い支援 auto"]],
    ["the approach itself", "市は伴走型支援を行う。", ["伴走型支援 auto"]],
  ])("are set without an editor for no single word: %s", (_, text, expected) => {
    const { tags } = analyzer.analyze(text);
    expect(tags.map(({ label, band }) => `${label} ${band}`).sort()).toEqual(expected);
  });

  it("are cut into bands by the thresholds", () => {
    const analysis = analyzer.analyze(ARTICLE);
    const all = selectTags(analysis, analyzer, { auto: 1, suggest: 0, limit: 100 });
    expect(new Set(all.map(({ band }) => band))).toEqual(new Set(["suggest"]));
    const [first, second] = all;
    const cut = selectTags(analysis, analyzer, { auto: first?.weight ?? 0, suggest: second?.weight ?? 0 });
    expect(cut.map(({ band }) => band)).toEqual(["auto", "suggest"]);
    expect(selectTags(analysis, analyzer, { auto: 0, suggest: 0, limit: 1 })).toHaveLength(1);
    expect(selectTags(analysis, analyzer, { fit: 100 })).toEqual([]);
  });

  it.each([
    [{ auto: 2 }, /auto.*received 2/],
    [{ suggest: Number.NaN }, /suggest.*received NaN/],
    [{ limit: 0 }, /limit.*received 0/],
    [{ fit: -1 }, /fit.*received -1/],
  ])("refuse %j", (options, message) => {
    expect(() => selectTags(analyzer.analyze(""), analyzer, options)).toThrow(message);
  });

  it("never hold two of one stem, for any mixture of sentences", () => {
    const sentences = [
      ...["伴走型支援", "伴走型サポート", "伴走的アプローチ", "協働支援", "協働", "共創型支援", "共創支援"],
      ...["継続的支援", "長期フォロー型支援", "コーチング型支援", "コーチング", "寄り添い支援"],
    ].map((word) => `地域の相談員が${word}を進める。`);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 8 }), (picked) => {
        const analysis = analyzer.analyze(picked.join(""));
        const tags = selectTags(analysis, analyzer, { suggest: 0, auto: 0, fit: 0, limit: 100 });
        const stems = tags.map(({ label }) => stemOf(label));
        expect(new Set(stems).size).toBe(stems.length);
      }),
      { numRuns: 40 },
    );
  });
});

describe("a taxonomy", () => {
  const thesaurus = bundledThesaurus();

  it("limits the tags and names them", () => {
    const taxonomy = parseTaxonomy(
      { 伴走: ["伴走型支援", "yorisoi-shien"], 丸投げ問題: { concepts: "丸投げ", slug: "marunage" } },
      thesaurus,
    );
    expect(taxonomy.tags).toEqual([
      { label: "伴走", slug: "banso-gata-shien", conceptIds: ["banso-gata-shien", "yorisoi-shien"] },
      { label: "丸投げ問題", slug: "marunage", conceptIds: ["marunage-gata-shien"] },
    ]);
    const tags = selectTags(analyzer.analyze(ARTICLE), analyzer, { taxonomy });
    expect(tags.map(({ label, slug }) => [label, slug])).toEqual([["伴走", "banso-gata-shien"]]);
    expect(tags[0]?.conceptIds).toHaveLength(2);
  });

  it("can ask for contrary practice, which is no tag of itself", () => {
    const taxonomy = parseTaxonomy({ 丸投げ問題: ["丸投げ型支援"] }, thesaurus);
    const analysis = analyzer.analyze(
      "業者への丸投げが続いている。丸投げを重ね、相談者に寄り添った支援がない。",
    );
    expect(selectTags(analysis, analyzer, { taxonomy })).toMatchObject([
      { label: "丸投げ問題", slug: "marunage-gata-shien", relation: "antonym", evidence: [0, 1] },
    ]);
    const denied = analyzer.analyze("丸投げはせず、寄り添った支援を行う。");
    expect(selectTags(denied, analyzer, { taxonomy, suggest: 0 })).toEqual([]);
  });

  it("tells all problems at once, and the nearest names of unknown concepts", () => {
    const broken = {
      "": "伴走型支援",
      伴走: ["伴走型支縁", 3],
      寄り添い: { concepts: "寄り添い支援", slug: "よりそい" },
      A: ["協働"],
      B: { concepts: ["協働"], note: "x" },
      C: [],
    };
    try {
      parseTaxonomy(broken, thesaurus, { file: "tags.json" });
      expect.unreachable();
    } catch (error) {
      const { file, problems } = error as InputError;
      expect(error).toBeInstanceOf(InputError);
      expect(file).toBe("tags.json");
      expect(problems.map(({ code, path }) => `${code} ${path ?? ""}`)).toEqual([
        "taxonomy/bad-label ",
        "taxonomy/unknown-concept 伴走[0]",
        "taxonomy/not-a-name 伴走[1]",
        "taxonomy/bad-slug 寄り添い.slug",
        "taxonomy/unknown-key B.note",
        "taxonomy/no-concepts C",
        "taxonomy/shared-slug B",
      ]);
      expect(problems[1]?.message).toContain("伴走型支援");
    }
  });

  it.each([
    ["a list", []],
    ["null", null],
    ["a text", "x"],
    ["nothing", {}],
  ])("refuses %s", (_, json) => {
    expect(() => parseTaxonomy(json, thesaurus)).toThrow(InputError);
  });
});
