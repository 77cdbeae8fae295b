import { workerData } from "node:worker_threads";
import { type Analyzer, compileAnalyzer } from "../analyzer.ts";
import type { Profile } from "../score/profile.ts";
import type { StanceCues } from "../stance/cues.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import type { EngineDictionary } from "../tokenizer/engine/dictionary.ts";
import { tokenizerOver } from "../tokenizer/engine/load.ts";
import { loadTokenizer } from "../tokenizer/load-node.ts";
import { analyzeSource, type CorpusReadOptions, type CorpusSource } from "./analyze-source.ts";

/** What every worker gets once, when it starts. */
export interface WorkerSetup {
  /** In shared memory; absent where the workers must each load their own. */
  readonly dictionary?: EngineDictionary;
  readonly dicPath?: string;
  readonly parts: { readonly thesaurus: Thesaurus; readonly cues: StanceCues; readonly profile: Profile };
  readonly options: CorpusReadOptions;
  /** A number for each task in flight: a worker sets it to 1 when it begins, so that time in the queue is not counted. */
  readonly started: Int32Array<SharedArrayBuffer>;
}

export interface WorkerTask {
  readonly source: CorpusSource;
  /** Index into `WorkerSetup.started`. */
  readonly slot: number;
}

const setup: WorkerSetup = workerData;
// One thread has one analyzer for all its sources.
let analyzer: Promise<Analyzer> | undefined;

async function openAnalyzer({ dictionary, dicPath, parts }: WorkerSetup): Promise<Analyzer> {
  const tokenizer =
    dictionary === undefined
      ? await loadTokenizer(dicPath === undefined ? {} : { dicPath })
      : tokenizerOver(dictionary);
  return compileAnalyzer({ ...parts, tokenizer });
}

/**
 * Reads and analyses one source; the pool of workers calls it. Its records leave as JSON: parsing it costs the receiving
 * thread half of what a structured clone of as many small objects does, and the journal takes it as it is.
 */
export async function analyze({ source, slot }: WorkerTask): Promise<string> {
  analyzer ??= openAnalyzer(setup);
  const opened = await analyzer;
  Atomics.store(setup.started, slot, 1);
  return JSON.stringify(await analyzeSource(source, opened, setup.options));
}
