import type { Concept, Thesaurus } from "./concept.ts";
import { isRomaji, kanaKey, romajiKey, type Sound, soundOf, spellingKey } from "./lookup-key.ts";
import { fitsMixed } from "./mixed-script.ts";
import { nearConcepts } from "./near.ts";

export interface LookupResult {
  /** The concept that the word names. */
  readonly concept?: Concept;
  /** What the word was read as. */
  readonly via?: "label" | "reading" | "romaji";
  /** Where no concept fits: those with the nearest names, nearest first, at most five. */
  readonly suggestions: readonly Concept[];
}

/** A thesaurus made ready for looking words up. */
export interface Lookup {
  find(word: string): LookupResult;
}

/**
 * Finds the concept that a person means by a word, however they type it: a label in any width, case or spelling
 * (寄り添い支援, 寄りそい支援), its reading in kana or kana and kanji mixed (よりそいしえん, ヨリソイ支援), or romaji in
 * Hepburn or Kunrei with any writing of long vowels (yorisoi shien, kōchingu, ko-chingu).
 * Needs no tokenizer. The index is built on the first call for a thesaurus (milliseconds) and kept as long as it lives.
 *
 * @throws TypeError where `word` is no string
 * @example
 * lookup(thesaurus, "ヨリソイ支援").concept?.prefLabel; // => "寄り添い支援"
 * lookup(thesaurus, "寄りそう支縁").suggestions[0]?.prefLabel; // => "寄り添い支援"
 */
export function lookup(thesaurus: Thesaurus, word: string): LookupResult {
  let compiled = compiledFor.get(thesaurus);
  if (compiled === undefined) {
    compiled = compileLookup(thesaurus);
    compiledFor.set(thesaurus, compiled);
  }
  return compiled.find(word);
}

const compiledFor = new WeakMap<Thesaurus, Lookup>();

/** Builds the index that `lookup` uses, for those who keep it themselves. */
export function compileLookup(thesaurus: Thesaurus): Lookup {
  const key = spellingKey(thesaurus.spellings);
  const concepts = [...thesaurus.concepts.values()];
  // Labels before readings before patterns: what is told exactly wins over what is told by sound.
  const sounds = concepts.map((concept) => soundOf(concept, key));
  const byLabel = indexOf(sounds, ({ labels }) => labels);
  const byPattern = indexOf(sounds, ({ concept }) => plainWordings(concept).map(key));
  const byReading = indexOf(sounds, ({ kanaReading }) => [kanaReading]);
  const byRomaji = indexOf(sounds, ({ romajiReading, concept }) => [romajiReading, romajiKey(concept.id)]);

  const exact = (word: string): Omit<LookupResult, "suggestions"> | undefined => {
    const label = byLabel.get(key(word));
    if (label !== undefined) return { concept: label, via: "label" };
    const kana = kanaKey(word);
    const reading = byReading.get(kana) ?? sounds.find((sound) => fitsMixed(kana, sound))?.concept;
    if (reading !== undefined) return { concept: reading, via: "reading" };
    const romaji = isRomaji(word) ? byRomaji.get(romajiKey(word)) : undefined;
    if (romaji !== undefined) return { concept: romaji, via: "romaji" };
    const pattern = byPattern.get(key(word));
    return pattern === undefined ? undefined : { concept: pattern, via: "label" };
  };
  return {
    find(word) {
      if (typeof word !== "string") throw new TypeError(`Expected a word (string), received ${typeof word}`);
      // No label is this long: a text pasted by mistake costs nothing.
      if (word.trim() === "" || word.length > 200) return { suggestions: [] };
      const found = exact(word);
      if (found !== undefined) return { ...found, suggestions: [] };
      return { suggestions: nearConcepts(word, sounds, key) };
    },
  };
}

/**
 * The part of an address that stands for a concept: lower-case romaji with hyphens, the same in every version.
 * It is the concept's id: ids follow Hepburn without long vowels, and the checks of the dictionary keep them so.
 *
 * @example
 * slug(concept); // => "banso-gata-shien"
 */
export function slug(concept: Pick<Concept, "id">): string {
  return concept.id;
}

/** The first concept of a key keeps it: the order of the thesaurus decides. */
function indexOf(
  sounds: readonly Sound[],
  keysOf: (sound: Sound) => readonly string[],
): ReadonlyMap<string, Concept> {
  const index = new Map<string, Concept>();
  for (const sound of sounds) {
    for (const key of keysOf(sound)) if (key !== "" && !index.has(key)) index.set(key, sound.concept);
  }
  return index;
}

/** Wordings that are mere words and always count: people look these up too. */
function plainWordings(concept: Concept): string[] {
  return concept.wording
    .filter(({ pattern, when }) => when === undefined && !/[(){}|?*…]/u.test(pattern))
    .map(({ pattern }) => pattern);
}
