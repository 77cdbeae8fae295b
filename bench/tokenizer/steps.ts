/**
 * Where the engine's time goes: each step with all before it, in nanoseconds of work a UTF-16 unit, and how
 * much there is to do.
 *
 *   node --import tsx bench/tokenizer/steps.ts [--text FILE]
 */
import { parseArgs } from "node:util";
import { pathFinder } from "../../src/tokenizer/engine/lattice.ts";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import { maskUnreadable } from "../../src/tokenizer/mask.ts";
import { pieceEnd, pieces } from "../../src/tokenizer/pieces.ts";
import { ownText, readText } from "./texts.ts";

const { values } = parseArgs({ options: { text: { type: "string" } } });
const text = maskUnreadable(values.text === undefined ? ownText : readText(values.text));
const engine = await loadTokenizer();
if (engine.dictionary === undefined) throw new Error(engine.notice);
const findPath = pathFinder(engine.dictionary);

function cutAll(): number {
  let count = 0;
  for (let start = 0; start < text.length; start = pieceEnd(text, start)) count++;
  return count;
}

function findAll(): number {
  let words = 0;
  for (let start = 0; start < text.length; ) {
    const end = pieceEnd(text, start);
    words += findPath(text, start, end).length;
    start = end;
  }
  return words;
}

function nanoseconds(run: () => unknown): string {
  const taken = Array.from({ length: 15 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return ((user + system) * 1000) / text.length;
  });
  return (taken.sort((a, b) => a - b)[3] as number).toFixed(0);
}

const words = findAll();
if (words !== engine.tokenize(text).length) throw new Error("the path has other words than the tokens");
const longest = Math.max(...pieces(text).map(({ start, end }) => end - start));
console.log(`${text.length} units, ${cutAll()} pieces (the longest ${longest}), ${words} words`);
console.log(`cut into pieces: ${nanoseconds(cutAll)} ns a unit`);
console.log(`and find the path: ${nanoseconds(findAll)}`);
console.log(`and make tokens: ${nanoseconds(() => engine.tokenize(text))}`);
