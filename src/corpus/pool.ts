import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { InputError } from "../errors.ts";
import type { CorpusRecord } from "../record.ts";
import { type CorpusSource, nameOfSource } from "./analyze-source.ts";
import type { WorkerAnswer, WorkerKit, WorkerSetup, WorkerTask } from "./worker.ts";

/** Threads that each analyse one source at a time. */
export interface WorkerPool {
  /**
   * The records of a source, in any order of completion. Never rejects: a thread that dies or outlasts its time
   * gives one error record, and another thread takes its place.
   */
  run(source: CorpusSource, kit: WorkerKit): Promise<WorkerAnswer>;
  /** Ends all threads, whatever they are doing. */
  destroy(): Promise<void>;
}

export interface PoolOptions {
  readonly workers: number;
  /** Longest time for one source, from when a thread begins it. */
  readonly timeoutMs: number;
  /** Most tasks that are ever in flight. */
  readonly inFlight: number;
  /** The file that threads run; by default the one that ships. */
  readonly worker?: string;
}

// A document that needs more is an accident; without a limit it would take the other threads with it.
const HEAP_MB = 1_536;
// Of V8's 48 MB of nursery a thread fills all before it first cleans up: eight threads held 200 MB more, and with 8 MB in place of 4
// still 20 more, for 4 % of the time (bench/corpus).
const NURSERY_MB = 4;
const WATCH_MS = 250;
// A thread that cannot even start ends all that wait at it.
const MOST_TRIES = 4;

interface Flight {
  readonly controller: AbortController;
  readonly slot: number;
  /** When it was first seen running; undefined while it waits for a thread. */
  since?: number;
}

/**
 * Starts the threads. They share the compiled wordings and the dictionary, so that one more costs its code and heap alone; these come
 * with the first source, so that the threads load their code while this one makes them.
 */
export async function openPool(options: PoolOptions): Promise<WorkerPool> {
  const { workers, timeoutMs, inFlight, worker } = options;
  const { Piscina } = await loadPiscina();
  const started = new Int32Array(new SharedArrayBuffer(4 * inFlight));
  const pool = new Piscina({
    ...(worker === undefined ? findWorker() : { filename: worker }),
    name: "analyze",
    minThreads: workers,
    maxThreads: workers,
    // The next source waits at its thread, so that no thread waits for this one between two.
    concurrentTasksPerWorker: 2,
    // The default parks a thread in Atomics.wait between tasks, where pdf.js's own thread could not answer it.
    atomics: "disabled",
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: NURSERY_MB },
    workerData: { started } satisfies WorkerSetup,
  });
  // A thread that dies between two tasks is replaced; there is nothing to tell.
  pool.on("error", () => {});
  const free = Array.from({ length: inFlight }, (_, slot) => slot);
  const flights = new Set<Flight>();
  const watch = setInterval(() => {
    const now = performance.now();
    for (const flight of flights) {
      if (Atomics.load(started, flight.slot) === 0) continue;
      flight.since ??= now;
      if (now - flight.since > timeoutMs) flight.controller.abort();
    }
  }, WATCH_MS);
  watch.unref();

  async function run(source: CorpusSource, kit: WorkerKit): Promise<WorkerAnswer> {
    const slot = free.pop();
    if (slot === undefined) throw new RangeError(`expected at most ${inFlight} sources in flight`);
    const flight: Flight = { controller: new AbortController(), slot };
    flights.add(flight);
    const task = { source, slot, kit } satisfies WorkerTask;
    try {
      for (let tries = 1; ; tries++) {
        Atomics.store(started, slot, 0);
        try {
          return await pool.run(task, { signal: flight.controller.signal });
        } catch (error) {
          // One that waited at a thread which another one ended has not had its turn yet.
          const hadItsTurn = Atomics.load(started, slot) !== 0 || flight.controller.signal.aborted;
          if (!hadItsTurn && tries < MOST_TRIES) continue;
          const outlasted = flight.controller.signal.aborted ? timeoutMs : undefined;
          return { records: JSON.stringify([failureOf(source, error, outlasted)]) };
        }
      }
    } finally {
      flights.delete(flight);
      free.push(slot);
    }
  }

  return {
    run,
    destroy: async () => {
      clearInterval(watch);
      await pool.destroy();
    },
  };
}

function failureOf(source: CorpusSource, error: unknown, outlasted: number | undefined): CorpusRecord {
  const reason = error instanceof Error ? error.message : String(error);
  const problem =
    outlasted === undefined
      ? {
          code: "corpus/crashed",
          message: `the thread that read it died (${reason}); the file may be damaged or too large: split it`,
        }
      : {
          code: "corpus/timeout",
          message: `it took longer than ${outlasted / 1000} s; split the file, or raise timeoutMs`,
        };
  return { source: nameOfSource(source), error: problem };
}

/** Beside this module in a build, whether this is ESM or CJS; from source, which only tests and benches run, through tsx. */
function findWorker(): { filename: string; execArgv?: string[] } {
  const built = fileURLToPath(new URL("./worker.js", import.meta.url));
  if (existsSync(built)) return { filename: built };
  const source = fileURLToPath(new URL("./worker.ts", import.meta.url));
  if (!existsSync(source)) {
    const message =
      "the program of the threads is not beside bansou; give worker: the path that bansou/worker resolves to";
    throw new InputError(built, [{ code: "corpus/missing-worker", message }]);
  }
  // `--import tsx` registers nothing off the main thread.
  const tsx = pathToFileURL(
    createRequire(import.meta.url)
      .resolve("tsx/esm/api")
      .replace(/cjs$/, "mjs"),
  ).href;
  const register = `import { register } from ${JSON.stringify(tsx)}; register();`;
  return {
    filename: source,
    execArgv: ["--import", `data:text/javascript,${encodeURIComponent(register)}`],
  };
}

async function loadPiscina(): Promise<typeof import("piscina")> {
  try {
    return await import("piscina");
  } catch (error) {
    const message = "more than one thread needs a package that is not installed; run: npm install piscina";
    throw new InputError("piscina", [{ code: "corpus/missing-package", message }], { cause: error });
  }
}
