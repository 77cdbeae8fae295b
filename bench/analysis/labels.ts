import type { Analyzer } from "../../src/analyzer.ts";
import { seeded } from "../tokenizer/texts.ts";
import { byTurns, type Finding, ratios } from "./measure.ts";
import { plainOf } from "./texts.ts";

const FEW = 100;
const MANY = 10_000;
const MOST = 1.5;
const PLANTED = "青嵐";
const KANJI = [..."川谷岩丘滝沢峰浜沼洲磯苔笹楓椿榎柊柚杏桐蕗葦蓮芹萩菫"];

/** The same text with 100 and with 10,000 labels, of which one stands in it a known number of times. */
export async function compareLabels(
  library: typeof import("../../src/index.ts"),
  analyzer: Analyzer,
  text: string,
  rounds: number,
): Promise<Finding[]> {
  const plain = plainOf(text, analyzer).split("\n");
  const planted = plain.map((line, i) => (i % 10 === 0 ? `${line}\n${PLANTED}の家。` : line)).join("\n");
  const expected = Math.ceil(plain.length / 10);
  const few = await analyzerOf(library, analyzer, FEW);
  const many = await analyzerOf(library, analyzer, MANY);
  const found = [few, many].map((each) => each.analyze(planted).mentions.length);
  const costs = byTurns(
    {
      few: [() => few.analyze(planted), planted.length],
      many: [() => many.analyze(planted), planted.length],
    },
    rounds,
  );
  const slower = ratios(costs.many, costs.few);
  const right = found.every((count) => count === expected);
  return [
    {
      name: `${MANY} labels`,
      value: slower,
      unit: `× the cost of ${FEW}`,
      target: `at most ${MOST}`,
      holds: right && slower[1] <= MOST,
      answer: `${found.join(" and ")} mentions, expected ${expected}`,
    },
  ];
}

async function analyzerOf(
  library: typeof import("../../src/index.ts"),
  { tokenizer }: Analyzer,
  labels: number,
): Promise<Analyzer> {
  const random = seeded(labels);
  const made = new Set<string>();
  while (made.size < labels - 1)
    made.add(Array.from({ length: 4 }, () => KANJI[Math.floor(random() * KANJI.length)]).join(""));
  const concepts = [PLANTED, ...made].map((prefLabel, i) => ({
    id: `label-${i}`,
    prefLabel,
    reading: "らべる",
    relation: "related",
    definition: "測るための語。",
  }));
  const core = {
    id: "core",
    prefLabel: "伴走型支援",
    reading: "ばんそうがたしえん",
    relation: "core",
    definition: "測るための語。",
  };
  const thesaurus = library.parseThesaurus({ version: `bench-${labels}`, concepts: [core, ...concepts] });
  return library.createAnalyzer({ tokenizer, thesaurus });
}
