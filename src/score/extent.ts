import type { Span } from "../text/span.ts";

/** How much prose a score is measured against. Lengths are UTF-16 units that are not white space. */
export interface Extent {
  readonly length: number;
  /** The sentences that were analysed, in order, not overlapping. */
  readonly sentences: readonly Span[];
  /** The length of each sentence; they add up to `length`. */
  readonly lengths: readonly number[];
}

/**
 * Measures the prose of `text` that `sentences` cover, linear in its length.
 * White space does not count: a PDF that extracts as `支 援 い た し ま す`, or a page with blank lines, scores as its words do.
 *
 * @example
 * measureExtent("伴走 支援。\n\n以上。", [{ start: 0, end: 6 }, { start: 8, end: 11 }]).length; // 8
 */
export function measureExtent(text: string, sentences: readonly Span[]): Extent {
  const lengths = sentences.map(({ start, end }) => inkedLength(text, start, end));
  return { length: lengths.reduce((sum, length) => sum + length, 0), sentences, lengths };
}

function inkedLength(text: string, start: number, end: number): number {
  let length = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    // Nearly all of Japanese text lies above every white space but one.
    if (unit > 0x3000 ? unit !== 0xfeff : !isWhiteSpace(unit)) length++;
  }
  return length;
}

function isWhiteSpace(unit: number): boolean {
  return (
    unit <= 0x20 ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    (unit >= 0x2000 && unit <= 0x200b) ||
    unit === 0x2028 ||
    unit === 0x2029
  );
}
