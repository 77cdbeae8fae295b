import type { Analysis, Mention, Versions } from "../analysis.ts";

/** What a concept is in each of two results. */
export interface ConceptChange {
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly before: ConceptState;
  readonly after: ConceptState;
  /** `after.points - before.points`; those of all concepts add up to `fit.change`. */
  readonly change: number;
}

export interface ConceptState {
  readonly points: number;
  readonly affirmed: number;
  readonly denied: number;
  /** What the text calls it, each once, in order. */
  readonly surfaces: readonly string[];
}

/** A mention that two results of the same text see differently. */
export interface MentionChange {
  readonly kind: "found" | "lost" | "judged";
  readonly conceptId: string;
  readonly surface: string;
  readonly start: number;
  readonly end: number;
  readonly before?: Mention["stance"];
  readonly after?: Mention["stance"];
}

export interface AnalysisDiff {
  readonly fit: { readonly before: number; readonly after: number; readonly change: number };
  readonly lean: { readonly before: number; readonly after: number; readonly change: number };
  readonly length: { readonly before: number; readonly after: number };
  /** By falling size of their change; concepts that changed in nothing are left out. */
  readonly concepts: readonly ConceptChange[];
  /** For two results of the same text: each mention that differs, in text order. */
  readonly mentions?: readonly MentionChange[];
  /** The parts of the program whose versions differ: their results are not comparable as they stand. */
  readonly versions: readonly {
    readonly part: keyof Versions;
    readonly before: string;
    readonly after: string;
  }[];
}

type Compared = Pick<Analysis, "text" | "mentions" | "score" | "versions">;

/**
 * Says why two results differ, concept by concept: two documents, or two runs of different versions over one.
 *
 * @example
 * diffAnalyses(analyzer.analyze(draft), analyzer.analyze(final)).concepts[0]?.change; // 12.5
 */
export function diffAnalyses(before: Compared, after: Compared): AnalysisDiff {
  const sides = [statesOf(before), statesOf(after)] as const;
  const ids = new Set([...sides[0].keys(), ...sides[1].keys()]);
  const concepts = [...ids]
    .map((conceptId) => changeOf(conceptId, sides[0].get(conceptId), sides[1].get(conceptId)))
    .filter((change) => !sameState(change.before, change.after))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.conceptId < b.conceptId ? -1 : 1));
  return {
    fit: numbers(before.score.fit, after.score.fit),
    lean: numbers(before.score.lean, after.score.lean),
    length: { before: before.score.length, after: after.score.length },
    concepts,
    ...(before.text === after.text && { mentions: diffMentions(before.mentions, after.mentions) }),
    versions: diffVersions(before.versions, after.versions),
  };
}

type NamedState = ConceptState & { prefLabel: string };

const ABSENT: ConceptState = { points: 0, affirmed: 0, denied: 0, surfaces: [] };

function statesOf({ mentions, score }: Compared): Map<string, NamedState> {
  const points = new Map(
    score.contributions.map((contribution) => [contribution.conceptId, contribution.points]),
  );
  const states = new Map<string, NamedState & { surfaces: string[]; affirmed: number; denied: number }>();
  for (const { conceptId, prefLabel, stance, surface } of mentions) {
    const state = states.get(conceptId) ?? {
      prefLabel,
      points: points.get(conceptId) ?? 0,
      affirmed: 0,
      denied: 0,
      surfaces: [],
    };
    state[stance] += 1;
    if (!state.surfaces.includes(surface) && state.surfaces.length < MOST_SURFACES)
      state.surfaces.push(surface);
    states.set(conceptId, state);
  }
  return states;
}

/** Enough to recognise a concept by; a long document words one in hundreds of ways. */
const MOST_SURFACES = 20;

function changeOf(conceptId: string, before?: NamedState, after?: NamedState): ConceptChange {
  const { prefLabel: _, ...was } = before ?? { ...ABSENT, prefLabel: "" };
  const { prefLabel: __, ...is } = after ?? { ...ABSENT, prefLabel: "" };
  const prefLabel = after?.prefLabel ?? before?.prefLabel ?? conceptId;
  return { conceptId, prefLabel, before: was, after: is, change: is.points - was.points };
}

function sameState(a: ConceptState, b: ConceptState): boolean {
  return a.points === b.points && a.affirmed === b.affirmed && a.denied === b.denied;
}

function numbers(before: number, after: number) {
  return { before, after, change: after - before };
}

function diffMentions(before: readonly Mention[], after: readonly Mention[]): MentionChange[] {
  const key = ({ start, end, conceptId }: Mention) => `${start} ${end} ${conceptId}`;
  const was = new Map(before.map((mention) => [key(mention), mention]));
  const is = new Map(after.map((mention) => [key(mention), mention]));
  const place = ({ conceptId, surface, start, end }: Mention) => ({ conceptId, surface, start, end });
  const lost = before
    .filter((mention) => !is.has(key(mention)))
    .map((mention) => ({ kind: "lost" as const, ...place(mention), before: mention.stance }));
  const rest = after.flatMap((mention): MentionChange[] => {
    const old = was.get(key(mention));
    if (old === undefined) return [{ kind: "found", ...place(mention), after: mention.stance }];
    if (old.stance === mention.stance) return [];
    return [{ kind: "judged", ...place(mention), before: old.stance, after: mention.stance }];
  });
  return [...lost, ...rest].sort((a, b) => a.start - b.start || a.end - b.end);
}

function diffVersions(before: Versions, after: Versions): AnalysisDiff["versions"] {
  const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Versions)[];
  return parts
    .map((part) => ({ part, before: before[part] ?? "", after: after[part] ?? "" }))
    .filter((version) => version.before !== version.after);
}
