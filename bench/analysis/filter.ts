import type { Analyzer } from "../../src/analyzer.ts";
import { naiveAnalyzer } from "../../test/analyzer/naive.ts";
import { randomText, seeded } from "../tokenizer/texts.ts";
import type { Finding } from "./measure.ts";

/** Some hundred microseconds a character: more would be minutes. */
const UNITS = 30_000;
const RANDOM = 10_000;

/**
 * Whether anything is lost by looking at places that an index names, and by tokenizing parts of sentences: the mentions must be those of
 * every wording tried at every place over text tokenized whole.
 */
export async function compareWithNaive(analyzer: Analyzer, text: string): Promise<Finding[]> {
  const naive = naiveAnalyzer(analyzer);
  const real = text.slice(0, UNITS);
  const cases = { text: real, "random text": randomText(RANDOM, seeded(20_261_125), real) };
  return Object.entries(cases).map(([name, given]) => {
    const expected = naive(given);
    const found = analyzer
      .analyze(given)
      .mentions.map(({ prefLabel, relation, polarity, surface, ...compared }) => compared);
    const different = expected.filter((mention, i) => !isSame(mention, found[i])).length;
    const wrong = different + Math.abs(found.length - expected.length);
    return {
      name: `${name} (${given.length} units), every wording tried everywhere`,
      value: [wrong, wrong, wrong],
      unit: "differ",
      target: "none",
      holds: wrong === 0,
      answer: `${found.length} mentions, ${expected.length} by the slow way`,
    };
  });
}

function isSame(one: object, other: object | undefined): boolean {
  const byKey = (value: object) => JSON.stringify(Object.entries(value).sort());
  return other !== undefined && byKey(one) === byKey(other);
}
