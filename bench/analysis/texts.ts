import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Analyzer } from "../../src/analyzer.ts";
import { readText } from "../tokenizer/texts.ts";

/** Benches run from the top of the repository; built, they stand elsewhere. */
const examples = "examples/documents";

/** The documents of examples/, about `units` UTF-16 units of them, over and over. */
export function ownText(units = 200_000): string {
  const all = readdirSync(examples)
    .filter((name) => /\.(?:md|txt)$/.test(name))
    .sort()
    .map((name) => readFileSync(join(examples, name), "utf8"))
    .join("\n\n");
  return `${all}\n\n`.repeat(Math.ceil(units / all.length));
}

/** The text of the command line's files, or that of examples/. */
export function textOf(files: readonly string[], units = 400_000): string {
  return files.length === 0 ? ownText() : files.map(readText).join("\n").slice(0, units);
}

/** The lines of `text` in which nothing is found: a line that counts by what stands around it goes in a second turn. */
export function plainOf(text: string, analyzer: Analyzer): string {
  let plain = text;
  for (;;) {
    const { mentions } = analyzer.analyze(plain);
    if (mentions.length === 0) return plain;
    let start = 0;
    let next = 0;
    plain = plain
      .split("\n")
      .filter((line) => {
        const end = start + line.length + 1;
        let named = false;
        while (next < mentions.length && (mentions[next]?.start ?? 0) < end) {
          named = true;
          next += 1;
        }
        start = end;
        return !named;
      })
      .join("\n");
  }
}

/** Shapes that are slow for one program or another: what is repeated, how long, and whether anything is to be found. */
export const shapes: readonly { name: string; unit: string; units: number; found: boolean }[] = [
  { name: "no punctuation", unit: "長い行には読点も句点もなく続いていく", units: 1_000_000, found: false },
  { name: "one letter", unit: "a", units: 1_000_000, found: false },
  { name: "one hiragana", unit: "に", units: 1_000_000, found: false },
  { name: "one kanji", unit: "一", units: 1_000_000, found: false },
  { name: "a table", unit: "| 道路 | 12,345 | ○ | △ |\n", units: 1_000_000, found: false },
  { name: "surrogates", unit: "\ud83c", units: 1_000_000, found: false },
  { name: "emoji", unit: "🍣", units: 1_000_000, found: false },
  { name: "NUL", unit: "\0", units: 1_000_000, found: false },
  { name: "spaces", unit: "　", units: 1_000_000, found: false },
  { name: "letter spacing", unit: "道 路 の 補 修 ", units: 1_000_000, found: false },
  { name: "line ends", unit: "\n", units: 1_000_000, found: false },
  { name: "short lines", unit: "を\n", units: 1_000_000, found: false },
  { name: "page numbers", unit: "道路の補修\n12\n", units: 1_000_000, found: false },
  { name: "opening brackets", unit: "「", units: 1_000_000, found: false },
  { name: "brackets in brackets", unit: "「（『", units: 1_000_000, found: false },
  { name: "ruby", unit: "補（ほ）", units: 1_000_000, found: false },
  { name: "combining marks", unit: "か\u3099", units: 1_000_000, found: false },
  { name: "marks", unit: "、。", units: 1_000_000, found: false },
  { name: "100,000 × 伴走支援", unit: "伴走支援", units: 400_000, found: true },
  { name: "10,000 × 伴走支援、", unit: "伴走支援、", units: 50_000, found: true },
  { name: "寄り添う", unit: "寄り添う", units: 40_000, found: true },
  { name: "一方的に", unit: "一方的に", units: 1_000_000, found: false },
  { name: "stems of candidates", unit: "寄り添伴走丸投げ共創", units: 40_000, found: true },
];
