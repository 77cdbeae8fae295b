import { describe, expect, it } from "vitest";
import bundled from "../../dict/profile.json" with { type: "json" };
import { InputError } from "../../src/errors.ts";
import { parseProfile } from "../../src/score/profile.ts";
import { profile, thesaurus } from "./fixtures.ts";

/** The problems of the bundled profile with some of its keys given other values. */
function problemsWith(changes: Record<string, unknown>): string[] {
  try {
    parseProfile({ ...bundled, ...changes }, thesaurus, { file: "p.json" });
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems.map(({ code, path }) => `${code} ${path}`);
  }
}

const number = (value: unknown) => ({ value, reason: "because" });

describe("the bundled profile", () => {
  it("is sound, and each number of it has a reason", () => {
    expect(problemsWith({})).toEqual([]);
    expect(profile.aspects).toHaveLength(8);
  });
});

describe("parseProfile", () => {
  it("lists every problem at once", () => {
    const problems = problemsWith({
      halfway: number(-1),
      contextCap: number("0.2"),
      explains: { value: 60 },
      weights: { nowhere: number(0.5), banso: number(2) },
      saturation: 1,
      contraryLoss: undefined,
    });
    expect(problems.sort()).toEqual([
      "profile/missing contraryLoss",
      "profile/not-text explains.reason",
      "profile/number contextCap.value",
      "profile/number halfway.value",
      "profile/number weights.banso.value",
      "profile/unknown-concept weights.nowhere",
      "profile/unknown-key saturation",
    ]);
  });

  it.each([null, 3, "text", [], undefined])("refuses %j as a whole", (json) => {
    expect(() => parseProfile(json, thesaurus)).toThrow(InputError);
  });

  it("refuses levels out of order, and a context cap that breaks the law of context", () => {
    const levels = { slight: number(30), moderate: number(20), strong: number(50) };
    expect(problemsWith({ levels })).toContain("profile/level-order levels");
    expect(problemsWith({ contextCap: number(0.3) })).toEqual(["profile/context-cap contextCap"]);
  });

  it("refuses aspects that no concept speaks to, and the same one twice", () => {
    const aspect = { id: "pace", label: "a", labelEn: "a" };
    const aspects = [aspect, aspect, { ...aspect, id: "colour" }];
    expect(problemsWith({ aspects })).toEqual([
      "profile/duplicate-aspect aspects[1].id",
      "profile/unknown-aspect aspects[2].id",
    ]);
  });

  it("takes __proto__ for an id like any other", () => {
    const weights = JSON.parse('{"__proto__":{"value":1,"reason":"r"}}');
    expect(problemsWith({ weights })).toEqual(["profile/unknown-concept weights.__proto__"]);
  });
});
