import type { Analyzer } from "../analyzer.ts";
import { type PartFiles, readParts } from "./part-files.ts";

/** The analyzer of this run, with the user's own parts. Loads the tokenizer's dictionary. */
export async function openAnalyzer(files: PartFiles): Promise<Analyzer> {
  const { createAnalyzer } = await import("../index.ts");
  return await createAnalyzer(await readParts(files));
}
