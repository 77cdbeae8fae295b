import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bansou, startBansou } from "../cli/bansou.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bansou-report-"));
  for (let i = 0; i < 40; i++) {
    const place = join(folder, "docs", i % 2 === 0 ? "福祉" : "産業");
    await mkdir(place, { recursive: true });
    const text = `相談者に寄り添った支援を行う。${i}年目である。\n\n丸投げではなく、ともに考える。\n`.repeat(
      1 + i * 10,
    );
    await writeFile(join(place, `計画${i}.txt`), text);
  }
  await writeFile(join(folder, "docs", "壊れた.pdf"), "%PDF-1.7 broken");
  await writeFile(join(folder, "docs", "古い.doc"), "old");
  await writeFile(join(folder, "docs", "空.txt"), "");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const command = (output: string) => [
  "report",
  join(folder, "docs"),
  "-o",
  join(folder, output),
  "--group",
  "folder",
  "--jobs",
  "1",
];
const lines = (output: string) =>
  readFile(join(folder, `${output}.journal`), "utf8").then(
    (text) => text.split("\n").length - 1,
    () => 0,
  );

describe("bansou report", () => {
  it("killed half-way, goes on where it was and loses nothing", { timeout: 120_000 }, async () => {
    const whole = await bansou(command("whole.json"));
    expect(whole.code).toBe(1);
    expect(whole.stderr).toContain("40 documents");
    expect(whole.stderr).toMatch(/壊れた\.pdf: .*\[reader\/damaged\]/);
    expect(whole.stderr).toMatch(/古い\.doc: .*\[reader\/unknown-format\]/);
    expect(existsSync(join(folder, "whole.json.journal"))).toBe(false);

    const child = await startBansou(command("killed.json"));
    while ((await lines("killed.json")) < 8 && child.exitCode === null)
      await new Promise((go) => setTimeout(go, 5));
    child.kill("SIGKILL");
    await new Promise((go) => child.on("close", go));
    expect(existsSync(join(folder, "killed.json"))).toBe(false);
    expect(await lines("killed.json")).toBeGreaterThanOrEqual(8);
    expect((await bansou(command("killed.json"))).code).toBe(1);
    expect(await readFile(join(folder, "killed.json"), "utf8")).toBe(
      await readFile(join(folder, "whole.json"), "utf8"),
    );
    expect((await readdir(folder)).filter((name) => /journal|tmp/.test(name))).toEqual([]);
  });

  it("stopped by a signal, says how to go on", { timeout: 120_000 }, async () => {
    const child = await startBansou(command("stopped.json"));
    let told = "";
    child.stderr.on("data", (chunk) => {
      told += String(chunk);
    });
    while ((await lines("stopped.json")) < 3 && child.exitCode === null)
      await new Promise((go) => setTimeout(go, 5));
    child.kill("SIGINT");
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(130);
    expect(told).toContain("the same command goes on from here");
    expect(existsSync(join(folder, "stopped.json"))).toBe(false);
  });

  it("CSV is four files", { timeout: 120_000 }, async () => {
    await bansou(["report", join(folder, "docs", "福祉"), "-o", join(folder, "out.csv"), "--group", "year"]);
    const names = (await readdir(folder)).filter((name) => name.startsWith("out"));
    expect(names.sort()).toEqual(["out-kwic.csv", "out-mentions.csv", "out-variables.csv", "out.csv"]);
  });

  it("--md is a summary for a memo", { timeout: 120_000 }, async () => {
    await bansou(["report", join(folder, "docs", "福祉"), "--md", "-o", join(folder, "memo.txt")]);
    expect(await readFile(join(folder, "memo.txt"), "utf8")).toMatch(/^# .+\n\n[\s\S]+\n\| 1 \|/);
  });

  it("coding says which rules cannot match", { timeout: 120_000 }, async () => {
    const rules = join(folder, "codes.txt");
    await writeFile(rules, "＊協働\n協働\n＊支援\n支援\n");
    const { code, stdout, stderr } = await bansou(["code", rules, join(folder, "docs", "福祉")]);
    expect(stderr).toMatch(/codes\.txt:2:1: .*rules\/split-word/);
    expect([code, stdout.split("\r\n")[0]]).toEqual([0, "\ufeffsource,id,unit,＊協働,＊支援"]);
  });

  it.each([
    [["--group", "size"], /expected folder, year/],
    [["--jobs", "0"], /1 to 256/],
    [["-o", "-"], /give one with -o/],
    [["--md", "-f", "html"], /exclude each other/],
  ])("refuses %j", async (args, message) => {
    const { code, stderr } = await bansou(["report", join(folder, "docs"), ...args]);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it("has a word for an empty folder", async () => {
    await mkdir(join(folder, "empty"), { recursive: true });
    const { code, stderr } = await bansou(["report", join(folder, "empty"), "-o", join(folder, "none.html")]);
    expect([code, existsSync(join(folder, "none.html"))]).toEqual([1, false]);
    expect(stderr).toContain("input/empty-folder");
  });
});
