import { MASK, maskedUnits, maskUnreadable } from "./mask.ts";
import { pieceEnd } from "./pieces.ts";
import type { Token, Tokenizer } from "./token.ts";

/** What is read of a token of the npm package kuromoji. Its `word_position` drifts and is never read. */
export interface KuromojiToken {
  readonly surface_form: string;
  readonly word_type: string;
  readonly pos: string;
  readonly pos_detail_1: string;
  readonly pos_detail_2: string;
  readonly pos_detail_3: string;
  readonly conjugated_type: string;
  readonly conjugated_form: string;
  readonly basic_form: string;
  readonly reading?: string | undefined;
  readonly pronunciation?: string | undefined;
}

/** The one method used of a tokenizer that kuromoji built. */
export interface KuromojiLike {
  tokenize(text: string): readonly KuromojiToken[];
}

/**
 * Makes a tokenizer of the npm package kuromoji safe for any text: cuts it into `pieces` (kuromoji is
 * quadratic between 、 and 。, and aborts Node on 20,000 letters), masks what it loses or throws on,
 * and counts offsets itself. About 0.15 million characters a second; `loadTokenizer` is ten times that.
 *
 * @param kuromoji - what `kuromoji.builder(...).build` gave.
 * @example
 * const tokenizer = adaptKuromoji(built);
 * tokenizer.tokenize("😀と歩む").map((token) => token.surface); // ["😀", "と", "歩む"]
 */
export function adaptKuromoji(kuromoji: KuromojiLike, version = "kuromoji 0.1.2 (IPADIC)"): Tokenizer {
  return {
    version,
    pieceEnd,
    tokenize(text) {
      const tokens: Token[] = [];
      for (let start = 0; start < text.length; ) {
        const end = pieceEnd(text, start);
        appendPiece(kuromoji, text, start, end, tokens);
        start = end;
      }
      return tokens;
    },
  };
}

function appendPiece(kuromoji: KuromojiLike, text: string, from: number, to: number, tokens: Token[]): void {
  const piece = text.slice(from, to);
  const masked = maskUnreadable(piece);
  let start = from;
  for (const found of kuromoji.tokenize(masked)) {
    const units = found.surface_form === MASK ? maskedUnits(text, start) : 0;
    const end = start + (units || found.surface_form.length);
    tokens.push(units > 0 ? maskedToken(text.slice(start, end), start) : knownOrUnknown(found, start, end));
    start = end;
  }
  if (start !== to)
    throw new RangeError(`a tokenizer of kuromoji's kind gave ${start - from} of ${to - from} units back`);
}

/** The token of a character that is not shown to kuromoji, such as an emoji: an unknown symbol. */
export function maskedToken(surface: string, start: number): Token {
  return {
    start,
    end: start + surface.length,
    surface,
    lemma: surface,
    pos: "記号",
    pos1: "一般",
    pos2: "*",
    pos3: "*",
    conjugationType: "*",
    conjugationForm: "*",
    reading: "",
    pronunciation: "",
    known: false,
  };
}

function knownOrUnknown(found: KuromojiToken, start: number, end: number): Token {
  return {
    start,
    end,
    surface: found.surface_form,
    // Unknown words have `*` for their dictionary form and no reading key at all.
    lemma: found.basic_form === "*" ? found.surface_form : found.basic_form,
    pos: found.pos,
    pos1: found.pos_detail_1,
    pos2: found.pos_detail_2,
    pos3: found.pos_detail_3,
    conjugationType: found.conjugated_type,
    conjugationForm: found.conjugated_form,
    reading: found.reading ?? "",
    pronunciation: found.pronunciation ?? "",
    known: found.word_type === "KNOWN",
  };
}
