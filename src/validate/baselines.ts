import type { Analysis } from "../analysis.ts";
import { scoreMentions } from "../score/score.ts";
import type { Profile } from "../score/profile.ts";
import type { Concept, Thesaurus } from "../thesaurus/concept.ts";

/** What simpler methods make of a text: any unit for `fit`, since only ranks are compared; `lean` in -1 to 1. */
export interface BaselineScore {
  readonly fit: number;
  readonly lean: number;
}

export interface Baseline {
  readonly id: string;
  readonly label: string;
  readonly labelEn: string;
  readonly score: (analysis: Analysis) => BaselineScore;
}

/**
 * The simpler methods that a score must beat to be worth its rules: it is compared with each over the same documents.
 * Cost: the length of all texts.
 *
 * @param texts All texts that will be scored: the weights of rare characters come from them.
 */
export function compileBaselines(
  texts: readonly string[],
  thesaurus: Thesaurus,
  profile: Profile,
): Baseline[] {
  const statistics = bigramStatistics(texts);
  return [
    {
      id: "label-share",
      label: "見出し語の割合(LIWC の方式)",
      labelEn: "share of label words (as LIWC)",
      score: labelShare(thesaurus),
    },
    {
      id: "tf-idf",
      label: "シソーラスとの TF-IDF コサイン",
      labelEn: "TF-IDF cosine to the thesaurus",
      score: cosineToThesaurus(thesaurus, statistics),
    },
    {
      id: "bm25",
      label: "見出し語の BM25",
      labelEn: "BM25 of the labels",
      score: bm25OfLabels(thesaurus, statistics),
    },
    { id: "stems", label: "語幹の一覧", labelEn: "bare stem list", score: stemShare },
    {
      id: "no-stance",
      label: "否定の判定なし",
      labelEn: "stance switched off",
      score: withoutStance(thesaurus, profile),
    },
  ];
}

function namesOf({ prefLabel, altLabel, hiddenLabel }: Concept): string[] {
  return [prefLabel, ...altLabel, ...hiddenLabel];
}

function conceptsOf(thesaurus: Thesaurus, contrary: boolean): Concept[] {
  return [...thesaurus.concepts.values()].filter(({ polarity }) => (polarity === "contrary") === contrary);
}

function leanOf(supportive: number, contrary: number): number {
  return supportive + contrary === 0 ? 0 : (supportive - contrary) / (supportive + contrary);
}

/** Characters of the text that stand in a label, in a hundred: a share of words without cutting words. */
function labelShare(thesaurus: Thesaurus): Baseline["score"] {
  const labels = conceptsOf(thesaurus, false).flatMap(namesOf);
  const contrary = conceptsOf(thesaurus, true).flatMap(namesOf);
  return ({ text }) => {
    const [found, against] = [covered(text, labels), covered(text, contrary)];
    return { fit: text === "" ? 0 : (100 * found) / text.length, lean: leanOf(found, against) };
  };
}

const SUPPORTIVE_STEMS = [
  "伴走",
  "寄り添",
  "切れ目ない支援",
  "切れ目のない支援",
  "一緒に考え",
  "共に歩",
  "共創",
];
const CONTRARY_STEMS = [
  "丸投げ",
  "一方的",
  "押し付け",
  "押しつけ",
  "上から目線",
  "高圧的",
  "監視",
  "過干渉",
  "受け身",
];

/** What a person would search for, each hit counted as it stands. */
function stemShare({ text }: Analysis): BaselineScore {
  const [found, against] = [covered(text, SUPPORTIVE_STEMS), covered(text, CONTRARY_STEMS)];
  return { fit: text === "" ? 0 : (100 * found) / text.length, lean: leanOf(found, against) };
}

/** Characters of `text` that stand in one of `words`, none counted twice. */
function covered(text: string, words: readonly string[]): number {
  const marked = new Uint8Array(text.length);
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
      marked.fill(1, at, at + word.length);
  return marked.reduce((sum, mark) => sum + mark, 0);
}

interface BigramStatistics {
  /** ln((N + 1) / (df + 1)) + 1 */
  readonly weight: (bigram: string) => number;
  readonly meanLength: number;
}

/** Character bigrams stand in for words: Japanese search without a tokenizer works so, and it needs no dictionary. */
function bigramsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const bigram = text.slice(i, i + 2);
    if (/^[\p{L}\p{N}ー]{2}$/u.test(bigram)) counts.set(bigram, (counts.get(bigram) ?? 0) + 1);
  }
  return counts;
}

function bigramStatistics(texts: readonly string[]): BigramStatistics {
  const documents = new Map<string, number>();
  let length = 0;
  for (const text of texts) {
    length += text.length;
    for (const bigram of bigramsOf(text).keys()) documents.set(bigram, (documents.get(bigram) ?? 0) + 1);
  }
  return {
    weight: (bigram) => Math.log((texts.length + 1) / ((documents.get(bigram) ?? 0) + 1)) + 1,
    meanLength: texts.length === 0 ? 1 : length / texts.length,
  };
}

function cosineToThesaurus(thesaurus: Thesaurus, { weight }: BigramStatistics): Baseline["score"] {
  const vectorOf = (text: string) =>
    new Map([...bigramsOf(text)].map(([bigram, count]) => [bigram, count * weight(bigram)]));
  const page = (contrary: boolean) =>
    vectorOf(
      conceptsOf(thesaurus, contrary)
        .flatMap((concept) => [...namesOf(concept), concept.definition])
        .join("\n"),
    );
  const [supportive, contrary] = [page(false), page(true)];
  return ({ text }) => {
    const vector = vectorOf(text);
    const [found, against] = [cosine(vector, supportive), cosine(vector, contrary)];
    return { fit: found, lean: leanOf(found, against) };
  };
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const norm = (vector: ReadonlyMap<string, number>) =>
    Math.sqrt([...vector.values()].reduce((sum, x) => sum + x * x, 0));
  const dot = [...a].reduce((sum, [key, x]) => sum + x * (b.get(key) ?? 0), 0);
  return dot === 0 ? 0 : dot / (norm(a) * norm(b));
}

/** Okapi BM25 with its usual k1 = 1.2, b = 0.75; the query is all labels of a side. */
function bm25OfLabels(thesaurus: Thesaurus, { weight, meanLength }: BigramStatistics): Baseline["score"] {
  const query = (contrary: boolean) => [
    ...bigramsOf(
      conceptsOf(thesaurus, contrary)
        .map(({ prefLabel }) => prefLabel)
        .join("\n"),
    ).keys(),
  ];
  const [supportive, contrary] = [query(false), query(true)];
  return ({ text }) => {
    const counts = bigramsOf(text);
    const norm = 1.2 * (1 - 0.75 + (0.75 * text.length) / meanLength);
    const rank = (terms: readonly string[]) =>
      terms.reduce((sum, term) => {
        const count = counts.get(term) ?? 0;
        return sum + (weight(term) * count * 2.2) / (count + norm);
      }, 0);
    const [found, against] = [rank(supportive), rank(contrary)];
    return { fit: found, lean: leanOf(found, against) };
  };
}

/** Our own score with every mention taken as affirmed. */
function withoutStance(thesaurus: Thesaurus, profile: Profile): Baseline["score"] {
  return ({ text, mentions, score: { length } }) => {
    const affirmed = mentions.map((mention) => ({ ...mention, stance: "affirmed" as const }));
    const extent = { length, sentences: [{ start: 0, end: text.length }], lengths: [length] };
    const { fit, lean } = scoreMentions(affirmed, extent, profile, thesaurus);
    return { fit, lean };
  };
}
