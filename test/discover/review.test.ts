import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { applyReview } from "../../src/discover/apply-review.ts";
import { parseReview } from "../../src/discover/parse-review.ts";
import { addRejections, parseRejections, rejectedKeys } from "../../src/discover/rejection.ts";
import {
  renderReviewJson,
  renderReviewTsv,
  REVIEW_COLUMNS,
  type Review,
  type ReviewRow,
} from "../../src/discover/review.ts";
import { parseReviewXlsx, renderReviewXlsx } from "../../src/discover/review-xlsx.ts";
import { InputError } from "../../src/errors.ts";
import { extendThesaurus, parseThesaurus } from "../../src/thesaurus/parse.ts";
import { loadTokenizer } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await loadTokenizer();
});

const base = parseThesaurus({
  version: "1",
  concepts: [
    { id: "mimamori", prefLabel: "見守り", reading: "みまもり", relation: "related" },
    { id: "marunage", prefLabel: "丸投げ", reading: "まるなげ", relation: "antonym" },
  ],
});
const review = (...rows: readonly Partial<ReviewRow>[]): Review => ({
  version: 1,
  rows: rows.map((row, i) => ({ kind: "term", term: "訪問相談", line: i + 2, ...row }) as ReviewRow),
});
const apply = (...rows: readonly Partial<ReviewRow>[]) =>
  applyReview(base, review(...rows), { tokenizer, file: "r.tsv" });

/** The problems of a call that must fail, as `line code`. */
function problemsOf(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError)
      return error.problems.map(({ line, path, code }) => `${line ?? path} ${code}`);
    throw error;
  }
  throw new Error("expected an InputError");
}

describe("the file", () => {
  const cell = fc
    .string({ unit: "grapheme", maxLength: 12 })
    .map((text) => text.replace(/[\p{C}\p{Z}]+/gu, " ").trim());
  const row = fc.record({
    kind: fc.constantFrom("term", "wording"),
    term: cell.filter((text) => text !== "" && !text.startsWith("'") && !text.startsWith('"')),
    decision: fc.constantFrom(undefined, "accept", "reject"),
    note: fc.option(
      cell.filter((text) => text !== "" && !text.startsWith("'") && !text.startsWith('"')),
      { nil: undefined },
    ),
    score: fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }),
  });
  const reviews = fc
    .uniqueArray(row, { selector: ({ kind, term }) => `${kind}${term}`, maxLength: 6 })
    .map((rows) => JSON.parse(JSON.stringify({ version: 1, rows })) as Review);
  const bare = (read: Review) => read.rows.map(({ line: _, ...row }) => row);

  it("is read back as it was written, as text, JSON and workbook", () => {
    fc.assert(
      fc.property(reviews, (written) => {
        expect(bare(parseReview(renderReviewTsv(written)))).toEqual(written.rows);
        expect(parseReview(renderReviewJson(written))).toEqual(written);
      }),
    );
    const written = review({ decision: "merge", into: "mimamori", note: "=SUM(A1)" });
    expect(bare(parseReviewXlsx(renderReviewXlsx(written)))).toEqual(bare(written));
  });

  it("holds no formula", () => {
    for (const sign of ["=1+1", "+1", "-1", "@x", "＝1", " =1", "'=1"]) {
      const text = renderReviewTsv(review({ term: sign, note: "a\tb\nc" }));
      const cells = text.split("\n")[1]?.split("\t") ?? [];
      expect(cells).toHaveLength(REVIEW_COLUMNS.length);
      expect(cells.some((written) => /^[\s]*[=+\-@＝]/u.test(written))).toBe(false);
    }
  });

  it("takes moved columns, other words for decisions, comma-separated text, quotes and a BOM", () => {
    const text =
      '\ufeffkind,term,decision,other\r\nterm,"見守り,訪問","採用",\r\nsynonym,"a ""b""",却下,c\r\n';
    expect(bare(parseReview(text))).toEqual([
      { kind: "term", term: "見守り,訪問", decision: "accept" },
      { kind: "synonym", term: 'a "b"', decision: "reject", other: "c" },
    ]);
  });

  it("names every broken row with its line", () => {
    const text = [
      "decision\tinto\tkind\tterm\tother\trelation\treading",
      "maybe\t\tterm\tA",
      "merge\t\tterm\tB",
      "accept\t\tidea\tC",
      "accept\t\tterm\t",
      "accept\t\tsynonym\tD\t",
      "accept\t\tterm\tE\t\tfriend\tabc",
      "accept\t\tterm\tF\t\t\t\tG\tH",
      "",
      "accept\t\tterm\tI",
      "reject\t\tterm\tI",
    ].join("\n");
    expect(problemsOf(() => parseReview(text, { file: "r.tsv" }))).toEqual([
      "2 review/decision",
      "3 review/into",
      "4 review/kind",
      "5 review/term",
      "6 review/other",
      "7 review/relation",
      "7 review/reading",
      "8 review/cells",
      "11 review/contradiction",
    ]);
    expect(problemsOf(() => parseReview("term\tnote\nx\ty"))).toEqual(["1 review/columns"]);
    expect(problemsOf(() => parseReview("{oops"))).toEqual(["undefined review/json"]);
    expect(problemsOf(() => parseReview('[{"kind":"term"}, 3]'))).toEqual([
      "rows[0] review/term",
      "rows[1] review/row",
    ]);
  });
});

describe("applying", () => {
  it("makes concepts of accepted terms, with reading, id and source", () => {
    const { additions, thesaurus, accepted } = apply({
      decision: "accept",
      sources: "plan.md",
      definition: "家を訪ねて相談を受けること。",
    });
    expect(accepted).toBe(1);
    expect(additions.concepts).toEqual([
      {
        id: "homon-sodan",
        prefLabel: "訪問相談",
        reading: "ほうもんそうだん",
        relation: "related",
        definition: "家を訪ねて相談を受けること。",
        weight: 1,
        source: "discovered in plan.md",
      },
    ]);
    expect(thesaurus.concepts.size).toBe(3);
    expect(extendThesaurus(base, additions).concepts.get("homon-sodan")).toEqual(
      thesaurus.concepts.get("homon-sodan"),
    );
  });

  it("weighs a new concept as the middle one of its relation", () => {
    const weighed = parseThesaurus({
      version: "1",
      concepts: [0.2, 0.9, 0.3].map((weight, i) => ({
        id: `c${i}`,
        prefLabel: `見守り${"一二三"[i]}`,
        reading: "みまもり",
        relation: "related",
        weight,
      })),
    });
    const accepted = applyReview(weighed, review({ decision: "accept" }), { tokenizer });
    expect(accepted.additions.concepts?.[0]).toMatchObject({ relation: "related", weight: 0.3 });
  });

  it("does nothing with open rows", () => {
    const { thesaurus, additions, open } = apply({});
    expect([thesaurus === base, additions.concepts, open]).toEqual([true, [], 1]);
  });

  it.each<[string, Partial<ReviewRow>, object]>([
    ["merge", { decision: "merge", into: "見守り" }, { id: "mimamori", altLabel: ["訪問相談"] }],
    [
      "synonym",
      { kind: "synonym", other: "見守り", decision: "accept" },
      { id: "mimamori", altLabel: ["訪問相談"] },
    ],
    [
      "wording",
      { kind: "wording", decision: "accept", into: "mimamori" },
      { id: "mimamori", wording: ["訪問相談"] },
    ],
    [
      "narrower",
      { kind: "narrower", other: "見守り", decision: "accept" },
      { id: "homon-sodan", relation: "related", broader: ["mimamori"] },
    ],
    [
      "contrary",
      { kind: "contrary", other: "見守り", decision: "accept" },
      { relation: "antonym", opposes: ["mimamori"] },
    ],
    [
      "contrary of a contrary",
      { kind: "contrary", other: "丸投げ", decision: "accept" },
      { relation: "related", opposes: ["marunage"] },
    ],
    [
      "kind of a contrary",
      { kind: "narrower", other: "丸投げ", decision: "accept" },
      { relation: "antonym", broader: ["marunage"] },
    ],
    [
      "related",
      { kind: "related", other: "見守り", decision: "accept", relation: "cooccurring" },
      { relation: "cooccurring", related: ["mimamori"] },
    ],
  ])("%s", (_, row, expected) => {
    expect(apply(row).additions.concepts).toEqual([expect.objectContaining(expected)]);
  });

  it("broader makes the new term the kind that the known one is of", () => {
    const { thesaurus } = apply({ kind: "broader", other: "見守り", decision: "accept" });
    expect(thesaurus.concepts.get("mimamori")?.broader).toEqual(["homon-sodan"]);
  });

  it("lets a relation name a term that the same review accepts", () => {
    const { thesaurus } = apply(
      { kind: "related", term: "訪問相談", other: "巡回相談", decision: "accept" },
      { term: "巡回相談", decision: "accept" },
    );
    expect(thesaurus.concepts.get("homon-sodan")?.related).toEqual(["junkai-sodan"]);
  });

  it("names every row that cannot be applied, and applies none", () => {
    expect(
      problemsOf(() =>
        apply(
          { decision: "accept", term: "地域相談" },
          { decision: "merge", into: "mimamory" },
          { decision: "accept", term: "見守り" },
          { decision: "accept", kind: "wording", term: "歩む支援" },
          { decision: "accept", term: "ＱＺＸ" },
          { decision: "accept", kind: "synonym", term: "委託", other: "昔の概念" },
          { decision: "merge", term: "丸投げ", into: "mimamori" },
        ),
      ),
    ).toEqual([
      "4 review/label-taken",
      "6 review/reading",
      "3 review/unknown-concept",
      "5 review/into",
      "7 review/unknown-concept",
      "8 review/label-taken",
    ]);
  });

  it("tells what the dictionary forbids by the row that asks for it", () => {
    const rows = [
      { decision: "accept", kind: "narrower", term: "訪問相談", other: "見守り" },
      { decision: "accept", kind: "broader", term: "訪問相談", other: "見守り" },
    ] as const;
    expect(problemsOf(() => apply(...rows))).toEqual(["3 thesaurus/cycle"]);
  });

  it("tells which scores move", () => {
    const analyzerOf = (thesaurus: typeof base) => (input: string | { text: string }) => {
      const text = typeof input === "string" ? input : input.text;
      const mentions = [...thesaurus.concepts.values()].filter(({ prefLabel }) => text.includes(prefLabel));
      return {
        score: { fit: 10 * mentions.length, lean: 0, level: "slight" },
        mentions: mentions.map(({ id }) => ({ conceptId: id })),
      };
    };
    const documents = [
      { id: "a", text: "訪問相談と見守り" },
      { id: "b", text: "見守り" },
    ];
    const options = { tokenizer, documents, analyzerOf };
    expect(applyReview(base, review({ decision: "accept" }), options).changes).toEqual([
      {
        document: "a",
        before: { fit: 10, lean: 0, level: "slight" },
        after: { fit: 20, lean: 0, level: "slight" },
        gained: ["homon-sodan"],
        lost: [],
      },
    ]);
    expect(() => applyReview(base, review(), { tokenizer, documents })).toThrow(/options.analyzerOf/);
  });
});

describe("rejections", () => {
  it("are kept, each once, and taken back by a change of mind", () => {
    const first = addRejections(
      undefined,
      review(
        { decision: "reject", note: "一般の語" },
        { kind: "contrary", other: "支援", decision: "reject" },
      ),
    );
    const again = addRejections(
      first,
      review({ decision: "reject" }, { kind: "contrary", other: "支援", decision: "accept" }),
    );
    expect(again).toEqual({ version: 1, rejected: [{ kind: "term", term: "訪問相談" }] });
    expect(parseRejections(JSON.stringify(first))).toEqual(first);
  });

  it("of a relation hold whichever way round it is proposed", () => {
    const keys = rejectedKeys({
      version: 1,
      rejected: [{ kind: "narrower", term: "訪問相談", other: "相談" }],
    });
    expect([...keys]).toEqual(["narrower\t訪問相談\t相談", "broader\t相談\t訪問相談"]);
  });

  it("of a broken file are told with their places", () => {
    expect(
      problemsOf(() => parseRejections('{"rejected":[{"kind":"term"},{"kind":"x","term":"a"}]}')),
    ).toEqual(["rejected[0] rejections/entry", "rejected[1] rejections/entry"]);
    expect(problemsOf(() => parseRejections("nope"))).toEqual(["undefined rejections/json"]);
    expect(problemsOf(() => parseRejections("{}"))).toEqual(["undefined rejections/list"]);
  });
});
