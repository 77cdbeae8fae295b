import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as browser from "../../src/browser.ts";
import * as node from "../../src/index.ts";
import { VERSION } from "../../src/version.ts";
import tsup from "../../tsup.config.ts";

const root = new URL("../../", import.meta.url);
const packageJson = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** All files that a value of the exports map leads to. */
function targets(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Object.values(value as Record<string, unknown>).flatMap(targets);
}

describe("package", () => {
  const parts = (Array.isArray(tsup) ? tsup : [tsup]) as {
    entry: Record<string, string>;
    format: string[];
    dts?: boolean | { entry: Record<string, string> };
  }[];

  it("every file that package.json names is built or in the tree", () => {
    const built = parts.flatMap(({ entry, format, dts }) =>
      Object.keys(entry).flatMap((name) => {
        const typed = typeof dts === "object" ? name in dts.entry : dts === true;
        return format
          .map((kind) => (kind === "cjs" ? "c" : ""))
          .flatMap((c) => [`./dist/${name}.${c}js`, ...(typed ? [`./dist/${name}.d.${c}ts`] : [])]);
      }),
    );
    const { exports, bin, main, module, types } = packageJson;
    const named = targets([exports, bin, main, module, types]).filter(
      (path) => !existsSync(new URL(path, root)) || path.startsWith("./dist/"),
    );
    expect(named.filter((path) => !built.includes(path))).toEqual([]);
    // And nothing is built for nobody.
    expect(built.filter((path) => !named.includes(path))).toEqual([]);
  });

  it("every source of the build is there", () => {
    const sources = parts.flatMap(({ entry }) => Object.values(entry));
    expect(sources.filter((source) => !existsSync(new URL(source, root)))).toEqual([]);
  });

  it("has one version", () => {
    expect(VERSION).toBe(packageJson.version);
  });

  it("carries the notices of kuromoji and IPADIC", () => {
    const notice = readFileSync(new URL("NOTICE", root), "utf8");
    const theirs = readFileSync(new URL("node_modules/kuromoji/NOTICE.md", root), "utf8");
    const [, required = ""] =
      /(Copyright 2000, 2001, 2002, 2003 Nara Institute[\s\S]*?)\s*˜˜/.exec(theirs) ?? [];
    expect(required.length).toBeGreaterThan(2000);
    expect(notice).toContain(required);
    expect(notice).toContain("Apache License,\nVersion 2.0");
  });

  it("offers a browser what it offers Node, but for files and threads", () => {
    const nodeOnly = [
      ...["analyzeCorpus", "readDocument", "readDocuments"],
      ...["REPORT_FORMATS", "collectReport", "renderReport"],
      ...["codeUnits", "codingUnits", "lintCodingRules", "parseCodingRules", "renderCodingRules"],
      "renderThesaurusRules",
    ];
    expect([...Object.keys(browser), ...nodeOnly].sort()).toEqual(Object.keys(node).sort());
  });

  it("locks no package to a registry", () => {
    expect(readFileSync(new URL("package-lock.json", root), "utf8")).not.toContain('"resolved"');
  });
});
