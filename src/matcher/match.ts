import type { Span } from "../text/span.ts";

/** A place where the text names a concept, not yet judged. Offsets are into the text that was searched. */
export interface Match extends Span {
  readonly conceptId: string;
  /** The pattern that found it. */
  readonly wording: string;
}
