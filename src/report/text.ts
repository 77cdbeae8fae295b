import { createColors } from "picocolors";
import type { Level, Mention, Section } from "../analysis.ts";
import type { Span } from "../text/span.ts";
import type { AnalysisRecord } from "./json.ts";

export interface TextOptions {
  readonly language: "ja" | "en";
  readonly color: boolean;
  /** How many sentences are shown. */
  readonly contexts: number;
}

const LEVELS: Readonly<Record<Level, Readonly<Record<"ja" | "en", string>>>> = {
  none: { ja: "なし", en: "none" },
  slight: { ja: "わずか", en: "slight" },
  moderate: { ja: "中程度", en: "moderate" },
  strong: { ja: "強い", en: "strong" },
};

const WORDS = {
  ja: {
    lean: "向き",
    points: "得点",
    carrier: "中心の節",
    none: "該当する語はありません",
    short: "短すぎて判定できません",
    defects: "注意",
  },
  en: {
    lean: "lean",
    points: "points",
    carrier: "mainly in",
    none: "no terms found",
    short: "too short to judge",
    defects: "caution",
  },
};

/**
 * One analysed text for a person at a terminal: score bar, what earned the points, terms in their sentences.
 *
 * Terms stand in brackets with a sign, so that they read without colour: `[+寄り添い]` supports, `[-丸投げ]` is contrary,
 * `[連携]` is context, and `[×…]` is denied. Control characters of the text never reach the terminal.
 *
 * @param text The text that the mentions' offsets point into.
 */
export function renderText(record: AnalysisRecord, text: string, options: TextOptions): string {
  const colors = createColors(options.color);
  const words = WORDS[options.language];
  const lines = [colors.bold(originLine(record)), `  ${scoreLine(record, options)}`];
  if (!record.score.judgeable) lines.push(`  ${colors.yellow(words.short)}`);
  const defects = record.defects ?? [];
  if (defects.length > 0) lines.push(`  ${colors.yellow(`${words.defects}: ${defects.join(", ")}`)}`);
  const earned = contributionLine(record);
  if (earned !== "") lines.push(`  ${words.points}  ${earned}`);
  if (record.mentions.length === 0) lines.push(`  ${colors.dim(words.none)}`);
  const carrier = carrierOf(record);
  if (carrier !== undefined) {
    lines.push(`  ${words.carrier}  ${oneLine(carrier.title)} (${carrier.fit.toFixed(1)})`);
  }
  for (const context of pickContexts(record, options.contexts)) {
    lines.push(`    ${renderContext(text, context, record.mentions, options)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Several texts in one table, the best fit first; those of the same fit stay in the order given. */
export function renderRanking(records: readonly AnalysisRecord[], options: TextOptions): string {
  const colors = createColors(options.color);
  const ranked = [...records].sort((a, b) => b.score.fit - a.score.fit);
  return ranked
    .map((record, index) => {
      const place = colors.dim(String(index + 1).padStart(3));
      return `${place}  ${scoreLine(record, options)}  ${originLine(record)}\n`;
    })
    .join("");
}

/**
 * The characters of `text` in `span` with every mention marked, on one line and safe for a terminal.
 *
 * @example
 * markMentions("丸投げではなく伴走支援", { start: 0, end: 11 }, mentions, false); // => "[×丸投げ]ではなく[+伴走支援]"
 */
export function markMentions(text: string, span: Span, mentions: readonly Mention[], color: boolean): string {
  let marked = "";
  let at = span.start;
  for (const mention of mentions) {
    if (mention.start < at || mention.end > span.end) continue;
    marked += oneLine(text.slice(at, mention.start)) + markMention(mention, color);
    at = mention.end;
  }
  return marked + oneLine(text.slice(at, span.end));
}

/** Text on one line without the control characters that could move a cursor or colour a terminal. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out here
  return text.replace(/\s+/g, " ").replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "�");
}

function markMention({ surface, polarity, stance }: Mention, color: boolean): string {
  const colors = createColors(color);
  const word = oneLine(surface);
  if (stance === "denied") return colors.yellow(`[×${word}]`);
  if (polarity === "supportive") return colors.green(`[+${word}]`);
  if (polarity === "contrary") return colors.red(`[-${word}]`);
  return colors.cyan(`[${word}]`);
}

function originLine({ source, id, line }: AnalysisRecord): string {
  const item = id ?? line;
  return oneLine(item === undefined ? source : `${source} #${item}`);
}

function scoreLine({ score }: AnalysisRecord, { language, color }: TextOptions): string {
  const colors = createColors(color);
  const full = Math.round(score.fit / 5);
  const paint = score.lean < 0 ? colors.red : colors.green;
  const bar = paint("█".repeat(full)) + colors.dim("░".repeat(20 - full));
  const lean = `${score.lean > 0 ? "+" : ""}${score.lean.toFixed(2)}`;
  const level = padWide(LEVELS[score.level][language], 8);
  return `${score.fit.toFixed(1).padStart(5)} ${bar} ${level} ${WORDS[language].lean} ${lean.padStart(5)}`;
}

function contributionLine({ score, mentions }: AnalysisRecord): string {
  const labels = new Map(mentions.map(({ conceptId, prefLabel }) => [conceptId, prefLabel]));
  return [...score.contributions]
    .filter(({ points }) => Math.abs(points) >= 0.05)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, 5)
    .map(({ conceptId, points, mentions: indexes }) => {
      const signed = `${points > 0 ? "+" : ""}${points.toFixed(1)}`;
      return `${labels.get(conceptId) ?? conceptId} ${signed} (${indexes.length})`;
    })
    .join(" · ");
}

/** The section that adds most, where the document has others beside it and above its title. */
function carrierOf({ sections = [] }: AnalysisRecord): Section | undefined {
  return sections.length > 1 ? sections.find(({ carrier, title }) => carrier && title !== "") : undefined;
}

/** The first mention of each concept, those that moved the score most first, one for each sentence. */
function pickContexts({ score, mentions }: AnalysisRecord, limit: number): Mention[] {
  const byPoints = [...score.contributions].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const picked: Mention[] = [];
  const sentences = new Set<number>();
  for (const { mentions: indexes } of byPoints) {
    const mention = indexes
      .map((index) => mentions[index])
      .find((found) => found !== undefined && !sentences.has(found.sentence.start));
    if (picked.length === limit || mention === undefined) continue;
    sentences.add(mention.sentence.start);
    picked.push(mention);
  }
  return picked.sort((a, b) => a.start - b.start);
}

// About one terminal line of Japanese either side of the term.
const BEFORE = 24;
const AFTER = 40;

function renderContext(
  text: string,
  focus: Mention,
  mentions: readonly Mention[],
  options: TextOptions,
): string {
  const start = wholeCharacter(text, Math.max(focus.sentence.start, focus.start - BEFORE));
  const end = wholeCharacter(text, Math.min(focus.sentence.end, focus.end + AFTER));
  const head = start > focus.sentence.start ? "…" : "";
  const tail = end < focus.sentence.end ? "…" : "";
  return `${head}${markMentions(text, { start, end }, mentions, options.color).trim()}${tail}`;
}

/** An offset that does not part a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return offset > 0 && unit >= 0xdc00 && unit <= 0xdfff ? offset - 1 : offset;
}

/** Pads to a width in terminal columns, where a Japanese character takes two. */
function padWide(text: string, columns: number): string {
  const width = [...text].reduce(
    (sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x10ff ? 2 : 1),
    0,
  );
  return text + " ".repeat(Math.max(0, columns - width));
}
