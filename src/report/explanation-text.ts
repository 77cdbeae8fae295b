import { createColors } from "picocolors";
import type { Mention } from "../analysis.ts";
import type { ConceptReason, Explanation, MentionReason } from "../score/explain.ts";
import { markMentions, oneLine, type TextOptions } from "./text.ts";

const WORDS = {
  ja: {
    without: "この概念がなければ",
    withoutMention: "なければ",
    cue: "手がかり",
    sum: "合計",
    uncounted: "点に数えない語",
    none: "該当する語はありません",
  },
  en: {
    without: "without this concept",
    withoutMention: "without",
    cue: "cue",
    sum: "sum",
    uncounted: "terms that earn no points",
    none: "no terms found",
  },
};

/**
 * An explanation for a person at a terminal: each concept with its points, under it each mention in its sentence with the
 * cue that decided its stance, its points, and what `fit` would be without it.
 *
 * @param text The text that was analysed, and `mentions` its mentions.
 */
export function renderExplanation(
  { fit, concepts, mentions: reasons }: Explanation,
  text: string,
  mentions: readonly Mention[],
  options: Omit<TextOptions, "contexts">,
): string {
  const colors = createColors(options.color);
  const words = WORDS[options.language];
  if (reasons.length === 0) return `  ${colors.dim(words.none)}\n`;
  const lines: string[] = [];
  const block = ({ prefLabel, points, fitWithout }: ConceptReason) =>
    `  ${signed(points, options.color)}  ${colors.bold(prefLabel)}  ${colors.dim(`${words.without} ${fitWithout.toFixed(1)}`)}`;
  for (const concept of concepts) {
    lines.push(block(concept));
    for (const index of concept.mentions) lines.push(...mentionLines(index));
  }
  lines.push(`  ${signed(fit, false)}  ${words.sum}`);
  const counted = new Set(concepts.flatMap((concept) => concept.mentions));
  const uncounted = reasons.filter(({ mention }) => !counted.has(mention));
  if (uncounted.length > 0) {
    lines.push("", `  ${colors.dim(words.uncounted)}`);
    for (const { mention } of uncounted) lines.push(...mentionLines(mention));
  }
  return `${lines.join("\n")}\n`;

  function mentionLines(index: number): string[] {
    const reason = reasons[index];
    const mention = mentions[index];
    if (reason === undefined || mention === undefined) return [];
    const context = markMentions(text, mention.sentence, [mention], options.color).trim();
    return [
      `      ${signed(reason.points, options.color)}  ${context}`,
      `             ${colors.dim(detailOf(reason, mention, options.language))}`,
    ];
  }
}

function detailOf(
  { cue, fitWithout }: MentionReason,
  { stance, mode }: Mention,
  language: "ja" | "en",
): string {
  const words = WORDS[language];
  const parts: string[] = [language === "ja" ? STANCES[stance] : stance];
  if (mode !== undefined) parts.push(mode);
  if (cue !== undefined) parts.push(`${words.cue} 「${oneLine(cue.text)}」 (${cue.rule})`);
  parts.push(`${words.withoutMention} ${fitWithout.toFixed(1)}`);
  return parts.join(" · ");
}

const STANCES = { affirmed: "肯定", denied: "否定" } as const;

function signed(points: number, color: boolean): string {
  const colors = createColors(color);
  // A rest of 1e-15 must not show as -0.0.
  const rounded = Number(points.toFixed(1)) + 0;
  const text = `${rounded > 0 ? "+" : ""}${rounded.toFixed(1)}`.padStart(6);
  if (rounded === 0) return colors.dim(text);
  return rounded > 0 ? colors.green(text) : colors.red(text);
}
