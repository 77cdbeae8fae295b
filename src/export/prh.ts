import type { Thesaurus } from "../thesaurus/concept.ts";
import { nameConcepts } from "./names.ts";

/**
 * Rules for prh (and textlint-rule-prh) that replace other names and spellings of a concept by its prefLabel.
 * Each rule carries specs, which prh runs when it loads the file. A name inside a longer name of the thesaurus
 * (伴走支援 in 伴走支援員) is left alone there.
 *
 * @example
 * await writeFile("prh.yml", renderPrh(bundledThesaurus()));
 */
export function renderPrh(thesaurus: Thesaurus): string {
  const named = nameConcepts(thesaurus, { wordings: false });
  const all = named.flatMap(({ concept, names }) => names.map(({ text }) => ({ concept, text })));
  const lines = [`# bansou ${thesaurus.version}`, "version: 1", "rules:"];
  let count = 0;
  for (const { concept, names } of named) {
    const expected = concept.prefLabel;
    // Longest first: of names that begin at one place prh takes the first in the list.
    const variants = names
      .map(({ text }) => text)
      .filter((text) => text !== expected)
      .sort((a, b) => b.length - a.length);
    if (variants.length === 0) continue;
    count++;
    lines.push(`  - expected: ${quote(expected)}`, "    patterns:");
    for (const variant of variants) {
      const longer = all.filter(
        ({ text, concept: owner }) =>
          text !== variant && text.includes(variant) && (owner !== concept || text === expected),
      );
      lines.push(
        `      - ${quote(
          guarded(
            variant,
            longer.map(({ text }) => text),
          ),
        )}`,
      );
    }
    lines.push("    specs:");
    for (const variant of variants)
      lines.push(`      - from: ${quote(variant)}`, `        to: ${quote(expected)}`);
  }
  // prh refuses "rules:" with nothing under it.
  if (count === 0) lines[lines.length - 1] = "rules: []";
  return `${lines.join("\n")}\n`;
}

/** A regular expression for the name where no longer one stands around it. */
function guarded(name: string, longer: readonly string[]): string {
  const guards = longer.flatMap((text) =>
    placesOf(name, text).map((at) => {
      const before = escapeRegExp(text.slice(0, at) + name);
      return `(?!(?<=${before})${escapeRegExp(text.slice(at + name.length))})`;
    }),
  );
  return `/${escapeRegExp(name)}${guards.join("")}/`;
}

function placesOf(part: string, whole: string): number[] {
  const places: number[] = [];
  for (let at = whole.indexOf(part); at !== -1; at = whole.indexOf(part, at + 1)) places.push(at);
  return places;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

/** JSON's strings are YAML's double-quoted ones, but for three characters that YAML takes for line ends or refuses. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0085\u2028\u2029\ufeff\u007f-\u009f]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
