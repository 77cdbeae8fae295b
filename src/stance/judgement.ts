import type { Span } from "../text/span.ts";

export type Stance = "affirmed" | "denied";

/** More than yes or no, where the text says it: see docs/STANCE.md for the table. */
export type Mode = "planned" | "obliged" | "lacking" | "hypothetical" | "quoted" | "criticised";

/** The characters that decided a judgement, and the name of the rule in dict/stance.json that read them. */
export interface Cue extends Span {
  readonly rule: string;
}

/** How one match is meant. Offsets are into the text that was judged. */
export interface Judgement {
  readonly stance: Stance;
  readonly mode?: Mode;
  /** What made it denied (or set the mode), where and why. */
  readonly cue?: Cue;
  /** The stretch that the cue governs. */
  readonly scope?: Span;
}
