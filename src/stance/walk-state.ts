import type { Polarity } from "../thesaurus/concept.ts";
import type { Token } from "../tokenizer/token.ts";
import { type CueTable, type FoundCue, findCueAt } from "./cue-table.ts";

/**
 * How much of what is said of the noun phrase is said of the mention in it: `self` the mention or a noun that names
 * the practice (寄り添う姿勢), `weak` a person or thing beside it (寄り添う職員), `side` something of its own (寄り添う効果).
 */
type Head = "self" | "weak" | "side";

export type State = "nominal" | "argument" | "predicate" | "stop";

export interface Walk {
  readonly table: CueTable;
  readonly text: string;
  readonly limit: number;
  readonly tokens: readonly Token[];
  readonly polarity: Polarity;
  readonly flips: FoundCue[];
  read?: FoundCue;
  index: number;
  head: Head;
  /** The particle that ties the noun phrase to its predicate; `manner` for adverbs. */
  role: string;
  hasObject: boolean;
  hasSubject: boolean;
  comma: boolean;
  /** A て-form went between the object and its next verb. */
  continued: boolean;
  /** い, でき, られ were read: a negation now says that something is lacking. */
  ongoing: boolean;
  hops: number;
}

/** The first token that begins at or after `offset`; a token that the match cuts counts as inside it. */
export function findTokenFrom(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function advance(walk: Walk, state: State): State {
  walk.index += 1;
  return state;
}

export function jump(walk: Walk, index: number, state: State): State {
  walk.index = Math.max(index, walk.index + 1);
  return state;
}

export function setHead(walk: Walk, token: Token, otherwise: Head): void {
  if (walk.table.sideHeads.has(token.surface)) walk.head = "side";
  else if (walk.table.practiceHeads.has(token.surface)) walk.head = walk.head === "side" ? "side" : "self";
  else walk.head = walk.head === "side" ? "side" : otherwise;
}

export function enterArgument(walk: Walk, role: string): State {
  walk.role = role;
  walk.hasObject = false;
  walk.hasSubject = false;
  walk.comma = false;
  walk.continued = false;
  return "argument";
}

const ongoing = new Set([
  "できる",
  "出来る",
  "至る",
  "行き届く",
  "届く",
  "足りる",
  "整う",
  "取れる",
  "図れる",
  "いる",
  "ある",
  "おる",
  "ござる",
  "いらっしゃる",
]);

export function enterPredicate(walk: Walk, verb: Token): State {
  walk.ongoing = ongoing.has(verb.lemma);
  return advance(walk, "predicate");
}

export function findCue(
  walk: Walk,
  place: "nominal" | "argument" | "predicate",
  token: Token,
): FoundCue | undefined {
  const cue = findCueAt(walk.table.cues[place], walk.text, token.start, walk.limit, walk.polarity, walk.role);
  if (cue === undefined) return undefined;
  // ないか must not be read out of ないから: a cue does not end inside a particle.
  const last = walk.tokens[findTokenFrom(walk.tokens, cue.end) - 1];
  return last !== undefined && last.end > cue.end && last.pos === "助詞" ? undefined : cue;
}

export function take(walk: Walk, cue: FoundCue): State {
  if (cue.flips) walk.flips.push(cue);
  else walk.read ??= cue;
  walk.index = Math.max(findTokenFrom(walk.tokens, cue.end), walk.index + 1);
  if (cue.next === "predicate") walk.ongoing = false;
  return cue.next;
}

export function takeCondition(walk: Walk, token: Token): State {
  walk.read ??= {
    start: token.start,
    end: token.end,
    rule: "condition",
    flips: false,
    next: "stop",
    mode: "hypothetical",
  };
  return "stop";
}
