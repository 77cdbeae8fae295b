import fc from "fast-check";
import { Parser } from "n3";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { parseSkos } from "../../src/export/parse-skos.ts";
import { renderSkosJsonLd } from "../../src/export/skos-jsonld.ts";
import { renderSkosTurtle } from "../../src/export/skos-turtle.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import { sample, thesauri } from "./sample.ts";

const formats = [
  ["turtle", renderSkosTurtle],
  ["jsonld", renderSkosJsonLd],
] as const;

describe.each(formats)("SKOS in %s", (format, render) => {
  it("comes back as it was", async () => {
    expect(parseThesaurus(await parseSkos(render(sample), format))).toEqual(sample);
  });

  it("comes back as it was for the shipped thesaurus, in the same order", async () => {
    const back = parseThesaurus(await parseSkos(render(bundledThesaurus()), format));
    expect(back).toEqual(bundledThesaurus());
    expect([...back.concepts.keys()]).toEqual([...bundledThesaurus().concepts.keys()]);
  });

  it("comes back as it was whatever the texts hold", async () => {
    await fc.assert(
      fc.asyncProperty(thesauri, async (thesaurus) => {
        expect(parseThesaurus(await parseSkos(render(thesaurus), format))).toEqual(thesaurus);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps ids under a base of one's own", async () => {
    const text = render(sample, { base: "https://example.org/terms/" });
    expect(text).toContain("https://example.org/terms/yorisoi-shien");
    expect(parseThesaurus(await parseSkos(text, format))).toEqual(sample);
  });

  it.each(["", "terms/", "https://example.org/ /", "https://example.org/>", 5])(
    "refuses the base %j",
    (base) => {
      expect(() => render(sample, { base: base as string })).toThrow(TypeError);
    },
  );
});

describe("parseSkos", () => {
  it("says the same in both formats", async () => {
    expect(await parseSkos(renderSkosJsonLd(sample), "jsonld")).toEqual(
      await parseSkos(renderSkosTurtle(sample), "turtle"),
    );
  });

  it("loses nothing when another tool shuffles the triples", async () => {
    const quads = new Parser().parse(renderSkosTurtle(bundledThesaurus()));
    const term = (value: {
      termType: string;
      value: string;
      language?: string;
      datatype?: { value: string };
    }): string => {
      if (value.termType === "BlankNode") return `_:${value.value}`;
      if (value.termType === "NamedNode") return `<${value.value}>`;
      const type = value.language ? `@${value.language}` : `^^<${value.datatype?.value}>`;
      return JSON.stringify(value.value) + type;
    };
    const lines = quads.map(
      ({ subject, predicate, object }) => `${term(subject)} ${term(predicate)} ${term(object)} .`,
    );
    const back = parseThesaurus(await parseSkos(lines.reverse().join("\n"), "turtle"));
    const sorted = (thesaurus: typeof back) =>
      [...thesaurus.concepts.values()].map((concept) => ({
        ...concept,
        altLabel: [...concept.altLabel].sort(),
        hiddenLabel: [...concept.hiddenLabel].sort(),
        broader: [...concept.broader].sort(),
        related: [...concept.related].sort(),
        opposes: [...concept.opposes].sort(),
      }));
    expect(sorted(back)).toEqual(sorted(bundledThesaurus()));
    expect(back.lists).toEqual(bundledThesaurus().lists);
    expect(back.spellings).toEqual(bundledThesaurus().spellings);
    expect(back.unless).toEqual(bundledThesaurus().unless);
    expect(back.unless.length).toBeGreaterThan(0);
  });

  it("reads another tool's vocabulary, whose gaps parseThesaurus then names", async () => {
    const json = await parseSkos(
      `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
      <http://example.org/c#Hanso> a skos:Concept ; skos:prefLabel "accompaniment"@en, "伴走"@ja ; skos:broader <http://example.org/c#Shien> .
      <http://example.org/c#Shien> a skos:Concept ; skos:prefLabel "支援" .`,
      "turtle",
    );
    expect(json.concepts).toEqual([
      { id: "hanso", prefLabel: "伴走", broader: ["shien"] },
      { id: "shien", prefLabel: "支援" },
    ]);
    expect(() => parseThesaurus(json)).toThrow(/reading/);
  });

  it.each([
    ["half a triple", "turtle", "<a> <b> .", "skos/turtle"],
    ["nothing", "turtle", "", "skos/no-concepts"],
    ["an open quotation mark", "turtle", '<urn:a> <urn:b> "', "skos/turtle"],
    ["half of JSON", "jsonld", "{", "skos/jsonld"],
    ["an empty object", "jsonld", "{}", "skos/no-concepts"],
    ["a context to fetch", "jsonld", '{"@context":"https://example.org/context"}', "skos/jsonld"],
    [
      "brackets nested 50,000 deep",
      "jsonld",
      `{"@graph":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      "skos/jsonld",
    ],
    [
      "lists nested 50,000 deep",
      "turtle",
      `<urn:a> <urn:b> ${"(".repeat(50_000)}${")".repeat(50_000)} .`,
      "skos/no-concepts",
    ],
  ] as const)("answers %s (%s)", async (_what, format, text, code) => {
    const error = await parseSkos(text, format, { file: "terms" }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems.map((problem) => problem.code)).toEqual([code]);
  });

  it("ends on a list that bites its tail", async () => {
    const json = await parseSkos(
      `@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
      <urn:x:a> a skos:Concept ; <urn:bansou:vocabulary#aspects> _:l . _:l rdf:first "pace" ; rdf:rest _:l .`,
      "turtle",
    );
    expect(json.concepts).toEqual([{ id: "a", aspects: ["pace"] }]);
  });

  it("names the format it was given", async () => {
    await expect(parseSkos("", "xml" as never)).rejects.toThrow(TypeError);
  });
});
