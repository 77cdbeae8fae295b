import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { InputError } from "../../src/errors.ts";
import { DICTIONARY_FILES, readDictionary } from "../../src/tokenizer/dictionary-files.ts";
import { dictionaryUrl } from "../../src/tokenizer/load-browser.ts";
import { defaultDictionaryPath, dictionaryFolder, loadKuromoji } from "../../src/tokenizer/load-node.ts";

const source = defaultDictionaryPath();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "bansou-dictionary-"));
  for (const file of await readdir(source)) await copyFile(join(source, file), join(folder, file));
});
afterEach(() => rm(folder, { recursive: true }));

async function refusal(promise: Promise<unknown>): Promise<InputError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe("a dictionary on disk", () => {
  test("is whole as installed", async () => {
    const bytes = await readDictionary(dictionaryFolder());
    expect(Object.keys(bytes)).toEqual([...DICTIONARY_FILES]);
    for (const file of DICTIONARY_FILES) expect(bytes[file].byteOffset % 4).toBe(0);
  });

  test("of a wrong path is refused once, with every file and the remedy", async () => {
    const error = await refusal(loadKuromoji({ dicPath: join(folder, "no-such-folder") }));
    expect(error.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(
      DICTIONARY_FILES.map((file) => `dictionary/missing ${file}`),
    );
    expect(error.message).toContain("no-such-folder");
    expect(error.message).toContain("node_modules/kuromoji/dict");
  });

  test("with one truncated and one missing file names both", async () => {
    const zipped = await readFile(join(folder, "tid.dat.gz"));
    await writeFile(join(folder, "tid.dat.gz"), zipped.subarray(0, zipped.length / 2));
    await rm(join(folder, "cc.dat.gz"));
    const error = await refusal(loadKuromoji({ dicPath: folder }));
    expect(error.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "dictionary/truncated tid.dat.gz",
      "dictionary/missing cc.dat.gz",
    ]);
  });

  test.each(DICTIONARY_FILES)("with %s cut short is refused", async (file) => {
    const zipped = await readFile(join(folder, file));
    await writeFile(join(folder, file), zipped.subarray(0, zipped.length - 9));
    const error = await refusal(readDictionary(dictionaryFolder(folder)));
    expect(error.problems).toMatchObject([{ code: "dictionary/truncated", path: file }]);
  });

  test.each(["base.dat.gz", "cc.dat.gz", "unk_char.dat.gz", "tid.dat.gz"] as const)(
    "with something else in %s is refused with what was expected",
    async (file) => {
      await writeFile(
        join(folder, file),
        gzipSync(file === "tid.dat.gz" ? "" : "something else, of 31 bytes"),
      );
      const error = await refusal(readDictionary(dictionaryFolder(folder)));
      expect(error.problems.map(({ code }) => code)).toContain("dictionary/foreign");
      expect(error.message).toContain("expected");
    },
  );

  test("with a file that is not gzip at all is refused", async () => {
    await writeFile(join(folder, "unk.dat.gz"), "not gzip");
    const error = await refusal(readDictionary(dictionaryFolder(folder)));
    expect(error.problems).toMatchObject([{ code: "dictionary/truncated", path: "unk.dat.gz" }]);
  });

  test("is asked for with a string", () => {
    expect(() => dictionaryFolder(7 as unknown as string)).toThrow(
      "dicPath: expected a folder, received number",
    );
  });
});

describe("a dictionary behind a URL", () => {
  const asked: string[] = [];
  const serve = (respond: (file: string, zipped: Buffer) => Response) => async (url: string) => {
    asked.push(url);
    const file = url.split("/").at(-1) ?? "";
    return respond(file, await readFile(join(source, file)));
  };

  test.each([
    "https://example.test/dict",
    "https://example.test/dict/",
    new URL("https://example.test/dict"),
  ])("%s is asked for its files", async (dicPath) => {
    asked.length = 0;
    const fetch = serve((_, zipped) => new Response(new Uint8Array(zipped)));
    const bytes = await readDictionary(dictionaryUrl({ dicPath, fetch }));
    expect(asked).toEqual(DICTIONARY_FILES.map((file) => `https://example.test/dict/${file}`));
    expect(
      Buffer.from(bytes["cc.dat.gz"]).equals(gunzipSync(await readFile(join(source, "cc.dat.gz")))),
    ).toBe(true);
  });

  test("that a server unzips on the way is read as it comes", async () => {
    const fetch = serve((_, zipped) => new Response(new Uint8Array(gunzipSync(zipped))));
    const bytes = await readDictionary(dictionaryUrl({ dicPath: "https://example.test/dict", fetch }));
    expect(bytes["unk_char.dat.gz"].length).toBe(0x10000);
  });

  test("that is not there, is a page, is cut short or out of reach is refused once", async () => {
    const fetch = serve((file, zipped) => {
      if (file === "base.dat.gz") return new Response("gone", { status: 404 });
      if (file === "check.dat.gz")
        return new Response("<!doctype html>", { headers: { "content-type": "text/html" } });
      if (file === "tid.dat.gz") return new Response(new Uint8Array(zipped.subarray(0, 1_000)));
      if (file === "cc.dat.gz") throw new TypeError("offline");
      return new Response(new Uint8Array(zipped));
    });
    const error = await refusal(
      readDictionary(dictionaryUrl({ dicPath: "https://example.test/dict", fetch })),
    );
    expect(error.file).toBe("https://example.test/dict/");
    expect(error.problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "dictionary/missing base.dat.gz",
      "dictionary/missing check.dat.gz",
      "dictionary/truncated tid.dat.gz",
      "dictionary/missing cc.dat.gz",
    ]);
  });

  test("is asked for with a URL", () => {
    expect(() => dictionaryUrl({ dicPath: 7 as unknown as string })).toThrow(TypeError);
  });
});
