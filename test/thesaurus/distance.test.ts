import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/thesaurus/distance.ts";

describe("editDistance", () => {
  it.each([
    ["", "", 0],
    ["", "支援", 2],
    ["伴走", "伴奏", 1],
    ["prefLabel", "perfLabel", 1],
    ["寄り添い", "寄添", 2],
    ["𠮷野", "吉野", 1],
  ])("of %j and %j is %d", (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
  });

  it("is the same both ways, nought for equals alone, and at most the longer length", () => {
    const word = fc.string({ unit: fc.constantFrom(..."あいう支援"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (left, right) => {
        const distance = editDistance(left, right);
        expect(distance).toBe(editDistance(right, left));
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(left.length - right.length));
      }),
    );
  });
});

describe("nearest", () => {
  it("takes a typing slip and nothing farther", () => {
    expect(nearest("wieght", ["version", "weight"])).toBe("weight");
    expect(nearest("zzzzzz", ["version", "weight"])).toBeUndefined();
  });
});
