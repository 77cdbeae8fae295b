import { describe, expect, test } from "vitest";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import { parsePattern } from "../../src/thesaurus/pattern.ts";
import { variants, wordingsOf } from "../../src/thesaurus/variants.ts";

describe("parsePattern", () => {
  test.for([
    ["寄り添", "寄り添う", ["わ", "い", "う", "え", "お", "っ", "って", "った", "いて"]],
    ["支え", "支える", ["", "る", "た", "られ"]],
    ["伴走", "伴走する", ["し", "する", "さ", "せ", "して"]],
    ["冷た", "冷たい", ["い", "く", "かっ", "けれ"]],
    ["突き放", "突き放す", ["さ", "し", "す", "した"]],
    ["見", "見る", ["", "る"]],
    ["聞", "聞かない", ["かない", "かなく", "かなかっ", "きません", "かず"]],
    ["聞いてくれ", "聞いてくれない", ["ない", "なかっ", "ません", "ず"]],
    ["返事", "返事がない", ["がない", "がなかっ", "がありません"]],
    ["よ", "よくない", ["くない", "くありません"]],
    ["相手に", "相手にしない", ["しない", "しません", "せず"]],
    ["", "ない", ["ない", "ありません"]],
    ["頼", "頼る", ["ら", "り", "っ", "った"]],
    ["裏切", "裏切る", ["ら", "っ"]],
    ["断ち切", "断ち切る", ["ら", "っ"]],
    ["立ち入", "立ち入る", ["ら", "っ"]],
    ["うまくい", "うまくいく", ["か", "っ"]],
  ] as const)("%s from %s", ([stem, verb, endings]) => {
    const [node] = parsePattern(`${verb}*`);
    expect(node).toMatchObject({ kind: "verb", stem });
    expect(node?.kind === "verb" && node.endings).toEqual(expect.arrayContaining([...endings]));
  });

  test.for([
    ["", "empty"],
    ["(支援", 'missing ")"'],
    ["支援)", 'unexpected ")"'],
    ["{support", 'missing "}"'],
    ["支援*", "no verb or adjective"],
    ["*", '"*" must follow'],
    ["支援?", 'unexpected "?"'],
  ] as const)("%s is refused: %s", ([pattern, message]) => {
    expect(() => parsePattern(pattern)).toThrow(SyntaxError);
    expect(() => parsePattern(pattern)).toThrow(message);
  });

  const literals = (pattern: string) =>
    parsePattern(pattern).map((node) =>
      node.kind === "choice"
        ? node.options.map(([only]) =>
            only?.kind === "text" ? only.text : only?.kind === "verb" ? `${only.stem}*` : only?.kind,
          )
        : node.kind,
    );

  test.for([
    ["話せる(場|場所|居場所)", ["text", ["場所", "場", "居場所"]]],
    ["聞か(ず|ない|ずに)", ["text", ["ずに", "ず", "ない"]]],
    ["声が(拾う*|拾い上げる*)", ["text", ["拾い上げ*", "拾*"]]],
    ["(支援|相談)員", [["支援", "相談"], "text"]],
  ] as const)("%s: a longer literal before those that it begins with", ([pattern, expected]) => {
    expect(literals(pattern)).toEqual(expected);
  });

  test.for([
    ["話を聞く*", [["話を聞*", "話は聞*", "話も聞*", "話等を聞*", "話などを聞*"]]],
    [
      "(話|声)を(聞く*|伺う*)",
      [
        ["話", "声"],
        ["を", "は", "も", "等を", "などを"],
        ["聞*", "伺*"],
      ],
    ],
    ["(話|声)(を|は)…聞く*", [["話", "声"], ["を", "は", "も", "等を", "などを"], "gap", "verb"]],
    [
      "(目標|計画)(の|を)(設定|共有)",
      [
        ["目標", "計画"],
        ["の", "を", "等の", "などの", "等を", "などを"],
        ["設定", "共有"],
      ],
    ],
    // People act: は and も would say who supports, not who is supported.
    [
      "(本人|家族)を支える*",
      [
        ["本人", "家族"],
        ["を支え*", "等を支え*", "などを支え*"],
      ],
    ],
    ["家族を支える*", [["家族を支え*", "家族等を支え*", "家族などを支え*"]]],
    // No verb follows, or nothing stands before it.
    ["生活を支援", ["text"]],
    ["を支える*", ["verb"]],
  ] as const)("%s: an object may be the topic, or one of others", ([pattern, expected]) => {
    expect(literals(pattern)).toEqual(expected);
  });

  test.for([
    ["(本人|利用者)の意思", true],
    ["(本人|利用者)(たち)?の意思", true],
    ["(計画|目標)の共有", false],
    ["(本人|利用者)中心", false],
  ] as const)("%s: titles behind people before a particle, %s", ([pattern, expected]) => {
    const second = literals(pattern)[1];
    expect(Array.isArray(second) && second.includes("の皆さん")).toBe(expected);
  });
});

describe("variants", () => {
  const thesaurus = parseThesaurus({
    version: "1",
    concepts: [
      {
        id: "yorisoi-shien",
        prefLabel: "寄り添い型支援",
        reading: "よりそいがたしえん",
        relation: "synonym",
        definition: "試し",
        wording: ["寄り添う*…{support}", "(共に|一緒に)歩む*"],
      },
      {
        id: "kanri-gata-shien",
        prefLabel: "管理型支援",
        reading: "かんりがたしえん",
        relation: "antonym",
        definition: "試し",
      },
    ],
    lists: { support: ["支援", "サポート"] },
    spellings: [["寄り添", "よりそ"]],
  });
  const of = (id: string) => {
    const concept = thesaurus.concepts.get(id);
    if (!concept) throw new Error(id);
    return variants(concept, thesaurus);
  };

  test.for([
    "寄り添い型支援",
    "よりそい型支援",
    "ヨリソい型支援",
    "寄り添い型のサポート",
    "寄り添い型",
    "寄り添った…支援",
    "よりそえ…サポート",
    "一緒に歩んで",
  ])("%s is generated", (variant) => {
    expect(of("yorisoi-shien")).toContain(variant);
  });

  test("contrary labels keep their 型", () => {
    expect(of("kanri-gata-shien")).toContain("管理型のサポート");
    expect(of("kanri-gata-shien")).not.toContain("管理サポート");
  });

  test("each wording stands once", () => {
    const concept = thesaurus.concepts.get("yorisoi-shien");
    const patterns = concept ? wordingsOf(concept, thesaurus).map(({ pattern }) => pattern) : [];
    expect(new Set(patterns).size).toBe(patterns.length);
    expect(patterns.length).toBeGreaterThan(5);
  });
});
