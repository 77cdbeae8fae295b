import { workerData } from "node:worker_threads";
import { type Analyzer, compileAnalyzer } from "../analyzer.ts";
import { unpackWordings } from "../matcher/compiled-wordings.ts";
import type { Profile } from "../score/profile.ts";
import type { StanceCues } from "../stance/cues.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import type { EngineDictionary } from "../tokenizer/engine/dictionary.ts";
import { tokenizerOver } from "../tokenizer/engine/load.ts";
import { loadTokenizer } from "../tokenizer/load-node.ts";
import { loadFileNow } from "../readers/source.ts";
import { analyzeSource, type CorpusReadOptions, type CorpusSource } from "./analyze-source.ts";

/** What every worker gets once, when it starts. */
export interface WorkerSetup {
  readonly dicPath?: string;
  readonly parts: { readonly thesaurus: Thesaurus; readonly cues: StanceCues; readonly profile: Profile };
  /** The compiled wordings of the thesaurus, in shared memory. */
  readonly wordings: ArrayBufferLike;
  /** What `stampOfParts` makes of the parts. */
  readonly stamp: string;
  readonly options: CorpusReadOptions;
  /** A number for each task in flight: a worker sets it to 1 when it begins, so that time in the queue is not counted. */
  readonly started: Int32Array<SharedArrayBuffer>;
}

export interface WorkerTask {
  readonly source: CorpusSource;
  /** Index into `WorkerSetup.started`. */
  readonly slot: number;
  /** In shared memory; absent where the workers must each load their own. It is read while the workers start. */
  readonly dictionary?: EngineDictionary;
}

const setup: WorkerSetup = workerData;
// One thread has one analyzer for all its sources.
let analyzer: Promise<Analyzer> | undefined;

async function openAnalyzer(dictionary: EngineDictionary | undefined): Promise<Analyzer> {
  const { dicPath, parts, wordings, stamp } = setup;
  const tokenizer =
    dictionary === undefined
      ? await loadTokenizer(dicPath === undefined ? {} : { dicPath })
      : tokenizerOver(dictionary);
  return compileAnalyzer({ ...parts, tokenizer }, { wordings: unpackWordings(wordings), stamp });
}

// The end of the line: one source after the other, although the next one waits here already.
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads and analyses one source; the pool of workers calls it, and again before it is done, so that no thread waits for another between
 * two. Its records leave as JSON: parsing it costs the receiving thread half of what a structured clone of as many small objects
 * does, and the journal takes it as it is.
 */
export function analyze(task: WorkerTask): Promise<string> {
  const records = last.then(() => analyzeInTurn(task));
  last = records.catch(() => {});
  return records;
}

async function analyzeInTurn({ source, slot, dictionary }: WorkerTask): Promise<string> {
  analyzer ??= openAnalyzer(dictionary);
  const opened = await analyzer;
  Atomics.store(setup.started, slot, 1);
  return JSON.stringify(await analyzeSource(source, opened, setup.options, loadFileNow));
}
