import { createRequire } from "node:module";
import fc from "fast-check";
import type { IpadicFeatures, Tokenizer as Stock } from "kuromoji";
import { beforeAll, describe, expect, test } from "vitest";
import { buildKuromoji } from "../../src/tokenizer/build-kuromoji.ts";
import { readDictionary } from "../../src/tokenizer/dictionary-files.ts";
import { adaptKuromoji, type KuromojiLike } from "../../src/tokenizer/kuromoji.ts";
import { dictionaryFolder } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

let stock: KuromojiLike;
let adapted: Tokenizer;
beforeAll(async () => {
  stock = await buildKuromoji(await readDictionary(dictionaryFolder()));
  adapted = adaptKuromoji(stock);
});

const surfaces = (text: string): string[] => adapted.tokenize(text).map(({ surface }) => surface);
const stockSurfaces = (text: string): string[] => stock.tokenize(text).map((token) => token.surface_form);

describe("kuromoji by itself", () => {
  test.each([
    ["🐸🐸が好き", "が"],
    ["寿司🍣🍣です。", "です"],
    ["🇯🇵が勝つ", "が"],
    ["😀😀😀あ", "あ"],
  ])("loses text of %s, and not behind the adapter", (text, lost) => {
    expect(stockSurfaces(text)).not.toContain(lost);
    expect(stockSurfaces(text).join("")).not.toBe(text);
    expect(surfaces(text)).toContain(lost);
    expect(surfaces(text).join("")).toBe(text);
  });

  test.each(["\0", "前\0後", "\uD83C", "前\uD83C後"])("throws on %j, and not behind the adapter", (text) => {
    expect(() => stock.tokenize(text)).toThrow(TypeError);
    expect(surfaces(text).join("")).toBe(text);
  });

  test("counts positions wrongly after merged punctuation; the adapter adds up surfaces", () => {
    const text = "(注)。次";
    const last = (stock.tokenize(text) as readonly IpadicFeatures[]).at(-1);
    expect(last?.surface_form).toBe("次");
    expect(last?.word_position).not.toBe(text.indexOf("次") + 1);
    expect(adapted.tokenize(text).at(-1)?.start).toBe(text.indexOf("次"));
  });

  test("gives unknown words no dictionary form and no reading key", () => {
    const [token] = stock.tokenize("ﾊﾞﾝｿｳ");
    expect(token).toMatchObject({ word_type: "UNKNOWN", basic_form: "*" });
    expect(token).not.toHaveProperty("reading");
    expect(adapted.tokenize("ﾊﾞﾝｿｳ")[0]).toMatchObject({
      known: false,
      lemma: "ﾊﾞﾝｿｳ",
      reading: "",
      pronunciation: "",
    });
  });

  test("tokenizes each stretch that ends in 、 or 。 by itself", () => {
    const parts = ["相談者に寄り添い、", "一緒に考えて、", "支え続ける。", "急がない"];
    expect(stockSurfaces(parts.join(""))).toEqual(parts.flatMap(stockSurfaces));
  });

  test("calls back with an error and a broken tokenizer when dicPath is wrong", async () => {
    const kuromoji = createRequire(import.meta.url)("kuromoji") as typeof import("kuromoji");
    const [error, built] = await new Promise<[Error | null, Stock<IpadicFeatures>]>((resolve) => {
      kuromoji
        .builder({ dicPath: "/no/such/folder" })
        .build((error, tokenizer) => resolve([error, tokenizer]));
    });
    expect(error).toBeInstanceOf(Error);
    expect(() => built.tokenize("支援")).toThrow();
  });
});

describe("words are cut by context, as IPADIC knows them", () => {
  test.each([
    ["協働", "協|働"],
    ["共創", "共|創"],
    ["丸投げ", "丸|投げ"],
    ["過干渉", "過|干渉"],
    ["一方的", "一方|的"],
    ["寄り添い支援", "寄り添い|支援"],
  ])("%s → %s", (text, expected) => expect(surfaces(text).join("|")).toBe(expected));

  test("寄り添い is the verb 寄り添う in its 連用形", () => {
    expect(adapted.tokenize("寄り添い")[0]).toEqual({
      start: 0,
      end: 4,
      surface: "寄り添い",
      lemma: "寄り添う",
      pos: "動詞",
      pos1: "自立",
      pos2: "*",
      pos3: "*",
      conjugationType: "五段・ワ行促音便",
      conjugationForm: "連用形",
      reading: "ヨリソイ",
      pronunciation: "ヨリソイ",
      known: true,
    });
  });
});

describe("scripts that IPADIC does not hold", () => {
  test("a decomposed voiced kana is two unknown words", () => {
    expect(adapted.tokenize("カ\u3099").map(({ surface, known }) => [surface, known])).toEqual([
      ["カ", false],
      ["\u3099", false],
    ]);
  });

  test.each(["한국어", "ไทย", "\uFEFF", "\uFE0F", "\r\n", "\n\n\n"])("%j comes as 記号, 空白", (text) => {
    expect(adapted.tokenize(text)).toMatchObject([
      { surface: text, pos: "記号", pos1: "空白", known: false },
    ]);
  });

  test.each(["🍣", "𠮷", "\uD83C", "\uDF63", "\0"])(
    "%j comes as one unknown symbol between its neighbours",
    (text) => {
      const tokens = adapted.tokenize(`支援${text}★支援`);
      expect(tokens.map(({ surface }) => surface)).toEqual(["支援", text, "★", "支援"]);
      expect(tokens[1]).toMatchObject({ lemma: text, pos: "記号", pos1: "一般", reading: "", known: false });
    },
  );

  test("a run of emoji stays as many symbols, and symbols beside it their own words", () => {
    expect(surfaces("🍣".repeat(10))).toEqual(Array.from({ length: 10 }, () => "🍣"));
    expect(surfaces("★★🍣🍣★★")).toEqual(["★", "★", "🍣", "🍣", "★", "★"]);
  });

  test("仝 itself stays a known symbol with its reading", () => {
    expect(adapted.tokenize("仝")).toMatchObject([{ surface: "仝", known: true, reading: "仝" }]);
  });
});

test("no random string loses a character behind the adapter", () => {
  const units = fc.oneof(
    fc.constantFrom(
      "が",
      "です",
      "支援",
      "。",
      "、",
      "🍣",
      "🐸",
      "👩‍👩‍👧",
      "𠮷",
      "\uD83C",
      "\uDF63",
      "\0",
      "\n",
      "ー",
      "ア",
      "a",
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
    fc.string({ unit: "grapheme", maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(units, { maxLength: 12 }), (parts) => {
      const text = parts.join("");
      const tokens = adapted.tokenize(text);
      expect(tokens.map(({ surface }) => surface).join("")).toBe(text);
      for (const { start, end, surface } of tokens) expect(text.slice(start, end)).toBe(surface);
    }),
    { numRuns: 3_000 },
  );
});

test("an implementation of kuromoji's shape that loses text is found out, not trusted", () => {
  expect(() => adaptKuromoji({ tokenize: () => [] }).tokenize("支援")).toThrow(RangeError);
});
