import type { Span } from "../text/span.ts";
import type { Corpus } from "./corpus.ts";
import { STOP } from "./token-kind.ts";

/** A place in a document that supports a proposal. Offsets are into that document's own text, UTF-16, half-open. */
export interface Evidence extends Span {
  readonly document: string;
  /** The sentence around it, on one line; cut with … where it is longer than 200 characters. */
  readonly sentence: string;
  /** Name of the pattern that was read there, see docs/DISCOVER.md; absent where the place is a plain occurrence. */
  readonly pattern?: string;
}

const LONGEST_SENTENCE = 200;

/** The evidence at tokens `[from, to)` of document `text`. */
export function evidenceAt(
  corpus: Corpus,
  text: number,
  from: number,
  to: number,
  pattern?: string,
): Evidence {
  const { id, source, normalized } = textAt(corpus, text);
  const at = normalized.toSource(spanOf(corpus, text, from, to));
  const sentence = normalized.toSource(sentenceAround(corpus, text, from, to));
  return {
    document: id,
    ...at,
    sentence: shorten(source, sentence, at),
    ...(pattern === undefined ? {} : { pattern }),
  };
}

export function textAt(corpus: Corpus, text: number): Corpus["texts"][number] {
  return corpus.texts[text] as Corpus["texts"][number];
}

/** Tokens `[from, to)` as a span of the document's normalized text. */
export function spanOf(corpus: Corpus, text: number, from: number, to: number): Span {
  const { normalized, end } = textAt(corpus, text);
  const start = corpus.start[from] as number;
  return { start, end: to < end ? (corpus.start[to] as number) : normalized.text.length };
}

/** The sentence around tokens `[from, to)`, in the normalized text, with its mark. */
export function sentenceAround(corpus: Corpus, text: number, from: number, to: number): Span {
  const { first, end } = textAt(corpus, text);
  let start = from;
  while (start > first && corpus.kind[start - 1] !== STOP) start--;
  let stop = to;
  while (stop < end && corpus.kind[stop] !== STOP) stop++;
  return spanOf(corpus, text, start, Math.min(stop + 1, end));
}

function shorten(source: string, sentence: Span, at: Span): string {
  const room = Math.max(0, LONGEST_SENTENCE - (at.end - at.start)) >> 1;
  const start = Math.max(sentence.start, at.start - room);
  const end = Math.min(sentence.end, at.end + room);
  const text = source.slice(start, end).replace(/\s+/gu, " ").trim();
  return `${start > sentence.start ? "…" : ""}${text}${end < sentence.end ? "…" : ""}`;
}
