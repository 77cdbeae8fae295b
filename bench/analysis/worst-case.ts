import type { Analyzer } from "../../src/analyzer.ts";
import { costOf, type Finding, rangeOf } from "./measure.ts";
import { ownText, shapes } from "./texts.ts";

const MOST = 3;
/** How far the count of ten times the text may lie from ten times the count. */
const ENDS = 0.01;

/**
 * Each shape beside ordinary prose, by character. Ten times as much of a shape must name ten times as much: an analyzer that
 * gave up on long text would be fast and wrong.
 */
export async function compareShapes(analyzer: Analyzer, rounds: number): Promise<Finding[]> {
  const prose = ownText();
  for (let i = 0; i < 5; i++) analyzer.analyze(prose);
  return shapes.map(({ name, unit, units, found }) => {
    const whole = unit.repeat(units / unit.length);
    const tenth = unit.repeat(units / unit.length / 10);
    const counts = [tenth, whole].map((text) => analyzer.analyze(text).mentions.length);
    const [few = 0, many = 0] = counts;
    const right = found ? few > 0 && Math.abs(many / (10 * few) - 1) <= ENDS : many === 0;
    // Minutes are enough: the tenth has warmed up what the whole runs through, and prose runs beside it in each round.
    const slower = rangeOf(
      Array.from({ length: found ? 1 : rounds }, () => {
        const shape = costOf(() => analyzer.analyze(whole)) / whole.length;
        return shape / (costOf(() => analyzer.analyze(prose)) / prose.length);
      }),
    );
    return {
      name,
      value: slower,
      unit: "× prose",
      target: `at most ${MOST}`,
      holds: right && slower[1] <= MOST,
      answer: `${many} mentions, ${few} in a tenth`,
    };
  });
}
