import type { Concept, Thesaurus } from "../thesaurus/concept.ts";
import { nameConcepts } from "./names.ts";

export interface SpacyOptions {
  /** The entity label of a concept. Default: its relation in capitals, such as `SYNONYM`. */
  readonly labelOf?: (concept: Concept) => string;
}

/**
 * Patterns for spaCy's EntityRuler, one JSON object a line: `{"label", "pattern", "id"}`. `id` is the concept's and comes back
 * as `ent.ent_id_`. Each pattern is text that spaCy cuts with its own Japanese tokenizer.
 *
 * @example
 * await writeFile("patterns.jsonl", renderSpacy(bundledThesaurus()));
 */
export function renderSpacy(thesaurus: Thesaurus, options: SpacyOptions = {}): string {
  const { labelOf = (concept) => concept.relation.toUpperCase() } = options;
  return nameConcepts(thesaurus)
    .flatMap(({ concept, names }) =>
      names.map(
        ({ text }) => `${JSON.stringify({ label: labelOf(concept), pattern: text, id: concept.id })}\n`,
      ),
    )
    .join("");
}
