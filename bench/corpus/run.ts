import { runBuilt } from "../build.ts";

/**
 * Threads: how much faster two are than one over 500 texts of 4,000 characters, and what eight hold beyond one.
 *
 *   npx tsx bench/corpus/run.ts [--runs 5] [--json FILE]
 *
 * Each run measures one and two in turn, so that the ratio is one of like with like. Memory is the highest resident size of a process of
 * its own. Fails when the mentions of a text are not the expected ones, or a target is missed.
 */
process.exitCode = await runBuilt(
  "corpus",
  { contest: "bench/corpus/contest.ts", worker: "src/corpus/worker.ts" },
  process.argv.slice(2),
);
