import type { Span } from "./text/span.ts";

/** What a stretch of a document is; `quote` and `listItem` are text that the author cites or lists. */
export type BlockKind = "heading" | "paragraph" | "listItem" | "tableCell" | "quote" | "code" | "caption";

/** A stretch of `Document.text` with its place in the layout. Blocks are in order and do not overlap. */
export interface Block extends Span {
  readonly kind: BlockKind;
  /** 1 is the highest heading level; only on headings. */
  readonly level?: number;
  /** 1-based page; only where the source has pages. */
  readonly page?: number;
}

/**
 * What a reader makes of a source: the text as it stands in the source, and its layout.
 * All offsets everywhere are into `text`; text outside every block (running heads, code) is not analysed.
 */
export interface Document {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Where it came from: a path, a URL, an id. */
  readonly source?: string;
  readonly title?: string;
  /** Why the text may be unfit to judge, in stable words such as `no-text-layer`; empty when it is sound. */
  readonly defects?: readonly string[];
}
