import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../src/cli/export.ts";
import { findLanguage } from "../../src/cli/language.ts";
import { exportFormats } from "../../src/export/formats.ts";
import { bundledThesaurus } from "../../src/thesaurus/bundled.ts";
import { parseThesaurus } from "../../src/thesaurus/parse.ts";
import { bansou, documents } from "./bansou.ts";

/** A module that tells when a file of kuromoji's dictionary is opened. */
const tellDictionaryReads = `data:text/javascript,${encodeURIComponent(`
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  for (const [home, name] of [[fs, "readFile"], [fs, "readFileSync"], [fs, "openSync"], [fs, "open"], [fs.promises, "readFile"], [fs.promises, "open"]]) {
    const real = home[name];
    home[name] = (path, ...rest) => {
      if (/kuromoji.dict/.test(String(path))) process.stderr.write("DICTIONARY " + path);
      return real.call(home, path, ...rest);
    };
  }
  syncBuiltinESMExports();
`)}`;

describe.concurrent("usage", { timeout: 240_000 }, () => {
  it.each([
    [["analyze", "--format", "xml"], /'xml' is invalid\. Allowed choices are text, json, ndjson, csv/],
    [["analyze", "--format", "xml", "--lang", "ja"], /xml は使えません。使える値: text, json, ndjson, csv/],
    [["analyze", "x.txt", "--encoding", "klingon"], /--encoding: expected one of utf-8.*received klingon/],
    [["analyse"], /unknown command 'analyse'.*\n?.*Did you mean analyze/],
    [["analyse", "--lang=ja"], /'analyse' というコマンドはありません。もしかして: analyze/],
    [["lookup"], /missing required argument 'word'/],
    [["analyze", "--contexts", "-1"], /expected a whole number/],
    [["variants", "よりそいしえ"], /is not in the thesaurus.*寄り添い支援/],
  ])("%j ends with 2 and says what is taken", async (args, expected) => {
    const { code, stdout, stderr } = await bansou(args);
    expect(stderr).toMatch(expected);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("without a command shows the help and ends with 2", async () => {
    const { code, stderr } = await bansou([]);
    expect(code).toBe(2);
    expect(stderr).toContain("Usage: bansou");
  });

  it.each(["analyze", "explain", "lookup", "variants", "export"])(
    "%s --help has examples in both languages",
    async (command) => {
      const [english, japanese] = await Promise.all([
        bansou([command, "--help"]),
        bansou([command, "--help"], { env: { LC_ALL: "ja_JP.UTF-8" } }),
      ]);
      expect(english.code).toBe(0);
      expect(english.stdout).toMatch(new RegExp(`Examples:\\n.*\\$ .*bansou ${command}`));
      expect(japanese.stdout).toMatch(new RegExp(`例:\\n.*\\$ .*bansou ${command}`));
      expect(japanese.stdout).toContain("使い方:");
    },
  );

  it("finds its language as POSIX says", () => {
    expect(findLanguage([], { LC_ALL: "ja_JP.UTF-8", LANG: "en_US" })).toBe("ja");
    expect(findLanguage([], { LC_ALL: "", LC_MESSAGES: "C", LANG: "ja_JP" })).toBe("en");
    expect(findLanguage(["--lang", "en"], { LANG: "ja" })).toBe("en");
    expect(findLanguage(["--lang=ja"], { LANG: "C" })).toBe("ja");
  });
});

describe.concurrent("lookup, variants, explain", { timeout: 240_000 }, () => {
  it.each(["寄り添い支援", "よりそいしえん", "ヨリソイ支援", "yorisoi shien"])("lookup %s", async (word) => {
    const { code, stdout } = await bansou(["lookup", ...word.split(" ")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^寄り添い支援（よりそいしえん） yorisoi-shien\n/);
  });

  it("lookup, variants and help load no tokenizer dictionary, analyze does", async () => {
    const runs = await Promise.all(
      [["lookup", "伴走"], ["variants", "伴走型支援"], ["--help"], ["analyze", "--help"]].map((args) =>
        bansou(args, { env: { NODE_OPTIONS: `--import ${tellDictionaryReads}` } }),
      ),
    );
    expect(runs.map(({ stderr }) => stderr.includes("DICTIONARY"))).toEqual([false, false, false, false]);
    const analyze = await bansou(["analyze"], {
      input: "寄り添い",
      env: { NODE_OPTIONS: `--import ${tellDictionaryReads}` },
    });
    expect(analyze.stderr).toContain("DICTIONARY");
  });

  it("lookup of an unknown word names near ones and ends with 1", async () => {
    const { code, stdout, stderr } = await bansou(["lookup", "寄りそう支縁", "--lang", "ja"]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/「寄りそう支縁」はシソーラスにありません。近いことば: .*寄り添い支援/);
  });

  it("export writes every format that the library knows", async () => {
    expect([...EXPORT_FORMATS].sort()).toEqual(Object.keys(exportFormats).sort());
    const { code, stdout } = await bansou(["export", "--format", "json"]);
    expect(code).toBe(0);
    expect(parseThesaurus(stdout).concepts.size).toBe(bundledThesaurus().concepts.size);
  });

  it("variants lists what is generated", async () => {
    const { stdout } = await bansou(["variants", "yorisoi-shien"]);
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(["寄り添い支援", "寄りそった支援"]));
  });

  it("explain: points of all mentions add up to the score", async () => {
    const { code, stdout } = await bansou([
      "explain",
      `${documents}/ministry-guideline.md`,
      "--format",
      "json",
    ]);
    expect(code).toBe(0);
    const { fit, mentions, concepts } = JSON.parse(stdout);
    const sum = (items: { points: number }[]) => items.reduce((total, { points }) => total + points, 0);
    expect(sum(mentions)).toBeCloseTo(fit, 9);
    expect(sum(concepts)).toBeCloseTo(fit, 9);
  });

  it("explain shows sentence, cue and points", async () => {
    const { stdout } = await bansou(["explain", "--lang", "ja"], {
      input: "事業を丸投げしない。相談者に寄り添った支援を行う。",
    });
    expect(stdout).toMatch(/事業を\[×丸投げ.*ない。\n.*否定 · 手がかり 「ない」 \(.*\) · なければ/);
    expect(stdout).toContain("合計");
  });
});
