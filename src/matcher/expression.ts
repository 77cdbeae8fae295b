import { foldLabel } from "../text/normalize.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { type PatternNode, parsePattern } from "../thesaurus/pattern.ts";
import { spell, spellingIndex } from "../thesaurus/variants.ts";

/** A pattern ready to run. */
export interface Expression {
  /** Of a regular expression in which gaps are capture groups, so that they can be measured. */
  readonly source: string;
  /** True when it ends in an inflected verb, whose last token may reach further. */
  readonly inflected: boolean;
  /** True when that is a verb, not an adjective. */
  readonly verbal: boolean;
}

/** Turns patterns of one thesaurus into expressions, or tells how they begin. */
export interface ExpressionCompiler {
  (pattern: string): Expression;
  /** Every match of the pattern begins with one of these. */
  prefixesOf(pattern: string): readonly string[];
}

const SHORT_GAP = "[^。、！？\\n「」『』；]";
const LONG_GAP = "[^。！？\\n「」『』]";
const WORD = "[\\p{Script=Han}\\p{Script=Katakana}ー]{1,8}";
// ご支援, お寄り添い, 御対応: politeness before a word that begins with kanji or katakana.
const HONORIFICS = ["ご", "御", "お"];
const HONORIFIC = `(?:${HONORIFICS.join("|")})?`;
const LONGEST_PREFIX = 6;
const MANY_PREFIXES = 300;
const MAX_PREFIXES = 20_000;
const MAX_LIST_DEPTH = 4;

export function expressionCompiler(thesaurus: Pick<Thesaurus, "lists" | "spellings">): ExpressionCompiler {
  const spellings = spellingIndex(thesaurus);
  const lists = new Map<string, PatternNode>();
  const list = (name: string): PatternNode =>
    lookUp(lists, name, () => {
      const words = [...(thesaurus.lists[name] ?? [])].sort((a, b) => b.length - a.length);
      return { kind: "choice", options: words.map((word) => parsePattern(word)), optional: false };
    });

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

  // The most heads that are asked for now: a product that is too large is given up early and tried again with shorter heads.
  let most = MANY_PREFIXES;

  /**
   * How what `nodes` stand for can begin, up to `length` characters.
   *
   * @throws RangeError when there are more than `most` ways.
   */
  const headsOf = (nodes: readonly PatternNode[], length: number, depth: number): Heads => {
    const ended = new Set<string>();
    // Whole heads by their length: those of one length go on in the same ways.
    let open = new Map([[0, new Set([""])]]);
    for (const [i, node] of nodes.entries()) {
      const before = nodes[i - 1];
      const polite = before !== undefined && isPolite(before);
      const next = new Map<number, Set<string>>();
      for (const [begun, heads] of open) {
        const tail = nodeHeads(node, polite, length - begun, depth);
        for (const end of tail.ended) for (const head of heads) ended.add((head + end).slice(0, length));
        for (const end of tail.open) {
          if (begun + end.length >= length)
            for (const head of heads) ended.add((head + end).slice(0, length));
          else {
            const longer = lookUp(next, begun + end.length, () => new Set<string>());
            for (const head of heads) longer.add(head + end);
          }
        }
        if (ended.size + sizeOf(next) > most) throw new RangeError("a pattern can begin in too many ways");
      }
      open = next;
      if (open.size === 0) break;
    }
    return { ended, open: [...open.values()].flatMap((heads) => [...heads]) };
  };

  const nodeHeads = (node: PatternNode, polite: boolean, length: number, depth: number): Heads => {
    switch (node.kind) {
      case "text":
        return { ended: NONE, open: writtenHeads(node.text, length) };
      case "verb": {
        const stems = writtenHeads(node.stem, length);
        const whole = stems.flatMap((stem) => node.endings.map((ending) => (stem + ending).slice(0, length)));
        return { ended: NONE, open: new Set(whole) };
      }
      case "gap":
        return { ended: [""], open: NONE };
      case "list": {
        if (node.name === "word") return { ended: [""], open: NONE };
        if (depth > MAX_LIST_DEPTH) return { ended: NONE, open: [""] };
        return withLead(listHeads(node.name, length, depth), polite, node.optional);
      }
      case "choice":
        return withLead(choiceHeads(node.options, length, depth), polite, node.optional);
    }
  };

  const choiceHeads = (
    options: readonly (readonly PatternNode[])[],
    length: number,
    depth: number,
  ): Heads => {
    const ended = new Set<string>();
    const open = new Set<string>();
    for (const option of options) {
      const heads = headsOf(option, length, depth);
      for (const head of heads.ended) ended.add(head);
      for (const head of heads.open) open.add(head);
    }
    return { ended, open };
  };

  const listsHeads = new Map<string, Heads>();
  const listHeads = (name: string, length: number, depth: number): Heads =>
    lookUp(listsHeads, `${length} ${depth} ${name}`, () => nodeHeads(list(name), false, length, depth + 1));

  const writtenHeads = (text: string, length: number): string[] => {
    let found = [""];
    for (const ways of waysToWrite(text)) {
      if (found.every((head) => head.length >= length)) break;
      found = found.flatMap((head) =>
        head.length >= length ? [head] : ways.map((way) => (head + way).slice(0, length)),
      );
    }
    return found;
  };

  /** The longest prefixes that are not too many: the longer, the fewer places where the expression must be tried. */
  const prefixesOf = (pattern: string): string[] => {
    const nodes = parsePattern(pattern);
    for (let length = LONGEST_PREFIX; ; length--) {
      most = length > 1 ? MANY_PREFIXES : MAX_PREFIXES;
      try {
        const { ended, open } = headsOf(nodes, length, 0);
        return withoutExtensions(new Set([...ended, ...open]));
      } catch (error) {
        if (length === 1) throw error;
      }
    }
  };

  const compile = (pattern: string): Expression => {
    const nodes = parsePattern(pattern);
    return { source: source(nodes, 0), inflected: endsInVerb(nodes), verbal: endsInVerb(nodes, true) };
  };
  return Object.assign(compile, { prefixesOf });
}

/**
 * Beginnings of what a pattern stands for. `open` ones are whole: what comes next goes on from there. `ended` ones are cut to the
 * length asked for, or anything may follow.
 */
interface Heads {
  readonly ended: Iterable<string>;
  readonly open: Iterable<string>;
}

const NONE: readonly string[] = [];

function sizeOf(groups: ReadonlyMap<number, ReadonlySet<string>>): number {
  let size = 0;
  for (const group of groups.values()) size += group.size;
  return size;
}

function withLead({ ended, open }: Heads, polite: boolean, optional: boolean): Heads {
  if (!polite) return optional ? { ended, open: [...open, ""] } : { ended, open };
  const led = (heads: Iterable<string>): string[] =>
    [...heads].flatMap((head) => [head, ...HONORIFICS.map((lead) => lead + head)]);
  return { ended: led(ended), open: optional ? [...led(open), ""] : led(open) };
}

/** The value of a key, made when it is first asked for. */
function lookUp<Key, Value>(made: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = made.get(key);
  if (value === undefined) {
    value = make();
    made.set(key, value);
  }
  return value;
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
const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

/** A prefix says all that a longer one says. */
function withoutExtensions(prefixes: ReadonlySet<string>): string[] {
  return [...prefixes].filter((prefix) => {
    for (let length = 1; length < prefix.length; length++)
      if (prefixes.has(prefix.slice(0, length))) return false;
    return true;
  });
}
