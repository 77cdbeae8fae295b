// npm run eval -- GOLD.jsonl [--predictions FILE]: how well the library finds, judges and scores annotated passages.
import { writeFileSync } from "node:fs";
import { InputError } from "../../src/errors.ts";
import { createAnalyzer } from "../../src/index.ts";
import { boundaryFinder, type Finder, lemmaFinder, substringFinder, windowStance } from "./baselines.ts";
import { type GoldMention, type GoldPassage, readGold } from "./gold.ts";
import { CLASSES, type Measures, measure, type Prediction } from "./measure.ts";

async function evaluate(path: string, predictions?: string): Promise<void> {
  const gold = readGold(path);
  const analyzer = await createAnalyzer();
  const { thesaurus, tokenizer } = analyzer;
  const ours = new Map(gold.map((passage) => [passage.id, predictionOf(passage)]));

  function predictionOf({ text }: GoldPassage): Prediction {
    const { mentions, score } = analyzer.analyze(text);
    return {
      fit: score.fit,
      lean: score.lean,
      mentions: mentions.map(({ start, end, prefLabel, relation, stance }) => ({
        start,
        end,
        concept: prefLabel,
        relation,
        stance,
      })),
    };
  }
  const own = (passage: GoldPassage) => ours.get(passage.id) as Prediction;
  const restated =
    (stance: (text: string, mention: GoldMention) => GoldMention["stance"]) => (passage: GoldPassage) =>
      withCounts(
        passage.text,
        own(passage).mentions.map((mention) => ({ ...mention, stance: stance(passage.text, mention) })),
      );

  const rows: [string, Measures][] = [
    ["bansou", measure(gold, own)],
    ["a. labels as substrings", measure(gold, counting(substringFinder(thesaurus)))],
    ["b. labels on token boundaries", measure(gold, counting(boundaryFinder(thesaurus, tokenizer)))],
    ["c. labels as lemma sequences", measure(gold, counting(lemmaFinder(thesaurus, tokenizer)))],
    [
      "d. our detection, no stance",
      measure(
        gold,
        restated(() => "affirmed"),
      ),
    ],
    [
      "e. our detection, 5-token stance",
      measure(
        gold,
        restated((text, mention) => windowStance(text, mention, tokenizer)),
      ),
    ],
  ];
  for (const error of rows[0]?.[1].errors ?? []) console.log(error);
  console.log(`\n${gold.length} passages, ${path}\n`);
  console.log(render(rows));
  const figures = rows[0]?.[1];
  if (figures?.fitAuc === null)
    console.log("\nfit AUC cannot be computed because it needs passages of fit 3-4 and passages of fit 0-1.");
  if (figures?.leanAuc === null)
    console.log(
      "\nlean AUC cannot be computed because it needs contrary passages and others of fit 2 or more.",
    );
  if (predictions !== undefined) {
    writeFileSync(
      predictions,
      gold.map((passage) => `${JSON.stringify({ id: passage.id, ...own(passage) })}\n`).join(""),
    );
  }
}

function counting(find: Finder): (passage: GoldPassage) => Prediction {
  return (passage) => withCounts(passage.text, find(passage.text));
}

/** The score of a method that has none: mentions per character for fit, the balance of the two sides for lean. */
function withCounts(text: string, mentions: readonly GoldMention[]): Prediction {
  let [supportive, contrary] = [0, 0];
  for (const { relation, stance } of mentions) {
    if (relation === "cooccurring" || relation === "related" || relation === "principle") continue;
    if ((relation === "antonym") === (stance === "affirmed")) contrary++;
    else supportive++;
  }
  return {
    fit: Math.max(0, supportive - contrary) / (text.length || 1),
    lean: (supportive - contrary) / (supportive + contrary || 1),
    mentions,
  };
}

function render(rows: readonly [string, Measures][]): string {
  const three = (value: number | null) => value?.toFixed(3) ?? "–";
  const cells = rows.map(([name, m]) => [
    name,
    ...CLASSES.flatMap((c) => [
      `${three(m.classes[c].f1)} (${three(m.classes[c].precision)}/${three(m.classes[c].recall)})`,
    ]),
    three(m.conceptAccuracy),
    three(m.stanceAccuracy),
    three(m.deniedRecall),
    three(m.fitSpearman),
    three(m.fitAuc),
    three(m.leanAuc),
  ]);
  const head = [
    "",
    ...CLASSES.map((c) => `${c} F1 (P/R)`),
    "concept",
    "stance",
    "denied R",
    "fit rho",
    "fit AUC",
    "lean AUC",
  ];
  const widths = head.map((cell, i) =>
    Math.max(cell.length, ...cells.map((row) => (row[i] as string).length)),
  );
  return [head, ...cells]
    .map((row) => row.map((cell, i) => cell.padEnd(widths[i] as number)).join("  "))
    .join("\n");
}

const [path, flag, target] = process.argv.slice(2);
if (path === undefined) {
  console.error("usage: npm run eval -- GOLD.jsonl [--predictions FILE]");
  process.exit(2);
}
try {
  await evaluate(path, flag === "--predictions" ? target : undefined);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exit(1);
}
