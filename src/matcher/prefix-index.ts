/** Values under the strings they begin with, found in a text at a cost that does not grow with their number. */
export interface PrefixIndex<Value> {
  /** @throws RangeError for the empty prefix, which would be found everywhere. */
  add(prefix: string, value: Value): void;
  /** Calls `see` for each place from `start` to before `end` and each value one of whose prefixes stands there, in order. */
  scan(text: string, start: number, end: number, see: (at: number, value: Value) => void): void;
}

interface Node<Value> {
  values: Value[];
  next: Map<number, Node<Value>> | undefined;
}

const PAIR_BITS = 17;
const ANY_SECOND = 2;

/**
 * A trie over UTF-16 units. Before it stand two tables, of first units and of pairs (by a hash), which turn away nearly every place
 * of ordinary text after one or two looks.
 *
 * @example
 * const index = createIndex<string>();
 * index.add("寄り添", "寄り添い支援");
 * index.scan("心に寄り添う", 0, 6, (at, value) => console.log(at, value)); // 2 寄り添い支援
 */
export function createIndex<Value>(): PrefixIndex<Value> {
  const first = new Uint8Array(0x10000);
  const pairs = new Uint8Array(1 << PAIR_BITS);
  const root: Map<number, Node<Value>> = new Map();
  return {
    add(prefix, value) {
      if (prefix === "")
        throw new RangeError("expected a prefix of one character or more, received an empty string");
      const lead = prefix.charCodeAt(0);
      if (prefix.length === 1) first[lead] = ANY_SECOND;
      else {
        first[lead] ||= 1;
        pairs[pairOf(lead, prefix.charCodeAt(1))] = 1;
      }
      let nodes = root;
      for (let i = 0; ; i++) {
        const node = childOf(nodes, prefix.charCodeAt(i));
        if (i === prefix.length - 1) {
          node.values.push(value);
          return;
        }
        node.next ??= new Map();
        nodes = node.next;
      }
    },
    scan(text, start, end, see) {
      for (let at = start; at < end; at++) {
        const lead = text.charCodeAt(at);
        const known = first[lead] as number;
        if (known === 0) continue;
        if (known !== ANY_SECOND && pairs[pairOf(lead, text.charCodeAt(at + 1))] === 0) continue;
        let node = root.get(lead);
        for (let i = at + 1; node !== undefined; i++) {
          for (const value of node.values) see(at, value);
          node = node.next?.get(text.charCodeAt(i));
        }
      }
    },
  };
}

// Knuth's multiplicative hash; at the end of the text the second unit is NaN, which counts as 0.
const pairOf = (lead: number, second: number): number =>
  Math.imul((lead << 16) ^ second, 0x9e3779b1) >>> (32 - PAIR_BITS);

function childOf<Value>(nodes: Map<number, Node<Value>>, unit: number): Node<Value> {
  let node = nodes.get(unit);
  if (node === undefined) {
    node = { values: [], next: undefined };
    nodes.set(unit, node);
  }
  return node;
}
