import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Document } from "../../src/document.ts";
import { parseMarkdown } from "../../src/readers/markdown.ts";

/** Blocks with what is skipped inside them cut out. */
function visible(document: Document): string[] {
  return document.blocks.map((block) => {
    const inside = (document.skip ?? []).filter(({ start, end }) => start >= block.start && end <= block.end);
    let text = "";
    let at = block.start;
    for (const span of inside) {
      text += document.text.slice(at, span.start);
      at = span.end;
    }
    return `${block.kind}${block.level ?? ""} ${text}${document.text.slice(at, block.end)}`;
  });
}

describe("parseMarkdown", () => {
  test.each<[string, string, string[]]>([
    ["headings", "# 計画\n\n概要\n===\n", ["heading1 計画", "heading1 概要"]],
    ["emphasis inside a word", "**伴走**型*支援*", ["paragraph 伴走型支援"]],
    [
      "link text is text, its target is not",
      '[寄り添う](https://x.jp/支援 "題")人',
      ["paragraph 寄り添う人"],
    ],
    ["bare addresses are not", "見る https://x.jp/支援 と <https://y.jp> 。", ["paragraph 見る  と  。"]],
    ["inline code is not", "設定 `伴走` を変える", ["paragraph 設定  を変える"]],
    [
      "code, HTML and front matter are not",
      "---\ntitle: 題\n---\n\n```\n伴走\n```\n\n<div>\n寄り添う\n</div>\n\n文",
      ["paragraph 文"],
    ],
    ["escapes", "\\*続ける\\* &amp; 見る", ["paragraph *続ける* &amp; 見る"]],
    ["quotes over lines", "> 伴走\n> 型支援", ["quote 伴走\n型支援"]],
    [
      "lists, nested and wrapped",
      "- 一\n  つづき\n  - 二\n1. 三",
      ["listItem 一\nつづき", "listItem 二", "listItem 三"],
    ],
    [
      "tables",
      "| 頭 | 体 |\n|---|---|\n| あ\\|い | **う** |",
      ["tableCell 頭", "tableCell 体", "tableCell あ|い", "tableCell う"],
    ],
    [
      "ruby readings are dropped",
      "<ruby>伴走<rp>(</rp><rt>ばんそう</rt><rp>)</rp></ruby>型",
      ["paragraph 伴走型"],
    ],
    [
      "strike-through is kept, notes are paragraphs",
      "~~消す~~語[^1]\n\n[^1]: 注",
      ["paragraph 消す語", "paragraph 注"],
    ],
  ])("%s", (_name, source, expected) => {
    const document = parseMarkdown(source);
    expect(document.text).toBe(source);
    expect(visible(document)).toEqual(expected);
  });

  test("title: front matter before the first heading", () => {
    expect(parseMarkdown('---\ntitle: "案"\n---\n# 見出し').title).toBe("案");
    expect(parseMarkdown("# 見出し").title).toBe("見出し");
  });

  test("table cells know their row", () => {
    expect(parseMarkdown("| a |\n|---|\n| b |").blocks.map((block) => block.row)).toEqual([1, 2]);
  });

  test("offsets hold behind a byte order mark, CRLF, tabs and chunk borders", () => {
    const source = `\uFEFF---\r\na: b\r\n---\r\n\r\n${"段落の文です。\r\n\r\n\t- x\r\n\r\n".repeat(2000)}**伴走**支援`;
    const document = parseMarkdown(source);
    expect(visible(document).at(-1)).toBe("paragraph 伴走支援");
    expect(visible(document).filter((block) => block.endsWith("段落の文です。"))).toHaveLength(2000);
  });

  test("any source: unchanged, spans in order and inside blocks", () => {
    const piece = fc.constantFrom(
      "# ",
      "> ",
      "- ",
      "1. ",
      "**",
      "_",
      "`",
      "```\n",
      "[",
      "](",
      ")",
      "|",
      "\n|-|-|\n",
      "\n",
      "\n\n",
      "<rt>",
      "</rt>",
      "<!--",
      "&amp;",
      "\\",
      "    ",
      "\t",
      "\r\n",
      "伴走",
      "🐸",
      "\ud800",
      "\0",
      "https://x.jp",
      "---\n",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 }))), (pieces) => {
        const source = pieces.join("");
        const { text, blocks, skip = [] } = parseMarkdown(source);
        expect(text).toBe(source);
        for (const spans of [blocks, skip]) {
          let at = 0;
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(source.length);
        }
        for (const { start, end } of skip) {
          expect(blocks.some((block) => block.start < start && end < block.end)).toBe(true);
        }
      }),
    );
  });

  test.each(["> ", "[", "[a][", "*a", "1. ", "- a\n\n  - b\n\n"])("%j many times is read", (piece) => {
    expect(parseMarkdown(piece.repeat(1_500)).text).toHaveLength(piece.length * 1_500);
  });
});
