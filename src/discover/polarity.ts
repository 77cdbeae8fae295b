import type { StanceCues } from "../stance/cues.ts";
import { compileStance } from "../stance/stance.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import type { Corpus } from "./corpus.ts";
import { sentenceAround, spanOf, textAt } from "./evidence.ts";
import type { PolarityCount } from "./proposal.ts";

export interface Place {
  readonly text: number;
  readonly from: number;
  readonly to: number;
}

/** Counts how places are meant: 丸投げではなく denies. Sentences are tokenized again, so only few places are asked for. */
export type PolarityReader = (places: readonly Place[]) => PolarityCount;

export function compilePolarityReader(
  corpus: Corpus,
  tokenizer: Tokenizer,
  cues: StanceCues,
): PolarityReader {
  const judge = compileStance(cues);
  const isDenied = ({ text, from, to }: Place) => {
    const { normalized } = textAt(corpus, text);
    const sentence = sentenceAround(corpus, text, from, to);
    const tokens = tokenizer.tokenize(normalized.text.slice(sentence.start, sentence.end)).map((token) => ({
      ...token,
      start: token.start + sentence.start,
      end: token.end + sentence.start,
    }));
    const judged = { text: normalized.text, tokens, ...sentence };
    return judge.judge(judged, spanOf(corpus, text, from, to)).stance === "denied";
  };
  return (places) => {
    const denied = places.filter(isDenied).length;
    return { affirmed: places.length - denied, denied };
  };
}
