import type { StanceCues } from "../stance/cues.ts";
import type { Thesaurus } from "../thesaurus/concept.ts";
import type { Tokenizer } from "../tokenizer/token.ts";
import type { Background } from "./background.ts";
import { type Corpus, type CorpusDocument, compileCorpus, type Notice } from "./corpus.ts";
import type { DiscoveryContext } from "./discovery-context.ts";
import { compileConceptFinder } from "./nearest.ts";
import { compilePolarityReader } from "./polarity.ts";
import type { Discovery } from "./proposal.ts";
import { proposeRelations } from "./propose-relations.ts";
import { proposeTerms } from "./propose-terms.ts";
import { proposeWordings } from "./propose-wordings.ts";
import { indexRuns } from "./run-index.ts";
import { findRuns } from "./runs.ts";
import { SCORERS, type Scorer } from "./scorer.ts";

export interface DiscoverOptions {
  readonly tokenizer: Tokenizer;
  /** What is known already: its terms are left out, and proposals are linked to the nearest concept. */
  readonly thesaurus?: Thesaurus;
  /** With cues each proposal tells how often it is denied: what is mostly denied beside supportive words is a contrary practice. */
  readonly cues?: StanceCues;
  /** What ranks the terms. Default `hyb1`; for one document the score of `keywords`. */
  readonly scorer?: Scorer;
  /** Other texts to compare with, see `countTable`. */
  readonly background?: readonly Background[];
  /** How often a term must stand as a whole run. Default 2. */
  readonly minFrequency?: number;
  /** In how many documents. Default 1. */
  readonly minDocuments?: number;
  /** How many terms, how many wordings and how many relations at most. Default 200 each. */
  readonly limit?: number;
  /** Terms that reviewers turned down before: they are not proposed again. See `applyReview`. */
  readonly rejected?: ReadonlySet<string>;
}

/**
 * Proposes what a thesaurus may gain from documents: terms, wordings, and relations between terms, each with evidence. Nothing
 * is accepted: `reviewOf` makes a table that a person edits, `applyReview` takes what they accepted.
 *
 * Deterministic: the same documents in the same order give the same answer; no model, no network. Documents that are not
 * Japanese are left out with a notice. For 3.5 million characters, beside the tokenizer's
 * time: terms 1 s, relations and wordings some 8 s, 330 MB.
 *
 * @throws TypeError where documents are no list of `{ id, text }` with different ids.
 * @throws RangeError for an unknown scorer, one that needs a background and has none, or counts below 1.
 * @example
 * const { terms, relations } = discover([{ id: "plan.md", text }], { tokenizer, thesaurus: bundledThesaurus() });
 */
export function discover(documents: readonly CorpusDocument[], options: DiscoverOptions): Discovery {
  checkOptions(options);
  return discoverIn(compileCorpus(documents, { tokenizer: options.tokenizer }), options);
}

/** `discover` on a corpus that is compiled already, to ask it several times. */
export function discoverIn(corpus: Corpus, options: DiscoverOptions): Discovery {
  checkOptions(options);
  const { tokenizer, thesaurus, cues, rejected = new Set() } = options;
  const runs = findRuns(corpus);
  const index = indexRuns(corpus, runs);
  const scorer = options.scorer ?? (corpus.texts.length > 1 ? "hyb1" : "position");
  const context: DiscoveryContext = {
    index,
    tokenizer,
    scorer,
    background: options.background ?? [],
    minFrequency: options.minFrequency ?? 2,
    minDocuments: options.minDocuments ?? 1,
    limit: options.limit ?? 200,
    rejected,
    concepts: thesaurus && compileConceptFinder(thesaurus, tokenizer),
    polarity: cues && compilePolarityReader(corpus, tokenizer, cues),
  };
  return {
    terms: proposeTerms(context),
    wordings: proposeWordings(context),
    relations: proposeRelations(context),
    documents: corpus.texts.length,
    tokens: corpus.word.length,
    scorer,
    notices: [...corpus.notices, ...smallness(corpus)],
    versions: { tokenizer: corpus.tokenizer, ...(thesaurus && { thesaurus: thesaurus.version }) },
  };
}

function checkOptions(options: DiscoverOptions): void {
  if (typeof options?.tokenizer?.tokenize !== "function") {
    throw new TypeError(
      `Expected options.tokenizer to be a Tokenizer, received ${typeof options?.tokenizer}`,
    );
  }
  if (options.scorer !== undefined && !SCORERS.includes(options.scorer)) {
    throw new RangeError(`Expected a scorer of ${SCORERS.join(", ")}, received ${String(options.scorer)}`);
  }
  for (const name of ["minFrequency", "minDocuments", "limit"] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isInteger(value) && value >= 1)) {
      throw new RangeError(
        `Expected options.${name} to be an integer of at least 1, received ${String(value)}`,
      );
    }
  }
}

function smallness(corpus: Corpus): Notice[] {
  const documents = corpus.texts.map(({ id }) => id);
  if (documents.length === 0) {
    const message = "There is no Japanese text to learn from. Give documents in Japanese.";
    return [{ code: "discover/nothing-to-read", message, documents }];
  }
  if (documents.length === 1) {
    const message =
      "One document tells its own key terms, not those of a field. Give five documents or more to rank terms by how they spread.";
    return [{ code: "discover/one-document", message, documents }];
  }
  return [];
}
