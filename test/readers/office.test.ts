import { utils, write } from "@e965/xlsx";
import Encoding from "encoding-japanese";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { Document } from "../../src/document.ts";
import { InputError } from "../../src/errors.ts";
import { type ReadRecordsOptions, readDocument, readDocuments } from "../../src/readers/read.ts";

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const RELATIONS =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const paragraph = (inside: string, style = "") =>
  `<w:p>${style === "" ? "" : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${inside}</w:p>`;

function docx(body: string, others: Record<string, Uint8Array> = {}): Uint8Array {
  return zipSync({
    "[Content_Types].xml": strToU8(TYPES),
    "_rels/.rels": strToU8(RELATIONS),
    "word/document.xml": strToU8(`<w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`),
    ...others,
  });
}

const STYLES = strToU8(
  `<w:styles ${NAMESPACE}><w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>`,
);

const shape = ({ text, blocks }: Document) =>
  blocks.map(({ kind, level, start, end }) => `${kind}${level ?? ""} ${text.slice(start, end)}`);

async function failure(bytes: Uint8Array, name: string): Promise<InputError> {
  const error: unknown = await readDocument({ bytes, name }).then(
    () => undefined,
    (thrown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, received ${String(error)}`);
  expect(error.message.split("\n")).toHaveLength(1);
  return error;
}

describe("DOCX", () => {
  test("headings by style and by mark, paragraphs, tables", async () => {
    const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`;
    const body = [
      paragraph(run("支援計画"), "1"),
      paragraph(run("１．目的")),
      paragraph(run("地域の人に") + run("寄り添う。")),
      paragraph(run("・一緒に考える")),
      `<w:tbl><w:tr>${cell("年度")}${cell("件数")}</w:tr><w:tr>${cell("2024")}${cell("5")}</w:tr></w:tbl>`,
    ].join("");
    const document = await readDocument({
      bytes: docx(body, { "word/styles.xml": STYLES }),
      name: "計画.docx",
    });
    expect(document).toMatchObject({ source: "計画.docx", title: "支援計画" });
    expect(shape(document)).toEqual([
      "heading1 支援計画",
      "heading3 １．目的",
      "paragraph 地域の人に寄り添う。",
      "listItem ・一緒に考える",
      "tableCell 年度",
      "tableCell 件数",
      "tableCell 2024",
      "tableCell 5",
    ]);
  });

  test("the word under a reading stays, the reading goes; deleted text goes, inserted stays", async () => {
    const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${run("ばんそう")}</w:rt><w:rubyBase>${run("伴走")}</w:rubyBase></w:ruby></w:r>`;
    const body = paragraph(
      `${ruby}${run("型")}<w:del>${"<w:r><w:delText>丸投げ</w:delText></w:r>"}</w:del><w:ins>${run("支援")}</w:ins>`,
    );
    expect(shape(await readDocument({ bytes: docx(body), name: "a.docx" }))).toEqual([
      "paragraph 伴走型支援",
    ]);
  });

  test("a zip bomb ends at its limit", async () => {
    const bomb = docx(paragraph(run("あ")), { "word/comments.xml": new Uint8Array(80 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect((await failure(bomb, "bomb.docx")).problems[0].code).toBe("reader/expands");
  });

  test("pictures are never unpacked", async () => {
    const bytes = docx(paragraph(run("あ")), { "word/media/a.png": new Uint8Array(80 * 1024 * 1024) });
    expect((await readDocument({ bytes, name: "a.docx" })).text).toBe("あ");
  });

  test("cut off, broken inside, or another archive", async () => {
    const whole = docx(paragraph(run("寄り添う")));
    expect((await failure(whole.subarray(0, whole.length - 40), "a.docx")).problems[0].code).toBe(
      "reader/damaged",
    );
    expect((await failure(docx("<w:p>"), "a.docx")).problems[0].code).toBe("reader/damaged");
    const other = zipSync({ "a.txt": strToU8("a") });
    expect((await failure(other, "a.docx")).problems[0].code).toBe("reader/damaged");
  });
});

async function rows(bytes: Uint8Array, name: string, options?: ReadRecordsOptions): Promise<Document[]> {
  const documents: Document[] = [];
  for await (const document of readDocuments({ bytes, name }, options)) documents.push(document);
  return documents;
}

describe("tables", () => {
  const TABLE = [
    ["番号", "年", "本文"],
    ["a1", "2024", "寄り添う,\n支援"],
    ["", "2025", "伴走する"],
  ];
  const csv = TABLE.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\r\n");
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(TABLE), "回答");
  const sjis = Uint8Array.from(Encoding.convert(Encoding.stringToCode(csv), { to: "SJIS", from: "UNICODE" }));

  test.each<[string, Uint8Array]>([
    ["a.csv", strToU8(`\uFEFF${csv}`)],
    ["b.csv", sjis],
    ["c.tsv", strToU8(csv.replaceAll('","', '"\t"'))],
    ["d.xlsx", write(book, { type: "array", bookType: "xlsx" })],
    ["e.xls", write(book, { type: "array", bookType: "xls" })],
  ])("%s: each row a document", async (name, content) => {
    const bytes = new Uint8Array(content);
    const documents = await rows(bytes, name);
    expect(documents.map(({ source, text, meta }) => ({ source, text, meta }))).toEqual([
      { source: `${name}#a1`, text: "寄り添う,\n支援", meta: { 年: "2024" } },
      { source: `${name}#3`, text: "伴走する", meta: { 年: "2025" } },
    ]);
    const whole = await readDocument({ bytes, name });
    expect(whole.blocks.map((block) => block.row)).toEqual([1, 1, 1, 2, 2, 2, 3, 3]);
    expect(whole.blocks.every((block) => block.kind === "tableCell")).toBe(true);
  });

  test("columns by name; a missing one names those there are", async () => {
    const bytes = strToU8(csv);
    expect(
      (await rows(bytes, "a.csv", { textColumn: "年", idColumn: "本文" })).map(({ text }) => text),
    ).toEqual(["2024", "2025"]);
    await expect(rows(bytes, "a.csv", { textColumn: "意見" })).rejects.toThrow(
      /"意見".*番号, 年, 本文.*reader\/no-column/,
    );
  });

  test("a quote that is never closed has its line", async () => {
    expect((await failure(strToU8('a,b\n1,"x\n'), "a.csv")).problems[0]).toMatchObject({
      code: "reader/csv",
    });
  });

  test("rows of any length, and quotes inside cells", async () => {
    expect((await readDocument({ bytes: strToU8('a\n1,2,3\n彼は"寄り添う"と\n'), name: "a.csv" })).text).toBe(
      'a\n1\t2\t3\n彼は"寄り添う"と',
    );
  });

  test("a sheet that claims a million columns costs what it holds", async () => {
    const parts = unzipSync(new Uint8Array(write(book, { type: "array", bookType: "xlsx" })));
    const xml = strFromU8(parts["xl/worksheets/sheet1.xml"] ?? new Uint8Array());
    expect(xml).toContain('ref="A1:C3"');
    const claimed = strToU8(xml.replace('ref="A1:C3"', 'ref="A1:XFD1048576"'));
    const bytes = zipSync({ ...parts, "xl/worksheets/sheet1.xml": claimed });
    expect((await readDocument({ bytes, name: "a.xlsx" })).blocks).toHaveLength(8);
  });

  test("a damaged workbook", async () => {
    const bytes = new Uint8Array(write(book, { type: "array", bookType: "xlsx" }));
    expect((await failure(bytes.subarray(0, 2000), "a.xlsx")).problems[0].code).toBe("reader/damaged");
  });
});

describe("HTML", () => {
  test.each(["SJIS", "EUCJP", "UTF8"] as const)("%s, declared or detected", async (to) => {
    const names = { SJIS: "Shift_JIS", EUCJP: "EUC-JP", UTF8: "utf-8" };
    for (const meta of [`<meta charset="${names[to]}">`, "", '<meta charset="utf-8">']) {
      const html = `<html><head>${meta}</head><body><p>地域の人に寄り添う。</p></body></html>`;
      const bytes = Uint8Array.from(Encoding.convert(Encoding.stringToCode(html), { to, from: "UNICODE" }));
      expect((await readDocument({ bytes, name: "a.html" })).text).toBe("地域の人に寄り添う。");
    }
  });
});
