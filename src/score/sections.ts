import type { Mention, Section } from "../analysis.ts";
import type { Document } from "../document.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { pointsOfMentions } from "./contributions.ts";
import type { Extent } from "./extent.ts";
import { fitOf, leanOf } from "./formula.ts";
import type { Profile } from "./profile.ts";
import { isJudgeable, levelOf } from "./score.ts";
import { tallyEvidence } from "./tally.ts";

/** Where a section begins and ends, before it is scored. */
export type Outline = Pick<Section, "start" | "end" | "title" | "depth" | "parent">;

/** Word has nine levels of headings. A bound keeps the cost linear: each level reads the mentions once. */
const DEEPEST = 9;

/**
 * The sections of a document by its headings, in order: each reaches from its heading to the next of the same or a higher level.
 * Text before the first heading is in none. Linear in the number of blocks.
 *
 * @example
 * findSections(document).map(({ title, depth }) => [title, depth]); // [["基本方針", 1], ["伴走支援", 2], ["道路", 1]]
 */
export function findSections({ text, blocks }: Pick<Document, "text" | "blocks">): Outline[] {
  const found: { start: number; end: number; title: string; depth: number; parent?: number }[] = [];
  const open: number[] = [];
  for (const block of blocks) {
    if (block.kind !== "heading") continue;
    const depth = Math.min(block.level ?? 1, DEEPEST);
    while (open.length > 0 && (found[open.at(-1) as number]?.depth ?? 0) >= depth)
      close(open.pop() as number, block.start);
    const parent = open.at(-1);
    const title = text.slice(block.start, block.end).replace(/\s+/g, " ").trim();
    open.push(found.length);
    found.push({
      start: block.start,
      end: text.length,
      title,
      depth,
      ...(parent !== undefined && { parent }),
    });
  }
  function close(index: number, end: number): void {
    const section = found[index];
    if (section !== undefined) section.end = end;
  }
  return found;
}

/** The index of the innermost section that each mention (in text order) stands in, or `undefined` before the first heading. */
export function placeMentions(
  mentions: readonly Pick<Mention, "start">[],
  outlines: readonly Pick<Section, "start" | "end">[],
): (number | undefined)[] {
  let next = 0;
  // Sections nest and the first always runs on to the next of its level: the last one begun is the innermost.
  return mentions.map(({ start }) => {
    while (next < outlines.length && (outlines[next]?.start ?? 0) <= start) next++;
    return next === 0 ? undefined : next - 1;
  });
}

/**
 * Scores each section as a document of its own (a plan of 200 pages may fit little and its one chapter much), and finds the
 * carrier, which adds most to the document's fit. `mentions` and `extent` are those of the whole document.
 * Linear in mentions and sentences for each level of headings.
 */
export function scoreSections(
  outlines: readonly Outline[],
  mentions: readonly Mention[],
  extent: Extent,
  profile: Profile,
  thesaurus: Thesaurus,
): Section[] {
  const points = pointsOfMentions(tallyEvidence(mentions, profile, thesaurus), extent.length, profile);
  const own = outlines.map(() => 0);
  placeMentions(mentions, outlines).forEach((section, mention) => {
    if (section !== undefined) own[section] = (own[section] ?? 0) + (points[mention] ?? 0);
  });
  const most = own.reduce((a, b) => Math.max(a, b), 0);
  const carrier = most > 0 ? own.indexOf(most) : -1;
  return outlines.map((outline, index) => ({
    ...outline,
    ...scoreStretch(outline, mentions, extent, profile, thesaurus),
    points: own[index] ?? 0,
    carrier: index === carrier,
  }));
}

function scoreStretch(
  { start, end }: Outline,
  mentions: readonly Mention[],
  extent: Extent,
  profile: Profile,
  thesaurus: Thesaurus,
): Pick<Section, "fit" | "lean" | "level" | "length" | "judgeable"> {
  const inside = mentions.slice(firstFrom(mentions, start), firstFrom(mentions, end));
  const from = firstFrom(extent.sentences, start);
  const to = firstFrom(extent.sentences, end);
  const length = extent.lengths.slice(from, to).reduce((sum, part) => sum + part, 0);
  const { tally } = tallyEvidence(inside, profile, thesaurus);
  const fit = fitOf(tally, length, profile);
  return {
    fit,
    lean: leanOf(tally, length, profile),
    level: levelOf(fit, profile),
    length,
    judgeable: isJudgeable(length, to - from, profile),
  };
}

/** The index of the first span that begins at `offset` or behind it. */
function firstFrom(spans: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
