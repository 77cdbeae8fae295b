import type { Block, Document } from "../document.ts";

/** What a block is, without its place in the text. */
export type BlockShape = Omit<Block, "start" | "end">;

/** A document while a reader writes it, block after block. */
export interface Draft {
  /** Adds a block; one without anything but white space is left out. */
  readonly add: (shape: BlockShape, content: string) => void;
  readonly finish: () => Pick<Document, "text" | "blocks">;
}

/** Starts a document for a format whose own source is not text. Cells of a row are parted by a tab, items by a line end, others by a blank line. */
export function createDraft(): Draft {
  const parts: string[] = [];
  const blocks: Block[] = [];
  let length = 0;
  return {
    add(shape, content) {
      const trimmed = content.trim();
      if (trimmed === "") return;
      const between = separator(blocks.at(-1), shape);
      const start = length + between.length;
      length = start + trimmed.length;
      parts.push(between, trimmed);
      blocks.push({ ...shape, start, end: length });
    },
    finish: () => ({ text: parts.join(""), blocks }),
  };
}

function separator(before: Block | undefined, shape: BlockShape): string {
  if (before === undefined) return "";
  if (before.kind === "tableCell" && shape.kind === "tableCell")
    return before.row === shape.row ? "\t" : "\n";
  return before.kind === "listItem" && shape.kind === "listItem" ? "\n" : "\n\n";
}
