import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  cacheFile,
  fingerprint,
  readCache,
  systemCacheFolder,
  writeCache,
} from "../../src/tokenizer/cache-node.ts";
import { isShared } from "../../src/tokenizer/engine/dictionary.ts";
import { type LoadedTokenizer, tokenizerOver } from "../../src/tokenizer/engine/load.ts";
import { defaultDictionaryPath, loadTokenizer } from "../../src/tokenizer/load-node.ts";
import { sentences } from "./sentences.ts";

const text = sentences.join("\n");
let folder: string;
let file: string;
let fresh: LoadedTokenizer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bansou-cache-"));
  file = cacheFile(folder, fingerprint(defaultDictionaryPath()) as string);
  fresh = await loadTokenizer({ cache: folder });
});
afterAll(() => rm(folder, { recursive: true }));

describe("a prepared dictionary", () => {
  test("is one whole file, without drafts", async () => {
    expect(await readdir(folder)).toEqual([file.slice(folder.length + 1)]);
    expect((await stat(file)).size).toBeGreaterThan(50e6);
  });

  test.each([false, true])("gives the same tokens (shared memory: %s)", async (shared) => {
    const dictionary = await readCache(file, shared);
    if (dictionary === undefined) throw new Error("not read");
    expect(isShared(dictionary)).toBe(shared);
    expect(tokenizerOver(dictionary).tokenize(text)).toEqual(fresh.tokenize(text));
  });

  test("is what a later start reads", async () => {
    const long_ago = new Date(2020, 0, 1);
    await utimes(file, long_ago, long_ago);
    const again = await loadTokenizer({ cache: folder });
    expect(again.tokenize(text)).toEqual(fresh.tokenize(text));
    expect((await stat(file)).mtime).toEqual(long_ago);
  });
});

describe("a prepared dictionary is made anew when it is", () => {
  const whole = () => readFile(file);
  test.each<[string, (bytes: Buffer) => Buffer]>([
    ["empty", () => Buffer.alloc(0)],
    ["cut short", (bytes) => bytes.subarray(0, bytes.length - 8)],
    ["too long", (bytes) => Buffer.concat([bytes, Buffer.alloc(8)])],
    [
      "of another layout",
      (bytes) => Buffer.concat([bytes.subarray(0, 4), Buffer.from([99, 0, 0, 0]), bytes.subarray(8)]),
    ],
    ["something else", () => Buffer.from("not a dictionary, but as long as a header ".repeat(2))],
    ["damaged in one bit", (bytes) => bytes.fill(bytes.readUInt8(30e6) ^ 1, 30e6, 30e6 + 1)],
    ["damaged in its order", (bytes) => bytes.fill(bytes.subarray(20e6, 20e6 + 8), 20e6 + 8, 20e6 + 16)],
  ])("%s", async (_, damage) => {
    const good = await whole();
    await writeFile(file, damage(Buffer.from(good)));
    expect(await readCache(file, false)).toBeUndefined();
    const tokenizer = await loadTokenizer({ cache: folder });
    expect(tokenizer.tokenize(text)).toEqual(fresh.tokenize(text));
    expect((await whole()).equals(good)).toBe(true);
  });
});

describe("a cache that cannot be", () => {
  test("written leaves no trace and no error", async () => {
    const blocked = join(folder, "a-file");
    await writeFile(blocked, "");
    const tokenizer = await loadTokenizer({ cache: join(blocked, "inside") });
    expect(tokenizer.tokenize("支援")).toEqual(fresh.tokenize("支援"));
    await rm(blocked);
  });

  test("finished is not left behind", async () => {
    const dictionary = fresh.dictionary;
    if (dictionary === undefined) throw new Error("no engine");
    const target = join(folder, "target");
    // A folder of the file's name: writing works, renaming does not.
    await writeCache(join(target, "x"), dictionary);
    expect(await writeCache(target, dictionary)).toBe(false);
    expect((await readdir(folder)).filter((name) => name.startsWith("target-"))).toEqual([]);
    await rm(target, { recursive: true });
  });

  test.skipIf(process.getuid?.() === 0)("opened is passed by", async () => {
    await chmod(file, 0);
    expect(await readCache(file, false)).toBeUndefined();
    await chmod(file, 0o644);
  });

  test("named is refused", async () => {
    await expect(loadTokenizer({ cache: 7 as unknown as string })).rejects.toThrow(
      "cache: expected true, false or a folder",
    );
  });
});

test("the fingerprint of a folder without a dictionary is none", () => {
  expect(fingerprint(folder)).toBeUndefined();
  expect(fingerprint(defaultDictionaryPath())).toMatch(/^[0-9a-f]{16}$/);
});

test("the user's cache folder is named for this library", () => {
  expect(systemCacheFolder()).toMatch(/bansou$/);
});
