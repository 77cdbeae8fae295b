/** Gives each distinct word a number, from 0 up, so that text is kept as numbers. */
export interface Vocabulary {
  /** The words in the order of their numbers. */
  readonly words: readonly string[];
  /** The number of `word`, given now if it has none. */
  add(word: string): number;
  /** The number of `word`, or -1. */
  find(word: string): number;
}

export function createVocabulary(): Vocabulary {
  const words: string[] = [];
  const numbers = new Map<string, number>();
  return {
    words,
    add(word) {
      const known = numbers.get(word);
      if (known !== undefined) return known;
      numbers.set(word, words.length);
      words.push(word);
      return words.length - 1;
    },
    find: (word) => numbers.get(word) ?? -1,
  };
}
