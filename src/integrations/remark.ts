import type { Data, Node, PhrasingContent, Root } from "mdast";
import type { Plugin, Processor } from "unified";
import type { Mention } from "../analysis.ts";
import { checkPluginOptions, openAnalyzer, type PluginOptions, withTags } from "./plugin-options.ts";
import { type Reading, readTree, type TreeNode, wrapMentions } from "./tree-text.ts";

export type { PluginOptions } from "./plugin-options.ts";

/** A mention in a Markdown tree: `<mark>` to remark-rehype, HTML to remark-stringify. */
export interface BansouMention extends Node {
  readonly type: "bansouMention";
  readonly children: PhrasingContent[];
  readonly data: Data & {
    readonly hName: "mark";
    readonly hProperties: { readonly dataConcept: string; readonly dataStance: string };
  };
}

declare module "mdast" {
  interface PhrasingContentMap {
    bansouMention: BansouMention;
  }
  interface RootContentMap {
    bansouMention: BansouMention;
  }
}

/**
 * A unified plugin for Markdown trees: puts the analysis on `file.data.bansou`, and wraps mentions in `<mark>` where `mark` is
 * set. Headings, paragraphs, lists, tables and quotes are text; code, addresses, HTML, front matter and the readings of
 * `<ruby>` are not.
 *
 * @throws TypeError when an option is none
 * @example
 * const file = await unified().use(remarkParse).use(remarkBansou, { mark: true }).use(remarkRehype).use(rehypeStringify).process(text);
 * file.data.bansou?.tags; // → [{ label: "寄り添い支援", … }]
 */
export const remarkBansou: Plugin<[options?: PluginOptions], Root> = function (options = {}) {
  checkPluginOptions("remarkBansou", options);
  if (options.mark === true) writeMentions(this);
  return async (tree, file) => {
    const analyzer = await openAnalyzer(options);
    const { document, pieces } = readTree(tree as TreeNode, reader());
    const analysis = withTags(analyzer.analyze(document), analyzer, options);
    file.data.bansou = analysis;
    if (options.mark === true) wrapMentions(pieces, analysis.mentions, wrap);
  };
};

export default remarkBansou;

/** Tells remark-stringify how a mention is written: Markdown has no mark of its own for it. */
function writeMentions(processor: Processor): void {
  const data = processor.data() as { toMarkdownExtensions?: unknown[] };
  data.toMarkdownExtensions ??= [];
  data.toMarkdownExtensions.push({
    handlers: {
      bansouMention: (
        { data: { hProperties: of }, children }: BansouMention,
        _: unknown,
        state: { containerPhrasing(node: object, info: object): string },
        info: object,
      ) =>
        `<mark data-concept="${of.dataConcept}" data-stance="${of.dataStance}">${state.containerPhrasing({ type: "paragraph", children }, info)}</mark>`,
    },
  });
}

function wrap(value: string, { conceptId, stance }: Mention): TreeNode {
  const data = { hName: "mark", hProperties: { dataConcept: conceptId, dataStance: stance } };
  return { type: "bansouMention", data, children: [{ type: "text", value }] } as TreeNode;
}

const WRAPPERS = new Set([
  "root",
  "list",
  "table",
  "tableRow",
  "emphasis",
  "strong",
  "link",
  "linkReference",
  "footnoteDefinition",
]);

/** Markdown splits `<ruby>` into single tags, so that what stands in a reading is known by counting them. */
function reader(): (node: TreeNode, parent: TreeNode) => Reading {
  let readings = 0;
  const kinds = new Map<TreeNode, "quote" | "listItem">();
  return (node, parent) => {
    const inside = kinds.get(parent);
    if (node.type === "html") {
      if (/^<r[tp][\s>]/i.test(node.value ?? "")) readings += 1;
      else if (/^<\/r[tp]\s*>/i.test(node.value ?? "")) readings = Math.max(0, readings - 1);
      return { is: "dropped" };
    }
    switch (node.type) {
      case "text":
        return readings > 0 ? { is: "dropped" } : { is: "text" };
      case "break":
        return { is: "break" };
      case "heading":
        readings = 0;
        return { is: "block", kind: "heading", level: (node as { depth?: number }).depth ?? 1 };
      case "paragraph":
        readings = 0;
        return { is: "block", kind: inside ?? "paragraph" };
      case "tableCell":
        return { is: "block", kind: "tableCell" };
      case "blockquote":
        kinds.set(node, "quote");
        return { is: "wrapper" };
      case "listItem":
        kinds.set(node, inside === "quote" ? "quote" : "listItem");
        return { is: "wrapper" };
      default: {
        // Directives and JSX of other plugins hold text as well; what has no children has none.
        const known = WRAPPERS.has(node.type) || node.children !== undefined;
        if (!known || node.type === "delete") return { is: "dropped" };
        if (inside !== undefined) kinds.set(node, inside);
        return { is: "wrapper" };
      }
    }
  };
}
