import type { Mention } from "../analysis.ts";
import type { Span } from "../text/span.ts";

/** The parts of a text that a report shows, at the offsets that they have in the whole. */
export interface Excerpt {
  readonly passages: readonly Passage[];
  /** Characters of the whole text. */
  readonly whole: number;
  /** Characters that are shown. */
  readonly shown: number;
  /** What is kept between two offsets of the whole text, as `String.prototype.slice` for the parts that are kept. */
  slice(start: number, end: number): string;
}

export interface Passage {
  /** Offset in the whole text. */
  readonly start: number;
  readonly text: string;
}

// Enough for a line of concordance on either side, and to see what a sentence is about.
const AROUND = 60;
const SENTENCE = 400;

/**
 * Keeps a text whole when it has at most `most` characters, and else the sentences with mentions, then what stands between
 * them as far as `most` reaches. What a concordance needs around each mention is kept in any case.
 */
export function excerptOf(
  text: string,
  mentions: readonly Pick<Mention, "start" | "end" | "sentence" | "cue">[],
  most: number,
): Excerpt {
  const spans =
    text.length <= most ? [{ start: 0, end: text.length }] : widen(kernels(text, mentions), text, most);
  const passages = spans
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => ({ start, text: text.slice(start, end) }));
  return {
    passages,
    whole: text.length,
    shown: passages.reduce((sum, passage) => sum + passage.text.length, 0),
    slice: (start, end) =>
      passages
        .filter((passage) => passage.start < end && passage.start + passage.text.length > start)
        .map((passage) =>
          passage.text.slice(Math.max(0, start - passage.start), Math.max(0, end - passage.start)),
        )
        .join(""),
  };
}

function kernels(
  text: string,
  mentions: readonly Pick<Mention, "start" | "end" | "sentence" | "cue">[],
): Span[] {
  return mentions.map(({ start, end, sentence, cue }) => ({
    start: wholeCharacter(
      text,
      Math.max(0, Math.min(start - AROUND, Math.max(sentence.start, start - SENTENCE), cue?.start ?? start)),
    ),
    end: wholeCharacter(
      text,
      Math.min(text.length, Math.max(end + AROUND, Math.min(sentence.end, end + SENTENCE), cue?.end ?? end)),
    ),
  }));
}

/** Never between the two halves of a character. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}

/** Joins spans that meet; then lets the first passage begin the document when there is room for it. */
function widen(spans: readonly Span[], text: string, most: number): Span[] {
  const joined = join(spans);
  const room = most - joined.reduce((sum, { start, end }) => sum + end - start, 0);
  if (room <= 0) return joined;
  const around = Math.floor(room / (2 * joined.length + 1));
  const wide = joined.map(({ start, end }) => ({
    start: wholeCharacter(text, Math.max(0, start - around)),
    end: wholeCharacter(text, Math.min(text.length, end + around)),
  }));
  return join([{ start: 0, end: wholeCharacter(text, Math.min(text.length, around)) }, ...wide]);
}

function join(spans: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}
