import type { Span } from "../text/span.ts";

/** One morpheme. The fields after `surface` are IPADIC's nine features; `*` stands for none. */
export interface Token extends Span {
  /** The characters as they stand in the text; the surfaces of all tokens joined are the text. */
  readonly surface: string;
  /** Dictionary form; the surface itself where the word is unknown. */
  readonly lemma: string;
  /** Part of speech, such as 名詞 or 動詞. */
  readonly pos: string;
  /** The three finer parts of speech, such as サ変接続, `*`, `*`. */
  readonly pos1: string;
  readonly pos2: string;
  readonly pos3: string;
  /** Such as 五段・ワ行促音便. */
  readonly conjugationType: string;
  /** Such as 連用形. */
  readonly conjugationForm: string;
  /** In katakana; empty for unknown words. */
  readonly reading: string;
  readonly pronunciation: string;
  /** False for words that the dictionary does not hold. */
  readonly known: boolean;
}

/**
 * Cuts text into morphemes. Anyone may implement it; `tokenizerContract` tests an implementation.
 *
 * `tokenize` takes any string at all, never throws, takes time linear in its length, keeps no state,
 * and returns tokens that tile the text: joined surfaces equal it, each `start` is the `end` before it.
 */
export interface Tokenizer {
  /** Name and version for the stamp on results, such as `kuromoji 0.1.2 (IPADIC)`. */
  readonly version: string;
  tokenize(text: string): Token[];
  /**
   * Where a text may be cut without changing its tokens: the first such offset above `start`, itself 0 or
   * an earlier result. Tokens of `text.slice(start, pieceEnd(text, start))` alone are those of the whole
   * text there. With it an analyzer tokenizes only the pieces that can hold a mention; without it, all.
   */
  readonly pieceEnd?: (text: string, start: number) => number;
}
