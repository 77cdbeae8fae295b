import type { Span } from "../text/span.ts";
import type { Polarity } from "../thesaurus/concept.ts";
import type { Token } from "../tokenizer/token.ts";
import { type CueTable, compileCueTable } from "./cue-table.ts";
import type { StanceCues } from "./cues.ts";
import type { Cue, Judgement, Mode } from "./judgement.ts";
import {
  findFlipAhead,
  findFlipBefore,
  findFlipInside,
  findFlipOfRow,
  findMode,
  findModeOfDenial,
  isPraise,
  trimParticles,
} from "./surroundings.ts";
import { walk } from "./walk.ts";

/** A sentence as the judge needs it: the whole text, and the tokens of this sentence alone. */
export interface JudgedSentence extends Span {
  /** The text that all offsets are into; full-width punctuation, as folding leaves it. */
  readonly text: string;
  /** Tokens that lie in the sentence, in order; offsets into `text`. */
  readonly tokens: readonly Token[];
  /** True where the whole block is cited. */
  readonly quoted?: boolean;
}

export interface StanceJudge {
  /** Version of the cues, for the stamp on results. */
  readonly version: string;
  /**
   * Says how one match is meant in its sentence.
   *
   * Reads at most 60 tokens right of the match and `LEFT_REACH` characters left of it, so its cost does not grow with the
   * sentence. Never throws, whatever the tokens are. Steps taken through a long sentence are kept while that object lives, which
   * must not change; nothing else is kept between calls.
   *
   * @param options.polarity the side of the concept: to review (見直す) a contrary practice denies it, to review a supportive one does not
   * @param options.named where the sentence names contrary practice: of 口を挟み、任せられない the negation is the second one's own
   */
  judge(sentence: JudgedSentence, span: Span, options?: JudgeOptions): Judgement;
}

export interface JudgeOptions {
  /** `supportive` unless given. */
  readonly polarity?: Polarity;
  readonly named?: readonly Span[];
}

/**
 * Makes a judge of checked cues, once for many texts.
 *
 * @example
 * const judge = compileStance(parseStanceCues(json));
 * judge.judge(sentence, { start: 0, end: 3 }, { polarity: "contrary" }).stance // 丸投げをやめる。 → "denied"
 */
export function compileStance(cues: StanceCues): StanceJudge {
  const table = compileCueTable(cues);
  return {
    version: cues.version,
    judge: (sentence, span, options = {}) =>
      judgeSpan(table, sentence, span, options.polarity ?? "supportive", options.named ?? []),
  };
}

function judgeSpan(
  table: CueTable,
  sentence: JudgedSentence,
  given: Span,
  polarity: Polarity,
  named: readonly Span[],
): Judgement {
  const span = clamp(given, sentence);
  const inside = findFlipInside(sentence, span, polarity);
  if (inside !== undefined) return judgement("denied", undefined, inside, span, sentence);
  const walked = walk(table, sentence, trimParticles(sentence, span, polarity), polarity);
  const isNextOnes = ({ rule, start, end }: Cue): boolean =>
    rule === "negation" &&
    polarity === "contrary" &&
    start >= span.end &&
    named.some((next) => next.start >= span.end && next.start <= start && end <= next.end);
  const before = findFlipBefore(table, sentence, span, polarity);
  const [first] = walked.flips;
  const praised =
    polarity !== "contrary" &&
    walked.flips.length === 1 &&
    first !== undefined &&
    isPraise(sentence, span, first);
  const own = walked.flips.filter((flip) => !isNextOnes(flip));
  const ahead =
    own.length > 0
      ? undefined
      : (findFlipAhead(table, sentence, span, polarity) ??
        (polarity === "contrary" && before === undefined ? findFlipOfRow(sentence, span) : undefined));
  const flips = [...(praised ? [] : own), before, ahead].filter((flip) => flip !== undefined);
  const last = flips.at(-1);
  const quoted = sentence.quoted === true ? "quoted" : undefined;
  if (last !== undefined && flips.length % 2 === 1) {
    const mode = flips.map((flip) => flip.mode).find((found) => found !== undefined);
    const called = polarity === "contrary" ? findModeOfDenial(table, sentence, last, polarity) : undefined;
    return judgement("denied", mode ?? called ?? quoted, last, span, sentence);
  }
  const found = walked.read?.mode !== undefined ? walked.read : findMode(table, sentence, span, polarity);
  if (found?.mode !== undefined) return judgement("affirmed", found.mode, found, span, sentence);
  return { stance: "affirmed", ...(quoted === undefined ? {} : { mode: quoted }) };
}

function judgement(
  stance: Judgement["stance"],
  mode: Mode | undefined,
  found: Cue,
  span: Span,
  sentence: Span,
): Judgement {
  const { start, end } = clamp(found, sentence);
  return {
    stance,
    ...(mode === undefined ? {} : { mode }),
    cue: { start, end, rule: found.rule },
    scope: { start: Math.min(span.start, start), end: Math.max(span.end, end) },
  };
}

function clamp({ start, end }: Span, { start: from, end: to }: Span): Span {
  const begin = Math.min(Math.max(start, from), to);
  return { start: begin, end: Math.min(Math.max(end, begin), to) };
}
