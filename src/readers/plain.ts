import type { Block, Document } from "../document.ts";
import type { Span } from "../text/span.ts";
import { type LaidLine, paragraphsOf } from "./outline.ts";

/** One line of a text: `start` and `end` leave out its end mark and the white space around it. */
interface Line extends LaidLine, Span {
  readonly page: number;
}

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
    for (const { kind, level, markup, lines } of paragraphsOf(run)) {
      const [first] = lines;
      const span = { start: first.start + markup, end: (lines.at(-1) ?? first).end };
      if (kind === "heading") title ??= text.slice(span.start, span.end);
      blocks.push({
        kind,
        ...span,
        ...(level === undefined ? {} : { level }),
        ...(paged ? { page: first.page } : {}),
      });
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
      const end = start + content.length;
      yield { start, end, page, indent: start - at, reach: end - at, content };
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
