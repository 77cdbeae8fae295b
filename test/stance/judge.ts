import { readFileSync } from "node:fs";
import { parseStanceCues } from "../../src/stance/cues.ts";
import type { Judgement } from "../../src/stance/judgement.ts";
import { compileStance, type StanceJudge } from "../../src/stance/stance.ts";
import type { Polarity } from "../../src/thesaurus/concept.ts";
import { loadKuromoji } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

export const cuesFile = new URL("../../dict/stance.json", import.meta.url);
export const bundledCues = parseStanceCues(JSON.parse(readFileSync(cuesFile, "utf8")), {
  file: "stance.json",
});
export const bundledJudge: StanceJudge = compileStance(bundledCues);

let tokenizer: Promise<Tokenizer> | undefined;
export function ipadic(): Promise<Tokenizer> {
  tokenizer ??= loadKuromoji();
  return tokenizer;
}

/** Judges the first place where `term` stands in a text of one sentence. */
export async function judgeTerm(text: string, term: string, polarity: Polarity): Promise<Judgement> {
  const start = text.indexOf(term);
  const tokens = (await ipadic()).tokenize(text);
  const sentence = { text, tokens, start: 0, end: text.length };
  return bundledJudge.judge(sentence, { start, end: start + term.length }, { polarity });
}
