import { repairs } from "./repair.ts";
import type { Span } from "./span.ts";

/** A stretch of the source and the characters that stand for it in the normalized text. */
export interface Edit extends Span {
  readonly replacement: string;
}

/** Text folded and repaired for reading, with the exact way back to where each character came from. */
export interface NormalizedText {
  readonly text: string;
  /** The source characters behind `[start, end)` of the normalized text: never empty for a span that is not. */
  toSource(span: Span): Span;
  /** The first offset of the normalized text that stands at or after a source offset. */
  fromSource(offset: number): number;
}

/**
 * Makes text that means the same to a reader the same to a program: width, case, composition (NFKC), punctuation, kanji of
 * PDF fonts; and mends what layout broke (letter spacing, wraps inside words, ruby, running heads), see `repairs`.
 *
 * Only what lies inside `regions` (all of it by default) and outside `skips` is kept; a line end stands between two regions.
 * Offsets are UTF-16. Linear in `source.length`; text that needs no change costs one pass and no copy.
 *
 * @example
 * const normalized = normalize("ｻﾎﾟｰﾄと伴走⏎型支援".replace("⏎", "\n"));
 * normalized.text; // => "サポートと伴走型支援"
 * normalized.toSource({ start: 5, end: 10 }); // => { start: 6, end: 12 }
 */
export function normalize(
  source: string,
  regions?: readonly Span[],
  skips?: readonly Span[],
): NormalizedText {
  return applyEdits(source, mergeEdits(repairs(source, regions, skips), foldEdits(source)));
}

// What a character needs: 0 nothing, 1 a look, 2 it joins the character before it.
const KEEP = 0;
const FOLD = 1;
const COMBINE = 2;
let needs: Uint8Array | undefined;

/** Latin and digits are lower-cased in ASCII; brackets and marks take their Japanese (full-width) form, as IPADIC has them. */
const MARKS: Readonly<Record<string, string>> = {
  "!": "！",
  "?": "？",
  "(": "（",
  ")": "）",
  "[": "［",
  "]": "］",
  ":": "：",
  ";": "；",
  "/": "／",
  "&": "＆",
  "~": "〜",
  "～": "〜",
  "\u2053": "〜",
  // What superscript and vertical dashes are folded to.
  "\u2010": "-",
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u00a0": " ",
};

// CJK radicals that PDF fonts give for kanji and that NFKC leaves alone.
const RADICALS: Readonly<Record<string, string>> = {
  "⺠": "民",
  "⻁": "虎",
  "⻄": "西",
  "⻆": "角",
  "⻑": "長",
  "⻘": "青",
  "⻝": "食",
  "⻣": "骨",
  "⻤": "鬼",
  "⻨": "麦",
  "⻩": "黄",
  "⻭": "歯",
  "⻯": "竜",
  "⻲": "亀",
};

function needsTable(): Uint8Array {
  if (needs) return needs;
  const table = new Uint8Array(0x10000);
  for (let code = 0; code < 0x10000; code++) {
    // Ideographs and Hangul syllables are their own folded form, two thirds of all; surrogates stay: no astral character matters.
    if (code === 0x3400) code = 0x4dc0;
    if (code === 0x4e00) code = 0xa000;
    if (code === 0xac00) code = 0xf900;
    const character = String.fromCharCode(code);
    if (/\p{M}/u.test(character) || code === 0xff9e || code === 0xff9f) table[code] = COMBINE;
    else if (foldCharacter(character) !== character) table[code] = FOLD;
  }
  for (const character of "，．,.-‐‑‒–—―−つ\u200b\u200c\u200d\u2060\ufeff\u00ad")
    table[character.charCodeAt(0)] = FOLD;
  needs = table;
  return table;
}

function foldCharacter(character: string): string {
  const folded = character.normalize("NFKC").toLowerCase();
  return MARKS[folded] ?? RADICALS[folded] ?? (folded.length === 1 ? folded : foldMarks(folded));
}

const foldedAlone: (string | undefined)[] = [];

/** `String.normalize` takes a third of a microsecond: once for each character that it changes. */
function foldAlone(character: string): string {
  const code = character.charCodeAt(0);
  let folded = foldedAlone[code];
  if (folded === undefined) {
    folded = foldCharacter(character);
    foldedAlone[code] = folded;
  }
  return folded;
}

const foldMarks = (text: string): string =>
  [...text].map((character) => MARKS[character] ?? RADICALS[character] ?? character).join("");

/** Folds a label or pattern as `normalize` folds text; only what depends on neighbours (，．つ and dashes) is left. */
export function foldLabel(label: string): string {
  return foldMarks(label.normalize("NFKC").toLowerCase());
}

const TSU = "つ".charCodeAt(0);
const isTaOrTe = (unit: number): boolean => unit === 0x305f || unit === 0x3066;

function foldEdits(source: string): Edit[] {
  const table = needsTable();
  const edits: Edit[] = [];
  for (let i = 0; i < source.length; i++) {
    const need = table[source.charCodeAt(i)];
    if (need === KEEP) continue;
    // つ is looked at for 寄り添つた alone, and is common.
    if (source.charCodeAt(i) === TSU && !isTaOrTe(source.charCodeAt(i + 1))) continue;
    let start = i;
    let end = i + 1;
    if (need === COMBINE && i > 0) start = edits.at(-1)?.end === i ? (edits.pop()?.start ?? i) : i - 1;
    while (end < source.length && table[source.charCodeAt(end)] === COMBINE && end - start < LONGEST_CLUSTER)
      end++;
    const replacement = foldCluster(source, start, end);
    if (replacement !== source.slice(start, end)) edits.push({ start, end, replacement });
    i = end - 1;
  }
  return edits;
}

// A letter with more marks is none.
const LONGEST_CLUSTER = 32;
const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々」』）)]/u;
const KATAKANA = /[\p{Script=Katakana}ーｦ-ﾟ]/u;

/** What stands before an offset once it is folded: of ㈱ a bracket, of ﾊﾟ the letter. */
function foldedBefore(source: string, offset: number): string {
  let at = offset - 1;
  while (at > 0 && offset - at < LONGEST_CLUSTER && needsTable()[source.charCodeAt(at)] === COMBINE) at--;
  return at < 0 ? "" : foldAlone(source.charAt(at)).slice(-1);
}

function foldCluster(source: string, start: number, end: number): string {
  if (end - start > 1)
    return foldCharacter(source.slice(start, end).replace(/ﾞ/g, "\u3099").replace(/ﾟ/g, "\u309a"));
  const character = source.charAt(start);
  const before = source.charAt(start - 1);
  const after = source.charAt(end);
  switch (character) {
    case "\u200b":
    case "\u200c":
    case "\u200d":
    case "\u2060":
    case "\ufeff":
    case "\u00ad":
      return "";
    // Official documents write ， and ． for 、 and 。; between digits they are a number's own.
    case "，":
    case "\ufe10":
    case ",":
      return JAPANESE.test(foldedBefore(source, start)) ? "、" : ",";
    case "．":
    case ".":
      return JAPANESE.test(foldedBefore(source, start)) && !/[\p{L}\p{N}]/u.test(after === "" ? " " : after)
        ? "。"
        : ".";
    // Statutes before 1988 print 寄り添つた for 寄り添った.
    case "つ":
      return /[たて]/.test(after) &&
        /\p{Script=Han}|[りい]/u.test(before) &&
        !/[一二三四五六七八九幾]/.test(before) &&
        /\p{Script=Han}/u.test(before)
        ? "っ"
        : "つ";
    case "‐":
    case "‑":
    case "‒":
    case "–":
    case "—":
    case "―":
    case "−":
    case "-":
      return KATAKANA.test(before) && KATAKANA.test(after) ? "ー" : "-";
    default:
      return foldAlone(character);
  }
}

/** Repairs win where the two meet: what is dropped need not be folded. */
function mergeEdits(winners: readonly Edit[], others: readonly Edit[]): Edit[] {
  if (winners.length === 0) return others as Edit[];
  const merged: Edit[] = [];
  let next = 0;
  for (const winner of winners) {
    while (next < others.length && (others[next] as Edit).start < winner.start) {
      const edit = others[next++] as Edit;
      if (edit.end <= winner.start) merged.push(edit);
    }
    while (next < others.length && (others[next] as Edit).start < winner.end) next++;
    merged.push(winner);
  }
  while (next < others.length) merged.push(others[next++] as Edit);
  return merged;
}

function applyEdits(source: string, edits: readonly Edit[]): NormalizedText {
  if (edits.length === 0) return { text: source, toSource: (span) => span, fromSource: (offset) => offset };
  const parts: string[] = [];
  // Where each edit's replacement begins in the normalized text.
  const starts = new Int32Array(edits.length);
  let length = 0;
  let done = 0;
  edits.forEach((edit, i) => {
    parts.push(source.slice(done, edit.start), edit.replacement);
    length += edit.start - done;
    starts[i] = length;
    length += edit.replacement.length;
    done = edit.end;
  });
  parts.push(source.slice(done));

  /** Number of edits whose `value` is at most `offset`. */
  const count = (offset: number, value: (index: number) => number): number => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  /** Source span of the single normalized unit at `offset`. */
  const unit = (offset: number): Span => {
    const index = count(offset, (i) => starts[i] as number) - 1;
    const edit = edits[index];
    if (edit === undefined) return { start: offset, end: offset + 1 };
    const into = offset - (starts[index] as number);
    if (into < edit.replacement.length) return edit;
    const start = edit.end + into - edit.replacement.length;
    return { start, end: start + 1 };
  };
  return {
    text: parts.join(""),
    toSource({ start, end }) {
      const first = unit(start);
      return end > start
        ? { start: first.start, end: unit(end - 1).end }
        : { start: first.start, end: first.start };
    },
    fromSource(offset) {
      const index = count(offset, (i) => (edits[i] as Edit).start) - 1;
      const edit = edits[index];
      if (edit === undefined) return offset;
      const begin = starts[index] as number;
      return offset < edit.end ? begin : begin + edit.replacement.length + offset - edit.end;
    },
  };
}
