// Why this score? Each concept with its points, each mention with its sentence, and the words that turned it.
// Run it:  npx tsx examples/explaining.ts

import { createAnalyzer } from "bansou";

const { text, mentions, score } = (await createAnalyzer()).analyze(
  "伴走型支援を掲げるが、相談者に寄り添った対応ができていない。受託者への丸投げは避けなければならない。",
);

for (const { conceptId, points, mentions: indexes } of score.contributions) {
  console.log(`${points.toFixed(1).padStart(6)}  ${conceptId}`);
  for (const index of indexes) {
    const mention = mentions[index];
    if (mention === undefined) continue;
    const { surface, stance, cue, sentence } = mention;
    const why =
      cue === undefined ? stance : `${stance} by 「${text.slice(cue.start, cue.end)}」 (${cue.rule})`;
    console.log(`        ${surface}: ${why}`);
    console.log(`        in ${text.slice(sentence.start, sentence.end)}`);
  }
}

// The points are the score: they add up to it.
const sum = score.contributions.reduce((total, { points }) => total + points, 0);
console.log(`${sum.toFixed(1).padStart(6)}  sum, fit ${score.fit.toFixed(1)}`);
