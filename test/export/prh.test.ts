import fc from "fast-check";
import { fromYAML } from "prh";
import { describe, expect, it } from "vitest";
import { nameConcepts } from "../../src/export/names.ts";
import { renderPrh } from "../../src/export/prh.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import { sample, thesauri } from "./sample.ts";

// Loading runs the specs of each rule.
const prhOf = (yaml: string) => {
  const engine = fromYAML("bansou.yml", yaml);
  return (text: string): string => engine.makeChangeSet("text.txt", text).applyChangeSets(text);
};

describe("renderPrh", () => {
  it.each([
    ["伴走支援を始めた。", "伴走型支援を始めた。"],
    ["伴走支援員と伴走支援", "伴走支援員と伴走型支援"],
    ["伴走型支援と寄り添い支援", "伴走型支援と寄り添い支援"],
    ["添い支援、寄り添い支援、寄り沿い支援", "寄り添い支援、寄り添い支援、寄り添い支援"],
    ["A,B=>C\\#", "伴走支援員"],
  ])("turns %s into %s", (from, to) => {
    expect(prhOf(renderPrh(sample))(from)).toBe(to);
  });

  it("turns every name of the shipped thesaurus into its prefLabel and leaves prefLabels alone", () => {
    const replace = prhOf(renderPrh(bundledThesaurus()));
    for (const { concept, names } of nameConcepts(bundledThesaurus(), { wordings: false })) {
      for (const { text } of names)
        expect([text, replace(`「${text}」`)]).toEqual([text, `「${concept.prefLabel}」`]);
    }
  });

  it("is read by prh where there is nothing to replace", () => {
    const alone = { id: "a", prefLabel: "灯り", reading: "あかり", relation: "related" };
    expect(prhOf(renderPrh(parseThesaurus({ version: "1", concepts: [alone] })))("灯り")).toBe("灯り");
  });

  it("is read by prh whatever the names hold", () => {
    fc.assert(
      fc.property(thesauri, (thesaurus) => {
        const concepts = [...thesaurus.concepts.values()];
        const merged = parseThesaurus({
          version: "1",
          concepts: [
            {
              id: "a",
              prefLabel: "灯り",
              reading: "あかり",
              relation: "related",
              altLabel: concepts.map(({ prefLabel }) => prefLabel),
            },
          ],
        });
        prhOf(renderPrh(merged));
      }),
      { numRuns: 50 },
    );
  });
});
