import type { Polarity } from "../thesaurus/concept.ts";
import { findHeads, renderPatternSource } from "./cue-pattern.ts";
import type { CuePlace, StanceCue, StanceCues } from "./cues.ts";
import type { Mode } from "./judgement.ts";

/** A cue with its patterns made ready to be tried at one place of a text. */
export interface CompiledCue extends StanceCue {
  readonly sticky: RegExp;
  readonly whole: RegExp;
}

/** The cues of one place. */
export interface CueGroup {
  readonly all: readonly CompiledCue[];
  /** Those that can begin at `position`, by two characters: most words are no cue, and one look-up says so. */
  startingAt(text: string, position: number): readonly CompiledCue[];
}

/** Cues by place, and the word lists as sets. Compiled once; never changed. */
export interface CueTable {
  readonly cues: Readonly<Record<CuePlace, CueGroup>>;
  readonly practiceHeads: ReadonlySet<string>;
  readonly sideHeads: ReadonlySet<string>;
  readonly neutralVerbs: ReadonlySet<string>;
  readonly complementVerbs: ReadonlySet<string>;
  readonly agentiveVerbs: ReadonlySet<string>;
  readonly lightVerbs: ReadonlySet<string>;
}

/** What a cue was found to say, and where. */
export interface FoundCue {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly flips: boolean;
  readonly next: StanceCue["next"];
  readonly mode?: Mode;
}

export function compileCueTable(stance: StanceCues): CueTable {
  const compiled = stance.cues.map((cue) => {
    // Folding has lower-cased the text, but the judge takes any text: NG and ng.
    const lower = cue.patterns.map((pattern) => pattern.toLowerCase());
    const source = renderPatternSource([...new Set([...cue.patterns, ...lower])]);
    const made: CompiledCue = {
      ...cue,
      sticky: new RegExp(source, "y"),
      whole: new RegExp(`^(?:${source})$`),
    };
    return { cue: made, heads: findHeads(source) };
  });
  const at = (place: CuePlace): CueGroup => groupCues(compiled.filter(({ cue }) => cue.at.includes(place)));
  return {
    cues: {
      nominal: at("nominal"),
      predicate: at("predicate"),
      argument: at("argument"),
      left: at("left"),
      remote: at("remote"),
      mode: at("mode"),
      "mode-quote": at("mode-quote"),
    },
    practiceHeads: new Set(stance.heads.practice),
    sideHeads: new Set(stance.heads.side),
    neutralVerbs: new Set(stance.verbs.neutral),
    complementVerbs: new Set(stance.verbs.complement),
    agentiveVerbs: new Set(stance.verbs.agentive),
    lightVerbs: new Set(stance.verbs.light),
  };
}

function groupCues(
  cues: readonly { readonly cue: CompiledCue; readonly heads: ReadonlySet<string> }[],
): CueGroup {
  const all = cues.map(({ cue }) => cue);
  const places = new Map<string, number[]>();
  cues.forEach(({ heads }, place) => {
    for (const head of heads) places.set(head, [...(places.get(head) ?? []), place]);
  });
  /** The cues with one of these heads, in order. */
  const withHeads = (heads: readonly string[]): readonly CompiledCue[] =>
    [...new Set(heads.flatMap((head) => places.get(head) ?? []))]
      .sort((a, b) => a - b)
      .map((place) => all[place] as CompiledCue);
  const anywhere = withHeads([""]);
  const byUnit = new Map<number, readonly CompiledCue[]>();
  const byPair = new Map<number, readonly CompiledCue[]>();
  for (const head of places.keys())
    if (head !== "") {
      const lead = head[0] ?? "";
      byUnit.set(lead.charCodeAt(0), withHeads(["", lead]));
      if (head !== lead) byPair.set(pairOf(head, 0), withHeads(["", lead, head]));
    }
  return {
    all,
    startingAt(text, position) {
      const shorter = byUnit.get(text.charCodeAt(position));
      if (shorter === undefined) return anywhere;
      return byPair.get(pairOf(text, position)) ?? shorter;
    },
  };
}

const pairOf = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);

/**
 * The first cue of the list that stands at `position` and ends by `limit`.
 *
 * @param role the particle that ties the mention to what follows; cues with `roles` need one of theirs
 */
export function findCueAt(
  group: CueGroup,
  text: string,
  position: number,
  limit: number,
  polarity: Polarity,
  role?: string,
): FoundCue | undefined {
  for (const cue of group.startingAt(text, position)) {
    if (!holdsFor(cue, polarity)) continue;
    if (cue.roles.length > 0 && (role === undefined || !cue.roles.includes(role))) continue;
    const length = matchLength(cue.sticky, text, position, limit);
    if (length === 0) continue;
    return foundCue(cue, position, position + length);
  }
  return undefined;
}

/** A rule for supportive practice alone also reads what stands with it, such as 連携. */
export function holdsFor({ only }: StanceCue, polarity: Polarity): boolean {
  return only === undefined || only === polarity || (only === "supportive" && polarity === "context");
}

/** How far a sticky pattern reaches from `position` without the text from `limit` on, which is another sentence. */
export function matchLength(sticky: RegExp, text: string, position: number, limit: number): number {
  sticky.lastIndex = position;
  if (!sticky.test(text)) return 0;
  if (sticky.lastIndex <= limit) return sticky.lastIndex - position;
  sticky.lastIndex = 0;
  return sticky.test(text.slice(position, limit)) ? sticky.lastIndex : 0;
}

export function foundCue(cue: CompiledCue, start: number, end: number): FoundCue {
  const { rule, effect, next, mode } = cue;
  return { start, end, rule, flips: effect === "flip", next, ...(mode === undefined ? {} : { mode }) };
}
