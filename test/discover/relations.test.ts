import { beforeAll, describe, expect, it } from "vitest";
import { compileCorpus } from "../../src/discover/corpus.ts";
import { discover } from "../../src/discover/discover.ts";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await loadTokenizer();
});

/** Relations that a text proposes, as `kind term → other`. */
function relationsOf(...texts: readonly string[]): string[] {
  const documents = texts.map((text, i) => ({ id: `${i}`, text }));
  const { relations } = discover(documents, { tokenizer, minFrequency: 1 });
  return relations.map(({ kind, term, other }) => `${kind} ${term} → ${other}`);
}

describe("kinds", () => {
  it.each([
    ["訪問介護などの福祉サービスを使う。", "narrower 訪問介護 → 福祉サービス"],
    ["子ども食堂をはじめとする居場所を増やす。", "narrower 子ども食堂 → 居場所"],
    ["天然ガスといった化石燃料に頼る。", "narrower 天然ガス → 化石燃料"],
    ["学芸員といった多様な専門職員が働く。", "narrower 学芸員 → 専門職員"],
    ["配偶者その他の親族が申し出る。", "narrower 配偶者 → 親族"],
    ["栄養士などの専門家に頼む。", "narrower 栄養士 → 専門家"],
    ["保健所などの関係機関と話す。", "narrower 保健所 → 関係機関"],
    ["定期訪問などの支援を続ける。", "narrower 定期訪問 → 支援"],
    ["保護者会などの機会に伝える。", "narrower 保護者会 → 機会"],
  ])("%s", (text, relation) => {
    expect(relationsOf(text)).toContain(relation);
  });

  it.each([
    ["子育て支援などの取組を進める。", "a word of every text"],
    ["介護などの家庭の事情がある。", "either noun may be meant"],
    ["年数の計算といった確認作業をなくす。", "計算 is the end of a longer name"],
    ["物価などの動向を見る。", "B belongs to A"],
    ["ビッグデータ解析などのテクノロジー導入を助ける。", "B is what is done with A"],
    ["病院などの利用者が困る。", "people are no kind of a house"],
    ["医療などの関係機関と話す。", "a field is no body"],
    ["商店会などのイベントを開く。", "a body is no event"],
    ["手数料などの採択企業を招く。", "a body that something was done to"],
    ["虐待などの防止に努める。", "B is done to A"],
    ["協力者などの支えに頼る。", "B is an act, made of a verb"],
    ["飲酒などの校則を見直す。", "B deals with A"],
    ["買戻しその他の政令で定める取引を除く。", "B is the ground, the noun behind it is meant"],
    ["書類その他の身分を証する物を出す。", "B is the object of what describes another noun"],
    ["年金などの行政に関する手続を手伝う。", "B belongs to what follows"],
    ["教育などの人材への投資を増やす。", "B belongs to what follows"],
    ["ご相談などの相談が多い。", "one noun in two forms"],
  ])("%s proposes none: %s", (text) => {
    expect(relationsOf(text).filter((relation) => relation.startsWith("narrower"))).toEqual([]);
  });
});

describe("contrasts", () => {
  it.each([
    ["プル型からプッシュ型へと変える。", "contrary プッシュ型 → プル型"],
    ["年度単位からプロジェクト単位への転換を図る。", "contrary プロジェクト単位 → 年度単位"],
    ["押し付けではなく対話を大切にする。", "contrary 対話 → 押し付け"],
    ["監視ではなく見守りを行う。", "contrary 監視 → 見守り"],
  ])("%s", (text, relation) => {
    const [kind, term, , other] = relation.split(" ");
    expect([relation, `${kind} ${other} → ${term}`].some((told) => relationsOf(text).includes(told))).toBe(
      true,
    );
  });

  it.each([
    ["京都から大阪への移動を助ける。", "places"],
    ["国から自治体への交付を増やす。", "no change"],
    ["一律の金額ではなく、所得に応じて決める。", "A is the end of a longer phrase"],
    ["画一的な税制ではなく、個人の貯蓄額を見る。", "B is the start of another phrase"],
    ["相談だけでなく支援も行う。", "an addition"],
    ["ハンターではなく銃猟を委託した市町村が払う。", "B only describes"],
    ["教育委員会から事業部へ移管する。", "something passes between bodies"],
    ["寮から自宅への移行を助ける。", "a move and no change of ideas"],
    ["会員よりも講師が少ない。", "a comparison"],
    ["経過ではなく、現時点での案を見る。", "B belongs to what follows"],
    ["排除ではなく、違いを認める。", "behind a comma B may begin anything"],
  ])("%s proposes none: %s", (text) => {
    expect(relationsOf(text).filter((relation) => relation.startsWith("contrary"))).toEqual([]);
  });

  it("finds opposites by their form where both stand in the corpus", () => {
    expect(relationsOf("短期支援を広げる。", "長期支援をやめる。")).toContain("contrary 短期支援 → 長期支援");
  });
});

describe("second names", () => {
  it.each([
    ["人工知能（AI）を使う。", "synonym AI → 人工知能"],
    ["回復力（レジリエンス）を高める。", "synonym レジリエンス → 回復力"],
    ["公益を目的とする事業（以下「公益事業」という。）を行う。", "synonym 公益を目的とする事業 → 公益事業"],
    [
      "都道府県風俗浄化協会（以下「都道府県協会」という。）が行う。",
      "synonym 都道府県協会 → 都道府県風俗浄化協会",
    ],
    ["全国健康保険協会（以下「協会」という。）が定める。", "協会"],
    [
      "小型船舶検査機構に関する省令（以下「機構省令」という。）による。",
      "synonym 小型船舶検査機構に関する省令 → 機構省令",
    ],
  ])("%s", (text, part) => {
    expect(relationsOf(text).join("\n")).toContain(part);
  });

  it.each([
    ["最小喫水（メートル）を測る。", "a unit"],
    ["子育てひろば（仮称）を開く。", "a remark"],
    ["地域の居場所（図3）を見る。", "a number"],
    ["動画サービス（LINE）を使う。", "an example"],
    ["ニューヨーク（国際連合）で開く。", "where, not what"],
    ["種を持つ者、いわゆる企業や大学が集まる。", "the start of a phrase"],
    ["心的外傷後ストレス障害（PTSD）を診る。", "the end of a longer name"],
    ["職員の給与に関する法律（以下「給与法」という。）を改める。", "の shows that more belongs to it"],
    ["甲の給付金又は乙の給付金（以下「乙給付金」という。）を払う。", "a name of both"],
  ])("%s proposes none: %s", (text) => {
    expect(relationsOf(text).filter((relation) => relation.startsWith("synonym"))).toEqual([]);
  });

  it("takes the last words of a name for its kind, not for a synonym", () => {
    const relations = relationsOf("国立支援研究所（以下「研究所」という。）を置く。");
    expect(relations.some((relation) => relation.startsWith("synonym"))).toBe(false);
  });
});

describe("forms of one term", () => {
  it("joins X型H, XH and spellings that stand in the corpus", () => {
    const relations = relationsOf(
      "伴走型支援を広げる。伴走支援を広げる。",
      "子ども相談を開く。子供相談を開く。",
    ).join("\n");
    expect(relations).toMatch(/synonym .*伴走型支援.*/);
    expect(relations).toMatch(/synonym (子ども相談 → 子供相談|子供相談 → 子ども相談)/);
  });
});

describe("evidence", () => {
  it("points into the document as it was given", () => {
    const text =
      "　まえがき。\n押 し 付 け で は な く 、 対 話 を 大 切 に す る 。\n「プル型からプッシュ型へ」と言う。";
    const [relation] = discover([{ id: "a", text }], { tokenizer, minFrequency: 1 }).relations.filter(
      ({ patterns }) => patterns.includes("からへ"),
    );
    const [evidence] = relation?.evidence ?? [];
    expect(text.slice(evidence?.start, evidence?.end)).toBe("プル型からプッシュ型");
    expect(evidence).toMatchObject({
      document: "a",
      pattern: "からへ",
      sentence: "「プル型からプッシュ型へ」と言う。",
    });
  });

  it("two patterns of one pair are surer than one", () => {
    const text = "監視ではなく見守りを行う。監視から見守りへと変える。";
    const [relation] = discover([{ id: "a", text }], { tokenizer, minFrequency: 1 }).relations;
    expect(relation).toMatchObject({ kind: "contrary", confidence: "patterns" });
  });
});

describe("candidates", () => {
  const runsOf = (text: string) =>
    discover([{ id: "a", text }], { tokenizer, minFrequency: 1 }).terms.map(({ term }) => term);

  it.each([
    ["本制度の当該相談支援員が動く。", "相談支援員"],
    ["押し付け支援をやめる。", "押し付け支援"],
    ["寄り添い支援を続ける。", "寄り添い支援"],
    ["相談事業者等が行う。相談事業者等が来る。", "相談事業者"],
  ])("%s", (text, term) => {
    expect(runsOf(text)).toContain(term);
  });

  it("are no fragments, numbers or signs", () => {
    const terms = runsOf("一方的負担が三割ある。これを| br |と書く。今日、２０２４年に始まる。");
    expect(terms).not.toContain("的負担");
    expect(terms.filter((term) => /[0-9|]/.test(term))).toEqual([]);
  });

  it("reads compounds of several tokens as one corpus of numbers", () => {
    const corpus = compileCorpus([{ id: "a", text: "支援。" }], { tokenizer });
    expect(Array.from(corpus.word, (number) => corpus.vocabulary.words[number]).join("")).toBe("支援。");
  });
});
