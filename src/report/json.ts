import type { Analysis } from "../analysis.ts";

/** Which text a record speaks of. */
export interface Origin {
  /** Path of the file; `-` for standard input. */
  readonly source: string;
  /** The id that the input gave its text (JSON Lines, rows of a table). */
  readonly id?: string | number;
  /** 1-based line of `source`, where it holds one text a line. */
  readonly line?: number;
  /** Why its text may be unfit to judge, in the reader's words. */
  readonly defects?: readonly string[];
}

/** One analysed text as it leaves the program: the analysis with where it came from. */
export interface AnalysisRecord extends Origin, Omit<Analysis, "text"> {
  /** Left out where the receiver has the text. */
  readonly text?: string;
}

/** What stands in place of a text that could not be read. */
export interface ErrorRecord extends Origin {
  readonly error: { readonly code: string; readonly message: string };
}

/** Puts origin first, so that a line can be recognised by its beginning. */
export function recordOf(origin: Origin, { text, ...rest }: Analysis, withText: boolean): AnalysisRecord {
  return withText ? { ...origin, text, ...rest } : { ...origin, ...rest };
}

/** One record on one line, without the line end. Every value in it is JSON-safe as it is. */
export function renderJsonLine(record: AnalysisRecord | ErrorRecord): string {
  // JSON leaves these two as they are, and tools that split on every Unicode line end would cut the record in two.
  return JSON.stringify(record).replace(/[\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);
}
