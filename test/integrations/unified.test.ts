import rehypeParse from "rehype-parse";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../../src/analyzer.ts";
import { createAnalyzer } from "../../src/index.ts";
import { rehypeBansou } from "../../src/integrations/rehype.ts";
import { remarkBansou } from "../../src/integrations/remark.ts";
import { parseTaxonomy } from "../../src/tags/taxonomy.ts";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await createAnalyzer();
});

const markdownToHtml = async (markdown: string, mark = true) => {
  const file = await unified()
    .use(remarkParse)
    .use(remarkFrontmatter, ["yaml", "toml"])
    .use(remarkBansou, { analyzer, mark })
    .use(remarkRehype)
    .use(rehypeStringify)
    .process(markdown);
  return { html: String(file), analysis: file.data.bansou };
};
const htmlToHtml = async (html: string) => {
  const file = await unified()
    .use(rehypeParse, { fragment: true })
    .use(rehypeBansou, { analyzer, mark: true })
    .use(rehypeStringify)
    .process(html);
  return { html: String(file), analysis: file.data.bansou };
};
const marked = (concept: string, text: string, stance = "affirmed") =>
  `<mark data-concept="${concept}" data-stance="${stance}">${text}</mark>`;
const banso = (text: string) => marked("banso-gata-shien", text);

describe("remarkBansou", () => {
  it("puts the analysis on the file and leaves the page as it is", async () => {
    const { html, analysis } = await markdownToHtml(
      "# 伴走型支援\n\n相談者に寄り添った支援を行う。\n",
      false,
    );
    expect(html).toBe("<h1>伴走型支援</h1>\n<p>相談者に寄り添った支援を行う。</p>");
    expect(analysis?.mentions.map(({ prefLabel, block }) => [prefLabel, block])).toEqual([
      ["伴走型支援", "heading"],
      ["寄り添い支援", undefined],
    ]);
    expect(analysis?.tags.map(({ slug }) => slug)).toContain("yorisoi-shien");
    for (const { start, end, surface } of analysis?.mentions ?? [])
      expect(analysis?.text.slice(start, end)).toBe(surface);
  });

  it.each([
    ["伴走型支援を行う。", `<p>${banso("伴走型支援")}を行う。</p>`],
    ["丸投げはしない。", `<p>${marked("marunage-gata-shien", "丸投げ", "denied")}はしない。</p>`],
    ["**伴走**型支援を行う。", `<p><strong>${banso("伴走")}</strong>${banso("型支援")}を行う。</p>`],
    [
      "[伴走型支援](https://example.com/伴走型支援)",
      `<p><a href="https://example.com/%E4%BC%B4%E8%B5%B0%E5%9E%8B%E6%94%AF%E6%8F%B4">${banso("伴走型支援")}</a></p>`,
    ],
    ["`伴走型支援`", "<p><code>伴走型支援</code></p>"],
    ["```\n伴走型支援\n```", "<pre><code>伴走型支援\n</code></pre>"],
    ["---\ntitle: 伴走型支援\n---\n本文", "<p>本文</p>"],
    ["![伴走型支援](a.png)", '<p><img src="a.png" alt="伴走型支援"></p>'],
    ["> 伴走型支援\n", `<blockquote>\n<p>${banso("伴走型支援")}</p>\n</blockquote>`],
    ["- 継続的\n- な支援\n", "<ul>\n<li>継続的</li>\n<li>な支援</li>\n</ul>"],
    ["", ""],
  ])("marks %j", async (markdown, html) => {
    expect((await markdownToHtml(markdown)).html).toBe(html);
  });

  it("knows quotes, lists and cells apart", async () => {
    const { analysis } = await markdownToHtml("> - 伴走型支援\n\n- 伴走型支援\n\n伴走型支援\n");
    expect(analysis?.mentions.map(({ block }) => block)).toEqual(["quote", "listItem", undefined]);
  });

  it("is written back as Markdown with marks", async () => {
    const file = await unified()
      .use(remarkParse)
      .use(remarkBansou, { analyzer, mark: true })
      .use(remarkStringify)
      .process("**伴走**型支援を行う。\n");
    expect(String(file)).toBe(`**${banso("伴走")}**${banso("型支援")}を行う。\n`);
  });

  it("gives a site's own tags", async () => {
    const taxonomy = parseTaxonomy({ 伴走: ["伴走型支援"] }, analyzer.thesaurus);
    const file = await unified()
      .use(remarkParse)
      .use(remarkBansou, { analyzer, tags: { taxonomy } })
      .use(remarkStringify)
      .process("伴走型支援を行い、寄り添った支援を続ける。");
    expect(file.data.bansou?.tags.map(({ label }) => label)).toEqual(["伴走"]);
  });

  it("makes its own analyzer where it is given none", async () => {
    const file = await unified()
      .use(remarkParse)
      .use(remarkBansou)
      .use(remarkStringify)
      .process("伴走型支援");
    expect(file.data.bansou?.mentions).toHaveLength(1);
  });

  it("refuses options that it does not know", () => {
    expect(() =>
      unified()
        .use(remarkBansou, { marks: true } as object)
        .freeze(),
    ).toThrow(/remarkBansou knows the options analyzer, mark, tags; received marks/);
  });
});

describe("rehypeBansou", () => {
  it.each([
    ["<p>伴走型支援を行う。</p>", `<p>${banso("伴走型支援")}を行う。</p>`],
    ["<p><b>伴走</b>型支援</p>", `<p><b>${banso("伴走")}</b>${banso("型支援")}</p>`],
    ["<p>継続的</p><p>な支援</p>", "<p>継続的</p><p>な支援</p>"],
    [
      "<script>伴走型支援</script><style>伴走型支援</style>",
      "<script>伴走型支援</script><style>伴走型支援</style>",
    ],
    ["<nav>伴走型支援</nav><p hidden>伴走型支援</p>", "<nav>伴走型支援</nav><p hidden>伴走型支援</p>"],
    ['<p title="伴走型支援">支援</p>', '<p title="伴走型支援">支援</p>'],
    [
      "<ruby>伴走<rp>(</rp><rt>ばんそう</rt><rp>)</rp></ruby>型支援",
      `<ruby>${banso("伴走")}<rp>(</rp><rt>ばんそう</rt><rp>)</rp></ruby>${banso("型支援")}`,
    ],
    ["<p>伴走型支援&lt;script&gt;</p>", `<p>${banso("伴走型支援")}&#x3C;script></p>`],
  ])("marks %j", async (html, expected) => {
    expect((await htmlToHtml(html)).html).toBe(expected);
  });

  it("reads very deep trees", async () => {
    const deep = { type: "root", children: [] as object[] };
    let at = deep;
    for (let n = 0; n < 50_000; n++) {
      const child = { type: "element", tagName: "div", properties: {}, children: [] as object[] };
      at.children.push(child);
      at = child as never;
    }
    at.children.push({ type: "text", value: "伴走型支援" });
    const file = { data: {} } as { data: { bansou?: { mentions: unknown[] } } };
    const transform = rehypeBansou.call({} as never, { analyzer, mark: true });
    await transform?.(deep as never, file as never, () => {});
    expect(file.data.bansou?.mentions).toHaveLength(1);
    expect(at.children).toMatchObject([{ tagName: "mark" }]);
  });
});
