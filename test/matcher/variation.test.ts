import { beforeAll, describe, expect, test } from "vitest";
import { type Analyzer, createAnalyzer } from "../../src/index.ts";

/** Every way of writing one practice, generated here and not by the library: forms of verbs, scripts, widths, joints, heads. */

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await createAnalyzer();
});

const conceptsIn = (text: string): string[] =>
  analyzer.analyze(text).mentions.map(({ prefLabel }) => prefLabel);
const missing = (texts: readonly string[], concept: string): string[] =>
  texts.filter((text) => !conceptsIn(text).includes(concept));

// What follows each stem, by the row that a godan verb ends in.
const ROWS: Readonly<Record<string, readonly [a: string, i: string, e: string, o: string, te: string]>> = {
  う: ["わ", "い", "え", "お", "って"],
  く: ["か", "き", "け", "こ", "いて"],
  す: ["さ", "し", "せ", "そ", "して"],
  む: ["ま", "み", "め", "も", "んで"],
  る: ["ら", "り", "れ", "ろ", "って"],
};

/** 未然, 連用, 終止, 仮定, 命令, 意向, 可能, 受身, 使役, て, た, 丁寧, 進行, 尊敬, 願望 and 否定 of a godan verb. */
function godan(dictionary: string): string[] {
  const stem = dictionary.slice(0, -1);
  const [a, i, e, o, te] = ROWS[dictionary.slice(-1)] as (typeof ROWS)[string];
  const ta = te.replace("て", "た").replace("で", "だ");
  return [
    dictionary,
    ...[`${a}ない`, `${a}なければ`, `${a}れる`, `${a}れた`, `${a}せる`, `${a}せていただく`],
    ...[
      `${i}ます`,
      `${i}ました`,
      `${i}ません`,
      `${i}ましょう`,
      `${i}たい`,
      `${i}、`,
      `${i}ながら`,
      `${i}つつ`,
      `${i}続ける`,
      `${i}すぎる`,
    ],
    ...[`${e}ば`, `${e}る`, `${e}ます`, `${e}ない`, `${o}う`, `${o}うとする`],
    ...[
      te,
      `${te}いる`,
      `${te}います`,
      `${te}きた`,
      `${te}いく`,
      `${te}ください`,
      `${te}くれる`,
      `${te}もらう`,
      `${te}おり`,
      `${te}しまう`,
      ta,
      `${ta}り`,
      `${ta}ら`,
    ],
  ].map((ending, k) => (k === 0 ? ending : stem + ending));
}

function ichidan(dictionary: string): string[] {
  const stem = dictionary.slice(0, -1);
  return [
    "る",
    "ない",
    "なければ",
    "られる",
    "られた",
    "させる",
    "ます",
    "ました",
    "ません",
    "たい",
    "、",
    "ながら",
    "つつ",
    "れば",
    "よう",
    "ようとする",
    "て",
    "ている",
    "ています",
    "てきた",
    "てください",
    "てしまう",
    "た",
    "たり",
    "たら",
  ].map((ending) => stem + ending);
}

function suru(noun: string): string[] {
  return [
    "する",
    "しない",
    "しなければ",
    "される",
    "された",
    "させる",
    "します",
    "しました",
    "しません",
    "しましょう",
    "したい",
    "し、",
    "しながら",
    "しつつ",
    "し続ける",
    "すれば",
    "できる",
    "できない",
    "しよう",
    "しようとする",
    "して",
    "している",
    "しています",
    "してきた",
    "してください",
    "してくれる",
    "しており",
    "してしまう",
    "した",
    "したり",
    "したら",
    "いたします",
    "なさる",
  ].map((ending) => noun + ending);
}

const VERBS: readonly [concept: string, before: string, forms: readonly string[]][] = [
  ["伴走型支援", "経営者に", suru("伴走")],
  ["寄り添い支援", "相談者に", godan("寄り添う").filter((form) => !form.includes("続ける"))],
  ["寄り添い支援", "利用者に", godan("寄りそう").filter((form) => !form.includes("続ける"))],
  ["寄り添い支援", "利用者に", godan("よりそう").filter((form) => !form.includes("続ける"))],
  ["共に歩む支援", "住民と", godan("共に歩む")],
  ["共に歩む支援", "住民と", godan("ともに歩む")],
  ["共に歩む支援", "本人と", ichidan("一緒に考える")],
  ["同行型支援", "窓口に", suru("同行")],
  ["同行型支援", "通院に", godan("付き添う")],
  ["放置型支援", "困っている人を", godan("見放す")],
  ["放置型支援", "利用者を", ichidan("見捨てる")],
  ["放置型支援", "相談者を", godan("突き放す")],
  ["放置型支援", "部下を", suru("放置")],
  ["一方的支援", "価値観を利用者に", ichidan("押し付ける")],
  ["一方的支援", "価値観を利用者に", ichidan("押しつける")],
  ["一方的支援", "参加を住民に", suru("強要")],
  ["丸投げ型支援", "仕事を部下に", suru("丸投げ")],
  ["過干渉型支援", "子どもの選択に親が", suru("口出し")],
  ["監視・統制型支援", "職員を上司が", suru("監視")],
  ["孤立型支援", "相談者を", suru("たらい回しに")],
  ["共創型支援", "住民と事業を", suru("共創")],
  ["協働", "住民と", suru("協働")],
  ["連携", "学校と福祉が", suru("連携")],
  ["振り返り", "支援の内容を", godan("振り返る")],
  ["フォローアップ", "支援の後も", suru("フォローアップ")],
];

describe("every form of a verb", () => {
  test.for(VERBS)("%s: %s…", ([concept, before, forms]) => {
    expect(
      missing(
        forms.map((form) => `支援員が${before}${form}${form.endsWith("、") ? "" : "。"}`),
        concept,
      ),
    ).toEqual([]);
  });
});

const WRITTEN: readonly [what: string, concept: string, texts: readonly string[]][] = [
  [
    "okurigana, kana and kanji",
    "寄り添い支援",
    [
      "寄り添い支援",
      "寄りそい支援",
      "よりそい支援",
      "寄添い支援",
      "ヨリソイ支援",
      "寄り添った支援",
      "よりそった支援",
    ],
  ],
  [
    "okurigana of 振り返り",
    "振り返り",
    ["支援の振り返り", "支援のふりかえり", "支援の振返り", "支援の振りかえり"],
  ],
  [
    "kana for part of a word",
    "信頼関係",
    ["相談者との信頼関係", "相談者との信頼かんけい", "利用者としんらい関係"],
  ],
  [
    "long vowels and katakana",
    "エンパワーメント",
    [
      "女性のエンパワーメント",
      "女性のエンパワメント",
      "女性のｴﾝﾊﾟﾜｰﾒﾝﾄ",
      "女性のエンパワー・メント".replace("・", ""),
    ],
  ],
  [
    "katakana compounds with a middle dot",
    "ケースマネジメント",
    ["ケースマネジメント", "ケース・マネジメント", "ケースマネージメント"],
  ],
  [
    "katakana compounds with a middle dot",
    "ピアサポート",
    ["ピアサポート", "ピア・サポート", "ピア・サポーター", "ピアサポーター"],
  ],
  ["katakana compounds with a middle dot", "アウトリーチ", ["アウトリーチ", "アウト・リーチ"]],
  ["width", "伴走型サポート", ["伴走型サポート", "伴走型ｻﾎﾟｰﾄ", "伴走型のサポート", "伴走サポート"]],
  ["width", "SMART目標設定", ["SMART目標設定", "ＳＭＡＲＴ目標設定", "smart目標設定"]],
  [
    "joints inside a label",
    "代理・代行型支援",
    [
      "代理・代行型支援",
      "代理／代行型支援",
      "代理/代行型支援",
      "代理や代行型支援",
      "代理､代行型支援",
      "代理･代行型支援",
      "代理代行型支援",
    ],
  ],
  [
    "joints inside a label",
    "監視・統制型支援",
    ["監視・統制型支援", "監視／統制型支援", "監視と統制型支援", "監視・統制型の支援"],
  ],
  [
    "brackets",
    "伴走型支援",
    [
      "「伴走型支援」",
      "『伴走型支援』",
      "（伴走型支援）",
      "伴走型（の）支援",
      "伴走（型）支援",
      "伴走型「支援」",
      "【伴走支援】",
    ],
  ],
  [
    "heads and modifiers",
    "伴走型支援",
    [
      "伴走型の支援",
      "伴走型の相談支援",
      "伴走型相談支援",
      "伴走的な支援",
      "伴走型で行う支援",
      "経営者に伴走しながら行う支援",
      "伴走による支援",
      "伴走を重視した支援",
    ],
  ],
  [
    "material in between",
    "継続的支援",
    [
      "継続的な支援",
      "継続的かつ計画的な支援",
      "継続的で丁寧な支援",
      "継続的な見守り支援",
      "継続的に行う支援",
      "継続した支援",
      "切れ目のない支援",
      "切れ目ない一体的な支援",
    ],
  ],
  [
    "politeness",
    "寄り添い支援",
    ["寄り添ったご支援", "お寄り添いする", "寄り添ったお手伝い", "お客様に寄り添わせていただく"],
  ],
  ["politeness", "継続的支援", ["継続的なご支援", "継続的なご相談", "切れ目のないご支援"]],
  [
    "a row that shares its head",
    "伴走型支援",
    ["伴走・協働型支援", "伴走や協働型の支援", "伴走型・協働型の支援"],
  ],
  ["a row that shares its head", "協働支援", ["伴走・協働型支援", "伴走型・協働型の支援"]],
  ["a row that shares its head", "寄り添い支援", ["寄り添い、共に歩む支援", "寄り添い・伴走型支援"]],
  ["a row that shares its head", "共に歩む支援", ["寄り添い、共に歩む支援"]],
  ["compounds", "伴走型支援", ["伴走支援事業", "伴走支援機関", "伴走支援プログラム", "地域伴走支援センター"]],
  ["compounds", "伴走者", ["伴走支援員", "伴走支援者", "伴走支援チーム", "伴走パートナー"]],
  ["nouns and verbs", "丸投げ型支援", ["仕事の丸投げ", "仕事を丸なげする", "仕事をまる投げした", "まるなげ"]],
];

describe("every way to write", () => {
  test.for(WRITTEN)("%s: %s", ([, concept, texts]) => {
    expect(missing(texts, concept)).toEqual([]);
  });
});
