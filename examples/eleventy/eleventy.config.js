import { readFileSync } from "node:fs";
import { bundledThesaurus, createAnalyzer, parseTaxonomy } from "bansou";
import { rehypeBansou } from "bansou/rehype";
import rehypeParse from "rehype-parse";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { parse } from "yaml";

const taxonomy = parseTaxonomy(parse(readFileSync("tags.yml", "utf8")), bundledThesaurus(), {
  file: "tags.yml",
});
const slugs = new Map(taxonomy.tags.map(({ label, slug }) => [label, slug]));

export default function (config) {
  // Addresses of tag pages: romaji, the same whatever the tag is called.
  config.addFilter("tagSlug", (tag) => slugs.get(tag) ?? encodeURIComponent(tag));
  config.addFilter("siteTags", (tags = []) => tags.filter((tag) => slugs.has(tag)));
  config.addCollection("articles", (api) => api.getFilteredByGlob("content/*.md"));
  config.addCollection("siteTags", (api) => {
    const used = new Set(api.getAll().flatMap(({ data }) => data.tags ?? []));
    return taxonomy.tags.map(({ label }) => label).filter((label) => used.has(label));
  });

  // Marks the terms of the approach in articles, so that a style sheet can show them.
  const marker = unified()
    .use(rehypeParse, { fragment: true })
    .use(rehypeBansou, { analyzer: createAnalyzer(), mark: true })
    .use(rehypeStringify);
  config.addAsyncFilter("marked", async (html) => String(await marker.process(html)));

  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
  };
}
