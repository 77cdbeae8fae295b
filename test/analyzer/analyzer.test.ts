import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Document } from "../../src/document.ts";
import { type Analysis, type Analyzer, createAnalyzer, type Tokenizer } from "../../src/index.ts";
import { buildAutomaton, scan } from "../../src/matcher/automaton.ts";
import { compilePatterns } from "../../src/matcher/pattern-compiler.ts";
import { buildTries } from "../../src/matcher/trie.ts";
import { variants } from "../../src/thesaurus/variants.ts";
import { type Found, naiveAnalyzer } from "./naive.ts";

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await createAnalyzer();
});

const PARTS = [
  "相談者に寄り添った支援を行う。",
  "一方的な指導にならないよう、",
  "丸投げではなく、ともに歩む",
  "伴走型支援",
  "伴走支援を進める",
  "切れ目のない支援",
  "来年度の予算は前年度と同じ額とする。",
  "道路",
  "が",
  "では",
  "ない",
  "、",
  "。",
  "「",
  "」",
  "\n",
  "\n\n",
  "　",
  " ",
  "（よ）",
  "ｻﾎﾟｰﾄ",
  "Ｂ",
  "🍣",
  "\ud83c",
  "\0",
  "が\u3099",
  "支 援 い た し ま す",
  "1\n",
];
const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PARTS) },
      fc.string({ unit: "binary", maxLength: 6 }),
    ),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join(""));

function check({ text: own, mentions, score }: Analysis): void {
  let before = 0;
  mentions.forEach(({ start, end, surface, sentence, cue, scope }) => {
    expect(surface).toBe(own.slice(start, end));
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThan(start);
    before = end;
    for (const span of [sentence, cue, scope]) {
      if (span === undefined) continue;
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(own.length);
      expect(span.start).toBeLessThanOrEqual(span.end);
    }
    expect(sentence.start).toBeLessThanOrEqual(start);
    expect(sentence.end).toBeGreaterThanOrEqual(end);
  });
  for (const contribution of score.contributions)
    for (const index of contribution.mentions)
      expect(mentions[index]?.conceptId).toBe(contribution.conceptId);
}

describe("the contracts of an analysis", () => {
  it("never throws, gives spans of the text in order, and survives JSON", () => {
    fc.assert(
      fc.property(text, (given) => {
        const analysis = analyzer.analyze(given);
        expect(analysis.text).toBe(given);
        check(analysis);
        expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
      }),
      { numRuns: 500 },
    );
  });

  it("takes any UTF-16 units at all", () => {
    const units = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map((all) => String.fromCharCode(...all));
    fc.assert(
      fc.property(units, (given) => {
        check(analyzer.analyze(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it("gives the same bytes whatever was analysed before", () => {
    fc.assert(
      fc.property(text, text, (given, other) => {
        const first = JSON.stringify(analyzer.analyze(given));
        analyzer.analyze(other);
        expect(JSON.stringify(analyzer.analyze(given))).toBe(first);
      }),
      { numRuns: 200 },
    );
  });

  it("takes nothing but text and documents", () => {
    for (const wrong of [undefined, null, 1, {}, { text: 1, blocks: [] }])
      expect(() => analyzer.analyze(wrong as unknown as string)).toThrow(TypeError);
  });
});

describe("the sentences that are never tokenized", () => {
  it("name nothing: every wording tried at every place, over text tokenized whole, finds the same", () => {
    const naive = naiveAnalyzer(analyzer);
    // What the thesaurus' own wordings stand for, so that each kind of wording comes.
    const wordings = [...analyzer.thesaurus.concepts.values()].flatMap((concept) =>
      variants(concept, analyzer.thesaurus, 4).map((variant) => variant.replace(/…+/g, "いろいろな")),
    );
    const written = fc.constantFrom(...wordings);
    const polite = fc
      .tuple(written, fc.constantFrom("ご", "御", "お"))
      .map(([wording, lead]) =>
        wording.replace(/(?<=[なのたにをる])(?=[\p{Script=Han}\p{Script=Katakana}])/u, lead),
      );
    const part = fc.oneof(
      fc.constantFrom(...PARTS),
      written,
      polite,
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    let found = 0;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const given = parts.join("");
        const mentions = analyzer
          .analyze(given)
          .mentions.map(({ prefLabel, relation, polarity, surface, ...compared }): Found => compared);
        found += mentions.length;
        expect(mentions).toEqual(naive(given));
      }),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(50);
  }, 120_000);

  it("are not given to the tokenizer", async () => {
    const seen: string[] = [];
    const watched = await createAnalyzer({ tokenizer: watch(analyzer.tokenizer, seen) });
    watched.analyze("予算は前年度と同じ額とする。寄り添った支援を行う。道路を補修する。");
    expect(seen).toEqual(["寄り添った支援を行う。"]);
  });
});

describe("the automaton of beginnings", () => {
  it("finds what startsWith finds, whatever the sieve before it turns away", () => {
    const unit = fc.constantFrom("寄", "り", "添", "う", "\0", "\ud83c");
    const word = fc.string({ unit, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 1, maxLength: 30 }),
        fc.string({ unit, maxLength: 40 }),
        (words, searched) => {
          const { code, sets, entries } = compilePatterns(words, { lists: {}, spellings: [] });
          const automaton = buildAutomaton(code, buildTries(sets), [...entries]);
          const found: string[] = [];
          scan(automaton, searched, 0, searched.length, (at, i) => found.push(`${at} ${words[i]}`));
          const expected = Array.from({ length: searched.length }, (_, at) =>
            words.filter((each) => searched.startsWith(each, at)).map((each) => `${at} ${each}`),
          ).flat();
          expect(found.sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("the work for a text", () => {
  it("grows with its length: ten times the text is ten times the units tokenized, once each", async () => {
    const seen: string[] = [];
    const watched = await createAnalyzer({ tokenizer: watch(analyzer.tokenizer, seen) });
    const work = (asked: string) => {
      seen.length = 0;
      const { mentions } = watched.analyze(asked);
      return { units: seen.reduce((sum, { length }) => sum + length, 0), mentions: mentions.length };
    };
    for (const unit of [
      "寄り添った支援を行う。",
      "伴走支援",
      "寄り添う、",
      "「伴走支援",
      "丸投げ\n",
      "一方的に",
    ]) {
      const [few, many] = [work(unit.repeat(30)), work(unit.repeat(300))];
      expect(few.units).toBeLessThanOrEqual(30 * unit.length);
      expect(many.units).toBeLessThanOrEqual(10 * few.units + unit.length);
      expect(many.mentions).toBe(10 * few.mentions);
    }
  });
});

describe("a document of blocks", () => {
  const given = "寄り添う支援\n伴走支援を行う。\nconst 伴走支援 = 1;\n> 丸投げをやめる。\n頁 3\n";
  const at = (part: string) => ({ start: given.indexOf(part), end: given.indexOf(part) + part.length });
  const document: Document = {
    text: given,
    blocks: [
      { kind: "heading", level: 1, ...at("寄り添う支援") },
      { kind: "paragraph", ...at("伴走支援を行う。") },
      { kind: "code", ...at("const 伴走支援 = 1;") },
      { kind: "quote", ...at("丸投げをやめる。") },
    ],
  };

  it("is read by its blocks: no mention in code, the kind told where it is not prose", () => {
    const analysis = analyzer.analyze(document);
    check(analysis);
    expect(analysis.mentions.map(({ surface, block }) => [surface, block])).toEqual([
      ["寄り添う支援", "heading"],
      ["伴走支援", undefined],
      ["丸投げ", "quote"],
    ]);
  });

  it("leaves out what is skipped, and keeps offsets into the whole text", () => {
    const skipped = at("伴走支援を行う。");
    const analysis = analyzer.analyze({ ...document, skip: [skipped] });
    check(analysis);
    expect(analysis.mentions.map(({ surface }) => surface)).toEqual(["寄り添う支援", "丸投げ"]);
  });
});

/** The same tokens, with a note of what was asked. */
function watch(tokenizer: Tokenizer, seen: string[]): Tokenizer {
  return {
    ...tokenizer,
    tokenize(asked) {
      seen.push(asked);
      return tokenizer.tokenize(asked);
    },
  };
}
