import { Worker } from "node:worker_threads";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { buildKuromoji } from "../../src/tokenizer/build-kuromoji.ts";
import { tokenizerContract } from "../../src/tokenizer/contract.ts";
import {
  type DictionaryFile,
  type DictionarySource,
  missingFile,
  readDictionary,
} from "../../src/tokenizer/dictionary-files.ts";
import { type EngineDictionary, isShared, shareDictionary } from "../../src/tokenizer/engine/dictionary.ts";
import { type LoadedTokenizer, loadEngine, tokenizerOver } from "../../src/tokenizer/engine/load.ts";
import { adaptKuromoji } from "../../src/tokenizer/kuromoji.ts";
import { dictionaryFolder, loadTokenizer } from "../../src/tokenizer/load-node.ts";
import type { Tokenizer } from "../../src/tokenizer/token.ts";
import { fakeTokenizer } from "./fake.ts";
import { sentences } from "./sentences.ts";

let engine: LoadedTokenizer;
let kuromoji: Tokenizer;
beforeAll(async () => {
  engine = await loadTokenizer();
  kuromoji = adaptKuromoji(await buildKuromoji(await readDictionary(dictionaryFolder())));
});

const same = (text: string): void => {
  expect(engine.tokenize(text)).toEqual(kuromoji.tokenize(text));
};

describe("the engine keeps the contract, on texts of a million units", () => {
  const million = 1_000_000;
  for (const [index, { name }] of tokenizerContract(fakeTokenizer(), million).entries())
    test(name, () => tokenizerContract(engine, million)[index]?.check());
});

describe("the engine gives kuromoji's tokens", () => {
  test("and is in use", () => {
    expect(engine.notice).toBeUndefined();
    expect(engine.version).toBe(kuromoji.version);
  });

  test.each(sentences)("for %s", same);
  test("for all of them in one string", () => same(sentences.join("")));
  test("for all of them without marks", () => same(sentences.join("").replace(/[、。]/g, "")));

  test("for every UTF-16 unit by itself and between words", () => {
    for (let from = 0; from < 0x10000; from += 0x400) {
      let text = "";
      for (let unit = from; unit < from + 0x400; unit++)
        text += `を${String.fromCharCode(unit)}る、${String.fromCharCode(unit)}。`;
      expect(JSON.stringify(engine.tokenize(text))).toBe(JSON.stringify(kuromoji.tokenize(text)));
    }
  });

  const parts = fc.oneof(
    fc
      .constantFrom(...sentences)
      .chain((sentence) =>
        fc
          .tuple(fc.nat(sentence.length), fc.nat(8))
          .map(([start, length]) => sentence.slice(start, start + length)),
      ),
    fc.constantFrom(
      "🍣",
      "𠮷",
      "\uD83C",
      "\uDF63",
      "\0",
      "仝",
      "\r\n",
      "\u3099",
      "ｶﾞ",
      "！？",
      "(注)。",
      "100％、",
    ),
    fc
      .tuple(fc.constantFrom("ア", "a", "１", "一", "★", " ", "ー", "α", "ж", "한", "ゑ", "㐀"), fc.nat(40))
      .map(([unit, times]) => unit.repeat(times)),
    fc.string({ unit: "binary", maxLength: 3 }),
    fc.string({
      unit: fc.integer({ min: 0x3041, max: 0x30ff }).map((code) => String.fromCharCode(code)),
      maxLength: 6,
    }),
    fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code)),
      maxLength: 4,
    }),
  );

  test("for random strings", () => {
    const texts = fc.array(parts, { maxLength: 15 }).map((all) => all.join(""));
    fc.assert(fc.property(texts, same), { numRuns: 3_000 });
  });

  test.each(["ア", "a", "１", "一", "あ", "★", "ー", "\n", "🍣", "\uD83C", "협"])(
    "for %j a thousand times",
    (unit) => same(unit.repeat(1_000)),
  );
});

describe("kuromoji itself tokenizes, and says so,", () => {
  const altered = (
    file: DictionaryFile,
    change: (bytes: Uint8Array<ArrayBuffer>) => void,
  ): DictionarySource => {
    const { place, read } = dictionaryFolder();
    return {
      place,
      async read(asked) {
        const bytes = await read(asked);
        if (asked === file && bytes instanceof Uint8Array) change(bytes);
        return bytes;
      },
    };
  };
  const keep = async (dictionary: EngineDictionary) => dictionary;

  test.each<[string, DictionaryFile, (bytes: Uint8Array<ArrayBuffer>) => void]>([
    ["counts too few words", "tid_map.dat.gz", (bytes) => bytes.fill(1, 0, 1)],
    ["counts too many classes", "unk_map.dat.gz", (bytes) => bytes.fill(12, 0, 1)],
  ])("when a dictionary that it can read %s", async (_, file, change) => {
    const tokenizer = await loadEngine(altered(file, change), keep);
    expect(tokenizer.notice).toMatch(/^kuromoji itself tokenizes, ten times slower: .+ (points|gives) /);
    expect(tokenizer.dictionary).toBeUndefined();
    expect(tokenizer.tokenize("寄り添う支援")).toEqual(kuromoji.tokenize("寄り添う支援"));
  });

  test("but a dictionary that is broken is refused", async () => {
    const { place } = dictionaryFolder();
    const source = { place, read: async (file: DictionaryFile) => missingFile(file, "gone") };
    await expect(loadEngine(source, keep)).rejects.toThrow(InputError);
  });
});

describe("one dictionary serves many tokenizers", () => {
  test("in shared memory, with the same tokens", () => {
    const dictionary = engine.dictionary;
    if (dictionary === undefined) throw new Error("no engine");
    const shared = shareDictionary(dictionary);
    expect(isShared(shared)).toBe(true);
    expect(shareDictionary(shared)).toBe(shared);
    const other = tokenizerOver(shared);
    expect(other.version).toBe(engine.version);
    for (const sentence of sentences) expect(other.tokenize(sentence)).toEqual(engine.tokenize(sentence));
  });

  test("loaded straight into shared memory", async () => {
    const shared = await loadTokenizer({ shared: true });
    expect(shared.dictionary && isShared(shared.dictionary)).toBe(true);
    expect(shared.tokenize("伴走しながら支える")).toEqual(engine.tokenize("伴走しながら支える"));
  });

  test("passed to a worker thread without a copy", async () => {
    const { dictionary } = await loadTokenizer({ shared: true });
    const worker = new Worker(
      `const { parentPort, workerData } = require("node:worker_threads");
       workerData.classes[0] += 1;
       parentPort.postMessage([workerData.trie.buffer instanceof SharedArrayBuffer, workerData.features.length]);`,
      { eval: true, workerData: dictionary },
    );
    const before = dictionary?.classes[0] as number;
    const [isView, features] = await new Promise<[boolean, number]>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    await worker.terminate();
    expect(isView).toBe(true);
    expect(features).toBe(dictionary?.features.length);
    expect(dictionary?.classes[0]).toBe(before + 1);
  });

  test("without shared memory as a plain copy", () => {
    const kept = globalThis.SharedArrayBuffer;
    try {
      Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
      const dictionary = engine.dictionary;
      if (dictionary === undefined) throw new Error("no engine");
      expect(isShared(dictionary)).toBe(false);
      expect(shareDictionary(dictionary)).toBe(dictionary);
      expect(tokenizerOver(structuredClone(dictionary)).tokenize("寄り添う")).toEqual(
        engine.tokenize("寄り添う"),
      );
    } finally {
      globalThis.SharedArrayBuffer = kept;
    }
  });
});
