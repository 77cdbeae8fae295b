import type { BlockKind } from "../document.ts";

/** What an outline mark makes of a line. `markup` is the length of a mark that is no text, such as `## `. */
export interface Outline {
  readonly kind: BlockKind;
  readonly level?: number;
  readonly markup: number;
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
export const SENTENCE_END = /[。．！？!?][」』）)】\]"”]*$/;

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
 * What a line is by its first characters (第1章, １．, (1), ■, ・, ①) and by its neighbours: two lines of one family
 * in a row are a list, a short one alone is a heading. `undefined` when there is no mark, or it settles nothing.
 */
export function outlineOf(content: string, before?: string, after?: string): Outline | undefined {
  const opening = openingOf(content);
  if (opening === undefined) return undefined;
  const { kind, level, marker, markup } = opening;
  const short = content.length <= LONGEST_HEADING && !SENTENCE_END.test(content);
  if (kind === "heading") return short ? { kind: "heading", level, markup } : undefined;
  const listed = [before, after].some((other) => other !== undefined && openingOf(other)?.marker === marker);
  if (kind === "listItem" || listed) return { kind: "listItem", markup };
  // ○議長（山田君）　… in minutes opens a speech, not a heading: long or ended as a sentence, it stays a paragraph.
  return short ? { kind: "heading", level, markup } : { kind: "paragraph", markup };
}

function openingOf(content: string): Opening | undefined {
  const hashes = /^(#{1,6})[ \t　]+(?=\S)/.exec(content);
  if (hashes !== null) {
    return { marker: "#", kind: "heading", level: (hashes[1] ?? "").length, markup: hashes[0].length };
  }
  const found = OPENINGS.find(([pattern]) => pattern.test(content));
  return found === undefined ? undefined : { marker: found[1], kind: found[2], level: found[3], markup: 0 };
}

/** A line as laid out. Lengths are in full-width characters, whatever they were measured in. */
export interface LaidLine {
  readonly content: string;
  /** Distance from the left margin. */
  readonly indent: number;
  /** Distance of the line's end from the left margin. */
  readonly reach: number;
}

/** Lines that belong together, and what they are. */
export interface Paragraph<T> extends Outline {
  readonly lines: readonly [T, ...T[]];
}

/** Joins the lines of one run (text between blank lines, or one column of a page) into headings, items and paragraphs. */
export function* paragraphsOf<T extends LaidLine>(run: readonly T[]): Generator<Paragraph<T>> {
  const widest = run.reduce((most, line) => Math.max(most, line.reach), 0);
  const full = run.filter(({ reach }) => reach >= widest - 2).length;
  // Where most lines are full, one that ends far short of the margin is the last of its paragraph, or a heading.
  const shortest = widest >= 20 && full * 2 >= run.length ? 0.7 * widest : 0;
  let outline: Outline = { kind: "paragraph", markup: 0 };
  let lines: T[] = [];
  for (const [index, line] of run.entries()) {
    const [last] = lines.slice(-1);
    const next = run[index + 1];
    const marked = outlineOf(line.content, run[index - 1]?.content, next?.content);
    // A line that goes on at the margin is no heading, however short the margin makes it; nor beside a picture, where
    // the next line ends at the same place.
    const wrapped =
      marked?.kind === "heading" &&
      next !== undefined &&
      ((widest >= 20 && line.reach >= widest - 1) ||
        (line.reach >= 20 && Math.abs(next.reach - line.reach) <= 1));
    const started: Outline | undefined = wrapped ? { kind: "paragraph", markup: 0 } : marked;
    const continued =
      started === undefined &&
      outline.kind !== "heading" &&
      last !== undefined &&
      last.reach >= shortest &&
      isContinued(last, line, next, widest);
    if (!continued) {
      yield* whole(outline, lines);
      outline = started ?? { kind: "paragraph", markup: 0 };
      lines = [];
    }
    lines.push(line);
  }
  yield* whole(outline, lines);
}

function* whole<T>(outline: Outline, [first, ...others]: readonly T[]): Generator<Paragraph<T>> {
  if (first !== undefined) yield { ...outline, lines: [first, ...others] };
}

/** Whether a line goes on in the next: not when a sentence ends short of the margin, nor when the next is indented anew. */
function isContinued(line: LaidLine, next: LaidLine, after: LaidLine | undefined, widest: number): boolean {
  const full = line.reach >= widest - 2;
  if (next.indent > line.indent && SENTENCE_END.test(line.content)) return false;
  // Indented more than the line after it: the first of a paragraph, below a heading that wrapped.
  if (!full && widest >= 20 && after !== undefined && after.indent < next.indent) return false;
  if (next.indent > 0 && line.indent === 0 && !full) return false;
  return full || !SENTENCE_END.test(line.content);
}
