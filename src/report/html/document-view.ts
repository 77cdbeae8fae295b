import type { Mention } from "../../analysis.ts";
import type { ReportDocument } from "../corpus-report.ts";
import type { Passage } from "../excerpt.ts";
import { fill, lookOf, type Words } from "../words.ts";
import type { DocumentCharts } from "./document-charts.ts";
import { type Content, html, type Markup } from "./markup.ts";

export interface ViewOptions {
  readonly words: Words;
  readonly charts: DocumentCharts;
  readonly aspectLabels: Readonly<Record<string, string>>;
  readonly withText: boolean;
}

/** What a document is called in the report: its title, and where it comes from when that is another name. */
export function namesOf({ source, id, title }: ReportDocument): [string, string] {
  const name = id === undefined ? source : `${source} #${id}`;
  return title === undefined || title === "" ? [name, ""] : [title, name];
}

/** How each kind of mention is marked. */
export function legend(words: Words): Markup {
  const looks = ["supportive", "contrary", "denied", "context"] as const;
  return html`<ul class="legend" aria-label="${words.legend}">${looks.map((look) => html`<li><mark class="${look}">${words.looks[look]}</mark></li>`)}</ul>`;
}

/** A document of the report, folded up until it is asked for: score, plots, and the text with its marks. */
export function documentView(document: ReportDocument, options: ViewOptions): Markup {
  const { words } = options;
  const { rank, analysis } = document;
  const { score } = analysis;
  const [title, path] = namesOf(document);
  return html`<details class="document" id="d${rank}"><summary>${rank}. <b>${score.fit.toFixed(1)}</b> ${title} <span class="soft">${path}</span></summary>
<p>${words.fit} <b>${score.fit.toFixed(1)}</b> (${score.interval.low.toFixed(1)}–${score.interval.high.toFixed(1)})${words.dot}${words.lean} ${signed(score.lean)}${words.dot}${words.level} ${words.levels[score.level]}${flagsOf(document, words).map((flag) => html` <span class="flag">${flag}</span>`)}</p>
${
  analysis.mentions.length === 0
    ? html`<p class="note">${words.noMentions}</p>`
    : html`${tagsView(document)}
<div class="charts"><figure><figcaption>${words.waterfall}<br>${words.waterfallNote}</figcaption>${options.charts.waterfall(document)}</figure>
<figure><figcaption>${words.radar}</figcaption>${options.charts.radar(score.aspects, options.aspectLabels)}</figure></div>
<figure><figcaption>${words.strip}</figcaption>${options.charts.strip(document)}</figure>
${options.withText && legend(words)}`
}
${textView(document, options)}
<p class="back"><a href="#documents">${words.back}</a></p></details>
`;
}

function tagsView({ analysis: { tags } }: ReportDocument): Markup | false {
  return tags.length > 0 && html`<ul class="tags">${tags.map(({ label }) => html`<li>${label}</li>`)}</ul>`;
}

/** Why a document's numbers are to be read with care. */
export function flagsOf({ analysis: { score, quality } }: ReportDocument, words: Words): string[] {
  const known: Readonly<Record<string, string>> = words.defects;
  return [...quality.reasons, ...(score.reason === undefined ? [] : [score.reason])].map((code) =>
    Object.hasOwn(known, code) ? (known[code] ?? code) : code,
  );
}

export function signed(value: number): string {
  const text = value.toFixed(2);
  return Number(text) > 0 ? `+${text}` : text.replace("-", "−").replace(/^−(0\.00)$/, "$1");
}

function textView({ excerpt, analysis, rank }: ReportDocument, { words, withText }: ViewOptions): Content {
  if (!withText) return html`<p class="note">${words.noExcerpt}</p>`;
  const { passages, whole, shown } = excerpt;
  const cut = shown < whole && html`<p class="note">${fill(words.excerptNote, { whole, shown })}</p>`;
  let next = 0;
  const pieces: Content[] = [];
  let end = 0;
  for (const passage of passages) {
    if (passage.start > end) pieces.push(html`<span class="gap">…\n</span>`);
    const { content, after } = passageView(passage, analysis.mentions, next, rank, words);
    pieces.push(content);
    next = after;
    end = passage.start + passage.text.length;
  }
  if (end < whole) pieces.push(html`<span class="gap">…</span>`);
  return html`${cut}<div class="text" lang="ja">${pieces}</div>`;
}

function passageView(
  { start, text }: Passage,
  mentions: readonly Mention[],
  first: number,
  rank: number,
  words: Words,
): { content: Content; after: number } {
  const pieces: Content[] = [];
  let at = start;
  let index = first;
  for (; index < mentions.length; index++) {
    const mention = mentions[index] as Mention;
    if (mention.end > start + text.length) break;
    pieces.push(text.slice(at - start, mention.start - start), markView(mention, `d${rank}m${index}`, words));
    at = mention.end;
  }
  pieces.push(text.slice(at - start));
  return { content: pieces, after: index };
}

function markView(mention: Mention, id: string, words: Words): Markup {
  const look = lookOf(mention);
  const parts = [mention.prefLabel, words.looks[mention.polarity]];
  if (mention.stance === "denied") parts.push(words.denied);
  if (mention.mode !== undefined) parts.push(words.modes[mention.mode]);
  return html`<mark id="${id}" class="${look}" title="${parts.join(words.dot)}">${mention.surface}</mark>`;
}
