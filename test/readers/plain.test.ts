import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Document, place } from "../../src/document.ts";
import { parsePlain } from "../../src/readers/plain.ts";

const shape = (document: Document) =>
  document.blocks.map((block) => [
    block.level === undefined ? block.kind : `${block.kind} ${block.level}`,
    document.text.slice(block.start, block.end),
  ]);

describe("parsePlain", () => {
  test.each([
    [
      "第1章　総則\n\n　地域に寄り添う。",
      [
        ["heading 2", "第1章　総則"],
        ["paragraph", "地域に寄り添う。"],
      ],
    ],
    [
      "１．目的\n支援を進める。",
      [
        ["heading 3", "１．目的"],
        ["paragraph", "支援を進める。"],
      ],
    ],
    [
      "1. りんご\n2. みかん",
      [
        ["listItem", "1. りんご"],
        ["listItem", "2. みかん"],
      ],
    ],
    [
      "(1) 対象者\n市民とする。",
      [
        ["heading 4", "(1) 対象者"],
        ["paragraph", "市民とする。"],
      ],
    ],
    [
      "■支援の流れ\n・相談\n・計画",
      [
        ["heading 5", "■支援の流れ"],
        ["listItem", "・相談"],
        ["listItem", "・計画"],
      ],
    ],
    [
      "①相談\n②計画",
      [
        ["listItem", "①相談"],
        ["listItem", "②計画"],
      ],
    ],
    [
      "## 見出し\n本文",
      [
        ["heading 2", "見出し"],
        ["paragraph", "本文"],
      ],
    ],
    [
      "○議長（山田君）　これより会議を開きます。",
      [["paragraph", "○議長（山田君）　これより会議を開きます。"]],
    ],
    ["第１条　この条例は、支援を定める。", [["paragraph", "第１条　この条例は、支援を定める。"]]],
    ["2024年度の実績は10件。", [["paragraph", "2024年度の実績は10件。"]]],
    ["1.5倍に増えた。", [["paragraph", "1.5倍に増えた。"]]],
  ])("%j", (text, expected) => {
    expect(shape(parsePlain(text))).toEqual(expected);
  });

  test("a line wrapped at the margin goes on; a short last line ends its paragraph", () => {
    const text =
      "この計画は、地域の人に寄り添う伴走\n型支援を進めるものである。\n　次の段落もここから始まる文である\n。";
    expect(shape(parsePlain(text)).map(([, surface]) => surface)).toEqual([
      "この計画は、地域の人に寄り添う伴走\n型支援を進めるものである。",
      "次の段落もここから始まる文である\n。",
    ]);
  });

  test("form feeds count pages, and place leads back", () => {
    const document = parsePlain("一頁目。\f二頁目。\n\n終わり。");
    expect(document.blocks.map((block) => block.page)).toEqual([1, 2, 2]);
    expect(place(document, document.text.indexOf("終"))).toEqual({ page: 2, paragraph: 3 });
    expect(place(parsePlain("\n\n文"), 0)).toBeUndefined();
  });

  test("any text: unchanged, blocks in order, nothing but white space and heading marks outside them", () => {
    const piece = fc.constantFrom(
      "第1章 ",
      "１．",
      "・",
      "■",
      "# ",
      "\n",
      "\r\n",
      "　",
      "。",
      "寄り添う",
      "\f",
      "🐸",
      "\ud800",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const text = pieces.join("");
        const { blocks, text: kept } = parsePlain(text);
        expect(kept).toBe(text);
        let outside = "";
        let at = 0;
        for (const { start, end } of blocks) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          outside += text.slice(at, start);
          at = end;
        }
        expect((outside + text.slice(at)).replace(/[\s#]/g, "")).toBe("");
      }),
    );
  });
});
