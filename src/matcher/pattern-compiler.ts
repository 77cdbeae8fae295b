import { foldLabel } from "../text/normalize.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { type PatternNode, parsePattern } from "../thesaurus/pattern.ts";
import { spell, spellingIndex } from "../thesaurus/variants.ts";

/**
 * Patterns compiled to steps, numbers in one array: each step has a code, arguments, and the step that comes next, so that steps of
 * which all that follows is alike are one. What regular expressions do as well, but those each thread must compile for itself:
 * 4,000 of them took a third of a second and 17 MB a thread.
 */
export interface CompiledPatterns {
  readonly code: Int32Array;
  /** The words that a WORDS step refers to by the number of its set, in the order in which they are tried. */
  readonly sets: readonly (readonly string[])[];
  /** For each pattern given: where it begins. */
  readonly entries: Int32Array;
  /** For each pattern given: ENDS_IN_INFLECTION and ENDS_IN_VERB. */
  readonly endings: Uint8Array;
}

/** Codes of steps. */
export const ACCEPT = 0;
/** unit, next */
export const UNIT = 1;
/** set, next: one of its words */
export const WORDS = 2;
/** first, second: that which matches first */
export const EITHER = 3;
/** most, commas, next: as few characters as will do */
export const GAP = 4;
/** next: one to eight kanji or katakana, as many as will do */
export const NOUN = 5;
/** next: ご, 御 or お if it stands there */
export const POLITE = 6;

/** It ends in an inflected word, whose last token may reach further. */
export const ENDS_IN_INFLECTION = 1;
/** That word is a verb, not an adjective. */
export const ENDS_IN_VERB = 2;

// ご支援, お寄り添い, 御対応: politeness before a word that begins with kanji or katakana.
export const HONORIFICS: readonly string[] = ["ご", "御", "お"];
const MAX_LIST_DEPTH = 4;
/** Words that stand for a choice or a literal, at most; what has more ways to write it is tried part by part. */
const MOST_WORDS = 4_000;
const MOST_WAYS = 64;

export function compilePatterns(
  patterns: readonly string[],
  thesaurus: Pick<Thesaurus, "lists" | "spellings">,
): CompiledPatterns {
  const spellings = spellingIndex(thesaurus);
  const code: number[] = [];
  const known = new Map<string, number>();
  const sets: string[][] = [];
  const setNumbers = new Map<string, number>();

  const step = (...numbers: number[]): number =>
    lookUp(known, numbers.join(" "), () => {
      const at = code.length;
      code.push(...numbers);
      return at;
    });

  const wordsStep = (words: readonly string[], next: number): number => {
    const [only] = words;
    if (words.length === 1 && only !== undefined) {
      let at = next;
      for (let i = only.length - 1; i >= 0; i--) at = step(UNIT, only.charCodeAt(i), at);
      return at;
    }
    const set = lookUp(setNumbers, words.join("\n"), () => sets.push([...words]) - 1);
    return step(WORDS, set, next);
  };

  /** The ways to write each part of a literal; kana behind a spelling in katakana may be katakana too (よりそい, ヨリソイ). */
  const waysOfTexts = new Map<string, string[][]>();
  const waysToWrite = (text: string): string[][] =>
    lookUp(waysOfTexts, text, () => {
      let kana = false;
      return spell(foldLabel(text), spellings).flatMap((ways) => {
        const [only] = ways as [string];
        const wasKana = kana;
        kana = ways.some((way) => KATAKANA_WORD.test(way));
        return ways.length === 1 && wasKana ? withKatakana(only) : [ways.map(foldLabel)];
      });
    });

  /** All that nodes without gaps and other lists stand for, in the order in which they are tried; undefined where that is too much. */
  const wordsOf = (nodes: readonly PatternNode[], depth: number): readonly string[] | undefined => {
    let found: readonly string[] = [""];
    for (const [i, node] of nodes.entries()) {
      const ends = wordsOfNode(node, nodes[i - 1], depth);
      if (ends === undefined || found.length * ends.length > MOST_WORDS) return undefined;
      found = found.flatMap((head) => ends.map((end) => head + end));
    }
    return [...new Set(found)];
  };

  const wordsOfNode = (
    node: PatternNode,
    before: PatternNode | undefined,
    depth: number,
  ): readonly string[] | undefined => {
    switch (node.kind) {
      case "text":
        return waysOf(node.text);
      case "verb":
        return waysOf(node.stem)?.flatMap((stem) => longestFirst(node.endings).map((end) => stem + end));
      case "list":
        return node.optional || leads(before) ? undefined : wordsOfList(node.name, depth);
      case "choice": {
        if (node.optional || leads(before)) return undefined;
        const options = node.options.map((option) => wordsOf(option, depth));
        return options.some((words) => words === undefined) ? undefined : uniteAll(options as string[][]);
      }
      default:
        return undefined;
    }
  };

  const waysOf = (text: string): readonly string[] | undefined => {
    let found = [""];
    for (const ways of waysToWrite(text)) {
      if (found.length * ways.length > MOST_WAYS) return undefined;
      found = found.flatMap((head) => ways.map((way) => head + way));
    }
    return found;
  };

  const wordsOfLists = new Map<string, readonly string[] | undefined>();
  const wordsOfList = (name: string, depth: number): readonly string[] | undefined =>
    name === "word" || depth > MAX_LIST_DEPTH
      ? undefined
      : lookUp(wordsOfLists, name, () => {
          const members = membersOf(name).map((word) => wordsOf(parsePattern(word), depth + 1));
          return members.some((words) => words === undefined) ? undefined : uniteAll(members as string[][]);
        });

  const membersOf = (name: string): string[] =>
    [...(thesaurus.lists[name] ?? [])].sort((a, b) => b.length - a.length);

  const sequence = (nodes: readonly PatternNode[], next: number, depth: number): number => {
    let at = next;
    for (let i = nodes.length - 1; i >= 0; i--)
      at = nodeStep(nodes[i] as PatternNode, nodes[i - 1], at, depth);
    return at;
  };

  const nodeStep = (
    node: PatternNode,
    before: PatternNode | undefined,
    next: number,
    depth: number,
  ): number => {
    switch (node.kind) {
      case "text":
        return textStep(node.text, next);
      case "verb":
        return textStep(node.stem, wordsStep(longestFirst(node.endings), next));
      case "gap":
        return step(GAP, node.length, node.commas ? 1 : 0, next);
      case "list": {
        if (node.name !== "word" && depth > MAX_LIST_DEPTH) return next;
        const begin = node.name === "word" ? step(NOUN, next) : listStep(node.name, next, depth);
        return optional(node, node.name === "word" ? begin : led(before, begin), next);
      }
      case "choice": {
        const options = node.options.map((option) => wordsOf(option, depth));
        const begin = options.some((words) => words === undefined)
          ? either(node.options.map((option) => sequence(option, next, depth)))
          : wordsStep(uniteAll(options as string[][]), next);
        return optional(node, led(before, begin), next);
      }
    }
  };

  const textStep = (text: string, next: number): number =>
    waysToWrite(text).reduceRight((at, ways) => wordsStep(ways, at), next);

  const listStep = (name: string, next: number, depth: number): number => {
    const words = wordsOfList(name, depth);
    if (words !== undefined) return wordsStep(words, next);
    return either(membersOf(name).map((word) => sequence(parsePattern(word), next, depth + 1)));
  };

  const either = (options: readonly number[]): number =>
    options.length === 0
      ? wordsStep([], ACCEPT_AT)
      : options.reduceRight((last, at) => step(EITHER, at, last));
  const led = (before: PatternNode | undefined, begin: number): number =>
    leads(before) ? step(POLITE, begin) : begin;
  const optional = (node: { readonly optional: boolean }, begin: number, next: number): number =>
    node.optional ? step(EITHER, begin, next) : begin;

  const ACCEPT_AT = step(ACCEPT);
  const entries: number[] = [];
  const endings: number[] = [];
  for (const pattern of patterns) {
    const nodes = parsePattern(pattern);
    entries.push(sequence(nodes, ACCEPT_AT, 0));
    const [verb, adjective] = [endsIn(nodes, false), endsIn(nodes, true)];
    endings.push((verb || adjective ? ENDS_IN_INFLECTION : 0) | (verb && !adjective ? ENDS_IN_VERB : 0));
  }

  return {
    code: Int32Array.from(code),
    sets,
    entries: Int32Array.from(entries),
    endings: Uint8Array.from(endings),
  };
}

/** The value of a key, made when it is first asked for. */
function lookUp<Key, Value>(made: Map<Key, Value>, key: Key, make: () => Value): Value {
  if (made.has(key)) return made.get(key) as Value;
  const value = make();
  made.set(key, value);
  return value;
}

const uniteAll = (options: readonly (readonly string[])[]): string[] => [...new Set(options.flat())];

const KATAKANA_WORD = /^[ァ-ヺー]+$/;

/** Cuts off the kana that `text` begins with, each to be read in hiragana or katakana. */
function withKatakana(text: string): string[][] {
  const kana = /^[ぁ-ゖ]*/.exec(text)?.[0] ?? "";
  const either = [...kana].map((c) => [c, String.fromCharCode(c.charCodeAt(0) + 0x60)]);
  return kana.length < text.length ? [...either, [text.slice(kana.length)]] : either;
}

/** Whether one way to end it is a verb, or an adjective. */
const endsIn = (nodes: readonly PatternNode[], adjective: boolean): boolean => {
  const last = nodes.at(-1);
  if (last?.kind === "choice") return last.options.some((option) => endsIn(option, adjective));
  return last?.kind === "verb" && last.endings.some((ending) => ending.endsWith("かっ")) === adjective;
};

// A head after a modifier or a gap may be polite (継続的なご支援); one inside a compound may not.
const leads = (before: PatternNode | undefined): boolean =>
  before !== undefined &&
  (before.kind === "gap" ||
    before.kind === "verb" ||
    (before.kind === "text" && /[なのたにをる]$/.test(before.text)) ||
    before.kind === "choice");

const longestFirst = (words: readonly string[]): string[] =>
  [...new Set(words)].sort((a, b) => b.length - a.length);
