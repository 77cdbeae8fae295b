import type { Analysis, Mention, Versions } from "../analysis.ts";
import type { Problem } from "../errors.ts";
import type { AnalyzedRecord, CorpusRecord } from "../record.ts";
import { compareGroups, type GroupComparison } from "../score/keyness.ts";
import type { Polarity, Relation } from "../thesaurus/concept.ts";
import { type ChiSquare, chiSquare } from "./chi-square.ts";
import { type Excerpt, excerptOf } from "./excerpt.ts";

/** A document of a report: its result, with the parts of its text that are shown. */
export interface ReportDocument extends Omit<AnalyzedRecord, "analysis" | "error"> {
  /** 1 is the best fit. */
  readonly rank: number;
  /** 1-based, in the order in which the documents came. */
  readonly order: number;
  readonly group?: string;
  readonly analysis: Omit<Analysis, "text">;
  readonly excerpt: Excerpt;
}

/** How a concept is used in all documents together. */
export interface ConceptUse {
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly relation: Relation;
  readonly polarity: Polarity;
  readonly mentions: number;
  readonly denied: number;
  /** Documents with at least one mention that is not denied. */
  readonly documents: number;
}

/** Two concepts that stand in the same paragraphs. */
export interface ConceptPair {
  readonly a: string;
  readonly b: string;
  /** Paragraphs with both. */
  readonly together: number;
  /** Paragraphs with both of those with either, 0-1. */
  readonly jaccard: number;
}

/** A row of the cross table: in how many documents of each group a concept is affirmed, in the order of `groups`. */
export interface CrossRow {
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly documents: readonly number[];
  /** Absent where nothing can differ. */
  readonly test?: ChiSquare;
}

export interface ReportGroup {
  readonly name: string;
  readonly documents: number;
  readonly length: number;
  readonly meanFit: number;
  /** This group beside all others; absent where either has no prose. */
  readonly keyness?: GroupComparison;
}

export interface FailedSource {
  readonly source: string;
  readonly id?: string;
  readonly error: Problem;
}

/** All that a report tells, before it takes a form. */
export interface CorpusReport {
  readonly title: string;
  readonly versions?: Versions;
  /** By falling fit; of one fit in the order in which they came. */
  readonly documents: readonly ReportDocument[];
  readonly failures: readonly FailedSource[];
  /** By falling number of mentions. */
  readonly concepts: readonly ConceptUse[];
  /** By falling Jaccard. */
  readonly pairs: readonly ConceptPair[];
  /** In the order of their names; empty without groups. */
  readonly groups: readonly ReportGroup[];
  /** By falling chi-square; empty without groups. */
  readonly cross: readonly CrossRow[];
}

export interface CollectOptions {
  readonly title?: string;
  /** Which group a document belongs to; undefined for none. */
  readonly groupOf?: (record: AnalyzedRecord) => string | undefined;
  /** Most characters kept of one document's text; 20,000 unless given. Sentences with mentions are kept in any case. */
  readonly maxTextEach?: number;
}

/**
 * Takes in records as they come and holds of each only what a report shows: its result, not its whole text.
 *
 * @example
 * const report = await collectReport(analyzeCorpus(sources), { groupOf: ({ source }) => source.split("/")[0] });
 * report.documents[0].rank; // 1
 */
export async function collectReport(
  records: Iterable<CorpusRecord> | AsyncIterable<CorpusRecord>,
  { title = "", groupOf, maxTextEach = 20_000 }: CollectOptions = {},
): Promise<CorpusReport> {
  const documents: Omit<ReportDocument, "rank">[] = [];
  const failures: FailedSource[] = [];
  for await (const record of records) {
    if (record.analysis === undefined) failures.push(record);
    else documents.push(condense(record, documents.length + 1, groupOf?.(record), maxTextEach));
  }
  const ranked = documents
    .sort((a, b) => b.analysis.score.fit - a.analysis.score.fit)
    .map((document, i) => ({ ...document, rank: i + 1 }));
  const concepts = usesOf(ranked);
  const groups = groupOf === undefined ? [] : groupsOf(ranked);
  return {
    title,
    ...(ranked[0] && { versions: ranked[0].analysis.versions }),
    documents: ranked,
    failures,
    concepts,
    pairs: pairsOf(ranked),
    groups,
    cross: crossOf(ranked, concepts, groups),
  };
}

function condense(
  { analysis: { text, ...analysis }, error: _, ...record }: AnalyzedRecord,
  order: number,
  group: string | undefined,
  most: number,
): Omit<ReportDocument, "rank"> {
  return {
    ...record,
    order,
    ...(group !== undefined && { group }),
    analysis,
    excerpt: excerptOf(text, analysis.mentions, most),
  };
}

function usesOf(documents: readonly ReportDocument[]): ConceptUse[] {
  const uses = new Map<string, { -readonly [K in keyof ConceptUse]: ConceptUse[K] }>();
  for (const { analysis } of documents) {
    for (const { conceptId, prefLabel, relation, polarity, stance } of analysis.mentions) {
      const use = uses.get(conceptId) ?? {
        conceptId,
        prefLabel,
        relation,
        polarity,
        mentions: 0,
        denied: 0,
        documents: 0,
      };
      use.mentions += 1;
      if (stance === "denied") use.denied += 1;
      uses.set(conceptId, use);
    }
    for (const conceptId of affirmedIn(analysis.mentions)) {
      const use = uses.get(conceptId);
      if (use !== undefined) use.documents += 1;
    }
  }
  return [...uses.values()].sort((a, b) => b.mentions - a.mentions || (a.conceptId < b.conceptId ? -1 : 1));
}

function affirmedIn(mentions: readonly Mention[]): Set<string> {
  return new Set(mentions.filter(({ stance }) => stance === "affirmed").map(({ conceptId }) => conceptId));
}

function pairsOf(documents: readonly ReportDocument[]): ConceptPair[] {
  const alone = new Map<string, number>();
  const together = new Map<string, number>();
  for (const document of documents) {
    for (const concepts of paragraphsOf(document)) {
      const ids = [...concepts].sort();
      ids.forEach((a, i) => {
        alone.set(a, (alone.get(a) ?? 0) + 1);
        for (const b of ids.slice(i + 1)) together.set(`${a} ${b}`, (together.get(`${a} ${b}`) ?? 0) + 1);
      });
    }
  }
  return [...together]
    .map(([key, count]) => {
      const [a = "", b = ""] = key.split(" ");
      return { a, b, together: count, jaccard: count / ((alone.get(a) ?? 0) + (alone.get(b) ?? 0) - count) };
    })
    .sort((x, y) => y.jaccard - x.jaccard || y.together - x.together || (x.a + x.b < y.a + y.b ? -1 : 1));
}

/** The concepts of each paragraph that has any; a document without paragraphs is one. */
function paragraphsOf({ analysis, places }: ReportDocument): Iterable<Set<string>> {
  const paragraphs = new Map<number, Set<string>>();
  analysis.mentions.forEach(({ conceptId }, i) => {
    const number = places[i]?.paragraph ?? 0;
    const concepts = paragraphs.get(number) ?? new Set();
    paragraphs.set(number, concepts.add(conceptId));
  });
  return paragraphs.values();
}

function groupsOf(documents: readonly ReportDocument[]): ReportGroup[] {
  const members = new Map<string, ReportDocument[]>();
  for (const document of documents) {
    if (document.group === undefined) continue;
    members.set(document.group, [...(members.get(document.group) ?? []), document]);
  }
  return [...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => {
      const others = documents.filter(({ group }) => group !== undefined && group !== name);
      const keyness = compare(own, others);
      return {
        name,
        documents: own.length,
        length: lengthOf(own),
        meanFit: own.reduce((sum, { analysis }) => sum + analysis.score.fit, 0) / own.length,
        ...(keyness && { keyness }),
      };
    });
}

function compare(
  own: readonly ReportDocument[],
  others: readonly ReportDocument[],
): GroupComparison | undefined {
  if (lengthOf(own) === 0 || lengthOf(others) === 0) return undefined;
  const comparison = compareGroups(
    own.map(({ analysis }) => analysis),
    others.map(({ analysis }) => analysis),
  );
  return comparison.concepts.length === 0 ? undefined : comparison;
}

function lengthOf(documents: readonly ReportDocument[]): number {
  return documents.reduce((sum, { analysis }) => sum + analysis.score.length, 0);
}

function crossOf(
  documents: readonly ReportDocument[],
  concepts: readonly ConceptUse[],
  groups: readonly ReportGroup[],
): CrossRow[] {
  if (groups.length === 0) return [];
  const column = new Map(groups.map(({ name }, i) => [name, i]));
  const sizes = groups.map((group) => group.documents);
  const counts = new Map(concepts.map(({ conceptId }) => [conceptId, sizes.map(() => 0)]));
  for (const { group, analysis } of documents) {
    const i = group === undefined ? undefined : column.get(group);
    if (i === undefined) continue;
    for (const conceptId of affirmedIn(analysis.mentions)) {
      const row = counts.get(conceptId);
      if (row !== undefined) row[i] = (row[i] ?? 0) + 1;
    }
  }
  return concepts
    .map(({ conceptId, prefLabel }) => {
      const row = counts.get(conceptId) ?? [];
      const test = chiSquare(row, sizes);
      return { conceptId, prefLabel, documents: row, ...(test && { test }) };
    })
    .sort((a, b) => (b.test?.statistic ?? -1) - (a.test?.statistic ?? -1));
}
