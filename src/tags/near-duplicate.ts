import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import type { Earned } from "./tags.ts";

/** Things of which a reader sees one; the first gives the tag its name. */
export type Group = readonly [Earned, ...Earned[]];

/**
 * Joins concepts that would stand as two tags for one thing: names that differ in a suffix alone (伴走型支援, 伴走型サポート,
 * 伴走的アプローチ), and synonyms of the approach of which one is the broader (長期フォロー型支援 is a 継続的支援). Concepts that
 * oppose each other are never joined, whatever their names. The core concept names its group wherever it is in it, then the
 * concept that earned most, so that the name depends on what was found and not on the order of the text.
 * Cost: quadratic in the number of concepts found, which is some ten.
 */
export function groupNearDuplicates(earned: readonly Earned[], thesaurus: Thesaurus): Group[] {
  const groups: Earned[][] = [];
  const ranked = [...earned].sort(
    (a, b) => rank(a) - rank(b) || b.points - a.points || (a.concept.id < b.concept.id ? -1 : 1),
  );
  for (const item of ranked) {
    const joined = groups.find(
      ([first]) => first !== undefined && isSame(first.concept, item.concept, thesaurus),
    );
    if (joined === undefined) groups.push([item]);
    else joined.push(item);
  }
  return groups as [Earned, ...Earned[]][];
}

function rank({ concept }: Earned): number {
  return concept.relation === "core" ? 0 : 1;
}

function isSame(a: Concept, b: Concept, thesaurus: Thesaurus): boolean {
  if (a.opposes.includes(b.id) || b.opposes.includes(a.id)) return false;
  if (stemOf(a.prefLabel) === stemOf(b.prefLabel)) return true;
  return (
    isNamedApproach(a) && isNamedApproach(b) && (isUnder(a, b.id, thesaurus) || isUnder(b, a.id, thesaurus))
  );
}

/** The lists of the core concept and its synonyms hold names of one approach; elsewhere broader parts subjects. */
function isNamedApproach({ relation }: Concept): boolean {
  return relation === "core" || relation === "synonym";
}

function isUnder(concept: Concept, id: string, thesaurus: Thesaurus, seen = new Set<string>()): boolean {
  if (seen.has(concept.id)) return false;
  seen.add(concept.id);
  return concept.broader.some((broader) => {
    if (broader === id) return true;
    const above = thesaurus.concepts.get(broader);
    return above !== undefined && isUnder(above, id, thesaurus, seen);
  });
}

/**
 * The part of a label that tells it from others: what stands before 支援, サポート and their like.
 *
 * @example
 * stemOf("伴走型支援"); // => "伴走"
 * stemOf("伴走的アプローチ"); // => "伴走"
 */
export function stemOf(label: string): string {
  const stem = label.replace(/(?:型|的)?(?:な|の)?(?:支援|サポート|アプローチ|援助|フォロー)$/u, "");
  // 支援 itself and its like would be one with everything.
  return stem === "" ? label : stem;
}
