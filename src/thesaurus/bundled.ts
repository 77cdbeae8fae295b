import antonym from "../../dict/thesaurus/antonym.json" with { type: "json" };
import cooccurring from "../../dict/thesaurus/cooccurring.json" with { type: "json" };
import core from "../../dict/thesaurus/core.json" with { type: "json" };
import lists from "../../dict/thesaurus/lists.json" with { type: "json" };
import principle from "../../dict/thesaurus/principle.json" with { type: "json" };
import related from "../../dict/thesaurus/related.json" with { type: "json" };
import synonym from "../../dict/thesaurus/synonym.json" with { type: "json" };
import type { Thesaurus } from "./concept.ts";
import { parseTestedThesaurus } from "./parse.ts";

let bundled: Thesaurus | undefined;

/**
 * The thesaurus of 伴走型支援 that ships with the package: the files of `dict/thesaurus/` as one.
 * Read on the first call, its patterns unchecked: a test checks them. Later calls return the same one.
 *
 * @example
 * bundledThesaurus().concepts.get("yorisoi-shien")?.prefLabel; // => "寄り添い支援"
 */
export function bundledThesaurus(): Thesaurus {
  bundled ??= parseTestedThesaurus(bundledFiles(), { file: "dict/thesaurus" });
  return bundled;
}

/** What the files of `dict/thesaurus/` hold, as one. */
export function bundledFiles(): unknown {
  const parts = [core, synonym, antonym, principle, cooccurring, related];
  return {
    version: core.version,
    concepts: parts.flatMap((part): unknown[] => part.concepts),
    lists: lists.lists,
    spellings: lists.spellings,
    unless: lists.unless,
  };
}
