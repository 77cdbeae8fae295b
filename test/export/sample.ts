import fc from "fast-check";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import type { ThesaurusJson } from "../../src/thesaurus/thesaurus-json.ts";

/** A small thesaurus with every field in use, and names that hold what each format must escape. */
export const sample = parseThesaurus({
  version: "2.1",
  concepts: [
    {
      id: "yorisoi-shien",
      prefLabel: "寄り添い支援",
      reading: "よりそいしえん",
      relation: "synonym",
      alsoIn: ["related"],
      definition: '相手の"立場"から始める支援。\n二行目、\\ と \t も。',
      scopeNote: "物に添う場合は数えない。",
      altLabel: ["寄り添う支援", "添い支援"],
      hiddenLabel: ["寄り沿い支援"],
      wording: [
        "親身な対応",
        "寄り添う*",
        {
          pattern: "寄り添い",
          when: [{ sentence: "{help}" }],
          unless: [{ before: "花", after: "型" }, { passage: "数字" }],
        },
      ],
      when: [{ sentence: "支援" }],
      unless: [{ after: "保証" }],
      aspects: ["relationship", "pace"],
      weight: 0.1,
      broader: ["banso-gata-shien"],
      related: ["kyokan"],
      opposes: ["marunage"],
      source: "vocabulary",
    },
    {
      id: "banso-gata-shien",
      prefLabel: "伴走型支援",
      reading: "ばんそうがたしえん",
      relation: "core",
      altLabel: ["伴走支援"],
    },
    {
      id: "banso-shien-in",
      prefLabel: "伴走支援員",
      reading: "ばんそうしえんいん",
      relation: "related",
      hiddenLabel: ["A,B=>C\\#"],
    },
    {
      id: "marunage",
      prefLabel: "丸投げ",
      reading: "まるなげ",
      relation: "antonym",
      altLabel: ['="丸"投げ', "丸 投げ"],
      opposes: ["yorisoi-shien"],
    },
    { id: "kyokan", prefLabel: "共感", reading: "きょうかん", relation: "principle", polarity: "supportive" },
    {
      id: "soncho-suru",
      prefLabel: "尊重する",
      reading: "そんちょうする",
      relation: "principle",
      polarity: "context",
      altLabel: ["押し付けない"],
    },
  ],
  lists: { help: ["支援", "相談"], word2: ["手", "助け"] },
  spellings: [
    ["寄り添", "寄りそ"],
    ["支援", "サポート"],
  ],
} satisfies ThesaurusJson);

/** Text with whatever a file may carry; control characters and halves of pairs are refused by parseThesaurus. */
const text = fc
  .oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
    fc.string({
      unit: fc.constantFrom(..."支援\"\\',=>#<{}\n\u2028\u0085\u007f@^:. "),
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map((raw) => raw.replace(/[\p{Cs}\p{Noncharacter_Code_Point}]|(?![\n\r\t])\p{Cc}/gu, "").trim())
  .filter((raw) => raw !== "");

const line = text.map((raw) => raw.replace(/[\n\r\t\p{Zl}\p{Zp}]+/gu, "").trim()).filter((raw) => raw !== "");

/** Thesauri with odd texts in every field that takes any. */
export const thesauri = fc
  .uniqueArray(
    fc.record({
      label: line,
      other: line,
      definition: text,
      scopeNote: text,
      weight: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    {
      selector: ({ label }) => label.normalize("NFKC").toLowerCase(),
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((rows) =>
    parseThesaurus({
      version: "1",
      concepts: rows.map(({ label, definition, scopeNote, weight, other }, i) => ({
        id: `c${i}`,
        prefLabel: label,
        reading: "あ",
        relation: "related",
        definition,
        scopeNote,
        weight,
        source: other,
        aspects: [other],
      })),
    }),
  );
