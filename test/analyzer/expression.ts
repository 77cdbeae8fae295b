import { foldLabel } from "../../src/text/normalize.ts";
import type { Thesaurus } from "../../src/thesaurus/concept.ts";
import { type PatternNode, parsePattern } from "../../src/thesaurus/pattern.ts";
import { spell, spellingIndex } from "../../src/thesaurus/variants.ts";

const SHORT_GAP = "[^。、！？\\n「」『』；]";
const LONG_GAP = "[^。！？\\n「」『』]";
const WORD = "[\\p{Script=Han}\\p{Script=Katakana}ー]{1,8}";
// ご支援, お寄り添い, 御対応: politeness before a word that begins with kanji or katakana.
const HONORIFIC = "(?:ご|御|お)?";
const MAX_LIST_DEPTH = 4;

/**
 * Turns patterns of one thesaurus into regular expressions in which gaps are groups: the slow way to say what patterns mean, an oracle
 * for the steps that they are compiled to.
 */
export function expressionCompiler(
  thesaurus: Pick<Thesaurus, "lists" | "spellings">,
): (pattern: string) => string {
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

  return (pattern) => source(parsePattern(pattern), 0);
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

// A head after a modifier or a gap may be polite (継続的なご支援); one inside a compound may not.
const isPolite = (before: PatternNode): boolean =>
  before.kind === "gap" ||
  before.kind === "verb" ||
  (before.kind === "text" && /[なのたにをる]$/.test(before.text)) ||
  before.kind === "choice";

const longestFirst = (words: readonly string[]): string[] =>
  [...new Set(words)].sort((a, b) => b.length - a.length);
const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
