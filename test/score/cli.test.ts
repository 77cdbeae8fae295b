import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bansou } from "../cli/bansou.ts";

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bansou-score-"));
  mkdirSync(at("welfare"));
  mkdirSync(at("roads"));
  writeFileSync(
    at("welfare/a.txt"),
    "相談者に寄り添った支援を続け、伴走型支援を広げる。一緒に考える職員を育てる。",
  );
  writeFileSync(at("welfare/b.txt"), "切れ目のない支援で、困難を抱える人に寄り添う。");
  writeFileSync(at("roads/a.txt"), "窓口の相談を業者に丸投げした。");
  writeFileSync(at("roads/b.txt"), "関係機関と連携して道路を直す。");
  const coded = [
    { id: "a", text: "相談者に寄り添った支援を続け、伴走型支援を広げる。", ratings: [4, 4] },
    { id: "b", text: "切れ目のない支援を行う。", ratings: [2, 3] },
    { id: "c", text: "道路の補修を行う。", ratings: [0, 0] },
    { id: "d", text: "予算は三億円である。", ratings: [0, 1] },
  ];
  writeFileSync(at("coded.jsonl"), coded.map((line) => JSON.stringify(line)).join("\n"));
  writeFileSync(at("broken.jsonl"), '{"id":"a","text":"一","fit":1}\n{"id":"b"}\nnot json\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("bansou validate", () => {
  it("prints figures, simpler methods and a paragraph on methods", async () => {
    const { code, stdout } = await bansou(["validate", at("coded.jsonl")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^4 documents, 2 raters, 1 in the high group, 2 in the low/);
    expect(stdout).toContain("TF-IDF cosine to the thesaurus");
    expect(stdout).toContain("Krippendorff");
    expect(stdout).not.toMatch(/NaN/);
  });

  it("takes a table with a column for each rater", async () => {
    writeFileSync(
      at("coded.csv"),
      "id,本文,評定A,評定B\na,相談者に寄り添った支援を続ける。,4,3\nb,道路の補修を行う。,0,0\nc,予算を組む。,1,\n",
    );
    const { code, stdout } = await bansou(["validate", at("coded.csv")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^3 documents, 2 raters, 1 in the high group, 2 in the low/);
  });

  it("weighs by a profile of one's own, and names all that is wrong in one", async () => {
    const profile = JSON.parse(readFileSync("dict/profile.json", "utf8"));
    profile.ceiling.synonym.value = 0;
    profile.ceiling.core.value = 0;
    writeFileSync(at("own.json"), JSON.stringify(profile));
    const fitWith = async (...args: string[]) => {
      const { stdout } = await bansou(["analyze", at("welfare/b.txt"), "-f", "json", ...args]);
      return JSON.parse(stdout).score.fit as number;
    };
    expect(await fitWith("--profile", at("own.json"))).toBeLessThan(await fitWith());
    profile.halfway.value = -1;
    profile.weights = { nowhere: { value: 1, reason: "x" } };
    writeFileSync(at("wrong.json"), JSON.stringify(profile));
    const { code, stderr } = await bansou(["analyze", at("welfare/b.txt"), "--profile", at("wrong.json")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\(halfway\.value\)/);
    expect(stderr).toMatch(/nowhere/);
  });

  it("names each bad line and what was expected, and ends with 1", async () => {
    const { code, stdout, stderr } = await bansou(["validate", at("broken.jsonl")]);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/broken\.jsonl:2: .*expected one JSON object/);
    expect(stderr).toMatch(/broken\.jsonl:3: .*not JSON/);
  });

  it("ends with 1 where there is no such file, with 2 where no file is named", async () => {
    expect((await bansou(["validate", at("none.jsonl")])).code).toBe(1);
    expect((await bansou(["validate"])).code).toBe(2);
  });
});

describe("bansou compare", () => {
  it("puts what the first folder says more first", async () => {
    const { code, stdout } = await bansou(["compare", at("welfare"), at("roads"), "-f", "json"]);
    expect(code).toBe(0);
    const { concepts, plot } = JSON.parse(stdout);
    expect(concepts[0].conceptId).toBe("yorisoi-shien");
    expect(concepts.at(-1).z).toBeLessThan(0);
    expect(plot).toHaveLength(concepts.length);
  });

  it("refuses a prior that is none", async () => {
    expect((await bansou(["compare", at("welfare"), at("roads"), "--prior", "0"])).code).toBe(2);
  });
});

describe("bansou diff", () => {
  it("says by which concepts two documents differ, from documents or from results", async () => {
    const one = at("welfare/a.txt");
    const other = at("roads/a.txt");
    const fromText = await bansou(["diff", one, other, "-f", "json"]);
    expect(fromText.code).toBe(0);
    for (const [document, result] of [
      [one, at("1.json")],
      [other, at("2.json")],
    ] as const)
      await bansou(["analyze", document, "-f", "json", "-o", result]);
    const fromResults = await bansou(["diff", at("1.json"), at("2.json"), "-f", "json"]);
    expect(JSON.parse(fromResults.stdout)).toEqual(JSON.parse(fromText.stdout));
    expect(JSON.parse(fromText.stdout).fit.change).toBeLessThan(0);
    expect((await bansou(["diff", one, other])).stdout).toMatch(/^fit \d+\.\d → 0\.0 /);
  });

  it("refuses JSON that is no result", async () => {
    writeFileSync(at("other.json"), "{}");
    const { code, stderr } = await bansou(["diff", at("other.json"), at("other.json")]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/other\.json: is not the result of one document/);
  });
});

describe("bansou norms", () => {
  it("computes percentiles of a folder, and writes a file that norms are read from", async () => {
    mkdirSync(at("many"));
    for (let i = 0; i < 24; i++)
      writeFileSync(
        at(`many/${i}.txt`),
        `${"道路の補修を行い、予算を三億円とする。".repeat(8)}${i % 3 === 0 ? "伴走型支援を行う。" : ""}第${i}号。`,
      );
    const { code } = await bansou(["norms", at("many"), "-f", "json", "-o", at("norms.json")]);
    expect(code).toBe(0);
    const { norms } = JSON.parse(readFileSync(at("norms.json"), "utf8"));
    expect(norms[0]).toMatchObject({ id: "own", texts: 24 });
    expect(norms[0].fit[100]).toBeGreaterThan(norms[0].fit[50]);
  });

  it("refuses too few texts as wrong usage", async () => {
    const { code, stderr } = await bansou(["norms", at("roads")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/at least 20 texts/);
  });
});
