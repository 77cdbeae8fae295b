import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileMatcher } from "../../src/matcher/matcher.ts";
import { sentences } from "../../src/text/sentence.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import type { Token } from "../../src/tokenizer/token.ts";

const concept = (id: string, prefLabel: string, relation: string, more: object = {}) => ({
  id,
  prefLabel,
  reading: "てすと",
  relation,
  definition: "試し",
  ...more,
});

const thesaurus = parseThesaurus({
  version: "1",
  concepts: [
    concept("core", "伴走型支援", "core", { wording: ["伴走する*", "伴走"] }),
    concept("beside", "寄り添い支援", "synonym", { wording: ["寄り添う*", "寄り添う*…{support}"] }),
    concept("steady", "継続的支援", "synonym", { wording: ["継続的(な|に)…{support}"] }),
    concept("left", "放置型支援", "antonym", {
      wording: [{ pattern: "放置", when: [{ sentence: "{people}" }], unless: [{ before: "空き家の" }] }],
    }),
    concept("force", "一方的支援", "antonym", { wording: ["強いる*", "距離が(強い*|離れる*)"] }),
    concept("runner", "伴走者", "cooccurring"),
    concept("link", "連携", "cooccurring", {
      unless: [{ before: "(API|システム)" }, { passage: "プログラミング" }],
    }),
    concept("reach", "アウトリーチ", "related", { unless: [{ lacking: "(相談|支援|住民)" }] }),
    concept("training", "Off-JT", "cooccurring"),
    concept("fine", "きめ細かな支援", "principle", { polarity: "supportive" }),
  ],
  lists: { support: ["支援", "サポート", "対応"], people: ["本人", "利用者"] },
  spellings: [["寄り添", "寄りそ", "よりそ"]],
  unless: [{ sentence: "駅伝", lacking: "{people}" }],
});
const matcher = compileMatcher(thesaurus);

/** Tokens parted at `|`, all nouns unless they end like an adjective. */
function tokensOf(marked: string): { text: string; tokens: Token[] } {
  const text = marked.replaceAll("|", "");
  let start = 0;
  const tokens = marked.split("|").map((surface): Token => {
    const token = {
      surface,
      start,
      end: start + surface.length,
      pos: surface === "強い" ? "形容詞" : "名詞",
      known: true,
    };
    start = token.end;
    const rest = {
      lemma: surface,
      pos1: "*",
      pos2: "*",
      pos3: "*",
      conjugationType: "*",
      conjugationForm: "*",
      reading: "",
      pronunciation: "",
    };
    return { ...rest, ...token };
  });
  return { text, tokens };
}

/** All matches of a text, sentence by sentence, as offsets into it. */
function matchesIn(marked: string): {
  text: string;
  matches: { start: number; end: number; conceptId: string }[];
} {
  const { text, tokens } = tokensOf(marked);
  const matches = matcher.scan(text, sentences(text)).flatMap((candidates) => {
    const { start: shift, end } = candidates.sentence;
    const own = tokens.filter((token) => token.start >= shift && token.end <= end);
    const local = own.map((token) => ({ ...token, start: token.start - shift, end: token.end - shift }));
    return matcher
      .find(text.slice(shift, end), candidates, local)
      .map((match) => ({ ...match, start: match.start + shift, end: match.end + shift }));
  });
  return { text, matches };
}

function found(marked: string): string[] {
  const { text, matches } = matchesIn(marked);
  return matches.map(({ start, end, conceptId }) => `${conceptId}:${text.slice(start, end)}`);
}

describe("find", () => {
  test.for([
    ["伴走|型|支援|を|行う", ["core:伴走型支援"], "a label"],
    ["伴走|者|が|来る", ["runner:伴走者"], "the longest wins"],
    ["伴走者たち|が|来る", [], "ends on token boundaries only"],
    ["よりそっ|た|対応", ["beside:よりそった対応"], "spellings and inflection"],
    ["駅伝|の|最終|区間|で|は|、|監督|の|車|が|選手|に|伴走|する", [], "a field of its own"],

    [
      "駅伝|の|最終|区間|で|は|、|施設|の|利用者|に|職員|が|伴走|する",
      ["core:伴走する"],
      "unless people are named whom the approach is for",
    ],
    ["ヨリソイ|支援", ["beside:ヨリソイ支援"], "katakana throughout"],
    ["寄り添え|ば|よい", ["beside:寄り添え"], "a verb by itself, in its form"],
    ["寄り添える|よう|に", ["beside:寄り添える"], "a form that is one token reaches to its end"],
    ["寄り添っ|た|丁寧|な|支援", ["beside:寄り添った丁寧な支援"], "a gap"],
    ["寄り添い|、|やがて|支援|する", ["beside:寄り添い"], "a gap ends with the clause"],
    ["継続|的|な|伴走|型|支援", ["core:伴走型支援"], "a gap that holds another practice gives way"],
    ["寄り添っ|た|きめ細か|な|支援", ["beside:寄り添ったきめ細かな支援"], "principles give way"],
    ["寄り添っ|た|ご|支援", ["beside:寄り添ったご支援"], "politeness"],
    ["利用者|を|放置|する", ["left:放置"], "a condition holds"],
    ["荷物|を|放置|する", [], "a condition does not hold"],
    ["利用者|と|空き家|の|放置", [], "an exception holds"],
    ["api|連携|を|行う", [], "an exception of the concept, directly before"],
    ["関係|機関|と|連携", ["link:連携"], "the same without it"],
    ["連携|する|。|プログラミング|を|学ぶ", [], "an exception in the sentence beside"],
    [
      "クレーン|の|アウトリーチ|は|六十|メートル|に|及び|、|荷役|に|使わ|れる",
      [],
      "nothing around speaks of people",
    ],
    [
      "住民|へ|の|アウトリーチ|は|六十|件|に|及び|、|夜間|に|も|行わ|れる",
      ["reach:アウトリーチ"],
      "something does",
    ],
    ["アウトリーチ|を|行う", ["reach:アウトリーチ"], "too short to tell"],
    ["off-jt|を|行う", ["training:off-jt"], "a hyphen in a label"],
    ["強い|思い", [], "a verb's pattern finds no adjective"],
    ["負担|を|強いる", ["force:強いる"], "but the verb"],
    ["距離|が|強い", ["force:距離が強い"], "nor does an adjective beside a verb go unfound"],
    ["「|伴走|」", ["core:伴走"], "symbols are boundaries"],
  ] as const)("%s (%s)", ([marked, expected]) => {
    expect(found(marked)).toEqual(expected);
  });
});

describe("scan", () => {
  test("a wording with a hyphen or another sign of regular expressions is found as it stands", () => {
    const signs = parseThesaurus({
      version: "1",
      concepts: [concept("course", "研修", "cooccurring", { wording: ["(Off-JT|C++)"] })],
      lists: {},
      spellings: [],
    });
    for (const text of ["off-jt", "c++"]) {
      const found = compileMatcher(signs).scan(text, sentences(text));
      expect(found.length, text).toBeGreaterThan(0);
    }
  });

  test("mentions are in order, apart, and lie inside their sentence", () => {
    const words = fc.constantFrom(
      "伴走",
      "型支援",
      "寄り添った",
      "対応",
      "継続的な",
      "放置",
      "利用者",
      "連携",
      "。",
      "、",
      "\n",
      "強い",
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
        const { text, matches } = matchesIn(parts.join("|"));
        const spans = sentences(text);
        let at = 0;
        for (const { start, end } of matches) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(
            spans.some((sentence) => sentence.start <= start && start < end && end <= sentence.end),
          ).toBe(true);
          at = end;
        }
      }),
    );
  });
});
