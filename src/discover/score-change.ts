import type { Document } from "../document.ts";
import type { CorpusDocument } from "./corpus.ts";

/** What is compared of an analysis; every `Analyzer.analyze` fits. */
export type Scorable = (input: string | Document) => {
  readonly score: { readonly fit: number; readonly lean: number; readonly level: string };
  readonly mentions: readonly { readonly conceptId: string }[];
};

/** How one document's score moves. */
export interface ScoreChange {
  readonly document: string;
  readonly before: { readonly fit: number; readonly lean: number; readonly level: string };
  readonly after: { readonly fit: number; readonly lean: number; readonly level: string };
  /** Concepts that it mentions more often than before. */
  readonly gained: readonly string[];
  /** Concepts that it mentions less often: a longer wording took their place. */
  readonly lost: readonly string[];
}

/** Smaller moves are rounding, not news. */
const LEAST_MOVE = 0.05;

/** Scores each document twice and tells which move, the greatest move first. */
export function compareScores(
  documents: readonly CorpusDocument[],
  before: Scorable,
  after: Scorable,
): ScoreChange[] {
  const changes = documents.flatMap((document) => {
    const input =
      document.blocks === undefined ? document.text : { text: document.text, blocks: document.blocks };
    const [old, now] = [before(input), after(input)];
    const change: ScoreChange = {
      document: document.id,
      before: pick(old.score),
      after: pick(now.score),
      gained: moreIn(now.mentions, old.mentions),
      lost: moreIn(old.mentions, now.mentions),
    };
    const moved =
      Math.abs(now.score.fit - old.score.fit) >= LEAST_MOVE || old.score.level !== now.score.level;
    return moved || change.gained.length > 0 || change.lost.length > 0 ? [change] : [];
  });
  const move = ({ before, after }: ScoreChange) => Math.abs(after.fit - before.fit);
  return changes.sort((a, b) => move(b) - move(a) || (a.document < b.document ? -1 : 1));
}

const pick = ({ fit, lean, level }: ScoreChange["before"]): ScoreChange["before"] => ({ fit, lean, level });

type Mentions = readonly { readonly conceptId: string }[];

function moreIn(many: Mentions, few: Mentions): string[] {
  const count = (mentions: Mentions, id: string) =>
    mentions.filter(({ conceptId }) => conceptId === id).length;
  const ids = [...new Set(many.map(({ conceptId }) => conceptId))];
  return ids.filter((id) => count(many, id) > count(few, id)).sort();
}
