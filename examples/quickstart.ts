// The smallest program: one text in, terms and a score out.
// Run it:  npx tsx examples/quickstart.ts

import { createAnalyzer } from "bansou";

// Loading takes about a second. Make one analyzer and keep it for all texts.
const analyzer = await createAnalyzer();

const { mentions, score } = analyzer.analyze(
  "相談員は、本人のペースに合わせて寄り添った支援を行う。一方的な指導や、関係機関への丸投げはしない。",
);

console.log(`fit ${score.fit.toFixed(1)} (${score.level}), lean ${score.lean.toFixed(2)}`);
for (const { surface, prefLabel, polarity, stance } of mentions) {
  console.log(`${surface} → ${prefLabel} (${polarity}, ${stance})`);
}
