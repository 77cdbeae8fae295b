import type { Span } from "../text/span.ts";

/** From this length a piece ends at the first space or symbol, in UTF-16 units. */
const END_AT_SYMBOL = 160;
/** From this length a piece also ends after a particle that a kanji or katakana follows. */
const END_AT_PARTICLE = 200;
/** From this length a piece ends wherever the kind of character changes. */
const END_AT_CHANGE = 240;
/** No piece is longer; only a surrogate pair may add one unit. */
const LONGEST_PIECE = 256;

const OTHER = 0;
const NEWLINE = 1;
const CLAUSE_END = 2;
const SENTENCE_END = 3;
const HIRAGANA = 4;
const PARTICLE = 5;
const KATAKANA = 6;
const HAN = 7;
const ALPHANUMERIC = 8;
const MARK = 9;

const KIND = kinds();

function kinds(): Uint8Array {
  const kind = new Uint8Array(0x10000);
  const range = (from: number, to: number, value: number): void => {
    kind.fill(value, from, to + 1);
  };
  const each = (characters: string, value: number): void => {
    for (const character of characters) kind[character.charCodeAt(0)] = value;
  };
  range(0x30, 0x39, ALPHANUMERIC);
  range(0x41, 0x5a, ALPHANUMERIC);
  range(0x61, 0x7a, ALPHANUMERIC);
  range(0xc0, 0x24f, ALPHANUMERIC);
  range(0x370, 0x52f, ALPHANUMERIC);
  range(0xff10, 0xff19, ALPHANUMERIC);
  range(0xff21, 0xff3a, ALPHANUMERIC);
  range(0xff41, 0xff5a, ALPHANUMERIC);
  range(0x300, 0x36f, MARK);
  range(0x200b, 0x200f, MARK);
  range(0x20d0, 0x20ff, MARK);
  range(0xfe00, 0xfe0f, MARK);
  range(0x3041, 0x3096, HIRAGANA);
  each("ゝゞ", HIRAGANA);
  each("はがをにでとものへ", PARTICLE);
  range(0x3099, 0x309c, MARK);
  range(0x30a1, 0x30fa, KATAKANA);
  range(0x30fc, 0x30fe, KATAKANA);
  range(0xff66, 0xff9f, KATAKANA);
  range(0x3400, 0x9fff, HAN);
  range(0xf900, 0xfaff, HAN);
  each("々〆〇", HAN);
  each("\n\r\u2028\u2029", NEWLINE);
  each("、。", CLAUSE_END);
  each("！？!?", SENTENCE_END);
  return kind;
}

function kindAt(text: string, index: number): number {
  return KIND[text.charCodeAt(index)] as number;
}

/**
 * Where the piece that starts at `start` ends: the cutting rule of every tokenizer here.
 *
 * A piece ends after 、 or 。, after a run of ！？!?, before a line end and after a run of line ends (which
 * is a piece of its own). kuromoji is quadratic between 、 and 。, so a stretch without any of these
 * is cut too: from 160 units at a space or symbol, from 200 between a particle and a kanji or
 * katakana, from 240 at any change of script, at 256 anywhere but inside a surrogate pair.
 *
 * The rule reads only the units of the piece itself and the one behind it, so a text that begins and
 * ends on piece ends has the same pieces inside as out. Time is linear, at most 258 units a piece.
 *
 * @param start - 0 or an earlier result, below `text.length`.
 * @returns an offset in UTF-16 units above `start`, at most `text.length`.
 */
export function pieceEnd(text: string, start: number): number {
  const length = text.length;
  let previous = kindAt(text, start);
  let index = start + 1;
  if (previous === NEWLINE) {
    const longest = Math.min(length, start + LONGEST_PIECE);
    while (index < longest && kindAt(text, index) === NEWLINE) index++;
    return index;
  }
  const short = Math.min(length, start + END_AT_SYMBOL);
  for (; index < short; index++) {
    if (previous === CLAUSE_END) return index;
    const kind = kindAt(text, index);
    if (kind === NEWLINE || (previous === SENTENCE_END && kind !== SENTENCE_END)) return index;
    previous = kind;
  }
  return index < length ? longPieceEnd(text, start, index) : length;
}

function longPieceEnd(text: string, start: number, from: number): number {
  const length = text.length;
  let previous = kindAt(text, from - 1);
  for (let index = from; index < length; index++) {
    const kind = kindAt(text, index);
    if (previous === CLAUSE_END || kind === NEWLINE) return index;
    if (previous === SENTENCE_END && kind !== SENTENCE_END) return index;
    if (isSurrogatePair(text, index - 1)) {
      previous = kind;
      continue;
    }
    const units = index - start;
    if (units >= LONGEST_PIECE) return index;
    if (kind !== MARK && endsLongPiece(previous, kind, units)) return index;
    previous = kind;
  }
  return length;
}

function endsLongPiece(previous: number, next: number, units: number): boolean {
  if (previous === OTHER) return next !== OTHER;
  if (units >= END_AT_PARTICLE && previous === PARTICLE && (next === HAN || next === KATAKANA)) return true;
  if (units < END_AT_CHANGE) return false;
  const script = previous === PARTICLE ? HIRAGANA : previous;
  return script !== (next === PARTICLE ? HIRAGANA : next);
}

function isSurrogatePair(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
}

/**
 * Cuts `text` into the pieces that are tokenized one by one; they tile it. Tokens never cross a piece end
 * and depend on their own piece alone, so to tokenize some pieces only is to get the same tokens for them.
 *
 * @returns half-open spans in UTF-16 units, none empty; none at all for empty text. Linear in length.
 * @example
 * pieces("見守る。支える").map(({ start, end }) => [start, end]); // [[0, 4], [4, 7]]
 */
export function pieces(text: string): Span[] {
  const spans: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start);
    spans.push({ start, end });
    start = end;
  }
  return spans;
}
