import { readFile } from "node:fs/promises";
import { createRunCounter, wordsOf } from "../../src/discover/run-table.ts";
import { scoreRuns } from "../../src/discover/scorer.ts";
import { createVocabulary } from "../../src/discover/vocabulary.ts";

interface Row {
  /** The nouns of a run, parted by spaces. */
  readonly t: string;
  readonly f: number;
  readonly lr1: number;
  readonly flr1: number;
}

export interface Agreement {
  /** Runs compared. */
  readonly runs: number;
  readonly withTeki: number;
  /** Greatest relative difference of LR and FLR. */
  readonly difference: number;
  readonly differing: readonly string[];
}

/**
 * Compares LR and FLR of tokens with TermExtract's, over the runs that it counted. It leaves 的 out when it joins nouns and
 * still takes the root over it, which its own paper does not: runs that hold 的 are counted apart.
 */
export async function compareTermExtract(file: string): Promise<Agreement> {
  const rows = JSON.parse(await readFile(file, "utf8")) as Row[];
  const vocabulary = createVocabulary();
  const spelled = rows.map(({ t }) => t.split(" ").map((word) => vocabulary.add(word)));
  const counter = createRunCounter(vocabulary);
  rows.forEach(({ f }, i) => {
    const parts = Int32Array.from(spelled[i] as number[]);
    for (let count = 0; count < f; count++) counter.add(parts, 0, parts.length, 0);
  });
  const table = counter.done(1);
  const [lr, flr] = [scoreRuns(table, "lr"), scoreRuns(table, "flr")];
  const byRun = new Map(rows.map((row) => [row.t, row]));
  let difference = 0;
  let runs = 0;
  const differing: string[] = [];
  for (let r = 0; r < table.size; r++) {
    const row = byRun.get(wordsOf(table, r).join(" "));
    if (row === undefined || row.t.split(" ").includes("的")) continue;
    runs++;
    const off = Math.max(
      Math.abs((lr[r] as number) / row.lr1 - 1),
      Math.abs((flr[r] as number) / row.flr1 - 1),
    );
    difference = Math.max(difference, off);
    if (off > 1e-9) differing.push(`${row.t} (LR ${lr[r]?.toFixed(4)}, TermExtract ${row.lr1.toFixed(4)})`);
  }
  return { runs, withTeki: rows.length - runs, difference, differing };
}
