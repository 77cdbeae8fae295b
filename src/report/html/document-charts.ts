import type { Mention, Score } from "../../analysis.ts";
import { InputError } from "../../errors.ts";
import type { ReportDocument } from "../corpus-report.ts";
import { lookOf, type MentionLook, type Words } from "../words.ts";
import { html, type Markup } from "./markup.ts";

/**
 * Draws the plots of one document, which may be thousands: a page drawn through a DOM (`charts.ts`) took 5 ms for each plot, half the
 * time of a whole report. Here the library scales, and the page's own templates write what little there is to draw.
 */
export interface DocumentCharts {
  waterfall(document: ReportDocument): Markup;
  radar(aspects: Score["aspects"], labels: Readonly<Record<string, string>>): Markup;
  strip(document: ReportDocument): Markup;
}

/** @throws InputError when the package that scales is not installed. */
export async function openDocumentCharts(words: Words): Promise<DocumentCharts> {
  const { scaleBand, scaleLinear } = await loadScales();

  function waterfall(document: ReportDocument): Markup {
    const steps = stepsOf(document, words.others);
    const [width, left, top, row] = [560, 150, 4, 20];
    const bottom = top + row * steps.length;
    const ends = steps.flatMap(({ from, to }) => [from, to]);
    const x = scaleLinear([Math.min(0, ...ends), Math.max(0.1, ...ends)], [left, width - 40]).nice();
    const y = scaleBand(
      steps.map((_, i) => i),
      [top, bottom],
    );
    const ticks = x.ticks(6).map((tick) => {
      const at = short(x(tick));
      return html`<path class="grid" d="M${at} ${top}V${bottom}"/><path class="tick" d="M${at} ${bottom}v6"/><text x="${at}" y="${bottom + 16}">${plain(tick)}</text>`;
    });
    const bars = steps.map(({ label, from, to, isSum }, i) => {
      const at = y(i) ?? 0;
      const look = isSum ? "accent" : to >= from ? "supportive" : "contrary";
      const points = signed(isSum ? to : to - from, isSum);
      const [start, end] = [x(Math.min(from, to)), x(Math.max(from, to))];
      return html`<rect class="${look}" x="${short(start)}" y="${at + 3}" width="${short(end - start)}" height="${row - 6}"/><text class="end" x="${left - 9}" y="${at + 13.5}">${label}</text><text class="start" x="${short(end + 4)}" y="${at + 13.5}">${points}</text>`;
    });
    const zero = short(x(0));
    return html`<svg class="plot" role="img" aria-label="${words.waterfall}" width="${width}" height="${bottom + 32}" viewBox="0 0 ${width} ${bottom + 32}">${ticks}${bars}<path class="tick" d="M${zero} ${top}V${bottom}"/><text class="end" x="${width}" y="${bottom + 30}">${words.fit} →</text></svg>`;
  }

  function radar(aspects: Score["aspects"], labels: Readonly<Record<string, string>>): Markup {
    const [width, height] = [380, 300];
    const x = scaleLinear([-1.8, 1.8], [20, width - 20]);
    const y = scaleLinear([-1.25, 1.25], [height - 30, 30]);
    const axes = Object.entries(aspects).map(([id, value], i, all) => {
      const angle = Math.PI / 2 - (2 * Math.PI * i) / all.length;
      return { label: labels[id] ?? id, value, cos: Math.cos(angle), sin: Math.sin(angle) };
    });
    const outline = (radiusOf: (value: number) => number) =>
      axes.map(
        ({ value, cos, sin }) => `${short(x(radiusOf(value) * cos))} ${short(y(radiusOf(value) * sin))}`,
      );
    const rings = [0.25, 0.5, 0.75, 1].map((radius) => `M${outline(() => radius).join("L")}Z`).join("");
    const rays = outline(() => 1)
      .map((end) => `M${short(x(0))} ${short(y(0))}L${end}`)
      .join("");
    const dots = outline((value) => value).map((at) => {
      const [cx = "", cy = ""] = at.split(" ");
      return html`<circle class="accent" cx="${cx}" cy="${cy}" r="2.5"/>`;
    });
    const names = axes.map(({ label, value, cos, sin }) => {
      const [at, above] = [short(x(1.1 * cos)), y(1.15 * sin)];
      const side = cos > 0.1 ? "start" : cos < -0.1 ? "end" : "middle";
      return html`<text class="${side}" x="${at}" y="${short(above - 2)}">${label}</text><text class="${side}" x="${at}" y="${short(above + 9)}">${value.toFixed(2)}</text>`;
    });
    return html`<svg class="plot" role="img" aria-label="${words.radar}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><path class="frame" d="${rings}${rays}"/><path class="area" d="M${outline((value) => value).join("L")}Z"/>${dots}${names}</svg>`;
  }

  function strip({ analysis, excerpt }: ReportDocument): Markup {
    const [width, left, top, row] = [900, 80, 4, 17];
    const bottom = top + row * LOOKS.length;
    const x = scaleLinear([0, STRIP_CELLS], [left, width - 20]);
    const y = scaleBand(LOOKS, [top, bottom]);
    const rows = LOOKS.map((look) => {
      const at = y(look) ?? 0;
      return html`<rect class="empty" x="${left}" y="${at + 1}" width="${width - 20 - left}" height="${row - 2}"/><text class="end" x="${left - 9}" y="${at + 12}">${words.looks[look]}</text>`;
    });
    const cells = cellsOf(analysis.mentions, excerpt.whole).map(
      ({ look, cell, count }) =>
        html`<rect class="${look}" x="${short(x(cell))}" y="${(y(look) ?? 0) + 1}" width="${short(x(1) - x(0))}" height="${row - 2}" fill-opacity="${short(Math.min(1, 0.45 + 0.2 * count))}"/>`,
    );
    const ticks = x.ticks(10).map((tick) => {
      const at = short(x(tick));
      return html`<path class="tick" d="M${at} ${bottom}v5"/><text x="${at}" y="${bottom + 15}">${tick} %</text>`;
    });
    return html`<svg class="plot" role="img" aria-label="${words.strip}" width="${width}" height="${bottom + 20}" viewBox="0 0 ${width} ${bottom + 20}">${rows}${cells}${ticks}</svg>`;
  }

  return { waterfall, radar, strip };
}

const LOOKS: readonly MentionLook[] = ["supportive", "contrary", "denied", "context"];
const MOST_STEPS = 12;
const STRIP_CELLS = 100;

interface Step {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly isSum: boolean;
}

/** The concepts that matter most, the rest in one step, and the sum. */
function stepsOf({ analysis: { score, mentions } }: ReportDocument, others: string): Step[] {
  const parts = [...score.contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const shown = parts.slice(0, MOST_STEPS).sort((a, b) => b.points - a.points);
  const rest = parts.slice(MOST_STEPS).reduce((sum, { points }) => sum + points, 0);
  const steps: Step[] = [];
  let at = 0;
  const add = (label: string, points: number) => {
    steps.push({ label, from: at, to: at + points, isSum: false });
    at += points;
  };
  for (const { conceptId, points, mentions: own } of shown) {
    const uses = own.flatMap((index) => mentions[index] ?? []);
    const isDenied = uses.length > 0 && uses.every(({ stance }) => stance === "denied");
    add(`${isDenied ? "×" : ""}${uses[0]?.prefLabel ?? conceptId}`, points);
  }
  if (parts.length > MOST_STEPS) add(others, rest);
  steps.push({ label: "＝", from: 0, to: score.fit, isSum: true });
  return steps;
}

function signed(points: number, isSum: boolean): string {
  const rounded = Number(points.toFixed(1)) + 0;
  return `${rounded > 0 && !isSum ? "+" : ""}${plain(rounded, 1)}`;
}

function plain(value: number, digits = 0): string {
  return (Number.isInteger(value) ? value.toFixed(digits) : String(value)).replace("-", "−");
}

/** A length in pixels; hundredths are not seen. */
function short(length: number): string {
  return String(Math.round(100 * length) / 100 + 0);
}

interface StripCell {
  readonly look: MentionLook;
  readonly cell: number;
  readonly count: number;
}

function cellsOf(mentions: readonly Mention[], length: number): StripCell[] {
  const counts = new Map<string, StripCell>();
  for (const mention of mentions) {
    const look = lookOf(mention);
    const cell = Math.min(STRIP_CELLS - 1, Math.floor((STRIP_CELLS * mention.start) / Math.max(1, length)));
    const key = `${look} ${cell}`;
    counts.set(key, { look, cell, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

async function loadScales(): Promise<Pick<typeof import("d3-scale"), "scaleBand" | "scaleLinear">> {
  try {
    return await import("d3-scale");
  } catch (error) {
    const message =
      "drawing a report needs packages that are not installed; run: npm install @observablehq/plot d3-force d3-scale linkedom";
    throw new InputError("report", [{ code: "report/missing-package", message }], { cause: error });
  }
}
