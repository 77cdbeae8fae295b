import type { Block } from "../document.ts";
import { type NormalizedText, normalize } from "../text/normalize.ts";
import type { Span } from "../text/span.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { createColumn } from "./column.ts";
import { rejoin } from "./compound.ts";
import { kindOf, STOP } from "./token-kind.ts";
import { createVocabulary, type Vocabulary } from "./vocabulary.ts";
import { discoveryWords } from "./words.ts";

/** A text to learn from: a `Document` with an id, or any object with an id and a text. */
export interface CorpusDocument {
  /** Names the document in evidence, such as its path; one for each document. */
  readonly id: string;
  readonly text: string;
  /** Where given, text outside every block and code is not read, and headings count once each. */
  readonly blocks?: readonly Block[];
  /** Stretches that are no text of the document, such as running heads. */
  readonly skip?: readonly Span[];
}

/** Something that a reader of the result should know before trusting it. */
export interface Notice {
  /** A stable word such as `discover/not-japanese`. */
  readonly code: string;
  readonly message: string;
  /** Ids of the documents that it is about. */
  readonly documents: readonly string[];
}

/** One document of a corpus: its tokens are `[first, end)` of the corpus. */
export interface CorpusText {
  readonly id: string;
  readonly source: string;
  readonly normalized: NormalizedText;
  readonly first: number;
  readonly end: number;
}

/**
 * Tokenized documents in columns, 13 bytes a token (2.2 million tokens: 29 MB, where token objects take over a gigabyte).
 * Token `i` is the word `words[word[i]]` and stands at `start[i]` of its document's normalized text.
 */
export interface Corpus {
  readonly texts: readonly CorpusText[];
  readonly vocabulary: Vocabulary;
  readonly word: Int32Array;
  readonly lemma: Int32Array;
  readonly start: Int32Array;
  /** See token-kind.ts. */
  readonly kind: Uint8Array;
  readonly tokenizer: string;
  readonly notices: readonly Notice[];
}

/**
 * Tokenizes documents once, for `discoverIn` and `countTable`. Documents that are not Japanese are left out and named
 * in `notices`. Time is the tokenizer's: everything after it is about a tenth.
 *
 * @throws TypeError where a document has no id or text, or two have one id.
 * @example
 * const corpus = compileCorpus([{ id: "plan.md", text: "伴走型支援を広げる。" }], { tokenizer });
 */
export function compileCorpus(
  documents: readonly CorpusDocument[],
  { tokenizer }: { readonly tokenizer: Tokenizer },
): Corpus {
  checkDocuments(documents);
  const vocabulary = createVocabulary();
  const [word, lemma, start, kind] = [createColumn(), createColumn(), createColumn(), createColumn()];
  const texts: CorpusText[] = [];
  const foreign: string[] = [];
  const empty: string[] = [];
  for (const document of documents) {
    const normalized = normalizeDocument(document);
    if (normalized.text.trim() === "") empty.push(document.id);
    else if (!isJapanese(normalized.text)) foreign.push(document.id);
    else {
      const first = word.length;
      for (const token of tokenizer.tokenize(normalized.text)) {
        word.push(vocabulary.add(token.surface));
        lemma.push(vocabulary.add(token.lemma));
        start.push(token.start);
        kind.push(kindOf(token));
      }
      texts.push({ id: document.id, source: document.text, normalized, first, end: word.length });
    }
  }
  const kinds = Uint8Array.from(kind.done());
  const surfaces = word.done();
  rejoin(kinds, surfaces, vocabulary, discoveryWords.compounds);
  return {
    texts,
    vocabulary,
    word: surfaces,
    lemma: lemma.done(),
    start: start.done(),
    kind: kinds,
    tokenizer: tokenizer.version,
    notices: notices(foreign, empty),
  };
}

function checkDocuments(documents: readonly CorpusDocument[]): void {
  if (!Array.isArray(documents)) {
    throw new TypeError(`Expected a list of documents { id, text }, received ${typeof documents}`);
  }
  const ids = new Set<string>();
  documents.forEach((document: Partial<CorpusDocument> | undefined, i) => {
    if (typeof document?.id !== "string" || typeof document.text !== "string") {
      throw new TypeError(
        `Expected documents[${i}] to be { id, text } with two strings, received ${describe(document)}`,
      );
    }
    if (ids.has(document.id)) {
      throw new TypeError(
        `Expected each document to have its own id, received "${document.id}" twice (again at documents[${i}])`,
      );
    }
    ids.add(document.id);
  });
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value;
  return `{ ${Object.keys(value).slice(0, 5).join(", ")} }`;
}

function normalizeDocument({ text, blocks, skip }: CorpusDocument): NormalizedText {
  const read =
    blocks === undefined || blocks.length === 0 ? undefined : blocks.filter(({ kind }) => kind !== "code");
  return normalize(text, read, skip);
}

/**
 * Japanese prose is a third to two thirds hiragana; kanji tables and titles have little, Chinese and English none.
 * Short texts are given the benefit of the doubt.
 */
export function isJapanese(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const kana = sample.match(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  if (letters < 100) return kana > 0 || /\p{Script=Han}/u.test(sample);
  return kana / letters > 0.05;
}

function notices(foreign: readonly string[], empty: readonly string[]): Notice[] {
  const found: Notice[] = [];
  if (foreign.length > 0) {
    const message = `${foreign.length} document(s) are not in Japanese and were left out. Give Japanese text, or check the encoding.`;
    found.push({ code: "discover/not-japanese", message, documents: foreign });
  }
  if (empty.length > 0) {
    const message = `${empty.length} document(s) hold no text and were left out. A scanned PDF needs character recognition first.`;
    found.push({ code: "discover/no-text", message, documents: empty });
  }
  return found;
}

/** True where a sentence ends at token `i`. */
export const isStop = (corpus: Corpus, i: number): boolean => corpus.kind[i] === STOP;
