import type { Span } from "../text/span.ts";

/** A list to be, of which the first `kept` entries stand in the source and stay as they are written there. */
export interface ListChange {
  readonly entries: readonly string[];
  readonly kept: number;
  /** The file's line end, for lines that are added. */
  readonly eol: "\n" | "\r\n";
}

/** What a format knows about a list in brackets: YAML's flow style, TOML, JSON. */
export interface BracketList extends Span {
  readonly items: readonly Span[];
}

/** One replacement in a text. */
export interface Edit extends Span {
  readonly text: string;
}

/** Cost: linear. Edits must not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let text = "";
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    text += source.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + source.slice(at);
}

/**
 * Adds entries to a list in brackets as its author would have: on lines of their own where the others are, with a comma after the
 * last where there was one. What stands there stays to the byte, comments too.
 *
 * @param quote Writes an entry in the language of the list.
 */
export function editBracketList(
  source: string,
  list: BracketList,
  { entries, kept }: ListChange,
  quote: (entry: string) => string,
): Edit[] {
  const added = entries.slice(kept).map(quote);
  const last = kept === list.items.length ? list.items.at(-1) : undefined;
  if (kept < list.items.length || last === undefined) {
    return [{ ...list, text: `[${entries.map(quote).join(", ")}]` }];
  }
  if (added.length === 0) return [];
  const close = list.end - 1;
  const lineEnd = endOfLine(source, last.end);
  if (lineEnd >= close)
    return [{ start: last.end, end: last.end, text: added.map((item) => `, ${item}`).join("") }];
  const indent = indentAt(source, last.start);
  const eol = source.startsWith("\r\n", lineEnd) ? "\r\n" : "\n";
  const comma = /^\s*,/.exec(source.slice(last.end, close));
  const lines = added.map((item, index) => {
    const more = comma !== null || index + 1 < added.length;
    return `${eol}${indent}${item}${more ? "," : ""}`;
  });
  const insertion = { start: lineEnd, end: lineEnd, text: lines.join("") };
  return comma === null ? [{ start: last.end, end: last.end, text: "," }, insertion] : [insertion];
}

/** The white space that the line of an offset begins with. */
export function indentAt(source: string, offset: number): string {
  const line = source.slice(source.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** Where the line of an offset ends, before its line break. */
export function endOfLine(source: string, offset: number): number {
  const found = source.indexOf("\n", offset);
  if (found < 0) return source.length;
  return source[found - 1] === "\r" && found > offset ? found - 1 : found;
}

export function eolOf(source: string): "\n" | "\r\n" {
  return /\r\n/.test(source) ? "\r\n" : "\n";
}
