import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileLookup, lookup, slug } from "../../src/thesaurus/lookup.ts";
import { romajiKey } from "../../src/thesaurus/lookup-key.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";

const thesaurus = parseThesaurus({
  version: "1",
  concepts: [
    {
      id: "yorisoi-shien",
      prefLabel: "寄り添い支援",
      reading: "よりそいしえん",
      relation: "synonym",
      altLabel: ["寄り添う支援"],
      wording: ["心を寄せる", { pattern: "隣に座る", when: [{ sentence: "支援" }] }, "寄り添う*"],
    },
    {
      id: "kochingu-gata-shien",
      prefLabel: "コーチング型支援",
      reading: "こーちんぐがたしえん",
      relation: "synonym",
    },
    { id: "kyodo-shien", prefLabel: "協働支援", reading: "きょうどうしえん", relation: "synonym" },
    { id: "pdca", prefLabel: "ＰＤＣＡ", reading: "ぴーでぃーしーえー", relation: "related" },
    { id: "dairi", prefLabel: "代理・代行型支援", reading: "だいりだいこうがたしえん", relation: "antonym" },
    { id: "kan-i", prefLabel: "簡易信用", reading: "かんいしんよう", relation: "related" },
  ],
  spellings: [["寄り添", "寄りそ", "寄添", "よりそ"]],
});

describe("lookup", () => {
  it.each([
    ["寄り添い支援", "寄り添い支援", "label"],
    ["寄り添う支援", "寄り添い支援", "label"],
    ["寄添い支援", "寄り添い支援", "label"],
    ["ヨリソイ支援", "寄り添い支援", "label"],
    [" 寄り添い 支援 ", "寄り添い支援", "label"],
    ["心を寄せる", "寄り添い支援", "label"],
    ["よりそいしえん", "寄り添い支援", "reading"],
    ["ヨリソイシエン", "寄り添い支援", "reading"],
    ["ﾖﾘｿｲｼｴﾝ", "寄り添い支援", "reading"],
    ["寄り添いしえん", "寄り添い支援", "reading"],
    ["きょうどう支援", "協働支援", "reading"],
    ["協働シエン", "協働支援", "reading"],
    ["yorisoi shien", "寄り添い支援", "romaji"],
    ["Yorisoi-Sien", "寄り添い支援", "romaji"],
    ["ＹＯＲＩＳＯＩ　ＳＨＩＥＮ", "寄り添い支援", "romaji"],
    ["yorisoi-shien", "寄り添い支援", "romaji"],
    ["kōchingu gata shien", "コーチング型支援", "romaji"],
    ["ko-tingu-gata sien", "コーチング型支援", "romaji"],
    ["koochingugatashien", "コーチング型支援", "romaji"],
    ["kyoudou shien", "協働支援", "romaji"],
    ["kyôdô sien", "協働支援", "romaji"],
    ["kyodo shien", "協働支援", "romaji"],
    ["kan'i shin'yō", "簡易信用", "romaji"],
    ["pdca", "ＰＤＣＡ", "label"],
    ["代理代行型支援", "代理・代行型支援", "label"],
  ] as const)("reads %s as %s by its %s", (word, prefLabel, via) => {
    const found = lookup(thesaurus, word);
    expect([found.concept?.prefLabel, found.via, found.suggestions]).toEqual([prefLabel, via, []]);
  });

  it.each([
    ["寄りそう支縁", "寄り添い支援"],
    ["よりそいしん", "寄り添い支援"],
    ["yorisoi shen", "寄り添い支援"],
    ["コーチグ型支援", "コーチング型支援"],
    ["協同支援", "協働支援"],
  ])("finds nothing for %s but suggests %s", (word, prefLabel) => {
    const { concept, suggestions } = lookup(thesaurus, word);
    expect(concept).toBeUndefined();
    expect(suggestions[0]?.prefLabel).toBe(prefLabel);
  });

  it.each(["", " ", "\u0000", "猫", "zzz", "支".repeat(100_000), "*", "(", "隣に座る"])(
    "finds nothing for %.10j",
    (word) => {
      expect(lookup(thesaurus, word)).toEqual({ suggestions: [] });
    },
  );

  it("takes any word, answers a concept or at most five others, and the same again", () => {
    const find = compileLookup(thesaurus).find;
    const word = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."寄り添い支援よりそヨshien-ō ー") }),
    );
    fc.assert(
      fc.property(word, (text) => {
        const found = find(text);
        expect(found.suggestions.length).toBeLessThanOrEqual(found.concept === undefined ? 5 : 0);
        expect(find(text)).toEqual(found);
      }),
    );
  });

  it("names what it was given instead of a word", () => {
    expect(() => lookup(thesaurus, 1 as never)).toThrow(/string.*number/);
  });
});

describe("romajiKey", () => {
  it("is one for kana and for each romanization of it", () => {
    const keys = [
      "しゅうちゅうじっし",
      "shūchū jisshi",
      "syûtyû zissi",
      "shuuchuujisshi",
      "shuchu-jisshi",
    ].map(romajiKey);
    expect(new Set(keys)).toEqual(new Set(["shuchujisshi"]));
  });

  it("keeps voiced kana apart from plain ones", () => {
    expect(romajiKey("がくしゅう")).not.toBe(romajiKey("かくしゅう"));
  });
});

it("slug is the id, which versions keep", () => {
  expect(slug({ id: "banso-gata-shien" })).toBe("banso-gata-shien");
});
