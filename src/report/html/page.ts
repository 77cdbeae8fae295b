import type { Level } from "../../analysis.ts";
import { keynessPoints } from "../../score/keyness.ts";
import type { CorpusReport, CrossRow, ReportDocument, ReportGroup } from "../corpus-report.ts";
import { type KwicLine, kwicLines } from "../kwic.ts";
import { fill, lookOf, type ReportLanguage, type Words, wordsOf } from "../words.ts";
import { type Charts, openCharts } from "./charts.ts";
import { type DocumentCharts, openDocumentCharts } from "./document-charts.ts";
import { documentView, flagsOf, legend, namesOf, signed } from "./document-view.ts";
import { type Content, html, type Markup, trusted } from "./markup.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

export interface HtmlOptions {
  readonly language: ReportLanguage;
  /** Most characters of text in the page, all documents together; the best fits come first. 3,000,000 unless given. */
  readonly maxText?: number;
  /** Least fit of each level, for the plot. */
  readonly levels?: readonly number[];
  /** Names of the aspects by their ids. */
  readonly aspectLabels?: Readonly<Record<string, string>>;
}

const MAX_TEXT = 3_000_000;
const MOST_KWIC = 2_000;
const MOST_PAIRS = 60;

/** Pieces of one self-contained page, in order: a large report need not be in memory whole. */
export async function* htmlParts(report: CorpusReport, options: HtmlOptions): AsyncGenerator<string> {
  const words = wordsOf(options.language);
  const [charts, documentCharts] = await Promise.all([openCharts(words), openDocumentCharts(words)]);
  const withText = withinBudget(report.documents, options.maxText ?? MAX_TEXT);
  const context = { report, words, charts, documentCharts, options, withText };
  const [styleHash, scriptHash] = await Promise.all([hashOf(STYLE), hashOf(SCRIPT)]);
  yield headOf(report.title || words.title, options.language, styleHash, scriptHash);
  yield html`<body><a class="skip" href="#overview">${words.skip}</a>
<header><h1>${report.title || words.title}</h1></header>${navigation(context)}<main>`.markup;
  yield overview(context).markup;
  yield documentTable(context).markup;
  for (const section of [crossTable, keynessView, networkView, concordance, failureTable])
    yield section(context).markup;
  yield* documentViews(context);
  yield methodView(context).markup;
  yield `</main><script>${SCRIPT}</script></body></html>\n`;
}

interface Context {
  readonly report: CorpusReport;
  readonly words: Words;
  readonly charts: Charts;
  readonly documentCharts: DocumentCharts;
  readonly options: HtmlOptions;
  readonly withText: ReadonlySet<ReportDocument>;
}

/** The documents whose text the page holds: by rank, as far as the budget reaches. */
function withinBudget(documents: readonly ReportDocument[], budget: number): Set<ReportDocument> {
  let left = budget;
  const within = new Set<ReportDocument>();
  for (const document of documents) {
    if (document.excerpt.shown > left) continue;
    left -= document.excerpt.shown;
    within.add(document);
  }
  return within;
}

const NOTHING: Markup = { markup: "" };

/** Nothing may be loaded from anywhere, and nothing may run or be styled but what stands here. */
function headOf(title: string, language: string, styleHash: string, scriptHash: string): string {
  const policy = `default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${title}</title><style>${trusted(STYLE)}</style></head>
`.markup;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

function navigation({ report, words }: Context): Markup {
  const links: [string, string, boolean][] = [
    ["overview", words.overview, true],
    ["documents", words.documents, true],
    ["cross", words.cross, report.cross.length > 0],
    ["keyness", words.keyness, report.groups.some(({ keyness }) => keyness)],
    ["network", words.network, report.pairs.length > 0],
    ["kwic", words.concordance, report.concepts.length > 0],
    ["failures", words.failures, report.failures.length > 0],
    ["method", words.method, true],
  ];
  return html`<nav aria-label="${words.overview}"><ul>${links
    .filter(([, , there]) => there)
    .map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`;
}

const LEVELS: readonly Level[] = ["strong", "moderate", "slight", "none"];

function overview({ report, words, charts, options }: Context): Markup {
  const { documents, failures, concepts, groups } = report;
  const fits = documents.map(({ analysis }) => analysis.score.fit);
  const counts = LEVELS.map(
    (level) =>
      `${words.levels[level]} ${documents.filter(({ analysis }) => analysis.score.level === level).length}`,
  );
  return html`<section id="overview"><h2>${words.overview}</h2>
<p>${fill(words.summary, { n: documents.length })} ${failures.length > 0 && fill(words.failedCount, { n: failures.length })}<br>
${words.levelCounts}: ${counts.join(words.dot)}<br>
${words.topConcepts}: ${concepts
    .slice(0, 8)
    .map(({ prefLabel, mentions }) => `${prefLabel} ${mentions}`)
    .join(words.dot)}</p>
${documents.length > 0 && html`<p class="note">${words.reading} <a href="#method">${words.method}</a></p>`}
<div class="charts">${fits.length > 0 && html`<figure><figcaption>${words.fitPlot}${words.open}${words.fitPlotNote}${words.close}</figcaption>${charts.fitHistogram(fits, options.levels ?? [])}</figure>`}
${groups.length > 0 && html`<figure><figcaption>${words.fitByGroup}</figcaption>${charts.fitByGroup(documents)}</figure>`}</div>
</section>`;
}

function documentTable({ report, words }: Context): Markup {
  const { documents, groups } = report;
  const hasPages = documents.some(({ pages }) => pages !== undefined);
  const heads: Content[] = [
    sortHead(words.rank, "number", "ascending", words),
    sortHead(words.document, "text", "ascending", words),
    groups.length > 0 && sortHead(words.group, "text", "ascending", words),
    sortHead(words.fit, "number", "descending", words),
    html`<th scope="col" class="wide">${words.interval}</th>`,
    sortHead(words.lean, "number", "descending", words),
    sortHead(words.level, "number", "descending", words),
    hasPages && sortHead(words.pages, "number", "descending", words),
    sortHead(words.characters, "number", "descending", words),
    sortHead(words.mentions, "number", "descending", words),
    html`<th scope="col">${words.flags}</th>`,
  ];
  const rows = documents.map((document) => documentRow(document, groups.length > 0, hasPages, words));
  return html`<section id="documents"><h2>${words.documents}</h2>
<div class="tools" data-for="documents-table" hidden><label>${words.filter}<br><input type="search" data-field="text" placeholder="${words.filterHint}"></label>
<label>${words.level}<br><select data-field="level"><option value="">${words.all}</option>${LEVELS.map((level) => html`<option value="${level}">${words.levels[level]}</option>`)}</select></label>
${groups.length > 0 && html`<label>${words.group}<br><select data-field="group"><option value="">${words.all}</option>${groups.map(({ name }) => html`<option>${name}</option>`)}</select></label>`}
<span class="note"><output></output> ${words.shownCount}</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="${words.documents}"><table class="sortable" id="documents-table"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function documentRow(document: ReportDocument, hasGroups: boolean, hasPages: boolean, words: Words): Markup {
  const { rank, analysis, group, pages } = document;
  const { fit, interval, lean, level, length } = analysis.score;
  const [title, path] = namesOf(document);
  return html`<tr data-level="${level}" data-group="${group ?? ""}"><td class="num">${rank}</td><td class="name"><a href="#d${rank}">${title}</a>${path !== "" && html`<br><span class="soft">${path}</span>`}</td>
${hasGroups && html`<td>${group ?? "—"}</td>`}<td class="num" data-v="${fit}">${fit.toFixed(1)}</td>
<td class="wide">${fitBar(fit, interval.low, interval.high)}<span class="soft">${interval.low.toFixed(1)}–${interval.high.toFixed(1)}</span></td>
<td class="num" data-v="${lean}">${signed(lean)}</td><td class="level-${level}" data-v="${4 - LEVELS.indexOf(level)}">${words.levels[level]}</td>
${hasPages && html`<td class="num">${pages ?? ""}</td>`}<td class="num">${length}</td><td class="num">${analysis.mentions.length}</td>
<td>${flagsOf(document, words).map((flag) => html`<span class="flag">${flag}</span>`)}</td></tr>
`;
}

function fitBar(fit: number, low: number, high: number): Markup {
  return html`<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6" y="3"/><rect class="fit" width="${fit.toFixed(1)}" height="6" y="3"/><path class="span" vector-effect="non-scaling-stroke" d="M${low.toFixed(1)} 1v10M${high.toFixed(1)} 1v10M${low.toFixed(1)} 6H${high.toFixed(1)}"/></svg>`;
}

function sortHead(
  name: string,
  kind: "number" | "text" | "left",
  first: "ascending" | "descending",
  words: Words,
): Markup {
  const isNumber = kind === "number" && name !== words.level;
  return html`<th scope="col"${isNumber && trusted(' class="num"')}><button type="button" data-kind="${kind}" data-first="${first}" title="${name}${words.sortBy}">${name}</button></th>`;
}

function crossTable({ report, words }: Context): Markup {
  const { cross, groups } = report;
  if (cross.length === 0) return NOTHING;
  const heads = groups.map(
    ({ name, documents }) =>
      html`<th scope="col" class="num">${name}<br><span class="soft">n=${documents}</span></th>`,
  );
  return html`<section id="cross"><h2>${words.cross}</h2><p class="note">${words.crossNote}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.cross}"><table class="sortable"><thead><tr>${sortHead(words.concept, "text", "ascending", words)}${heads}${sortHead(words.chiSquare, "number", "descending", words)}<th scope="col" class="num">${words.p}</th></tr></thead>
<tbody>${cross.map((row) => crossRow(row, groups))}</tbody></table></div></section>`;
}

function crossRow({ prefLabel, documents, test }: CrossRow, groups: readonly ReportGroup[]): Markup {
  const cells = documents.map((count, i) => {
    const size = groups[i]?.documents ?? 0;
    const residual = test?.residuals[i] ?? 0;
    const [sign, name] = residual > 1.96 ? ["▲", "up"] : residual < -1.96 ? ["▼", "down"] : ["", ""];
    const share = size === 0 ? "" : ` (${((100 * count) / size).toFixed(0)}%)`;
    const shown = test === undefined ? "" : residual.toFixed(2).replace("-", "−");
    return html`<td class="num">${count}${share} <span class="${name || "soft"}">${sign}${shown}</span></td>`;
  });
  const p = test === undefined ? "" : test.p < 0.001 ? "<.001" : test.p.toFixed(3).replace(/^0/, "");
  return html`<tr><th scope="row">${prefLabel}</th>${cells}<td class="num" data-v="${test?.statistic ?? ""}">${test?.statistic.toFixed(2)}${test?.trusted === false && "†"}</td><td class="num">${p}</td></tr>
`;
}

function keynessView({ report, words, charts }: Context): Markup {
  const parts = report.groups.flatMap(({ name, keyness }) => {
    if (keyness === undefined) return [];
    const { concepts } = keyness;
    // Both ends; the middle says nothing.
    const shown = concepts.filter((_, i) => i < 8 || i >= concepts.length - 8);
    const rows = shown.map(
      ({ prefLabel, a, b, z, logLikelihood }) =>
        html`<tr><th scope="row">${prefLabel}</th><td class="num">${a.mentions} (${a.per10k.toFixed(2)})</td><td class="num">${b.mentions} (${b.per10k.toFixed(2)})</td><td class="num ${z > 1.96 ? "up" : z < -1.96 ? "down" : ""}">${z > 1.96 ? "▲" : z < -1.96 ? "▼" : ""}${z.toFixed(2).replace("-", "−")}</td><td class="num">${logLikelihood.toFixed(2)}</td></tr>\n`,
    );
    return html`<details class="document"><summary>${name}</summary><figure>${charts.keyness(keynessPoints(keyness), `${words.keyness}: ${name}`)}</figure>
<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><caption>${words.mentions}${words.open}${words.per10k}${words.close}</caption><thead><tr><th scope="col">${words.concept}</th><th scope="col" class="num">${name}</th><th scope="col" class="num">${words.otherGroups}</th><th scope="col" class="num">z</th><th scope="col" class="num">G²</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
  });
  if (parts.length === 0) return NOTHING;
  return html`<section id="keyness"><h2>${words.keyness}</h2><p class="note">${words.keynessNote}</p>${parts}</section>`;
}

function networkView({ report, words, charts }: Context): Markup {
  const { pairs, concepts } = report;
  if (pairs.length === 0) return NOTHING;
  const often = pairs.filter(({ together }) => together > 1);
  const shown = (often.length > 0 ? often : pairs).slice(0, MOST_PAIRS);
  const label = new Map(concepts.map(({ conceptId, prefLabel }) => [conceptId, prefLabel]));
  const rows = shown
    .slice(0, 20)
    .map(
      ({ a, b, together, jaccard }) =>
        html`<tr><td>${label.get(a)} — ${label.get(b)}</td><td class="num">${together}</td><td class="num">${jaccard.toFixed(3)}</td></tr>\n`,
    );
  return html`<section id="network"><h2>${words.network}</h2><p class="note">${fill(words.networkNote, { shown: shown.length, all: pairs.length })}　● ${words.looks.supportive}　▲ ${words.looks.contrary}　■ ${words.looks.context}</p>
<figure>${charts.network(concepts, shown)}</figure>
<div class="scroll" tabindex="0" role="region" aria-label="${words.pair}"><table><thead><tr><th scope="col">${words.pair}</th><th scope="col" class="num">${words.together}</th><th scope="col" class="num">${words.jaccard}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function concordance({ report, words, withText }: Context): Markup {
  const all = report.concepts.reduce((sum, { mentions }) => sum + mentions, 0);
  if (all === 0) return NOTHING;
  const rows: Markup[] = [];
  for (const line of kwicLines(report)) {
    if (rows.length >= MOST_KWIC) break;
    const target = withText.has(line.document)
      ? `d${line.document.rank}m${line.index}`
      : `d${line.document.rank}`;
    rows.push(kwicView(line, target, words));
  }
  return html`<section id="kwic"><h2>${words.concordance}</h2>${rows.length < all && html`<p class="note">${fill(words.kwicCut, { shown: rows.length, all })}</p>`}
${rows.length > 100 && html`<p class="note print">${words.kwicPrint}</p>`}${legend(words)}
<div class="tools" data-for="kwic-table" hidden><label>${words.filter}<br><input type="search" data-field="text"></label>
<label>${words.concept}<br><select data-field="concept"><option value="">${words.all}</option>${report.concepts.map(({ conceptId, prefLabel }) => html`<option value="${conceptId}">${prefLabel}</option>`)}</select></label>
<span class="note"><output></output> ${words.shownCount}</span></div>
<div class="scroll" tabindex="0" role="region" aria-label="${words.concordance}"><table class="sortable kwic" id="kwic-table"><thead><tr>${sortHead(words.left, "left", "ascending", words)}${sortHead(words.keyword, "text", "ascending", words)}${sortHead(words.right, "text", "ascending", words)}${sortHead(words.concept, "text", "ascending", words)}<th scope="col">${words.place}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function kwicView({ document, mention, place, left, right }: KwicLine, target: string, words: Words): Markup {
  const where = [
    place?.page === undefined ? "" : fill(words.page, { n: place.page }),
    place === undefined || place.paragraph === 0 ? "" : fill(words.paragraph, { n: place.paragraph }),
  ].filter((part) => part !== "");
  return html`<tr data-concept="${mention.conceptId}"><td class="left">${left}</td><td><a href="#${target}"><span class="key ${lookOf(mention)}">${mention.surface}</span></a></td><td>${right}</td><td>${mention.prefLabel}</td><td class="where"><a href="#d${document.rank}" title="${document.source}">${fileOf(document.source)}${document.id !== undefined && ` #${document.id}`}</a> <span class="soft">${where.join(words.dot)}</span></td></tr>
`;
}

/** A file's name without its folders, which the list of documents shows. */
function fileOf(source: string): string {
  return source.split(/[\\/]/).at(-1) || source;
}

function failureTable({ report, words }: Context): Markup {
  if (report.failures.length === 0) return NOTHING;
  const rows = report.failures.map(
    ({ source, error }) =>
      html`<tr><td class="name">${source}${error.line !== undefined && `:${error.line}`}</td><td>${error.message} <span class="soft">[${error.code}]</span></td></tr>\n`,
  );
  return html`<section id="failures"><h2>${words.failures}</h2><div class="scroll" tabindex="0" role="region" aria-label="${words.failures}"><table><thead><tr><th scope="col">${words.document}</th><th scope="col">${words.reason}</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function* documentViews({ report, words, documentCharts, options, withText }: Context): Generator<string> {
  const { aspectLabels = {} } = options;
  yield html`<section id="texts"><h2>${words.documents}: ${words.legend}</h2>${legend(words)}
<div class="tools"><button type="button" data-open="all" hidden>${words.openAll}</button><button type="button" data-open="none" hidden>${words.closeAll}</button></div>`
    .markup;
  for (const document of report.documents) {
    yield documentView(document, {
      words,
      charts: documentCharts,
      aspectLabels,
      withText: withText.has(document),
    }).markup;
  }
  yield "</section>";
}

function methodView({ report, words }: Context): Markup {
  const { versions, documents } = report;
  const confidence = Math.round(100 * (documents[0]?.analysis.score.interval.confidence ?? 0.9));
  return html`<section id="method"><h2>${words.method}</h2><p>${fill(words.methodText, { confidence })}</p>
${
  versions &&
  html`<p class="note">${words.versions}: ${Object.entries(versions)
    .map(([name, version]) => `${name} ${String(version)}`)
    .join(words.dot)}</p>`
}</section>`;
}
