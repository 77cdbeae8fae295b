import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../../src/analyzer.ts";
import { createAnalyzer } from "../../src/index.ts";

const neutral = [
  "本日の会議は午後二時に始まった。",
  "道路の舗装は来年度に行い、予算は三億円を見込んでいる。",
  "申請書は窓口に備えてあります。",
  "味噌を溶き、弱火で五分ほど煮る。",
  "マラソン大会には二千人が参加した。",
  "なお、詳細は別表のとおりとする",
];
const supportive = [
  "伴走型支援を行う。",
  "相談者に寄り添った支援を続けます。",
  "若者と共に歩む支援を広げる。",
  "切れ目のない支援が求められる。",
  "本人の話に耳を傾け、一緒に考える。",
  "職員は傾聴を心がける。",
  "事業者の伴走支援に取り組みます！",
];
const contrary = [
  "現場に丸投げした。",
  "市は一方的な支援を押し付けた。",
  "相談者を突き放した。",
  "窓口の職員は上から目線だった。",
  "監視型の支援が行われている。",
];
const deniedContrary = [
  "丸投げにはしない。",
  "一方的な支援にならないようにする。",
  "上から目線ではない。",
  "業務を丸投げせずに進める。",
];
const context = [
  "関係機関と連携する。",
  "職員の研修を行う。",
  "相談員がアウトリーチの手法を学ぶ。",
  "目標設定を行う。",
];

const sentence = fc.constantFrom(...neutral, ...supportive, ...contrary, ...deniedContrary, ...context);
const documents = fc.array(sentence, { maxLength: 12 }).map((sentences) => sentences.join(""));
const joints = fc.constantFrom("", "\n", "\n\n");
const runs = { numRuns: 150 };

describe("the laws of the score, from text", () => {
  let analyzer: Analyzer;
  const fitOf = (text: string) => analyzer.analyze(text).score.fit;
  beforeAll(async () => {
    analyzer = await createAnalyzer();
  });

  /** The change of fit by a sentence put behind or before a document. */
  function changes(document: string, added: string, joint: string): number[] {
    const end = /[。！]$/.test(document) || document === "" ? document : `${document}。`;
    const before = fitOf(end);
    return [`${end}${joint}${added}`, `${added}${joint}${end}`].map((text) => fitOf(text) - before);
  }

  it("sees the sentences of this test as they are meant", () => {
    for (const text of supportive) expect.soft(fitOf(text), text).toBeGreaterThan(0);
    for (const text of deniedContrary) expect.soft(fitOf(text), text).toBeGreaterThan(0);
    for (const text of contrary) expect.soft(analyzer.analyze(text).score.lean, text).toBe(-1);
    for (const text of neutral) expect.soft(fitOf(text), text).toBe(0);
  });

  it("never lowers fit for a supportive sentence, nor for one that denies contrary practice", () => {
    fc.assert(
      fc.property(
        documents,
        fc.constantFrom(...supportive, ...deniedContrary),
        joints,
        (document, added, joint) => {
          for (const change of changes(document, added, joint)) expect(change).toBeGreaterThanOrEqual(0);
        },
      ),
      runs,
    );
  });

  it("never raises fit for a sentence of contrary practice", () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...contrary), joints, (document, added, joint) => {
        for (const change of changes(document, added, joint)) expect(change).toBeLessThanOrEqual(0);
      }),
      runs,
    );
  });

  it("scores a document written twice the same, however the copies are joined", () => {
    fc.assert(
      fc.property(documents, joints, (document, joint) => {
        expect(Math.abs(fitOf(document + joint + document) - fitOf(document))).toBeLessThanOrEqual(0.5);
      }),
      runs,
    );
  });

  it("keeps context alone slight, points adding up, and remembers nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...context, ...neutral)), documents, (sentences, between) => {
        const text = sentences.join("");
        const first = analyzer.analyze(text).score;
        expect(["none", "slight"]).toContain(first.level);
        const { score } = analyzer.analyze(between);
        const sum = score.contributions.reduce((total, { points }) => total + points, 0);
        expect(Math.abs(sum - score.fit)).toBeLessThan(1e-9);
        expect(analyzer.analyze(text).score).toEqual(first);
      }),
      runs,
    );
  });

  it("gives any text at all a score from 0 to 100", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { fit } = analyzer.analyze(text).score;
        expect(fit >= 0 && fit <= 100).toBe(true);
      }),
      runs,
    );
    expect(fitOf("")).toBe(0);
    expect(fitOf(" \n\u3000")).toBe(0);
  });
});
