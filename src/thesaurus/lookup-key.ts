import { toHiragana, toRomaji } from "wanakana";
import type { Concept } from "./concept.ts";
import { labelsOf } from "./links.ts";

/** The names of a concept as keys, made once: wanakana takes 0.2 ms to romanize one, too slow for each look-up. */
export interface Sound {
  readonly concept: Concept;
  /** The prefLabel first. */
  readonly labels: readonly string[];
  readonly kanaLabel: string;
  readonly kanaReading: string;
  readonly romajiReading: string;
}

export function soundOf(concept: Concept, spellingKey: (text: string) => string): Sound {
  return {
    concept,
    labels: labelsOf(concept).map(spellingKey),
    kanaLabel: kanaKey(concept.prefLabel),
    kanaReading: kanaKey(concept.reading),
    romajiReading: romajiKey(concept.reading),
  };
}

/** Text for comparing: width, case and composition made one, katakana as hiragana, blanks and middle dots dropped. */
export function kanaKey(text: string): string {
  const folded = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s・･·]+/gu, "");
  // Without convertLongVowelMark: false, wanakana reads コーチング as こうちんぐ.
  return toHiragana(folded, { passRomaji: true, convertLongVowelMark: false });
}

/**
 * A key that is the same for all spellings of one word: each member of a group is replaced by the first,
 * the longest member that fits first.
 */
export function spellingKey(spellings: readonly (readonly string[])[]): (text: string) => string {
  const firstOf = new Map<string, string>();
  for (const [first, ...others] of spellings) {
    if (first === undefined) continue;
    const target = firstOf.get(kanaKey(first)) ?? kanaKey(first);
    for (const member of [first, ...others].map(kanaKey))
      if (!firstOf.has(member)) firstOf.set(member, target);
  }
  const longest = Math.max(0, ...[...firstOf.keys()].map((member) => member.length));
  return (text) => {
    const folded = kanaKey(text);
    let key = "";
    for (let at = 0; at < folded.length; ) {
      let length = Math.min(longest, folded.length - at);
      while (length > 0 && !firstOf.has(folded.slice(at, at + length))) length--;
      key += length === 0 ? folded.charAt(at) : firstOf.get(folded.slice(at, at + length));
      at += Math.max(1, length);
    }
    return key;
  };
}

const ROMAJI = /^[\p{Script=Latin}\p{Mark}\p{Nd}\s'’`\-‐–—・]+$/u;

export function isRomaji(word: string): boolean {
  return ROMAJI.test(word.normalize("NFKC"));
}

/**
 * One key for all ways to romanize a word: Hepburn or Kunrei, long vowels doubled, barred, hyphened or short.
 * Takes kana as well. The price: words that differ in length of a vowel alone share a key.
 *
 * @example
 * romajiKey("きょうどうしえん"); // => "kyodoshien"
 * romajiKey("Kyôdô-sien"); // => "kyodoshien"
 */
export function romajiKey(word: string): string {
  const plain = word
    .normalize("NFKD") // parts ō into o and its bar, and が into か and its marks: put together again below
    .replace(/[\u0302\u0304]/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’`\s\-‐–—・]+/gu, "")
    .replace(/m(?=[bmp])/gu, "n"); // shimbun, sampo
  // Through kana and back: Kunrei si, tu, sya and zyo come out as shi, tsu, sha and jo.
  const hepburn = toRomaji(toHiragana(plain, { convertLongVowelMark: false }));
  return hepburn
    .replace(/['\-ー]/gu, "")
    .replace(/tch/gu, "cch")
    .replace(/wo/gu, "o")
    .replace(/o[ou]+/gu, "o")
    .replace(/e[ei]+/gu, "e")
    .replace(/([aiu])\1+/gu, "$1");
}
