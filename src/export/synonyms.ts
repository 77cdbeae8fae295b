import type { Thesaurus } from "../thesaurus/concept.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { nameConcepts } from "./names.ts";

export interface SynonymsOptions {
  /**
   * `equivalent` (default): any name of a concept finds any other. `preferred`: names are replaced by the prefLabel, which keeps
   * the index small and loses what was written.
   */
  readonly rules?: "equivalent" | "preferred";
  /** With a tokenizer, names that it cuts one way alone and another way in a sentence are left out, and told in a comment. */
  readonly tokenizer?: Tokenizer;
  /** `plain` (default): names as they stand, for a filter that runs the tokenizer on its rules. `tokenized`: words parted by blanks. */
  readonly form?: "plain" | "tokenized";
}

/**
 * The thesaurus as a synonyms file in Solr format, as Lucene, Solr, Elasticsearch and OpenSearch read it: one rule a line.
 *
 * The engine cuts each rule and each text with its own kuromoji and compares words, so a rule works only where a name is cut
 * the same way alone and inside sentences. Give the tokenizer, and every name in the file has passed that test in `FRAMES`.
 * Keep the engine's tokenizer in `normal` mode, or in `search` mode with `discard_compound_token`: without it
 * Lucene 8.7 refuses 11 of 181 rules, as a compound (中長期) and its parts then stand at one position
 * (`sh test/export/engines/lucene.sh`).
 *
 * @throws TypeError for `form: "tokenized"` without a tokenizer
 * @example
 * await writeFile("synonyms.txt", renderSynonyms(bundledThesaurus(), { tokenizer }));
 */
export function renderSynonyms(thesaurus: Thesaurus, options: SynonymsOptions = {}): string {
  const { rules = "equivalent", tokenizer, form = "plain" } = options;
  if (form === "tokenized" && tokenizer === undefined) {
    throw new TypeError('form: "tokenized" needs a tokenizer, received none');
  }
  const lines = [
    `# bansou ${thesaurus.version}${tokenizer === undefined ? "" : `, cut by ${tokenizer.version}`}`,
  ];
  for (const { concept, names } of nameConcepts(thesaurus)) {
    const terms: string[] = [];
    const unstable: string[] = [];
    for (const { text } of names) {
      const words = tokenizer === undefined ? [text] : stableWords(text, tokenizer);
      if (words === undefined) unstable.push(text);
      else terms.push(escapeTerm(form === "plain" ? text : words.join(" ")));
    }
    if (unstable.length > 0)
      lines.push(`# ${concept.id}: left out, cut otherwise in sentences: ${unstable.join(" ")}`);
    const rule = renderRule([...new Set(terms)], rules, !unstable.includes(concept.prefLabel));
    if (rule !== undefined) lines.push(rule);
  }
  return `${lines.join("\n")}\n`;
}

function renderRule(
  terms: readonly string[],
  rules: "equivalent" | "preferred",
  leads: boolean,
): string | undefined {
  if (terms.length < 2) return undefined;
  if (rules === "equivalent") return terms.join(",");
  const [preferred, ...others] = terms;
  return leads ? `${others.join(",")} => ${preferred}` : undefined;
}

/** What stands beside a name in sentences: particles, other nouns, verbs, quotation marks, nothing. */
export const FRAMES: readonly (readonly [before: string, after: string])[] = [
  ["", "は"],
  ["この", "を進める。"],
  ["市は", "に取り組む。"],
  ["また、", "と相談"],
  ["「", "」"],
  ["", ""],
];

/** The words of a name, without marks, which the engine drops; undefined where they change with the neighbours. */
function stableWords(name: string, tokenizer: Tokenizer): string[] | undefined {
  const words = tokenizer.tokenize(name).map(({ surface }) => surface);
  const isStable = FRAMES.every(([before, after]) => {
    const end = before.length + name.length;
    const inside = tokenizer
      .tokenize(before + name + after)
      .filter((token) => token.end > before.length && token.start < end)
      .map(({ surface }) => surface);
    return inside.length === words.length && inside.every((surface, i) => surface === words[i]);
  });
  return isStable ? words.filter((word) => !/^[\p{P}\p{S}\s]+$/u.test(word)) : undefined;
}

/** A backslash makes the next character plain: `,`, `=>`, a leading `#`, and itself. Line ends cannot stand in a rule. */
function escapeTerm(term: string): string {
  return term.replace(/\s+/gu, " ").replace(/[\\,=#]/gu, "\\$&");
}
