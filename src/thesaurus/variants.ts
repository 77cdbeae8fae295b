import type { Concept, Relation, Thesaurus, Wording } from "./concept.ts";
import { type PatternNode, parsePattern } from "./pattern.ts";

/** The list whose words head every kind of support: 支援, サポート, 対応 … */
const SUPPORT = "support";

/**
 * All wordings under which a concept is found: its labels, what follows from their form, and those given by hand.
 *
 * A label of the form X型支援 or X的支援 also stands for X型の支援, X的な支援, X支援, Xによる支援 with any word of the list `support`
 * as its head, for X型 alone, and for X in a row that shares the head (伴走・協働型支援).
 */
export function wordingsOf(concept: Concept, thesaurus: Thesaurus): Wording[] {
  const patterns = new Map<string, Wording>();
  for (const label of labelsOf(concept)) {
    for (const wording of [
      { pattern: labelPattern(label) },
      ...derive(label, concept.relation, SUPPORT in thesaurus.lists),
    ]) {
      if (!patterns.has(wording.pattern)) patterns.set(wording.pattern, wording);
    }
  }
  for (const wording of concept.wording) patterns.set(wording.pattern, wording);
  return [...patterns.values()];
}

/** Everything that a concept is called. */
export function labelsOf(concept: Concept): string[] {
  return [concept.prefLabel, ...concept.altLabel, ...concept.hiddenLabel];
}

/** A label as a pattern: the operators of the syntax are dropped, and ・ stands for other ways to join. */
export function labelPattern(label: string): string {
  return label.replace(/[()|?{}*…]/g, "").replace(/・/g, "(・|／|、|や|と|および|及び|または|又は|＝)?");
}

const DERIVED = /^(.{2,})(?:型|的)(?:支援|サポート|アプローチ)$/;

function derive(label: string, relation: Relation, supported: boolean): Wording[] {
  const stem = DERIVED.exec(label)?.[1];
  if (stem === undefined || !supported) return [];
  const x = labelPattern(stem);
  const typed = label.includes(`${stem}型`);
  return [
    // 代行サービス and 危機管理対応 are no 代行型支援 and 管理型支援: contrary labels keep their 型 or 的.
    { pattern: `${x}(型の|型|的な|的)${relation === "antonym" ? "" : "?"}{${SUPPORT}}` },
    { pattern: `${x}(型|的|的な|型の)(かつ|で)…{${SUPPORT}}` },
    { pattern: `${x}(型|的)(な|の)…{${SUPPORT}}` },
    // 進捗管理による支え is no 管理型支援.
    ...(relation === "antonym"
      ? []
      : [{ pattern: `${x}(による|を重視した|を基本とする|を基本とした|を中心とした){${SUPPORT}}` }]),
    ...(typed ? [{ pattern: `${x}型` }] : []),
    {
      pattern: `${x}(型|的)?`,
      when: [{ after: `(・|／|、|や|と|＋|かつ){word}(型|的)(の|な)?{${SUPPORT}}` }],
    },
  ];
}

/** Groups of spellings, longest member first, each hiragana one in katakana too (ヨリソイ支援), ready to be looked up by what stands in a literal. */
export function spellingIndex(
  thesaurus: Pick<Thesaurus, "spellings">,
): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, readonly string[]>();
  for (const group of thesaurus.spellings) {
    const inKatakana = group.filter((member) => /^[ぁ-ゖー]{3,}$/.test(member)).map(toKatakana);
    const all = [...new Set([...group, ...inKatakana])];
    const longestFirst = all.sort((a, b) => b.length - a.length);
    for (const member of all) if (!index.has(member)) index.set(member, longestFirst);
  }
  return index;
}

// One block apart in Unicode. wanakana reads romaji too, which a spelling must not.
const toKatakana = (kana: string): string =>
  kana.replace(/[ぁ-ゖ]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0x60));

/** Cuts a literal at the spellings it holds: each piece is the list of ways to write it. */
export function spell(text: string, index: ReadonlyMap<string, readonly string[]>): (readonly string[])[] {
  const pieces: (readonly string[])[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const member = longestMember(text, at, index);
    if (member === undefined) {
      plain += text.charAt(at++);
      continue;
    }
    if (plain !== "") pieces.push([plain]);
    plain = "";
    pieces.push(index.get(member) as readonly string[]);
    at += member.length;
  }
  if (plain !== "") pieces.push([plain]);
  return pieces;
}

const LONGEST_SPELLING = 12;

function longestMember(text: string, at: number, index: ReadonlyMap<string, unknown>): string | undefined {
  for (let length = Math.min(LONGEST_SPELLING, text.length - at); length > 0; length--) {
    const candidate = text.substr(at, length);
    if (index.has(candidate)) return candidate;
  }
  return undefined;
}

/**
 * What the description of a concept generates, one string a variant; `…` stands for words put in between.
 * At most `limit` of each wording (500 by default), as alternatives multiply.
 *
 * @example
 * variants(concept, thesaurus).includes("寄りそった支援") // => true
 */
export function variants(concept: Concept, thesaurus: Thesaurus, limit = 500): string[] {
  const index = spellingIndex(thesaurus);
  const found = new Set<string>();
  for (const { pattern } of wordingsOf(concept, thesaurus)) {
    for (const variant of expand(parsePattern(pattern), thesaurus, index, limit)) found.add(variant);
  }
  return [...found];
}

function expand(
  nodes: readonly PatternNode[],
  thesaurus: Thesaurus,
  index: ReadonlyMap<string, readonly string[]>,
  limit: number,
): string[] {
  let results = [""];
  const append = (tails: readonly string[]) => {
    results = results.flatMap((head) => tails.map((tail) => head + tail)).slice(0, limit);
  };
  const written = (text: string) => {
    for (const ways of spell(text, index)) append(ways);
  };
  for (const node of nodes) {
    switch (node.kind) {
      case "text":
        written(node.text);
        break;
      case "gap":
        append([node.commas ? "……" : "…"]);
        break;
      case "verb":
        written(node.stem);
        append(node.endings);
        break;
      case "list":
        append([...listWords(node.name, thesaurus), ...(node.optional ? [""] : [])]);
        break;
      case "choice":
        append([
          ...node.options.flatMap((option) => expand(option, thesaurus, index, limit)),
          ...(node.optional ? [""] : []),
        ]);
    }
  }
  return results;
}

/** The words of a list; `{word}` is any run of kanji or katakana. */
function listWords(name: string, thesaurus: Thesaurus): readonly string[] {
  return name === "word" ? ["〇〇"] : (thesaurus.lists[name] ?? []);
}
