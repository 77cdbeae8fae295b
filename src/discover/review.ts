import type { Relation } from "../thesaurus/concept.ts";
import type { Evidence } from "./evidence.ts";
import type { Confidence, Discovery, ProposedRelation, ProposedTerm, ProposedWording } from "./proposal.ts";
import type { RelationKind } from "./relation.ts";

/** What a row proposes: a term or wording by itself, or how two terms stand to one another. */
export const ROW_KINDS = [
  "term",
  "wording",
  "synonym",
  "narrower",
  "broader",
  "contrary",
  "related",
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** What a person decided. Without a decision a row is open and nothing happens. */
export const DECISIONS = ["accept", "reject", "merge"] as const;
export type Decision = (typeof DECISIONS)[number];

/** One proposal with room for a person's decision. All text. */
export interface ReviewRow {
  /** 1-based line in the file that it was read from. */
  readonly line?: number;
  readonly decision?: Decision;
  /** Id or label of the concept that `merge` adds the term to, or that an accepted relation is with. */
  readonly into?: string;
  readonly note?: string;
  readonly kind: RowKind;
  readonly term: string;
  /** The other end of a relation. */
  readonly other?: string;
  /** Label of the nearest concept, for the reader; `into` decides. */
  readonly nearest?: string;
  /** Of a new concept: hiragana. */
  readonly reading?: string;
  /** Of a new concept: how it stands to 伴走型支援. */
  readonly relation?: Relation;
  /** Of a new concept. */
  readonly definition?: string;
  readonly confidence?: Confidence;
  readonly score?: number;
  readonly frequency?: number;
  readonly documents?: number;
  /** Of the places looked at, how many deny it: `2/10`. */
  readonly denied?: string;
  readonly patterns?: string;
  /** Where it stands, in words. */
  readonly evidence?: string;
  /** Ids of the documents of the evidence, for the provenance of a new concept. */
  readonly sources?: string;
}

export interface Review {
  readonly version: 1;
  readonly rows: readonly ReviewRow[];
}

/** Columns of the file, in order: first what a person writes, then what they read. */
export const REVIEW_COLUMNS = [
  "decision",
  "into",
  "note",
  "kind",
  "term",
  "other",
  "nearest",
  "reading",
  "relation",
  "definition",
  "confidence",
  "score",
  "frequency",
  "documents",
  "denied",
  "patterns",
  "evidence",
  "sources",
] as const satisfies readonly (keyof ReviewRow)[];

/**
 * A discovery as rows to decide on: relations with the thesaurus first, then terms, wordings and other relations.
 *
 * @example
 * await writeFile("review.tsv", renderReviewTsv(reviewOf(discover(documents, options))));
 */
export function reviewOf(discovery: Discovery): Review {
  const known = discovery.relations.filter(({ concept }) => concept !== undefined);
  const unknown = discovery.relations.filter(({ concept }) => concept === undefined);
  const rows = [
    ...known.map(relationRow),
    ...discovery.terms.map(termRow),
    ...discovery.wordings.map(wordingRow),
    ...unknown.map(relationRow),
  ];
  return { version: 1, rows };
}

function termRow(proposed: ProposedTerm): ReviewRow {
  const { term, reading, frequency, documents } = proposed;
  return {
    kind: "term",
    term,
    ...(reading !== "" && { reading }),
    frequency,
    documents,
    ...common(proposed),
  };
}

function wordingRow(proposed: ProposedWording): ReviewRow {
  const { phrase, frequency, documents, nearest } = proposed;
  const into = nearest && nearest.similarity >= 0.6 ? { into: nearest.conceptId } : {};
  return { kind: "wording", term: phrase, frequency, documents, ...into, ...common(proposed) };
}

function relationRow(proposed: ProposedRelation): ReviewRow {
  const { kind, term, other, concept, patterns } = proposed;
  const into = concept && { into: concept.conceptId };
  return {
    kind: kind satisfies RelationKind,
    term,
    other,
    ...into,
    patterns: patterns.join(" "),
    ...common(proposed),
  };
}

type Common = ProposedTerm | ProposedWording | ProposedRelation;

function common({ confidence, score, nearest, polarity, evidence }: Common): Partial<ReviewRow> {
  return {
    confidence,
    score: Number(score.toPrecision(4)),
    ...(nearest && { nearest: `${nearest.prefLabel} (${nearest.by})` }),
    ...(polarity && { denied: `${polarity.denied}/${polarity.affirmed + polarity.denied}` }),
    ...(evidence.length > 0 && {
      evidence: evidence.map(showEvidence).join(" ‖ "),
      sources: [...new Set(evidence.map(({ document }) => document))].join(" "),
    }),
  };
}

const showEvidence = ({ document, start, end, sentence }: Evidence): string =>
  `${document}:${start}-${end} ${sentence}`;

/** A review as JSON: `parseReview` reads it back to an equal one. */
export function renderReviewJson(review: Review): string {
  const rows = review.rows.map(({ line: _, ...row }) => row);
  return `${JSON.stringify({ version: review.version, rows }, null, 2)}\n`;
}

/**
 * A review as tab-separated text with a header, for a spreadsheet. Cells that a spreadsheet would run as a formula are disarmed by an
 * apostrophe, which `parseReview` takes away again.
 */
export function renderReviewTsv(review: Review): string {
  return reviewTable(review)
    .map((cells) => `${cells.join("\t")}\n`)
    .join("");
}

/** The cells of the file, header first: disarmed text without tabs or line ends. */
export function reviewTable(review: Review): string[][] {
  const rows = review.rows.map((row) => REVIEW_COLUMNS.map((column) => cellOf(row[column])));
  return [[...REVIEW_COLUMNS], ...rows];
}

function cellOf(value: string | number | undefined): string {
  if (value === undefined) return "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters break the rows of a file
  const text = String(value).replace(/[\u0000-\u001f\u007f\u2028\u2029]+/gu, " ");
  return typeof value === "string" && isFormula(text) ? `'${text}` : text;
}

/** Also behind white space and in full width, which Excel in a Japanese locale reads as the same sign. */
export const isFormula = (cell: string): boolean => /^[\s\u200b\ufeff']*[=+\-@＝＋－＠]/u.test(cell);
