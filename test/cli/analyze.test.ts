import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bansou, documents, startBansou } from "./bansou.ts";

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bansou-cli-"));
  mkdirSync(at("empty"));
  mkdirSync(at("docs/sub"), { recursive: true });
  mkdirSync(at("docs/node_modules"));
  writeFileSync(at("docs/b.txt"), "相談者に寄り添った支援を行う。");
  writeFileSync(at("docs/sub/a.md"), "# 見出し\n\n事業を丸投げする。\n\n```\n寄り添い支援\n```\n");
  writeFileSync(at("docs/.hidden.txt"), "寄り添い支援");
  writeFileSync(at("docs/node_modules/x.txt"), "寄り添い支援");
  writeFileSync(at("docs/photo.png"), "x");
  symlinkSync("..", at("docs/sub/loop"));
  writeFileSync(at("empty.txt"), "");
  writeFileSync(at("broken.txt"), Buffer.from([0xe4, 0xbc, 0xb4, 0xff, 0x81, 0x20, 0xfe, 0xff, 0xc0]));
  writeFileSync(
    at("lines.jsonl"),
    [
      '{"id":"a","text":"寄り添った支援"}',
      '{"id":2,"text":"丸投げではなく、ともに考える。"}',
      "",
      '{"id":3}',
      '{"id":4,"text":"寄り添',
      '{"text":"伴走支援"}',
      '["寄り添い"]',
      '{"id":8,"text":"=寄り添い"}',
    ].join("\n"),
  );
  writeFileSync(
    at("bad-thesaurus.json"),
    JSON.stringify({
      version: "1",
      concepts: [
        { id: "a", prefLabel: "甲", reading: "こう", relation: "friend" },
        { id: "a", prefLabel: "乙", reading: "おつ", relation: "synonym", broader: ["a"] },
      ],
    }),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parse = (lines: string) =>
  lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

// Each test starts processes that load the dictionary: on a busy machine that takes its time.
describe.concurrent("bansou analyze", { timeout: 240_000 }, () => {
  it("answers every line of JSON Lines in order, broken ones by an error record", async () => {
    const { code, stdout, stderr } = await bansou(["analyze", at("lines.jsonl"), "--format", "ndjson"]);
    expect(code).toBe(1);
    const records = parse(stdout);
    expect(records.map(({ id, line, error }) => [id, line, error?.code])).toEqual([
      ["a", 1, undefined],
      [2, 2, undefined],
      [3, 4, "jsonl/no-text"],
      [4, 5, "jsonl/not-json"],
      [undefined, 6, undefined],
      [undefined, 7, "jsonl/no-text"],
      [8, 8, undefined],
    ]);
    expect(records[0].source).toBe(at("lines.jsonl"));
    expect(records[1].mentions[0]).toMatchObject({
      surface: expect.stringContaining("丸投げ"),
      stance: "denied",
    });
    // A sender may read its answers alone: no line of theirs stands on standard error.
    expect(stderr).toBe("");
  });

  it("answers a line of standard input before the next is sent, and ends by SIGTERM with what it has", async () => {
    const child = await startBansou(["analyze", "-", "--format", "ndjson"]);
    const answers = child.stdout[Symbol.asyncIterator]();
    const ended = new Promise((resolve) => child.on("close", resolve));
    for (const id of ["一", "二"]) {
      child.stdin.write(`${JSON.stringify({ id, text: "寄り添った支援" })}\n`);
      const { value } = await answers.next();
      expect(JSON.parse(value.toString()).id).toBe(id);
    }
    child.kill("SIGTERM");
    expect(await ended).toBe(143);
  });

  it("reads folders in order of names and each document once, and no hidden or foreign file", async () => {
    const { code, stdout } = await bansou(["analyze", at("docs"), "--format", "ndjson"]);
    expect(code).toBe(0);
    const records = parse(stdout);
    expect(records.map(({ source }) => source)).toEqual([at("docs/b.txt"), at("docs/sub/a.md")]);
    // The code block is no prose.
    expect(records[1].mentions.map(({ conceptId }: { conceptId: string }) => conceptId)).toEqual([
      "marunage-gata-shien",
    ]);
  });

  it("goes on after what cannot be read, and names file, remedy and code in either language", async () => {
    const names = ["missing.txt", "empty.txt", "empty", "broken.txt", "docs/photo.png", "docs/b.txt"];
    const english = await bansou(["analyze", ...names.map(at), "--format", "csv"]);
    expect(english.code).toBe(1);
    const messages = english.stderr.trimEnd().split("\n");
    expect(messages.map((line) => /\[(.*)\]$/.exec(line)?.[1])).toEqual([
      "reader/not-found",
      "reader/empty",
      "input/empty-folder",
      "reader/encoding",
      "reader/unknown-format",
    ]);
    for (const [index, name] of names.slice(0, 5).entries())
      expect(messages[index]).toContain(`bansou: ${at(name)}`);
    expect(english.stdout.split("\r\n")[1]).toMatch(/docs\/b\.txt,/);
    const japanese = await bansou(["analyze", ...names.map(at), "--format", "csv", "--lang", "ja"]);
    expect(japanese.stderr).toContain("ファイルがありません。パスを確かめてください。 [reader/not-found]");
    expect(japanese.stdout).toBe(english.stdout);
  });

  it("json: one input stands alone with its text, several stand in a list", async () => {
    const [single, several] = await Promise.all([
      bansou(["analyze", at("docs/b.txt"), "--format", "json"]),
      bansou(["analyze", at("docs/b.txt"), at("missing.txt"), "--format", "json"]),
    ]);
    const analysis = JSON.parse(single.stdout);
    expect(analysis.text).toBe("相談者に寄り添った支援を行う。");
    const [{ start, end, surface }] = analysis.mentions;
    expect(analysis.text.slice(start, end)).toBe(surface);
    expect(JSON.parse(several.stdout)).toMatchObject([
      { source: at("docs/b.txt") },
      { source: at("missing.txt"), error: { code: "reader/not-found" } },
    ]);
  });

  it("csv: a byte order mark for Excel, and no cell that a spreadsheet would run", async () => {
    const { stdout } = await bansou([
      "analyze",
      at("lines.jsonl"),
      "--format",
      "csv",
      "--rows",
      "mentions",
      "--bom",
    ]);
    expect(stdout.startsWith("\ufeffsource,id,start,end,")).toBe(true);
    expect(stdout.trimEnd().split("\r\n").at(-1)).toMatch(/,8,1,5,寄り添い,.*,'=寄り添い$/);
  });

  it("text: signs and levels without colour; colour where it is asked for, none with NO_COLOR", async () => {
    const [plain, coloured, silenced] = await Promise.all([
      bansou(["analyze", at("docs"), "--lang", "ja"]),
      bansou(["analyze", at("docs")], { env: { FORCE_COLOR: "1" } }),
      bansou(["analyze", at("docs")], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } }),
    ]);
    expect(plain.stdout).toContain("[+寄り添った支援]");
    expect(plain.stdout).toContain("[-丸投げ");
    expect(plain.stdout).toMatch(/ {2}1 .*b\.txt\n {2}2 .*a\.md\n$/);
    expect(plain.stdout).toContain("向き");
    expect(coloured.stdout).toContain("\u001b[32m[+寄り添った支援]");
    expect(silenced.stdout).not.toContain("\u001b");
  });

  it("keeps control characters of a text from the terminal", async () => {
    const { stdout } = await bansou(["analyze"], { input: "寄り添った支援\u001b]0;x\u0007を行う。" });
    expect(stdout).toContain("[+寄り添った支援]");
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("\u0007");
  });

  it("--output appears whole or not at all", async () => {
    const file = at("result.csv");
    writeFileSync(file, "before");
    const failed = await bansou([
      "analyze",
      at("docs"),
      "--format",
      "csv",
      "-o",
      file,
      "--thesaurus",
      at("missing.json"),
    ]);
    expect(failed.code).toBe(1);
    expect(readFileSync(file, "utf8")).toBe("before");
    const done = await bansou(["analyze", at("docs"), "--format", "csv", "-o", file]);
    expect(done).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(file, "utf8")).toMatch(/^source,id,fit/);
    expect(readdirSync(folder).filter((name) => name.includes("bansou-tmp"))).toEqual([]);
    const nowhere = await bansou(["analyze", at("docs"), "-o", at("nowhere/x")]);
    expect(nowhere.code).toBe(1);
    expect(nowhere.stderr).toMatch(
      /nowhere\/x: it cannot be written \(ENOENT\); check .* \[output\/not-writable\]\n$/,
    );
  });

  it("lists all problems of a thesaurus at once", async () => {
    const { code, stderr } = await bansou(["analyze", at("docs"), "--thesaurus", at("bad-thesaurus.json")]);
    expect(code).toBe(1);
    for (const problem of ["thesaurus/duplicate-id", '"friend"']) expect(stderr).toContain(problem);
    expect(stderr).not.toContain("    at ");
  });

  it("is quiet when the reader of its output leaves", async () => {
    const child = await startBansou(["analyze", documents, "--format", "ndjson"]);
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it("an empty partition has no answers; an empty text is told", async () => {
    expect(await bansou(["analyze", "-", "--format", "ndjson"])).toEqual({ code: 0, stdout: "", stderr: "" });
    const { code, stderr } = await bansou(["analyze"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("reader/empty")]);
  });
});
