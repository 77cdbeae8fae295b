import type { Token, Tokenizer } from "../../src/tokenizer/token.ts";

/** One unknown token a character, with a defect to order. */
export function fakeTokenizer(mend: (tokens: Token[]) => Token[] = (tokens) => tokens): Tokenizer {
  return { version: "fake 1", tokenize: (text) => mend(characters(text)) };
}

function characters(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (const surface of text) {
    tokens.push({
      start,
      end: start + surface.length,
      surface,
      lemma: surface,
      pos: "名詞",
      pos1: "一般",
      pos2: "*",
      pos3: "*",
      conjugationType: "*",
      conjugationForm: "*",
      reading: "",
      pronunciation: "",
      known: false,
    });
    start += surface.length;
  }
  return tokens;
}
