import type { Document } from "../document.ts";
import type { Span } from "../text/span.ts";
import type { BlockShape } from "./draft.ts";
import { type Region, type Row, type Run, regionsOf, rowsOf, type Segment, withoutRaised } from "./layout.ts";
import { type LaidLine, type Paragraph, paragraphsOf, SENTENCE_END } from "./outline.ts";

/** A page as a reader found it. */
export interface Page {
  readonly layers: readonly Layer[];
}

/** The runs of a page that are written in one direction; `extent` is the length of the page across its lines. */
export interface Layer {
  readonly runs: readonly Run[];
  readonly extent: number;
}

/** Lays out the pages of a document as blocks. Cost: linear in the text, but for sorting each page's runs. */
export function pagesDocument(pages: readonly Page[]): Document {
  const laid = pages.map(({ layers }) =>
    layers.map(({ runs, extent }) => ({ rows: rowsOf(withoutRaised(runs)), extent })),
  );
  const body = bodySize(laid.flat().flatMap(({ rows }) => rows));
  const isFurniture = furnitureTest(laid);
  const pieces: Piece[] = [];
  for (const [index, layers] of laid.entries()) {
    for (const layer of layers) {
      const regions = regionsOf(layer.rows.filter((row) => !isFurniture(row, layer.extent)));
      const page: Piece[] = [];
      for (const region of regions) addRegion(region, index + 1, body, page);
      append(pieces, page);
    }
  }
  return written(pieces, pages.length);
}

interface LaidLayer {
  readonly rows: readonly Row[];
  readonly extent: number;
}

/** A block in the making; `turns` are offsets in its text at which a later page begins. */
interface Piece {
  readonly shape: BlockShape & { readonly page: number };
  text: string;
  readonly turns: { at: number; page: number }[];
  /** Whether its last line fills the column without ending a sentence, so that the next page may go on with it. */
  open: boolean;
  readonly indented: boolean;
}

/** The size most characters are set in. */
function bodySize(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { segments } of rows) {
    for (const { size, text } of segments) {
      const rounded = Math.round(size * 2) / 2;
      counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
}

const PAGE_NUMBER =
  /^[\s\-－―‐–—−ー〜~・(（[［〔【<＜]*(?:p|P|Ｐ|ｐ|頁|ページ|第)?[.．]?\s*(?:[0-9０-９]{1,4}|[ivxIVXⅠ-Ⅻⅰ-ⅻ]{1,5})(?:\s*[/／]\s*[0-9０-９]{1,4})?\s*(?:頁|ページ)?[\s\-－―‐–—−ー〜~・)）\]］〕】>＞]*$/;

/**
 * Which rows are no part of the text: page numbers in the outer 12 % of a page, and lines that stand at the same
 * height of three pages or more with the same words (digits aside).
 */
function furnitureTest(pages: readonly (readonly LaidLayer[])[]): (row: Row, extent: number) => boolean {
  const seen = new Map<string, number>();
  for (const layers of pages) {
    const keys = layers.flatMap(({ rows, extent }) =>
      rows.filter((row) => isMarginal(row, extent)).map((row) => furnitureKey(row)),
    );
    for (const key of new Set(keys)) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  return (row, extent) => {
    if (!isMarginal(row, extent)) return false;
    const [only] = row.segments;
    if (row.segments.length === 1 && only !== undefined && PAGE_NUMBER.test(only.text)) return true;
    return (seen.get(furnitureKey(row)) ?? 0) >= 3;
  };
}

function isMarginal({ y }: Row, extent: number): boolean {
  return y < 0.12 * extent || y > 0.88 * extent;
}

function furnitureKey({ y, segments }: Row): string {
  const words = segments.map(({ text }) => text).join("");
  return `${Math.round(y / 6)} ${words.replace(/\s+/g, "").replace(/[0-9０-９]+/g, "0")}`;
}

function addRegion(region: Region, page: number, body: number, pieces: Piece[]): void {
  if (region.kind === "table") {
    const first = (pieces.at(-1)?.shape.row ?? 0) + 1;
    for (const { row, lines } of region.cells) {
      const text = lines.map((line) => line.text).join("\n");
      pieces.push({
        shape: { kind: "tableCell", row: first + row, page },
        text,
        turns: [],
        open: false,
        indented: false,
      });
    }
    return;
  }
  for (const lines of evenRuns(region.lines)) {
    for (const paragraph of paragraphsOf(laidLines(lines))) pieces.push(pieceOf(paragraph, page, body));
  }
}

interface Line extends LaidLine {
  readonly size: number;
  /** Whether the line ends at the right edge of its column. */
  readonly full: boolean;
}

/** Cuts lines where the type changes its size or the white space between two lines grows. */
function* evenRuns(lines: readonly Segment[]): Generator<readonly Segment[]> {
  let run: Segment[] = [];
  let pitch = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const last = run.at(-1);
    const step = last === undefined ? 0 : line.y - last.y;
    const resized = last !== undefined && Math.abs(line.size - last.size) > 0.12 * last.size;
    // Steps back happen at the top of the next column, which goes on with the text of the last.
    if (last !== undefined && (resized || step > 1.35 * Math.min(pitch, 3 * line.size))) {
      yield run;
      run = [];
      pitch = Number.POSITIVE_INFINITY;
    } else if (step > 0) pitch = Math.min(pitch, step);
    run.push(line);
  }
  if (run.length > 0) yield run;
}

function laidLines(lines: readonly Segment[]): Line[] {
  const left = Math.min(...lines.map(({ x }) => x));
  const right = Math.max(...lines.map(({ x, width }) => x + width));
  return lines.map(({ text, x, width, size }) => ({
    content: text,
    indent: Math.round((x - left) / size),
    reach: (x + width - left) / size,
    size,
    full: x + width > right - 2 * size && right - left > 15 * size,
  }));
}

function pieceOf({ kind, level, markup, lines }: Paragraph<Line>, page: number, body: number): Piece {
  const [first] = lines;
  const last = lines.at(-1) ?? first;
  const text = lines
    .map(({ content }) => content)
    .join("\n")
    .slice(markup);
  const large = first.size >= 1.2 * body && text.length <= 60 && !SENTENCE_END.test(text);
  const open = kind !== "heading" && !large && last.full && !SENTENCE_END.test(last.content);
  const indented = first.indent > 0 || kind !== "paragraph";
  // Two levels by size: a title is set at 1.6 times the body or more.
  const shape =
    large && (kind === "paragraph" || kind === "heading")
      ? { kind: "heading" as const, level: first.size >= 1.6 * body ? 1 : 2, page }
      : { kind, ...(level === undefined ? {} : { level }), page };
  return { shape, text, turns: [], open, indented: indented || large };
}

/** Adds the pieces of a page; its first goes on with the last of the page before where that breaks off in a sentence. */
function append(pieces: Piece[], page: readonly Piece[]): void {
  const [first, ...others] = page;
  const last = pieces.at(-1);
  if (first === undefined) return;
  if (
    last?.open &&
    !first.indented &&
    first.shape.kind === "paragraph" &&
    first.shape.page > last.shape.page
  ) {
    last.turns.push({ at: last.text.length + 1, page: first.shape.page });
    last.text += `\n${first.text}`;
    last.open = first.open && others.length === 0;
    pieces.push(...others);
  } else pieces.push(...page);
}

function written(pieces: readonly Piece[], count: number): Document {
  const blocks: { -readonly [Key in keyof Document["blocks"][number]]: Document["blocks"][number][Key] }[] =
    [];
  const starts = new Map<number, number>();
  const parts: string[] = [];
  let length = 0;
  for (const { shape, text: content, turns } of pieces) {
    const between = separator(blocks.at(-1), shape);
    const start = length + between.length;
    parts.push(between, content);
    length = start + content.length;
    if (!starts.has(shape.page)) starts.set(shape.page, start);
    for (const { at, page } of turns) if (!starts.has(page)) starts.set(page, start + at);
    blocks.push({ ...shape, start, end: length });
  }
  const text = parts.join("");
  const heading = blocks.find((block) => block.kind === "heading");
  const defects = defectsOf(text, starts.size, count);
  return {
    text,
    blocks,
    pages: pageSpans(starts, count, text.length),
    ...(heading === undefined ? {} : { title: text.slice(heading.start, heading.end) }),
    ...(defects.length === 0 ? {} : { defects }),
  };
}

function separator(before: BlockShape | undefined, shape: BlockShape): string {
  if (before === undefined) return "";
  if (before.kind === "tableCell" && shape.kind === "tableCell")
    return before.row === shape.row ? "\t" : "\n";
  return before.kind === "listItem" && shape.kind === "listItem" ? "\n" : "\n\n";
}

function pageSpans(starts: ReadonlyMap<number, number>, count: number, length: number): Span[] {
  const spans: Span[] = [];
  let end = length;
  for (let page = count; page >= 1; page -= 1) {
    const start = starts.get(page) ?? end;
    spans.push({ start, end });
    end = start;
  }
  return spans.reverse();
}

function defectsOf(text: string, filled: number, count: number): string[] {
  if (text === "") return ["no-text-layer"];
  const defects: string[] = [];
  if (count >= 2 && filled * 2 < count) defects.push("pages-without-text");
  // Private-use and replacement characters are what is left of a font without a character map.
  const lost = text.match(/[\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
  if (lost * 5 > text.length) defects.push("garbled-text");
  return defects;
}
