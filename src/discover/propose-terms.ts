import type { DiscoveryContext } from "./discovery-context.ts";
import { evidenceAt, textAt } from "./evidence.ts";
import { scoreKeywords, surfaceAt } from "./keywords.ts";
import { readingOf } from "./label.ts";
import { leftRight } from "./left-right.ts";
import type { Place } from "./polarity.ts";
import type { ProposedTerm } from "./proposal.ts";
import { lengthOf, wordsOf } from "./run-table.ts";
import { scoreRuns } from "./scorer.ts";
import { isGeneric, isTermLike } from "./term-text.ts";
import { wordAt } from "./run-index.ts";

const MOST_EVIDENCE = 3;
const MOST_JUDGED = 10;

/** Ranks the candidates, leaves out what is known, generic, a heading or a mere part, and shows where the rest stands. */
export function proposeTerms(context: DiscoveryContext): ProposedTerm[] {
  const { index, scorer, background, minDocuments, limit, concepts, rejected } = context;
  const { table } = index.runs;
  const scores = scorer === "position" ? scoreKeywords(index.runs) : scoreRuns(table, scorer, { background });
  // In one document a key term may stand once.
  const minFrequency = scorer === "position" ? 1 : context.minFrequency;
  const terms = Array.from(scores, (_, r) => r)
    .filter(
      (r) =>
        (table.runFrequency[r] as number) >= minFrequency && (table.documents[r] as number) >= minDocuments,
    )
    .map((r) => ({ r, term: wordsOf(table, r).join(""), score: scores[r] as number }))
    .filter(
      ({ term }) =>
        isTermLike(term) && !/(?:等|的|ら|たち)$/u.test(term) && !isGeneric(term) && !rejected.has(term),
    )
    .filter(({ r, term }) => !concepts?.holds(term) && !isMerePart(context, r))
    .sort((a, b) => b.score - a.score || b.term.length - a.term.length || (a.term < b.term ? -1 : 1));
  const lr = leftRight(table);
  const places = placesOf(context, new Set(terms.slice(0, limit * 2).map(({ r }) => r)));
  const kept = terms.slice(0, limit * 2).filter(({ r }) => !isHeading(context, places.get(r) ?? [], r));
  return kept
    .slice(0, limit)
    .map(({ r, term, score }) =>
      propose(context, { r, term, score, lr: lr[r] as number }, places.get(r) ?? []),
    );
}

/** A term that nearly always stands inside one longer term is part of its name: 走型支援, 困窮者自立支援. */
function isMerePart({ index }: DiscoveryContext, r: number): boolean {
  const { table } = index.runs;
  if (table.occurrence[table.first[r] as number] !== r) return false; // X of X等: there the part is the term
  return (table.frequency[r] as number) <= 1.1 * (table.longerFrequency[r] as number);
}

/** All whole occurrences of some runs, in the order of the text. */
function placesOf({ index }: DiscoveryContext, wanted: ReadonlySet<number>): Map<number, Place[]> {
  const { runs } = index;
  const places = new Map<number, Place[]>();
  for (let i = 0; i < runs.from.length; i++) {
    const run = runs.table.occurrence[i] as number;
    if (!wanted.has(run)) continue;
    const list = places.get(run) ?? [];
    places.set(run, list);
    list.push({ text: runs.text[i] as number, from: runs.from[i] as number, to: runs.to[i] as number });
  }
  return places;
}

const LINE_END = /[\n\r]/;
const HEADING_SHARE = 0.8;

/** True for what mostly stands alone on its line, three times or more: 課題分析, 政策概要 head sections of every page. */
function isHeading({ index }: DiscoveryContext, places: readonly Place[], r: number): boolean {
  const { corpus } = index;
  const whole = index.runs.table.runFrequency[r] as number;
  if (whole < 3 || places.length === 0) return false;
  const alone = places.filter(({ text, from, to }) => {
    const { first, end } = textAt(corpus, text);
    let before = from - 1;
    while (
      before >= first &&
      /^[\s#*・●■□◆○（(【〔0-9０-９.．、)）-]+$/u.test(wordAt(corpus, before)) &&
      !LINE_END.test(wordAt(corpus, before))
    )
      before--;
    const after = to < end && /^[】〕）)]$/u.test(wordAt(corpus, to)) ? to + 1 : to;
    return (
      (before < first || LINE_END.test(wordAt(corpus, before))) &&
      (after >= end || LINE_END.test(wordAt(corpus, after)))
    );
  });
  return alone.length / places.length >= HEADING_SHARE;
}

function propose(
  context: DiscoveryContext,
  { r, term, score, lr }: { r: number; term: string; score: number; lr: number },
  places: readonly Place[],
): ProposedTerm {
  const { index, concepts, polarity, tokenizer } = context;
  const { table } = index.runs;
  const shown = spread(places, MOST_EVIDENCE);
  const label = shown[0] ? surfaceAt(index.corpus, shown[0].text, shown[0].from, shown[0].to) : term;
  const nearest = concepts?.find(term);
  const n = table.documentCount;
  const frequency = table.frequency[r] as number;
  const documents = table.documents[r] as number;
  return {
    term: label,
    reading: readingOf(tokenizer.tokenize(term)),
    score,
    parts: {
      f: table.runFrequency[r] as number,
      F: frequency,
      df: documents,
      L: lengthOf(table, r),
      LR: lr,
      RIDF: Math.log2(n / documents) + Math.log2(-Math.expm1(-frequency / n)),
    },
    confidence: "statistical",
    frequency,
    documents,
    evidence: shown.map(({ text, from, to }) => evidenceAt(index.corpus, text, from, to)),
    ...(nearest && { nearest }),
    ...(polarity && { polarity: polarity(places.slice(0, MOST_JUDGED)) }),
  };
}

/** The first places, from as many documents as there are. */
export function spread<T extends { readonly text: number }>(places: readonly T[], most: number): T[] {
  const seen = new Set<number>();
  const fresh = places.filter(({ text }) => !seen.has(text) && seen.add(text));
  return [...fresh, ...places.filter((place) => !fresh.includes(place))].slice(0, most);
}
