import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, type Problem } from "../../src/errors.ts";
import { extendThesaurus, parseThesaurus } from "../../src/thesaurus/parse.ts";
import { type ThesaurusJson, toThesaurusJson } from "../../src/thesaurus/thesaurus-json.ts";

const lamp = {
  id: "hitoakari",
  prefLabel: "灯り支援",
  reading: "あかりしえん",
  relation: "synonym",
} as const;
const rope = { id: "tsuna", prefLabel: "綱渡し", reading: "つなわたし", relation: "antonym" } as const;
const small = (...concepts: unknown[]) => ({
  version: "1",
  concepts: concepts.length > 0 ? concepts : [lamp],
});

function problemsOf(json: unknown, options = {}): readonly Problem[] {
  try {
    parseThesaurus(json, options);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}
const codesOf = (json: unknown, options = {}) => problemsOf(json, options).map(({ code }) => code);

describe("parseThesaurus", () => {
  it("fills the defaults", () => {
    expect(parseThesaurus(small()).concepts.get("hitoakari")).toEqual({
      ...lamp,
      polarity: "supportive",
      alsoIn: [],
      definition: "",
      altLabel: [],
      hiddenLabel: [],
      wording: [],
      when: [],
      unless: [],
      aspects: [],
      weight: 1,
      broader: [],
      related: [],
      opposes: [],
    });
  });

  it("takes text, text with a byte order mark, and data alike", () => {
    const text = JSON.stringify(small());
    expect(parseThesaurus(text)).toEqual(parseThesaurus(small()));
    expect(parseThesaurus(`\uFEFF${text}`)).toEqual(parseThesaurus(small()));
  });

  it("reads back what toThesaurusJson writes", () => {
    const wording = ["灯す*", { pattern: "灯り", unless: [{ after: "台" }] }];
    const thesaurus = parseThesaurus({
      ...small({ ...lamp, wording, weight: 0.5, opposes: ["tsuna"] }, rope),
      lists: { help: ["支援"] },
      spellings: [["灯り", "明かり"]],
      unless: [{ passage: "{help}", lacking: "灯台" }],
    });
    expect(parseThesaurus(JSON.stringify(toThesaurusJson(thesaurus)))).toEqual(thesaurus);
  });

  it.each<[code: string, json: unknown]>([
    ["thesaurus/type", []],
    ["thesaurus/type", null],
    ["thesaurus/type", { version: "1", concepts: {} }],
    ["thesaurus/type", small("灯り")],
    ["thesaurus/type", small({ ...lamp, altLabel: "灯り" })],
    ["thesaurus/type", small({ ...lamp, altLabel: [1] })],
    ["thesaurus/type", { ...small(), lists: { help: [] } }],
    ["thesaurus/type", { ...small(), spellings: [["一つ"]] }],
    ["thesaurus/missing", { concepts: [lamp] }],
    ["thesaurus/missing", small({ ...lamp, prefLabel: undefined })],
    ["thesaurus/missing", small({ ...lamp, id: undefined })],
    ["thesaurus/missing", small({ ...lamp, relation: "principle" })],
    ["thesaurus/no-concepts", { version: "1" }],
    ["thesaurus/blank", small({ ...lamp, prefLabel: " \u3000" })],
    ["thesaurus/character", small({ ...lamp, prefLabel: "灯\u0000り" })],
    ["thesaurus/character", small({ ...lamp, prefLabel: "灯\ud800り" })],
    ["thesaurus/character", small({ ...lamp, prefLabel: "灯\nり" })],
    ["thesaurus/id", small({ ...lamp, id: "灯り" })],
    ["thesaurus/duplicate-id", small(lamp, { ...rope, id: lamp.id })],
    [
      "thesaurus/duplicate-wording",
      small({ ...lamp, wording: ["灯す*", { pattern: "灯す*", when: [{ after: "火" }] }] }),
    ],
    ["thesaurus/duplicate-label", small(lamp, { ...rope, altLabel: ["灯り支援"] })],
    [
      "thesaurus/duplicate-label",
      small({ ...lamp, altLabel: ["ＡＢＣ"] }, { ...rope, hiddenLabel: ["abc"] }),
    ],
    ["thesaurus/reading", small({ ...lamp, reading: "アカリ" })],
    ["thesaurus/unknown-relation", small({ ...lamp, relation: "synonim" })],
    ["thesaurus/unknown-relation", small({ ...lamp, alsoIn: ["relatd"] })],
    ["thesaurus/polarity", small({ ...lamp, polarity: "contrary" })],
    ["thesaurus/weight", small({ ...lamp, weight: 1.01 })],
    ["thesaurus/weight", small({ ...lamp, weight: "1" })],
    ["thesaurus/unknown-field", small({ ...lamp, wieght: 1 })],
    ["thesaurus/unknown-field", { ...small(), concept: [] }],
    ["thesaurus/unknown-id", small({ ...lamp, related: ["nai"] })],
    ["thesaurus/self-link", small({ ...lamp, broader: ["hitoakari"] })],
    ["thesaurus/cycle", small({ ...lamp, broader: ["tsuna"] }, { ...rope, broader: ["hitoakari"] })],
    ["thesaurus/pattern", small({ ...lamp, wording: ["(灯り"] })],
    ["thesaurus/pattern", small({ ...lamp, unless: [{ after: "灯り*" }] })],
    ["thesaurus/pattern", { ...small(), unless: [{ lacking: "灯り*" }] }],
    ["thesaurus/unknown-list", { ...small(), unless: [{ passage: "{nowhere}" }] }],
    ["thesaurus/empty-condition", { ...small(), unless: [{}] }],
    ["thesaurus/pattern", { ...small(), lists: { help: ["支援?"] } }],
    ["thesaurus/unknown-list", small({ ...lamp, wording: ["灯り{help}"] })],
    ["thesaurus/list-name", { ...small(), lists: { "a b": ["支援"] } }],
    ["thesaurus/empty-condition", small({ ...lamp, when: [{}] })],
    ["thesaurus/unsafe-name", `{"version":"1","concepts":[],"__proto__":{"polluted":1}}`],
    ["thesaurus/unsafe-name", `{"version":"1","lists":{"constructor":["a"]}}`],
    ["thesaurus/json", `{"version": }`],
    ["thesaurus/json", ""],
  ])("answers %s to %j", (code, json) => {
    expect(codesOf(json)).toContain(code);
  });

  it("lists all problems at once, each with the line it stands on", () => {
    const text = `{
  "version": "1",
  "concepts": [
    { "id": "a", "prefLabel": "亜", "reading": "あ",
      "relation": "synonim" },
    { "id": "b", "prefLabel": "以", "reading": "イ", "relation": "related",
      "broder": [],
      "weight": 7 }
  ]
}`;
    const found = problemsOf(text, { file: "mine.json" }).map(
      ({ code, line, path }) => `${line} ${path} ${code}`,
    );
    expect(found).toEqual([
      "5 concepts[0].relation thesaurus/unknown-relation",
      "7 concepts[1].broder thesaurus/unknown-field",
      "6 concepts[1].reading thesaurus/reading",
      "8 concepts[1].weight thesaurus/weight",
    ]);
  });

  it.each([
    [2, '{\n"version": "1",,\n"concepts": []\n}'],
    [3, '{\n"version": "1",\n"concepts": [1 2]\n}'],
    [3, '{\n"version": "1",\n"concepts": ['],
    [2, '{\n"version": "1\n2"}'],
    [1, ""],
  ])("names line %d of what is not JSON: %j", (line, text) => {
    expect(problemsOf(text)).toMatchObject([{ code: "thesaurus/json", line }]);
  });

  it("guesses what was meant", () => {
    const messages = problemsOf({
      ...small({ ...lamp, wieght: 1, related: ["tsunna", "綱渡し"], wording: ["{hepl}"] }, rope),
      lists: { help: ["支援"] },
    }).map(({ message }) => message);
    expect(messages.join("\n")).toMatch(
      /"weight"[\s\S]*"help"[\s\S]*"tsunna", did you mean "tsuna"[\s\S]*"綱渡し", did you mean "tsuna"/,
    );
  });

  it("survives brackets nested 100,000 deep", () => {
    const deep = "[".repeat(100_000);
    expect(codesOf(deep)).toEqual(["thesaurus/json"]);
    expect(codesOf(`{"version":"1","concepts":${deep}${"]".repeat(100_000)}}`)).toContain("thesaurus/type");
  });

  it("finds a circle at the end of a long chain without recursion", () => {
    const length = 20_000;
    const chain = Array.from({ length }, (_, i) => ({
      id: `c${i}`,
      prefLabel: `灯り${i}`,
      reading: "あかり",
      relation: "related",
      broader: [`c${i === length - 1 ? length - 2 : i + 1}`],
    }));
    expect(codesOf(small(...chain))).toEqual(["thesaurus/cycle"]);
  });

  it("answers any data with a thesaurus or an InputError, and leaves Object.prototype alone", () => {
    const names = fc.constantFrom(
      "version",
      "concepts",
      "lists",
      "spellings",
      "id",
      "prefLabel",
      "wording",
      "__proto__",
    );
    const data = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.string(),
        fc.double(),
        fc.constant(null),
        fc.array(tie("value")),
        tie("object"),
      ),
      object: fc.dictionary(names, tie("value")),
    }));
    fc.assert(
      fc.property(fc.oneof(data.object, data.value), fc.boolean(), (value, asText) => {
        problemsOf(asText ? JSON.stringify(value) : value);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

describe("extendThesaurus", () => {
  const base = parseThesaurus({
    ...small({ ...lamp, altLabel: ["灯り"], wording: ["灯す*"] }, rope),
    lists: { help: ["支援"] },
    unless: [{ sentence: "灯台" }],
  });

  it("adds to the conditions on all", () => {
    const extended = extendThesaurus(base, { unless: [{ sentence: "港", lacking: "{help}" }] });
    expect(extended.unless).toEqual([{ sentence: "灯台" }, { sentence: "港", lacking: "{help}" }]);
  });

  it("adds concepts, names and lists, and leaves the base as it was", () => {
    const before = JSON.stringify(toThesaurusJson(base));
    const mine: ThesaurusJson = {
      concepts: [
        {
          id: "hitoakari",
          altLabel: ["ともしび"],
          weight: 0.2,
          wording: [{ pattern: "灯す*", unless: [{ after: "油" }] }],
        },
        { id: "kage", prefLabel: "影", reading: "かげ", relation: "related", related: ["tsuna"] },
      ],
    };
    const extended = extendThesaurus(base, mine);
    expect([...extended.concepts.keys()]).toEqual(["hitoakari", "tsuna", "kage"]);
    expect(extended.concepts.get("hitoakari")).toMatchObject({
      prefLabel: "灯り支援",
      altLabel: ["灯り", "ともしび"],
      weight: 0.2,
      wording: [{ pattern: "灯す*", unless: [{ after: "油" }] }],
    });
    expect(extended.version).toBe("1+extended");
    expect(extended.lists).toEqual({ help: ["支援"] });
    expect(JSON.stringify(toThesaurusJson(base))).toBe(before);
  });

  it("refuses a label that the base holds on another concept", () => {
    expect(codesOf({ concepts: [{ id: "tsuna", altLabel: ["灯り"] }] }, { extend: base })).toEqual([
      "thesaurus/duplicate-label",
    ]);
  });

  it("names what it was given where the base is none", () => {
    expect(() => parseThesaurus({}, { extend: {} as never })).toThrow(TypeError);
  });
});
