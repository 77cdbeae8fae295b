import { discoveryWords } from "./words.ts";

/** Numbers, symbols and single characters say nothing as terms. */
const WORDLIKE = /^[\p{L}\p{M}ー・々〇]+(?:[\p{L}\p{M}\p{N}ー・々〇.-]*[\p{L}\p{M}ー・々〇])?$/u;
const GENERIC = new Set(discoveryWords.generic);
const GENERIC_HEADS = new Set([...discoveryWords.genericHeads, ...discoveryWords.generic]);

/** True for what can be a term of its own. */
export const isTermLike = (term: string): boolean => term.length >= 2 && WORDLIKE.test(term);

/** True for nouns of every text (課題, 取組): no finding in themselves. */
export const isGeneric = (term: string): boolean => GENERIC.has(term);

/** True for what is no hypernym worth having: 取組, 分野, 指標. */
export const isGenericHead = (term: string): boolean => GENERIC_HEADS.has(term);

/** The longest common end of two lists of words, in words. */
export function sharedEnd(left: readonly string[], right: readonly string[]): number {
  let shared = 0;
  while (shared < Math.min(left.length, right.length) && left.at(-1 - shared) === right.at(-1 - shared))
    shared++;
  return shared;
}

/** The longest common start of two lists of words, in words. */
export function sharedStart(left: readonly string[], right: readonly string[]): number {
  let shared = 0;
  while (shared < Math.min(left.length, right.length) && left[shared] === right[shared]) shared++;
  return shared;
}

/** True where the characters of `short` stand in `long` in their order. */
export function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at++;
  return at === short.length;
}

/** The two words or word parts of the list of opposites that part `left` from `right`, if any. */
export function oppositesIn(left: string, right: string): readonly [string, string] | undefined {
  return discoveryWords.opposites.find(
    ([a, b]) =>
      (left.includes(a) && right.includes(b) && !right.includes(a)) ||
      (left.includes(b) && right.includes(a) && !left.includes(a)),
  );
}

/** True where one is the other with 非, 不, 無, 未, 脱 or 反 before it. */
export function isNegation(left: string, right: string): boolean {
  return discoveryWords.negativePrefixes.some((prefix) => left === prefix + right || right === prefix + left);
}
