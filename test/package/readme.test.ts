import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createAnalyzer } from "../../src/index.ts";

const root = new URL("../../", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, root), "utf8");

describe.each(["README.md", "README.ja.md"])("%s", (name) => {
  const readme = read(name);

  it("links to what is there", () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !existsSync(new URL(link, root)))).toEqual([]);
  });

  it("names every lesson", () => {
    const lessons = readdirSync(new URL("examples/", root)).filter((file) => file.endsWith(".ts"));
    expect(lessons.filter((lesson) => !readme.includes(`(examples/${lesson})`))).toEqual([]);
  });

  it("says of its own example what is true", async () => {
    const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    const [, text = ""] = /analyze\("([^"]+)"\)/.exec(code) ?? [];
    const { mentions, score } = (await createAnalyzer()).analyze(text);
    expect(score.fit).toBeGreaterThan(0);
    const [first, second] = mentions;
    expect(code).toContain(`mentions[0].prefLabel; // "${first?.prefLabel}"`);
    expect(code).toContain(`mentions[1].stance; // "${second?.stance}"`);
    expect(text.slice(second?.cue?.start, second?.cue?.end)).not.toBe("");
    for (const { start, end, surface } of mentions) expect(text.slice(start, end)).toBe(surface);
  });

  it("shows commands that there are", () => {
    const main = read("src/cli/main.ts");
    const shown = [...readme.matchAll(/^npx bansou ([a-z]+)/gm)].map((match) => match[1] as string);
    expect(shown.length).toBeGreaterThan(5);
    for (const command of new Set(shown)) {
      const files = readdirSync(new URL("src/cli/", root)).filter((file) => main.includes(`"./${file}"`));
      expect(
        files.some((file) => read(`src/cli/${file}`).includes(`.command("${command}")`)),
        command,
      ).toBe(true);
    }
  });

  it("names the subpaths of the package", () => {
    const { exports } = JSON.parse(read("package.json"));
    const hidden = ["./package.json", "./browser"];
    const subpaths = Object.keys(exports).filter((path) => !hidden.includes(path));
    expect(subpaths.filter((path) => !readme.includes(`| \`${path.replace(/^\./, "bansou")}\` |`))).toEqual(
      [],
    );
  });
});

it("both READMEs show the same commands and code", () => {
  const plain = (name: string) =>
    [...read(name).matchAll(/^(?:npx bansou [a-z]+|npm [a-z ]+|score\.|mentions\[)/gm)].map(([line]) =>
      line.trim(),
    );
  expect(plain("README.ja.md")).toEqual(plain("README.md"));
});
