import { toKatakana, toRomaji } from "wanakana";
import { describe, expect, it } from "vitest";
import antonym from "../../dict/thesaurus/antonym.json" with { type: "json" };
import cooccurring from "../../dict/thesaurus/cooccurring.json" with { type: "json" };
import core from "../../dict/thesaurus/core.json" with { type: "json" };
import lists from "../../dict/thesaurus/lists.json" with { type: "json" };
import principle from "../../dict/thesaurus/principle.json" with { type: "json" };
import related from "../../dict/thesaurus/related.json" with { type: "json" };
import synonym from "../../dict/thesaurus/synonym.json" with { type: "json" };
import { bundledFiles, bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import type { Relation } from "../../src/thesaurus/concept.ts";
import { labelKey, labelsOf } from "../../src/thesaurus/links.ts";
import { lookup } from "../../src/thesaurus/lookup.ts";
import { romajiKey } from "../../src/thesaurus/lookup-key.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";

const words = (text: string): string[] => text.trim().split(/\s+/);

/** The labels of the source lists; those in two of them stand under the list that gives their relation. */
const source: Readonly<Record<Exclude<Relation, "principle">, string[]>> = {
  core: ["伴走型支援"],
  synonym:
    words(`寄り添い支援 共に歩む支援 同行型支援 伴走型サポート 継続的支援 長期フォロー型支援 コーチング型支援 協働支援
    パートナーシップ型支援 共創型支援 伴走的アプローチ`),
  antonym:
    words(`放置型支援 指示型支援 一方的支援 受動的支援 丸投げ型支援 代理・代行型支援 過干渉型支援 監視・統制型支援
    孤立型支援 距離感を置く支援 自立促進型支援`),
  cooccurring:
    words(`伴走者 ケースマネジメント ニーズ把握 アセスメント 連携 協働 サポート計画 目標設定 フォローアップ 評価指標 成果
    継続支援 自立支援 対象者 研修 コミュニケーション 信頼関係 伴走の期間 地域連携 公的支援 資金調達 助成金 事例紹介 実践方法
    効果測定 導入事例 モニタリング チームアプローチ 成長支援 相談体制 利用者支援 スキル育成 振り返り 継続性
    伴走型支援のメリット 伴走型支援のデメリット 地域包括ケア 起業・創業支援 教育現場 組織マネジメント データ活用 プロセス管理
    ケースワーク ケアプラン`),
  related:
    words(`コーチング メンタリング ピアサポート ニーズアセスメント 個別支援計画 SMART目標設定 進捗管理 フィードバック
    アウトリーチ 連携支援 共創支援 エンパワーメント コンサルティング アドバイザリー リソースマッピング`),
};
const inTwoLists = words(
  "伴走型支援 ケースマネジメント ケースワーク アセスメント 目標設定 地域包括ケア 評価指標",
);

const thesaurus = bundledThesaurus();
const concepts = [...thesaurus.concepts.values()];
const byLabel = new Map(concepts.map((concept) => [concept.prefLabel, concept]));
const labelled = Object.entries(source).flatMap(([relation, labels]) =>
  labels.map((label) => [label, relation] as const),
);

const kunrei = (hepburn: string): string =>
  hepburn
    .replace(/tch/g, "tty")
    .replace(/ssh(?!i)/g, "ssy")
    .replace(/(sh|ch|j)(?!i)/g, (s) => ({ sh: "sy", ch: "ty", j: "zy" })[s] as string)
    .replace(
      /shi|chi|tsu|fu|ji/g,
      (s) => ({ shi: "si", chi: "ti", tsu: "tu", fu: "hu", ji: "zi" })[s] as string,
    );

describe("the shipped thesaurus", () => {
  // bundledThesaurus leaves the patterns unchecked: here is where they are checked.
  it("passes the checks of any thesaurus", () => {
    expect(parseThesaurus(bundledFiles())).toEqual(thesaurus);
  });

  it("holds the 82 source labels, each under its relation", () => {
    expect(labelled).toHaveLength(82);
    for (const [label, relation] of labelled)
      expect([label, byLabel.get(label)?.relation]).toEqual([label, relation]);
  });

  it("has the stated counts", () => {
    const count = (relation: Relation) => concepts.filter((concept) => concept.relation === relation).length;
    expect({
      core: count("core"),
      synonym: count("synonym"),
      antonym: count("antonym"),
      cooccurring: count("cooccurring"),
      related: count("related"),
    }).toEqual({ core: 1, synonym: 11, antonym: 11, cooccurring: 44, related: 15 });
    expect(count("principle")).toBeGreaterThanOrEqual(40);
  });

  it("records the second list of a label that stands in two", () => {
    const twice = concepts.filter(({ alsoIn }) => alsoIn.length > 0).map(({ prefLabel }) => prefLabel);
    expect(twice).toEqual(expect.arrayContaining(inTwoLists));
    expect(twice).toHaveLength(inTwoLists.length);
  });

  it("keeps each relation in a file of its own, all of one version", () => {
    const files = { core, synonym, antonym, cooccurring, related, principle };
    for (const [relation, file] of Object.entries(files)) {
      expect(new Set(file.concepts.map((concept) => concept.relation))).toEqual(new Set([relation]));
    }
    expect(new Set([...Object.values(files), lists].map(({ version }) => version)).size).toBe(1);
  });

  it("puts no label on two concepts", () => {
    const owners = concepts.flatMap((concept) => [...new Set(labelsOf(concept).map(labelKey))]);
    expect(owners.filter((label, i) => owners.indexOf(label) !== i)).toEqual([]);
  });

  it("gives each concept a definition, kana and a romaji id that follows its reading", () => {
    for (const { id, reading, definition, aspects, relation, polarity } of concepts) {
      expect(reading).toMatch(/^[ぁ-ゖー]+$/u);
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(definition.length, id).toBeGreaterThan(10);
      if (relation !== "antonym" && polarity !== "context") expect(aspects.length, id).toBeGreaterThan(0);
    }
  });

  it("has no two concepts that sound alike", () => {
    const sounds = concepts.map(({ reading }) => romajiKey(reading));
    expect(sounds.filter((sound, i) => sounds.indexOf(sound) !== i)).toEqual([]);
  });

  it.each(concepts.map((concept) => [concept.prefLabel, concept] as const))(
    "finds %s by label, reading and romaji",
    (label, concept) => {
      const hepburn = toRomaji(concept.reading);
      const ways = [
        label,
        concept.reading,
        toKatakana(concept.reading),
        hepburn,
        kunrei(hepburn),
        concept.id,
      ];
      for (const word of ways)
        expect([word, lookup(thesaurus, word).concept?.id]).toEqual([word, concept.id]);
    },
  );

  it.each(["よりそいしえん", "ヨリソイ支援", "yorisoi shien", "寄り添い支援"])(
    "finds 寄り添い支援 by %s",
    (word) => {
      expect(lookup(thesaurus, word).concept?.prefLabel).toBe("寄り添い支援");
    },
  );
});
