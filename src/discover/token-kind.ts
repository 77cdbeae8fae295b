import type { Token } from "../tokenizer/token.ts";

/** What discovery needs to know of a token, as a number: the part of speech in the low four bits, traits above. */
export const OTHER = 0;
/** End of a sentence or a line. */
export const STOP = 1;
export const NOUN = 2;
/** A noun that only follows another: 型, 的, 者. */
export const SUFFIX = 3;
/** 非, 再, 超. */
export const PREFIX = 4;
/** 一, 二, 3, but also 助数詞. */
export const NUMBER = 5;
/** こと, もの, これ, 今日: nouns that name nothing by themselves. */
export const LIGHT_NOUN = 6;
export const PARTICLE = 7;
export const VERB = 8;
export const ADJECTIVE = 9;
export const AUXILIARY = 10;
export const SYMBOL = 11;

const CLASS_BITS = 0b1111;
/** A noun that する makes a verb. */
export const VERBAL = 16;
/** A noun that な makes an adjective. */
export const ADJECTIVAL = 32;
/** A name of a person, place or body. */
export const PROPER = 64;

/** The part of speech alone. */
export const classOf = (kind: number): number => kind & CLASS_BITS;

/** True for what may stand inside a run of nouns. */
export function joins(kind: number): boolean {
  const type = kind & CLASS_BITS;
  return type === NOUN || type === SUFFIX || type === PREFIX;
}

const LIGHT = new Set(["代名詞", "非自立", "副詞可能", "特殊", "引用文字列", "接続詞的", "動詞非自立的"]);
const SUFFIXES = new Set(["一般", "サ変接続", "形容動詞語幹"]);
// IPADIC gives ASCII and half-width signs (`|`, `､`, `br><br`) as サ変接続 nouns.
const HAS_LETTER = /[\p{L}\p{Nl}ー]/u;
const LINE_END = /[\n\r\u2028\u2029]/;

/** Reads a token of IPADIC's parts of speech once, so that millions of them fit into a byte each. */
export function kindOf(token: Token): number {
  const { surface, pos } = token;
  if (surface === "。" || surface === "！" || surface === "？" || LINE_END.test(surface)) return STOP;
  switch (pos) {
    case "名詞":
      return nounKind(token);
    case "接頭詞":
      return token.pos1 === "名詞接続" ? PREFIX : OTHER;
    case "助詞":
      return PARTICLE;
    case "動詞":
      return VERB;
    case "形容詞":
      return ADJECTIVE;
    case "助動詞":
      return AUXILIARY;
    case "記号":
      return token.pos1 === "アルファベット" ? NOUN : SYMBOL;
    default:
      return OTHER;
  }
}

function nounKind({ surface, pos1, pos2 }: Token): number {
  if (pos1 === "数") return NUMBER;
  if (pos1 === "接尾") {
    if (pos2 === "助数詞") return NUMBER;
    return SUFFIXES.has(pos2) ? SUFFIX : LIGHT_NOUN;
  }
  if (LIGHT.has(pos1)) return LIGHT_NOUN;
  if (!HAS_LETTER.test(surface)) return SYMBOL;
  if (pos1 === "サ変接続") return NOUN | VERBAL;
  if (pos1 === "形容動詞語幹") return NOUN | ADJECTIVAL;
  return pos1 === "固有名詞" ? NOUN | PROPER : NOUN;
}
