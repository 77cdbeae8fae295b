import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url);
const lessons = readdirSync(new URL("examples/", root))
  .filter((name) => name.endsWith(".ts"))
  .sort();
const documents = readdirSync(new URL("examples/documents/", root));

/** What a lesson prints; the test fails with its words when it fails. */
async function runLesson(name: string): Promise<string> {
  const child = spawn(process.execPath, ["--import", "tsx", `examples/${name}`], {
    cwd: fileURLToPath(root),
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout;
}

/** What must stand in the output of each lesson. */
const SHOWN: Readonly<Record<string, readonly RegExp[]>> = {
  "quickstart.ts": [
    /^fit \d+\.\d \((slight|moderate|strong)\), lean -?\d/,
    /寄り添った支援 → 寄り添い支援 \(supportive, affirmed\)/,
    /丸投げ.* → 丸投げ型支援 \(contrary, denied\)/,
  ],
  "ranking.ts": [/ministry-guideline\.md/],
  "own-thesaurus.ts": [
    /^1\.\d+\.\d+: (?!.*見まもり隊 →)/,
    /our-city-1: .*見まもり隊 → 見まもり隊.*となりで歩む支援 → 伴走型支援/,
    /\n見まもり隊\n/,
    /unknown-relation.*\n.*reading.*\n.*unknown-id/,
  ],
  "tagging.ts": [/tags:\n {2}- .* # [a-z-]+ 0\.\d\d\n/, /伴走型支援 # banso-gata-shien/],
  "explaining.ts": [
    /寄り添った対応.*: denied by 「/,
    /丸投げ.*: denied by 「/,
    /伴走型支援: affirmed/,
    / ([\d.]+) {2}sum, fit \1\n$/,
  ],
  "own-tokenizer.ts": [/by-script 1: .*伴走型支援/],
};

describe.concurrent("lessons", { timeout: 240_000 }, () => {
  it("each has its expectations", () => {
    expect(Object.keys(SHOWN).sort()).toEqual(lessons);
  });

  it.each(lessons)("%s", async (name) => {
    const shown = await runLesson(name);
    for (const expected of SHOWN[name] ?? []) expect(shown).toMatch(expected);
  });
});

describe("example documents", { timeout: 240_000 }, () => {
  it("are at least ten, 400 to 1500 characters each, Markdown, text and JSON Lines", () => {
    expect(documents.length).toBeGreaterThanOrEqual(10);
    expect(new Set(documents.map((name) => name.split(".").at(-1)))).toEqual(new Set(["md", "txt", "jsonl"]));
    for (const name of documents) {
      const { length } = readFileSync(new URL(`examples/documents/${name}`, root), "utf8");
      expect(length, name).toBeGreaterThan(400);
      expect(length, name).toBeLessThan(1500);
    }
  });

  it("those that take the approach rank above those that break with it or speak of something else", async () => {
    const ranked = (await runLesson("ranking.ts"))
      .trim()
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .map(([fit, , level, lean, name]) => ({ name, fit: Number(fit), level, lean: Number(lean) }));
    const taking = [
      "sme-support.md",
      "ministry-guideline.md",
      "city-plan.md",
      "welfare-leaflet.txt",
      "news-article.txt",
    ];
    const others = [
      "outsourcing-critique.txt",
      "council-minutes.txt",
      "rule-book.txt",
      "recipe.md",
      "it-page.md",
      "marathon-guide-runner.md",
    ];
    const scoreOf = (name: string) => ranked.find((row) => row.name === name);
    const fitsOf = (names: readonly string[]) => names.map((name) => scoreOf(name)?.fit ?? Number.NaN);
    expect(Math.min(...fitsOf(taking))).toBeGreaterThan(Math.max(...fitsOf(others)));
    expect(scoreOf("recipe.md")).toMatchObject({ fit: 0, level: "none" });
    // 伴走者 of a race, 連携 and モニタリング of software: neighbours of the words, not the approach.
    for (const name of ["marathon-guide-runner.md", "it-page.md"])
      expect(scoreOf(name)?.fit).toBeLessThan(10);
    for (const name of ["rule-book.txt", "council-minutes.txt", "outsourcing-critique.txt"]) {
      expect(scoreOf(name)?.lean, name).toBeLessThan(0);
    }
  });
});
