import { toRomaji } from "wanakana";
import type { Token } from "../tokenizer/token.ts";

const KANA = /^[ぁ-ゖァ-ヺーゝゞヽヾ]+$/u;

/** A label in hiragana, as far as the dictionary reads it; empty where it does not know a word. */
export function readingOf(tokens: readonly Token[]): string {
  let reading = "";
  for (const token of tokens) {
    const read = token.reading !== "" && token.reading !== "*" ? token.reading : token.surface;
    if (!KANA.test(read)) return "";
    reading += read;
  }
  return toHiragana(reading);
}

function toHiragana(katakana: string): string {
  return katakana.replace(/[ァ-ヶ]/gu, (character) =>
    String.fromCodePoint((character.codePointAt(0) as number) - 0x60),
  );
}

/**
 * An id for a concept from its words: romaji, lower case, long vowels short, words parted by hyphens, as the bundled
 * thesaurus has them (`banso-gata-shien`). Empty where nothing can be read.
 */
export function idOf(tokens: readonly Token[]): string {
  const words = tokens.map((token) => romajiOf(readingOf([token]) || token.surface));
  return words.filter((word) => word !== "").join("-");
}

function romajiOf(word: string): string {
  const romaji = toRomaji(word).toLowerCase();
  return romaji
    .replaceAll("ou", "o")
    .replaceAll("oo", "o")
    .replaceAll("uu", "u")
    .replace(/[^a-z0-9]/g, "");
}
