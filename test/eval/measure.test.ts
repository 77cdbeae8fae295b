import { describe, expect, it } from "vitest";
import type { GoldMention, GoldPassage } from "../../bench/eval/gold.ts";
import { measure } from "../../bench/eval/measure.ts";

const left: GoldMention = { start: 0, end: 3, concept: "丸投げ", relation: "antonym", stance: "affirmed" };
const walked: GoldMention = {
  start: 0,
  end: 3,
  concept: "寄り添い",
  relation: "synonym",
  stance: "affirmed",
};
const contrary: GoldPassage = { id: "c", text: "丸投げする。", fit: 0, lean: "contrary", mentions: [left] };
const supportive: GoldPassage = {
  id: "s",
  text: "寄り添う。",
  fit: 4,
  lean: "supportive",
  mentions: [walked],
};
const perfect = ({ fit, lean, mentions }: GoldPassage) => ({
  fit: fit * 25,
  lean: lean === "contrary" ? -1 : 1,
  mentions,
});

describe("the figures of npm run eval", () => {
  it("are 1 for whoever says what the reader says", () => {
    const { classes, fitSpearman, fitAuc, leanAuc, errors } = measure([contrary, supportive], perfect);
    expect([classes.supportive.f1, classes.contrary.f1, fitSpearman, fitAuc, leanAuc]).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect(errors).toEqual([]);
  });

  it("give no AUC where one of the two groups is empty", () => {
    for (const gold of [[contrary], [supportive]]) {
      const { fitAuc, leanAuc } = measure(gold, perfect);
      expect([fitAuc, leanAuc]).toEqual([null, null]);
    }
  });

  it("name each mention that was missed, found for nothing or judged otherwise", () => {
    const { errors, classes } = measure([contrary, supportive], (passage) =>
      passage === contrary
        ? { fit: 0, lean: 0, mentions: [{ ...left, stance: "denied" }] }
        : { fit: 0, lean: 0, mentions: [{ ...left, start: 3, end: 5 }] },
    );
    expect(errors.map((error) => error.split("\t").slice(0, 3))).toEqual([
      ["c", "stance denied, expected affirmed", "丸投げ"],
      ["s", "missed supportive", "寄り添い"],
      ["s", "spurious contrary", "丸投げ"],
    ]);
    expect([classes.supportive.fn, classes.contrary.tp, classes.contrary.fp]).toEqual([1, 1, 1]);
  });
});
