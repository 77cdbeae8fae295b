import { describe, expect, it } from "vitest";
import type { Analysis } from "../../src/analysis.ts";
import { InputError } from "../../src/errors.ts";
import { scoreMentions } from "../../src/score/score.ts";
import { type GoldDocument, goldOfRows, parseGold } from "../../src/validate/gold.ts";
import { renderValidity } from "../../src/validate/render.ts";
import { validate } from "../../src/validate/validate.ts";
import { layOut, profile, thesaurus } from "../score/fixtures.ts";

function analysisOf(names: readonly string[]): Analysis {
  const { text, mentions, extent } = layOut([
    { length: 60, names },
    { length: 60, names: [] },
  ]);
  const score = scoreMentions(mentions, extent, profile, thesaurus);
  return {
    text,
    mentions,
    score,
    quality: { sound: true, reasons: [] },
    tags: [],
    versions: { bansou: "1", thesaurus: "1", profile: "1", tokenizer: "t" },
  };
}

const naming = [
  [],
  ["renkei"],
  ["yorisoi"],
  ["banso", "yorisoi"],
  ["banso", "yorisoi", "taiwa"],
  ["marunage"],
];
const analyses = naming.map(analysisOf);
const coded = (ratings: readonly (readonly (number | null)[])[]): GoldDocument[] =>
  analyses.map(({ text }, i) => ({
    id: `d${i}`,
    text,
    ratings: ratings[i] ?? [0],
    lean: i === 5 ? "contrary" : i > 1 ? "supportive" : "none",
  }));

describe("validate", () => {
  it("finds perfect agreement where the score ranks as the raters do", async () => {
    const gold = coded([
      [0, 0],
      [1, 1],
      [2, 3],
      [3, 3],
      [4, 4],
      [0, 0],
    ]);
    const report = await validate(gold, analyses, { thesaurus, profile });
    expect(report.groups).toEqual({ high: 2, low: 3 });
    expect(report.validity[0].fitSpearman.value).toBeGreaterThan(0.95);
    expect(report.validity[0].fitAuc.value).toBe(1);
    expect(report.validity[0].leanAuc.value).toBe(1);
    expect(report.alpha.value).toBeGreaterThan(0.9);
    expect(report.levels.reduce((sum, { documents }) => sum + documents, 0)).toBe(6);
    const means = report.levels.flatMap(({ meanRating }) => meanRating ?? []);
    expect(means).toEqual([...means].sort((a, b) => a - b));
    expect(report.items.find(({ conceptId }) => conceptId === "tomoni")?.finding).toBe("never");
  });

  it("names the concept that fires on the wrong group", async () => {
    const wrong = Array.from({ length: 8 }, (_, i) => analysisOf(i < 4 ? ["banso"] : ["yorisoi"]));
    const gold = wrong.map(({ text }, i) => ({ id: `${i}`, text, ratings: [i < 4 ? 0 : 4] }));
    const { items } = await validate(gold, wrong, { thesaurus, profile });
    expect(items[0]).toMatchObject({ conceptId: "banso", finding: "wrong-group", high: 0, low: 4 });
  });

  it("says every reason in Japanese too", async () => {
    const gold = coded([[1], [1], [1], [1], [1], [1]]).map(({ lean: _, ...document }) => document);
    const text = renderValidity(await validate(gold, analyses, { thesaurus, profile }), "ja");
    const reasons = [...text.matchAll(/算出できません\(([^\n·]*)\)/g)].map(([, reason]) => reason);
    expect(reasons.length).toBeGreaterThan(3);
    for (const reason of reasons) expect(reason).not.toMatch(/[a-z]{3}/);
  });

  it("says what cannot be computed from one rater and one class, and has no NaN", async () => {
    const gold = coded([[4], [4], [4], [4], [4], [4]]).map(({ lean: _, ...document }) => document);
    const report = await validate(gold, analyses, { thesaurus, profile });
    expect(report.alpha).toEqual({ value: null, reason: "there is one rater only" });
    expect(report.validity[0].fitSpearman).toEqual({
      value: null,
      reason: "all documents have the same rating",
    });
    expect(report.validity[0].fitAuc.value).toBeNull();
    const text = renderValidity(report, "en");
    expect(text).toContain("cannot be computed because all documents are in one group (6 high, 0 low)");
    expect(text + renderValidity(report, "ja") + JSON.stringify(report)).not.toMatch(
      /NaN|Infinity|undefined/,
    );
  });

  it("takes a gold of nothing but empty texts", async () => {
    const empty = { ...analysisOf([]), text: "", mentions: [] };
    const report = await validate([{ id: "a", text: "", ratings: [null, 1] }], [empty], {
      thesaurus,
      profile,
    });
    expect(renderValidity(report, "en")).not.toMatch(/NaN/);
  });

  it("refuses analyses that are not one a document", async () => {
    await expect(validate([], analyses, { thesaurus, profile })).rejects.toThrow(RangeError);
  });

  it("writes a paragraph on methods in both languages", async () => {
    const report = await validate(coded([[0], [1], [2], [3], [4], [0]]), analyses, { thesaurus, profile });
    const text = renderValidity(report, "ja");
    expect(text).toContain("妥当性は、人が読んで評定した 6 件の文書(評価者 1 人)で確かめた。");
    expect(text).toContain("Validity was checked on 6 documents rated by 1 reader.");
  });
});

describe("parseGold", () => {
  it("reads one rater and several, a BOM, CRLF and blank lines", () => {
    const lines = [
      '{"id":"a","text":"一","fit":3}',
      "",
      '{"id":"b","text":"二","ratings":[2],"lean":"none"}',
    ];
    expect(parseGold(`\uFEFF${lines.join("\r\n")}`).map(({ ratings }) => ratings)).toEqual([[3], [2]]);
  });

  it("lists every malformed line with what was expected", () => {
    const lines = [
      '{"id":"a","text":"一","fit":3}',
      "{broken",
      '{"id":"c","text":"三","fit":"3"}',
      '{"id":"a","text":"四","fit":1}',
      '{"id":"e","text":"五","ratings":[1,2]}',
      '{"id":"f","text":"六","fit":1,"lean":"both"}',
      "[]",
    ];
    try {
      parseGold(lines.join("\n"), { file: "gold.jsonl" });
      expect.unreachable();
    } catch (error) {
      const { problems, message } = error as InputError;
      expect(error).toBeInstanceOf(InputError);
      expect(problems.map(({ line, code }) => `${line} ${code}`).sort()).toEqual([
        "2 gold/line",
        "3 gold/line",
        "4 gold/duplicate-id",
        "5 gold/raters",
        "6 gold/line",
        "7 gold/line",
      ]);
      expect(message).toContain("gold.jsonl:2:");
      expect(message).toContain('expected one JSON object: {"id": text');
    }
  });

  it.each(["", "\n\n"])("refuses a file without documents: %j", (content) => {
    expect(() => parseGold(content)).toThrow(/no documents/);
  });
});

describe("goldOfRows", () => {
  it("reads raters from their columns, gaps, full-width digits, lean and group", () => {
    const rows = [
      { id: "a", text: "一", cells: { 評定A: "４", 評定B: "", 向き: "supportive", 担当: "山田" } },
      { id: "b", text: "二", cells: { 評定A: "0", 評定B: "1", group: "low" } },
    ];
    expect(goldOfRows(rows)).toEqual([
      { id: "a", text: "一", ratings: [4, null], lean: "supportive" },
      { id: "b", text: "二", ratings: [0, 1], group: "low" },
    ]);
  });

  it("names every bad row, or the columns there are where none holds ratings", () => {
    const rows = [
      { id: "a", text: "一", cells: { fit: "高い" } },
      { id: "b", text: "二", cells: { fit: "" } },
      { id: "c", text: "三", cells: { fit: "1" } },
    ];
    expect(() => goldOfRows(rows, { file: "g.csv" })).toThrow(/g\.csv \(id a\)[\s\S]*g\.csv \(id b\)/);
    expect(() => goldOfRows([{ id: "a", text: "一", cells: { 点: "1" } }])).toThrow(/columns: 点/);
  });
});
