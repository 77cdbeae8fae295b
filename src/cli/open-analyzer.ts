import type { Analyzer } from "../analyzer.ts";

/** The analyzer of this run: the bundled thesaurus, or the one in `file`. Loads the tokenizer's dictionary. */
export async function openAnalyzer(file?: string): Promise<Analyzer> {
  const { createAnalyzer } = await import("../index.ts");
  if (file === undefined) return await createAnalyzer();
  const { readThesaurus } = await import("./thesaurus-file.ts");
  return await createAnalyzer({ thesaurus: await readThesaurus(file) });
}
