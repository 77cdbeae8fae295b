/**
 * What a tokenizer reads instead of characters that kuromoji loses or throws on: NUL, surrogate pairs
 * and lone surrogates. IPADIC holds 仝 as a symbol, in no longer word, and its class neither groups nor
 * invokes unknown words, so it is one token whatever stands beside it. 〓 would not do: ten of them are one word.
 */
export const MASK = "仝";

const UNREADABLE = /[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF\0]/g;

/** `text` with one 仝 for each surrogate pair, lone surrogate and NUL: shorter by one unit a pair. */
export function maskUnreadable(text: string): string {
  return text.replace(UNREADABLE, MASK);
}

/** Units of text at `index` that one 仝 stands for: 2 for a surrogate pair, 1 for its like alone, 0 for what is read as it is. */
export function maskedUnits(text: string, index: number): 0 | 1 | 2 {
  const unit = text.charCodeAt(index);
  if (unit === 0) return 1;
  if ((unit & 0xf800) !== 0xd800) return 0;
  const paired = unit < 0xdc00 && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00;
  return paired ? 2 : 1;
}
