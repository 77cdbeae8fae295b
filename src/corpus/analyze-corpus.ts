import { availableParallelism } from "node:os";
import { serialize } from "node:v8";
import { type AnalyzerParts, compileAnalyzer, stampOfParts } from "../analyzer.ts";
import { bundledCues, bundledProfile, type PartOptions } from "../bundled.ts";
import { compileWordings, packWordings, unpackWordings } from "../matcher/compiled-wordings.ts";
import { readPrepared, sharedBuffer } from "../matcher/prepared-node.ts";
import type { CorpusRecord } from "../record.ts";
import { stampOf } from "../text/stamp.ts";
import { bundledThesaurus } from "../thesaurus/bundled.ts";
import type { LoadedTokenizer } from "../tokenizer/engine/load.ts";
import { loadTokenizer } from "../tokenizer/load-node.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { VERSION } from "../version.ts";
import { analyzeSource, type CorpusReadOptions, type CorpusSource, nameOfSource } from "./analyze-source.ts";
import { type Journal, keyOf, openJournal } from "./journal.ts";
import { openPool } from "./pool.ts";
import type { WorkerAnswer } from "./worker.ts";

/** What `onProgress` is told, once for each source. */
export interface CorpusProgress {
  /** Sources finished so far, this one included, and those of an earlier run. */
  readonly done: number;
  /** How many there are; absent where the sources come from an iterator. */
  readonly total?: number;
  /** Records so far that hold an error. */
  readonly failed: number;
  /** Sources that an earlier run had finished. */
  readonly resumed: number;
  readonly source: string;
}

export interface CorpusOptions extends PartOptions, CorpusReadOptions {
  /** Folder of kuromoji's dictionary; default: the one in the installed package. */
  readonly dicPath?: string;
  /** Keeps the dictionary in a prepared form: see `loadTokenizer`. Off by default. */
  readonly cache?: boolean | string;
  /**
   * Threads; by default as many as the machine has cores. 0 works on this thread: then a document that hangs hangs
   * the program, and one may give a tokenizer of one's own.
   */
  readonly workers?: number;
  /** Longest time for one source in a worker, in milliseconds; 300,000 unless given. */
  readonly timeoutMs?: number;
  /** Ends the run with the signal's reason; what the journal has stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: CorpusProgress) => void;
  /** Path of a journal: what is in it is not done again, what is done goes into it. Made when it is not there. */
  readonly resume?: string;
  /** Path of the threads' program, for those who bundle bansou into one file: what `bansou/worker` resolves to. */
  readonly worker?: string;
}

const TIMEOUT_MS = 300_000;

/**
 * Reads and analyses many documents on all cores; the records come in the order of the sources. What cannot be read,
 * crashes a thread or outlasts `timeoutMs` is one error record.
 *
 * At most four sources for each worker are begun before their turn: memory grows neither with their number nor with a
 * slow consumer. One more worker costs about 40 MB; the dictionary (57 MB) is shared.
 *
 * @throws TypeError or RangeError for options that are none; InputError for a dictionary or journal that cannot be used.
 * @example
 * for await (const record of analyzeCorpus([{ path: "計画.pdf" }, { text: "寄り添う。", source: "memo" }])) {
 *   if (record.analysis) console.log(record.source, record.analysis.score.fit);
 *   else console.error(record.source, record.error.message);
 * }
 */
export async function* analyzeCorpus(
  sources: Iterable<CorpusSource> | AsyncIterable<CorpusSource>,
  options: CorpusOptions = {},
): AsyncGenerator<CorpusRecord, void, undefined> {
  checkOptions(sources, options);
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const engine = await openEngine(options);
  const journal = options.resume === undefined ? undefined : await openJournal(options.resume);
  const total = Array.isArray(sources) ? sources.length : undefined;
  let [done, failed, resumed] = [0, 0, 0];
  try {
    const finished = inOrder(sources, engine.inFlight, signal, (source) =>
      finishSource(source, engine, journal, signal),
    );
    for await (const { source, records, isResumed } of finished) {
      done += 1;
      resumed += isResumed ? 1 : 0;
      failed += records.filter(({ error }) => error !== undefined).length;
      onProgress?.({ done, ...(total !== undefined && { total }), failed, resumed, source });
      yield* records;
    }
  } finally {
    await engine.close();
    await journal?.close();
  }
}

interface Finished {
  readonly source: string;
  readonly records: readonly CorpusRecord[];
  readonly isResumed: boolean;
}

async function finishSource(
  source: CorpusSource,
  engine: Engine,
  journal: Journal | undefined,
  signal: AbortSignal | undefined,
): Promise<Finished> {
  const name = nameOfSource(source);
  // In a new journal there is nothing to find: who analyses has the bytes, and makes the key.
  const isAsked = journal !== undefined && !journal.isNew;
  const known = isAsked ? await findRecords(source, name, engine, journal) : undefined;
  if (known !== undefined) return { source: name, records: known, isResumed: true };
  signal?.throwIfAborted();
  const { records: json, key } = await engine.run(source);
  signal?.throwIfAborted();
  const records: CorpusRecord[] = JSON.parse(json);
  // A thread that died may have been out of luck: the next run tries again.
  const isSettled = !records.some(({ error }) => error?.code.startsWith("corpus/"));
  if (key !== undefined && isSettled) await journal?.add(key, json);
  return { source: name, records, isResumed: false };
}

async function findRecords(
  source: CorpusSource,
  name: string,
  { stamp }: Engine,
  journal: Journal,
): Promise<readonly CorpusRecord[] | undefined> {
  const key = await keyOf(source, stamp);
  return key === undefined ? undefined : journal.find(key, name);
}

/** Where sources are analysed: a pool of threads, or this one. */
interface Engine {
  /** Records as JSON, whichever thread they come from: they are the same then. With their key, where there is a journal. */
  run(source: CorpusSource): Promise<WorkerAnswer>;
  close(): Promise<void>;
  /** Most sources that may be begun before their turn. */
  readonly inFlight: number;
  /** Equal stamps, equal results. */
  readonly stamp: string;
}

async function openEngine(options: CorpusOptions): Promise<Engine> {
  const { workers = availableParallelism(), dicPath, cache = false, timeoutMs = TIMEOUT_MS } = options;
  const inFlight = Math.max(1, 4 * workers);
  // Read, and the threads started, while this one makes the parts.
  const loading: Promise<LoadedTokenizer | Tokenizer> =
    options.tokenizer === undefined
      ? loadTokenizer({ ...(dicPath !== undefined && { dicPath }), cache, shared: workers > 0 })
      : Promise.resolve(options.tokenizer);
  // Told where it is awaited; until then it is no unhandled rejection.
  loading.catch(() => {});
  const pool =
    workers === 0
      ? undefined
      : await openPool({
          workers,
          timeoutMs,
          inFlight,
          ...(options.worker !== undefined && { worker: options.worker }),
        });
  try {
    const parts = {
      thesaurus: options.thesaurus ?? bundledThesaurus(),
      cues: options.cues ?? bundledCues(),
      profile: options.profile ?? bundledProfile(),
    };
    const readOptions = readOptionsOf(options);
    const stamp = stampOfParts(parts);
    const prepared = readPrepared(parts.thesaurus);
    const wordings = pool && (prepared ?? packWordings(compileWordings(parts.thesaurus), sharedBuffer));
    const packed = pool && packParts(parts);
    const tokenizer = await loading;
    const keyStamp = stampOf([VERSION, tokenizer.version, stamp, readOptions]);
    if (pool === undefined || wordings === undefined || packed === undefined) {
      const unpacked = prepared && unpackWordings(prepared);
      const analyzer = compileAnalyzer(
        { ...parts, tokenizer },
        { stamp, ...(unpacked && { wordings: unpacked }) },
      );
      const run = async (source: CorpusSource): Promise<WorkerAnswer> => {
        const records = JSON.stringify(await analyzeSource(source, analyzer, readOptions));
        const key = options.resume === undefined ? undefined : await keyOf(source, keyStamp);
        return { records, ...(key !== undefined && { key }) };
      };
      return { run, close: async () => {}, inFlight, stamp: keyStamp };
    }
    const kit = {
      parts: packed,
      wordings,
      stamp,
      options: readOptions,
      ...(dicPath !== undefined && { dicPath }),
      ...("dictionary" in tokenizer && { dictionary: tokenizer.dictionary }),
      ...(options.resume !== undefined && { keyStamp }),
    };
    return { run: (source) => pool.run(source, kit), close: pool.destroy, inFlight, stamp: keyStamp };
  } catch (error) {
    await pool?.destroy();
    throw error;
  }
}

/** In shared memory, so that all threads read one copy. */
function packParts(parts: Omit<AnalyzerParts, "tokenizer">): Uint8Array<SharedArrayBuffer> {
  const bytes = serialize(parts);
  const packed = new Uint8Array(new SharedArrayBuffer(bytes.length));
  packed.set(bytes);
  return packed;
}

function readOptionsOf(options: CorpusOptions): CorpusReadOptions {
  const names = ["encoding", "maxBytes", "maxPages", "textColumn", "idColumn"] as const;
  return Object.fromEntries(
    names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  );
}

/** Begins up to `ahead` items before their turn and gives their results in order. Ends at once when the signal says so. */
async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  ahead: number,
  signal: AbortSignal | undefined,
  begin: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const { aborted, forget } = whenAborted(signal);
  const begun: Promise<Result>[] = [];
  try {
    for await (const item of items) {
      const result = begin(item);
      // Told when its turn comes; until then it is no unhandled rejection.
      result.catch(() => {});
      begun.push(result);
      if (begun.length >= ahead) yield await Promise.race([begun.shift() as Promise<Result>, aborted]);
    }
    for (const result of begun) yield await Promise.race([result, aborted]);
  } finally {
    forget();
  }
}

function whenAborted(signal: AbortSignal | undefined): {
  readonly aborted: Promise<never>;
  readonly forget: () => void;
} {
  let forget = () => {};
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    forget = () => signal?.removeEventListener("abort", onAbort);
  });
  aborted.catch(() => {});
  return { aborted, forget };
}

function checkOptions(sources: unknown, { workers = 1, timeoutMs = 1, tokenizer }: CorpusOptions): void {
  const isIterable =
    typeof sources === "object" &&
    sources !== null &&
    (Symbol.iterator in sources || Symbol.asyncIterator in sources);
  if (!isIterable)
    throw new TypeError(`analyzeCorpus expects an iterable of sources, received ${typeof sources}`);
  if (!Number.isInteger(workers) || workers < 0 || workers > 256)
    throw new RangeError(`workers: expected a whole number from 0 to 256, received ${workers}`);
  if (!(timeoutMs > 0)) throw new RangeError(`timeoutMs: expected more than 0, received ${timeoutMs}`);
  if (tokenizer !== undefined && workers !== 0)
    throw new TypeError("a tokenizer of one's own cannot cross to other threads; give workers: 0 with it");
}
