import { unitClass } from "../text/unit-class.ts";
import { ACCEPT, EITHER, GAP, HONORIFICS, NOUN, POLITE, UNIT, WORDS } from "./pattern-compiler.ts";
import { childOf, NO_NODE, type Tries } from "./trie.ts";

/** Runs compiled patterns over text. As regular expressions do, it takes the first way through the steps that comes to an end. */
export interface PatternRunner {
  /** The end of the match that begins at `at` and ends by `limit`, or -1. */
  match(entry: number, text: string, at: number, limit: number): number;
  /** Units that the gaps of the last match took. */
  gaps(): number;
  /** Whether a match that begins at `from` or behind ends at `end`. */
  endsAt(entry: number, text: string, from: number, end: number): boolean;
  /** Where the first match that begins from `from`, before `until` where that is given, and ends by `to` begins, or -1. */
  search(entry: number, text: string, from: number, to: number, until?: number): number;
  /** Where the match that `search` found ends. */
  end(): number;
}

const ANYTHING = null;
/** The units that something can begin with, by their last eleven bits. */
type Mask = Int32Array | typeof ANYTHING;
const MASK_UNITS = 2_048;

export function createRunner(code: Int32Array, tries: Tries): PatternRunner {
  const { places, values, units, children } = tries;
  // What runs now: the text, where it ends for this run, and whether a match must end there.
  let text = "";
  let limit = 0;
  let toLimit = false;
  let taken = 0;
  let foundEnd = -1;

  function run(step: number, at: number): number {
    for (;;) {
      switch (code[step]) {
        case ACCEPT:
          return toLimit && at !== limit ? -1 : at;
        case UNIT:
          if (at >= limit || text.charCodeAt(at) !== code[step + 1]) return -1;
          at++;
          step = code[step + 2] as number;
          break;
        case WORDS: {
          const next = code[step + 2] as number;
          let end = -1;
          let ends: Place[] | undefined;
          let node = code[step + 1] as number;
          for (let i = at; ; i++) {
            const place = places[node] as number;
            if (place < (places[node + 1] as number)) {
              // Of two words that stand here, the one that comes first in its set is tried first.
              if (end >= 0) {
                ends ??= [{ end, rank: values[rankOf(step, at, end)] as number }];
                ends.push({ end: i, rank: values[place] as number });
              }
              end = i;
            }
            if (i >= limit) break;
            node = childOf(tries, node, text.charCodeAt(i));
            if (node === NO_NODE) break;
          }
          if (end < 0) return -1;
          if (ends !== undefined) {
            ends.sort((a, b) => a.rank - b.rank);
            for (const each of ends) {
              const found = run(next, each.end);
              if (found >= 0) return found;
            }
            return -1;
          }
          at = end;
          step = next;
          break;
        }
        case EITHER: {
          const found = run(code[step + 1] as number, at);
          if (found >= 0) return found;
          step = code[step + 2] as number;
          break;
        }
        case POLITE:
          if (at < limit && HONORIFICS.includes(text.charAt(at))) {
            const found = run(code[step + 1] as number, at + 1);
            if (found >= 0) return found;
          }
          step = code[step + 1] as number;
          break;
        case GAP:
          return runGap(code[step + 1] as number, code[step + 2] === 1, code[step + 3] as number, at);
        case NOUN:
          return runNoun(code[step + 1] as number, at);
        default:
          throw new RangeError(`expected a step at ${step}, found ${code[step]}`);
      }
    }
  }

  /** Where the rank of the word from `at` to `end` stands in `values`. */
  function rankOf(step: number, at: number, end: number): number {
    let node = code[step + 1] as number;
    for (let i = at; i < end; i++) node = childOf(tries, node, text.charCodeAt(i));
    return places[node] as number;
  }

  /** As few characters as will do, none of which ends a clause. */
  function runGap(most: number, commas: boolean, next: number, at: number): number {
    const mask = maskOf(next);
    let end = at;
    for (let count = 0; ; count++) {
      if (mask === ANYTHING || (end < limit && isIn(mask, text.charCodeAt(end)))) {
        const found = run(next, end);
        if (found >= 0) {
          taken += end - at;
          return found;
        }
      }
      if (count === most || end >= limit || endsGap(text.charCodeAt(end), commas)) return -1;
      end += widthAt(end);
    }
  }

  function runNoun(next: number, at: number): number {
    const ends: number[] = [];
    for (let end = at; ends.length < LONGEST_NOUN && end < limit; ) {
      const width = widthAt(end);
      if (
        !(width === 1 ? isNounUnit(text.charCodeAt(end)) : NOUN_CHARACTER.test(text.slice(end, end + width)))
      )
        break;
      end += width;
      ends.push(end);
    }
    for (let i = ends.length - 1; i >= 0; i--) {
      const found = run(next, ends[i] as number);
      if (found >= 0) return found;
    }
    return -1;
  }

  /** Units of the character at `at`. */
  function widthAt(at: number): number {
    if (at + 1 >= limit || (text.charCodeAt(at) & 0xfc00) !== 0xd800) return 1;
    return (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00 ? 2 : 1;
  }

  const masks: (Mask | undefined)[] = [];
  function maskOf(step: number): Mask {
    let mask = masks[step];
    if (mask === undefined) {
      const made = new Int32Array(MASK_UNITS >>> 5);
      mask = addFirst(step, made) ? made : ANYTHING;
      masks[step] = mask;
    }
    return mask;
  }

  /** Adds what can stand first; false where that is anything or nothing. */
  function addFirst(step: number, mask: Int32Array): boolean {
    const add = (unit: number): void => {
      const at = (unit & (MASK_UNITS - 1)) >>> 5;
      mask[at] = (mask[at] as number) | (1 << (unit & 31));
    };
    const [one, two] = [code[step + 1] as number, code[step + 2] as number];
    switch (code[step]) {
      case UNIT:
        add(one);
        return true;
      case WORDS:
        for (let child = children[one] as number; child < (children[one + 1] as number); child++)
          add(units[child] as number);
        return places[one] === places[one + 1] || addFirst(two, mask);
      case EITHER:
        return addFirst(one, mask) && addFirst(two, mask);
      case POLITE:
        for (const lead of HONORIFICS) add(lead.charCodeAt(0));
        return addFirst(one, mask);
      default:
        return false;
    }
  }

  function begin(given: string, end: number, mustEnd: boolean): void {
    text = given;
    limit = end;
    toLimit = mustEnd;
    taken = 0;
  }

  function search(entry: number, from: number, until: number): number {
    const mask = maskOf(entry);
    for (let at = from; at < until; at++) {
      if (mask !== ANYTHING) {
        while (at < until && !isIn(mask, text.charCodeAt(at))) at++;
        if (at === until) return -1;
      }
      foundEnd = run(entry, at);
      if (foundEnd >= 0) return at;
    }
    return -1;
  }

  return {
    match(entry, given, at, end) {
      begin(given, end, false);
      return run(entry, at);
    },
    gaps: () => taken,
    end: () => foundEnd,
    endsAt(entry, given, from, end) {
      begin(given, end, true);
      return search(entry, from, end + 1) >= 0;
    },
    search(entry, given, from, to, until = to + 1) {
      begin(given, to, false);
      return search(entry, from, until);
    },
  };
}

interface Place {
  readonly end: number;
  readonly rank: number;
}

const isIn = (mask: Int32Array, unit: number): boolean =>
  ((mask[(unit & (MASK_UNITS - 1)) >>> 5] as number) & (1 << (unit & 31))) !== 0;

const endsClause = unitClass(/[。！？\n「」『』]/);
const endsPart = unitClass(/[。！？\n「」『』、；]/);
const endsGap = (unit: number, commas: boolean): boolean => (commas ? endsClause(unit) : endsPart(unit));

const LONGEST_NOUN = 8;
const NOUN_CHARACTER = /[\p{Script=Han}\p{Script=Katakana}ー]/u;
const isNounUnit = unitClass(NOUN_CHARACTER);
