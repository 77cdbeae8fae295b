/**
 * Fails when any shape of 300,000 units takes the engine more than 3 times as long as prose, or
 * comes out wrong: tokens must tile it, and those of its first 3,000 units be kuromoji's.
 *
 *   node --import tsx bench/tokenizer/worst-case.ts
 */
import { loadKuromoji, loadTokenizer } from "../../src/tokenizer/load-node.ts";
import { ownText, randomText, seeded } from "./texts.ts";

const UNITS = 300_000;
const MOST = 3;

const engine = await loadTokenizer();
const kuromoji = await loadKuromoji();

const shapes: Record<string, string> = {
  prose: "相談に来た人の話を最後まで聴き、急がずに一緒に次の一歩を考える。支援員は関係機関と連携し、",
  "prose without marks": "長い行には読点も句点もなく続いていく",
  letters: "abcdefghij",
  "one letter": "a",
  "full-width letters": "Ａ",
  digits: "0123456789",
  katakana: "カタカナガツヅク",
  "one katakana": "ア",
  "one hiragana": "に",
  "one kanji": "一",
  "kanji digits": "一二三四五",
  "a symbol": "★",
  spaces: " ",
  "line ends": "\n",
  "many homographs": "かかしかかかかもかなかは",
  surrogates: "\uD83C",
  emoji: "🍣",
  NUL: "\0",
  "a table": "| 支援 | 12,345 | ○ | △ |",
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
  marks: "、。",
  exclamation: "！？",
  candidates: "伴走寄り添い協働共創丸投げ",
  Hangul: "한국어",
};

const texts = Object.entries(shapes).map(
  ([name, unit]) => [name, unit.repeat(Math.ceil(UNITS / unit.length)).slice(0, UNITS)] as const,
);
texts.push(["random", randomText(UNITS, seeded(1), ownText).slice(0, UNITS)]);

/** CPU time, since other work on the machine must not fail this. */
function milliseconds(text: string): number {
  const before = process.cpuUsage();
  engine.tokenize(text);
  const { user } = process.cpuUsage(before);
  return user / 1000;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number;
}

let failed = false;
function check(name: string, text: string): void {
  const tokens = engine.tokenize(text);
  const tiles =
    tokens.every((token, index) => token.start === (tokens[index - 1]?.end ?? 0)) &&
    tokens.at(-1)?.end === text.length;
  const start = text.slice(0, 3_000);
  const same = JSON.stringify(engine.tokenize(start)) === JSON.stringify(kuromoji.tokenize(start));
  if (tiles && same) return;
  failed = true;
  console.error(`${name}: ${tiles ? "other tokens than kuromoji's" : "tokens do not tile the text"}`);
}

const prose = texts[0]?.[1] as string;
for (let round = 0; round < 2; round++) for (const [, text] of texts) engine.tokenize(text.slice(0, 100_000));
for (const [name, text] of texts) {
  check(name, text);
  // Prose beside each shape, so that a machine that is busy for a while slows both.
  const ratios = Array.from({ length: 3 }, () => milliseconds(text) / milliseconds(prose));
  const ratio = median(ratios);
  if (ratio > MOST) failed = true;
  console.log(`${ratio > MOST ? "SLOW " : "     "}${ratio.toFixed(2).padStart(5)} × prose  ${name}`);
}
process.exitCode = failed ? 1 : 0;
