import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bansou } from "./bansou.ts";

const directory = mkdtempSync(join(tmpdir(), "bansou-discover-"));
const at = (name: string) => join(directory, name);
afterAll(() => rmSync(directory, { recursive: true, force: true }));
beforeAll(() => {
  writeFileSync(at("plan.txt"), "町は縁側見守りを広げる。縁側見守りは近所の人が続ける。");
  writeFileSync(at("english.txt"), "The town widens its support for neighbours.");
  writeFileSync(
    at("review.tsv"),
    "decision\tkind\tterm\treading\n" + "accept\tterm\t縁側見守り\tえんがわみまもり\nreject\tterm\t近所\t\n",
  );
});

describe("bansou discover --apply", () => {
  it("writes additions that --thesaurus takes, and the rejections", async () => {
    const files = ["-o", at("additions.json"), "--rejections", at("rejected.json")];
    const applied = await bansou(["discover", "--apply", at("review.tsv"), ...files, at("plan.txt")]);
    expect(applied).toMatchObject({ code: 0, stdout: "" });
    expect(applied.stderr).toContain("accepted / merged / rejected / open: 1 / 0 / 1 / 0");
    expect(applied.stderr).toMatch(/plan\.txt: .* → .* \+engawa-mimamori/);
    expect(JSON.parse(readFileSync(at("rejected.json"), "utf8")).rejected).toEqual([
      { kind: "term", term: "近所" },
    ]);
    const found = await bansou(["lookup", "縁側見守り", "--thesaurus", at("additions.json")]);
    expect(found.stdout).toContain("縁側見守り");
    const known = await bansou(["lookup", "寄り添い支援", "--thesaurus", at("additions.json")]);
    expect(known.code).toBe(0);
  });

  it("writes nothing where one of the files cannot be written", async () => {
    const files = ["-o", at("half.json"), "--rejections", at("nowhere/rejected.json")];
    const { code, stderr } = await bansou(["discover", "--apply", at("review.tsv"), ...files]);
    expect(code).toBe(1);
    expect(stderr).toContain("output/not-writable");
    expect(existsSync(at("half.json"))).toBe(false);
  });

  it("tells of additions that lead back to themselves", async () => {
    writeFileSync(at("circle.json"), '{"extends":"circle.json","concepts":[]}');
    const { code, stderr } = await bansou(["lookup", "見守り", "--thesaurus", at("circle.json")]);
    expect(code).toBe(1);
    expect(stderr).toContain("thesaurus/extends");
  });
});

describe("bansou discover", () => {
  it("writes no table where there is nothing to learn from", async () => {
    const { code, stderr } = await bansou(["discover", at("english.txt"), "-o", at("none.tsv")]);
    expect(code).toBe(1);
    expect(stderr).toContain("discover/nothing-to-read");
    expect(existsSync(at("none.tsv"))).toBe(false);
  });
});
