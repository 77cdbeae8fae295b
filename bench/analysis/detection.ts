import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Analyzer } from "../../src/analyzer.ts";
import { byTurns, type Finding, rangeOf } from "./measure.ts";
import { stockKuromoji } from "./stock-kuromoji.ts";

/** Finding alone: the whole of `analyze` beside one big alternation of all labels, and beside labels as sequences of tokens. */
export async function compareDetection(
  analyzer: Analyzer,
  whole: string,
  rounds: number,
  rivals: boolean,
): Promise<Finding[]> {
  // morpheme-match tries each label at each token: more would be minutes.
  const text = whole.slice(0, 10_000);
  const labels = [...analyzer.thesaurus.concepts.values()].flatMap(({ prefLabel, altLabel }) => [
    prefLabel,
    ...altLabel,
  ]);
  const alternation = new RegExp(
    [...labels]
      .sort((a, b) => b.length - a.length)
      .map((label) => label.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"))
      .join("|"),
    "gu",
  );
  const kuromoji = await stockKuromoji();
  const lines = text.split("\n");
  const contestants: Record<string, () => number> = {
    "analyze (wordings, word boundaries, stance, score)": () => analyzer.analyze(text).mentions.length,
    "one RegExp of all labels": () => [...text.matchAll(alternation)].length,
  };
  if (rivals) {
    const matchAll = loadMorphemeMatch(labels.map((label) => kuromoji.tokenize(label)));
    contestants["kuromoji, morpheme-match-all of all labels"] = () =>
      lines.reduce((sum, line) => sum + matchAll(kuromoji.tokenize(line)), 0);
  }
  const counts = Object.fromEntries(Object.entries(contestants).map(([name, find]) => [name, find()]));
  // A label that the text holds is found by anything that looks for labels.
  const present = new Set(labels.filter((label) => text.includes(label))).size > 0;
  const right = Object.values(counts).every((count) => !present || count > 0);
  const costs = byTurns(
    Object.fromEntries(
      Object.entries(contestants).map(([name, find]) => [name, [find, text.length]] as const),
    ),
    rounds,
  );
  return Object.keys(contestants).map((name) => ({
    name,
    value: rangeOf((costs[name] ?? []).map((cost) => 1e6 / cost)),
    unit: "thousand units/s",
    holds: right,
    answer: `${counts[name]} found with ${labels.length} labels`,
  }));
}

function loadMorphemeMatch(
  dictionary: readonly (readonly object[])[],
): (tokens: readonly object[]) => number {
  const folder = mkdtempSync(join(tmpdir(), "bansou-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), "{}");
  execFileSync(
    "npm",
    ["install", "--prefix", folder, "--no-audit", "--no-fund", "--silent", "morpheme-match-all@2.0.5"],
    { stdio: "inherit" },
  );
  const { createMatcher } = createRequire(join(folder, "package.json"))("morpheme-match-all") as {
    createMatcher: (dictionary: readonly object[]) => (tokens: readonly object[]) => readonly object[];
  };
  // The matcher keeps its position between calls; a new one for each line is what its page shows for each text.
  const matchAll = createMatcher(
    dictionary.map((tokens) => ({
      tokens: tokens.map((token) => ({ surface_form: (token as { surface_form: string }).surface_form })),
    })),
  );
  return (tokens) => matchAll(tokens).length;
}
