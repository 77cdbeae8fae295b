// npx tsx bench/validate/sensitivity.ts GOLD.jsonl: how much the figures of validity hang on each number of the profile.
import { readFileSync } from "node:fs";
import { createAnalyzer } from "../../src/index.ts";
import type { Profile } from "../../src/score/profile.ts";
import { scoreMentions } from "../../src/score/score.ts";
import { areaUnderCurve, loadStatistics, rankCorrelation } from "../../src/validate/estimate.ts";
import { parseGold } from "../../src/validate/gold.ts";

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("usage: npx tsx bench/validate/sensitivity.ts GOLD.jsonl");
const gold = parseGold(readFileSync(path, "utf8"), { file: path });
const { profile, thesaurus, ...analyzer } = await createAnalyzer();
const statistics = await loadStatistics();
const analyses = gold.map(({ text }) => analyzer.analyze(text));
const ratings = gold.map(
  ({ ratings }) => ratings.reduce<number>((sum, one) => sum + (one ?? 0), 0) / ratings.length,
);

function figures(by: Profile): string {
  const cases = analyses.map(({ mentions, score: { length } }, i) => {
    const extent = { length, sentences: [{ start: 0, end: length }], lengths: [length] };
    return { score: scoreMentions(mentions, extent, by, thesaurus).fit, rating: ratings[i] ?? 0 };
  });
  const groups = cases.filter(({ rating }) => rating >= 3 || rating <= 1);
  const curve = areaUnderCurve(
    groups.map(({ score, rating }) => ({ score, high: rating >= 3 })),
    statistics,
  );
  return [rankCorrelation(cases, statistics), curve]
    .map((x) => (typeof x === "number" ? x.toFixed(3) : x))
    .join("  ");
}

const { ceiling, denied, alone } = profile;
const changes: Record<string, (factor: number) => Partial<Profile>> = {
  "ceiling.core": (x) => ({ ceiling: { ...ceiling, core: ceiling.core * x } }),
  "ceiling.synonym": (x) => ({ ceiling: { ...ceiling, synonym: ceiling.synonym * x } }),
  "ceiling.antonym": (x) => ({ ceiling: { ...ceiling, antonym: ceiling.antonym * x } }),
  "ceiling.principle": (x) => ({ ceiling: { ...ceiling, principle: ceiling.principle * x } }),
  "ceiling.cooccurring": (x) => ({ ceiling: { ...ceiling, cooccurring: ceiling.cooccurring * x } }),
  "ceiling.related": (x) => ({ ceiling: { ...ceiling, related: ceiling.related * x } }),
  halfway: (x) => ({ halfway: profile.halfway * x }),
  explains: (x) => ({ explains: profile.explains * x }),
  "alone.core": (x) => ({ alone: { ...alone, core: alone.core * x } }),
  "alone.others": (x) => ({ alone: { ...alone, others: alone.others * x } }),
  contextCap: (x) => ({ contextCap: profile.contextCap * x }),
  contraryLoss: (x) => ({ contraryLoss: profile.contraryLoss * x }),
  "denied.contrary": (x) => ({ denied: { ...denied, contrary: denied.contrary * x } }),
};

console.log(`as shipped: ${figures(profile)}  (Spearman, AUC of fit)\n`);
for (const [name, change] of Object.entries(changes))
  console.log(
    `${name.padEnd(20)} × 0.7: ${figures({ ...profile, ...change(0.7) })}   × 1.3: ${figures({ ...profile, ...change(1.3) })}`,
  );
const even = { core: 0.5, synonym: 0.5, antonym: 0.5, principle: 0.5, cooccurring: 0.5, related: 0.5 };
console.log(`all ceilings 0.5     ${figures({ ...profile, ceiling: even })}`);
console.log(`no company           ${figures({ ...profile, alone: { core: 1, others: 1 } })}`);
