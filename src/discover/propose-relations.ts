import { findAliases } from "./alias.ts";
import { findDerivations, findOpposites } from "./derivation.ts";
import type { DiscoveryContext } from "./discovery-context.ts";
import { findNeighbours, LEAST_TOKENS, type Neighbour } from "./distribution.ts";
import { evidenceAt } from "./evidence.ts";
import { surfaceAt } from "./keywords.ts";
import type { NearestConcept } from "./nearest.ts";
import { findPatterns } from "./pattern.ts";
import { findingsOf } from "./pattern-filter.ts";
import type { Place } from "./polarity.ts";
import type { Confidence, ProposedRelation } from "./proposal.ts";
import { spread } from "./propose-terms.ts";
import { type FoundRelation, joinFindings, turned } from "./relation.ts";
import { wordsOf } from "./run-table.ts";

const MOST_EVIDENCE = 3;
const CONFIDENCES: readonly Confidence[] = ["patterns", "pattern", "derived", "distributional"];
const RULES: ReadonlySet<string> = new Set(["派生", "対義語形"]);
/** Of terms used alike only these say so much about each other that a reader should see them without another witness. */
const MUTUAL_RANK = 3;
const LEAST_SIMILARITY = 0.25;

/** Reads the relations of the corpus, joins what different witnesses say, and links both ends to the thesaurus. */
export function proposeRelations(context: DiscoveryContext): ProposedRelation[] {
  const { index, limit, minFrequency } = context;
  const found = joinFindings([
    ...findingsOf(index, findPatterns(index)),
    ...findAliases(index),
    ...findDerivations(index, minFrequency),
    ...findOpposites(index, minFrequency),
  ]);
  const neighbours =
    index.corpus.word.length >= LEAST_TOKENS ? findNeighbours(index) : new Map<string, Neighbour[]>();
  const labels = labelsOf(context);
  const proposals = [...found, ...alike(neighbours, found)]
    .filter((relation) => isNews(context, relation))
    .map((relation) => orient(context, relation))
    .map((relation) => ({ relation, confidence: confidenceOf(relation, neighbours) }))
    .sort(
      (a, b) =>
        CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
        order(a.relation, b.relation),
    );
  return balanced(proposals, limit).map(({ relation, confidence }) =>
    propose(context, relation, confidence, labels, neighbours),
  );
}

const order = (a: FoundRelation, b: FoundRelation): number =>
  b.score - a.score || b.findings.length - a.findings.length;

/** Related terms outnumber all others: they get what room the others leave, half of it at least. */
function balanced<T extends { readonly relation: FoundRelation }>(
  proposals: readonly T[],
  limit: number,
): T[] {
  const telling = proposals.filter(({ relation }) => relation.kind !== "related");
  const related = proposals.filter(({ relation }) => relation.kind === "related");
  const room = Math.max(limit - related.length, Math.ceil(limit / 2));
  const kept = telling.slice(0, room);
  return [...kept, ...related.slice(0, limit - kept.length)];
}

/** Pairs that are used alike and that no pattern told of. */
function alike(
  neighbours: ReadonlyMap<string, readonly Neighbour[]>,
  found: readonly FoundRelation[],
): FoundRelation[] {
  const known = new Set(found.flatMap(({ left, right }) => [`${left}\n${right}`, `${right}\n${left}`]));
  const pairs: FoundRelation[] = [];
  for (const [left, list] of neighbours) {
    for (const { term: right, rank, similarity } of list) {
      if (
        left >= right ||
        rank > MUTUAL_RANK ||
        similarity < LEAST_SIMILARITY ||
        known.has(`${left}\n${right}`)
      )
        continue;
      const back = neighbours.get(right)?.find(({ term }) => term === left);
      if (back === undefined || back.rank > MUTUAL_RANK) continue;
      pairs.push({ kind: "related", left, right, findings: [], score: similarity, patterns: [] });
    }
  }
  return pairs;
}

/** Two names of one concept are no news, nor is what was turned down. */
function isNews({ concepts, rejected }: DiscoveryContext, { left, right, kind }: FoundRelation): boolean {
  if (rejected.has(left) || rejected.has(right) || rejected.has(`${kind}\t${left}\t${right}`)) return false;
  if (concepts === undefined) return true;
  return !(concepts.holds(left) && concepts.holds(right));
}

/** The term that the thesaurus knows stands second; else the alphabet decides, and a kind comes before its kind-of. */
function orient({ concepts }: DiscoveryContext, relation: FoundRelation): FoundRelation {
  const known = [relation.left, relation.right].map((term) => concepts?.holds(term) ?? false);
  if (known[0] && !known[1]) return turned(relation);
  return !known[1] && relation.kind === "broader" ? turned(relation) : relation;
}

function confidenceOf(
  relation: FoundRelation,
  neighbours: ReadonlyMap<string, readonly Neighbour[]>,
): Confidence {
  const patterns = relation.patterns.filter((pattern) => !RULES.has(pattern));
  const witnesses = relation.patterns.length + (rankOf(relation, neighbours) === undefined ? 0 : 1);
  if (relation.patterns.length === 0) return "distributional";
  if (witnesses >= 2) return "patterns";
  return patterns.length > 0 ? "pattern" : "derived";
}

const rankOf = (
  { left, right }: FoundRelation,
  neighbours: ReadonlyMap<string, readonly Neighbour[]>,
): Neighbour | undefined => neighbours.get(left)?.find(({ term }) => term === right);

function propose(
  { index, concepts, polarity }: DiscoveryContext,
  relation: FoundRelation,
  confidence: Confidence,
  labels: ReadonlyMap<string, string>,
  neighbours: ReadonlyMap<string, readonly Neighbour[]>,
): ProposedRelation {
  const { kind, left, right, findings, score, patterns } = relation;
  const placed = findings.flatMap(({ place, pattern }) => (place ? [{ ...place, pattern }] : []));
  const shown = spread(placed, MOST_EVIDENCE);
  const neighbour = rankOf(relation, neighbours);
  const concept = concepts?.holds(right) ? concepts.find(right) : undefined;
  const nearest = nearestOf(concept, confidence, patterns) ?? concepts?.find(left) ?? concepts?.find(right);
  return {
    kind,
    term: labels.get(left) ?? left,
    other: labels.get(right) ?? right,
    score,
    parts: {
      findings: findings.length,
      patterns: patterns.length,
      ...(neighbour && { similarity: neighbour.similarity, rank: neighbour.rank }),
    },
    confidence,
    patterns,
    evidence: shown.map(({ text, from, to, pattern }) => evidenceAt(index.corpus, text, from, to, pattern)),
    ...(concept && { concept }),
    ...(nearest && { nearest }),
    ...(polarity &&
      placed.length > 0 && {
        polarity: polarity(
          spread(
            placed.map((place) => leftOf(place)),
            MOST_EVIDENCE,
          ),
        ),
      }),
  };
}

const leftOf = ({ text, from, to }: Place): Place => ({ text, from, to });

function nearestOf(
  concept: NearestConcept | undefined,
  confidence: Confidence,
  patterns: readonly string[],
): NearestConcept | undefined {
  if (concept === undefined) return undefined;
  const by =
    confidence === "distributional"
      ? "distribution"
      : patterns.every((pattern) => RULES.has(pattern))
        ? "derivation"
        : "pattern";
  return { ...concept, by };
}

/** How the author wrote each term, by its normalized characters. */
function labelsOf({ index }: DiscoveryContext): Map<string, string> {
  const { runs, corpus } = index;
  const labels = new Map<string, string>();
  for (let r = 0; r < runs.table.size; r++) {
    const first = runs.table.first[r] as number;
    if (runs.table.occurrence[first] !== r) continue;
    const surface = surfaceAt(
      corpus,
      runs.text[first] as number,
      runs.from[first] as number,
      runs.to[first] as number,
    );
    labels.set(wordsOf(runs.table, r).join(""), surface);
  }
  return labels;
}
