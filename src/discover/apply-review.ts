import { InputError, type Problem } from "../errors.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import { parseThesaurus } from "../thesaurus/parse.ts";
import type { ThesaurusJson } from "../thesaurus/thesaurus-json.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import { type ConceptDraft, draftConcepts } from "./concept-draft.ts";
import type { CorpusDocument } from "./corpus.ts";
import { addRejections, type Rejections } from "./rejection.ts";
import type { Review, ReviewRow } from "./review.ts";
import { compareScores, type Scorable, type ScoreChange } from "./score-change.ts";

export interface ApplyOptions {
  /** Reads new labels, for the kana and the id of new concepts. */
  readonly tokenizer: Tokenizer;
  /** Name of the review file for messages. Default `review.tsv`. */
  readonly file?: string;
  /** What was turned down before; the review's own rejections are added. */
  readonly rejections?: Rejections;
  /** Documents whose scores are compared before and after. Needs `analyzerOf`. */
  readonly documents?: readonly CorpusDocument[];
  /** Makes what scores a text with a thesaurus, such as `(thesaurus) => compileAnalyzer({ ...parts, thesaurus }).analyze`. */
  readonly analyzerOf?: (thesaurus: Thesaurus) => Scorable;
}

export interface AppliedReview {
  /** What the accepted rows add, as a thesaurus file that `extendThesaurus` takes: to keep beside the dictionary. */
  readonly additions: ThesaurusJson;
  /** The thesaurus with the additions, checked. */
  readonly thesaurus: Thesaurus;
  readonly rejections: Rejections;
  readonly accepted: number;
  readonly merged: number;
  readonly rejected: number;
  /** Rows without a decision. */
  readonly open: number;
  /** Documents whose score moves, most first. Empty without `documents`. */
  readonly changes: readonly ScoreChange[];
}

/**
 * Turns the accepted rows of a review into entries of a thesaurus: all of them, or none. Checks every law of the dictionary, tells
 * which scores move, and keeps the rejections. Writes nothing.
 *
 * @param base - the thesaurus to grow; itself it stays as it is.
 * @throws InputError naming every row that cannot be applied, with its line and what to do: a concept that is not there (any more),
 * a label that two concepts would have, a reading that no dictionary knows
 * @throws TypeError where documents are given without `analyzerOf`
 * @example
 * const { additions, changes } = applyReview(bundledThesaurus(), parseReview(text), { tokenizer });
 */
export function applyReview(base: Thesaurus, review: Review, options: ApplyOptions): AppliedReview {
  const { tokenizer, file = "review.tsv", documents = [], analyzerOf } = options;
  if (documents.length > 0 && analyzerOf === undefined) {
    throw new TypeError("Expected options.analyzerOf beside options.documents, received undefined");
  }
  const { drafts, problems } = draftConcepts(base, review.rows, tokenizer);
  throwProblems(file, problems);
  const additions: ThesaurusJson = { version: "reviewed", concepts: drafts.map(({ json }) => json) };
  const thesaurus = drafts.length === 0 ? base : checked(base, additions, drafts, file);
  const count = (decision: ReviewRow["decision"]) =>
    review.rows.filter((row) => row.decision === decision).length;
  return {
    additions,
    thesaurus,
    rejections: addRejections(options.rejections, review),
    accepted: count("accept"),
    merged: count("merge"),
    rejected: count("reject"),
    open: count(undefined),
    changes:
      analyzerOf === undefined ? [] : compareScores(documents, analyzerOf(base), analyzerOf(thesaurus)),
  };
}

/** The laws of the dictionary speak of concepts; a reviewer thinks in rows. */
function checked(
  base: Thesaurus,
  additions: ThesaurusJson,
  drafts: readonly ConceptDraft[],
  file: string,
): Thesaurus {
  try {
    return parseThesaurus(additions, { extend: base, file });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const problems = error.problems.map((problem): Problem => {
      const index = /^concepts\[(\d+)\]/u.exec(problem.path ?? "")?.[1];
      const draft = index === undefined ? undefined : drafts[Number(index)];
      return draft === undefined ? problem : { ...problem, ...placeOf(draft.rows) };
    });
    throw new InputError(file, problems as [Problem, ...Problem[]], { cause: error });
  }
}

/** The line of the first row that made an entry; the others are named in words. */
function placeOf(rows: readonly ReviewRow[]): Pick<Problem, "line" | "path"> {
  const [first] = rows;
  const path = `${first?.term ?? ""}`;
  return first?.line === undefined ? { path } : { line: first.line, path };
}

function throwProblems(file: string, problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first !== undefined) throw new InputError(file, [first, ...others]);
}
