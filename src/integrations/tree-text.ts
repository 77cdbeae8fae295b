import type { Mention } from "../analysis.ts";
import type { Block, BlockKind, Document } from "../document.ts";

/** What the trees of mdast and hast have in common. */
export interface TreeNode {
  readonly type: string;
  readonly value?: string;
  children?: TreeNode[];
}

/** What a node is to a reader of text: itself text, a block of a kind, nothing to read, or a mere wrapper. */
export type Reading =
  | { readonly is: "text" }
  | { readonly is: "break" }
  | { readonly is: "dropped" }
  | { readonly is: "wrapper" }
  | { readonly is: "block"; readonly kind: BlockKind | "inherited"; readonly level?: number };

/** The text of a tree, and which node each stretch of it came from. */
export interface TreeText {
  readonly document: Document;
  readonly pieces: readonly Piece[];
}

interface Piece {
  readonly node: TreeNode;
  readonly parent: TreeNode;
  readonly start: number;
  readonly end: number;
}

type Step = { readonly node: TreeNode; readonly parent: TreeNode } | (() => void);

/**
 * Reads the running text of a tree in its order, blocks parted by a blank line. Linear, however deep the tree is.
 *
 * @param read Tells what a node is.
 */
export function readTree(root: TreeNode, read: (node: TreeNode, parent: TreeNode) => Reading): TreeText {
  const blocks: Block[] = [];
  const pieces: Piece[] = [];
  let text = "";
  let shape: { kind: BlockKind; level?: number } = { kind: "paragraph" };
  let from = 0;
  const close = () => {
    if (text.length > from) blocks.push({ ...shape, start: from, end: text.length });
    if (text.length > from) text += "\n\n";
    from = text.length;
  };
  // An own stack: a thousand nested elements would overflow the engine's.
  const stack: Step[] = [];
  const enter = (node: TreeNode) => {
    for (const child of [...(node.children ?? [])].reverse()) stack.push({ node: child, parent: node });
  };
  enter(root);
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    if (typeof step === "function") {
      step();
      continue;
    }
    const { node, parent } = step;
    const reading = read(node, parent);
    if (reading.is === "dropped") continue;
    if (reading.is === "break") text += "\n";
    if (
      reading.is === "text" &&
      node.value !== undefined &&
      (node.value.trim() !== "" || text.length > from)
    ) {
      pieces.push({ node, parent, start: text.length, end: text.length + node.value.length });
      text += node.value;
    }
    if (reading.is === "block") {
      close();
      const outside = shape;
      if (reading.kind !== "inherited")
        shape = { kind: reading.kind, ...(reading.level !== undefined && { level: reading.level }) };
      stack.push(() => {
        close();
        shape = outside;
      });
    }
    enter(node);
  }
  close();
  return { document: { text, blocks }, pieces };
}

/**
 * Wraps each mention in a node of its own, cut where the tree is cut: a mention across three text nodes becomes three.
 * Linear in the tree's text nodes.
 */
export function wrapMentions(
  pieces: readonly Piece[],
  mentions: readonly Mention[],
  wrap: (text: string, mention: Mention) => TreeNode,
): void {
  const replaced = new Map<TreeNode, Map<TreeNode, TreeNode[]>>();
  let next = 0;
  for (const { node, parent, start, end } of pieces) {
    while ((mentions[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const parts: TreeNode[] = [];
    let at = start;
    for (let i = next; (mentions[i]?.start ?? end) < end; i += 1) {
      const mention = mentions[i] as Mention;
      const from = Math.max(mention.start, at);
      const to = Math.min(mention.end, end);
      if (from > at) parts.push(textNode(node, at - start, from - start));
      parts.push(wrap((node.value ?? "").slice(from - start, to - start), mention));
      at = to;
    }
    if (parts.length === 0) continue;
    if (at < end) parts.push(textNode(node, at - start, end - start));
    const ofParent = replaced.get(parent) ?? new Map<TreeNode, TreeNode[]>();
    replaced.set(parent, ofParent.set(node, parts));
  }
  for (const [parent, nodes] of replaced) {
    parent.children = (parent.children ?? []).flatMap((child) => nodes.get(child) ?? [child]);
  }
}

function textNode({ value = "" }: TreeNode, start: number, end: number): TreeNode {
  return { type: "text", value: value.slice(start, end) };
}
