import { isKana, toKatakana } from "wanakana";
import type { Thesaurus } from "../thesaurus/concept.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { renderCsvLine } from "./csv.ts";
import { type Name, nameConcepts } from "./names.ts";

export interface UserDictionaryOptions {
  /** Reads names whose reading the thesaurus does not hold; without it their reading is left open. */
  readonly tokenizer?: Tokenizer;
  /** Word cost of every entry instead of the default: the lower, the more the analyser likes the word. */
  readonly cost?: number;
}

// 名詞,一般 in left-id.def and right-id.def of mecab-ipadic 2.7.0-20070801.
const IPADIC_NOUN = 1285;
const LEAST_COST = -32768;

/**
 * Entries of a MeCab user dictionary for IPADIC: 13 columns, each name a noun (名詞,一般) whose base form is the prefLabel, so that
 * all names of a concept come back as one lemma. Names with blanks, which MeCab never sees whole, and names that end in a verb or ない are left out.
 *
 * The default cost falls with length, -400 · length^1.5: a long compound must beat the sum of its parts.
 *
 * @throws RangeError where `cost` is no 16-bit integer
 * @example
 * await writeFile("bansou.csv", renderMecab(bundledThesaurus()));
 * // mecab-dict-index -d /usr/share/mecab/dic/ipadic -u bansou.dic -f utf-8 -t utf-8 bansou.csv
 */
export function renderMecab(thesaurus: Thesaurus, options: UserDictionaryOptions = {}): string {
  checkCost(options.cost);
  return entries(thesaurus, options)
    .map(({ text, lemma, reading }) => {
      const cost = options.cost ?? Math.max(LEAST_COST, Math.trunc(-400 * text.length ** 1.5));
      const pronounced = reading ?? "*";
      return renderCsvLine([
        ...[text, IPADIC_NOUN, IPADIC_NOUN, cost],
        ...["名詞", "一般", "*", "*", "*", "*", lemma, pronounced, pronounced],
      ]);
    })
    .join("");
}

// 名詞,普通名詞,一般 in unidic-mecab 2.1.2, the id that Sudachi's guide names for common nouns; it advises costs from 5000 to 9000.
const UNIDIC_NOUN = 5146;
const SUDACHI_COST = 5000;

/**
 * Entries of a Sudachi user dictionary: 18 columns, each name a common noun whose normalized form (正規化表記) is the prefLabel.
 * Headwords are folded as Sudachi folds text before it looks words up (NFKC, lower case); others would never be found.
 * The same names are left out as for MeCab.
 *
 * @throws RangeError where `cost` is no 16-bit integer
 * @example
 * await writeFile("bansou.csv", renderSudachi(bundledThesaurus()));
 * // sudachipy ubuild bansou.csv -o bansou.dic
 */
export function renderSudachi(thesaurus: Thesaurus, options: UserDictionaryOptions = {}): string {
  checkCost(options.cost);
  return entries(thesaurus, options)
    .map(({ text, lemma, reading }) =>
      renderCsvLine([
        ...[
          text.normalize("NFKC").toLowerCase(),
          UNIDIC_NOUN,
          UNIDIC_NOUN,
          options.cost ?? SUDACHI_COST,
          text,
        ],
        ...["名詞", "普通名詞", "一般", "*", "*", "*", reading ?? "", lemma, "*", "*", "*", "*", "*"],
      ]),
    )
    .join("");
}

// 相手のペースを尊重する or 押し付けない as a noun would spoil the analysis of every sentence that says so.
const PREDICATE = /(?:[うくぐすつぬぶむる]|ない)$/u;

interface Entry {
  readonly text: string;
  readonly lemma: string;
  readonly reading: string | undefined;
}

function entries(thesaurus: Thesaurus, { tokenizer }: UserDictionaryOptions): Entry[] {
  return nameConcepts(thesaurus, { wordings: false }).flatMap(({ concept, names }) =>
    names
      .filter(({ text }) => !/\s/u.test(text) && !PREDICATE.test(text) && text.length <= 255)
      .map((name) => ({ text: name.text, lemma: concept.prefLabel, reading: katakana(name, tokenizer) })),
  );
}

function katakana({ text, reading }: Name, tokenizer: Tokenizer | undefined): string | undefined {
  if (reading !== undefined) return toKatakana(reading);
  if (isKana(text)) return spoken(text);
  const readings = tokenizer?.tokenize(text).map((token) => token.reading || spoken(token.surface));
  return readings === undefined || readings.includes("") ? undefined : spoken(readings.join(""));
}

/** Kana as katakana without middle dots, which are not read; empty for anything else. */
function spoken(text: string): string {
  return isKana(text) ? toKatakana(text).replaceAll("・", "") : "";
}

function checkCost(cost: number | undefined): void {
  if (cost === undefined || (Number.isInteger(cost) && cost >= LEAST_COST && cost <= 32767)) return;
  throw new RangeError(`Expected cost to be an integer from ${LEAST_COST} to 32767, received ${cost}`);
}
