import type { Block, Document } from "../document.ts";
import type { Span } from "../text/span.ts";

/** A node of textlint's tree; ranges are into the source. */
export interface TxtNode {
  readonly type: string;
  readonly range: readonly [start: number, end: number];
  readonly children?: readonly TxtNode[];
  readonly depth?: number;
}

/** The running text of a source as textlint's plugins (text, Markdown, HTML and others) see it. Linear. */
export function blocksOf(root: TxtNode): Pick<Document, "blocks" | "skip"> {
  const blocks: Block[] = [];
  const skip: Span[] = [];
  const stack: { node: TxtNode; kind: Block["kind"] }[] = [{ node: root, kind: "paragraph" }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, kind } = next;
    if (LEAVES.has(node.type)) {
      addBlock(
        node,
        { kind: kindOf(node, kind), ...(node.type === "Header" && { level: node.depth ?? 1 }) },
        blocks,
        skip,
      );
      continue;
    }
    const inside = kindOf(node, kind);
    for (const child of [...(node.children ?? [])].reverse()) stack.push({ node: child, kind: inside });
  }
  // Sources of other formats may list notes apart from where they stand.
  blocks.sort((a, b) => a.start - b.start);
  skip.sort((a, b) => a.start - b.start);
  return { blocks, ...(skip.length > 0 && { skip }) };
}

const LEAVES = new Set(["Paragraph", "Header", "TableCell"]);

function kindOf({ type }: TxtNode, outside: Block["kind"]): Block["kind"] {
  if (type === "Header") return "heading";
  if (type === "TableCell") return "tableCell";
  if (outside === "quote" || type === "BlockQuote") return "quote";
  return type === "ListItem" ? "listItem" : outside;
}

function addBlock(leaf: TxtNode, shape: Omit<Block, "start" | "end">, blocks: Block[], skip: Span[]): void {
  const spans = textOf(leaf);
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return;
  blocks.push({ ...shape, start: first.start, end: last.end });
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (next !== undefined && next.start > span.end) skip.push({ start: span.end, end: next.start });
  }
}

function textOf(node: TxtNode): Span[] {
  if (node.type === "Str") return [{ start: node.range[0], end: node.range[1] }];
  if (node.type === "Delete" || node.type === "Code" || node.type === "Html") return [];
  return (node.children ?? []).flatMap(textOf);
}
