import type { Element, Root } from "hast";
import type { Plugin } from "unified";
import type { Mention } from "../analysis.ts";
import { checkPluginOptions, openAnalyzer, type PluginOptions, withTags } from "./plugin-options.ts";
import { type Reading, readTree, type TreeNode, wrapMentions } from "./tree-text.ts";

export type { PluginOptions } from "./plugin-options.ts";

/**
 * A unified plugin for HTML trees: puts the analysis on `file.data.bansou`, and wraps mentions in `<mark>` where `mark` is set.
 * Text is what a reader of the article reads: navigation, page heads and feet, scripts, code, hidden parts and readings of
 * `<ruby>` are not.
 *
 * @throws TypeError when an option is none
 * @example
 * const file = await unified().use(rehypeParse).use(rehypeBansou, { mark: true }).use(rehypeStringify).process(html);
 * String(file); // → "…<mark data-concept="yorisoi-shien" data-stance="affirmed">寄り添った支援</mark>…"
 */
export const rehypeBansou: Plugin<[options?: PluginOptions], Root> = (options = {}) => {
  checkPluginOptions("rehypeBansou", options);
  return async (tree, file) => {
    const analyzer = await openAnalyzer(options);
    const { document, pieces } = readTree(tree as TreeNode, readElement);
    const analysis = withTags(analyzer.analyze(document), analyzer, options);
    file.data.bansou = analysis;
    if (options.mark === true) wrapMentions(pieces, analysis.mentions, wrap);
  };
};

export default rehypeBansou;

function wrap(value: string, { conceptId, stance }: Mention): TreeNode {
  const properties = { dataConcept: conceptId, dataStance: stance };
  return { type: "element", tagName: "mark", properties, children: [{ type: "text", value }] } as TreeNode;
}

const DROPPED = new Set(
  "head script style noscript template nav footer aside svg math iframe object embed canvas audio video select datalist textarea button rt rp rtc code kbd samp del".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "address article body center details dialog div dl fieldset figure form header hgroup hr html legend main ol p pre search section summary table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const KINDS: Readonly<Record<string, "listItem" | "tableCell" | "caption" | "quote">> = {
  li: "listItem",
  dt: "listItem",
  dd: "listItem",
  td: "tableCell",
  th: "tableCell",
  caption: "caption",
  figcaption: "caption",
  blockquote: "quote",
};

function readElement(node: TreeNode, parent: TreeNode): Reading {
  if (node.type === "text") return { is: "text" };
  if (node.type !== "element") return { is: "dropped" };
  const { tagName, properties } = node as unknown as Element;
  if (tagName === "br") return { is: "break" };
  if (DROPPED.has(tagName) || isHidden(properties) || isPageHead(tagName, parent)) return { is: "dropped" };
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  if (level !== undefined) return { is: "block", kind: "heading", level: Number(level) };
  const kind = Object.hasOwn(KINDS, tagName) ? KINDS[tagName] : undefined;
  if (kind !== undefined) return { is: "block", kind };
  return BLOCKS.has(tagName) ? { is: "block", kind: "inherited" } : { is: "wrapper" };
}

function isHidden({ hidden, style, role }: Element["properties"] = {}): boolean {
  if (hidden !== undefined && hidden !== null && hidden !== false) return true;
  if (typeof style === "string" && /display\s*:\s*none/i.test(style)) return true;
  return role === "navigation" || role === "banner" || role === "contentinfo";
}

/** The head of a page is navigation; the head of an article holds its title. */
function isPageHead(tagName: string, parent: TreeNode): boolean {
  return tagName === "header" && (parent as { tagName?: string }).tagName === "body";
}
