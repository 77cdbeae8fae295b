import { beforeAll, describe, expect, it } from "vitest";
import { renderSynonyms } from "../../src/export/synonyms.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { loadKuromoji } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";
import { sample } from "./sample.ts";

interface Rule {
  readonly left: readonly string[];
  readonly right: readonly string[] | undefined;
}

/** Reads rules as Lucene's SolrSynonymParser does: `#` lines and empty ones skipped, `=>` and `,` split unless escaped. */
function parseSolr(text: string): Rule[] {
  const split = (line: string, separator: string): string[] => {
    const parts = [""];
    for (let at = 0; at < line.length; ) {
      if (line.startsWith(separator, at)) {
        parts.push("");
        at += separator.length;
      } else {
        const length = line[at] === "\\" ? 2 : 1;
        parts[parts.length - 1] += line.slice(at, at + length);
        at += length;
      }
    }
    return parts;
  };
  const terms = (side: string) => split(side, ",").map((term) => term.replace(/\\(.)/gu, "$1").trim());
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const sides = split(line, "=>");
      if (sides.length > 2) throw new Error(`more than one => in ${line}`);
      return { left: terms(sides[0] ?? ""), right: sides[1] === undefined ? undefined : terms(sides[1]) };
    });
}

describe("renderSynonyms", () => {
  it("writes one rule for each concept with more than one name", () => {
    expect(
      parseSolr(renderSynonyms(sample)).map(({ left: [first, ...others] }) => [first, ...others.sort()]),
    ).toEqual([
      [
        "寄り添い支援",
        "寄りそいサポート",
        "寄りそい支援",
        "寄りそうサポート",
        "寄りそう支援",
        "寄り沿いサポート",
        "寄り沿い支援",
        "寄り添いサポート",
        "寄り添うサポート",
        "寄り添う支援",
        "添いサポート",
        "添い支援",
      ],
      ["伴走型支援", "伴走サポート", "伴走型サポート", "伴走支援"],
      ["伴走支援員", "A,B=>C\\#", "伴走サポート員"],
      ["丸投げ", '="丸"投げ', "丸 投げ"],
      ["尊重する", "押し付けない"],
    ]);
  });

  it("replaces by the prefLabel when asked", () => {
    const rule = parseSolr(renderSynonyms(sample, { rules: "preferred" }))[1];
    expect(rule).toEqual({ left: ["伴走型サポート", "伴走支援", "伴走サポート"], right: ["伴走型支援"] });
  });

  it("needs a tokenizer to write words", () => {
    expect(() => renderSynonyms(sample, { form: "tokenized" })).toThrow(TypeError);
  });

  describe("with kuromoji", () => {
    let tokenizer: Tokenizer;
    beforeAll(async () => {
      tokenizer = await loadKuromoji();
    });

    it("writes only names that are cut alike alone and in sentences, and tells the others", () => {
      const text = renderSynonyms(bundledThesaurus(), { tokenizer });
      const rules = parseSolr(text);
      // Frames of this test, not those of the code.
      const frames = [
        ["昨年度から", "が始まった。"],
        ["", "について"],
        ["（", "）"],
      ];
      const broken = rules
        .flatMap(({ left }) => left)
        .filter((name) => {
          const alone = tokenizer.tokenize(name).map(({ surface }) => surface);
          return frames.some(([before = "", after = ""]) => {
            const inside = tokenizer
              .tokenize(before + name + after)
              .filter(({ start, end }) => end > before.length && start < before.length + name.length)
              .map(({ surface }) => surface);
            return inside.join("|") !== alone.join("|");
          });
        });
      expect(broken.length / rules.flatMap(({ left }) => left).length).toBeLessThan(0.01);
      expect(text).toMatch(/^# \S+: left out/mu);
      expect(rules.find(({ left }) => left.includes("伴走型支援"))?.left).toContain("伴走支援");
    });

    it("writes the words of each name parted by blanks", () => {
      const rules = parseSolr(renderSynonyms(bundledThesaurus(), { tokenizer, form: "tokenized" }));
      const names = rules.flatMap(({ left }) => left);
      expect(names).toContain("伴走 型 支援");
      expect(names).toContain("代理 代行 型 支援");
      expect(names.filter((name) => /(?:^| )[\p{P}\p{S}]+(?: |$)/u.test(name))).toEqual([]);
      const plain = parseSolr(renderSynonyms(bundledThesaurus(), { tokenizer })).flatMap(({ left }) => left);
      const words = plain.map((name) =>
        tokenizer
          .tokenize(name)
          .filter(({ pos }) => pos !== "記号")
          .map(({ surface }) => surface)
          .join(" "),
      );
      expect(names).toEqual(expect.arrayContaining(words));
    });
  });
});
