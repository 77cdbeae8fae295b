import { utils, write } from "@e965/xlsx";
import { InputError } from "../errors.ts";
import { parseXlsx } from "../readers/xlsx.ts";
import { parseReviewTable } from "./parse-review.ts";
import { type Review, reviewTable } from "./review.ts";

// This file is the only one here that needs the optional package @e965/xlsx: import it when a workbook is asked for.

const WIDTHS = [10, 22, 20, 10, 24, 20, 24, 18, 12, 24, 12, 8, 9, 9, 8, 14, 80, 30];

/** A review as an Excel workbook: the same columns as the text form, the header frozen and filtered. */
export function renderReviewXlsx(review: Review): Uint8Array {
  const sheet = utils.aoa_to_sheet(reviewTable(review));
  sheet["!cols"] = WIDTHS.map((wch) => ({ wch }));
  if (sheet["!ref"] !== undefined) sheet["!autofilter"] = { ref: sheet["!ref"] };
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, "review");
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
}

/**
 * Reads a review that was edited in Excel: its first sheet.
 *
 * @throws InputError where the workbook is broken, or as `parseReview`
 */
export function parseReviewXlsx(
  bytes: Uint8Array,
  { file = "review.xlsx" }: { readonly file?: string } = {},
): Review {
  const sheets = parseXlsx(bytes);
  if ("code" in sheets) throw new InputError(file, [sheets]);
  return parseReviewTable(sheets[0]?.rows ?? [], file);
}
