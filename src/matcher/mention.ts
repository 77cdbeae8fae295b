import type { Span } from "../text/span.ts";
import type { Polarity, Relation } from "../thesaurus/concept.ts";

/** A place where the text names a concept, before it is judged. Offsets are into the text it was found in. */
export interface Match extends Span {
  readonly conceptId: string;
}
