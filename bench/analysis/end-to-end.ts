import type { Analyzer } from "../../src/analyzer.ts";
import { adaptKuromoji } from "../../src/tokenizer/kuromoji.ts";
import { byTurns, type Finding, rangeOf, ratios } from "./measure.ts";
import { stockKuromoji } from "./stock-kuromoji.ts";
import { plainOf } from "./texts.ts";

const POLICY_TARGET = 15;
const PLAIN_TARGET = 60;
const TURN_MS = 1_000;

/** Times as fast as kuromoji's bare `tokenize`, line by line, of the same text in the same rounds. */
export async function compareThroughput(
  library: typeof import("../../src/index.ts"),
  analyzer: Analyzer,
  texts: { readonly text: string; readonly plain: string | undefined },
  rounds: number,
): Promise<Finding[]> {
  const kuromoji = await stockKuromoji();
  // The same pipeline over kuromoji itself says what must be found. One kuromoji for both: a second would slow its collector.
  const oracle = await library.createAnalyzer({ tokenizer: adaptKuromoji(kuromoji) });
  // Tokens are let go line by line: kept, they would cost kuromoji half of its speed.
  const tokenizeLines = (lines: readonly string[]) => {
    for (const line of lines) kuromoji.tokenize(line);
  };
  const cases = [
    { name: "text", text: texts.text, target: POLICY_TARGET },
    {
      name: "text that names nothing",
      text: plainOf(texts.plain ?? texts.text, analyzer),
      target: PLAIN_TARGET,
    },
  ];
  return cases.flatMap(({ name, text, target }) => {
    const lines = text.split("\n");
    const expected = JSON.stringify(oracle.analyze(text).mentions);
    const { mentions } = analyzer.analyze(text);
    const right = JSON.stringify(mentions) === expected;
    const costs = byTurns(
      {
        kuromoji: [() => tokenizeLines(lines), text.length],
        analyze: [() => analyzer.analyze(text), text.length],
      },
      rounds,
      TURN_MS,
    );
    const faster = ratios(costs.kuromoji, costs.analyze);
    const answer = `${mentions.length} mentions in ${text.length} units, ${right ? "as over kuromoji" : "NOT those over kuromoji"}`;
    const speed = (of: readonly number[]) => rangeOf(of.map((cost) => 1e6 / cost));
    return [
      {
        name: `${name}: analyze`,
        value: faster,
        unit: "× kuromoji",
        target: `at least ${target}`,
        holds: right && faster[1] >= target,
        answer,
      },
      {
        name: `${name}: kuromoji.tokenize`,
        value: speed(costs.kuromoji),
        unit: "thousand units/s",
        holds: true,
        answer: "",
      },
      {
        name: `${name}: analyze`,
        value: speed(costs.analyze),
        unit: "thousand units/s",
        holds: right,
        answer: "",
      },
    ];
  });
}
