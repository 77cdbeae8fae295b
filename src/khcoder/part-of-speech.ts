import type { Token } from "../tokenizer/token.ts";

type Parts = Pick<Token, "pos" | "pos1" | "pos2" | "known" | "lemma">;

const isKana = ({ lemma }: Parts) => /^[ぁ-ゖー]+$/.test(lemma);
const noun = (pos1: string, pos2?: string) => (token: Parts) =>
  token.pos === "名詞" && token.pos1 === pos1 && (pos2 === undefined || token.pos2 === pos2);

/**
 * KH Coder's parts of speech in terms of IPADIC's, as its default settings for ChaSen and MeCab draw them; those with B are
 * words in hiragana alone.
 */
const PARTS: Readonly<Record<string, (token: Parts) => boolean>> = {
  名詞: (token) => noun("一般")(token) && token.known && !isKana(token),
  名詞B: (token) => noun("一般")(token) && isKana(token),
  名詞C: (token) => noun("一般")(token) && [...token.lemma].length === 1,
  サ変名詞: noun("サ変接続"),
  形容動詞: noun("形容動詞語幹"),
  固有名詞: (token) => noun("固有名詞", "一般")(token),
  組織名: noun("固有名詞", "組織"),
  人名: noun("固有名詞", "人名"),
  地名: noun("固有名詞", "地域"),
  ナイ形容: noun("ナイ形容詞語幹"),
  副詞可能: noun("副詞可能"),
  未知語: ({ known }) => !known,
  感動詞: ({ pos }) => pos === "感動詞" || pos === "フィラー",
  動詞: (token) => token.pos === "動詞" && token.pos1 === "自立" && !isKana(token),
  動詞B: (token) => token.pos === "動詞" && token.pos1 === "自立" && isKana(token),
  形容詞: (token) => token.pos === "形容詞" && token.pos1 === "自立" && !isKana(token),
  形容詞B: (token) => token.pos === "形容詞" && token.pos1 === "自立" && isKana(token),
  "形容詞（非自立）": ({ pos, pos1 }) => pos === "形容詞" && pos1 === "非自立",
  副詞: (token) => token.pos === "副詞" && !isKana(token),
  副詞B: (token) => token.pos === "副詞" && isKana(token),
  否定助動詞: ({ pos, lemma }) => pos === "助動詞" && ["ない", "ぬ", "まい", "ん"].includes(lemma),
};

/** The names that `A->B` may have for B. */
export const POS_NAMES: readonly string[] = [...Object.keys(PARTS), "その他", "タグ"];

/** Whether a token is of one of KH Coder's parts of speech. */
export function isPos(token: Parts, name: string): boolean {
  if (name === "その他") return Object.values(PARTS).every((isPart) => !isPart(token));
  return Object.hasOwn(PARTS, name) && (PARTS[name]?.(token) ?? false);
}
