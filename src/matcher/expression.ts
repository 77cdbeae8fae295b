import { foldLabel } from "../text/normalize.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { type PatternNode, parsePattern } from "../thesaurus/pattern.ts";
import { spell, spellingIndex } from "../thesaurus/variants.ts";

/** A pattern ready to run: regular-expression source, and the characters it can begin with. */
export interface Expression {
  readonly source: string;
  /** Every match begins with one of these. Computed when asked: conditions need none. */
  prefixes(): readonly string[];
  /** True when it ends in an inflected verb, whose last token may reach further. */
  readonly inflected: boolean;
  /** True when that is a verb, not an adjective. */
  readonly verbal: boolean;
}

/** Turns patterns of one thesaurus into expressions; gaps become capture groups so that they can be measured. */
export type ExpressionCompiler = (pattern: string) => Expression;

const SHORT_GAP = "[^。、！？\\n「」『』；]";
const LONG_GAP = "[^。！？\\n「」『』]";
const WORD = "[\\p{Script=Han}\\p{Script=Katakana}ー]{1,8}";
// ご支援, お寄り添い, 御対応: politeness before a word that begins with kanji or katakana.
const HONORIFIC = "(?:ご|御|お)?";
const LONGEST_PREFIX = 6;
const MANY_PREFIXES = 300;
const MAX_PREFIXES = 20_000;
const MAX_LIST_DEPTH = 4;

export function expressionCompiler(thesaurus: Pick<Thesaurus, "lists" | "spellings">): ExpressionCompiler {
  const spellings = spellingIndex(thesaurus);
  const listCache = new Map<string, PatternNode>();

  const list = (name: string): PatternNode => {
    let node = listCache.get(name);
    if (node === undefined) {
      const words = [...(thesaurus.lists[name] ?? [])].sort((a, b) => b.length - a.length);
      node = { kind: "choice", options: words.map((word) => parsePattern(word)), optional: false };
      listCache.set(name, node);
    }
    return node;
  };

  /** The ways to write each part of a literal; kana behind a spelling in katakana may be katakana too (よりそい, ヨリソイ). */
  const waysToWrite = (text: string): string[][] => {
    let kana = false;
    return spell(foldLabel(text), spellings).flatMap((ways) => {
      const [only] = ways as [string];
      const wasKana = kana;
      kana = ways.some((way) => KATAKANA_WORD.test(way));
      return ways.length === 1 && wasKana ? withKatakana(only) : [ways.map(foldLabel)];
    });
  };

  const written = (text: string): string =>
    waysToWrite(text)
      .map((ways) => (ways.length === 1 ? quote(ways[0] as string) : `(?:${ways.map(quote).join("|")})`))
      .join("");

  const source = (nodes: readonly PatternNode[], depth: number): string =>
    nodes.map((node, i) => nodeSource(node, nodes[i - 1], depth)).join("");

  const nodeSource = (node: PatternNode, before: PatternNode | undefined, depth: number): string => {
    const lead = before !== undefined && isPolite(before) ? HONORIFIC : "";
    switch (node.kind) {
      case "text":
        return written(node.text);
      case "verb":
        return `${written(node.stem)}(?:${longestFirst(node.endings).map(quote).join("|")})`;
      case "gap":
        return `(${node.commas ? LONG_GAP : SHORT_GAP}{0,${node.length}}?)`;
      case "list":
        if (node.name === "word") return `(?:${WORD})${node.optional ? "?" : ""}`;
        if (depth > MAX_LIST_DEPTH) return "";
        return `(?:${lead}${nodeSource(list(node.name), undefined, depth + 1)})${node.optional ? "?" : ""}`;
      case "choice": {
        const options = node.options.map((option) => source(option, depth)).join("|");
        return `(?:${lead}(?:${options}))${node.optional ? "?" : ""}`;
      }
    }
  };

  /** The first `length` characters of everything that `nodes` can stand for; a shorter string is the whole, or ends at a gap. */
  const heads = (nodes: readonly PatternNode[], length: number, depth: number): Set<string> => {
    const done = new Set<string>();
    let open = new Set([""]);
    for (const node of nodes) {
      const next = new Set<string>();
      const tails = headsOf(node, length, depth);
      for (const head of open) {
        for (const tail of tails) {
          const longer = (head + tail).slice(0, length);
          (longer.length < length ? next : done).add(longer);
        }
      }
      if (done.size + next.size > MAX_PREFIXES) throw new RangeError("a pattern can begin in too many ways");
      open = next;
      if (open.size === 0 || isOpenEnded(node)) break;
    }
    for (const head of open) done.add(head);
    return done;
  };

  const headsOf = (node: PatternNode, length: number, depth: number): Iterable<string> => {
    switch (node.kind) {
      case "text":
        return writtenHeads(node.text, length);
      case "verb": {
        const stems = writtenHeads(node.stem, length);
        return new Set(
          stems.flatMap((stem) => node.endings.map((ending) => (stem + ending).slice(0, length))),
        );
      }
      case "gap":
        return [""];
      case "list":
        if (node.name === "word" || depth > MAX_LIST_DEPTH) return [""];
        return withNothing(headsOf(list(node.name), length, depth + 1), node.optional);
      case "choice": {
        const all = new Set<string>();
        for (const option of node.options) for (const head of heads(option, length, depth)) all.add(head);
        return withNothing(all, node.optional);
      }
    }
  };

  const writtenHeads = (text: string, length: number): string[] => {
    let found = [""];
    for (const ways of waysToWrite(text)) {
      found = found.flatMap((head) =>
        head.length >= length ? [head] : ways.map((way) => (head + way).slice(0, length)),
      );
    }
    return found;
  };

  /** The longest prefixes that are not too many: the longer, the fewer places where the expression must be tried. */
  const prefixesOf = (nodes: readonly PatternNode[]): string[] => {
    let found: ReadonlySet<string> | undefined;
    for (let length = LONGEST_PREFIX; found === undefined; length--) {
      try {
        found = heads(nodes, length, 0);
      } catch (error) {
        if (length === 1) throw error;
      }
    }
    for (let length = LONGEST_PREFIX - 1; found.size > MANY_PREFIXES && length > 0; length--) {
      found = new Set([...found].map((prefix) => prefix.slice(0, length)));
    }
    return withoutExtensions(found);
  };

  const compiled = new Map<string, Expression>();
  return (pattern) => {
    let expression = compiled.get(pattern);
    if (expression === undefined) {
      const nodes = parsePattern(pattern);
      expression = {
        source: source(nodes, 0),
        prefixes: () => prefixesOf(nodes),
        inflected: endsInVerb(nodes),
        verbal: endsInVerb(nodes, true),
      };
      compiled.set(pattern, expression);
    }
    return expression;
  };
}

const KATAKANA_WORD = /^[ァ-ヺー]+$/;

/** Cuts off the kana that `text` begins with, each to be read in hiragana or katakana. */
function withKatakana(text: string): string[][] {
  const kana = /^[ぁ-ゖ]*/.exec(text)?.[0] ?? "";
  const either = [...kana].map((c) => [c, String.fromCharCode(c.charCodeAt(0) + 0x60)]);
  return kana.length < text.length ? [...either, [text.slice(kana.length)]] : either;
}

const endsInVerb = (nodes: readonly PatternNode[], verbOnly = false): boolean => {
  const last = nodes.at(-1);
  if (last?.kind === "choice") return last.options.some((option) => endsInVerb(option, verbOnly));
  return last?.kind === "verb" && !(verbOnly && last.endings.includes("かっ"));
};

// A head after a modifier or a gap may be polite (継続的なご支援); one inside a compound may not.
const isPolite = (before: PatternNode): boolean =>
  before.kind === "gap" ||
  before.kind === "verb" ||
  (before.kind === "text" && /[なのたにをる]$/.test(before.text)) ||
  before.kind === "choice";

const longestFirst = (words: readonly string[]): string[] =>
  [...new Set(words)].sort((a, b) => b.length - a.length);
const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

// Behind a gap, or a word of any kind, nothing is known any more.
const isOpenEnded = (node: PatternNode): boolean => {
  if (node.kind === "choice") return node.options.some((option) => option.some(isOpenEnded));
  return node.kind === "gap" || (node.kind === "list" && node.name === "word");
};

const withNothing = (heads: Iterable<string>, optional: boolean): Iterable<string> =>
  optional ? new Set([...heads, ""]) : heads;

/** A prefix says all that a longer one says. */
function withoutExtensions(prefixes: ReadonlySet<string>): string[] {
  return [...prefixes].filter((prefix) => {
    for (let length = 1; length < prefix.length; length++)
      if (prefixes.has(prefix.slice(0, length))) return false;
    return true;
  });
}
