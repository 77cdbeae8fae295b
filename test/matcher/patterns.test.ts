import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildAutomaton, scan } from "../../src/matcher/automaton.ts";
import { compileWordings, packWordings, unpackWordings } from "../../src/matcher/compiled-wordings.ts";
import { compilePatterns } from "../../src/matcher/pattern-compiler.ts";
import { createRunner } from "../../src/matcher/pattern-runner.ts";
import { buildTries } from "../../src/matcher/trie.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { wordingsOf } from "../../src/thesaurus/variants.ts";
import { expressionCompiler } from "../analyzer/expression.ts";

const lists = {
  support: ["支援", "対応", "サポート", "支え"],
  people: ["利用者", "利用者様", "人", "人々"],
  far: ["支援…型", "{support}"],
};
const spellings = [
  ["寄り添", "寄りそ", "よりそ"],
  ["支援", "しえん"],
];
const PATTERNS = [
  "伴走型支援",
  "伴走する*",
  "寄り添う*…{support}",
  "寄り添う*",
  "継続的(な|に)…{support}",
  "(共に)?歩む*",
  "{people}{support}",
  "{people}(に|へ)?……{support}",
  "{support}員",
  "寄り添った{support}?員",
  "共に(歩む*|考える|{support}する*){support}",
  "{far}員",
  "({far}|支援)に{support}",
  "(な|い|ない)(な|い)?に",
  "({people}|人に){support}",
  "支援{word}員",
  "支援{word}?員",
];
const WORDS = [
  ..."伴走 型 支援 しえん シエン 寄り添 よりそ ヨリソ っ た う イ い 継続的 な に する し 共に 歩み サポート 員 ご 御 お 考える".split(
    " ",
  ),
  ..."利用者 様 人 人々 支え 、 。 「 ； 𠮷 😀 \ud842".split(" "),
  "\n",
];
const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 16 }).map((parts) => parts.join(""));

function compare(patterns: readonly string[], text: string, given: Parameters<typeof expressionCompiler>[0]) {
  const expression = expressionCompiler(given);
  const compiled = compilePatterns(patterns, given);
  const words = buildTries(compiled.sets);
  const runner = createRunner(compiled.code, words);
  const told = new Set<string>();
  const automaton = buildAutomaton(compiled.code, words, [...compiled.entries]);
  scan(automaton, text, 0, text.length, (at, order) => {
    expect(told.has(`${at} ${order}`), "told once for each place").toBe(false);
    told.add(`${at} ${order}`);
  });
  patterns.forEach((pattern, i) => {
    const entry = compiled.entries[i] as number;
    const source = expression(pattern);
    const sticky = new RegExp(source, "uy");
    for (let at = 0; at <= text.length; at++) {
      // Inside a pair a regular expression steps back to its first half; nothing begins there.
      if (/[\udc00-\udfff]/.test(text.charAt(at))) continue;
      sticky.lastIndex = at;
      const match = sticky.exec(text);
      const what = `${pattern} at ${at} of ${JSON.stringify(text)}`;
      expect(runner.match(entry, text, at, text.length), what).toBe(match === null ? -1 : sticky.lastIndex);
      if (match === null) continue;
      expect(runner.gaps(), what).toBe(match.slice(1).reduce((sum, gap) => sum + (gap?.length ?? 0), 0));
      expect(told.has(`${at} ${i}`), `beginning of ${what}`).toBe(true);
    }
    const found = new RegExp(source, "u").exec(text);
    expect(runner.search(entry, text, 0, text.length), pattern).toBe(found?.index ?? -1);
    if (found !== null) expect(runner.end(), pattern).toBe(found.index + found[0].length);
    expect(runner.endsAt(entry, text, 0, text.length), pattern).toBe(
      new RegExp(`(?:${source})$`, "u").test(text),
    );
  });
}

describe("compiled patterns", () => {
  test("match, search and end where regular expressions do, and no place is passed over", () => {
    fc.assert(
      fc.property(texts, (text) => compare(PATTERNS, text, { lists, spellings })),
      { numRuns: 300 },
    );
  });

  test("so do those of the bundled thesaurus, on text made of their own words", () => {
    const thesaurus = bundledThesaurus();
    // Those of conditions may begin with a gap: they are never looked for everywhere.
    const patterns = [...thesaurus.concepts.values()].flatMap((concept) =>
      wordingsOf(concept, thesaurus).map(({ pattern }) => pattern),
    );
    const some = fc.record({
      patterns: fc.array(fc.constantFrom(...patterns), { minLength: 5, maxLength: 5 }),
      others: fc.array(fc.constantFrom(...WORDS, ...patterns), { minLength: 1, maxLength: 6 }),
      choice: fc.infiniteStream(fc.nat(1_000_000)),
    });
    fc.assert(
      fc.property(some, ({ patterns, others, choice }) => {
        const written = (pattern: string) =>
          pattern
            .replace(/\{([^}]+)\}/g, (_, name) => {
              const words = thesaurus.lists[name] ?? ["支援"];
              return words[(choice.next().value as number) % words.length] as string;
            })
            .replace(/\(([^()]*)\)/g, (_, options) => {
              const each = options.split("|");
              return each[(choice.next().value as number) % each.length];
            })
            .replace(/[(){}|?*…]/g, "");
        const text = [...patterns, ...others].map(written).join("");
        compare(patterns, text, thesaurus);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  test("a pattern that begins with a gap would be tried everywhere", () => {
    const { code, sets, entries } = compilePatterns(["…支援"], { lists, spellings });
    expect(() => buildAutomaton(code, buildTries(sets), [...entries])).toThrow("begins with a gap");
  });

  test("steps of which all that follows is alike are one", () => {
    const one = compilePatterns(["伴走{support}"], { lists, spellings: [] }).code.length;
    const two = compilePatterns(["伴走{support}", "並走{support}"], { lists, spellings: [] }).code.length;
    // 並 alone is new: 走 and what follows it are there.
    expect(two - one).toBe(3);
  });

  test("wordings survive a buffer, and one that is cut short is an error", () => {
    const compiled = compileWordings(bundledThesaurus());
    const buffer = packWordings(compiled, (size) => new ArrayBuffer(size));
    expect(unpackWordings(buffer)).toEqual(compiled);
    expect(() => unpackWordings(buffer.slice(0, -8))).toThrow(
      `expected compiled wordings of ${buffer.byteLength} bytes, received ${buffer.byteLength - 8}`,
    );
  });
});
