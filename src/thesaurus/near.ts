import type { Concept } from "./concept.ts";
import { editDistance } from "./distance.ts";
import { isRomaji, kanaKey, romajiKey, type Sound } from "./lookup-key.ts";

const MOST = 5;
/** Below this share of common characters a suggestion only confuses: 支援 is half of many labels. */
const LEAST = 0.45;
/** What is this much farther than the nearest is left out: after コーチング nobody asks for 放置. */
const BESIDE_BEST = 0.7;

/** Concepts with names like the word, nearest first; equals in the order of the thesaurus. */
export function nearConcepts(
  word: string,
  sounds: readonly Sound[],
  key: (text: string) => string,
): Concept[] {
  const asLabel = key(word);
  const romaji = isRomaji(word);
  const asSound = romaji ? romajiKey(word) : kanaKey(word);
  const scored = sounds.map(({ concept, labels, kanaReading, romajiReading }) => {
    const bySound = similarity(asSound, romaji ? romajiReading : kanaReading);
    return { concept, near: Math.max(bySound, ...labels.map((label) => similarity(asLabel, label))) };
  });
  const least = Math.max(LEAST, BESIDE_BEST * Math.max(0, ...scored.map(({ near }) => near)));
  return scored
    .filter(({ near }) => near >= least)
    .sort((a, b) => b.near - a.near)
    .slice(0, MOST)
    .map(({ concept }) => concept);
}

/** 0 to 1, the better of two views: few typing slips, or many pairs of neighbouring characters in common. */
function similarity(left: string, right: string): number {
  const longer = Math.max(left.length, right.length);
  if (longer === 0) return 0;
  const shared = sharedBigrams(left, right);
  // Two names with no pair and a great difference of length cannot reach LEAST: spare the table.
  if (shared === 0 && Math.min(left.length, right.length) < longer * LEAST) return 0;
  return Math.max(shared, 1 - editDistance(left, right) / longer);
}

/** Dice's coefficient on pairs of neighbouring characters. */
function sharedBigrams(left: string, right: string): number {
  const a = bigrams(left);
  const b = bigrams(right);
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return (2 * shared) / (a.size + b.size);
}

function bigrams(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2));
  return pairs;
}
