import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pieceEnd, pieces } from "../../src/tokenizer/pieces.ts";

const cut = (text: string): string[] => pieces(text).map(({ start, end }) => text.slice(start, end));

/** Strings that reach every branch: marks, line ends, all scripts, and stretches beyond the limit. */
const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "、",
        "。",
        "！",
        "?",
        "\n",
        "\r\n",
        " ",
        "\u3000",
        "・",
        "🍣",
        "\uD83C",
        "\uDF63",
        "\0",
      ),
      fc.constantFrom("支援", "を", "は", "カタカナ", "abc", "１２", "\u3099", "寄り添う"),
      fc.string({ unit: "binary", maxLength: 4 }),
      fc
        .tuple(fc.constantFrom("あ", "漢", "ア", "a", " ", "🍣", "、", "\n", "!"), fc.nat(300))
        .map(([unit, times]) => unit.repeat(times)),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(""));

describe("a text is cut", () => {
  test.each<[string, string, string[]]>([
    ["after 、 and 。", "歩む、支える。見守る", ["歩む、", "支える。", "見守る"]],
    ["after a run of sentence marks", "本当！？はい!", ["本当！？", "はい!"]],
    ["around a run of line ends, which is a piece", "一行\r\n\r\n二行\n", ["一行", "\r\n\r\n", "二行", "\n"]],
    ["not at ．，｡ nor at spaces", "Ａ．Ｂ，Ｃ｡ Ｄ", ["Ａ．Ｂ，Ｃ｡ Ｄ"]],
    ["not before a closing bracket of its own", "「歩む。」と", ["「歩む。", "」と"]],
    ["not at all when empty", "", []],
    [
      "from 160 units after a space",
      `${"支援".repeat(85)} ${"支援".repeat(10)}`,
      [`${"支援".repeat(85)} `, "支援".repeat(10)],
    ],
    [
      "from 200 units after a particle",
      `${"支援".repeat(105)}を支援する`,
      [`${"支援".repeat(105)}を`, "支援する"],
    ],
    ["from 240 units at a change of script", `${"ア".repeat(245)}支援`, ["ア".repeat(245), "支援"]],
    [
      "after 、 and ！ in a long stretch too",
      `${"あ".repeat(170)}、い${"あ".repeat(170)}！い`,
      [`${"あ".repeat(170)}、`, `い${"あ".repeat(170)}！`, "い"],
    ],
    ["before a line end in a long stretch too", `${"あ".repeat(170)}\nい`, ["あ".repeat(170), "\n", "い"]],
    ["at 256 units anywhere", "あ".repeat(300), ["あ".repeat(256), "あ".repeat(44)]],
    ["never inside a surrogate pair", `a${"🍣".repeat(200)}`, [`a${"🍣".repeat(128)}`, "🍣".repeat(72)]],
  ])("%s", (_, text, expected) => expect(cut(text)).toEqual(expected));

  test("into pieces that tile it and are short", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(cut(text).join("")).toBe(text);
        for (const { start, end } of pieces(text)) {
          expect(end - start).toBeGreaterThan(0);
          expect(end - start).toBeLessThanOrEqual(257);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("alike inside and out of a stretch between two piece ends", () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, one, other) => {
        const ends = [0, ...pieces(text).map(({ end }) => end)];
        const [from, to] = [one % ends.length, other % ends.length].sort((a, b) => a - b) as [number, number];
        const start = ends[from] as number;
        const inside = pieces(text.slice(start, ends[to])).map(({ end }) => end + start);
        expect(inside).toEqual(ends.slice(from + 1, to + 1));
      }),
      { numRuns: 5_000 },
    );
  });

  test("between any two pieces only where no surrogate pair is", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { end } of pieces(text))
          expect(/^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(end - 1, end + 1))).toBe(false);
      }),
    );
  });

  test("by a rule that reads one unit beyond the piece", () => {
    fc.assert(
      fc.property(texts, texts, (text, more) => {
        fc.pre(text.length > 1);
        const end = pieceEnd(text, 0);
        fc.pre(end < text.length);
        expect(pieceEnd(text.slice(0, end + 1) + more, 0)).toBe(end);
      }),
      { numRuns: 2_000 },
    );
  });
});
