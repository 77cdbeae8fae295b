import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { countTable } from "../../src/discover/background.ts";
import { compileCorpus } from "../../src/discover/corpus.ts";
import { discover } from "../../src/discover/discover.ts";
import { documentTable, keywords } from "../../src/discover/keywords.ts";
import type { Scorer } from "../../src/discover/scorer.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await loadTokenizer();
});

const TEXTS = [
  "相談支援センターは、相談支援員を置く。相談支援員は家庭を訪ねる。",
  "相談支援センターでは居場所づくりを進める。居場所づくりは地域の人と行う。",
  "居場所づくりの担い手を育てる。相談支援員が寄り添った支援を行う。",
];
const documents = TEXTS.map((text, i) => ({ id: `${i}.md`, text }));

const thesaurus = parseThesaurus({
  version: "1",
  concepts: [
    { id: "ibasho-zukuri", prefLabel: "居場所づくり", reading: "いばしょづくり", relation: "related" },
  ],
});

describe("discover", () => {
  it("ranks the terms of a field with counts and evidence", () => {
    const { terms, scorer } = discover(documents, { tokenizer });
    expect(scorer).toBe("hyb1");
    expect(terms.map(({ term }) => term)).toEqual(["相談支援員", "居場所づくり", "相談支援センター"]);
    const first = terms[1];
    expect(first).toMatchObject({
      reading: "いばしょづくり",
      frequency: 3,
      documents: 2,
      confidence: "statistical",
    });
    for (const { document, start, end } of first?.evidence ?? []) {
      expect(documents.find(({ id }) => id === document)?.text.slice(start, end)).toBe("居場所づくり");
    }
  });

  it("leaves out what the thesaurus knows and links the rest to it", () => {
    const { terms } = discover(documents, { tokenizer, thesaurus });
    expect(terms.map(({ term }) => term)).not.toContain("居場所づくり");
    const { relations } = discover([{ id: "a", text: "子ども食堂をはじめとする居場所づくりを進める。" }], {
      tokenizer,
      thesaurus,
    });
    expect(relations[0]).toMatchObject({
      kind: "narrower",
      term: "子ども食堂",
      other: "居場所づくり",
      concept: { conceptId: "ibasho-zukuri", by: "label" },
      nearest: { conceptId: "ibasho-zukuri", by: "pattern" },
    });
  });

  it("does not propose again what was rejected", () => {
    const { terms } = discover(documents, { tokenizer, rejected: new Set(["相談支援員"]) });
    expect(terms.map(({ term }) => term)).not.toContain("相談支援員");
  });

  it("gives describing phrases as wordings", () => {
    const { wordings } = discover(documents, { tokenizer, minFrequency: 1 });
    expect(wordings.map(({ phrase }) => phrase)).toContain("寄り添った支援");
  });

  it("is the same each time, and survives JSON", () => {
    const found = discover(documents, { tokenizer, thesaurus });
    expect(discover(documents, { tokenizer, thesaurus })).toEqual(found);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it("takes a background", () => {
    const other = compileCorpus([{ id: "x", text: "居場所づくり。地図と電車と時刻表。".repeat(9) }], {
      tokenizer,
    });
    const { total, counts } = countTable(other);
    expect([total, counts["居場所づくり"], counts["時刻表"]]).toEqual([36, 9, 9]);
    const background = [{ total: total * 100, counts: { ...counts, 居場所づくり: 900 } }];
    const { terms } = discover(documents, { tokenizer, background });
    expect(terms.at(-1)?.term).toBe("居場所づくり");
  });
});

describe("input that does not fit", () => {
  it("says that one document is not a field", () => {
    const { notices, scorer, terms } = discover(documents.slice(0, 1), { tokenizer });
    expect(scorer).toBe("position");
    expect(terms.length).toBeGreaterThan(0);
    expect(notices).toMatchObject([{ code: "discover/one-document" }]);
  });

  it("leaves out other languages and says which", () => {
    const foreign = {
      id: "en.txt",
      text: "Support that walks beside people is what this plan is about. ".repeat(5),
    };
    const chinese = {
      id: "zh.txt",
      text: "本计划旨在为老年人提供持续的支援和咨询服务，并建立社区网络。".repeat(8),
    };
    const { notices, documents: read } = discover([...documents, foreign, chinese], { tokenizer });
    expect(read).toBe(3);
    expect(notices).toMatchObject([{ code: "discover/not-japanese", documents: ["en.txt", "zh.txt"] }]);
    expect(discover([foreign], { tokenizer })).toMatchObject({
      terms: [],
      notices: [{ code: "discover/not-japanese" }, { code: "discover/nothing-to-read" }],
    });
  });

  it("names scans without text", () => {
    const { notices } = discover([...documents, { id: "scan.pdf", text: " \n" }], { tokenizer });
    expect(notices).toMatchObject([{ code: "discover/no-text", documents: ["scan.pdf"] }]);
  });

  it.each([
    [() => discover([], {} as never), /Expected options.tokenizer to be a Tokenizer/],
    [() => discover("text" as never, { tokenizer }), /Expected a list of documents/],
    [() => discover([{ id: "a" } as never], { tokenizer }), /Expected documents\[0\] to be \{ id, text \}/],
    [() => discover([documents[0], documents[0]] as never, { tokenizer }), /received "0.md" twice/],
    [() => discover(documents, { tokenizer, scorer: "best" as Scorer }), /Expected a scorer of hyb1/],
    [() => discover(documents, { tokenizer, scorer: "weirdness" }), /expected options.background/],
    [
      () => discover(documents, { tokenizer, limit: 0 }),
      /Expected options.limit to be an integer of at least 1/,
    ],
    [() => keywords("支援", { tokenizer, limit: 1.5 }), /Expected options.limit/],
  ])("wrong calls say what was expected (%#)", (call, message) => {
    expect(call).toThrow(message);
  });

  it("answers any text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 80 }), { maxLength: 3 }), (texts) => {
        const found = discover(
          texts.map((text, i) => ({ id: String(i), text })),
          { tokenizer, minFrequency: 1 },
        );
        for (const { evidence } of found.terms) {
          for (const { document, start, end } of evidence) {
            const text = texts[Number(document)] ?? "";
            expect(start >= 0 && start < end && end <= text.length).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("keywords", () => {
  it("score as the formula says, with a reference and without", () => {
    // 訪問相談 stands first and twice, 相談 second, once alone and twice inside.
    const text = "訪問相談がある。相談もある。訪問相談は続く。";
    const at = (found: ReturnType<typeof keywords>, term: string) =>
      found.keywords.find((keyword) => keyword.term === term)?.score;
    const plain = keywords(text, { tokenizer });
    expect(at(plain, "訪問相談")).toBeCloseTo(2 * Math.log2(3) * (1 + 1 / Math.log2(2)), 9);
    expect(at(plain, "相談")).toBeCloseTo(((1 + 3) / 2) * Math.log2(2) * (1 + 1 / Math.log2(3)), 9);
    const reference = { documents: 9, counts: { 相談: 4 } };
    const compared = keywords(text, { tokenizer, reference });
    expect(at(compared, "訪問相談")).toBeCloseTo(2 * Math.log(10) * Math.log2(3) * 2, 9);
    expect(at(compared, "相談")).toBeCloseTo(2 * Math.log(10 / 5) * (1 + 1 / Math.log2(3)), 9);
  });

  it("tells what an article is about", () => {
    const { keywords: found } = keywords(
      "居場所づくりの手引き。居場所づくりは、地域の人と子どもが一緒に始めるとよい。",
      { tokenizer },
    );
    expect(found[0]).toMatchObject({ term: "居場所づくり", frequency: 2, evidence: { start: 0, end: 6 } });
  });

  it("counts terms of every document less, given a reference", () => {
    const reference = documentTable(compileCorpus(documents, { tokenizer }));
    const text = "相談支援員と見守り隊が歩く。";
    const order = keywords(text, { tokenizer, reference }).keywords.map(({ term }) => term);
    expect(order.indexOf("相談支援員")).toBeGreaterThan(order.indexOf("隊") >= 0 ? order.indexOf("隊") : -1);
    expect(reference.counts["相談支援員"]).toBe(2);
  });

  it("leaves out parts of a longer term", () => {
    const terms = keywords("伴走型支援を伴走型支援と呼ぶ。", { tokenizer }).keywords.map(({ term }) => term);
    expect(terms).toEqual(["伴走型支援"]);
  });

  it("gives nothing for another language, and says so", () => {
    const { keywords: found, notices } = keywords("Plain English text about support. ".repeat(10), {
      tokenizer,
    });
    expect(found).toEqual([]);
    expect(notices).toMatchObject([{ code: "discover/not-japanese" }]);
  });
});
