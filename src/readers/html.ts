import { type DefaultTreeAdapterTypes, parse } from "parse5";
import type { Document } from "../document.ts";
import { type BlockShape, createDraft, type Draft } from "./draft.ts";
import { parsePlain } from "./plain.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/**
 * Reads an HTML page as its visible running text: headings, paragraphs, list items, table cells, quotes. Navigation,
 * page heads and feet, asides, scripts, styles, hidden parts, code and ruby readings are dropped. `Document.text` is
 * the text as a browser would lay it out, blocks parted by blank lines. Any string parses, however deep.
 *
 * @example
 * parseHtml("<nav>トップ</nav><h1>計画</h1><p><ruby>伴走<rt>ばんそう</rt></ruby>型\n支援</p>").text;
 * // → "計画\n\n伴走型支援"
 */
export function parseHtml(html: string): Document {
  const page = parse(html);
  const reading: Reading = {
    draft: createDraft(),
    pending: "",
    shape: { kind: "paragraph" },
    row: 0,
    title: "",
  };
  // An own stack: a thousand nested elements would overflow the engine's.
  const stack: (Node | Step)[] = [...page.childNodes].reverse();
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "function") next();
    else visit(next, stack, reading);
  }
  flush(reading);
  const title = collapse(reading.title).trim();
  const content = reading.draft.finish();
  const heading = content.blocks.find((block) => block.kind === "heading");
  const named = title || (heading === undefined ? "" : content.text.slice(heading.start, heading.end));
  return { ...content, ...(named === "" ? {} : { title: named }) };
}

type Step = () => void;

interface Reading {
  readonly draft: Draft;
  /** Text of the block being read. */
  pending: string;
  /** What the block being read is. */
  shape: BlockShape;
  /** Rows so far, of all tables. */
  row: number;
  title: string;
}

const DROPPED = new Set(
  "script style noscript template nav footer aside svg math iframe object embed canvas audio video select datalist textarea button rt rp rtc code kbd samp del".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "address article blockquote body caption center dd details dialog div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol option p pre search section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

function visit(node: Node, stack: (Node | Step)[], reading: Reading): void {
  if (node.nodeName === "#text" && "value" in node) reading.pending += node.value;
  if (!("tagName" in node)) return;
  const { tagName } = node;
  if (tagName === "title") reading.title ||= textOf(node);
  else if (tagName === "br") reading.pending += LINE;
  else if (isDropped(node)) return;
  else if (tagName === "pre") readPre(node, reading);
  else {
    if (BLOCKS.has(tagName)) openBlock(tagName, stack, reading);
    enter(node.childNodes, stack);
  }
}

function openBlock(tagName: string, stack: (Node | Step)[], reading: Reading): void {
  flush(reading);
  if (tagName === "tr") reading.row += 1;
  const outside = reading.shape;
  reading.shape = shapeOf(tagName, outside, reading.row);
  stack.push(() => {
    flush(reading);
    reading.shape = outside;
  });
}

function enter(nodes: readonly Node[], stack: (Node | Step)[]): void {
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    const node = nodes[index];
    if (node !== undefined) stack.push(node);
  }
}

function isDropped(element: Element): boolean {
  if (DROPPED.has(element.tagName)) return true;
  const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
  if (attributes.has("hidden") || /display\s*:\s*none/i.test(attributes.get("style") ?? "")) return true;
  const role = attributes.get("role") ?? "";
  if (role === "navigation" || role === "banner" || role === "contentinfo") return true;
  // The head of the page is navigation; the head of an article holds its title.
  return element.tagName === "header" && !isInside(element, new Set(["article", "main", "section"]));
}

function isInside(element: Element, names: ReadonlySet<string>): boolean {
  for (let at = element.parentNode; at !== null && "tagName" in at; at = at.parentNode) {
    if (names.has(at.tagName)) return true;
  }
  return false;
}

function shapeOf(tagName: string, outside: BlockShape, row: number): BlockShape {
  if (/^h[1-6]$/.test(tagName)) return { kind: "heading", level: Number(tagName[1]) };
  if (tagName === "td" || tagName === "th") return { kind: "tableCell", row };
  if (tagName === "li" || tagName === "dt" || tagName === "dd") return { kind: "listItem" };
  if (tagName === "caption" || tagName === "figcaption") return { kind: "caption" };
  return tagName === "blockquote" ? { kind: "quote" } : outside;
}

/** Preformatted text is where minutes are published; only source code has an element of its own for it. */
function readPre(element: Element, reading: Reading): void {
  flush(reading);
  if (element.childNodes.some((child) => child.nodeName === "code")) return;
  const { text, blocks } = parsePlain(textOf(element));
  for (const { start, end, kind, level } of blocks) {
    reading.draft.add({ kind, ...(level === undefined ? {} : { level }) }, text.slice(start, end));
  }
}

function textOf(element: Element): string {
  let text = "";
  const stack: Node[] = [...element.childNodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ("value" in node) text += node.value;
    else if (node.nodeName === "br") text += "\n";
    else if ("tagName" in node && !DROPPED.has(node.tagName)) enter(node.childNodes, stack);
  }
  return text;
}

function flush(reading: Reading): void {
  reading.draft.add(reading.shape, collapse(reading.pending));
  reading.pending = "";
}

// A line break that the page asks for; white space in the source is none. Noncharacters stand in no text.
const LINE = "\uFFFE";

/** White space as a browser lays it out, except that a line end between two Japanese characters is nothing at all. */
function collapse(text: string): string {
  return text
    .replace(/[ \t\r\n\f]+/g, (space, at: number) => {
      const broken = /[\r\n]/.test(space);
      return broken && isWide(text[at - 1]) && isWide(text[at + space.length]) ? "" : " ";
    })
    .replace(/ ?\uFFFE ?/g, "\n");
}

function isWide(character: string | undefined): boolean {
  return character !== undefined && /[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(character);
}
