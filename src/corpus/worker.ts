import { deserialize } from "node:v8";
import { workerData } from "node:worker_threads";
import { type Analyzer, type AnalyzerParts, compileAnalyzer } from "../analyzer.ts";
import { unpackWordings } from "../matcher/compiled-wordings.ts";
import { loadFileNow } from "../readers/source.ts";
import type { EngineDictionary } from "../tokenizer/engine/dictionary.ts";
import { tokenizerOver } from "../tokenizer/engine/load.ts";
import { loadTokenizer } from "../tokenizer/load-node.ts";
import { analyzeSource, type CorpusReadOptions, type CorpusSource } from "./analyze-source.ts";
import { keyOfLoaded } from "./journal.ts";

/** What every worker gets when it starts. */
export interface WorkerSetup {
  /** A number for each task in flight: a worker sets it to 1 when it begins, so that time in the queue is not counted. */
  readonly started: Int32Array<SharedArrayBuffer>;
}

/** What a worker analyses with. It comes with every source, and is read with the first: handles of shared memory cost nothing. */
export interface WorkerKit {
  /** Thesaurus, cues and profile, as `v8.serialize` packs them. */
  readonly parts: Uint8Array<SharedArrayBuffer>;
  /** The compiled wordings of the thesaurus. */
  readonly wordings: ArrayBufferLike;
  /** What `stampOfParts` makes of the parts. */
  readonly stamp: string;
  readonly options: CorpusReadOptions;
  readonly dicPath?: string;
  /** Absent where the workers must each load their own. */
  readonly dictionary?: EngineDictionary;
  /** The stamp of the journal's keys; absent where the asking thread makes them. */
  readonly keyStamp?: string;
}

export interface WorkerTask {
  readonly source: CorpusSource;
  /** Index into `WorkerSetup.started`. */
  readonly slot: number;
  readonly kit: WorkerKit;
}

/** What a worker answers. */
export interface WorkerAnswer {
  /** The records as JSON. */
  readonly records: string;
  /** The source's key in the journal, where it was asked for and could be made. */
  readonly key?: string;
}

const { started }: WorkerSetup = workerData;
// One thread has one analyzer for all its sources.
let analyzer: Promise<Analyzer> | undefined;

async function openAnalyzer({ parts, wordings, stamp, dicPath, dictionary }: WorkerKit): Promise<Analyzer> {
  const tokenizer =
    dictionary === undefined
      ? await loadTokenizer(dicPath === undefined ? {} : { dicPath })
      : tokenizerOver(dictionary);
  const unpacked: Omit<AnalyzerParts, "tokenizer"> = deserialize(parts);
  return compileAnalyzer({ ...unpacked, tokenizer }, { wordings: unpackWordings(wordings), stamp });
}

// The end of the line: one source after the other, although the next one waits here already.
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads and analyses one source; the pool of workers calls it, and again before it is done, so that no thread waits for another between
 * two. Its records leave as JSON: parsing it costs the receiving thread half of what a structured clone of as many small objects
 * does, and the journal takes it as it is.
 */
export function analyze(task: WorkerTask): Promise<WorkerAnswer> {
  const answer = last.then(() => analyzeInTurn(task));
  last = answer.catch(() => {});
  return answer;
}

async function analyzeInTurn({ source, slot, kit }: WorkerTask): Promise<WorkerAnswer> {
  analyzer ??= openAnalyzer(kit);
  const opened = await analyzer;
  Atomics.store(started, slot, 1);
  let bytes: Uint8Array | undefined;
  const loadNow = (path: string, maxBytes: number) => {
    bytes = loadFileNow(path, maxBytes);
    return bytes;
  };
  const records = JSON.stringify(await analyzeSource(source, opened, kit.options, loadNow));
  const key = kit.keyStamp === undefined ? undefined : keyOfLoaded(source, bytes, kit.keyStamp);
  return { records, ...(key !== undefined && { key }) };
}
