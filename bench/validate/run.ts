// npm run validate -- GOLD.jsonl: how well scores agree with people who coded the documents, beside simpler methods.
import { readFileSync } from "node:fs";
import { InputError } from "../../src/errors.ts";
import { createAnalyzer } from "../../src/index.ts";
import { parseGold } from "../../src/validate/gold.ts";
import { renderValidity } from "../../src/validate/render.ts";
import { validate } from "../../src/validate/validate.ts";

async function run(path: string, json: boolean): Promise<string> {
  const gold = parseGold(readFileSync(path, "utf8"), { file: path });
  const analyzer = await createAnalyzer();
  const report = await validate(
    gold,
    gold.map(({ text }) => analyzer.analyze(text)),
    analyzer,
  );
  return json ? JSON.stringify(report, null, 1) : renderValidity(report, "en");
}

const [path, flag] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: npm run validate -- GOLD.jsonl [--json]");
  process.exitCode = 2;
} else {
  try {
    console.log(await run(path, flag === "--json"));
  } catch (error) {
    const unreadable = error instanceof Error && "syscall" in error;
    if (!(error instanceof InputError) && !unreadable) throw error;
    console.error(
      unreadable ? `${path} cannot be read (${error.message}); check the path` : (error as Error).message,
    );
    process.exitCode = 1;
  }
}
