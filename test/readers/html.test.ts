import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHtml } from "../../src/readers/html.ts";

const shape = (html: string) => {
  const { text, blocks } = parseHtml(html);
  return blocks.map(({ kind, level, start, end }) => `${kind}${level ?? ""} ${text.slice(start, end)}`);
};

describe("parseHtml", () => {
  test.each<[string, string, string[]]>([
    [
      "headings and paragraphs",
      "<h2>計画</h2><p>寄り<b>添う</b></p>終わり",
      ["heading2 計画", "paragraph 寄り添う", "paragraph 終わり"],
    ],
    [
      "lists and definitions",
      "<ul><li>一<ul><li>二</li></ul></li></ul><dl><dt>語<dd>意味</dl>",
      ["listItem 一", "listItem 二", "listItem 語", "listItem 意味"],
    ],
    [
      "tables",
      "<table><caption>表</caption><tr><th>年<td>2024<tr><td>人<td>5</table>",
      ["caption 表", "tableCell 年", "tableCell 2024", "tableCell 人", "tableCell 5"],
    ],
    ["quotes", "<blockquote><p>引用</p></blockquote>", ["quote 引用"]],
    [
      "what is no text",
      "<nav>道</nav><header>頭</header><script>x</script><style>y</style><aside>横</aside><footer>足</footer><p hidden>隠</p><p style='display: none'>隠</p><p>本文<code>x</code></p>",
      ["paragraph 本文"],
    ],
    ["the head of an article stays", "<main><header><h1>題</h1></header></main>", ["heading1 題"]],
    ["ruby", "<p><ruby>伴走<rp>(</rp><rt>ばんそう</rt><rp>)</rp></ruby>型</p>", ["paragraph 伴走型"]],
    [
      "line ends of the source are not in Japanese words",
      "<p>伴走\n   型 支援\nAPI\n連携</p>",
      ["paragraph 伴走型 支援 API 連携"],
    ],
    ["br ends a line, not a block", "<p>伴走<br>\n支援</p>", ["paragraph 伴走\n支援"]],
    [
      "minutes in pre",
      "<pre>○議長　開会します。\n\n・一\n・二</pre><pre><code>x</code></pre>",
      ["paragraph ○議長　開会します。", "listItem ・一", "listItem ・二"],
    ],
    ["character references", "<p>A&amp;B&nbsp;&#x4f34;</p>", ["paragraph A&B\u00a0伴"]],
  ])("%s", (_name, html, expected) => {
    expect(shape(html)).toEqual(expected);
  });

  test("title: of the page, else its first heading", () => {
    expect(parseHtml("<title> 計画 </title><h1>別</h1>").title).toBe("計画");
    expect(parseHtml("<h1>別</h1>").title).toBe("別");
  });

  test("rows are counted", () => {
    expect(parseHtml("<table><tr><td>a<td>b<tr><td>c</table>").blocks.map((block) => block.row)).toEqual([
      1, 1, 2,
    ]);
    expect(parseHtml("<table><tr><td>a<td>b<tr><td>c</table>").text).toBe("a\tb\nc");
  });

  test("depth does not matter", () => {
    expect(shape(`${"<div>".repeat(20_000)}深い`)).toEqual(["paragraph 深い"]);
  });

  test("any string: blocks tile the text but for white space", () => {
    const piece = fc.constantFrom(
      "<p>",
      "</p>",
      "<td>",
      "<tr>",
      "<table>",
      "<li>",
      "<br>",
      "<pre>",
      "<rt>",
      "<h1>",
      "&",
      "\n",
      "伴走",
      "<!--",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const { text, blocks } = parseHtml(pieces.join(""));
        let at = 0;
        for (const { start, end } of blocks) {
          expect(text.slice(at, start).trim()).toBe("");
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(text.length);
      }),
    );
  });
});
