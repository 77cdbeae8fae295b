import { wordsOf } from "./run-table.ts";

/** How term A stands to term B. `narrower`: A is a kind of B. `broader`: B is a kind of A. */
export type RelationKind = "synonym" | "narrower" | "broader" | "contrary" | "related";

/** A relation between two terms that was read somewhere, once. */
export interface Finding {
  readonly kind: RelationKind;
  /** The terms by their characters in the normalized text. */
  readonly left: string;
  readonly right: string;
  /** Name of the pattern or rule. */
  readonly pattern: string;
  /** How likely a finding of this pattern is true, from judged samples (docs/DISCOVER.md). */
  readonly precision: number;
  /** Tokens `[from, to)` of document `text` that hold both terms; absent for what no one sentence says. */
  readonly place?: { readonly text: number; readonly from: number; readonly to: number };
}

/** All findings about one pair of terms. */
export interface FoundRelation {
  readonly kind: RelationKind;
  readonly left: string;
  readonly right: string;
  /** The findings, those with a place first. */
  readonly findings: readonly Finding[];
  /** 1 − ∏(1 − precision) over the different patterns: what independent witnesses add up to. */
  readonly score: number;
  readonly patterns: readonly string[];
}

const MIRROR: Readonly<Record<RelationKind, RelationKind>> = {
  synonym: "synonym",
  related: "related",
  contrary: "contrary",
  narrower: "broader",
  broader: "narrower",
};

/**
 * Joins findings of the same pair, whichever way round they were read. Where a pair has several kinds the strongest stays;
 * `related` always gives way, for every pair that is anything is related.
 */
export function joinFindings(findings: readonly Finding[]): FoundRelation[] {
  const pairs = new Map<string, Map<RelationKind, Finding[]>>();
  for (const finding of findings) {
    if (finding.left === finding.right) continue;
    const turned = finding.left > finding.right;
    const [left, right] = turned ? [finding.right, finding.left] : [finding.left, finding.right];
    const kinds = pairs.get(`${left}\n${right}`) ?? new Map<RelationKind, Finding[]>();
    pairs.set(`${left}\n${right}`, kinds);
    const kind = turned ? MIRROR[finding.kind] : finding.kind;
    kinds.set(kind, [...(kinds.get(kind) ?? []), { ...finding, left, right, kind }]);
  }
  const relations = Array.from(pairs.values(), (kinds) => {
    const all = Array.from(kinds, ([kind, found]) => foundRelation(kind, found));
    const telling = all.filter(({ kind }) => kind !== "related");
    return (telling.length > 0 ? telling : all).reduce((best, other) =>
      other.score > best.score ? other : best,
    );
  });
  return relations.sort(byScore);
}

function foundRelation(kind: RelationKind, findings: readonly Finding[]): FoundRelation {
  const [{ left, right }] = findings as [Finding, ...Finding[]];
  const best = new Map<string, number>();
  for (const { pattern, precision } of findings)
    best.set(pattern, Math.max(precision, best.get(pattern) ?? 0));
  let doubt = 1;
  for (const precision of best.values()) doubt *= 1 - precision;
  const placed = [...findings].sort((a, b) => Number(a.place === undefined) - Number(b.place === undefined));
  return { kind, left, right, findings: placed, score: 1 - doubt, patterns: [...best.keys()] };
}

/** The same relation told of B first. */
export function turned(relation: FoundRelation): FoundRelation {
  return { ...relation, kind: MIRROR[relation.kind], left: relation.right, right: relation.left };
}

function byScore(a: FoundRelation, b: FoundRelation): number {
  return (
    b.score - a.score ||
    b.findings.length - a.findings.length ||
    (a.left < b.left ? -1 : a.left > b.left ? 1 : a.right < b.right ? -1 : 1)
  );
}

export const termOf = (table: Parameters<typeof wordsOf>[0], r: number): string => wordsOf(table, r).join("");
