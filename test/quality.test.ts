import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Analyzer, createAnalyzer, type Mention } from "../src/index.ts";

/**
 * One labelled sentence for each thing that the library must get right about language: whoever finds a miss adds a line to
 * quality.tsv, or to quality-open.tsv while the library still gets it wrong. docs/QUALITY.md explains the columns.
 * `QUALITY_TABLE=1` prints the passes by class.
 */

type Expectation =
  | { readonly kind: "found"; readonly surface: string; readonly concept: string; readonly denied: boolean }
  | { readonly kind: "absent"; readonly concept: string }
  /** No mention of the core concept, a synonym or an antonym. */
  | { readonly kind: "silent" };

interface Row {
  readonly line: number;
  readonly class: string;
  readonly sentence: string;
  readonly expectation: string;
}

const HEADER = "class\tsentence\texpectation";
const ARGUING: readonly string[] = ["core", "synonym", "antonym"];

/** `\n`, `\r`, `\t`, `\\` and `\uXXXX` stand for characters that a line of a table cannot show. */
function readEscapes(text: string): string {
  const named: Record<string, string> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([nrt\\]))/g, (_, hex?: string, letter?: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (named[letter ?? ""] ?? ""),
  );
}

function readRows(name: string): Row[] {
  const lines = readFileSync(new URL(name, import.meta.url), "utf8").split("\n");
  if (lines[0] !== HEADER) throw new Error(`${name}: the first line must be ${JSON.stringify(HEADER)}`);
  return lines.flatMap((text, i) => {
    if (i === 0 || text === "" || text.startsWith("#")) return [];
    const [group, sentence, expectation, ...more] = text.split("\t");
    if (!group || !sentence || !expectation || more.length > 0)
      throw new Error(`${name}:${i + 1}: expected three columns, received ${JSON.stringify(text)}`);
    return [{ line: i + 1, class: group, sentence, expectation }];
  });
}

function parseExpectation(item: string): Expectation {
  if (item === "-") return { kind: "silent" };
  if (item.startsWith("!")) return { kind: "absent", concept: item.slice(1) };
  const at = item.lastIndexOf("=");
  if (at < 1)
    throw new Error(`expected "surface=concept", "!concept" or "-", received ${JSON.stringify(item)}`);
  const [concept = "", stance] = item.slice(at + 1).split(":");
  if (stance !== undefined && stance !== "denied")
    throw new Error(`expected ":denied" or nothing, received ":${stance}" in ${JSON.stringify(item)}`);
  return { kind: "found", surface: readEscapes(item.slice(0, at)), concept, denied: stance === "denied" };
}

/** A mention is at the surface when it overlaps any place where the surface stands. */
function overlaps(mention: Mention, text: string, surface: string): boolean {
  for (let at = text.indexOf(surface); at >= 0; at = text.indexOf(surface, at + 1))
    if (mention.start < at + surface.length && at < mention.end) return true;
  return false;
}

function meets(expectation: Expectation, mentions: readonly Mention[], text: string): boolean {
  if (expectation.kind === "silent") return !mentions.some(({ relation }) => ARGUING.includes(relation));
  if (expectation.kind === "absent")
    return !mentions.some(({ prefLabel }) => prefLabel === expectation.concept);
  const { surface, concept, denied } = expectation;
  const there = mentions.filter((m) => m.prefLabel === concept && overlaps(m, text, surface));
  return there.length > 0 && there.every(({ stance }) => (stance === "denied") === denied);
}

/** The line to print when the row fails; undefined when it passes. */
function failure(analyzer: Analyzer, row: Row): string | undefined {
  const text = readEscapes(row.sentence);
  const { mentions } = analyzer.analyze(text);
  const missed = row.expectation.split(";").filter((item) => !meets(parseExpectation(item), mentions, text));
  if (missed.length === 0) return undefined;
  const actual = mentions.map(
    (m) =>
      `${JSON.stringify(m.surface).slice(1, -1)}=${m.prefLabel}${m.stance === "denied" ? ":denied" : ""}`,
  );
  return `${row.line} [${row.class}] ${row.sentence}  expected ${missed.join(";")}  actual ${actual.join(";") || "-"}`;
}

/** Words of the class before the first blank: what the table of docs/QUALITY.md counts by. */
function groupOf({ class: name }: Row): string {
  return name.split(" ")[0] as string;
}

const settled = readRows("./quality.tsv");
const open = readRows("./quality-open.tsv");

describe("the tables", () => {
  it("hold 500 sentences or more, each once, with expectations that can be met", () => {
    const rows = [...settled, ...open];
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const { line, sentence, expectation } of rows) {
      if (seen.has(sentence)) faults.push(`${line}: ${sentence} stands twice`);
      seen.add(sentence);
      const text = readEscapes(sentence);
      for (const item of expectation.split(";").map(parseExpectation))
        if (item.kind === "found" && !text.includes(item.surface))
          faults.push(`${line}: no ${item.surface} in ${sentence}`);
    }
    expect(faults).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(500);
  });
});

describe("language", () => {
  let analyzer: Analyzer;
  beforeAll(async () => {
    analyzer = await createAnalyzer();
  });

  it("knows every concept that a row names", () => {
    const labels = new Set([...analyzer.thesaurus.concepts.values()].map(({ prefLabel }) => prefLabel));
    const named = [...settled, ...open]
      .flatMap(({ expectation }) => expectation.split(";").map(parseExpectation))
      .flatMap((item) => (item.kind === "silent" ? [] : [item.concept]));
    expect([...new Set(named)].filter((label) => !labels.has(label))).toEqual([]);
  });

  for (const name of new Set(settled.map((row) => row.class)))
    it(name, () => {
      const rows = settled.filter((row) => row.class === name);
      expect(rows.flatMap((row) => failure(analyzer, row) ?? [])).toEqual([]);
    });

  it("still gets the open rows wrong: those that pass move to quality.tsv", () => {
    const passing = open.filter((row) => failure(analyzer, row) === undefined);
    expect(passing.map((row) => `${row.line} [${row.class}] ${row.sentence}  passes now: move it`)).toEqual(
      [],
    );
  });

  it.runIf(process.env["QUALITY_TABLE"])("counts the passes by class", () => {
    const counts = new Map<string, { passed: number; rows: number }>();
    const lines: string[] = [];
    for (const row of [...settled, ...open]) {
      const wrong = failure(analyzer, row);
      if (wrong) lines.push(wrong);
      for (const group of [groupOf(row), "all"]) {
        const { passed, rows } = counts.get(group) ?? { passed: 0, rows: 0 };
        counts.set(group, { passed: passed + (wrong ? 0 : 1), rows: rows + 1 });
      }
    }
    const table = [...counts].map(([group, { passed, rows }]) => `${group}\t${passed}/${rows}`);
    console.log([...lines, ...table].join("\n"));
  });
});
