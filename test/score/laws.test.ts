import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Profile } from "../../src/score/profile.ts";
import { profile, type Sketch, scoreSketch, thesaurus } from "./fixtures.ts";

const supportive = ["banso", "yorisoi", "tomoni", "taiwa"];
const contrary = ["marunage", "kanshi", "oshitsuke"];
const context = ["konnan", "renkei", "kenshu", "coaching"];
const names = [...supportive, ...contrary, ...context].flatMap((name) => [name, `-${name}`]);

const sketch = fc.record({
  length: fc.integer({ min: 1, max: 400 }),
  names: fc.array(fc.constantFrom(...names), { maxLength: 4 }),
});
const texts = fc.array(sketch, { maxLength: 12 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** The laws hold for whatever numbers a user's profile gives, not for the bundled ones alone. */
const profiles: fc.Arbitrary<Profile> = fc
  .record({
    halfway: fc.integer({ min: 1, max: 2000 }),
    explains: fc.integer({ min: 80, max: 200 }),
    contraryLoss: share,
    denied: fc.record({ supportive: share, contrary: share }),
    core: share,
    synonym: share,
    antonym: share,
    alone: fc.record({ core: share, others: share }),
  })
  .map(({ core, synonym, antonym, ...rest }) => ({
    ...profile,
    ...rest,
    ceiling: { ...profile.ceiling, core, synonym, antonym },
  }));

const anyProfile = fc.oneof(fc.constant(profile), profiles);

/** Ways to add a mention: named in a sentence that stands there, or in a sentence of its own put in anywhere. */
const additions = (from: readonly string[]) =>
  fc.record({
    name: fc.constantFrom(...from),
    at: fc.nat({ max: 12 }),
    length: fc.option(fc.integer({ min: 2, max: 80 }), { nil: undefined }),
  });

function add(
  text: readonly Sketch[],
  addition: { name: string; at: number; length: number | undefined },
): Sketch[] {
  const at = addition.at % (text.length + 1);
  const host = text[at];
  if (addition.length !== undefined || host === undefined)
    return text.toSpliced(at, 0, { length: addition.length ?? 10, names: [addition.name] });
  return text.with(at, { length: host.length, names: [...host.names, addition.name] });
}

const runs = { numRuns: 300 };

describe("the laws of the score", () => {
  it("keeps fit in 0-100, lean in -1 to 1 and every aspect in 0-1", () => {
    fc.assert(
      fc.property(texts, anyProfile, (text, by) => {
        const { fit, lean, aspects, interval } = scoreSketch(text, by);
        expect(fit).toBeGreaterThanOrEqual(0);
        expect(fit).toBeLessThanOrEqual(100);
        expect(Math.abs(lean)).toBeLessThanOrEqual(1);
        expect(interval.low).toBeLessThanOrEqual(fit);
        expect(interval.high).toBeGreaterThanOrEqual(fit);
        for (const value of Object.values(aspects)) expect(value >= 0 && value <= 1).toBe(true);
      }),
      runs,
    );
  });

  it("gives an empty text 0", () => {
    expect(scoreSketch([])).toMatchObject({
      fit: 0,
      lean: 0,
      level: "none",
      contributions: [],
      judgeable: false,
      reason: "empty",
    });
  });

  it("makes the points add up to fit", () => {
    fc.assert(
      fc.property(texts, anyProfile, (text, by) => {
        const { fit, contributions } = scoreSketch(text, by);
        const sum = contributions.reduce((total, { points }) => total + points, 0);
        expect(Math.abs(sum - fit)).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it("never lowers fit for an affirmed supportive mention, wherever and however it is added", () => {
    fc.assert(
      fc.property(texts, additions(supportive), anyProfile, (text, addition, by) => {
        expect(scoreSketch(add(text, addition), by).fit).toBeGreaterThanOrEqual(scoreSketch(text, by).fit);
      }),
      runs,
    );
  });

  it("never raises fit for an affirmed contrary mention", () => {
    fc.assert(
      fc.property(texts, additions(contrary), anyProfile, (text, addition, by) => {
        expect(scoreSketch(add(text, addition), by).fit).toBeLessThanOrEqual(scoreSketch(text, by).fit);
      }),
      runs,
    );
  });

  it("never lowers fit for a denied contrary mention, and never raises it for a denied supportive one", () => {
    fc.assert(
      fc.property(texts, additions(contrary.map((name) => `-${name}`)), anyProfile, (text, addition, by) => {
        expect(scoreSketch(add(text, addition), by).fit).toBeGreaterThanOrEqual(scoreSketch(text, by).fit);
      }),
      runs,
    );
    fc.assert(
      fc.property(
        texts,
        additions(supportive.map((name) => `-${name}`)),
        anyProfile,
        (text, addition, by) => {
          expect(scoreSketch(add(text, addition), by).fit).toBeLessThanOrEqual(scoreSketch(text, by).fit);
        },
      ),
      runs,
    );
  });

  it("scores a text written twice, or ten times, the same", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 10 }), anyProfile, (text, times, by) => {
        const again = Array.from({ length: times }, () => text).flat();
        expect(scoreSketch(again, by).fit).toBeCloseTo(scoreSketch(text, by).fit, 8);
        expect(scoreSketch(again, by).lean).toBeCloseTo(scoreSketch(text, by).lean, 8);
      }),
      runs,
    );
  });

  it("never lets context terms alone leave `slight`", () => {
    const onlyContext = fc.array(
      fc.record({
        length: fc.integer({ min: 1, max: 50 }),
        names: fc.array(fc.constantFrom(...context), { maxLength: 20 }),
      }),
    );
    fc.assert(
      fc.property(onlyContext, (text) => {
        expect(["none", "slight"]).toContain(scoreSketch(text).level);
      }),
      runs,
    );
  });

  it("changes nothing that it is given and gives plain data", () => {
    const text = [{ length: 40, names: ["banso", "-marunage", "renkei"] }];
    const score = scoreSketch(text);
    expect(JSON.parse(JSON.stringify(score))).toEqual(score);
    expect(scoreSketch(text)).toEqual(score);
    expect(thesaurus.concepts.size).toBe(11);
  });
});

describe("the numbers themselves", () => {
  // Exact, not close: the same bytes give the same numbers on every platform.
  it("are these", () => {
    const text: Sketch[] = [
      { length: 70, names: ["banso", "renkei"] },
      { length: 120, names: [] },
      { length: 90, names: ["yorisoi", "-marunage", "taiwa"] },
      { length: 260, names: ["kanshi", "konnan"] },
    ];
    const { fit, lean, level, interval, contributions } = scoreSketch(text);
    expect({
      fit,
      lean,
      level,
      interval,
      points: contributions.map(({ points }) => points),
    }).toMatchInlineSnapshot(`
      {
        "fit": 53.985930329,
        "interval": {
          "confidence": 0.9,
          "high": 94.926267629,
          "low": 11.761322796,
        },
        "lean": 0.583143629,
        "level": "strong",
        "points": [
          26.2332883226141,
          18.70724391024119,
          6.547535368584417,
          4.676810977560297,
          2.252828242777775,
          1.80226259422222,
          -6.234039086999999,
        ],
      }
    `);
  });
});
