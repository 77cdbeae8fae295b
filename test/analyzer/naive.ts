import type { Mention } from "../../src/analysis.ts";
import type { Analyzer } from "../../src/analyzer.ts";
import { compileMatcher } from "../../src/matcher/matcher.ts";
import { compileStance } from "../../src/stance/stance.ts";
import { normalize } from "../../src/text/normalize.ts";
import { sentences } from "../../src/text/sentence.ts";
import type { Concept } from "../../src/thesaurus/concept.ts";
import type { Token } from "../../src/tokenizer/token.ts";

/** What both ways must agree on. */
export type Found = Pick<Mention, "start" | "end" | "conceptId" | "stance" | "mode" | "wording">;

/**
 * The mentions of a text by the slow way: every sentence is tokenized and asked, whether anything could stand in it or not.
 * Its offsets are brought back to the source in the end.
 */
export function naiveAnalyzer({ tokenizer, thesaurus, cues }: Analyzer): (text: string) => Found[] {
  const matcher = compileMatcher(thesaurus);
  const stance = compileStance(cues);
  return (given) => {
    const source = normalize(given);
    const spans = sentences(source.text);
    const candidates = new Map(matcher.scan(source.text, spans).map((each) => [each.sentence.start, each]));
    return spans.flatMap((sentence): Found[] => {
      const text = source.text.slice(sentence.start, sentence.end);
      const tokens: Token[] = tokenizer.tokenize(text);
      const own = candidates.get(sentence.start) ?? { sentence, all: [] };
      return matcher.find(text, own, tokens).map((match) => {
        const { polarity } = thesaurus.concepts.get(match.conceptId) as Concept;
        const prose = { text, tokens, start: 0, end: text.length };
        const judged = stance.judge(prose, match, { polarity });
        const span = source.toSource({
          start: match.start + sentence.start,
          end: match.end + sentence.start,
        });
        return {
          ...span,
          conceptId: match.conceptId,
          stance: judged.stance,
          wording: match.wording,
          ...(judged.mode && { mode: judged.mode }),
        };
      });
    });
  };
}
