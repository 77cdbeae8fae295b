import { beforeAll, describe, expect, it } from "vitest";
import { nameConcepts } from "../../src/export/names.ts";
import { renderSpacy } from "../../src/export/spacy.ts";
import { renderMecab, renderSudachi } from "../../src/export/user-dictionary.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { loadKuromoji } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";
import { sample } from "./sample.ts";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await loadKuromoji();
});

/** RFC 4180, one row a line. */
function parseCsv(text: string): string[][] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/gu)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}

describe("renderMecab", () => {
  it("writes 13 columns: a noun of IPADIC with the prefLabel as its base form", () => {
    const rows = parseCsv(renderMecab(sample));
    expect(rows.find(([surface]) => surface === "伴走支援")).toEqual([
      "伴走支援",
      "1285",
      "1285",
      "-3200",
      "名詞",
      "一般",
      "*",
      "*",
      "*",
      "*",
      "伴走型支援",
      "*",
      "*",
    ]);
    expect(rows.find(([surface]) => surface === "寄りそい支援")?.slice(10)).toEqual([
      "寄り添い支援",
      "ヨリソイシエン",
      "ヨリソイシエン",
    ]);
    expect(rows.map(([surface]) => surface)).toContain("A,B=>C\\#");
    expect(rows.map(([surface]) => surface)).toContain('="丸"投げ');
  });

  it("leaves out what is no noun or holds a blank", () => {
    const surfaces = parseCsv(renderMecab(sample)).map(([surface]) => surface);
    expect(surfaces).not.toContain("丸 投げ");
    expect(surfaces).not.toContain("尊重する");
    expect(surfaces).not.toContain("押し付けない");
  });

  it.each([Number.NaN, 1.5, 40_000, -40_000])("refuses the cost %d", (cost) => {
    expect(() => renderMecab(sample, { cost })).toThrow(RangeError);
    expect(() => renderSudachi(sample, { cost })).toThrow(RangeError);
  });
});

describe("renderSudachi", () => {
  it("writes 18 columns: a folded headword, the name as written, and the prefLabel as normalized form", () => {
    const rows = parseCsv(renderSudachi(sample));
    expect(rows.find(([, , , , name]) => name === "A,B=>C\\#")).toEqual([
      ...[
        "a,b=>c\\#",
        "5146",
        "5146",
        "5000",
        "A,B=>C\\#",
        "名詞",
        "普通名詞",
        "一般",
        "*",
        "*",
        "*",
        "",
        "伴走支援員",
      ],
      ...["*", "*", "*", "*", "*"],
    ]);
  });
});

describe.each([
  ["MeCab", renderMecab, 13, 3],
  ["Sudachi", renderSudachi, 18, 3],
] as const)("the shipped thesaurus for %s", (_tool, render, columns, cost) => {
  it("has the right columns, 16-bit numbers, and no line twice", () => {
    const text = render(bundledThesaurus(), { tokenizer });
    const rows = parseCsv(text);
    expect(rows.length).toBeGreaterThan(200);
    expect(new Set(text.split("\n")).size).toBe(rows.length + 1);
    for (const row of rows) {
      expect(row).toHaveLength(columns);
      expect(Math.abs(Number(row[cost]))).toBeLessThanOrEqual(32768);
    }
  });

  it("gives readings in katakana where they are known", () => {
    const readings = parseCsv(render(bundledThesaurus(), { tokenizer })).map((row) => row[11]);
    for (const reading of readings) expect(reading).toMatch(/^(?:[ァ-ヶー]+|\*|)$/u);
    const known = readings.filter((reading) => reading !== "*" && reading !== "").length;
    expect(known / readings.length).toBeGreaterThan(0.9);
  });
});

describe("renderSpacy", () => {
  it("writes one pattern a line, each name once, with the concept's id", () => {
    const lines = renderSpacy(bundledThesaurus())
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const names = nameConcepts(bundledThesaurus()).flatMap(({ names }) => names);
    expect(lines).toHaveLength(names.length);
    expect(lines.find(({ pattern }) => pattern === "伴走支援")).toEqual({
      label: "CORE",
      pattern: "伴走支援",
      id: "banso-gata-shien",
    });
  });

  it("labels as it is told", () => {
    expect(renderSpacy(sample, { labelOf: ({ polarity }) => polarity }).split("\n")[0]).toBe(
      '{"label":"supportive","pattern":"寄り添い支援","id":"yorisoi-shien"}',
    );
  });
});
