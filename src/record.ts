import type { Analysis } from "./analysis.ts";
import type { Place } from "./document.ts";
import type { Problem } from "./errors.ts";

/** What became of one text of a corpus: its analysis, or why there is none. Plain data. */
export type CorpusRecord = AnalyzedRecord | FailedRecord;

interface RecordOrigin {
  /** The path of the file, or the name that the text came with. */
  readonly source: string;
  /** Which text of the file, where it holds one a row. */
  readonly id?: string;
}

export interface AnalyzedRecord extends RecordOrigin {
  readonly title?: string;
  /** How many pages the source has; only where it has pages. */
  readonly pages?: number;
  /** Why the text may be unfit to judge, in the reader's stable words. */
  readonly defects?: readonly string[];
  /** What stood beside the text: the other columns of its row. */
  readonly meta?: Readonly<Record<string, string>>;
  readonly analysis: Analysis;
  /** Where each mention stands in the layout, by its index in `analysis.mentions`. */
  readonly places: readonly Place[];
  readonly error?: undefined;
}

export interface FailedRecord extends RecordOrigin {
  readonly error: Problem;
  readonly analysis?: undefined;
}
