import { AUXILIARY, classOf, joins, NOUN, VERB } from "./token-kind.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** No verb form stands before these. */
const NOMINAL = ["を", "が", "の", "や", "は", "へ"];

/**
 * Makes nouns of what IPADIC splits into verbs and particles: 押し|付け, 上|から|目線, and 寄り添い before 支援.
 * Changes `kind` in place. A compound that goes on as a verb (押し付けられる) stays one; a single word (寄り添い) is a
 * noun only where a noun or a particle of nouns follows, for it also ends clauses.
 */
export function rejoin(
  kind: Uint8Array,
  word: Int32Array,
  vocabulary: Vocabulary,
  compounds: readonly (readonly string[])[],
): void {
  const byFirst = new Map<number, number[][]>();
  for (const compound of compounds) {
    const numbers = compound.map((part) => vocabulary.find(part));
    const first = numbers[0];
    if (first === undefined || numbers.includes(-1)) continue;
    byFirst.set(first, [...(byFirst.get(first) ?? []), numbers]);
  }
  if (byFirst.size === 0) return;
  const nominal = new Set(NOMINAL.map((particle) => vocabulary.find(particle)));
  for (let i = 0; i < word.length; i++) {
    const found = byFirst
      .get(word[i] as number)
      ?.find((numbers) => numbers.every((part, j) => word[i + j] === part));
    if (found === undefined) continue;
    const next = kind[i + found.length] ?? 0;
    if (
      found.length === 1 &&
      !(classOf(kind[i] as number) === VERB && (joins(next) || nominal.has(word[i + 1] ?? -1)))
    )
      continue;
    if (classOf(next) === VERB || classOf(next) === AUXILIARY) continue;
    kind.fill(NOUN, i, i + found.length);
  }
}
