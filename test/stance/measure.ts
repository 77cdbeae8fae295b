// Accuracy of the stance judge on a table of labelled sentences that need not be in the repository:
//   npx tsx test/stance/measure.ts FILE.tsv [--errors]
// Columns: sentence, term, side (supportive|contrary|context), stance (affirmed|denied); or sentence, term, aff|neg,
// which is judged as supportive. Other columns and a heading line that starts with "sentence" are passed over.
import { readFileSync } from "node:fs";
import type { Polarity } from "../../src/thesaurus/concept.ts";
import { judgeTerm } from "./judge.ts";

const [file, flag] = process.argv.slice(2);
if (file === undefined) throw new TypeError("expected the path of a TSV file");
const counts = { right: 0, all: 0, hit: 0, denied: 0, found: 0 };
for (const line of readFileSync(file, "utf8").trim().split("\n")) {
  const [sentence = "", term = "", third = "", fourth = ""] = line.split("\t");
  if (sentence === "sentence") continue;
  const short = third === "aff" || third === "neg";
  const want = third === "neg" || fourth === "denied" ? "denied" : "affirmed";
  const { stance, cue } = await judgeTerm(sentence, term, short ? "supportive" : (third as Polarity));
  counts.all += 1;
  counts.right += Number(stance === want);
  counts.denied += Number(want === "denied");
  counts.found += Number(stance === "denied");
  counts.hit += Number(stance === "denied" && want === "denied");
  if (stance !== want && flag === "--errors")
    console.log(`want ${want}: ${sentence} (${term}) ${cue?.rule ?? ""}`);
}
const { right, all, hit, denied, found } = counts;
console.log(
  `accuracy ${(right / all).toFixed(3)} (${right}/${all}); denials P ${(hit / found).toFixed(3)} R ${(hit / denied).toFixed(3)} F1 ${((2 * hit) / (found + denied)).toFixed(3)}`,
);
