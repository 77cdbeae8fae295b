import type { Span } from "../text/span.ts";
import type { Condition } from "../thesaurus/concept.ts";
import type { ExpressionCompiler } from "./expression.ts";

/** Whether a condition on the text around a candidate holds. */
export type Test = (context: Context, span: Span) => boolean;

/** What conditions look at: bounded, so that one long line costs no more than many short ones. */
export interface Context {
  readonly text: string;
  readonly sentence: Span;
  readonly passage: Span;
  /** What is known of this text, for each search of one expression on one side of candidates. */
  readonly known: Map<object, Known>;
}

const BESIDE = 24;
const REACH = { sentence: 150, passage: 400 } as const;
/** Characters of the sentence around a candidate below which nothing follows from what is not there, unless something that is there speaks too: the length of other sentences changes nothing. */
const TELLING = 20;

/** Compiles conditions; those that are alike share one search. Expressions are made when they are first asked. */
export function conditionCompiler(compile: ExpressionCompiler): (conditions: readonly Condition[]) => Test[] {
  const tests = new Map<string, Test>();
  const shared = (key: string, make: () => Test): Test => {
    let test = tests.get(key);
    if (test === undefined) {
      test = make();
      tests.set(key, test);
    }
    return test;
  };
  return (conditions) =>
    conditions.map(({ before, after, sentence, passage, lacking }) => {
      const parts: Test[] = [];
      if (before !== undefined) parts.push(shared(`before ${before}`, () => standsBefore(before, compile)));
      if (after !== undefined) parts.push(shared(`after ${after}`, () => standsBehind(after, compile)));
      // Before what must stand there: in text about people it is found at once, and the long lists of other fields need no look.
      if (lacking !== undefined) {
        const stands = shared(`passage ${lacking}`, () => standsAround(lacking, "passage", compile));
        const alone = [before, after, sentence, passage].every((part) => part === undefined);
        parts.push(
          (context, span) => (!alone || roomAround(context, span) >= TELLING) && !stands(context, span),
        );
      }
      if (sentence !== undefined)
        parts.push(shared(`sentence ${sentence}`, () => standsAround(sentence, "sentence", compile)));
      if (passage !== undefined)
        parts.push(shared(`passage ${passage}`, () => standsAround(passage, "passage", compile)));
      return (context, span) => parts.every((part) => part(context, span));
    });
}

function standsBefore(pattern: string, compile: ExpressionCompiler): Test {
  const expression = new RegExp(`(?:${compile(pattern).source})$`, "u");
  return ({ text }, { start }) => expression.test(text.slice(Math.max(0, start - BESIDE), start));
}

function standsBehind(pattern: string, compile: ExpressionCompiler): Test {
  const expression = new RegExp(compile(pattern).source, "uy");
  return ({ text }, { end }) => {
    expression.lastIndex = end;
    return expression.test(text);
  };
}

function standsAround(pattern: string, place: "sentence" | "passage", compile: ExpressionCompiler): Test {
  const expression = new RegExp(compile(pattern).source, "u");
  const reach = REACH[place];
  const left = windowSearch(expression);
  const right = windowSearch(expression);
  return (context, { start, end }) => {
    const limits = context[place];
    return (
      left(context, Math.max(limits.start, start - reach), start) ||
      right(context, end, Math.min(limits.end, end + reach))
    );
  };
}

function roomAround({ sentence }: Context, { start, end }: Span): number {
  return sentence.end - sentence.start - (end - start);
}

/** What one search found: no match that ends by `to` begins from `from` to before `start`; one stands at `start` unless that is `to`. */
interface Known {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

const LONGEST_SEARCH = 6_400;

/**
 * Tells whether an expression matches within a window, for windows that move on through a text. What a search found answers
 * the windows behind it too, and one that overlaps the last looks twice as far ahead: where candidates stand close together, each
 * character is read a few times in all, not once for every candidate in reach. The expressions are those of wordings, without
 * anchors or lookaround, so a match within a window is one within a larger stretch of text.
 */
function windowSearch(expression: RegExp): (context: Context, start: number, end: number) => boolean {
  // The key of this search in `Context.known`.
  const own = {};
  return ({ text, known }, start, end) => {
    let found = known.get(own);
    if (found === undefined || start < found.from || start > found.start || end > found.to) {
      found = search(expression, text, start, farEnd(found, start, end, text.length));
      known.set(own, found);
    }
    if (found.start >= end) return found.start === end && found.end === end;
    // The first match may end behind the window, where a shorter or later one does not.
    return found.end <= end || expression.test(text.slice(start, end));
  };
}

function farEnd(found: Known | undefined, start: number, end: number, most: number): number {
  if (found === undefined || start < found.from || start >= found.to) return end;
  if (end <= found.to) return found.to;
  return Math.min(most, Math.max(end, start + Math.min(LONGEST_SEARCH, 2 * (found.to - found.from))));
}

function search(expression: RegExp, text: string, from: number, to: number): Known {
  const match = expression.exec(text.slice(from, to));
  if (match === null) return { from, to, start: to, end: to + 1 };
  const start = from + match.index;
  return { from, to, start, end: start + match[0].length };
}
