import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { compileWordings, unpackWordings } from "../../src/matcher/compiled-wordings.ts";
import { compileMatcher } from "../../src/matcher/matcher.ts";
import { readPrepared, writePrepared } from "../../src/matcher/prepared-node.ts";
import { sentences } from "../../src/text/sentence.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";

const path = mkdtempSync(join(tmpdir(), "bansou-prepared-"));
const folder = pathToFileURL(`${path}/`);
const file = join(path, "wordings.bin");
afterAll(() => rmSync(path, { recursive: true, force: true }));

const thesaurusOf = (wording: string) =>
  parseThesaurus({
    version: "1",
    concepts: [
      {
        id: "banso",
        prefLabel: "伴走",
        reading: "ばんそう",
        relation: "core",
        definition: "並んで走ること。",
        wording: [wording],
      },
    ],
    lists: { support: ["支援", "手助け"] },
    spellings: [],
  });

test("wordings read back are those that were written, and find the same", () => {
  const thesaurus = thesaurusOf("共に走る*…{support}");
  expect(readPrepared(thesaurus, folder), "before the first build").toBeUndefined();
  writePrepared(folder, thesaurus);
  const buffer = readPrepared(thesaurus, folder);
  expect(buffer).toBeInstanceOf(SharedArrayBuffer);
  const prepared = unpackWordings(buffer as ArrayBufferLike);
  expect(prepared).toEqual(compileWordings(thesaurus));
  const text = "共に走って手助けする。";
  const spans = (given?: typeof prepared) =>
    compileMatcher(thesaurus, given)
      .scan(text, sentences(text))
      .flatMap(({ all }) => all.map(({ start, end }) => text.slice(start, end)));
  expect(spans(prepared)).toEqual(["共に走って手助け"]);
  expect(spans(prepared)).toEqual(spans());
});

test("wordings of another thesaurus, or cut short, are not used", () => {
  const thesaurus = thesaurusOf("共に走る*…{support}");
  writePrepared(folder, thesaurus);
  expect(readPrepared(thesaurusOf("共に走る*"), folder)).toBeUndefined();
  writeFileSync(file, readFileSync(file).subarray(0, -20));
  expect(readPrepared(thesaurus, folder)).toBeUndefined();
});
