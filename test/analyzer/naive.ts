import type { Mention } from "../../src/analysis.ts";
import type { Analyzer } from "../../src/analyzer.ts";
import { type Candidate, compileMatcher } from "../../src/matcher/matcher.ts";
import { compileStance } from "../../src/stance/stance.ts";
import { normalize } from "../../src/text/normalize.ts";
import { sentences } from "../../src/text/sentence.ts";
import type { Span } from "../../src/text/span.ts";
import type { Concept, Condition } from "../../src/thesaurus/concept.ts";
import type { Token } from "../../src/tokenizer/token.ts";
import { expressionCompiler } from "./expression.ts";

/** What both ways must agree on. */
export type Found = Pick<
  Mention,
  "start" | "end" | "conceptId" | "stance" | "mode" | "wording" | "cue" | "scope" | "sentence"
>;

/**
 * The mentions of a text by the slow way: every wording is tried at every place of every sentence, its conditions are asked of
 * the text around it one by one, and every sentence is tokenized whole. No index, no sieve, nothing remembered: some
 * hundred microseconds a character.
 */
export function naiveAnalyzer({ tokenizer, thesaurus, cues }: Analyzer): (text: string) => Found[] {
  const compile = expressionCompiler(thesaurus);
  const { find, rules } = compileMatcher(thesaurus);
  const expressions = rules.map(({ wording }) => new RegExp(compile(wording.pattern), "uy"));
  const stance = compileStance(cues);
  const holds = conditionReader(compile);

  function counts(candidate: Candidate, text: string, spans: readonly Span[], i: number): boolean {
    const { concept, wording } = candidate.rule;
    const some = (conditions: readonly Condition[]) =>
      conditions.some((condition) => holds(condition, candidate, text, spans, i));
    return (
      !some([...(wording.unless ?? []), ...concept.unless, ...thesaurus.unless]) &&
      (concept.when.length === 0 || some(concept.when)) &&
      (wording.when === undefined || wording.when.length === 0 || some(wording.when))
    );
  }

  return (given) => {
    const source = normalize(given);
    const spans = sentences(source.text);
    return spans.flatMap((sentence, i): Found[] => {
      const all: Candidate[] = [];
      for (let start = sentence.start; start < sentence.end; start++) {
        for (const rule of rules) {
          const expression = expressions[rule.order] as RegExp;
          expression.lastIndex = start;
          const match = expression.exec(source.text);
          if (match === null || match[0] === "" || start + match[0].length > sentence.end) continue;
          const own = match[0].length - match.slice(1).reduce((sum, gap) => sum + (gap?.length ?? 0), 0);
          all.push({ start, end: start + match[0].length, own, rule });
        }
      }
      const text = source.text.slice(sentence.start, sentence.end);
      const tokens: Token[] = tokenizer.tokenize(text);
      const counted = all.filter((candidate) => counts(candidate, source.text, spans, i));
      const matches = find(text, { sentence, all: counted }, tokens);
      const polarityOf = ({ conceptId }: { readonly conceptId: string }) =>
        (thesaurus.concepts.get(conceptId) as Concept).polarity;
      const named = matches.filter((match) => polarityOf(match) === "contrary");
      return matches.map((match) => {
        const polarity = polarityOf(match);
        const prose = { text, tokens, start: 0, end: text.length };
        const judged = stance.judge(prose, match, { polarity, named });
        const inSource = ({ start, end }: Span) =>
          source.toSource({ start: start + sentence.start, end: end + sentence.start });
        return {
          ...inSource(match),
          conceptId: match.conceptId,
          stance: judged.stance,
          wording: match.wording,
          sentence: source.toSource(sentence),
          ...(judged.mode && { mode: judged.mode }),
          ...(judged.cue && { cue: { ...inSource(judged.cue), rule: judged.cue.rule } }),
          ...(judged.scope && { scope: inSource(judged.scope) }),
        };
      });
    });
  };
}

/** Conditions by their definition (dict/README.md): each a search in a stretch of the text. */
function conditionReader(compile: (pattern: string) => string) {
  const made = new Map<string, RegExp>();
  const search = (pattern: string, form: (source: string) => string, stretch: string): boolean => {
    const source = form(`(?:${compile(pattern)})`);
    const expression = made.get(source) ?? new RegExp(source, "u");
    made.set(source, expression);
    return expression.test(stretch);
  };
  const anywhere = (source: string) => source;
  return (condition: Condition, { start, end }: Span, text: string, spans: readonly Span[], i: number) => {
    const around = (pattern: string, reach: number, from: number, to: number) =>
      search(pattern, anywhere, text.slice(Math.max(from, start - reach), start)) ||
      search(pattern, anywhere, text.slice(end, Math.min(to, end + reach)));
    const own = spans[i] ?? { start, end };
    const first = spans[Math.max(0, i - 2)] ?? own;
    const last = spans[Math.min(spans.length - 1, i + 2)] ?? own;
    const { before, after, sentence, passage, lacking } = condition;
    const telling = [before, after, sentence, passage].every((part) => part === undefined) ? 20 : 0;
    return (
      (before === undefined ||
        search(before, (source) => `${source}$`, text.slice(Math.max(0, start - 24), start))) &&
      (after === undefined || search(after, (source) => `^${source}`, text.slice(end))) &&
      (sentence === undefined || around(sentence, 150, own.start, own.end)) &&
      (passage === undefined || around(passage, 400, first.start, last.end)) &&
      (lacking === undefined ||
        (own.end - own.start - (end - start) >= telling && !around(lacking, 400, first.start, last.end)))
    );
  };
}
