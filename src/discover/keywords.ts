import type { Tokenizer } from "../tokenizer/token.ts";
import { type Corpus, type CorpusDocument, compileCorpus, type Notice } from "./corpus.ts";
import { type Evidence, evidenceAt, textAt, spanOf } from "./evidence.ts";
import { lengthOf, wordsOf } from "./run-table.ts";
import { findRuns, type Runs } from "./runs.ts";
import { discoveryWords } from "./words.ts";

/** In how many documents of a collection each term stands: plain data, fit for a JSON file. */
export interface DocumentTable {
  readonly documents: number;
  readonly counts: Readonly<Record<string, number>>;
}

export interface KeywordOptions {
  readonly tokenizer: Tokenizer;
  /** Other documents of the same kind (see `documentTable`): terms of every document then count less. */
  readonly reference?: DocumentTable;
  /** How many at most, default 10. */
  readonly limit?: number;
}

export interface Keyword {
  /** As it first stands in the document. */
  readonly term: string;
  /** Comparable inside one document only. */
  readonly score: number;
  /** How often it stands there, also inside longer terms. */
  readonly frequency: number;
  readonly evidence: Evidence;
}

export interface Keywords {
  readonly keywords: readonly Keyword[];
  readonly notices: readonly Notice[];
}

/**
 * The key terms of one document, best first: what an article is about that the thesaurus does not cover. Any text gets an
 * answer; one that is not Japanese gets none and a notice.
 *
 * Score: `F̄·idf·log₂(L+1)·(1 + 1/log₂(first+2))`, with F̄ the mean of its frequency as a whole run and inside longer ones too,
 * idf = `ln((N+1)/(df+1))` in the reference (1 without one), L its nouns and `first` how many runs stand before it. F1 of the
 * first ten against the key phrases of 99 web documents: 42, TF-IDF 40 (`npm run bench:discover`). Terms that nearly always stand
 * inside a longer one already taken are left out.
 *
 * @example
 * keywords("伴走型支援の手引き。伴走型支援は…", { tokenizer }).keywords[0]?.term; // => "伴走型支援"
 */
export function keywords(document: string | Omit<CorpusDocument, "id">, options: KeywordOptions): Keywords {
  const { tokenizer, reference, limit = 10 } = options;
  checkLimit(limit);
  const whole = typeof document === "string" ? { text: document } : document;
  const corpus = compileCorpus([{ ...whole, id: "" }], { tokenizer });
  const runs = findRuns(corpus);
  const scores = scoreKeywords(runs, reference);
  const order = Array.from(scores, (_, r) => r)
    .filter((r) => (scores[r] as number) > 0)
    .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
  const kept: Keyword[] = [];
  for (const r of order) {
    if (kept.length >= limit) break;
    const keyword = keywordAt(corpus, runs, r, scores[r] as number);
    const inLonger = kept.some(
      ({ term, frequency }) => term.includes(keyword.term) && keyword.frequency <= 1.1 * frequency,
    );
    if (!inLonger) kept.push(keyword);
  }
  return { keywords: kept, notices: corpus.notices };
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new RangeError(`Expected options.limit to be an integer of at least 1, received ${limit}`);
  }
}

const GENERIC = new Set(discoveryWords.generic);

/** The score of every run for one document; 0 for what is no key term. */
export function scoreKeywords({ table }: Runs, reference?: DocumentTable): Float64Array {
  const idf = (term: string) => {
    if (reference === undefined) return 1;
    const documents = Object.hasOwn(reference.counts, term) ? (reference.counts[term] as number) : 0;
    return Math.log((reference.documents + 1) / (documents + 1));
  };
  return Float64Array.from({ length: table.size }, (_, r) => {
    const term = wordsOf(table, r).join("");
    if (term.length < 2 || GENERIC.has(term)) return 0;
    const frequency = ((table.runFrequency[r] as number) + (table.frequency[r] as number)) / 2;
    const position = 1 + 1 / Math.log2((table.first[r] as number) + 2);
    return frequency * idf(term) * Math.log2(lengthOf(table, r) + 1) * position;
  });
}

function keywordAt(corpus: Corpus, { table, from, text }: Runs, r: number, score: number): Keyword {
  const first = table.first[r] as number;
  const start = from[first] as number;
  const end = start + lengthOf(table, r);
  const evidence = evidenceAt(corpus, text[first] as number, start, end);
  return {
    term: surfaceAt(corpus, text[first] as number, start, end),
    score,
    frequency: table.frequency[r] as number,
    evidence,
  };
}

/** Tokens as the author wrote them, without the spaces and line ends of the layout. */
export function surfaceAt(corpus: Corpus, text: number, from: number, to: number): string {
  const { source, normalized } = textAt(corpus, text);
  const { start, end } = normalized.toSource(spanOf(corpus, text, from, to));
  return source.slice(start, end).replace(/\s+/gu, "");
}

/**
 * Counts the documents of each term of a collection, as reference for `keywords`.
 *
 * @example
 * const reference = documentTable(compileCorpus(articles, { tokenizer }));
 */
export function documentTable(corpus: Corpus): DocumentTable {
  const { table } = findRuns(corpus);
  const counts: Record<string, number> = Object.create(null);
  for (let r = 0; r < table.size; r++) {
    const term = wordsOf(table, r).join("");
    counts[term] = Math.max(counts[term] ?? 0, table.documents[r] as number);
  }
  return { documents: table.documentCount, counts };
}
