import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalize } from "../../src/text/normalize.ts";

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ..."伴走型支援寄り添うがぎアイガギー、。，．「」（）()！？ \n\r\t　つたてＡａ１①㈱ｶﾞﾊﾟｰ\u3099\u309a《》｜",
    ),
    fc.constantFrom("🐸", "\ud800", "\udc00", "\u0000", "\r\n", "、\n", "支 援 い た"),
    fc.string({ minLength: 1, maxLength: 1, unit: "binary" }),
  ),
  maxLength: 80,
});

describe("normalize", () => {
  test.for([
    ["ｻﾎﾟｰﾄ", "サポート", "half-width kana"],
    ["ＮＰＯの第１回", "npoの第1回", "full-width letters and digits"],
    ["か\u3099くしゅう", "がくしゅう", "decomposed kana"],
    ["(相談)!?", "（相談）！？", "marks take their Japanese form"],
    ["支援，相談．", "支援、相談。", "commas and full stops of official documents"],
    ["㈱，相談", "（株）、相談", "a comma behind what is folded to a bracket"],
    ["10⁻³", "10-3", "a superscript minus"],
    ["1,000円と3.5倍", "1,000円と3.5倍", "but not those of numbers"],
    ["寄り添つた支援", "寄り添った支援", "large つ of old statutes"],
    ["一つたりとも", "一つたりとも", "but not the counter"],
    ["コ―チング", "コーチング", "a dash for the long vowel"],
    ["⽀援と⻑期", "支援と長期", "radicals of PDF fonts"],
    ["伴\u200b走", "伴走", "zero-width space"],
    ["支 援 い た し ま す。 寄 り 添 う", "支援いたします。寄り添う", "letter spacing"],
    [
      "一方的な指導では ない。共に 検証する。",
      "一方的な指導ではない。共に検証する。",
      "a space where a line ended",
    ],
    ["支援 相談 連携", "支援 相談 連携", "words set apart by spaces stay apart"],
    ["支援　相談　連携", "支援 相談 連携", "words set apart stay apart"],
    ["寄（よ）り添（そ）う", "寄り添う", "ruby in brackets"],
    ["伴走《ばんそう》支援", "伴走支援", "ruby in double brackets"],
    ["支援員（男性）の配置", "支援員（男性）の配置", "brackets that are no ruby"],
    ["市は伴走\n型支援を進める。", "市は伴走型支援を進める。", "a wrap inside a word"],
    ["市は伴走\r\n型支援を進める。", "市は伴走型支援を進める。", "the same with CRLF"],
    ["支援の内容\n相談体制\n研修", "支援の内容\n相談体制\n研修", "a list without marks"],
    ["・支援を行う\n・相談を受ける。", "・支援を行う\n・相談を受ける。", "a list with marks"],
    ["相談する。\n支援する。", "相談する。\n支援する。", "sentences on lines of their own"],
    ["伴\n走\n型\n支\n援", "伴走型支援", "vertical text, one character a line"],
  ] as const)("%s → %s (%s)", ([source, expected]) => {
    expect(normalize(source).text).toBe(expected);
  });

  test("a running head between the halves of a sentence goes, with its page number", () => {
    const page = (n: number, text: string) => `第3期 地域福祉計画\n${n}\n${text}\n`;
    const source =
      page(1, "市は相談者に寄り") + page(2, "添った支援を進め、伴走") + page(3, "型の支援を広げる。");
    expect(normalize(source).text).toContain("寄り添った支援を進め、伴走型の支援");
  });

  test("lines that merely repeat stay", () => {
    const source = "伴走支援の推進\n".repeat(5);
    expect(normalize(source).text).toBe(source);
  });

  test("every normalized character leads back to a stretch of the source, in order", () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const { text, toSource, fromSource } = normalize(source);
        let last = 0;
        for (let i = 0; i < text.length; i++) {
          const { start, end } = toSource({ start: i, end: i + 1 });
          expect(start).toBeGreaterThanOrEqual(last === 0 ? 0 : last - (end - start));
          expect(end).toBeLessThanOrEqual(source.length);
          expect(end).toBeGreaterThan(start);
          expect(fromSource(start)).toBeLessThanOrEqual(i);
          last = start;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("folding twice is folding once", () => {
    fc.assert(
      fc.property(anyText, (source) => {
        const once = normalize(source).text;
        // Joined lines may leave new neighbours: only text on one line is stable.
        fc.pre(!/[\n\r\f \u00a0\u3000()（）《》]/.test(source));
        expect(normalize(once).text).toBe(once);
      }),
    );
  });

  test("only regions are kept, parted by line ends, without the skips", () => {
    const source = "見出し\n# 伴走**支援**を行う。余白";
    const { text, toSource } = normalize(
      source,
      [
        { start: 0, end: 3 },
        { start: 6, end: 17 },
      ],
      [
        { start: 8, end: 10 },
        { start: 12, end: 14 },
      ],
    );
    expect(text).toBe("見出し\n伴走支援を行う");
    expect(toSource({ start: 4, end: 8 })).toEqual({ start: 6, end: 12 });
  });
});
