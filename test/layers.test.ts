import { readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const src = fileURLToPath(new URL("../src", import.meta.url));

/**
 * Every room of src/ and what it may import from the others, lowest first: the line from text to score, then what
 * stands beside and on it. A room is a folder or a file at the top of src/; more than the line needs is a reason to
 * split a file, seldom to widen a row.
 */
const ground = ["text", "document.ts", "errors.ts", "version.ts"];
const words = [...ground, "tokenizer", "thesaurus"];
const line = [...words, "matcher", "stance", "analysis.ts", "score", "tags"];
const core = [...line, "analyzer.ts", "bundled.ts"];

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  text: [],
  "version.ts": [],
  "errors.ts": [],
  "document.ts": ["text"],
  tokenizer: ground,
  thesaurus: ground,
  matcher: words,
  stance: [...words, "matcher"],
  "analysis.ts": [...words, "matcher", "stance"],
  score: [...words, "matcher", "stance", "analysis.ts"],
  tags: [...ground, "thesaurus", "stance", "analysis.ts", "score"],
  "analyzer.ts": line,

  "bundled.ts": [...line, "analyzer.ts"],
  "record.ts": [...ground, "analysis.ts"],

  readers: ground,
  frontmatter: [...ground, "readers"],
  "stream.ts": core,
  integrations: [...core, "index.ts"],
  serve: [...core, "readers", "report"],
  corpus: [...core, "record.ts", "readers"],
  khcoder: [...words, "export"],
  export: words,
  discover: [...words, "matcher", "stance", "readers"],
  validate: core,
  report: [...ground, "thesaurus", "stance", "analysis.ts", "record.ts", "score"],

  "core.ts": [...core, "stream.ts"],
  "index.ts": [
    ...core,
    "core.ts",
    "record.ts",
    "readers",
    "corpus",
    "export",
    "discover",
    "validate",
    "report",
    "khcoder",
    "frontmatter",
  ],
  "browser.ts": [...core, "core.ts"],
  cli: [
    ...core,
    "index.ts",
    "record.ts",
    "readers",
    "corpus",
    "export",
    "discover",
    "validate",
    "report",
    "khcoder",
    "frontmatter",
    "stream.ts",
    "serve",
  ],
};

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(ts|mts|cts)$/.test(file))
  .map((file) => file.split(sep).join("/"))
  .sort();

/** The room that a file of src/ belongs to. */
const roomOf = (file: string) => file.split("/")[0] as string;

/** All modules that a file names: static and dynamic imports, types as well, and what it exports on. */
function importsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const statics = code.matchAll(/(?:^|[;\n}])\s*(?:import|export)\b[^;'"`]*?from\s*["']([^"']+)["']/g);
  const bare = code.matchAll(/(?:^|[;\n])\s*import\s*["']([^"']+)["']/g);
  const dynamic = code.matchAll(/\b(?:import|require|resolve)\(\s*["']([^"']+)["']/g);
  return [...statics, ...bare, ...dynamic].map((match) => match[1] as string);
}

/** The rooms outside its own that a file imports from; "" for what lies outside src/ (dict/ is data). */
function roomsOf(file: string, source: string): string[] {
  return importsOf(source)
    .filter((name) => name.startsWith("."))
    .map((name) => posix.join(posix.dirname(file), name))
    .filter((path) => !path.startsWith("../dict/"))
    .map((path) => (path.startsWith("..") ? "" : roomOf(path)))
    .filter((room) => room !== roomOf(file));
}

/** What a file imports although its room may not. */
function forbidden(file: string, source: string): string[] {
  return roomsOf(file, source).filter((room) => !MAY_IMPORT[roomOf(file)]?.includes(room));
}

describe("layers", () => {
  it("every file belongs to a room of the table", () => {
    expect(files.filter((file) => !(roomOf(file) in MAY_IMPORT))).toEqual([]);
  });

  it.each(files)("%s imports from below only", (file) => {
    expect(forbidden(file, readFileSync(join(src, file), "utf8"))).toEqual([]);
  });

  it("the table has no cycle", () => {
    const done = new Set<string>();
    const visit = (room: string, path: readonly string[]): void => {
      expect(path, [...path, room].join(" → ")).not.toContain(room);
      if (done.has(room)) return;
      for (const below of MAY_IMPORT[room] ?? []) visit(below, [...path, room]);
      done.add(room);
    };
    for (const room of Object.keys(MAY_IMPORT)) visit(room, []);
  });

  // Rooms that a browser bundle must be able to hold; a file that is for Node says so in its name.
  it.each(files.filter((file) => !/^(readers|cli|corpus|serve)\/|node/.test(file)))(
    "%s runs in a browser",
    (file) => {
      const names = importsOf(readFileSync(join(src, file), "utf8"));
      expect(names.filter((name) => name.startsWith("node:"))).toEqual([]);
    },
  );

  it.each([
    ["text/x.ts", 'import type { Token } from "../tokenizer/token.ts";', ["tokenizer"]],
    ["text/x.ts", 'export { a,\n b } from "../cli/main.ts";', ["cli"]],
    ["score/x.ts", 'const { a } = await import("../readers/read.ts");', ["readers"]],
    ["score/x.ts", 'import "../cli/main.ts";', ["cli"]],
    ["score/x.ts", 'import data from "../../bench/x.json";', [""]],
    ["score/x.ts", '// import "../cli/main.ts"\nimport { a } from "../text/span.ts";', []],
    ["thesaurus/x.ts", 'import list from "../../dict/thesaurus/lists.json" with { type: "json" };', []],
  ])("sees what %s may not import: %s", (file, source, expected) => {
    expect(forbidden(file, source)).toEqual(expected);
  });
});
