import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Encoding from "encoding-japanese";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Document } from "../../src/document.ts";
import { InputError } from "../../src/errors.ts";
import { decodeText, parseEncoding } from "../../src/readers/encoding.ts";
import { formatOf } from "../../src/readers/format.ts";
import { parseJsonLines } from "../../src/readers/jsonl.ts";
import { readDocument, readDocuments } from "../../src/readers/read.ts";

const SENTENCE = "第1章　地域の人に寄り添い、伴走型の支援を続けます。ｶﾀｶﾅもあります。\r\n・一緒に考える\r\n";
const CODES = {
  "utf-8": "UTF8",
  "utf-16le": "UTF16LE",
  "utf-16be": "UTF16BE",
  shift_jis: "SJIS",
  "euc-jp": "EUCJP",
  "iso-2022-jp": "JIS",
} as const;

function encode(text: string, encoding: keyof typeof CODES): Uint8Array {
  return Uint8Array.from(
    Encoding.convert(Encoding.stringToCode(text), { to: CODES[encoding], from: "UNICODE" }),
  );
}

async function problemOf(reading: Promise<unknown>): Promise<InputError> {
  const error = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe("decodeText", () => {
  test.each(Object.keys(CODES) as (keyof typeof CODES)[])(
    "%s is detected, and read when forced",
    async (encoding) => {
      const bytes = encode(SENTENCE, encoding);
      expect(await decodeText(bytes)).toEqual({ text: SENTENCE, encoding });
      expect(await decodeText(bytes, encoding)).toEqual({ text: SENTENCE, encoding });
    },
  );

  test("byte order marks settle it and are no part of the text", async () => {
    expect(await decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: "a", encoding: "utf-8" });
    expect(await decodeText(Uint8Array.of(0xff, 0xfe, 0x4f, 0x30))).toEqual({
      text: "く",
      encoding: "utf-16le",
    });
  });

  test("Windows' own characters of Shift_JIS", async () => {
    const bytes = Uint8Array.of(0x87, 0x40, 0xfb, 0xfc, 0x81, 0x60, 0x82, 0xa0);
    expect(await decodeText(bytes)).toEqual({ text: "①髙～あ", encoding: "shift_jis" });
  });

  test("the offset of the first bad byte, and the remedy", async () => {
    const good = encode("寄り添う支援を続けます。", "utf-8");
    const bytes = Uint8Array.of(...good, 0xff, ...good);
    expect(await decodeText(bytes)).toEqual({
      problem: {
        code: "reader/encoding",
        message: `0xff is invalid at byte ${good.length} of utf-8 text; save the file again as UTF-8, or name its encoding with --encoding`,
        path: `byte ${good.length}`,
      },
    });
  });

  test("UTF-8 cut inside a character", async () => {
    const decoded = await decodeText(encode("寄り添う支援", "utf-8").subarray(0, 17));
    expect(decoded).toMatchObject({ problem: { code: "reader/encoding" } });
  });

  test("a binary file is named as such", async () => {
    const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 37) % 256);
    expect(await decodeText(bytes)).toMatchObject({ problem: { code: "reader/binary" } });
  });

  test("the offset is the first at which no longer prefix is sound (naive oracle)", async () => {
    const naive = (bytes: Uint8Array) => {
      for (let end = 1; end <= bytes.length; end += 1) {
        try {
          new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
        } catch {
          return end - 1;
        }
      }
      return bytes.length;
    };
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ min: 1, maxLength: 40 }), async (bytes) => {
        const decoded = await decodeText(bytes, "utf-8");
        if ("problem" in decoded) expect(decoded.problem.path).toBe(`byte ${naive(bytes)}`);
        else expect(new TextDecoder().decode(bytes)).toBe(decoded.text);
      }),
    );
  });

  test("names of encodings", () => {
    expect(["SJIS", "cp932", "Windows-31J", "UTF8", "EUC-JP", "ISO-2022-JP"].map(parseEncoding)).toEqual([
      "shift_jis",
      "shift_jis",
      "shift_jis",
      "utf-8",
      "euc-jp",
      "iso-2022-jp",
    ]);
    expect(() => parseEncoding("klingon")).toThrow(RangeError);
    expect(() => parseEncoding("constructor")).toThrow(RangeError);
  });
});

describe("formatOf", () => {
  test.each([
    ["計画.PDF", "pdf"],
    ["a.b/計画.markdown", "markdown"],
    ["README", "text"],
    ["/etc/x.d/file", "text"],
    ["表.xls", "xlsx"],
    ["古い.doc", undefined],
    ["x.constructor", undefined],
  ])("%s → %s", (name, format) => {
    expect(formatOf(name)).toBe(format);
  });

  test("bytes prove more than names; media types more than extensions", () => {
    expect(formatOf({ name: "a.txt", bytes: new TextEncoder().encode("%PDF-1.7") })).toBe("pdf");
    expect(formatOf({ name: "a.txt", mediaType: "text/html; charset=utf-8" })).toBe("html");
    expect(formatOf(new TextEncoder().encode(" <!DOCTYPE html>"))).toBe("html");
  });
});

describe("parseJsonLines", () => {
  test("a broken line is one problem, the others are read", () => {
    const lines = Array.from(
      { length: 9 },
      (_, index) => `{"id":"r${index + 1}","text":"寄り添う。","年":2024}`,
    );
    lines[6] = '{"id":"r7","text":';
    const { documents, problems } = parseJsonLines(lines.join("\n"));
    expect(documents.map((document) => document.source)).toEqual([
      "r1",
      "r2",
      "r3",
      "r4",
      "r5",
      "r6",
      "r8",
      "r9",
    ]);
    expect(documents[0]).toMatchObject({ text: "寄り添う。", meta: { 年: "2024" } });
    expect(problems).toEqual([expect.objectContaining({ code: "reader/json", line: 7 })]);
  });

  test.each([
    ["[1]", "reader/json"],
    ['{"id":1}', "reader/no-text"],
    ['{"text":3}', "reader/no-text"],
  ])("%s → %s", (line, code) => {
    expect(parseJsonLines(line).problems).toEqual([expect.objectContaining({ code, line: 1 })]);
  });

  test("columns by name, ids from line numbers, no prototype keys", () => {
    const { documents } = parseJsonLines('\uFEFF{"本文":"あ","__proto__":"x"}\r\n\r\n{"本文":"い"}', {
      textColumn: "本文",
    });
    expect(documents.map((document) => document.source)).toEqual(["1", "3"]);
    expect(Object.keys(documents[0]?.meta ?? {})).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(documents[0]?.meta)).toBe(Object.prototype);
  });
});

describe("readDocument", () => {
  let folder = "";
  const write = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bansou-readers-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("text and Markdown from files and bytes", async () => {
    const path = await write("a.txt", encode(SENTENCE, "euc-jp"));
    expect(await readDocument({ path })).toMatchObject({ source: path, text: SENTENCE });
    const bytes = new TextEncoder().encode("# 題\n");
    expect(await readDocument({ bytes, name: "a.md" })).toMatchObject({ source: "a.md", title: "題" });
    expect(await readDocument({ bytes: encode("あ", "shift_jis") }, { encoding: "sjis" })).toMatchObject({
      text: "あ",
    });
  });

  test.each([
    ["missing.txt", undefined, "reader/not-found"],
    ["empty.txt", "", "reader/empty"],
    ["old.doc", "x", "reader/unknown-format"],
    [
      "picture.txt",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0, 1),
      "reader/binary",
    ],
    [
      "broken.md",
      Uint8Array.of(0xe3, 0x81, 0x82, 0xe3, 0x81, 0x82, 0xe3, 0x81, 0x82, 0xff),
      "reader/encoding",
    ],
    [
      "password.docx",
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(Buffer.from("EncryptedPackage", "utf16le"))),
      "reader/encrypted",
    ],
    ["lines.jsonl", '{"text":"あ"}\n{', "reader/json"],
  ])("%s → one clear error", async (name, content, code) => {
    const path = content === undefined ? join(folder, name) : await write(name, content);
    const error = await problemOf(readDocument({ path }));
    expect(error.file).toBe(path);
    expect(error.problems.map((problem) => problem.code)).toEqual([code]);
    expect(error.message).toMatch(/;|remedy/);
    expect(error.message.split("\n")).toHaveLength(1);
  });

  test("directories, unreadable and too large files", async () => {
    await mkdir(join(folder, "d"));
    expect((await problemOf(readDocument({ path: join(folder, "d") }))).problems[0].code).toBe(
      "reader/directory",
    );
    const path = await write("large.txt", "x".repeat(100));
    expect((await problemOf(readDocument({ path }, { maxBytes: 99 }))).problems[0].code).toBe(
      "reader/too-large",
    );
    const closed = await write("closed.txt", "x");
    await chmod(closed, 0);
    // The superuser reads what is closed to everyone.
    if (process.getuid?.() !== 0) {
      expect((await problemOf(readDocument({ path: closed }))).problems[0].code).toBe("reader/unreadable");
    }
  });

  test("wrong calls", async () => {
    await expect(readDocument({ path: 3 as unknown as string })).rejects.toThrow(TypeError);
    await expect(readDocument({} as { path: string })).rejects.toThrow(TypeError);
    await expect(readDocument({ path: "a.txt" }, { encoding: "klingon" })).rejects.toThrow(RangeError);
  });

  test("an aborted signal ends it with its reason", async () => {
    const path = await write("b.txt", "あ");
    await expect(readDocument({ path }, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
  });

  test("readDocuments: rows in order, problems told or thrown at the end", async () => {
    const path = await write("rows.jsonl", '{"id":"a","text":"あ"}\n{\n{"id":"b","text":"い"}');
    const seen: Document[] = [];
    const error = await problemOf(
      (async () => {
        for await (const document of readDocuments({ path })) seen.push(document);
      })(),
    );
    expect(seen.map((document) => document.source)).toEqual([`${path}#a`, `${path}#b`]);
    expect(error.problems).toMatchObject([{ line: 2 }]);
    const told: number[] = [];
    for await (const _ of readDocuments(
      { path },
      { onProblem: ({ problems }) => told.push(problems[0].line ?? 0) },
    ));
    expect(told).toEqual([2]);
  });
});
