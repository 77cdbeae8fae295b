import { runBuilt } from "../build.ts";

/**
 * `analyze` end to end beside kuromoji's bare `tokenize` of the same text; the cost of more labels; texts of bad shapes; and
 * detection alone beside others. Fails when an answer is wrong or a target is missed.
 *
 *   npx tsx bench/analysis/run.ts [TEXT…] [--plain FILE] [--rounds 7] [--rivals] [--json FILE] [--only NAME]
 *
 * Without texts it reads examples/documents. `--rivals` installs morpheme-match-all into a temporary folder by npm.
 */
process.exitCode = await runBuilt(
  "analysis",
  { contest: "bench/analysis/contest.ts" },
  process.argv.slice(2),
);
