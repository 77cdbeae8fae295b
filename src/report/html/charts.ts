import { InputError } from "../../errors.ts";
import type { KeynessPoint } from "../../score/keyness.ts";
import type { ConceptPair, ConceptUse, CorpusReport } from "../corpus-report.ts";
import type { MentionLook, Words } from "../words.ts";
import { type Markup, trusted } from "./markup.ts";

/** Draws the plots of all documents together, as SVG without a browser. Colours are the page's own variables, so that they follow its light and dark. */
export interface Charts {
  fitHistogram(fits: readonly number[], levels: readonly number[]): Markup;
  fitByGroup(documents: CorpusReport["documents"]): Markup;
  network(concepts: readonly ConceptUse[], pairs: readonly ConceptPair[]): Markup;
  keyness(points: readonly KeynessPoint[], label: string): Markup;
}

type Plotting = typeof import("@observablehq/plot");
type Options = import("@observablehq/plot").PlotOptions;

const COLORS: Readonly<Record<MentionLook, string>> = {
  supportive: "var(--supportive)",
  contrary: "var(--contrary)",
  denied: "var(--denied)",
  context: "var(--context)",
};

/** @throws InputError when a package that draws is not installed. */
export async function openCharts(words: Words): Promise<Charts> {
  const { Plot, force, document } = await loadPackages();
  const draw = (options: Options, label: string): Markup => {
    const svg = Plot.plot({ ...options, document, className: "plot" }) as Element;
    // The page allows no style but its own sheet, which has these rules.
    for (const style of svg.querySelectorAll("style")) style.remove();
    for (const styled of svg.querySelectorAll("[style]")) styled.removeAttribute("style");
    svg.removeAttribute("style");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
    return trusted(svg.outerHTML);
  };

  const levelNames = [words.levels.slight, words.levels.moderate, words.levels.strong];
  return {
    fitHistogram: (fits, levels) =>
      draw(
        {
          width: 580,
          height: 260,
          marginTop: 50,
          x: { domain: [0, 100], label: words.fit },
          y: { label: words.count, grid: true, tickFormat: "d", nice: true },
          marks: [
            Plot.rectY(
              fits.map((fit) => ({ fit })),
              {
                ...Plot.binX({ y: "count" }, { x: "fit", thresholds: BINS }),
                fill: "var(--accent)",
              },
            ),
            // Few documents among many are a bar too low to see.
            Plot.textY(
              fits.map((fit) => ({ fit })),
              {
                ...Plot.binX({ y: "count", text: "count" }, { x: "fit", thresholds: BINS }),
                dy: -6,
                fill: "currentColor",
              },
            ),
            Plot.ruleX(levels, { stroke: "currentColor", strokeDasharray: "4 3", strokeOpacity: 0.6 }),
            Plot.text(
              levels.map((least, i) => ({ least, name: levelNames[i] ?? "" })),
              { x: "least", text: "name", frameAnchor: "top", textAnchor: "start", dy: -26, dx: 1 },
            ),
            Plot.ruleY([0]),
          ],
        },
        words.fitPlot,
      ),

    fitByGroup: (documents) => {
      const points = documents.flatMap(({ group, analysis }) =>
        group === undefined ? [] : [{ group, fit: analysis.score.fit }],
      );
      const groups = new Set(points.map(({ group }) => group)).size;
      return draw(
        {
          width: 580,
          height: 50 + 28 * groups,
          marginLeft: 130,
          x: { domain: [0, 100], label: words.fit, grid: true },
          // Named, or Plot would put a warning sign on groups that look like numbers (years).
          y: { type: "band", label: null },
          marks: [
            Plot.dot(points, { x: "fit", y: "group", r: 3, fill: "var(--accent)", fillOpacity: 0.45 }),
            Plot.tickX(points, Plot.groupY({ x: "mean" }, { x: "fit", y: "group", strokeWidth: 2.5 })),
          ],
        },
        words.fitByGroup,
      );
    },

    network: (concepts, pairs) => {
      const nodes = placeNodes(force, concepts, pairs);
      const at = new Map(nodes.map((node) => [node.use.conceptId, node]));
      const links = pairs.flatMap(({ a, b, jaccard }) => {
        const [from, to] = [at.get(a), at.get(b)];
        return from && to ? [{ x1: from.x, y1: from.y, x2: to.x, y2: to.y, jaccard }] : [];
      });
      return draw(
        {
          width: 900,
          height: 560,
          margin: 40,
          marginLeft: 70,
          marginRight: 70,
          x: { axis: null },
          y: { axis: null },
          r: { type: "identity" },
          symbol: { type: "identity" },
          marks: [
            Plot.link(links, {
              x1: "x1",
              y1: "y1",
              x2: "x2",
              y2: "y2",
              stroke: "currentColor",
              strokeOpacity: 0.3,
              strokeWidth: (link: { jaccard: number }) => 0.8 + 7 * link.jaccard,
            }),
            Plot.dot(nodes, {
              x: "x",
              y: "y",
              r: (node: Node) => node.radius,
              symbol: (node: Node) => SYMBOLS[node.use.polarity],
              fill: (node: Node) => COLORS[node.use.polarity],
              stroke: "var(--paper)",
            }),
            // A label stands above its mark, whose size is not the same everywhere.
            ...nodes.map((node) =>
              Plot.text([node], {
                x: "x",
                y: "y",
                text: (shown: Node) => shown.use.prefLabel,
                dy: -8 - node.radius,
                fontSize: 11,
                stroke: "var(--paper)",
                strokeWidth: 3,
                fill: "currentColor",
              }),
            ),
          ],
        },
        words.network,
      );
    },

    keyness: (points, label) => {
      const marked = legible([...points].sort((a, b) => Math.abs(b.z) - Math.abs(a.z)).slice(0, 16));
      return draw(
        {
          width: 640,
          height: 300,
          marginLeft: 50,
          marginRight: 60,
          x: { label: "z", grid: true },
          y: { type: "log", label: words.per10k, tickFormat: "~g", ticks: 4 },
          marks: [
            Plot.ruleX([0]),
            Plot.ruleX([-1.96, 1.96], { strokeDasharray: "4 3", strokeOpacity: 0.5 }),
            Plot.dot(points, { x: "z", y: "per10k", r: 3, fill: "var(--accent)" }),
            Plot.text(marked, { x: "z", y: "per10k", text: "label", dy: -9, fontSize: 10 }),
          ],
        },
        label,
      );
    },
  };
}

/** Of labels in the order of their weight, those that do not run into one before them. */
function legible(points: readonly KeynessPoint[]): KeynessPoint[] {
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values) || 1;
  // Of the plot's 530 × 250 points; a letter is 10 wide and a line 12 high.
  const across = 530 / span([...points.map(({ z }) => z), 0]);
  const down = 250 / span(points.map(({ per10k }) => Math.log(per10k)));
  const kept: KeynessPoint[] = [];
  for (const point of points) {
    const isFree = kept.every(
      (other) =>
        across * Math.abs(point.z - other.z) > 5 * (point.label.length + other.label.length) ||
        down * Math.abs(Math.log(point.per10k) - Math.log(other.per10k)) > 12,
    );
    if (isFree) kept.push(point);
  }
  return kept;
}

const BINS = Array.from({ length: 21 }, (_, i) => 5 * i);
const SYMBOLS = { supportive: "circle", contrary: "triangle", context: "square" } as const;

interface Node {
  readonly use: ConceptUse;
  /** In pixels; the area goes with the number of mentions. */
  readonly radius: number;
  x: number;
  y: number;
}

/** The same corpus gives the same picture: d3-force begins on a spiral and draws its own reproducible random numbers. */
function placeNodes(
  { forceSimulation, forceLink, forceManyBody, forceX, forceY, forceCollide }: typeof import("d3-force"),
  concepts: readonly ConceptUse[],
  pairs: readonly ConceptPair[],
): Node[] {
  const linked = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const shown = concepts.filter(({ conceptId }) => linked.has(conceptId));
  const most = shown.reduce((max, { mentions }) => Math.max(max, mentions), 1);
  const nodes: Node[] = shown.map((use, i) => ({
    use,
    radius: 3 + 13 * Math.sqrt(use.mentions / most),
    x: Math.cos(2.4 * i) * 10 * Math.sqrt(i + 1),
    y: Math.sin(2.4 * i) * 10 * Math.sqrt(i + 1),
  }));
  const index = new Map(nodes.map(({ use }, i) => [use.conceptId, i]));
  const links = pairs.map(({ a, b, jaccard }) => ({
    source: index.get(a) ?? 0,
    target: index.get(b) ?? 0,
    jaccard,
  }));
  forceSimulation(nodes)
    .force("link", forceLink(links).distance(90).strength(0.3))
    .force("charge", forceManyBody().strength(-320))
    .force("x", forceX(0).strength(0.05))
    .force("y", forceY(0).strength(0.09))
    .force("collide", forceCollide(30))
    .stop()
    .tick(200);
  return nodes;
}

async function loadPackages(): Promise<{
  Plot: Plotting;
  force: typeof import("d3-force");
  document: Document;
}> {
  try {
    const [Plot, force, { parseHTML }] = await Promise.all([
      import("@observablehq/plot"),
      import("d3-force"),
      import("linkedom"),
    ]);
    return { Plot, force, document: parseHTML("<!doctype html><html><body></body></html>").document };
  } catch (error) {
    const message =
      "drawing a report needs packages that are not installed; run: npm install @observablehq/plot d3-force d3-scale linkedom";
    throw new InputError("report", [{ code: "report/missing-package", message }], { cause: error });
  }
}
