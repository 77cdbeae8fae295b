import { type EngineDictionary, SLOT_COUNT_BITS } from "./dictionary.ts";

/** Words of the best path through a stretch of text, last one first. */
export interface Path {
  /** Words in `slots` and `ends` that count; the rest is left over from texts before. */
  length: number;
  /** Slot of each word. */
  slots: Int32Array;
  /** Where each word ends, in UTF-16 units from the start of the stretch. */
  ends: Int32Array;
}

const NO_NODE = -1;
/** Numbers a node, side by side so that a node is one cache line: a fifth faster than an array for each. */
const NODE = 8;
const SLOT = 0;
const COST = 1;
/** Row of `costs` that the right context picks. */
const ROW = 2;
const PREVIOUS = 3;
/** The next node that ends at the same position. */
const NEXT = 4;
const END = 5;
const SLOT_COUNT_MASK = (1 << SLOT_COUNT_BITS) - 1;

/**
 * Finds the cheapest path of words through `text[from, to)`, the same that kuromoji finds, ties included:
 * words are tried by start, then length, then kuromoji's order, unknown ones last, and the first of
 * equally cheap predecessors stays.
 *
 * The path is found while the words are looked up: when a word is met, all words that end where it starts
 * are final. Working memory is reused and grows with the longest stretch; the result is overwritten by
 * the next call. The stretch holds neither NUL nor surrogates.
 */
export function pathFinder(dictionary: EngineDictionary): (text: string, from: number, to: number) => Path {
  const { trie, firstNodes, words, slots, costs, unitClasses, classes } = dictionary;
  const lefts = costs[1] as number;

  // Nodes: words with the cheapest path to them, in order of creation; 0 is the beginning of the text.
  let nodes = new Int32Array(NODE << 12);
  /** Where the next node goes. */
  let free = 0;
  // Nodes that end at each position, as a list in order of creation.
  let heads = new Int32Array(512);
  let tails = new Int32Array(512);
  // What is open at the position in hand: predecessors, and for each left context the cheapest of them.
  const openNodes = new Int32Array(costs[0] as number);
  const openRows = new Int32Array(costs[0] as number);
  const openCosts = new Int32Array(costs[0] as number);
  let open = 0;
  const bestOfRow = new Int32Array(costs[0] as number);
  const rowSeen = new Int32Array(costs[0] as number);
  const leftSeen = new Int32Array(lefts);
  const leftCosts = new Int32Array(lefts);
  const leftPrevious = new Int32Array(lefts);
  let moment = 0;
  const path: Path = { length: 0, slots: new Int32Array(256), ends: new Int32Array(256) };

  function reserve(length: number): void {
    if (heads.length <= length) {
      heads = new Int32Array(2 * length);
      tails = new Int32Array(2 * length);
      path.slots = new Int32Array(2 * length);
      path.ends = new Int32Array(2 * length);
    }
    heads.fill(NO_NODE, 0, length + 1);
  }

  function grow(needed: number): void {
    const larger = new Int32Array(2 * needed);
    larger.set(nodes);
    nodes = larger;
  }

  /** Takes the nodes that end here, of those with one right context the cheapest alone: never more than there are contexts. */
  function openAt(position: number): void {
    moment++;
    open = 0;
    const head = heads[position] as number;
    for (let node = head; node !== NO_NODE; node = nodes[node + NEXT] as number) {
      const row = nodes[node + ROW] as number;
      if (rowSeen[row] !== moment) {
        rowSeen[row] = moment;
        bestOfRow[row] = node;
      } else if ((nodes[node + COST] as number) < (nodes[(bestOfRow[row] as number) + COST] as number))
        bestOfRow[row] = node;
    }
    // A second pass keeps the order of creation, which decides between equal costs.
    for (let node = head; node !== NO_NODE; node = nodes[node + NEXT] as number) {
      const row = nodes[node + ROW] as number;
      if (bestOfRow[row] !== node) continue;
      openNodes[open] = node;
      openRows[open] = row * lefts + 2;
      openCosts[open] = nodes[node + COST] as number;
      open++;
    }
  }

  /** Sets the cheapest predecessor for a left context, once for all words here that have it. */
  function settle(left: number): void {
    leftSeen[left] = moment;
    let best = (openCosts[0] as number) + (costs[(openRows[0] as number) + left] as number);
    let chosen = 0;
    for (let index = 1; index < open; index++) {
      const cost = (openCosts[index] as number) + (costs[(openRows[index] as number) + left] as number);
      if (cost < best) {
        best = cost;
        chosen = index;
      }
    }
    leftCosts[left] = best;
    leftPrevious[left] = openNodes[chosen] as number;
  }

  function add(firstSlot: number, count: number, end: number): void {
    if (free + NODE * count > nodes.length) grow(free + NODE * count);
    for (let slot = firstSlot; slot < firstSlot + count; slot++) {
      const left = slots[3 * slot] as number;
      if (leftSeen[left] !== moment) settle(left);
      const node = free;
      free += NODE;
      nodes[node + SLOT] = slot;
      nodes[node + COST] = (leftCosts[left] as number) + (slots[3 * slot + 2] as number);
      nodes[node + ROW] = slots[3 * slot + 1] as number;
      nodes[node + PREVIOUS] = leftPrevious[left] as number;
      nodes[node + NEXT] = NO_NODE;
      nodes[node + END] = end;
      if (heads[end] === NO_NODE) heads[end] = node;
      else nodes[(tails[end] as number) + NEXT] = node;
      tails[end] = node;
    }
  }

  /** Adds the words of the dictionary that start at `start`; false where there is none. */
  function addKnown(text: string, from: number, start: number, to: number): boolean {
    let node = firstNodes[text.charCodeAt(start)] as number;
    if (node === 0) return false;
    let found = false;
    let at = start + 1;
    for (;;) {
      const base = trie[2 * node] as number;
      if (trie[2 * base + 1] === node) {
        // A node's child by NUL is the end of a word.
        const word = words[-(trie[2 * base] as number) - 1] as number;
        add(word >> SLOT_COUNT_BITS, word & SLOT_COUNT_MASK, at - from);
        found ||= word > 0;
      }
      if (at === to) return found;
      const unit = text.charCodeAt(at++);
      let child: number;
      if (unit < 0x80) child = base + unit;
      else {
        let parent: number;
        if (unit < 0x800) {
          parent = base + (0xc0 | (unit >> 6));
          if (trie[2 * parent + 1] !== node) return found;
        } else {
          const lead = base + (0xe0 | (unit >> 12));
          if (trie[2 * lead + 1] !== node) return found;
          parent = (trie[2 * lead] as number) + (0x80 | ((unit >> 6) & 0x3f));
          if (trie[2 * parent + 1] !== lead) return found;
        }
        child = (trie[2 * parent] as number) + (0x80 | (unit & 0x3f));
        node = parent;
      }
      if (trie[2 * child + 1] !== node) return found;
      node = child;
    }
  }

  let runEnd = 0;

  /** Adds the unknown word that starts at `start`: one unit, or all that follow of its class where runs are words. */
  function addUnknown(text: string, from: number, start: number, to: number, kind: number): void {
    let end = start + 1;
    if (classes[4 * kind + 3] === 1) {
      if (start >= runEnd) {
        runEnd = end;
        while (runEnd < to && unitClasses[text.charCodeAt(runEnd)] === kind) runEnd++;
      }
      end = runEnd;
    }
    add(classes[4 * kind] as number, classes[4 * kind + 1] as number, end - from);
  }

  function trace(length: number): Path {
    openAt(length);
    settle(0);
    path.length = 0;
    for (let node = leftPrevious[0] as number; node !== 0; node = nodes[node + PREVIOUS] as number) {
      path.slots[path.length] = nodes[node + SLOT] as number;
      path.ends[path.length] = nodes[node + END] as number;
      path.length++;
    }
    return path;
  }

  return (text, from, to) => {
    reserve(to - from);
    free = NODE;
    nodes.fill(0, 0, NODE);
    nodes[NEXT] = NO_NODE;
    heads[0] = 0;
    tails[0] = 0;
    runEnd = from;
    for (let start = from; start < to; start++) {
      // kuromoji also builds words where none ends; they are never on the path.
      if (heads[start - from] === NO_NODE) continue;
      openAt(start - from);
      const found = addKnown(text, from, start, to);
      const kind = unitClasses[text.charCodeAt(start)] as number;
      if (!found || classes[4 * kind + 2] === 1) addUnknown(text, from, start, to, kind);
    }
    return trace(to - from);
  };
}
