import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJsonLines, startsJsonLines } from "../../src/cli/json-lines.ts";
import { renderCsvRow } from "../../src/report/csv.ts";
import { renderJsonLine } from "../../src/report/json.ts";
import { markMentions, oneLine } from "../../src/report/text.ts";

describe("csv", () => {
  it.each([
    [["a", 1, true, undefined], "a,1,true,\r\n"],
    [["=SUM(A1)"], "'=SUM(A1)\r\n"],
    [[" +1", "-1", "@x", "＝x", "\t=x"], "' +1,'-1,'@x,'＝x,'\t=x\r\n"],
    [[-1.5], "-1.5\r\n"],
    [['a "b"', "c,d", "e\nf"], '"a ""b""","c,d","e\nf"\r\n'],
  ])("%j", (cells, expected) => {
    expect(renderCsvRow(cells)).toBe(expected);
  });

  it("any row is read back by a CSV reader, and no cell begins a formula", () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("=1", "+", "\r=x", '"=1"', ",=2", "＠"),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2 }), (cells) => {
        const [row] = parse(renderCsvRow(cells), { record_delimiter: "\r\n" }) as string[][];
        expect(row?.map((read, i) => (read === cells[i] ? read : read.replace(/^'/, "")))).toEqual(cells);
        for (const read of row ?? []) expect(read).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/);
      }),
    );
  });
});

describe("JSON Lines", () => {
  const read = async (chunks: readonly Uint8Array[]) => {
    const lines = [];
    for await (const line of readJsonLines(
      (async function* () {
        yield* chunks;
      })(),
    )) {
      lines.push(line);
    }
    return lines;
  };

  it("however the bytes are cut, the lines are those of a plain split", async () => {
    const line = fc.oneof(
      fc
        .record({ id: fc.oneof(fc.integer(), fc.string()), text: fc.string({ unit: "binary" }) })
        .map((o) => JSON.stringify(o)),
      fc.constantFrom("", "{", "[]", '{"id":3}', '{"text":1,"id":"あ"}'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.array(fc.nat(400)), async (texts, cuts) => {
        const bytes = Buffer.from(texts.join("\n"));
        const ends = [...new Set(cuts.filter((cut) => cut < bytes.length)), bytes.length].sort(
          (a, b) => a - b,
        );
        const chunks = ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
        const lines = await read(chunks);
        const kept = texts.flatMap((text, i) => (text === "" ? [] : [{ text, line: i + 1 }]));
        expect(lines.map(({ line }) => line)).toEqual(kept.map(({ line }) => line));
        for (const [i, found] of lines.entries()) {
          const source = kept[i]?.text ?? "";
          if ("text" in found)
            expect(JSON.parse(source)).toEqual({ ...("id" in found && { id: found.id }), text: found.text });
          else expect(found.problem.line).toBe(found.line);
        }
      }),
    );
  });

  it("finds the id of a broken line where it can be seen, and nothing of the prototype", async () => {
    const lines = await read([
      Buffer.from('{"id":12,"text":"x\n{"id": "a b", oops}\n{"text":"x"}\n{"__proto__":{"text":"y"}}\n'),
      Buffer.from([0x7b, 0x22, 0x69, 0x64, 0x22, 0x3a, 0x39, 0x2c, 0xff, 0x7d]),
    ]);
    expect(lines.map((line) => [line.id, "text" in line ? line.text : line.problem.code])).toEqual([
      [12, "jsonl/not-json"],
      ["a b", "jsonl/not-json"],
      [undefined, "x"],
      [undefined, "jsonl/no-text"],
      [9, "jsonl/not-utf-8"],
    ]);
  });

  it.each([
    ['{"id":1}', true],
    ['garbage\n{ "id": 2 }', true],
    ["相談者に寄り添う。", false],
    ["波括弧 { で始まらない", false],
    ["", false],
  ])("tells whether %j begins a stream of JSON Lines", (head, expected) => {
    expect(startsJsonLines(Buffer.from(head))).toBe(expected);
  });

  it("no record holds a character that some readers take for a line end", () => {
    const line = renderJsonLine({ source: "a\u2028b", error: { code: "x", message: "\n\r\u2029\u0085" } });
    expect(line).not.toMatch(/[\n\r\u2028\u2029]/);
    expect(JSON.parse(line).source).toBe("a\u2028b");
  });
});

describe("text", () => {
  it.each(["\u001b[31m赤", "a\u0007b", "\u009b2J", "\u202e反転", "\u0000"])(
    "%j is safe for a terminal",
    (text) => {
      expect(oneLine(text)).toMatch(/�/);
    },
  );

  it("marks what supports, opposes, is context and is denied", () => {
    const mention = (
      start: number,
      end: number,
      polarity: "supportive" | "contrary" | "context",
      stance: "affirmed" | "denied",
    ) =>
      ({ start, end, polarity, stance, surface: text.slice(start, end) }) as Parameters<
        typeof markMentions
      >[2][number];
    const text = "丸投げではなく連携し伴走する。放置";
    const mentions = [
      mention(0, 3, "contrary", "denied"),
      mention(7, 9, "context", "affirmed"),
      mention(10, 12, "supportive", "affirmed"),
      mention(15, 17, "contrary", "affirmed"),
    ];
    const whole = { start: 0, end: text.length };
    expect(markMentions(text, whole, mentions, false)).toBe("[×丸投げ]ではなく[連携]し[+伴走]する。[-放置]");
    expect(markMentions(text, { start: 4, end: 14 }, mentions, false)).toBe("はなく[連携]し[+伴走]する");
  });
});
