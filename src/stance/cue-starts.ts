import type { Span } from "../text/span.ts";
import type { CompiledCue, CueGroup } from "./cue-table.ts";
import type { JudgedSentence } from "./stance.ts";

/** In shorter sentences what is kept costs more than it saves: most hold a mention or two. */
const FEW_CHARACTERS = 300;

const known = new WeakMap<JudgedSentence, Map<CueGroup, readonly number[]>>();

/**
 * Where cues of a group can begin from `from` to before `to` of a sentence, in order. The stretches that mentions read overlap where they
 * stand close together: for a long sentence all starts are looked up once.
 */
export function startsWithin(
  group: CueGroup,
  sentence: JudgedSentence,
  from: number,
  to: number,
): readonly number[] {
  if (sentence.end - sentence.start < FEW_CHARACTERS) return startsIn(group, sentence.text, from, to);
  const groups = known.get(sentence) ?? new Map<CueGroup, readonly number[]>();
  known.set(sentence, groups);
  const all = groups.get(group) ?? startsIn(group, sentence.text, sentence.start, sentence.end);
  groups.set(group, all);
  const first = firstFrom(all, from);
  return all.slice(first, firstFrom(all, to, first));
}

function startsIn(group: CueGroup, text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let at = from; at < to; at += 1) if (group.startingAt(text, at).length > 0) starts.push(at);
  return starts;
}

function firstFrom(sorted: readonly number[], least: number, from = 0): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where each cue first stands from `from` to `to` of a sentence, for those that do. */
export function findFirsts(
  group: CueGroup,
  sentence: JudgedSentence,
  from: number,
  to: number,
): Map<CompiledCue, Span> {
  const firsts = new Map<CompiledCue, Span>();
  const starts = startsWithin(group, sentence, from, to);
  if (starts.length === 0) return firsts;
  // What stands behind `to` must not decide whether a cue is one.
  const text = sentence.text.slice(from, to);
  for (const start of starts) {
    for (const cue of group.startingAt(text, start - from)) {
      if (firsts.has(cue)) continue;
      cue.sticky.lastIndex = start - from;
      if (cue.sticky.test(text)) firsts.set(cue, { start, end: from + cue.sticky.lastIndex });
    }
  }
  return firsts;
}
