import { describe, expect, it } from "vitest";
import type { Block } from "../../src/document.ts";
import { findSections, placeMentions, scoreSections } from "../../src/score/sections.ts";
import { layOut, profile, type Sketch, thesaurus } from "./fixtures.ts";

/** A document from its headings and sentences: `# title` lines are headings of their depth. */
function outline(lines: readonly (string | Sketch)[]) {
  const sketches = lines.map((line) =>
    typeof line === "string" ? { length: line.length, names: [] } : line,
  );
  const laid = layOut(sketches);
  const blocks = laid.extent.sentences.map(({ start, end }, i): Block => {
    const line = lines[i];
    return typeof line === "string"
      ? { start, end, kind: "heading", level: line.lastIndexOf("#") + 1 }
      : { start, end, kind: "paragraph" };
  });
  return { ...laid, blocks, sections: findSections({ text: laid.text, blocks }) };
}

const plain = { length: 300, names: [] };
const rich = { length: 80, names: ["banso", "yorisoi", "taiwa"] };

describe("sections", () => {
  it("reach to the next heading of their level or above, and hold their subsections", () => {
    const { sections } = outline([plain, "#一", plain, "##二", rich, "#三", plain]);
    expect(sections.map(({ depth, parent }) => [depth, parent])).toEqual([
      [1, undefined],
      [2, 0],
      [1, undefined],
    ]);
    expect(sections[0]?.end).toBe(sections[1]?.end);
    expect(sections[1]?.end).toBe(sections[2]?.start);
  });

  it("place a mention in the innermost section, or in none before the first heading", () => {
    const { sections, mentions } = outline([rich, "#一", "##二", rich]);
    expect(placeMentions(mentions, sections)).toEqual([undefined, undefined, undefined, 1, 1, 1]);
  });

  it("show the one chapter of a long plan that carries it", () => {
    const road = Array.from({ length: 100 }, () => plain);
    const { sections, mentions, extent } = outline(["#道路", ...road, "#伴走", rich, rich, "#公園", ...road]);
    const scored = scoreSections(sections, mentions, extent, profile, thesaurus);
    expect(scored.map(({ carrier }) => carrier)).toEqual([false, true, false]);
    expect(scored[1]?.level).toBe("strong");
    expect(scored[0]?.fit).toBe(0);
    expect(scored[1]?.points).toBeGreaterThan(0);
    expect(scored[1]?.points).toBeLessThan(5);
  });

  it("have no carrier where nothing earns points", () => {
    const { sections, mentions, extent } = outline(["#一", plain, "#二", plain]);
    expect(scoreSections(sections, mentions, extent, profile, thesaurus).some(({ carrier }) => carrier)).toBe(
      false,
    );
  });

  it("cost the same for a thousand levels of headings", () => {
    const deep = Array.from({ length: 1000 }, (_, i) => "#".repeat(i + 1));
    const { sections } = outline(deep);
    expect(Math.max(...sections.map(({ depth }) => depth))).toBe(9);
  });
});
