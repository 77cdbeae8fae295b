import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { codeUnits } from "../../src/khcoder/evaluate.ts";
import { lintRules } from "../../src/khcoder/lint.ts";
import { parseRules, readRules } from "../../src/khcoder/parse.ts";
import { isPlainWord, renderRules } from "../../src/khcoder/render.ts";
import type { Rule } from "../../src/khcoder/rule.ts";
import { renderThesaurusRules } from "../../src/khcoder/thesaurus-rules.ts";
import { unitsOf } from "../../src/khcoder/unit.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await loadTokenizer();
});

/** The tree without its places. */
function plain(rule: Rule | undefined): unknown {
  return JSON.parse(
    JSON.stringify(rule ?? null, (key, value: unknown) => (key === "at" ? undefined : value)),
  );
}
const ruleOf = (condition: string) => plain(parseRules(`＊a\n${condition}`)[0]?.rule);
const word = (text: string) => ({ kind: "word", word: text }) as const;

describe("parseRules", () => {
  it.each([
    ["支援", word("支援")],
    ["支援\u3000|\t相談", { kind: "or", parts: [word("支援"), word("相談")] }],
    [
      "a or b and not c",
      {
        kind: "or",
        parts: [word("a"), { kind: "and", parts: [word("b"), { kind: "not", part: word("c") }] }],
      },
    ],
    [
      "a | b &! c",
      {
        kind: "or",
        parts: [word("a"), { kind: "and", parts: [word("b"), { kind: "not", part: word("c") }] }],
      },
    ],
    ["( a | b ) & c", { kind: "and", parts: [{ kind: "or", parts: [word("a"), word("b")] }, word("c")] }],
    ["a\n# 注\n| b", { kind: "or", parts: [word("a"), word("b")] }],
    ["協+働", { kind: "phrase", words: ["協", "働"] }],
    ["near(本人-話)", { kind: "near", words: ["本人", "話"], distance: 10 }],
    ["seq(本人-話-聞く)[3]", { kind: "seq", words: ["本人", "話", "聞く"], distance: 3 }],
    ["near(本人-話)[b]", { kind: "near", words: ["本人", "話"], distance: 10, within: "sentence" }],
    ["near(本人-話)[d25]", { kind: "near", words: ["本人", "話"], distance: 25, within: "paragraph" }],
    ["'寄り添った'", { kind: "string", text: "寄り添った" }],
    ["<>年-->2024", { kind: "variable", name: "年", value: "2024" }],
    ["<>見出し2-->重点施策", { kind: "heading", level: 2, text: "重点施策" }],
    ["支援->サ変名詞", { kind: "word", word: "支援", pos: "サ変名詞" }],
    ["寄り添う=>未然形", { kind: "word", word: "寄り添う", form: "未然形" }],
    ["lc > 100", { kind: "compare", measure: "lc", comparison: ">", value: 100 }],
    ["No. <= 3", { kind: "compare", measure: "No.", comparison: "<=", value: 3 }],
  ])("reads %s", (condition, expected) => {
    expect(ruleOf(condition)).toEqual(expected);
  });

  it("reads codes, references and byte order mark", () => {
    const codes = parseRules("\ufeff＊対話 \r\n話\r\n\r\n＊否\r\n! <＊対話>\r\n");
    expect(codes.map(({ name, line }) => [name, line])).toEqual([
      ["対話", 1],
      ["否", 4],
    ]);
    expect(plain(codes[1]?.rule)).toEqual({ kind: "not", part: { kind: "code", name: "対話" } });
  });

  it.each([
    ["支援", "1:1 no-code"],
    ["*a\n支援", "1:1 half-width-star 2:1 no-code"],
    ["＊\n支援", "1:1 no-name"],
    ["＊a", "1:1 no-condition"],
    ["＊a\n支援 相談", "2:4 missing-operator"],
    ["＊a\n支援 and", "2:4 missing-operand"],
    ["＊a\n| 支援", "2:1 missing-left"],
    ["＊a\n( 支援", "2:1 unclosed-parenthesis"],
    ["＊a\n支援 )", "2:4 unopened-parenthesis"],
    ["＊a\n(支援)", "2:1 glued-parenthesis"],
    ["＊a\n支援 ｜ 相談", "2:4 full-width-operator"],
    ["＊a\n'支援", "2:1 unclosed-string"],
    ["＊a\n''", "2:1 empty-string"],
    ["＊a\nnear(支援)", "2:1 bad-chain"],
    ["＊a\nnear(支援-相談)[x]", "2:1 bad-option"],
    ["＊a\n支援+", "2:1 bad-phrase"],
    ["＊a\n<>年", "2:1 bad-variable"],
    ["＊a\n<＊>", "2:1 bad-reference"],
    ["＊a\nlc >", "2:1 bad-comparison"],
    ["＊a\n( a | ) & near(b)\n＊b", "2:5 missing-operand 2:11 bad-chain 3:1 no-condition"],
  ])("tells what is wrong with %j: %s", (text, expected) => {
    const { problems } = readRules(text);
    expect(problems.map(({ line, column, code }) => `${line}:${column} ${code.slice(6)}`).join(" ")).toBe(
      expected,
    );
    expect(() => parseRules(text, { file: "r.txt" })).toThrow(InputError);
    for (const { message } of [...problems, ...readRules(text, "ja").problems])
      expect(message).not.toMatch(/[{}]/);
  });

  it("a name on two codes is a warning", () => {
    expect(readRules("＊a\nx\n＊a\ny").problems).toMatchObject([{ severity: "warning", line: 3 }]);
    expect(parseRules("＊a\nx\n＊a\ny")).toHaveLength(2);
  });

  it("never throws anything else, and takes no longer than the text is long", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "＊",
            "a",
            "(",
            ")",
            "&",
            "|",
            "!",
            " ",
            "\n",
            "near(",
            "'",
            "<＊a>",
            "lc",
            ">",
            "3",
            "+",
            "-",
          ),
        ),
        (parts) => {
          readRules(`＊x\n${parts.join("")}`);
          readRules(`＊x\n${parts.join(" ")}`);
        },
      ),
    );
    readRules(`＊x\n${"( ".repeat(50_000)}`);
    readRules(`＊x\n${"! ".repeat(50_000)}a`);
    readRules(`＊x\n${"a | ".repeat(50_000)}a`);
  });
});

const plainWord = fc.constantFrom("支援", "協", "働", "寄り添う", "話", "x");
const { rule: anyRule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4 },
    plainWord.map(word),
    fc.record({
      kind: fc.constant("phrase" as const),
      words: fc.array(plainWord, { minLength: 2, maxLength: 3 }),
    }),
    fc.record(
      {
        kind: fc.constantFrom("near" as const, "seq" as const),
        words: fc.array(plainWord, { minLength: 2, maxLength: 3 }),
        distance: fc.integer({ min: 0, max: 30 }),
        within: fc.constantFrom("sentence" as const, "paragraph" as const),
      },
      { requiredKeys: ["kind", "words", "distance"] },
    ),
    fc.record({ kind: fc.constant("string" as const), text: fc.constantFrom("添った", "+-") }),
    fc.record({
      kind: fc.constant("compare" as const),
      measure: fc.constantFrom("lc" as const, "lw" as const),
      comparison: fc.constantFrom("<" as const, ">=" as const),
      value: fc.nat(99),
    }),
    fc.record({ kind: fc.constant("not" as const), part: tie("rule") }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      parts: fc.array(tie("rule"), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

const LEMMAS = ["支援", "協", "働", "寄り添う", "話", "x"];
/** A text of words that need no dictionary. */
const wordTokenizer: Tokenizer = {
  version: "words",
  tokenize: (text) =>
    [...text.matchAll(/支援|寄り添う|[\s\S]/gu)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      surface: match[0],
      lemma: match[0],
      pos: "名詞",
      pos1: "一般",
      pos2: "*",
      pos3: "*",
      conjugationType: "*",
      conjugationForm: "*",
      reading: "",
      pronunciation: "",
      known: true,
    })),
};

/** Says the same as `codeUnits`, by looking at every choice of places. */
function oracle(
  rule: Rule,
  tokens: readonly { lemma: string; sentence: number; paragraph: number }[],
  text: string,
): boolean {
  switch (rule.kind) {
    case "and":
      return rule.parts.every((part) => oracle(part, tokens, text));
    case "or":
      return rule.parts.some((part) => oracle(part, tokens, text));
    case "not":
      return !oracle(rule.part, tokens, text);
    case "word":
      return tokens.some(({ lemma }) => lemma === rule.word);
    case "phrase":
      return tokens.some((_, i) => rule.words.every((own, k) => tokens[i + k]?.lemma === own));
    case "near":
    case "seq": {
      const words = [...new Set(rule.words)];
      const same = (a: number, b: number) =>
        rule.within === undefined || tokens[a]?.[rule.within] === tokens[b]?.[rule.within];
      // Depth first over every order of places that the rule allows.
      const extend = (left: readonly string[], last: number, first: number): boolean =>
        left.length === 0 ||
        tokens.some((token, at) => {
          const isNext = rule.kind === "seq" ? token.lemma === left[0] : left.includes(token.lemma);
          const isNear = first < 0 || (at > last && at - last <= rule.distance && same(first, at));
          return (
            isNext &&
            isNear &&
            extend(
              left.filter((own) => own !== token.lemma),
              at,
              first < 0 ? at : first,
            )
          );
        });
      return extend(words, -1, -1);
    }
    case "string":
      return text.includes(rule.text);
    case "compare": {
      const value = rule.measure === "lc" ? [...text].length : tokens.length;
      return rule.comparison === "<" ? value < rule.value : value >= rule.value;
    }
    default:
      throw new Error(rule.kind);
  }
}

describe("renderRules", () => {
  it("writes what parseRules reads", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const text = renderRules([{ name: "c", rule }]);
        const again = parseRules(text);
        expect(renderRules(again)).toBe(text);
      }),
    );
  });

  it("refuses words that would mean something else", () => {
    for (const text of ["a b", "a+b", "and", "'a", "＊a", "", "lc", "（"]) {
      expect(isPlainWord(text)).toBe(false);
      expect(() => renderRules([{ name: "c", rule: word(text) }])).toThrow(RangeError);
    }
  });
});

describe("codeUnits", () => {
  it("says what every choice of places says", () => {
    let met = 0;
    fc.assert(
      fc.property(
        anyRule,
        fc.array(fc.constantFrom(...LEMMAS, "。", "\n"), { maxLength: 14 }),
        (rule, words) => {
          const [unit] = unitsOf(words.join(""), "document", wordTokenizer);
          if (unit === undefined) return;
          const rules = [{ name: "c", rule, line: 1, column: 1 }];
          const expected = oracle(rule, unit.tokens, unit.text) ? 1 : 0;
          expect(codeUnits(rules, [unit])).toEqual([[expected]]);
          met += expected;
        },
      ),
      { numRuns: 600 },
    );
    expect(met).toBeGreaterThan(50);
  });

  it("codes documents, paragraphs and sentences of real text", () => {
    const codes = parseRules(
      "＊聞く\nnear(本人-聞く)[b]\n＊伴走\n伴走+する\n＊他\n! <＊聞く> & ! <＊伴走>\n＊年\n<>年-->2024\n＊施策\n<>見出し1-->重点施策",
    );
    const document = {
      text: "重点施策\n本人の話を聞く。伴走した。\n道路を直す。",
      blocks: [
        { start: 0, end: 4, kind: "heading" as const, level: 1 },
        { start: 5, end: 19, kind: "paragraph" as const },
        { start: 19, end: 26, kind: "paragraph" as const },
      ],
    };
    const code = (kind: "document" | "paragraph" | "sentence") =>
      codeUnits(codes, unitsOf(document, kind, tokenizer, { 年: "2024" })).map((row) => row.join(""));
    expect(code("document")).toEqual(["11011"]);
    expect(code("paragraph")).toEqual(["00111", "11011", "00111"]);
    expect(code("sentence")).toEqual(["00111", "10011", "01011", "00111"]);
  });

  it.each([
    ["支援->サ変名詞", "支援する。", 1],
    ["支援->名詞", "支援する。", 0],
    ["寄り添う=>未然形", "寄り添わない。", 1],
    ["寄り添う=>未然形", "寄り添う。", 0],
    ["ない->否定助動詞", "寄り添わない。", 1],
  ] as const)("%s in %s: %d", (condition, text, expected) => {
    const codes = parseRules(`＊a\n${condition}`);
    expect(codeUnits(codes, unitsOf(text, "document", tokenizer))).toEqual([[expected]]);
  });
});

describe("lintRules", () => {
  it.each([
    ["協働", "split-word", "この語は 協|働 に分割される。協+働 または '協働' と書く"],
    ["寄り添った", "split-word", "寄り添う+た"],
    ["聞か", "not-dictionary-form", "基本形の「聞く」"],
    ["丸投げ+支援", "wrong-phrase", "丸+投げる+支援"],
    ["near(協働-支援)", "split-word", "協|働"],
    ["<＊無い>", "unknown-code", "「無い」はこのファイルにない"],
    ["<＊後>", "later-code", "4 行目"],
    ["<＊a>", "self-reference", "自分"],
    ["支援->名刺", "unknown-pos", "名刺"],
    ["支援 & ! 支援", "contradiction", "「支援」"],
  ])("%s: %s", (condition, code, message) => {
    const found = lintRules(`＊a\n${condition}\n\n＊後\n相談`, tokenizer, { language: "ja" });
    expect(found.map((problem) => problem.code)).toContain(`rules/${code}`);
    expect(found.map((problem) => problem.message).join()).toContain(message);
    for (const problem of lintRules(`＊a\n${condition}\n\n＊後\n相談`, tokenizer))
      expect(problem.message).not.toMatch(/[{}]/);
  });

  it("what it proposes is what then matches", () => {
    for (const text of ["協働", "丸投げ", "寄り添った", "過干渉"]) {
      const [problem] = lintRules(`＊a\n${text}`, tokenizer);
      const [, first = "", second = ""] = /write (\S+) or (\S+)/.exec(problem?.message ?? "") ?? [];
      const unit = unitsOf(`市は${text}支援を行う。`, "document", tokenizer);
      for (const fix of [first, second].filter((part) => part !== "")) {
        expect(lintRules(`＊a\n${fix}`, tokenizer)).toEqual([]);
        expect(codeUnits(parseRules(`＊a\n${fix}`), unit), fix).toEqual([[1]]);
      }
    }
  });

  it("has nothing to say of sound rules, nor of the thesaurus in them", () => {
    const sound =
      "＊対話\n話 | 聞く+た | '寄り添った' | seq(本人-話)[b]\n＊他\n! <＊対話> & lc > 10 & 支援->サ変名詞";
    expect(lintRules(sound, tokenizer)).toEqual([]);
    const rules = renderThesaurusRules(bundledThesaurus(), tokenizer);
    expect(lintRules(rules, tokenizer)).toEqual([]);
    expect(parseRules(rules).length).toBe(bundledThesaurus().concepts.size);
  });

  it("tells all at once, in the order of the file", () => {
    const found = lintRules("＊a\n協働 支援\n\n＊b\n( <＊c>", tokenizer);
    expect(found.map(({ line, column, code }) => `${line}:${column} ${code.slice(6)}`)).toEqual([
      "2:1 split-word",
      "2:4 missing-operator",
      "5:1 unclosed-parenthesis",
      "5:3 unknown-code",
    ]);
  });
});

describe("the thesaurus as rules", () => {
  it("codes texts that name its concepts", () => {
    const codes = parseRules(renderThesaurusRules(bundledThesaurus(), tokenizer));
    const [row = []] = codeUnits(codes, unitsOf("伴走型支援を進め、協働する。", "document", tokenizer));
    const given = codes.filter((_, i) => row[i] === 1).map(({ name }) => name);
    expect(given).toContain("伴走型支援");
    expect(given).not.toContain("丸投げ型支援");
  });
});
