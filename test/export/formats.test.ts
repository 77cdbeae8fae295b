import { describe, expect, it } from "vitest";
import { exportFormats, renderExport } from "../../src/export/export.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import { sample } from "./sample.ts";

describe("renderExport", () => {
  it.each(Object.keys(exportFormats) as (keyof typeof exportFormats)[])(
    "writes %s, the same twice, ending in a line end",
    (format) => {
      const text = renderExport(sample, format);
      expect(text).toMatch(/[^\n]\n$/u);
      expect(renderExport(sample, format)).toBe(text);
    },
  );

  it("writes JSON that parseThesaurus reads back", () => {
    expect(parseThesaurus(renderExport(sample, "json"))).toEqual(sample);
  });

  it.each(["rdf", "toString", ""])("refuses the format %j", (format) => {
    expect(() => renderExport(sample, format as never)).toThrow(/json, skos-turtle/);
  });
});
