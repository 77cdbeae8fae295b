/**
 * Draws docs/img/speed.svg from a record of `npm run bench`: `npx tsx bench/chart.ts bench/record/<date>-<machine>.json`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";

interface Record {
  readonly date: string;
  readonly tokenizer?: {
    readonly rows: readonly { readonly name: string; readonly lineCpu: readonly number[] }[];
  };
  readonly analysis?: {
    readonly findings: {
      readonly throughput?: readonly {
        readonly name: string;
        readonly value: readonly number[];
        readonly unit: string;
      }[];
    };
  };
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new TypeError("expected the path of a record, received nothing");
const record = JSON.parse(readFileSync(file, "utf8")) as Record;

const SHOWN = "thousand units/s";
const rows = [
  ...(record.tokenizer?.rows ?? [])
    .filter(({ name, lineCpu }) => name !== "nothing" && (lineCpu[1] ?? 0) > 0)
    .map(({ name, lineCpu }) => ({ name, speed: lineCpu[1] ?? 0, own: name.startsWith("engine") })),
  ...(record.analysis?.findings.throughput ?? [])
    .filter(({ name, unit }) => unit === SHOWN && name.endsWith("analyze"))
    .map(({ name, value }) => ({
      name: `analyze, ${name.replace(": analyze", "")}`,
      speed: value[1] ?? 0,
      own: true,
    })),
].sort((a, b) => a.speed - b.speed);

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const chart = Plot.plot({
  document: document as unknown as Document,
  width: 760,
  height: 40 + 26 * rows.length,
  marginLeft: 250,
  marginBottom: 44,
  marginRight: 60,
  style: { fontFamily: "sans-serif", fontSize: "12px", background: "white" },
  x: { label: "thousand characters a second of processor time", grid: true },
  y: { label: null, domain: rows.map(({ name }) => name) },
  marks: [
    Plot.barX(rows, {
      x: "speed",
      y: "name",
      fill: ({ own }: (typeof rows)[number]) => (own ? "#1f7a5c" : "#9aa5b1"),
    }),
    Plot.text(rows, {
      x: "speed",
      y: "name",
      text: ({ speed }: (typeof rows)[number]) => Math.round(speed).toLocaleString("en"),
      dx: 4,
      textAnchor: "start",
    }),
  ],
});
chart.setAttribute("xmlns", "http://www.w3.org/2000/svg");
const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
title.textContent = `Thousand characters a second of processor time: ${rows.map(({ name, speed }) => `${name} ${Math.round(speed)}`).join(", ")}`;
chart.prepend(title);
writeFileSync(fileURLToPath(new URL("../docs/img/speed.svg", import.meta.url)), `${chart.outerHTML}\n`);
