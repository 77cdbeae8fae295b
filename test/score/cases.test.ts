import { beforeAll, describe, expect, it } from "vitest";
import type { Analysis } from "../../src/analysis.ts";
import { type Analyzer, compileAnalyzer } from "../../src/analyzer.ts";
import type { Document } from "../../src/document.ts";
import { createAnalyzer } from "../../src/index.ts";
import { parsePlain } from "../../src/readers/plain.ts";
import { explain } from "../../src/score/explain.ts";

const strong = "相談員は、困難を抱える人に寄り添い、本人のペースで一緒に考える伴走型支援を続けている。";
const road = "市道の舗装を計画的に進め、側溝の清掃は委託業者が年に二回行う。交付の手続は別に定める。";

/** Cases of real documents that a share of words gets wrong. Texts are written for this test. */
describe("real cases", () => {
  let analyzer: Analyzer;
  const analyze = (input: string | Document): Analysis => analyzer.analyze(input);
  beforeAll(async () => {
    analyzer = await createAnalyzer();
  });

  it("one strong sentence alone: much evidence, too short to judge, a wide interval", () => {
    const { score } = analyze(strong);
    expect(score.level).toBe("strong");
    expect(score).toMatchObject({ judgeable: false, reason: "too-short" });
    expect(score.interval.high - score.interval.low).toBeGreaterThan(30);
  });

  it("the interval narrows as a text goes on in the same way", () => {
    const width = (text: string) => {
      const { low, high } = analyze(text).score.interval;
      return high - low;
    };
    const paragraph = `${strong}${road.repeat(3)}`;
    expect(width(paragraph.repeat(20))).toBeLessThan(width(paragraph.repeat(2)) / 2);
  });

  it("a long plan with one chapter on accompaniment: the document little, the chapter much", () => {
    const plan = [
      "第1章 道路",
      road.repeat(60),
      "第2章 相談支援",
      strong.repeat(4),
      "第3章 公園",
      road.repeat(60),
    ];
    const { score, sections = [] } = analyze(parsePlain(plan.join("\n\n")));
    expect(["none", "slight"]).toContain(score.level);
    expect(sections.map(({ level, carrier }) => [level, carrier])).toEqual([
      ["none", false],
      ["strong", true],
      ["none", false],
    ]);
  });

  it("practice described without the word beats the word in an unrelated list", () => {
    const buzzword = `${road}主な事業は、道路補修、上下水道、伴走支援、統計調査、公用車の管理である。${road.repeat(3)}`;
    const practice =
      "家庭を訪ね、生活に困っている人の話にじっくり耳を傾ける。急がせず、本人が決めるのを待つ。" +
      "相談窓口とも連携し、切れ目のない支援で一緒に考えていく。孤立しないよう居場所づくりも進める。";
    expect(analyze(practice).score.fit).toBeGreaterThan(1.5 * analyze(buzzword).score.fit);
  });

  it("criticism of 丸投げ in favour of accompaniment leans to accompaniment", () => {
    const { score } = analyze(
      "これまで市は事業者に丸投げしてきた。これからは丸投げにせず、事業者に寄り添い、伴走型支援によって課題の解決を一緒に考えるべきである。",
    );
    expect(score.lean).toBeGreaterThan(0.2);
    expect(score.level).not.toBe("none");
  });

  it("directive practice leans contrary and scores nothing", () => {
    const { score } = analyze(
      "窓口は相談者を突き放し、上から目線で一方的な指導を行った。業務は委託先に丸投げされ、利用者は監視の下に置かれた。",
    );
    expect(score.fit).toBe(0);
    expect(score.lean).toBe(-1);
  });

  it("a rule book about roads is about neither, however much it speaks of 指導 and 管理", () => {
    const { score } = analyze(
      "道路管理者は、道路の管理のため必要な指導を行うことができる。占用者は、管理者の指示に従い、工事の監督を受けなければならない。",
    );
    expect(score.fit).toBeLessThan(5);
    expect(score.lean).toBeGreaterThanOrEqual(0);
  });

  it("a quoted or tabled mention is known as such and counts less", () => {
    const text = `${strong}${road}`;
    const as = (kind: "paragraph" | "quote" | "tableCell") =>
      analyze({ text, blocks: [{ kind, start: 0, end: text.length }] });
    expect(as("quote").mentions.every(({ block }) => block === "quote")).toBe(true);
    expect(as("quote").score.fit).toBeLessThan(as("paragraph").score.fit);
    expect(as("tableCell").score.fit).toBeLessThan(as("paragraph").score.fit);
  });

  it("stamps a result with the parts that made it", async () => {
    const other = { ...analyzer.profile, contraryLoss: 0.5 };
    const { versions } = compileAnalyzer({ ...analyzer, profile: other }).analyze(strong);
    expect(versions.parts).toMatch(/^[0-9a-f]{16}$/);
    expect(versions.parts).not.toBe(analyze(strong).versions.parts);
    expect({ ...versions, parts: "" }).toEqual({ ...analyze(strong).versions, parts: "" });
  });

  it("explains each point", () => {
    const analysis = analyze(`${strong}${road}現場への丸投げはしない。`);
    const { mentions, concepts, fit } = explain(analysis, analyzer);
    expect(mentions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(fit, 9);
    expect(concepts[0]?.fitWithout).toBeLessThan(fit);
    expect(mentions.find(({ stance }) => stance === "denied")?.cue?.text).toBeTruthy();
  });
});
