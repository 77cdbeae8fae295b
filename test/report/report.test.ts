import { read, utils } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import { parseHTML } from "linkedom";
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { Analyzer } from "../../src/analyzer.ts";
import { bundledProfile } from "../../src/bundled.ts";
import { REPORT_FORMATS as CLI_FORMATS } from "../../src/cli/report.ts";
import { analyzeSource } from "../../src/corpus/analyze-source.ts";
import { createAnalyzer } from "../../src/index.ts";
import { parsePlain } from "../../src/readers/plain.ts";
import type { CorpusRecord } from "../../src/record.ts";
import { chiSquare, chiSquareTail } from "../../src/report/chi-square.ts";
import { excerptOf } from "../../src/report/excerpt.ts";
import { groupsOfTable, yearOf, yearOfRecord } from "../../src/report/group.ts";
import { REPORT_FORMATS, type ReportOptions, renderReport } from "../../src/report/render-report.ts";

const SENTENCES = [
  "相談者に寄り添った支援を行う。",
  "丸投げではなく、ともに考える。",
  "一方的な指導が目立つ。",
  "関係機関と連携し、切れ目のない支援に努める。",
  "本人の自己決定を尊重し、傾聴を基本とする。",
  "寄り添った対応ができていないとの指摘がある。",
  "道路の舗装工事は来年度に実施する。",
  "伴走型支援を進める。",
];
const HOSTILE = `<img src=x onerror=alert(1)>"'&</script><!--`;

let records: CorpusRecord[];
let analyzer: Analyzer;
const options = {
  title: HOSTILE,
  groupOf: ({ source }: { source: string }) => source.split("/")[0],
  levels: Object.values(bundledProfile().levels),
} satisfies ReportOptions;

beforeAll(async () => {
  analyzer = await createAnalyzer();
  records = [];
  for (let i = 0; i < 24; i++) {
    const group = ["福祉", "産業", `${HOSTILE}`.replaceAll("/", "")][i % 3];
    const picked = Array.from(
      { length: 4 + (i % 5) },
      (_, k) => SENTENCES[(i * (1 + (i % 3)) + k * (1 + (i % 2))) % 8],
    );
    const text = parsePlain(
      `${picked.slice(0, 3).join("")}\n\n${picked.slice(3).join("")}\n${i === 3 ? HOSTILE : ""}`,
    );
    records.push(
      ...(await analyzeSource({ text, source: `${group}/計画${i}${i === 4 ? HOSTILE : ""}` }, analyzer, {})),
    );
  }
  records.push(...(await analyzeSource({ text: "", source: "福祉/空" }, analyzer, {})));
  records.push({ source: `=cmd ${HOSTILE}.pdf`, error: { code: "reader/damaged", message: HOSTILE } });
});

const render = async (more: ReportOptions = {}) =>
  (await renderReport(records, { ...options, ...more })) as string;
const dom = (page: string) => parseHTML(page).document;
const textsOf = (
  element: { querySelectorAll(selector: string): Iterable<{ textContent: string | null }> } | null,
  selector: string,
) => [...(element?.querySelectorAll(selector) ?? [])].map(({ textContent }) => (textContent ?? "").trim());

interface Data {
  documents: {
    rank: number;
    source: string;
    group: string;
    places: { paragraph: number }[];
    mentions: {
      conceptId: string;
      prefLabel: string;
      stance: string;
      polarity: string;
      surface: string;
      sentenceText: string;
    }[];
    score: {
      fit: number;
      lean: number;
      level: string;
      length: number;
      interval: { low: number; high: number };
      contributions: { points: number }[];
    };
  }[];
  failures: unknown[];
  concepts: { conceptId: string; mentions: number; denied: number; documents: number }[];
  pairs: { a: string; b: string; together: number; jaccard: number }[];
  groups: {
    name: string;
    documents: number;
    length: number;
    meanFit: number;
    keyness: { concepts: { conceptId: string; a: { mentions: number } }[] };
  }[];
  cross: { conceptId: string; documents: number[]; test?: { statistic: number; residuals: number[] } }[];
}
const dataOf = async (): Promise<Data> => JSON.parse(await render({ format: "json" }));

describe("the numbers of a report, recomputed from its JSON", () => {
  it("documents are ranked by fit, and their contributions add up to it", async () => {
    const { documents, failures } = await dataOf();
    expect(documents).toHaveLength(25);
    expect(failures).toHaveLength(1);
    documents.forEach(({ rank, score }, i) => {
      expect(rank).toBe(i + 1);
      if (i > 0) expect(score.fit).toBeLessThanOrEqual(documents[i - 1]?.score.fit ?? 0);
      expect(score.contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score.fit, 6);
    });
  });

  it("the table of documents", async () => {
    const { documents } = await dataOf();
    const rows = [...dom(await render()).querySelectorAll("#documents-table tbody tr")];
    expect(rows).toHaveLength(documents.length);
    rows.forEach((row, i) => {
      const { rank, source, group, score, mentions } = documents[i] as Data["documents"][number];
      const cells = textsOf(row, "td");
      expect(cells[0]).toBe(String(rank));
      expect(cells[1]).toBe(source);
      expect(cells[2]).toBe(group);
      expect(cells[3]).toBe(score.fit.toFixed(1));
      expect(cells[4]).toBe(`${score.interval.low.toFixed(1)}–${score.interval.high.toFixed(1)}`);
      expect(Number(cells[5]?.replace("−", "-"))).toBeCloseTo(score.lean, 2);
      expect(cells[7]).toBe(String(score.length));
      expect(cells[8]).toBe(String(mentions.length));
    });
  });

  it("uses of concepts", async () => {
    const { documents, concepts } = await dataOf();
    const all = documents.flatMap(({ mentions }) => mentions);
    expect(concepts.reduce((sum, { mentions }) => sum + mentions, 0)).toBe(all.length);
    for (const { conceptId, mentions, denied, documents: count } of concepts) {
      const own = all.filter((mention) => mention.conceptId === conceptId);
      expect(mentions).toBe(own.length);
      expect(denied).toBe(own.filter(({ stance }) => stance === "denied").length);
      const has = ({ mentions: found }: Data["documents"][number]) =>
        found.some((mention) => mention.conceptId === conceptId && mention.stance === "affirmed");
      expect(count).toBe(documents.filter(has).length);
    }
    expect(concepts.some(({ denied }) => denied > 0)).toBe(true);
  });

  it("concepts that occur together", async () => {
    const { documents, pairs } = await dataOf();
    const paragraphs = documents.flatMap(({ mentions, places }) => {
      const numbers = [...new Set(places.map(({ paragraph }) => paragraph))];
      return numbers.map(
        (number) =>
          new Set(
            mentions.filter((_, i) => places[i]?.paragraph === number).map(({ conceptId }) => conceptId),
          ),
      );
    });
    expect(pairs.length).toBeGreaterThan(5);
    for (const { a, b, together, jaccard } of pairs) {
      const both = paragraphs.filter((ids) => ids.has(a) && ids.has(b)).length;
      const either = paragraphs.filter((ids) => ids.has(a) || ids.has(b)).length;
      expect([together, jaccard]).toEqual([both, both / either]);
    }
  });

  it("the cross table and its page", async () => {
    const { documents, groups, cross } = await dataOf();
    const page = dom(await render());
    const rows = [...page.querySelectorAll("#cross tbody tr")];
    expect(rows).toHaveLength(cross.length);
    cross.forEach(({ conceptId, documents: counts, test }, i) => {
      const cells = textsOf(rows[i] ?? null, "td");
      groups.forEach(({ name, documents: size }, g) => {
        const members = documents.filter(({ group }) => group === name);
        expect(size).toBe(members.length);
        const has = members.filter(({ mentions }) =>
          mentions.some((m) => m.conceptId === conceptId && m.stance === "affirmed"),
        ).length;
        expect(counts[g]).toBe(has);
        expect(cells[g]).toContain(`${has} (${((100 * has) / size).toFixed(0)}%)`);
      });
      if (test === undefined) return;
      // Pearson's sum over all 2 × k cells, written out.
      const total = documents.length;
      const have = counts.reduce((sum, count) => sum + count, 0);
      const cellsOf = groups.flatMap(({ documents: size }, g) => [
        [counts[g] ?? 0, (size * have) / total],
        [size - (counts[g] ?? 0), (size * (total - have)) / total],
      ]);
      const expected = cellsOf.reduce((sum, [o = 0, e = 1]) => sum + (o - e) ** 2 / e, 0);
      expect(test.statistic).toBeCloseTo(expected, 9);
      expect(cells[groups.length]).toContain(test.statistic.toFixed(2));
    });
    expect(cross.some(({ test }) => test !== undefined)).toBe(true);
  });

  it("groups and what marks them", async () => {
    const { documents, groups } = await dataOf();
    for (const { name, length, meanFit, keyness } of groups) {
      const members = documents.filter(({ group }) => group === name);
      expect(length).toBe(members.reduce((sum, { score }) => sum + score.length, 0));
      expect(meanFit).toBeCloseTo(members.reduce((sum, { score }) => sum + score.fit, 0) / members.length, 9);
      for (const { conceptId, a } of keyness.concepts) {
        const own = members
          .flatMap(({ mentions }) => mentions)
          .filter((m) => m.conceptId === conceptId && m.stance === "affirmed");
        expect(a.mentions).toBe(own.length);
      }
    }
  });

  it("the concordance and the marks in the texts", async () => {
    const { documents } = await dataOf();
    const page = dom(await render());
    const all = documents.flatMap(({ rank, mentions }) =>
      mentions.map((mention, i) => ({ ...mention, id: `d${rank}m${i}` })),
    );
    const rows = [...page.querySelectorAll("#kwic-table tbody tr")];
    expect(rows.map((row) => textsOf(row, "td")[1])).toEqual(all.map(({ surface }) => surface));
    expect(rows.map((row) => row.querySelectorAll("a")[0]?.getAttribute("href"))).toEqual(
      all.map(({ id }) => `#${id}`),
    );
    for (const { id, surface, stance, polarity } of all) {
      const mark = page.getElementById(id);
      expect(mark?.textContent).toBe(surface);
      expect(mark?.className).toBe(stance === "denied" ? "denied" : polarity);
    }
    const [first] = rows.map((row) => textsOf(row, "td"));
    expect(all[0]?.sentenceText).toContain(first?.[1]);
  });

  it("the plots", async () => {
    const { documents } = await dataOf();
    const page = dom(await render());
    const bars = page.querySelectorAll("#overview svg")[0]?.querySelectorAll("g[aria-label=rect] rect") ?? [];
    const bins = new Set(documents.map(({ score }) => Math.min(19, Math.floor(score.fit / 5))));
    expect([...bars]).toHaveLength(bins.size);
    for (const { rank, score, mentions } of documents.filter(({ mentions: found }) => found.length > 0)) {
      const [waterfall, radar, strip] = page.querySelectorAll(`#d${rank} svg`);
      const steps = textsOf(waterfall ?? null, "text.start");
      expect(steps).toHaveLength(Math.min(13, score.contributions.length) + 1);
      expect(steps.at(-1)).toBe(score.fit.toFixed(1));
      expect([...(radar?.querySelectorAll("circle") ?? [])]).toHaveLength(bundledProfile().aspects.length);
      const cells = [...(strip?.querySelectorAll("rect:not(.empty)") ?? [])].length;
      expect(cells).toBeGreaterThan(0);
      expect(cells).toBeLessThanOrEqual(mentions.length);
      // The steps lie end to end, and the sum is as long as from the first one's beginning to the last one's end.
      const widths = [...(waterfall?.querySelectorAll("rect") ?? [])].map(
        (bar) => (bar.getAttribute("class") === "contrary" ? -1 : 1) * Number(bar.getAttribute("width")),
      );
      const sum = widths.slice(0, -1).reduce((a, b) => a + b, 0);
      expect(Math.abs(Math.max(0, sum) - (widths.at(-1) ?? 0))).toBeLessThan(0.01 * widths.length + 0.1);
    }
  });
});

describe("the page", () => {
  it("runs and loads nothing but its own sheet and program", async () => {
    for (const language of ["ja", "en"] as const) {
      const markup = await render({ language });
      const page = dom(markup);
      const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
      const policy = page.querySelector("meta[http-equiv]")?.getAttribute("content") ?? "";
      const [style, script] = [page.querySelectorAll("style"), page.querySelectorAll("script")];
      expect([style.length, script.length]).toEqual([1, 1]);
      expect(policy).toContain(`style-src ${hash(style[0]?.textContent ?? "")}`);
      expect(policy).toContain(`script-src ${hash(script[0]?.textContent ?? "")}`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      expect([...page.querySelectorAll("[style],[src],img,link,iframe,object,base,form")]).toEqual([]);
      for (const element of page.querySelectorAll("*")) {
        for (const { name } of element.attributes) expect(name).not.toMatch(/^on/i);
      }
      expect(markup).not.toMatch(/(?:href|src)="(?!#)/);
      expect(page.documentElement.lang).toBe(language);
    }
  });

  it("shows hostile names and texts as they are", async () => {
    const page = dom(await render());
    expect(page.querySelector("h1")?.textContent).toBe(HOSTILE);
    expect(textsOf(page.querySelector("#failures"), "td")[0]).toContain(HOSTILE);
    expect(textsOf(page.querySelector("#cross"), "th").some((text) => text.includes("onerror"))).toBe(true);
    expect(
      [...page.querySelectorAll(".text")].some(({ textContent }) => textContent?.includes(HOSTILE)),
    ).toBe(true);
    expect(
      textsOf(page.querySelector("#overview"), "svg text").some((text) => text.includes("onerror")),
    ).toBe(true);
  });

  it("names every control, table head and picture", async () => {
    const page = dom(await render());
    for (const svg of page.querySelectorAll("svg:not([aria-hidden])"))
      expect(svg.getAttribute("aria-label")).toBeTruthy();
    for (const control of page.querySelectorAll("input,select"))
      expect(control.closest("label")?.textContent?.trim()).toBeTruthy();
    for (const button of page.querySelectorAll("button")) expect(button.textContent?.trim()).toBeTruthy();
    for (const head of page.querySelectorAll("th")) expect(head.getAttribute("scope")).toBeTruthy();
    const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of page.querySelectorAll("a[href]"))
      expect(ids).toContain(link.getAttribute("href")?.slice(1));
  });

  it("leaves texts out beyond the limit and says so", async () => {
    const page = dom(await render({ maxText: 500 }));
    const shown = textsOf(page as never, ".text").join("").length;
    expect(shown).toBeLessThan(600);
    expect(shown).toBeGreaterThan(100);
    expect(page.body?.textContent).toContain("--max-text");
    for (const link of page.querySelectorAll("a[href]"))
      expect(page.getElementById(link.getAttribute("href")?.slice(1) ?? ""), link.outerHTML).not.toBeNull();
  });

  it("has no warning signs of the plot library, with years for groups", async () => {
    const page = await render({ groupOf: ({ source }) => `20${10 + (source.length % 3)}` });
    expect(page).toContain("2011");
    expect(page).not.toMatch(/[\u26a0\u{1f6a7}]|Warning/u);
  });

  it("is the same for the same records", async () => {
    expect(await render()).toBe(await render());
  });

  it("of nothing is a page too", async () => {
    for (const format of REPORT_FORMATS)
      expect((await renderReport([], { format })).length).toBeGreaterThan(20);
  });
});

describe("tables", () => {
  it("CSV opens in Excel: byte order mark, CRLF, no formula", async () => {
    for (const table of ["documents", "mentions", "kwic", "variables"] as const) {
      const csv = await render({ format: "csv", table });
      expect(csv.startsWith("\ufeff")).toBe(true);
      expect(csv.replaceAll("\r\n", "")).not.toContain("\n");
      const rows: string[][] = parse(csv, { bom: true });
      const { documents } = await dataOf();
      const mentions = documents.reduce((sum, document) => sum + document.mentions.length, 0);
      expect(rows).toHaveLength(
        1 + (table === "documents" || table === "variables" ? documents.length : mentions),
      );
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@]/);
    }
  });

  it("variables for KH Coder stand in the order of the documents", async () => {
    const rows: string[][] = parse(await render({ format: "csv", table: "variables" }), { bom: true });
    expect(rows[0]?.slice(0, 5)).toEqual(["文書", "グループ", "適合度", "向き", "水準"]);
    const sources = records.flatMap(({ source, analysis }) => (analysis ? [source] : []));
    expect(rows.slice(1).map(([name]) => name)).toEqual(sources);
  });

  it("a workbook holds the same", async () => {
    const book = read(await renderReport(records, { ...options, format: "xlsx" }), { type: "array" });
    expect(book.SheetNames).toEqual(["文書", "語", "KWIC", "グループ別の使用", "読めなかったファイル"]);
    const rows = (name: string) => utils.sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1 });
    const { documents } = await dataOf();
    expect(rows("文書")).toHaveLength(documents.length + 1);
    expect(rows("KWIC")).toHaveLength(documents.flatMap(({ mentions }) => mentions).length + 1);
    expect(rows("読めなかったファイル")[1]?.[0]).toBe(`=cmd ${HOSTILE}.pdf`);
    for (const sheet of Object.values(book.Sheets))
      for (const [name, cell] of Object.entries(sheet))
        if (!name.startsWith("!")) expect(cell).not.toHaveProperty("f");
  });

  it("Markdown is a memo", async () => {
    const memo = await render({ format: "md", title: "計画" });
    expect(memo).toMatch(/^# 計画\n/);
    expect(memo).toContain("25 文書を分析した。");
    expect(memo).not.toMatch(/(?<!\\)<img/);
  });

  it("refuses a form that there is not; the command knows them all", async () => {
    await expect(renderReport([], { format: "pdf" as never })).rejects.toThrow(
      /html, csv, xlsx, json, md; received pdf/,
    );
    expect(CLI_FORMATS).toEqual(REPORT_FORMATS);
  });
});

describe("chiSquare", () => {
  it("gives the published figures for Agresti's gender and party table", () => {
    const test = chiSquare([762, 327, 468], [1246, 566, 945]);
    expect(test?.statistic).toBeCloseTo(30.07, 2);
    expect(test?.degrees).toBe(2);
    expect(test?.p).toBeLessThan(0.0001);
    expect(test?.residuals.map((value) => value.toFixed(2))).toEqual(["4.50", "0.70", "-5.32"]);
  });

  it.each([
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [5.991, 2, 0.05],
    [7.815, 3, 0.05],
    [18.307, 10, 0.05],
    [29.588, 10, 0.001],
    [124.342, 100, 0.05],
  ])("the tail of %d with %d degrees is %d, as tables have it", (statistic, degrees, p) => {
    expect(chiSquareTail(statistic, degrees)).toBeCloseTo(p, 4);
  });

  it("has nothing to say where nothing can differ", () => {
    expect(chiSquare([5], [9])).toBeUndefined();
    expect(chiSquare([0, 0], [3, 4])).toBeUndefined();
    expect(chiSquare([3, 4], [3, 4])).toBeUndefined();
    expect(chiSquare([3, 0, 1], [3, 0, 4])?.degrees).toBe(1);
    expect(chiSquareTail(0, 3)).toBe(1);
    expect(chiSquareTail(1e9, 1)).toBe(0);
  });
});

describe("groups", () => {
  it.each([
    ["計画2024.pdf", "2024"],
    ["令和６年度計画", "2024"],
    ["令和元年", "2019"],
    ["R5_計画", "2023"],
    ["H30.12", "2018"],
    ["平成31年", "2019"],
    ["会議20230415.txt", "2023"],
    ["第2024001号", undefined],
    ["計画", undefined],
    ["COVID19", undefined],
  ])("the year of %s is %s", (text, year) => {
    expect(yearOf(text)).toBe(year);
  });

  it("a document's own name goes before its folders", () => {
    expect(yearOfRecord({ source: "令和5年度/2020年実績.pdf" })).toBe("2020");
    expect(yearOfRecord({ source: "2019/令和5年度/計画.pdf" })).toBe("2023");
  });

  it("a table names documents by the end of their path", () => {
    const groupOf = groupsOfTable([
      ["ファイル", "省"],
      ["b/計画.pdf", "厚労"],
      ["が.txt".normalize("NFD"), "文科"],
    ]);
    expect(groupOf("x/b/計画.pdf")).toBe("厚労");
    expect(groupOf("x/c/計画.pdf")).toBeUndefined();
    expect(groupOf("y\\が.txt")).toBe("文科");
  });
});

describe("excerptOf", () => {
  it("keeps every mention with its surroundings, and little else", () => {
    const filler = "道路を直す。".repeat(2000);
    const text = `${filler}寄り添った支援を行う。${filler}丸投げだ。${filler}`;
    const { mentions } = analyzer.analyze(text);
    expect(mentions.length).toBeGreaterThan(1);
    const excerpt = excerptOf(text, mentions, 1000);
    expect(excerpt.shown).toBeLessThan(1300);
    expect(excerpt.whole).toBe(text.length);
    for (const { start, end, surface } of mentions) {
      expect(excerpt.slice(start, end)).toBe(surface);
      expect(excerpt.slice(start - 60, end + 60)).toBe(text.slice(start - 60, end + 60));
    }
    for (const { start, text: shown } of excerpt.passages)
      expect(text.slice(start, start + shown.length)).toBe(shown);
    expect(excerptOf(text, mentions, text.length).passages).toHaveLength(1);
  });
});
