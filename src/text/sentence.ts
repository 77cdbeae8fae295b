import type { Span } from "./span.ts";

const LINE_END = 0x0a;
const CLOSERS = /[」』）］”’"。！？]/;

/**
 * The sentences of normalized text, in order: they end behind 。！？ with the brackets that close there, or at a line end.
 * Blank stretches are in none; otherwise every character is in one. Linear in `text.length`.
 *
 * @example
 * sentences("寄り添う。「共に歩む。」と言う\n見出し").length // => 4
 */
export function sentences(text: string): Span[] {
  const found: Span[] = [];
  let start = 0;
  const close = (end: number) => {
    let from = start;
    while (from < end && isBlank(text.charCodeAt(from))) from++;
    let to = end;
    while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
    if (to > from) found.push({ start: from, end: to });
    start = end;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    // Kana and kanji, nine in ten, are passed over by one comparison.
    if (unit > 0x3002 && unit < 0xff01) continue;
    if (unit === LINE_END) close(at + 1);
    else if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) {
      let end = at + 1;
      while (end < text.length && CLOSERS.test(text.charAt(end))) end++;
      close(end);
      at = end - 1;
    }
  }
  close(text.length);
  return found;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x3000;
}
