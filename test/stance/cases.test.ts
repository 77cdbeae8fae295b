import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Polarity } from "../../src/thesaurus/concept.ts";
import { bundledCues, judgeTerm } from "./judge.ts";

interface Case {
  readonly sentence: string;
  readonly term: string;
  readonly side: Polarity;
  readonly stance: string;
  /** A mode, `-` for any (the table does not test it) or `*` for any. */
  readonly mode: string;
  readonly group: string;
}

const cases: Case[] = readFileSync(new URL("./cases.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [sentence = "", term = "", side = "", stance = "", mode = "", group = ""] = line.split("\t");
    return { sentence, term, side: side as Polarity, stance, mode, group };
  });

test("the table holds at least 300 sentences, each with its term, in at least 35 classes", () => {
  expect(cases.length).toBeGreaterThanOrEqual(300);
  expect(new Set(cases.map(({ group }) => group)).size).toBeGreaterThanOrEqual(35);
  expect(cases.filter(({ sentence, term }) => !sentence.includes(term))).toEqual([]);
  expect(new Set(cases.map(({ sentence, term }) => `${sentence} ${term}`)).size).toBe(cases.length);
});

describe.each([...new Set(cases.map(({ group }) => group))])("%s", (group) => {
  test.each(cases.filter((row) => row.group === group))("$sentence ($term)", async (row) => {
    const judged = await judgeTerm(row.sentence, row.term, row.side);
    expect(judged.stance).toBe(row.stance);
    if (row.mode !== "-" && row.mode !== "*") expect(judged.mode).toBe(row.mode);
    if (judged.stance === "denied") expect(judged.cue?.rule).toBeTruthy();
  });
});

test("every denial names a rule of the data, or one that the walk itself reads", async () => {
  const known = new Set([...bundledCues.cues.map(({ rule }) => rule), "negation", "condition"]);
  for (const { sentence, term, side } of cases) {
    const { cue } = await judgeTerm(sentence, term, side);
    if (cue !== undefined) expect(known).toContain(cue.rule);
  }
});

test.each([
  ["丸投げではなく、一緒に考える。", "丸投げ", "contrast", "ではなく"],
  ["伴走支援が十分に行われていない。", "伴走支援", "negation", "ない"],
  ["上から目線の指導を避ける。", "上から目線の指導", "avoid", "避ける"],
  ["継続的な支援が困難になる。", "継続的な支援", "loss", "困難に"],
  ["脱・丸投げ", "丸投げ", "prefix-off", "脱・"],
])("%s: the cue is the characters that decided", async (text, term, rule, characters) => {
  const side = /伴走|継続/.test(term) ? "supportive" : "contrary";
  const { cue, scope } = await judgeTerm(text, term, side);
  expect(cue?.rule).toBe(rule);
  expect(text.slice(cue?.start, cue?.end)).toBe(characters);
  const start = text.indexOf(term);
  expect(scope).toEqual({
    start: Math.min(start, cue?.start ?? 0),
    end: Math.max(start + term.length, cue?.end ?? 0),
  });
});
