import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { findHeads, findPatternFault, renderPatternSource } from "../../src/stance/cue-pattern.ts";
import { findFirsts } from "../../src/stance/cue-starts.ts";
import { compileCueTable } from "../../src/stance/cue-table.ts";
import { type CuePlace, parseStanceCues } from "../../src/stance/cues.ts";
import { bundledCues, cuesFile } from "./judge.ts";

const bundled = (): Record<string, unknown> => JSON.parse(readFileSync(cuesFile, "utf8"));
const problemsOf = (json: unknown): readonly { code: string; path?: string }[] => {
  try {
    parseStanceCues(json, { file: "mine.json" });
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
};

test("the bundled cues parse; every rule has an example and stands in the schema's terms", () => {
  expect(bundledCues.cues.length).toBeGreaterThanOrEqual(50);
  expect(new Set(bundledCues.cues.map(({ rule }) => rule)).size).toBe(bundledCues.cues.length);
  for (const cue of bundledCues.cues) {
    expect(cue.roles.length > 0 ? cue.at : ["argument"]).toContain("argument");
    expect(cue.example).toMatch(/\p{Script=Han}|\p{Script=Hiragana}/u);
  }
});

test("no word stands in two lists that exclude each other", () => {
  const { heads, verbs } = bundledCues;
  expect(heads.practice.filter((head) => heads.side.includes(head))).toEqual([]);
  expect(verbs.neutral.filter((verb) => verbs.light.includes(verb))).toEqual([]);
});

test("all problems of a file come at once, each with its place", () => {
  const json = bundled();
  const first = {
    rule: "a",
    at: ["nominal"],
    effect: "flip",
    next: "stop",
    patterns: ["ない"],
    example: "例",
  };
  json["cues"] = [
    first,
    first,
    {
      ...first,
      rule: "b",
      at: ["sideways"],
      effect: "maybe",
      patterns: ["(開く", "閉じ)", "あ?", "*", ""],
      extra: 1,
    },
    "not a cue",
  ];
  json["version"] = 3;
  const found = problemsOf(json).map(({ code, path }) => `${code} ${path}`);
  expect(found.toSorted()).toEqual(
    [
      "stance/missing-text version",
      "stance/unknown-key cues[2].extra",
      "stance/unknown-value cues[2].at[0]",
      "stance/unknown-value cues[2].effect",
      "stance/missing-list cues[2].patterns",
      "stance/not-an-object cues[3]",
      "stance/missing-list cues[3].at",
      "stance/unknown-value cues[3].effect",
      "stance/unknown-value cues[3].next",
      "stance/missing-list cues[3].patterns",
      "stance/missing-text cues[3].rule",
      "stance/missing-text cues[3].example",
      "stance/duplicate-rule cues[1].rule",
    ].toSorted(),
  );
});

test.each([null, 3, "x", [], {}])("%j is not a stance file", (json) => {
  expect(problemsOf(json).length).toBeGreaterThan(0);
});

test.each([
  ["(開く", "leaves a bracket open"],
  ["閉じ)", "closes a bracket that was not opened"],
  ["あ?", "has a ? that does not follow a closing bracket"],
  ["*", "has a * without a word before it"],
  ["あ|い", "has a | outside brackets"],
  ["", "is empty"],
])("pattern %j %s", (pattern, fault) => {
  expect(findPatternFault(pattern)).toBe(fault);
});

test.each([
  ["避ける*", "避けて 避ける 避けた 避けず 避けよう 避けれ", "避難 裂ける"],
  ["防ぐ*", "防い 防ぎ 防が 防げ 防ぐ 防ご", "防止 防衛"],
  ["許す*", "許さ 許し 許せ 許す", "許可"],
  ["乏しい*", "乏しい 乏しく 乏しかっ 乏しさ", "乏し"],
  ["疎かにする*", "疎かにし 疎かにさ 疎かにする 疎かにすれ", "疎かに"],
  ["断る*", "断ら 断り 断っ 断る", "断言"],
])("%s stands for its forms", (pattern, yes, no) => {
  const whole = new RegExp(`^(?:${renderPatternSource([pattern])})`);
  for (const form of yes.split(" ")) expect(form).toMatch(whole);
  for (const form of no.split(" ")) expect(form).not.toMatch(whole);
});

test("characters that mean something to regular expressions stand for themselves", () => {
  const source = renderPatternSource(["A.B[1]", "(脱|非)・"]);
  expect("A.B[1]").toMatch(new RegExp(`^(?:${source})$`));
  expect("AxB1").not.toMatch(new RegExp(`^(?:${source})$`));
  expect("脱・").toMatch(new RegExp(`^(?:${source})$`));
});

test.each(bundledCues.cues.map((cue) => [cue.rule, cue] as const))(
  "%s: its example holds a wording of it, and docs/STANCE.md lists it",
  (rule, { patterns, example }) => {
    expect(example).toMatch(new RegExp(renderPatternSource(patterns)));
    const page = readFileSync(new URL("../../docs/STANCE.md", import.meta.url), "utf8");
    expect(page.split("\n").filter((line) => line.startsWith(`| \`${rule}\` |`))).toEqual([
      expect.stringContaining(`| ${example} |`),
    ]);
  },
);

test.each<[string, string[], string[]]>([
  ["a word, by two characters", ["丸投げ"], ["丸投"]],
  ["a single character, behind which the match may end", ["脱(・)?"], ["脱・", "脱"]],
  ["one of several, or nothing", ["(と|って)?いう"], ["とい", "って", "いう"]],
  ["an inflected verb", ["す*な"], ["さな", "しな", "すな", "せな", "そな"]],
  ["a gap, behind which anything may follow", ["を…ない"], ["を"]],
  ["a gap at the start", ["…ない"], [""]],
  ["a gap in one of several", ["(に…|は)ない"], ["はな", "に"]],
  ["a character that means something to expressions", ["(A|.)a"], ["Aa", ".a"]],
  ["a word with an optional end", ["(よ|ね)?", "か"], ["よ", "ね", "", "か"]],
])("heads: %s", (_, patterns, heads) => {
  expect([...findHeads(renderPatternSource(patterns))].sort()).toEqual([...heads].sort());
});

test("cues are found from their first characters as they are found by trying all of them everywhere", () => {
  const { cues } = compileCueTable(bundledCues);
  const text = bundledCues.cues.map(({ example, patterns }) => example + patterns.join("")).join("、");
  for (const place of Object.keys(cues) as CuePlace[]) {
    for (const cue of cues[place].all) {
      const match = new RegExp(cue.sticky.source).exec(text);
      const first = match === null ? undefined : { start: match.index, end: match.index + match[0].length };
      const sentence = { text, tokens: [], start: 0, end: text.length };
      expect(findFirsts(cues[place], sentence, 0, text.length).get(cue), cue.rule).toEqual(first);
    }
  }
});
