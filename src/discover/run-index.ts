import type { Corpus } from "./corpus.ts";
import { classOf, PARTICLE } from "./token-kind.ts";
import type { Runs } from "./runs.ts";

/** Runs by where they stand, for patterns that look from one to the next. */
export interface RunIndex {
  readonly corpus: Corpus;
  readonly runs: Runs;
  /** The occurrence that begins at a token, or -1. */
  startingAt(token: number): number;
  /** The occurrence that ends before a token, or -1. */
  endingAt(token: number): number;
}

export function indexRuns(corpus: Corpus, runs: Runs): RunIndex {
  const starting = new Int32Array(corpus.word.length + 1).fill(-1);
  const ending = new Int32Array(corpus.word.length + 1).fill(-1);
  for (let i = 0; i < runs.from.length; i++) {
    starting[runs.from[i] as number] = i;
    ending[runs.to[i] as number] = i;
  }
  return {
    corpus,
    runs,
    startingAt: (token) => starting[token] ?? -1,
    endingAt: (token) => ending[token] ?? -1,
  };
}

/** The characters of a token. */
export const wordAt = (corpus: Corpus, token: number): string =>
  corpus.vocabulary.words[corpus.word[token] as number] ?? "";

export const lemmaAt = (corpus: Corpus, token: number): string =>
  corpus.vocabulary.words[corpus.lemma[token] as number] ?? "";

export const isParticle = (corpus: Corpus, token: number): boolean =>
  classOf(corpus.kind[token] as number) === PARTICLE;

/**
 * Reads `literal` from the start of token `from`: the token after it, or -1 where the text differs or the literal ends
 * inside a token. IPADIC cuts the same words in several ways (ではなく is three tokens or one), so characters are compared.
 */
export function readLiteral(corpus: Corpus, end: number, from: number, literal: string): number {
  let token = from;
  let read = 0;
  while (read < literal.length) {
    if (token >= end) return -1;
    const word = wordAt(corpus, token);
    if (!literal.startsWith(word, read)) return -1;
    read += word.length;
    token++;
  }
  return token;
}
