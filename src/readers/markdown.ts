import type { Nodes, Parents, Text } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Block, BlockKind, Document } from "../document.ts";
import type { Span } from "../text/span.ts";
import { parsePlain } from "./plain.ts";

/** What stands around a leaf block and makes it something else than a paragraph. */
interface Context {
  readonly kind: BlockKind;
  readonly row?: number;
}

/**
 * Reads Markdown (CommonMark with GitHub's tables, footnotes and strike-through). `Document.text` is the source
 * itself, so that an annotator can write into it; blocks cover its running text and `skip` names what inside them is
 * markup: emphasis marks, link targets, inline code, HTML, ruby readings. Front matter, code blocks, HTML blocks and
 * link definitions lie outside every block. Any string parses.
 *
 * @example
 * parseMarkdown("# 計画\n\n**伴走**支援\n");
 * // blocks: heading 2-4, paragraph 8-14 (`伴走**支援` with its marks), skip: [{ start: 10, end: 12 }]
 */
export function parseMarkdown(text: string): Document {
  const front = frontMatterLength(text);
  const collected: Collected = { blocks: [], skip: [] };
  let start = front;
  for (const end of cutsOf(text, front)) {
    collectChunk(text, start, end, collected);
    start = end;
  }
  const title = titleOf(text.slice(0, front), text, collected.blocks);
  return {
    text,
    blocks: collected.blocks,
    ...(collected.skip.length > 0 ? { skip: collected.skip } : {}),
    ...(title === undefined ? {} : { title }),
  };
}

interface Collected {
  readonly blocks: Block[];
  readonly skip: Span[];
}

// micromark 4 takes time quadratic in the length of a list (13,000 nested items: 23 s), so the source is parsed in
// chunks. A cut keeps every block whole; only a reference link whose definition stands in another chunk stays text.
const CHUNK = 8_000;

/** Where chunks end: before an unindented line after a blank one, outside code fences and comments. */
function* cutsOf(text: string, from: number): Generator<number> {
  const line = /[^\n]*(?:\n|$)/y;
  let start = from;
  let blankBefore = false;
  let fence = "";
  let commented = false;
  for (line.lastIndex = from; line.lastIndex < text.length; ) {
    const at = line.lastIndex;
    const content = line.exec(text)?.[0] ?? "";
    const length = at - start;
    if (length > CHUNK && blankBefore && fence === "" && !commented && /^\S/.test(content)) {
      yield at;
      start = at;
    }
    const mark = /^ {0,3}(```|~~~)/.exec(content)?.[1] ?? "";
    if (fence === "") fence = mark;
    else if (mark === fence) fence = "";
    if (content.includes("<!--")) commented = true;
    if (content.includes("-->")) commented = false;
    blankBefore = content.trim() === "";
  }
  yield text.length;
}

/** Adds what a chunk holds; one that no person wrote (and micromark would take minutes for) is read as plain text. */
function collectChunk(text: string, start: number, end: number, collected: Collected): void {
  const chunk = text.slice(start, end);
  if (isWild(chunk)) {
    for (const block of parsePlain(chunk).blocks) {
      collected.blocks.push({ ...block, start: block.start + start, end: block.end + start });
    }
    return;
  }
  const tree = fromMarkdown(chunk, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const local: Collected = { blocks: [], skip: [] };
  collect(tree, { kind: "paragraph" }, chunk, local);
  for (const block of local.blocks) {
    collected.blocks.push({ ...block, start: block.start + start, end: block.end + start });
  }
  for (const span of local.skip) collected.skip.push({ start: span.start + start, end: span.end + start });
}

// Measured on repeated marks: 20,000 `[a][` take 0.8 s and grow with the square; 6,700 nested `> ` overflow the stack.
function isWild(chunk: string): boolean {
  if (chunk.length > 16 * CHUNK) return true;
  if (countOf(chunk, "[") > 2_000 || countOf(chunk, "*") > 8_000) return true;
  return /^(?:[ \t]{0,3}(?:>|[-*+][ \t]|[0-9]{1,9}[.)][ \t])){50}/m.test(chunk);
}

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}

/** Length of a YAML or TOML header, and of a byte order mark, which micromark drops without counting it. */
function frontMatterLength(text: string): number {
  const header = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n(?:[\s\S]*?\r?\n)?\1[ \t]*(?:\r?\n|$)/.exec(text);
  if (header !== null) return header[0].length;
  return text.startsWith("\uFEFF") ? 1 : 0;
}

function titleOf(front: string, text: string, blocks: readonly Block[]): string | undefined {
  const named = /^title\s*[:=]\s*["']?(.+?)["']?\s*$/m.exec(front)?.[1];
  if (named !== undefined) return named;
  const heading = blocks.find((block) => block.kind === "heading");
  return heading === undefined ? undefined : text.slice(heading.start, heading.end);
}

function collect(node: Nodes, context: Context, text: string, collected: Collected): void {
  switch (node.type) {
    case "heading":
      addLeaf(node, { kind: "heading", level: node.depth }, text, collected);
      return;
    case "paragraph":
      addLeaf(node, { kind: context.kind }, text, collected);
      return;
    case "tableCell":
      addLeaf(node, context, text, collected);
      return;
    case "table":
      for (const [index, row] of node.children.entries()) {
        for (const cell of row.children)
          collect(cell, { kind: "tableCell", row: index + 1 }, text, collected);
      }
      return;
    case "blockquote":
      for (const child of node.children) collect(child, { kind: "quote" }, text, collected);
      return;
    case "listItem":
      for (const child of node.children) {
        collect(child, { kind: context.kind === "quote" ? "quote" : "listItem" }, text, collected);
      }
      return;
    default:
      if ("children" in node) for (const child of node.children) collect(child, context, text, collected);
  }
}

/** Adds one block from its first character of text to its last; the gaps between the texts inside it are skipped. */
function addLeaf(
  node: Parents,
  block: Omit<Block, "start" | "end">,
  text: string,
  { blocks, skip }: Collected,
): void {
  const spans = mergeSpans(textSpans(node, text, { dropped: 0 }));
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return;
  blocks.push({ ...block, start: first.start, end: last.end });
  for (const [index, span] of spans.entries()) {
    const next = spans[index + 1];
    if (next !== undefined) skip.push({ start: span.end, end: next.start });
  }
}

/** `dropped` counts the open `<rt>` and `<rp>`: what they hold is a reading, which would split the word it stands on. */
function textSpans(node: Nodes, text: string, state: { dropped: number }): Span[] {
  if (node.type === "html") {
    if (/^<r[tp][\s>]/i.test(node.value)) state.dropped += 1;
    else if (/^<\/r[tp]\s*>/i.test(node.value)) state.dropped = Math.max(0, state.dropped - 1);
    return [];
  }
  if (node.type === "text" && state.dropped === 0) return alignedSpans(node, text);
  // A bare address is a link whose text is itself.
  if (node.type === "link" && isAddress(node, text)) return [];
  return "children" in node ? node.children.flatMap((child) => textSpans(child, text, state)) : [];
}

function isAddress(node: Parents, text: string): boolean {
  return !text.startsWith("[", node.position?.start.offset ?? 0);
}

/**
 * The parts of the source that a text node's value consists of. Between value and source lie backslashes and
 * the marks before a continued line of a quote or a list; a character reference stays, as it stands for text.
 */
function alignedSpans(node: Text, text: string): Span[] {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? start;
  const { value } = node;
  if (text.slice(start, end) === value) return [{ start, end }];
  const spans: Span[] = [];
  let at = start;
  let taken = 0;
  while (at < end && taken < value.length) {
    const length = sharedLength(text, at, value, taken);
    if (length === 0) at += 1;
    else {
      spans.push({ start: at, end: at + length.source });
      at += length.source;
      taken += length.value;
    }
  }
  return spans;
}

function sharedLength(
  text: string,
  at: number,
  value: string,
  taken: number,
): { source: number; value: number } | 0 {
  if (text[at] === "&") {
    REFERENCE.lastIndex = at;
    const reference = REFERENCE.exec(text)?.[0];
    if (reference !== undefined && !value.startsWith(reference, taken)) {
      return { source: reference.length, value: (value.codePointAt(taken) ?? 0) > 0xffff ? 2 : 1 };
    }
  }
  return text[at] === value[taken] ? { source: 1, value: 1 } : 0;
}

const REFERENCE = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});/y;

/** Joins spans that touch. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last !== undefined && last.end >= span.start)
      merged[merged.length - 1] = { start: last.start, end: span.end };
    else merged.push(span);
  }
  return merged;
}
