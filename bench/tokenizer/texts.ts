import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { sentences } from "../../test/tokenizer/sentences.ts";

/** The sentences of the tests, 300 times: what benches read when no `--text` is given. */
export const ownText = `${sentences.join("\n")}\n`.repeat(300);

/** Text of a file: as it stands, or the `text` of each line of JSON Lines; gzip is undone. */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  if (!/\.jsonl(\.gz)?$/.test(file)) return text;
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as { text: string }).text)
    .join("\n");
}

/** Random numbers from 0 to below 1, the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const RANGES: readonly (readonly [from: number, to: number, weight: number])[] = [
  [0x3041, 0x3096, 30],
  [0x4e00, 0x9fff, 20],
  [0x30a1, 0x30fe, 12],
  [0x20, 0x7e, 8],
  [0xff01, 0xff9f, 6],
  [0x3000, 0x3020, 6],
  [0x0, 0xffff, 8],
  [0xd800, 0xdfff, 2],
  [0x1f300, 0x1faff, 3],
  [0x20000, 0x2a6df, 2],
];

/** Random text, about `units` long: scripts mixed, cuttings of `source` between, some units many times over. */
export function randomText(units: number, random: () => number, source: string): string {
  const total = RANGES.reduce((sum, [, , weight]) => sum + weight, 0);
  const integer = (below: number): number => Math.floor(random() * below);
  const parts: string[] = [];
  for (let length = 0; length < units; ) {
    const part = random() < 0.4 ? cutting(source, integer) : pick(integer(total), integer);
    parts.push(part);
    length += part.length;
  }
  return parts.join("");
}

function cutting(source: string, integer: (below: number) => number): string {
  const start = integer(source.length);
  return source.slice(start, start + 1 + integer(12));
}

function pick(at: number, integer: (below: number) => number): string {
  let left = at;
  for (const [from, to, weight] of RANGES) {
    if (left < weight) {
      const character = String.fromCodePoint(from + integer(to - from + 1));
      return integer(50) === 0 ? character.repeat(1 + integer(300)) : character;
    }
    left -= weight;
  }
  return "";
}
