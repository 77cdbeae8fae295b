import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type Document, place } from "../../src/document.ts";
import { InputError } from "../../src/errors.ts";
import { closeUp } from "../../src/readers/layout.ts";
import { type ReadOptions, readDocument } from "../../src/readers/read.ts";
import { A4, hex, pdf, show } from "./pdf-file.ts";

/** Lines one below the other. */
function lines(x: number, y: number, texts: readonly string[], size = 12): string {
  return texts.map((text, index) => show(x, y - index * size * 1.5, text, { size })).join("");
}

const read = (bytes: Uint8Array, options?: ReadOptions) => readDocument({ bytes, name: "a.pdf" }, options);
const shape = ({ text, blocks }: Document) =>
  blocks.map(({ kind, level, start, end }) => `${kind}${level ?? ""} ${text.slice(start, end)}`);

async function failure(bytes: Uint8Array, options?: ReadOptions): Promise<string> {
  const error: unknown = await read(bytes, options).then(
    () => undefined,
    (thrown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, received ${String(error)}`);
  expect(error.message.split("\n")).toHaveLength(1);
  return error.problems[0].code;
}

const BODY = [
  "　この計画は、地域で暮らす一人ひとりに寄り添い、",
  "困りごとを抱える人のそばで、本人とともに考える伴",
  "走型の支援を、関係する機関が手を携えて進めるもの",
  "である。",
];

describe("PDF", () => {
  test("lines are joined into paragraphs, line ends kept; large type is a heading", async () => {
    const document = await read(pdf([show(100, 780, "支援計画", { size: 24 }) + lines(100, 700, BODY)]));
    expect(shape(document)).toEqual(["heading1 支援計画", `paragraph ${BODY.join("\n").trim()}`]);
    expect(document.title).toBe("支援計画");
  });

  test("letter-spacing and justified lines are closed up", async () => {
    const spaced = show(100, 700, "地域の人に寄り添う支援", { before: "3 Tc" });
    const title = [..."補正額"].map((letter, index) => show(100 + index * 24, 600, letter)).join("");
    expect((await read(pdf([spaced + title]))).text).toBe("地域の人に寄り添う支援\n\n補正額");
  });

  test("vertical writing: columns from right to left", async () => {
    const column = (index: number, text: string) => show(500 - 18 * index, 780, text, { font: "V" });
    const document = await read(pdf([BODY.map((text, index) => column(index, text)).join("")]));
    // 、 and 。 come as ︑ and ︒ from the vertical map.
    expect(shape(document)).toEqual([`paragraph ${BODY.join("\n").trim()}`]);
  });

  test("ruby is dropped", async () => {
    const ruby = show(112, 712, "ばんそう", { size: 5 });
    expect((await read(pdf([ruby + show(100, 700, "「伴走」とは何か")]))).text).toBe("「伴走」とは何か");
  });

  test("numbers of notes are dropped, an exponent stays in its line", async () => {
    const notes =
      show(100, 700, "地域で暮らす人に寄り添") +
      show(232, 705, "1", { size: 6 }) +
      show(236, 700, "う支援を続ける。") +
      show(100, 660, "面積は") +
      show(136, 660, "4 km", { font: "H" }) +
      show(184, 665, "2", { size: 6 }) +
      show(100, 620, "会の発表数") +
      show(160, 624, "2、3", { size: 10 }) +
      show(192, 620, "も増えた。");
    expect((await read(pdf([notes]))).text.replaceAll(/\s+/g, " ")).toBe(
      "地域で暮らす人に寄り添う支援を続ける。 面積は4 km2 会の発表数も増えた。",
    );
  });

  test("a short line among full ones ends its paragraph; an indented one begins the next", async () => {
    const document = await read(
      pdf([
        lines(100, 700, ["［利点］送り迎えの費用が下がる", ...BODY.slice(0, 3).map((text) => text.trim())]) +
          lines(100, 500, [
            "１－１．そばにいる人の働きを生かした相談の窓口の",
            "　設け方",
            ...BODY.slice(0, 2),
          ]),
      ]),
    );
    expect(document.blocks.map(({ start, end }) => document.text.slice(start, end).split("\n")[0])).toEqual([
      "［利点］送り迎えの費用が下がる",
      BODY[0]?.trim(),
      "１－１．そばにいる人の働きを生かした相談の窓口の",
      BODY[0]?.trim(),
    ]);
  });

  test("a marked line beside a picture goes on in the next", async () => {
    const narrow = [
      "○困りごとを抱える人のそばで本人とともに考え",
      "　る伴走型の支援を、三つの区で来年度に始める。",
    ];
    const wide = `○${"関係する機関が手を携えて進める。".repeat(2)}`;
    const document = await read(pdf([lines(100, 700, [...narrow, wide])]));
    expect(document.blocks.map(({ kind }) => kind)).not.toContain("heading");
  });

  test("columns of running text are read one after the other", async () => {
    const left = BODY.map((text) => text.trim().slice(0, 16).padEnd(16, "。"));
    const right = BODY.map((text) => text.trim().slice(2, 18).padEnd(16, "、"));
    const document = await read(pdf([lines(60, 700, left) + lines(320, 700, right)]));
    expect(document.text.replaceAll(/\s/g, "")).toBe([...left, ...right].join(""));
  });

  test("columns under a heading with a gap, above notes and a chart", async () => {
    const left = BODY.map((text) => text.trim().slice(0, 16).padEnd(16, "。"));
    const right = BODY.map((text) => text.trim().slice(2, 18).padEnd(16, "、"));
    const page =
      show(60, 740, "第一節", { size: 16 }) +
      show(330, 740, "そばにいる支援の広がり", { size: 16 }) +
      lines(60, 700, left) +
      lines(320, 700, right) +
      show(60, 580, "件数", { size: 8 }) +
      show(200, 580, "４月", { size: 8 }) +
      show(360, 580, "５月", { size: 8 }) +
      show(60, 560, "120", { size: 8 }) +
      show(200, 560, "98", { size: 8 }) +
      show(360, 560, "103", { size: 8 }) +
      show(60, 500, "1", { size: 8 }) +
      show(90, 500, "この数は市の窓口で受けた相談の数であり、電話で受けたものを除いている。", { size: 8 });
    const { text } = await read(pdf([page]));
    const places = ["第一節", "広がり", left[0], left[3], right[0], right[3], "４月", "この数は"].map(
      (part) => text.indexOf(part ?? ""),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("text below small marks in the margins is no table", async () => {
    const page =
      show(30, 800, "広報", { size: 7 }) +
      show(520, 800, "特集", { size: 7 }) +
      show(30, 790, "八月号", { size: 7 }) +
      show(520, 790, "学校", { size: 7 }) +
      show(100, 770, "地域の人がともに支える学びの場の歩み", { size: 18 }) +
      lines(100, 745, BODY);
    const document = await read(pdf([page]));
    expect(shape(document).at(-1)).toBe(`paragraph ${BODY.join("\n").trim()}`);
  });

  test("tables without rules: amounts close to text, heads in the middle of tall cells", async () => {
    const row = (y: number, name: string, amount: string, texts: readonly string[]) =>
      show(60, y - 12, name, { size: 10 }) +
      show(200 - 5 * amount.length, y - 12, amount, { size: 10, before: "50 Tz" }) +
      texts.map((text, index) => show(206, y - 12 * index, text, { size: 10 })).join("");
    const cell = ["困りごとを抱える人のそばで本人と", "考える伴走型の支援を三つの区で始", "める。"];
    const page =
      ["事業", "予算", "内容と進め方"]
        .map((head, index) => show([60, 150, 206][index] ?? 0, 730, head, { size: 10 }))
        .join("") +
      row(700, "相談", "1,200", cell) +
      row(640, "訪問", "1,300", cell) +
      row(580, "見守", "1,400", cell);
    const document = await read(pdf([page]));
    expect(shape(document)).toEqual(
      [
        "事業",
        "予算",
        "内容と進め方",
        ...["相談 1,200", "訪問 1,300", "見守 1,400"].flatMap((cells) => [
          cell.join("\n"),
          ...cells.split(" "),
        ]),
      ].map((text) => `tableCell ${text}`),
    );
  });

  test("tables: cells row by row, a wrapped cell in one", async () => {
    const cells = [
      show(60, 700, "事業") + show(200, 700, "内容") + show(480, 700, "件数"),
      show(60, 670, "相談") + show(200, 670, "ひきこもりの人に寄り添う伴走型の支援を") + show(480, 670, "12"),
      show(200, 654, "続ける"),
      show(60, 630, "見守り") + show(200, 630, "民生委員の訪問") + show(480, 630, "34"),
    ];
    const document = await read(pdf([cells.join("")]));
    expect(shape(document)).toEqual([
      "tableCell 事業",
      "tableCell 内容",
      "tableCell 件数",
      "tableCell 相談",
      "tableCell ひきこもりの人に寄り添う伴走型の支援を\n続ける",
      "tableCell 12",
      "tableCell 見守り",
      "tableCell 民生委員の訪問",
      "tableCell 34",
    ]);
    expect(new Set(document.blocks.map((block) => block.row)).size).toBe(3);
  });

  test("running heads and page numbers go; a paragraph goes on over the page; places lead back", async () => {
    const pages = [1, 2, 3, 4].map(
      (number) =>
        show(60, 810, `第${number}期地域福祉計画`, { size: 9 }) +
        show(290, 30, `- ${number} -`, { size: 9 }) +
        lines(60, 700, number % 2 === 1 ? BODY.slice(0, 2) : BODY.slice(2)),
    );
    const document = await read(pdf(pages));
    const paragraph = `paragraph ${BODY.join("\n").trim()}`;
    expect(shape(document)).toEqual([paragraph, paragraph]);
    expect(document.pages).toHaveLength(4);
    expect(place(document, document.text.indexOf("この計画"))).toEqual({ page: 1, paragraph: 1 });
    expect(place(document, document.text.indexOf("走型"))).toEqual({ page: 2, paragraph: 1 });
    expect(place(document, document.text.lastIndexOf("走型"))).toEqual({ page: 4, paragraph: 2 });
  });

  test("turned pages are read upright", async () => {
    const turned = BODY.map(
      (text, index) => `BT /H 12 Tf 0 1 -1 0 ${100 + index * 18} 100 Tm <${hex(text)}> Tj ET\n`,
    );
    const document = await read(pdf([turned.join("")], `/MediaBox [${A4}] /Rotate 90`));
    expect(shape(document)).toEqual([`paragraph ${BODY.join("\n").trim()}`]);
  });

  test("radicals that fonts map characters to become the characters", async () => {
    expect((await read(pdf([show(100, 700, "⽀援の⻑")]))).text).toBe("支援の長");
  });

  test("a scan says that it has no text", async () => {
    expect(await read(pdf(["0 0 100 100 re f", ""]))).toMatchObject({
      text: "",
      blocks: [],
      defects: ["no-text-layer"],
    });
  });

  test("500 pages are read; more than the limit is an error", async () => {
    const pages = Array.from({ length: 500 }, (_, index) =>
      show(100, 400, `寄り添う支援その${index + 1}である。`),
    );
    const document = await read(pdf(pages));
    expect(document.blocks).toHaveLength(500);
    expect(document.blocks.at(-1)?.page).toBe(500);
    expect(await failure(pdf(pages.slice(0, 11)), { maxPages: 10 })).toBe("reader/too-many-pages");
  });

  test("a bomb, packed once or twice", async () => {
    const zeros = deflateSync(Buffer.alloc(80 * 1024 * 1024, " "), { level: 9 });
    expect(await failure(pdf([zeros]))).toBe("reader/expands");
    expect(await failure(pdf([deflateSync(zeros)]))).toBe("reader/expands");
  });

  test("a password", async () => {
    const encrypt = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <${"ab".repeat(32)}> /U <${"cd".repeat(32)}> >> /ID [<00> <00>]`;
    expect(await failure(pdf([show(100, 700, "秘密")], undefined, encrypt))).toBe("reader/encrypted");
  });

  test("damaged files: cut in the middle, cut at the end, only a head", async () => {
    const whole = pdf([lines(100, 700, BODY), lines(100, 700, BODY)]);
    expect(await failure(whole.subarray(0, 300))).toBe("reader/damaged");
    expect(await failure(new TextEncoder().encode("%PDF-1.7\nnothing"))).toBe("reader/damaged");
    expect((await read(whole.subarray(0, whole.length - 20))).defects).toEqual(["truncated"]);
  });

  test("time and signals end it, and the next file is read", async () => {
    const pages = pdf(Array.from({ length: 300 }, () => lines(100, 700, BODY)));
    expect(await failure(pages, { timeoutMs: 1 })).toBe("reader/timeout");
    const controller = new AbortController();
    const reading = read(pages, { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(reading).rejects.toThrow("enough");
    expect((await read(pdf([show(100, 700, "支援")]))).text).toBe("支援");
  });
});

describe("closeUp", () => {
  test.each([
    ["支 援 い た し ま す 。", "支援いたします。"],
    ["令 和 8 年 度 に 1 ,1 9 2 件", "令和8年度に1,192件"],
    ["第１条　歳 入 歳 出 の総額を定める", "第１条　歳入歳出の総額を定める"],
    ["東京都 千代田区 霞が関", "東京都 千代田区 霞が関"],
    ["Society 5.0 の推進", "Society 5.0 の推進"],
    ["支援", "支援"],
    ["", ""],
  ])("%j → %j", (text, expected) => {
    expect(closeUp(text)).toBe(expected);
  });
});
