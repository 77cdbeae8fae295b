import { nameConcepts } from "../export/names.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { isPhrase } from "./lint.ts";
import { isPlainWord, renderRules } from "./render.ts";
import type { Rule } from "./rule.ts";

/**
 * The thesaurus as KH Coder's coding rules: a code for each concept, given by any of its names. A name is a word or a phrase
 * where the tokenizer cuts it one way, and a string elsewhere, so that no rule fails silently. Inflected wordings
 * (寄り添ってきた) are strings in the forms that the thesaurus names; conditions and stance have no place in KH Coder: its
 * figures are counts of words, not of what is meant.
 *
 * @example
 * await writeFile("codes.txt", renderThesaurusRules(bundledThesaurus(), tokenizer));
 */
export function renderThesaurusRules(thesaurus: Thesaurus, tokenizer: Tokenizer): string {
  const codes = nameConcepts(thesaurus).map(({ concept, names }) => ({
    name: concept.prefLabel.replace(/[\s\u3000>]+/g, "・"),
    rule: { kind: "or", parts: unique(names.flatMap(({ text }) => ruleOf(text, tokenizer))) } as const,
  }));
  return renderRules(codes.filter(({ rule }) => rule.parts.length > 0));
}

/** How a name is looked for; nothing for the few that no rule can hold. */
function ruleOf(name: string, tokenizer: Tokenizer): Rule[] {
  const lemmas = stableLemmas(name, tokenizer);
  if (lemmas?.every(isPlainWord)) {
    const [word = ""] = lemmas;
    if (lemmas.length === 1) return [{ kind: "word", word }];
    // しえん is cut し|え|ん behind a verb: a phrase of such splinters is one that lint refuses.
    if (isPhrase(lemmas, tokenizer)) return [{ kind: "phrase", words: lemmas }];
  }
  return /[\s\u3000']/.test(name) ? [] : [{ kind: "string", text: name }];
}

const FRAMES = [
  ["", ""],
  ["この", "を進める。"],
  ["市は", "に取り組む。"],
  ["また、", "と相談する。"],
] as const;

/** The dictionary forms of a name; undefined where they change with the neighbours. */
function stableLemmas(name: string, tokenizer: Tokenizer): string[] | undefined {
  const cuts = FRAMES.map(([before, after]) => {
    const end = before.length + name.length;
    const tokens = tokenizer
      .tokenize(before + name + after)
      .filter((token) => token.end > before.length && token.start < end);
    const isWithin = tokens[0]?.start === before.length && tokens.at(-1)?.end === end;
    return isWithin ? tokens.map(({ lemma }) => lemma) : [];
  });
  const [first = []] = cuts;
  const key = first.join("+");
  return first.length > 0 && cuts.every((cut) => cut.join("+") === key) ? first : undefined;
}

function unique(rules: readonly Rule[]): Rule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
