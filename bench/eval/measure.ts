import type { Span } from "../../src/text/span.ts";
import type { GoldMention, GoldPassage } from "./gold.ts";

/** What a method says of one passage. */
export interface Prediction {
  readonly fit: number;
  readonly lean: number;
  readonly mentions: readonly GoldMention[];
}

export type MentionClass = "supportive" | "contrary" | "context";
export const CLASSES: readonly MentionClass[] = ["supportive", "contrary", "context"];
const CLASS_OF: Readonly<Record<string, MentionClass>> = {
  core: "supportive",
  synonym: "supportive",
  antonym: "contrary",
  cooccurring: "context",
  related: "context",
};

interface Counts {
  tp: number;
  fp: number;
  fn: number;
}

export interface Measures {
  readonly classes: Readonly<
    Record<MentionClass, { precision: number; recall: number; f1: number } & Counts>
  >;
  readonly conceptAccuracy: number;
  readonly stanceAccuracy: number;
  readonly deniedRecall: number;
  readonly fitSpearman: number;
  /** The chance that a passage of the one group is put above one of the other; null where a group is empty. */
  readonly fitAuc: number | null;
  readonly leanAuc: number | null;
  /** Every error with the words around it. */
  readonly errors: readonly string[];
}

/**
 * A mention is right when it overlaps a gold mention of its class, one to one; an optional gold mention counts neither way.
 * Concepts and stances are compared over the right mentions, stances without context words. fit: Spearman over all passages, and the
 * chance that a passage of 3-4 scores above one of 0-1; lean: that a passage of fit 2 or more leans above a contrary one.
 */
export function measure(
  gold: readonly GoldPassage[],
  predict: (passage: GoldPassage) => Prediction,
): Measures {
  const counts: Record<MentionClass, Counts> = { supportive: zero(), contrary: zero(), context: zero() };
  const concepts = { right: 0, of: 0 };
  const stances = { right: 0, of: 0, denied: 0, deniedRight: 0 };
  const errors: string[] = [];
  const fits: number[] = [];
  const leans: number[] = [];
  for (const passage of gold) {
    const prediction = predict(passage);
    fits.push(prediction.fit);
    leans.push(prediction.lean);
    for (const mentionClass of CLASSES) {
      const free = new Set(prediction.mentions.filter(({ relation }) => CLASS_OF[relation] === mentionClass));
      for (const wanted of passage.mentions) {
        if (CLASS_OF[wanted.relation] !== mentionClass || wanted.optional) continue;
        const found = mostOverlapping(wanted, free);
        if (found === undefined) {
          counts[mentionClass].fn++;
          errors.push(
            `${passage.id}\tmissed ${mentionClass}\t${wanted.concept}\t${inContext(passage.text, wanted)}`,
          );
          continue;
        }
        free.delete(found);
        counts[mentionClass].tp++;
        concepts.of++;
        if (found.concept === wanted.concept) concepts.right++;
        else
          errors.push(
            `${passage.id}\tconcept ${found.concept}, expected\t${wanted.concept}\t${inContext(passage.text, wanted)}`,
          );
        if (mentionClass === "context") continue;
        stances.of++;
        if (wanted.stance === "denied") stances.denied++;
        if (found.stance === wanted.stance) {
          stances.right++;
          if (wanted.stance === "denied") stances.deniedRight++;
        } else
          errors.push(
            `${passage.id}\tstance ${found.stance}, expected ${wanted.stance}\t${wanted.concept}\t${inContext(passage.text, wanted)}`,
          );
      }
      for (const extra of free) {
        if (passage.mentions.some((mention) => mention.optional && overlap(mention, extra) > 0)) continue;
        counts[mentionClass].fp++;
        errors.push(
          `${passage.id}\tspurious ${mentionClass}\t${extra.concept}\t${inContext(passage.text, extra)}`,
        );
      }
    }
  }
  const where = <T>(values: readonly T[], keep: (passage: GoldPassage) => boolean) =>
    values.filter((_, i) => keep(gold[i] as GoldPassage));
  return {
    classes: {
      supportive: rates(counts.supportive),
      contrary: rates(counts.contrary),
      context: rates(counts.context),
    },
    conceptAccuracy: ratio(concepts.right, concepts.of),
    stanceAccuracy: ratio(stances.right, stances.of),
    deniedRecall: ratio(stances.deniedRight, stances.denied),
    fitSpearman: correlation(ranks(gold.map(({ fit }) => fit)), ranks(fits)),
    fitAuc: auc(
      where(fits, ({ fit }) => fit >= 3),
      where(fits, ({ fit }) => fit <= 1),
    ),
    leanAuc: auc(
      where(leans, ({ fit, lean }) => lean !== "contrary" && fit >= 2),
      where(leans, ({ lean }) => lean === "contrary"),
    ),
    errors,
  };
}

const zero = (): Counts => ({ tp: 0, fp: 0, fn: 0 });
const ratio = (part: number, whole: number): number => part / (whole || 1);
const overlap = (a: Span, b: Span): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

function mostOverlapping(wanted: Span, free: Iterable<GoldMention>): GoldMention | undefined {
  let best: { mention: GoldMention; length: number } | undefined;
  for (const mention of free) {
    const length = overlap(wanted, mention);
    if (length > 0 && (best === undefined || length > best.length)) best = { mention, length };
  }
  return best?.mention;
}

function rates({ tp, fp, fn }: Counts) {
  const precision = ratio(tp, tp + fp);
  const recall = ratio(tp, tp + fn);
  return { precision, recall, f1: ratio(2 * precision * recall, precision + recall), tp, fp, fn };
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const result = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to++;
    for (let i = from; i < to; i++) result[(order[i] as { index: number }).index] = (from + to - 1) / 2;
    from = to;
  }
  return result;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [da, db] = [value - meanA, (b[i] as number) - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  return ab / Math.sqrt(aa * bb || 1);
}

function auc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  let wins = 0;
  for (const positive of positives)
    for (const negative of negatives) wins += positive > negative ? 1 : positive === negative ? 0.5 : 0;
  return wins / (positives.length * negatives.length);
}

function inContext(text: string, { start, end }: Span): string {
  return `${text.slice(Math.max(0, start - 16), start)}【${text.slice(start, end)}】${text.slice(end, end + 16)}`.replace(
    /\s/g,
    "⏎",
  );
}
