import type { Edit } from "./normalize.ts";
import type { Span } from "./span.ts";

const J = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々〇、。，．「」『』（）・ｦ-ﾟ";
const JAPANESE = new RegExp(`[${J}]`, "u");
// A space after every character, as the text layers of municipal PDFs have: three single characters in a row.
const SPACED_UNIT = `[「『（]*[${J}０-９0-9Ａ-Ｚ][、。」』）]*`;
const LETTER_SPACED = new RegExp(
  `(?<![${J}])${SPACED_UNIT}(?:[ \\u3000\\u00a0]${SPACED_UNIT}){2,}(?![${J}])`,
  "gu",
);
// 寄（よ）り添（そ）う, 伴走《ばんそう》: hiragana in brackets right behind kanji, inside a word.
const RUBY =
  /(?<=\p{Script=Han})(?:（[ぁ-ゖー]{1,10}）|\([ぁ-ゖー]{1,10}\)|《[ぁ-ゖァ-ヺー]{1,12}》)(?=[\p{Script=Han}\p{Script=Hiragana}])/uy;
const PAGE_NUMBER =
  /^[\s\u3000]*(?:[-–—－‐ー−p.P]{0,3}[\s\u3000]*[0-9０-９]{1,4}[\s\u3000]*[-–—－‐ー−]?|[0-9]{1,4}\s*[/／]\s*[0-9]{1,4}|第?[0-9０-９]{1,4}(?:頁|ページ))[\s\u3000]*$/u;
const NUMBER_BEGINS = /[-–—－‐ー−pP.0-9０-９第]/;
const BULLET =
  /^[\s\u3000]*(?:[・･●○◎■□◆◇▲△▼▽★☆※→⇒➢✓\-*+#>|]|[（(]?[0-9０-９一二三四五六七八九十]{1,3}[)）.．、　 ]|[（(][ア-ンｱ-ﾝa-zａ-ｚ][)）]|[①-⑳㈠-㈩]|第[0-9０-９一二三四五六七八九十百]+[条章節項編])/u;
const BULLET_KANJI = "一二三四五六七八九十第";
const SENTENCE_END = /[。．！？!?」』：:]["”’）)]*[\s\u3000]*$/u;

/**
 * What layout did to the text, as edits that undo it: everything outside the regions and inside the skips, letter spacing,
 * line ends inside sentences, one-character lines of vertical text, ruby, page numbers and the running heads beside them.
 * Sorted, without overlap. Linear in the length of the text.
 */
export function repairs(source: string, regions?: readonly Span[], skips?: readonly Span[]): Edit[] {
  const drops: Edit[] = [];
  const areas = regions ?? [{ start: 0, end: source.length }];
  let done = 0;
  for (const area of areas) {
    if (area.start > done) drops.push({ start: done, end: area.start, replacement: done === 0 ? "" : "\n" });
    else if (regions && done > 0) drops.push({ start: area.start, end: area.start, replacement: "\n" });
    repairArea(source, area, drops);
    done = area.end;
  }
  if (done < source.length) drops.push({ start: done, end: source.length, replacement: "" });
  for (const skip of skips ?? []) drops.push({ ...skip, replacement: "" });
  return withoutOverlap(drops);
}

function repairArea(source: string, area: Span, drops: Edit[]): void {
  const text = area.start === 0 && area.end === source.length ? source : source.slice(area.start, area.end);
  const drop = (start: number, end: number) =>
    drops.push({ start: area.start + start, end: area.start + end, replacement: "" });
  dropStraySpaces(text, drop);
  dropLetterSpacing(text, drop);
  dropRuby(text, drop);
  if (/[\n\r\f]/.test(text)) joinLines(text, drop);
}

// では ない, 共に 検証: what is left of a line end inside a sentence. Between two kanji it may part words (支援 相談) and stays.
const STRAY_SPACE =
  /[ \u00a0](?:(?=[ぁ-ん])(?<=[\p{Script=Han}ぁ-んァ-ヺー々].)|(?=\p{Script=Han})(?<=[ぁ-ん].))/uy;

function dropStraySpaces(text: string, drop: (start: number, end: number) => void): void {
  // Looked for from spaces before Japanese or astral units: the expression itself would try every place.
  for (const space of SHORT_SPACES)
    for (let at = text.indexOf(space); at >= 0; at = text.indexOf(space, at + 1)) {
      if (!(text.charCodeAt(at + 1) >= 0x2e80)) continue;
      STRAY_SPACE.lastIndex = at;
      if (STRAY_SPACE.test(text)) drop(at, at + 1);
    }
}

/**
 * A spaced-out word has single characters between its spaces, as ordinary text seldom has: only lines with such a place are tried, since
 * the expression itself takes half of the time of `normalize`.
 */
const BETWEEN_SPACES = new RegExp(`^${SPACED_UNIT}$`, "u");
const FEW_BETWEEN_SPACES = 8;

function dropLetterSpacing(text: string, drop: (start: number, end: number) => void): void {
  const spaceFrom = finderOf(text, SPACES);
  let at = spaceFrom(0);
  for (let next = spaceFrom(at + 1); next < text.length; next = spaceFrom(at + 1)) {
    const between = next - at - 1;
    if (between === 0 || between > FEW_BETWEEN_SPACES || !BETWEEN_SPACES.test(text.slice(at + 1, next))) {
      at = next;
      continue;
    }
    const start = text.lastIndexOf("\n", at) + 1;
    const lineEnd = text.indexOf("\n", at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    for (const run of text.slice(start, end).matchAll(LETTER_SPACED)) {
      for (const space of run[0].matchAll(/[ \u3000\u00a0]/g))
        drop(start + run.index + space.index, start + run.index + space.index + 1);
    }
    at = spaceFrom(end);
  }
}

const SHORT_SPACES: readonly string[] = [" ", "\u00a0"];
const SPACES: readonly string[] = [...SHORT_SPACES, "\u3000"];

/** Finds the nearest of some characters at or behind an offset that only grows; the end of the text where there is none. */
function finderOf(text: string, characters: readonly string[]): (from: number) => number {
  const next = characters.map(() => -1);
  return (from) => {
    let nearest = text.length;
    for (let i = 0; i < characters.length; i++) {
      let at = next[i] as number;
      if (at < from) {
        at = text.indexOf(characters[i] as string, from);
        if (at < 0) at = text.length;
        next[i] = at;
      }
      if (at < nearest) nearest = at;
    }
    return nearest;
  };
}

function dropRuby(text: string, drop: (start: number, end: number) => void): void {
  let found = false;
  // Looked for from the bracket: the expression, which begins with what stands before it, tries every place.
  for (const bracket of text.matchAll(/[（(《][ぁ-ゖァ-ヺー]{1,12}[）)》]/g)) {
    found = true;
    RUBY.lastIndex = bracket.index;
    const ruby = RUBY.exec(text);
    if (ruby !== null) drop(ruby.index, ruby.index + ruby[0].length);
  }
  if (found) for (const bar of text.matchAll(/｜(?=[^｜\n]{1,12}《)/gu)) drop(bar.index, bar.index + 1);
}

/** `start` and `end` lie inside the margins: `text` is trimmed. */
interface Line extends Span {
  readonly text: string;
  readonly indented: boolean;
}

function joinLines(text: string, drop: (start: number, end: number) => void): void {
  const lines = linesOf(text);
  const furniture = runningHeads(lines);
  let paragraph: Line[] = [];
  const flush = () => {
    joinParagraph(paragraph, drop);
    paragraph = [];
  };
  let headDropped = false;
  lines.forEach((line, i) => {
    if (furniture.has(i)) {
      drop(line.start, line.end);
      headDropped = true;
      return;
    }
    const blank = line.text === "";
    if (blank && headDropped) return; // a page break inside a paragraph
    if (blank) flush();
    else {
      if (isBullet(line.text)) flush();
      paragraph.push(line);
      headDropped = false;
    }
  });
  flush();
}

/** Most lines begin with a kana or kanji that no bullet has; the expression took a twentieth of the time of text that names nothing. */
function isBullet(text: string): boolean {
  const unit = text.charCodeAt(0);
  const isPlain = (unit >= 0x3041 && unit <= 0x30fa) || (unit >= 0x4e00 && unit <= 0x9fff);
  return (!isPlain || BULLET_KANJI.includes(text.charAt(0))) && BULLET.test(text);
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const endFrom = finderOf(text, LINE_ENDS);
  for (let start = 0; start <= text.length; ) {
    const end = endFrom(start);
    const raw = text.slice(start, end);
    const trimmed = raw.trim();
    const lead = trimmed === "" ? 0 : raw.length - raw.trimStart().length;
    lines.push({
      start: start + lead,
      end: start + lead + trimmed.length,
      text: trimmed,
      indented: lead > 0,
    });
    start = end + (text.charAt(end) === "\r" && text.charAt(end + 1) === "\n" ? 2 : 1);
  }
  return lines;
}

const LINE_ENDS: readonly string[] = ["\n", "\r", "\f"];

/** Page numbers, and lines that stand beside page numbers (or form feeds) three times or more. */
function runningHeads(lines: readonly Line[]): Set<number> {
  // Lines of prose are told by their first character.
  const numbers = lines.map(({ text }) => NUMBER_BEGINS.test(text.charAt(0)) && PAGE_NUMBER.test(text));
  if (numbers.filter(Boolean).length < 3) return new Set();
  const beside = new Map<string, number[]>();
  lines.forEach((line, i) => {
    if (line.text === "" || line.text.length > 40 || numbers[i]) return;
    if (!numbers[i - 1] && !numbers[i + 1] && !(lines[i - 1]?.text === "" && numbers[i - 2])) return;
    const key = line.text.replace(/[0-9０-９]+/g, "0");
    const places = beside.get(key);
    if (places) places.push(i);
    else beside.set(key, [i]);
  });
  const heads = new Set<number>();
  numbers.forEach((number, i) => {
    if (number) heads.add(i);
  });
  for (const places of beside.values()) if (places.length >= 3) for (const place of places) heads.add(place);
  return heads;
}

/**
 * Joins the lines of a paragraph of prose. A list of short lines without marks is left alone: prose holds 。 or 、 or its
 * lines are all of one length. A short line above long ones is a heading, not the first part of a sentence.
 */
function joinParagraph(lines: readonly Line[], drop: (start: number, end: number) => void): void {
  if (lines.length < 2) return;
  if (lines.length >= 4 && lines.every((line) => line.text.length <= 2)) {
    for (let i = 1; i < lines.length; i++) drop((lines[i - 1] as Line).end, (lines[i] as Line).start);
    return;
  }
  const widest = lines.reduce((most, line) => Math.max(most, line.text.length), 0);
  const even = widest >= 20 && lines.slice(0, -1).every((line) => line.text.length >= widest * 0.8);
  // A particle inside a line is a sentence too; 支援の内容 and 相談体制 on two lines are not.
  if (!even && !lines.some((line) => /[。、，]|.[をがはと]./u.test(line.text))) return;
  for (let i = 1; i < lines.length; i++) {
    const upper = lines[i - 1] as Line;
    const lower = lines[i] as Line;
    const inside =
      !SENTENCE_END.test(upper.text) &&
      JAPANESE.test(upper.text.slice(-1)) &&
      JAPANESE.test(lower.text.charAt(0));
    // Above long lines a short one is a heading; after a short one an indented one begins a paragraph.
    const heading = widest >= 30 && upper.text.length < widest * 0.6;
    if (inside && !heading && !(lower.indented && !upper.indented)) drop(upper.end, lower.start);
  }
}

function withoutOverlap(edits: Edit[]): Edit[] {
  edits.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Edit[] = [];
  for (const edit of edits) {
    const last = kept.at(-1);
    if (last && edit.start < last.end) {
      if (edit.end > last.end) kept[kept.length - 1] = { ...last, end: edit.end };
    } else if (!last || edit.start >= last.end) kept.push(edit);
  }
  return kept;
}
