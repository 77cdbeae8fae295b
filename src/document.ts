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
  /** 1-based row in its table or sheet; only on table cells. */
  readonly row?: number;
}

/**
 * What a reader makes of a source: the text as it stands in the source, and its layout.
 * All offsets everywhere are into `text`; text outside every block (running heads, code) is not analysed.
 */
export interface Document {
  readonly text: string;
  readonly blocks: readonly Block[];
  /**
   * Stretches inside blocks that are the format's own and no text: emphasis marks, link targets, the
   * `> ` before a quoted line. In order, without overlap. Absent when there are none.
   */
  readonly skip?: readonly Span[];
  /** Where it came from: a path, a URL, an id. */
  readonly source?: string;
  readonly title?: string;
  /** Where each page begins and ends in `text`, in order; only where the source has pages. */
  readonly pages?: readonly Span[];
  /** Why the text may be unfit to judge, in stable words such as `no-text-layer`; empty when it is sound. */
  readonly defects?: readonly string[];
  /** What stood beside the text: the other columns of its row, the other keys of its JSON line. */
  readonly meta?: Readonly<Record<string, string>>;
}

/** Where in the layout a character stands, as a person would look it up. */
export interface Place {
  /** 1-based page; only where the source has pages. */
  readonly page?: number;
  /** 1-based number of the block, counted through the whole document: headings, cells and items count too. */
  readonly paragraph: number;
}

/**
 * Leads an offset back to page and paragraph. An offset between two blocks belongs to the one before it;
 * before the first block there is no place. Cost: logarithmic in the number of blocks.
 *
 * @example
 * place({ text: "一\n\n二", blocks: [{ start: 0, end: 1, kind: "heading" }, { start: 3, end: 4, kind: "paragraph" }] }, 3);
 * // → { paragraph: 2 }
 */
export function place(document: Document, offset: number): Place | undefined {
  const paragraph = countUpTo(document.blocks, offset);
  const block = document.blocks[paragraph - 1];
  if (block === undefined) return undefined;
  // A paragraph may run over a page; an offset in it stands on the page where its own line does.
  const page = document.pages === undefined ? block.page : countUpTo(document.pages, offset);
  return { paragraph, ...(page === undefined ? {} : { page }) };
}

/** How many spans start at the offset or before it. */
function countUpTo(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
