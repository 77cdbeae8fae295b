import type { Polarity } from "../thesaurus/concept.ts";
import { renderPatternSource } from "./cue-pattern.ts";
import type { CuePlace, StanceCue, StanceCues } from "./cues.ts";
import type { Mode } from "./judgement.ts";

/** A cue with its patterns made ready to be tried at one place of a text. */
export interface CompiledCue extends StanceCue {
  readonly sticky: RegExp;
  readonly anywhere: RegExp;
  readonly whole: RegExp;
}

/** The cues of one place, and one expression that says whether any of them can match: most words are no cue. */
export interface CueGroup {
  readonly all: readonly CompiledCue[];
  readonly anySticky: RegExp;
  readonly anyAnywhere: RegExp;
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
  const compiled = stance.cues.map((cue): CompiledCue => {
    const source = renderPatternSource(cue.patterns);
    return {
      ...cue,
      sticky: new RegExp(source, "y"),
      anywhere: new RegExp(source),
      whole: new RegExp(`^(?:${source})$`),
    };
  });
  const at = (place: CuePlace): CueGroup => {
    const all = compiled.filter((cue) => cue.at.includes(place));
    // (?!) never matches: a place without cues.
    const any = all.length === 0 ? "(?!)" : all.map(({ anywhere }) => `(?:${anywhere.source})`).join("|");
    return { all, anySticky: new RegExp(any, "y"), anyAnywhere: new RegExp(any) };
  };
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

/**
 * The first cue of the list that stands at `position` and ends by `limit`.
 *
 * @param role the particle that ties the mention to what follows; cues with `roles` need one of theirs
 */
export function findCueAt(
  { all, anySticky }: CueGroup,
  text: string,
  position: number,
  limit: number,
  polarity: Polarity,
  role?: string,
): FoundCue | undefined {
  anySticky.lastIndex = position;
  if (!anySticky.test(text)) return undefined;
  for (const cue of all) {
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
  const length = sticky.exec(text)?.[0].length ?? 0;
  if (position + length <= limit) return length;
  sticky.lastIndex = 0;
  return sticky.exec(text.slice(position, limit))?.[0].length ?? 0;
}

export function foundCue(cue: CompiledCue, start: number, end: number): FoundCue {
  const { rule, effect, next, mode } = cue;
  return { start, end, rule, flips: effect === "flip", next, ...(mode === undefined ? {} : { mode }) };
}
