// Which of these documents take the approach? Ranks a folder of text files.
// Run it:  npx tsx examples/ranking.ts [FOLDER]

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createAnalyzer } from "bansou";

const folder = process.argv[2] ?? join(import.meta.dirname, "documents");
const analyzer = await createAnalyzer();

const ranked = readdirSync(folder)
  .filter((name) => /\.(md|txt)$/.test(name))
  .map((name) => ({ name, ...analyzer.analyze(readFileSync(join(folder, name), "utf8")).score }))
  .sort((a, b) => b.fit - a.fit);

for (const { name, fit, interval, lean, level } of ranked) {
  const range = `${interval.low.toFixed(0)}-${interval.high.toFixed(0)}`;
  console.log(
    `${fit.toFixed(1).padStart(5)}  ${range.padEnd(7)} ${level.padEnd(9)} ${lean.toFixed(2).padStart(5)}  ${name}`,
  );
}
