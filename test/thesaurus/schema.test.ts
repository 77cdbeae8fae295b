import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import antonym from "../../dict/thesaurus/antonym.json" with { type: "json" };
import cooccurring from "../../dict/thesaurus/cooccurring.json" with { type: "json" };
import core from "../../dict/thesaurus/core.json" with { type: "json" };
import lists from "../../dict/thesaurus/lists.json" with { type: "json" };
import principle from "../../dict/thesaurus/principle.json" with { type: "json" };
import related from "../../dict/thesaurus/related.json" with { type: "json" };
import synonym from "../../dict/thesaurus/synonym.json" with { type: "json" };
import schema from "../../dict/thesaurus.schema.json" with { type: "json" };
import { InputError } from "../../src/errors.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import { relations } from "../../src/thesaurus/relation.ts";

const validate = new Ajv2020({ allErrors: true, strictTypes: false }).compile(schema);
const problemsOf = (json: unknown): readonly { code: string; message: string }[] => {
  try {
    parseThesaurus(json);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
};

const lamp = {
  id: "hitoakari",
  prefLabel: "灯り支援",
  reading: "あかりしえん",
  relation: "principle",
  polarity: "supportive",
  alsoIn: ["related"],
  definition: "足もとを照らす支援。",
  scopeNote: "明かりの設備は数えない。",
  altLabel: ["灯り"],
  hiddenLabel: ["燈り支援"],
  wording: ["灯す*", { pattern: "照らす*", when: [{ sentence: "{help}" }], unless: [{ after: "器具" }] }],
  when: [{ passage: "支援" }],
  unless: [{ before: "街" }],
  aspects: ["pace"],
  weight: 0.5,
  broader: ["tsuna"],
  related: ["tsuna"],
  opposes: ["tsuna"],
  source: "test",
};
const rope = { id: "tsuna", prefLabel: "綱渡し", reading: "つなわたし", relation: "antonym" };
const whole = {
  $schema: "./thesaurus.schema.json",
  version: "1",
  concepts: [lamp, rope],
  lists: { help: ["支援"] },
  spellings: [["灯り", "明かり"]],
  unless: [{ passage: "{help}", lacking: "灯台" }],
};

describe("the JSON Schema", () => {
  it.each(Object.entries({ antonym, cooccurring, core, lists, principle, related, synonym }))(
    "accepts dict/thesaurus/%s.json",
    (_name, file) => {
      expect(validate(file), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    },
  );

  it("accepts a file with every field, as parseThesaurus does", () => {
    expect(problemsOf(whole)).toEqual([]);
    expect(validate(whole), JSON.stringify(validate.errors)).toBe(true);
  });

  it("knows the fields that parseThesaurus knows", () => {
    const known = (json: unknown): string[] =>
      /Known fields: ([^.]*)\./
        .exec(
          problemsOf(json)
            .map(({ message }) => message)
            .join("\n"),
        )?.[1]
        ?.split(", ") ?? [];
    expect(known({ ...whole, x: 1 })).toEqual(Object.keys(schema.properties));
    expect(known({ ...whole, concepts: [{ ...lamp, x: 1 }, rope] })).toEqual(
      Object.keys(schema.$defs.concept.properties),
    );
    expect(known({ ...whole, concepts: [{ ...rope, wording: [{ pattern: "綱", x: 1 }] }] })).toEqual(
      Object.keys(schema.$defs.wording.oneOf[1]?.properties ?? {}),
    );
    expect(known({ ...whole, concepts: [{ ...rope, when: [{ after: "綱", x: 1 }] }] })).toEqual(
      Object.keys(schema.$defs.conditions.items.properties),
    );
    expect([...relations]).toEqual(schema.$defs.relation.enum);
  });

  // What one field alone shows to be wrong, an editor must show too.
  it.each<[what: string, change: object, top?: object]>([
    ["an unknown relation", { relation: "synonim" }],
    ["a principle without polarity", { polarity: undefined }],
    ["a polarity that the relation does not have", { relation: "antonym", polarity: "supportive" }],
    ["a missing prefLabel", { prefLabel: undefined }],
    ["a missing reading", { reading: undefined }],
    ["a missing id", { id: undefined }],
    ["a blank label", { prefLabel: "\u3000" }],
    ["a reading in katakana", { reading: "アカリ" }],
    ["an id in kanji", { id: "灯り" }],
    ["a weight above 1", { weight: 1.5 }],
    ["a weight below 0", { weight: -0.1 }],
    ["an unknown field", { wieght: 1 }],
    ["a label that is no list", { altLabel: "灯り" }],
    ["a label that is no text", { altLabel: [1] }],
    ["an empty condition", { when: [{}] }],
    ["an unknown part of a condition", { when: [{ afer: "綱" }] }],
    ["a wording without pattern", { wording: [{ when: [{ after: "綱" }] }] }],
    ["a wording that begins with a gap", { wording: ["…支援"] }],
    ["a pattern that begins with a gap", { wording: [{ pattern: "……支援" }] }],
    ["an unknown top field", {}, { concept: [] }],
    ["an empty list", {}, { lists: { help: [] } }],
    ["a list name with a blank", {}, { lists: { help: ["支援"], "a b": ["支援"] } }],
    ["an operator in a list", {}, { lists: { help: ["支援*"] } }],
    ["a spelling without company", {}, { spellings: [["灯り"]] }],
    ["a condition on all that says nothing", {}, { unless: [{}] }],
  ])("refuses %s, as parseThesaurus does", (_what, change, top = {}) => {
    const bad = JSON.parse(JSON.stringify({ ...whole, concepts: [{ ...lamp, ...change }, rope], ...top }));
    expect(problemsOf(bad).length).toBeGreaterThan(0);
    expect(validate(bad)).toBe(false);
  });
});
