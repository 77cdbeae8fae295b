import type { Block, BlockKind, Document } from "../document.ts";

/** One line of a text: `start` and `end` leave out its end mark and the white space around it. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly page: number;
  readonly indent: number;
  readonly content: string;
}

/** What the first characters of a line say it is. `marker` is the family: two neighbours of one family are a list. */
interface Opening {
  readonly marker: string;
  readonly kind: "heading" | "listItem" | "either";
  readonly level: number;
  /** Length of a mark that is markup and not text, such as `## `. */
  readonly markup: number;
}

// A heading is short and does not end as a sentence does: 40 characters hold every heading of the ten real plans measured in docs/READERS.md.
const LONGEST_HEADING = 40;
const SENTENCE_END = /[。．！？!?][」』）)】\]"”]*$/;

const OPENINGS: readonly (readonly [RegExp, string, Opening["kind"], number])[] = [
  [/^第[0-9０-９一二三四五六七八九十百]{1,4}[編部](?=[\s　：:]|$)/, "編", "heading", 1],
  [/^第[0-9０-９一二三四五六七八九十百]{1,4}章(?=[\s　：:]|$)/, "章", "heading", 2],
  [/^第[0-9０-９一二三四五六七八九十百]{1,4}節(?=[\s　：:]|$)/, "節", "heading", 3],
  [/^【[^【】]{1,30}】$/, "【】", "heading", 4],
  [/^[0-9０-９]{1,2}(?:[-－.．][0-9０-９]{1,2}){1,3}[\s　.．、]/, "1-1", "either", 4],
  [/^[0-9０-９]{1,2}(?:[．.、](?![0-9０-９])|[\s　])/, "1", "either", 3],
  [/^[(（][0-9０-９]{1,2}[)）]/, "(1)", "either", 4],
  [/^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][\s　．.、]/, "Ⅰ", "either", 2],
  [/^[■◆◇▼▽●◎○]/, "■", "either", 5],
  [/^[①-⑳㋐-㋾]/, "①", "listItem", 0],
  [/^[(（]?[ア-ンア-ン][)）．.、](?=.)/, "ア", "listItem", 0],
  [/^[・･•‣◦□☐☑✓➢]/, "・", "listItem", 0],
  [/^[-－‐–—*＊+][\s　]/, "-", "listItem", 0],
];

/**
 * Finds headings, paragraphs and list items in text without markup, by its outline marks (第1章, １．, (1), ■, ・, ①),
 * blank lines and indents. `Document.text` is the given text unchanged; a line that the mark alone does not settle
 * is a paragraph. A form feed starts a new page. Never throws; linear time.
 *
 * @example
 * parsePlain("第1章　はじめに\n\n　地域に寄り添う。\n").blocks;
 * // → [{ kind: "heading", level: 2, start: 0, end: 8 }, { kind: "paragraph", start: 11, end: 19 }]
 */
export function parsePlain(text: string): Document {
  const paged = text.includes("\f");
  const blocks: Block[] = [];
  let title: string | undefined;
  for (const run of runsOf(linesOf(text))) {
    const widest = run.reduce((most, line) => Math.max(most, line.end - line.start), 0);
    for (const group of groupsOf(run, widest)) {
      const { kind, level, start, end, page } = group;
      if (kind === "heading") title ??= text.slice(start, end);
      blocks.push({ kind, start, end, ...(level > 0 ? { level } : {}), ...(paged ? { page } : {}) });
    }
  }
  return { text, blocks, ...(title === undefined ? {} : { title }) };
}

/** Lines with content, blank ones as `undefined`. */
function* linesOf(text: string): Generator<Line | undefined> {
  let page = 1;
  let at = 0;
  while (at <= text.length) {
    const stop = lineEnd(text, at);
    const raw = text.slice(at, stop);
    const content = raw.trim();
    if (content === "") yield undefined;
    else {
      const start = at + (raw.length - raw.trimStart().length);
      yield { start, end: start + content.length, page, indent: start - at, content };
    }
    if (text[stop] === "\f") {
      page += 1;
      yield undefined;
    }
    at = stop + (text[stop] === "\r" && text[stop + 1] === "\n" ? 2 : 1);
  }
}

function lineEnd(text: string, from: number): number {
  const mark = /[\n\r\f\u2028\u2029]/g;
  mark.lastIndex = from;
  return mark.exec(text)?.index ?? text.length;
}

/** Cuts the lines at blank ones. */
function* runsOf(lines: Iterable<Line | undefined>): Generator<readonly Line[]> {
  let run: Line[] = [];
  for (const line of lines) {
    if (line !== undefined) run.push(line);
    else if (run.length > 0) {
      yield run;
      run = [];
    }
  }
  if (run.length > 0) yield run;
}

interface Group {
  readonly kind: BlockKind;
  readonly level: number;
  readonly start: number;
  readonly end: number;
  readonly page: number;
}

/** Joins the lines of one run that belong together; `widest` tells a wrapped line from a finished one. */
function* groupsOf(run: readonly Line[], widest: number): Generator<Group> {
  let open: Group | undefined;
  let last: Line | undefined;
  for (const [index, line] of run.entries()) {
    const started = startOf(line, run[index - 1], run[index + 1]);
    if (
      started === undefined &&
      open !== undefined &&
      last !== undefined &&
      isContinued(last, line, widest)
    ) {
      open = { ...open, end: line.end };
    } else {
      if (open !== undefined) yield open;
      open = started ?? { kind: "paragraph", level: 0, start: line.start, end: line.end, page: line.page };
    }
    last = line;
    if (open.kind === "heading") {
      yield open;
      open = undefined;
    }
  }
  if (open !== undefined) yield open;
}

function startOf(line: Line, before: Line | undefined, after: Line | undefined): Group | undefined {
  const opening = openingOf(line.content);
  if (opening === undefined) return undefined;
  const short = line.content.length <= LONGEST_HEADING && !SENTENCE_END.test(line.content);
  const listed =
    (before !== undefined && openingOf(before.content)?.marker === opening.marker) ||
    (after !== undefined && openingOf(after.content)?.marker === opening.marker);
  const place = { start: line.start + opening.markup, end: line.end, page: line.page };
  if (opening.kind === "heading")
    return short ? { ...place, kind: "heading", level: opening.level } : undefined;
  if (opening.kind === "listItem" || listed) return { ...place, kind: "listItem", level: 0 };
  // ○議長（山田君）　… in minutes opens a speech, not a heading: long or ended as a sentence, it stays a paragraph.
  return short
    ? { ...place, kind: "heading", level: opening.level }
    : { ...place, kind: "paragraph", level: 0 };
}

function openingOf(content: string): Opening | undefined {
  const hashes = /^(#{1,6})[ \t　]+(?=\S)/.exec(content);
  if (hashes !== null) {
    return { marker: "#", kind: "heading", level: (hashes[1] ?? "").length, markup: hashes[0].length };
  }
  const found = OPENINGS.find(([pattern]) => pattern.test(content));
  return found === undefined ? undefined : { marker: found[1], kind: found[2], level: found[3], markup: 0 };
}

/** Whether a line goes on in the next: it does not when a sentence ends short of the margin or the next is indented anew. */
function isContinued(line: Line, next: Line, widest: number): boolean {
  const full = line.end - line.start + line.indent >= widest - 2;
  if (next.indent > line.indent && SENTENCE_END.test(line.content)) return false;
  if (next.indent > 0 && line.indent === 0 && !full) return false;
  return full || !SENTENCE_END.test(line.content);
}
