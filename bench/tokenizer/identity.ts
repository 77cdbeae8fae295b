/**
 * Fails on the first token in which the engine and kuromoji (behind its adapter) differ.
 *
 *   node --import tsx bench/tokenizer/identity.ts --text policy.txt --text statutes.jsonl.gz --random 1000000
 */
import { parseArgs } from "node:util";
import { loadKuromoji, loadTokenizer } from "../../src/tokenizer/load-node.ts";
import { ownText, randomText, readText, seeded } from "./texts.ts";

const { values } = parseArgs({
  options: {
    text: { type: "string", multiple: true, default: [] },
    random: { type: "string", default: "500000" },
    seed: { type: "string", default: "20261123" },
  },
});
const engine = await loadTokenizer();
const kuromoji = await loadKuromoji();
if (engine.notice !== undefined) throw new Error(engine.notice);

let units = 0;
let tokens = 0;

function compare(name: string, text: string): void {
  // Slices anywhere, so that words and surrogate pairs are cut in all ways too.
  for (let start = 0; start < text.length; start += 9_973) {
    const slice = text.slice(start, start + 9_973);
    const expected = kuromoji.tokenize(slice);
    const received = engine.tokenize(slice);
    units += slice.length;
    tokens += expected.length;
    if (JSON.stringify(received) === JSON.stringify(expected)) continue;
    const index = expected.findIndex((token, at) => JSON.stringify(token) !== JSON.stringify(received[at]));
    console.error(`${name}: token ${index} of the slice at ${start}`, {
      expected: expected[index],
      received: received[index],
    });
    process.exit(1);
  }
  console.log(`${name}: identical (${units} units, ${tokens} tokens so far)`);
}

compare("own sentences", ownText.slice(0, 100_000));
for (const file of values.text) compare(file, readText(file));
compare("random text", randomText(Number(values.random), seeded(Number(values.seed)), ownText));
