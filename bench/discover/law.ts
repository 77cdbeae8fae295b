import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Corpus, type CorpusDocument, compileCorpus } from "../../src/discover/corpus.ts";
import { lengthOf, type RunTable, wordsOf } from "../../src/discover/run-table.ts";
import { normalize } from "../../src/text/normalize.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

/** Statutes of one subject and the terms that they define themselves. */
export interface Laws {
  readonly documents: readonly CorpusDocument[];
  readonly gold: ReadonlySet<string>;
  /** The gold terms that each document defines, by its id. */
  readonly defined: ReadonlyMap<string, readonly string[]>;
}

export async function readLaws(directory: string, subject: string): Promise<Laws> {
  const lines = gunzipSync(await readFile(join(directory, `law_${subject}.jsonl.gz`)))
    .toString("utf8")
    .trim()
    .split("\n");
  const terms = JSON.parse(await readFile(join(directory, `law_gold_${subject}.json`), "utf8")) as {
    def: string[];
    abb: string[];
  };
  const gold = new Set([...terms.def, ...terms.abb].map((term) => normalize(term).text));
  const documents = lines.map((line, i) => {
    const { title, text } = JSON.parse(line) as { title: string; text: string };
    return { id: `${i} ${title}`, text: asProtocol(text) };
  });
  const defined = new Map(documents.map(({ id, text }) => [id, definedIn(text, gold)]));
  return { documents, gold, defined };
}

/** Sentences end at 。 and at line ends, and white space is taken out: the protocol of the reference figures. */
function asProtocol(text: string): string {
  const lines = text.split("\n").map((line) => line.replace(/\s/gu, ""));
  // Empty lines between keep the repair of wrapped lines from joining what the protocol parts.
  return lines.filter((line) => line !== "").join("\n\n");
}

function definedIn(text: string, gold: ReadonlySet<string>): string[] {
  const found = Array.from(
    text.matchAll(/「([^」]{1,40})」と(?:は|いう|総称)/gu),
    (match) => normalize(match[1] as string).text,
  );
  return [...new Set(found)].filter((term) => gold.has(term));
}

export interface Precision {
  readonly average: number;
  readonly at: number;
  readonly candidates: number;
  readonly gold: number;
}

/** Runs with f ≥ 2 that are more than one character, best first, ties by length, then code point. */
export function rank(table: RunTable, scores: Float64Array): string[] {
  const candidates: { term: string; score: number }[] = [];
  for (let r = 0; r < table.size; r++) {
    if ((table.runFrequency[r] as number) < 2) continue;
    const term = wordsOf(table, r).join("");
    if (lengthOf(table, r) === 1 && term.length === 1) continue;
    candidates.push({ term, score: scores[r] as number });
  }
  candidates.sort((a, b) => b.score - a.score || b.term.length - a.term.length || (a.term < b.term ? -1 : 1));
  return candidates.map(({ term }) => term);
}

/** Average precision over the gold that is among the candidates, and precision at the first `first`. */
export function precisionOf(ranked: readonly string[], gold: ReadonlySet<string>, first = 100): Precision {
  let hits = 0;
  let sum = 0;
  let at = 0;
  ranked.forEach((term, i) => {
    if (gold.has(term)) sum += ++hits / (i + 1);
    if (i === first - 1) at = hits / first;
  });
  return { average: hits === 0 ? 0 : sum / hits, at, candidates: ranked.length, gold: hits };
}

/** Documents drawn without putting back, the same for the same seed. */
export function sample<T>(items: readonly T[], size: number, seed: number): T[] {
  const drawn = [...items];
  let state = seed >>> 0;
  for (let i = drawn.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [drawn[i], drawn[j]] = [drawn[j] as T, drawn[i] as T];
  }
  return drawn.slice(0, size);
}

export const corpusOf = (documents: readonly CorpusDocument[], tokenizer: Tokenizer): Corpus =>
  compileCorpus(documents, { tokenizer });
