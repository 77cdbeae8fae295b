import type { Span } from "../text/span.ts";
import type { Condition } from "../thesaurus/concept.ts";
import type { PatternRunner } from "./pattern-runner.ts";

/** Whether a condition on the text around a candidate holds. */
export type Test = (context: Context, span: Span) => boolean;

/** What conditions look at: bounded, so that one long line costs no more than many short ones. */
export interface Context {
  readonly text: string;
  readonly sentence: Span;
  readonly passage: Span;
  /** Tells this context from all others, and its text from all others: what was found once is known by these numbers. */
  readonly number: number;
  readonly textNumber: number;
}

const BESIDE = 24;
const REACH = { sentence: 150, passage: 400 } as const;
/** Characters of the sentence around a candidate below which nothing follows from what is not there, unless something that is there speaks too: the length of other sentences changes nothing. */
const TELLING = 20;

/** Where each pattern of the conditions begins among the steps of `runner`. */
export type EntryOf = (pattern: string) => number;

/** Makes tests of conditions; those that are alike share one search. */
export function conditionCompiler(
  entryOf: EntryOf,
  runner: PatternRunner,
): (conditions: readonly Condition[]) => Test[] {
  const tests = new Map<string, Test>();
  const shared = (key: string, make: () => Test): Test => {
    let test = tests.get(key);
    if (test === undefined) {
      test = make();
      tests.set(key, test);
    }
    return test;
  };
  // Conditions of a concept or of the whole thesaurus are asked for each of its wordings that stand at one place.
  const madeOf = new Map<Condition, Test>();
  const beforeIt = (pattern: string) =>
    shared(`before ${pattern}`, () => standsBefore(entryOf(pattern), runner));
  const behindIt = (pattern: string) =>
    shared(`after ${pattern}`, () => standsBehind(entryOf(pattern), runner));
  const around = (pattern: string, place: "sentence" | "passage") =>
    shared(`${place} ${pattern}`, () => standsAround(entryOf(pattern), place, runner));
  return (conditions) =>
    conditions.map((condition) => {
      const made = madeOf.get(condition);
      if (made !== undefined) return made;
      const { before, after, sentence, passage, lacking } = condition;
      const parts: Test[] = [];
      if (before !== undefined) parts.push(beforeIt(before));
      if (after !== undefined) parts.push(behindIt(after));
      // Before what must stand there: in text about people it is found at once, and the long lists of other fields need no look.
      if (lacking !== undefined) {
        const stands = around(lacking, "passage");
        const alone = [before, after, sentence, passage].every((part) => part === undefined);
        parts.push(
          (context, span) => (!alone || roomAround(context, span) >= TELLING) && !stands(context, span),
        );
      }
      if (sentence !== undefined) parts.push(around(sentence, "sentence"));
      if (passage !== undefined) parts.push(around(passage, "passage"));
      const test = lastAnswer((context, span) => parts.every((part) => part(context, span)));
      madeOf.set(condition, test);
      return test;
    });
}

/** Remembers the last answer: candidates that stand at one place come one after the other. */
function lastAnswer(test: Test): Test {
  let [asked, start, end] = [-1, -1, -1];
  let answer = false;
  return (context, span) => {
    if (context.number !== asked || span.start !== start || span.end !== end) {
      answer = test(context, span);
      asked = context.number;
      start = span.start;
      end = span.end;
    }
    return answer;
  };
}

function standsBefore(entry: number, runner: PatternRunner): Test {
  return ({ text }, { start }) => runner.endsAt(entry, text, Math.max(0, start - BESIDE), start);
}

function standsBehind(entry: number, runner: PatternRunner): Test {
  return ({ text }, { end }) => runner.match(entry, text, end, text.length) >= 0;
}

function standsAround(entry: number, place: "sentence" | "passage", runner: PatternRunner): Test {
  const reach = REACH[place];
  const left = windowSearch(entry, runner);
  const right = windowSearch(entry, runner);
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
 * Tells whether a pattern matches within a window, for windows that move on through a text. What a search found answers
 * the windows behind it too, and one that overlaps the last looks twice as far ahead: where candidates stand close together, each
 * character is read a few times in all, not once for every candidate in reach. Patterns look at nothing but what they match, so a
 * match within a window is one within a larger stretch of text.
 */
function windowSearch(
  entry: number,
  runner: PatternRunner,
): (context: Context, start: number, end: number) => boolean {
  let found: Known | undefined;
  let foundIn = -1;
  return ({ text, textNumber }, start, end) => {
    if (foundIn !== textNumber) found = undefined;
    // A window that begins a little further left, behind a longer candidate: only what lies before has not been searched.
    if (found !== undefined && start < found.from && found.from <= end) {
      const at = runner.search(entry, text, start, found.to, found.from);
      found = { ...found, from: start, ...(at >= 0 && { start: at, end: runner.end() }) };
    }
    if (found === undefined || start < found.from || start > found.start || end > found.to) {
      const to = farEnd(found, start, end, text.length);
      const at = runner.search(entry, text, start, to);
      found = { from: start, to, start: at < 0 ? to : at, end: at < 0 ? to + 1 : runner.end() };
      foundIn = textNumber;
    }
    if (found.start >= end) return found.start === end && found.end === end;
    // The first match may end behind the window, where a shorter or later one does not.
    return found.end <= end || runner.search(entry, text, start, end) >= 0;
  };
}

function farEnd(found: Known | undefined, start: number, end: number, most: number): number {
  if (found === undefined || start < found.from || start >= found.to) return end;
  if (end <= found.to) return found.to;
  return Math.min(most, Math.max(end, start + Math.min(LONGEST_SEARCH, 2 * (found.to - found.from))));
}
