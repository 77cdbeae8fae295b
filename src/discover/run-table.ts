import { createColumn } from "./column.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * Everything that a scorer may count of the distinct runs of nouns of a corpus, in columns: run `r` has the parts
 * `parts[firstPart[r] … firstPart[r + 1])`, each a number of the vocabulary.
 */
export interface RunTable {
  readonly vocabulary: Vocabulary;
  /** How many distinct runs there are. */
  readonly size: number;
  readonly parts: Int32Array;
  readonly firstPart: Int32Array;
  /** f: how often it stands as a whole run. */
  readonly runFrequency: Int32Array;
  /** Documents in which it stands as a whole run. */
  readonly runDocuments: Int32Array;
  /** F: how often it stands at all, also inside longer runs. */
  readonly frequency: Int32Array;
  /** df: documents in which it stands at all. */
  readonly documents: Int32Array;
  /** c: distinct longer runs that hold it. */
  readonly longer: Int32Array;
  /** F of the most frequent longer run that holds it. */
  readonly longerFrequency: Int32Array;
  /** The occurrence (see `occurrence`) with which it begins; -1 for one that never stands as a whole run. */
  readonly first: Int32Array;
  /** The run of each occurrence, in the order of the text. */
  readonly occurrence: Int32Array;
  /** N. */
  readonly documentCount: number;
  /** Number of runs over the whole corpus. */
  readonly total: number;
}

/** How many parts run `r` has: its L. */
export const lengthOf = (table: RunTable, r: number): number =>
  (table.firstPart[r + 1] as number) - (table.firstPart[r] as number);

/** The parts of run `r`. */
export const partsOf = (table: RunTable, r: number): Int32Array =>
  table.parts.subarray(table.firstPart[r], table.firstPart[r + 1]);

/** The words of run `r`, in order. */
export const wordsOf = (table: RunTable, r: number): string[] =>
  Array.from(partsOf(table, r), (part) => table.vocabulary.words[part] as string);

/** Collects runs in the order of the text. */
export interface RunCounter {
  /** Counts the run that `parts[from … to)` spells, in document `document` (numbers that only grow). */
  add(parts: Int32Array, from: number, to: number, document: number): void;
  /** Counts each distinct run inside each other. Time grows with runs × length². */
  done(documentCount: number): RunTable;
}

// A node and a word in one number: room for 2^31 nodes and 2^22 words below 2^53.
const WORDS = 2 ** 22;

/** Prefixes of runs: the walk from the root along the parts ends at the run's number. */
interface Trie {
  /** The node after `word`, made now if there is none. */
  extend(node: number, word: number): number;
  /** The node after `word`, or -1. */
  follow(node: number, word: number): number;
  /** How many nodes there are; 0 is the root. */
  readonly size: number;
}

function createTrie(): Trie {
  const next = new Map<number, number>();
  let size = 1;
  return {
    extend(node, word) {
      const key = node * WORDS + word;
      const known = next.get(key);
      if (known !== undefined) return known;
      next.set(key, size);
      return size++;
    },
    follow: (node, word) => next.get(node * WORDS + word) ?? -1,
    get size() {
      return size;
    },
  };
}

export function createRunCounter(vocabulary: Vocabulary): RunCounter {
  const trie = createTrie();
  const runAt: number[] = [-1];
  const [parts, firstPart] = [createColumn(), createColumn()];
  const [occurrence, inDocument, first] = [createColumn(), createColumn(), createColumn()];
  const suffix = new Set(["等", "など"].map((word) => vocabulary.find(word)).filter((word) => word >= 0));
  const inferred: [run: number, from: number][] = [];

  function runOf(source: Int32Array, from: number, to: number): number {
    let node = 0;
    for (let i = from; i < to; i++) node = trie.extend(node, source[i] as number);
    const known = runAt[node];
    if (known !== undefined && known >= 0) return known;
    while (runAt.length < trie.size) runAt.push(-1);
    const run = firstPart.length;
    runAt[node] = run;
    firstPart.push(parts.length);
    for (let i = from; i < to; i++) parts.push(source[i] as number);
    first.push(-1);
    return run;
  }

  return {
    add(source, from, to, document) {
      occurrence.push(runOf(source, from, to));
      inDocument.push(document);
    },
    done(documentCount) {
      // Statutes write 事業者等 where 事業者 is the term: a term that always carries 等 is a candidate without it too.
      const seen = firstPart.length;
      const spelled = parts.done();
      const starts = [...firstPart.done(), spelled.length];
      for (let r = 0; r < seen; r++) {
        const [from, to] = [starts[r] as number, starts[r + 1] as number];
        if (to - from < 2 || !suffix.has(spelled[to - 1] as number)) continue;
        const bare = runOf(spelled, from, to - 1);
        if (bare >= seen) inferred.push([bare, r]);
      }
      firstPart.push(parts.length);
      return count(
        { vocabulary, trie, runAt, parts: parts.done(), firstPart: firstPart.done() },
        { occurrence: occurrence.done(), inDocument: inDocument.done(), documentCount },
        inferred,
      );
    },
  };
}

interface Runs {
  readonly vocabulary: Vocabulary;
  readonly trie: Trie;
  readonly runAt: readonly number[];
  readonly parts: Int32Array;
  readonly firstPart: Int32Array;
}

interface Occurrences {
  readonly occurrence: Int32Array;
  readonly inDocument: Int32Array;
  readonly documentCount: number;
}

function count(runs: Runs, places: Occurrences, inferred: readonly [number, number][]): RunTable {
  const { occurrence, inDocument, documentCount } = places;
  const size = runs.firstPart.length - 1;
  const column = () => new Int32Array(size);
  const [runFrequency, runDocuments, frequency, documents] = [column(), column(), column(), column()];
  const [longer, longerFrequency, first, lastRun, lastAny] = [
    column(),
    column(),
    column().fill(-1),
    column(),
    column(),
  ];
  const { inner, firstInner } = nest(runs, longer);
  for (let i = 0; i < occurrence.length; i++) {
    const run = occurrence[i] as number;
    const document = (inDocument[i] as number) + 1;
    runFrequency[run] = (runFrequency[run] as number) + 1;
    if (first[run] === -1) first[run] = i;
    if (lastRun[run] !== document) {
      lastRun[run] = document;
      runDocuments[run] = (runDocuments[run] as number) + 1;
    }
    for (let j = firstInner[run] as number; j < (firstInner[run + 1] as number); j++) {
      const held = inner[j] as number;
      frequency[held] = (frequency[held] as number) + 1;
      if (lastAny[held] === document) continue;
      lastAny[held] = document;
      documents[held] = (documents[held] as number) + 1;
    }
  }
  for (const [bare, from] of inferred) {
    runFrequency[bare] = runFrequency[from] as number;
    runDocuments[bare] = runDocuments[from] as number;
    first[bare] = first[from] as number;
  }
  for (let run = 0; run < size; run++) {
    for (let j = firstInner[run] as number; j < (firstInner[run + 1] as number); j++) {
      const held = inner[j] as number;
      if (held === run) continue;
      longerFrequency[held] = Math.max(longerFrequency[held] as number, frequency[run] as number);
    }
  }
  const { vocabulary, parts, firstPart } = runs;
  const counts = { runFrequency, runDocuments, frequency, documents, longer, longerFrequency, first };
  return {
    vocabulary,
    size,
    parts,
    firstPart,
    ...counts,
    occurrence,
    documentCount,
    total: occurrence.length,
  };
}

/** For each run all runs inside it, itself too, as often as they stand there. */
function nest(runs: Runs, longer: Int32Array): { inner: Int32Array; firstInner: Int32Array } {
  const { trie, runAt, parts, firstPart } = runs;
  const [inner, firstInner] = [createColumn(), createColumn()];
  const seen = new Int32Array(longer.length).fill(-1);
  for (let r = 0; r < longer.length; r++) {
    firstInner.push(inner.length);
    const end = firstPart[r + 1] as number;
    for (let i = firstPart[r] as number; i < end; i++) {
      let node = 0;
      for (let j = i; j < end; j++) {
        node = trie.follow(node, parts[j] as number);
        if (node < 0) break;
        const held = runAt[node] ?? -1;
        if (held < 0) continue;
        inner.push(held);
        if (held === r || seen[held] === r) continue;
        seen[held] = r;
        longer[held] = (longer[held] as number) + 1;
      }
    }
  }
  firstInner.push(inner.length);
  return { inner: inner.done(), firstInner: firstInner.done() };
}
