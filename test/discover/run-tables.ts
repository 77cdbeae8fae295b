import { createRunCounter, type RunTable, wordsOf } from "../../src/discover/run-table.ts";
import { createVocabulary } from "../../src/discover/vocabulary.ts";

/** A table of runs written as `"語 語"`, one list for each document. */
export function tableOf(...documents: readonly string[][]): RunTable {
  const vocabulary = createVocabulary();
  const spelled = documents.map((runs) =>
    runs.map((run) => run.split(" ").map((word) => vocabulary.add(word))),
  );
  const counter = createRunCounter(vocabulary);
  spelled.forEach((runs, document) => {
    for (const run of runs) counter.add(Int32Array.from(run), 0, run.length, document);
  });
  return counter.done(documents.length);
}

export const times = (run: string, count: number): string[] => Array.from({ length: count }, () => run);

/** The number of the run written as `"語 語"`. */
export function runOf(table: RunTable, run: string): number {
  for (let r = 0; r < table.size; r++) if (wordsOf(table, r).join(" ") === run) return r;
  throw new RangeError(`no run "${run}"`);
}
