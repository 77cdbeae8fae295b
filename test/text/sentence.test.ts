import fc from "fast-check";
import { expect, test } from "vitest";
import { sentences } from "../../src/text/sentence.ts";

test.for([
  ["寄り添う。共に歩む。", ["寄り添う。", "共に歩む。"]],
  ["本当か？！そうだ。", ["本当か？！", "そうだ。"]],
  ["「支える。」と言う", ["「支える。」", "と言う"]],
  ["見出し\n本文。\n\n", ["見出し", "本文。"]],
  ["　字下げ。 ", ["字下げ。"]],
  ["", []],
] as const)("%s", ([text, expected]) => {
  expect(sentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

test("sentences are in order, apart, not blank, and leave out nothing but white space", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."支援。！？」\n 　a") }), (text) => {
      let at = 0;
      for (const { start, end } of sentences(text)) {
        expect(text.slice(at, start).trim()).toBe("");
        expect(text.slice(start, end).trim()).not.toBe("");
        at = end;
      }
      expect(text.slice(at).trim()).toBe("");
    }),
  );
});
