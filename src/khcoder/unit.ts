import type { Document } from "../document.ts";
import { normalize } from "../text/normalize.ts";
import { sentences } from "../text/sentence.ts";
import type { Span } from "../text/span.ts";
import type { Token, Tokenizer } from "../tokenizer/token.ts";

export const UNIT_KINDS = ["document", "paragraph", "sentence"] as const;
/** 文書, 段落 or 文: what is given a code. */
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A word of a unit with the sentence and paragraph that it stands in. */
export interface UnitToken extends Token {
  readonly sentence: number;
  readonly paragraph: number;
}

/** A stretch of text that a code is given or not. */
export interface CodingUnit {
  /** 1-based, through the document. */
  readonly number: number;
  /** Normalized, as it was cut into words. */
  readonly text: string;
  readonly tokens: readonly UnitToken[];
  /** The headings above it by level, 1 the highest. */
  readonly headings: Readonly<Record<number, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The units of a text in order. Paragraphs are the document's blocks, or the lines of plain text, as in KH Coder.
 *
 * @param variables External variables of the document, for conditions such as `<>年-->2024`.
 */
export function unitsOf(
  input: string | Document,
  kind: UnitKind,
  tokenizer: Tokenizer,
  variables: Readonly<Record<string, string>> = {},
): CodingUnit[] {
  const document: Document = typeof input === "string" ? { text: input, blocks: [] } : input;
  const paragraphs = paragraphsOf(document, tokenizer);
  const units: CodingUnit[] = [];
  const add = (tokens: readonly UnitToken[], headings: Readonly<Record<number, string>>) => {
    const text = tokens.map(({ surface }) => surface).join("");
    if (text !== "") units.push({ number: units.length + 1, text, tokens, headings, variables });
  };
  if (kind === "document")
    add(
      paragraphs.flatMap(({ tokens }) => tokens),
      paragraphs[0]?.headings ?? {},
    );
  for (const { tokens, headings } of kind === "document" ? [] : paragraphs) {
    if (kind === "paragraph") add(tokens, headings);
    else for (const own of bySentence(tokens)) add(own, headings);
  }
  return units;
}

function bySentence(tokens: readonly UnitToken[]): UnitToken[][] {
  const groups = new Map<number, UnitToken[]>();
  for (const token of tokens) {
    const group = groups.get(token.sentence);
    if (group === undefined) groups.set(token.sentence, [token]);
    else group.push(token);
  }
  return [...groups.values()];
}

interface Paragraph {
  readonly tokens: UnitToken[];
  readonly headings: Readonly<Record<number, string>>;
}

function paragraphsOf(document: Document, tokenizer: Tokenizer): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let headings: Readonly<Record<number, string>> = {};
  let sentence = 0;
  for (const { start, end, kind, level = 1 } of blocksOf(document)) {
    if (kind === "code") continue;
    const region: Span = { start, end };
    const { text } = normalize(document.text, [region], document.skip);
    const tokens: UnitToken[] = [];
    for (const span of sentences(text)) {
      for (const token of tokenizer.tokenize(text.slice(span.start, span.end)))
        tokens.push({ ...token, sentence, paragraph: paragraphs.length });
      sentence += 1;
    }
    if (kind === "heading") headings = below(headings, level, text.trim());
    paragraphs.push({ tokens, headings });
  }
  return paragraphs;
}

function blocksOf({ text, blocks }: Document): readonly (Span & { kind?: string; level?: number })[] {
  if (blocks.length > 0) return blocks;
  return [...text.matchAll(/[^\n]+/g)].map(({ 0: line, index }) => ({
    start: index,
    end: index + line.length,
  }));
}

/** A heading ends those of its own level and below. */
function below(
  headings: Readonly<Record<number, string>>,
  level: number,
  text: string,
): Readonly<Record<number, string>> {
  const above = Object.entries(headings).filter(([other]) => Number(other) < level);
  return Object.fromEntries([...above, [level, text]]);
}
