import { InputError, type Problem } from "../errors.ts";

/** A document that people have coded. */
export interface GoldDocument {
  readonly id: string;
  readonly text: string;
  /** One rating of fit a rater, higher is closer; `null` where a rater left it out. The order of raters is the same in all documents. */
  readonly ratings: readonly (number | null)[];
  /** What the raters say of the practice that the text describes. */
  readonly lean?: "supportive" | "contrary" | "none";
  /** The group that it is known to belong to, in place of one by its ratings. */
  readonly group?: "high" | "low";
}

/** What a line must look like, said in every problem of one. */
const EXPECTED =
  'one JSON object: {"id": text, "text": text, "fit": number} or, of several raters, "ratings": [number or null, …]; optional "lean": "supportive" | "contrary" | "none" and "group": "high" | "low"';

/**
 * Reads coded documents, one JSON object a line; blank lines are skipped.
 *
 * @throws {InputError} listing every malformed line and what was expected there.
 * @example
 * parseGold('{"id":"a","text":"寄り添った支援","ratings":[4,3]}', { file: "coded.jsonl" })[0]?.ratings; // [4, 3]
 */
export function parseGold(content: string, options: { file?: string } = {}): GoldDocument[] {
  const lines = content.replace(/^\uFEFF/, "").split(/\r?\n/);
  return collectGold(
    lines
      .map((source, index) => ({ source, place: { line: index + 1 } }))
      .filter(({ source }) => source.trim() !== ""),
    { file: options.file ?? "gold", expected: EXPECTED },
  );
}

/** A coded document as a row of a table: its cells under their column names. */
export interface GoldRow {
  readonly id: string;
  readonly text: string;
  readonly cells: Readonly<Record<string, string>>;
}

const RATING_COLUMN = /^(?:fit|rating|評定|評価)[ _-]?[\p{L}\p{N}]{0,8}$/iu;
const COLUMNS = {
  lean: ["lean", "向き"],
  group: ["group", "群"],
} as const;

/**
 * Coded documents from the rows of a table (CSV, a workbook): a column `fit` or, of several raters, `fit1`, `fit2` …
 * (also 評定, 評定A …), an empty cell where a rater left a document out; optionally `lean` (向き) and `group` (群).
 *
 * @throws {InputError} listing every row that is wrong and what was expected there.
 * @example
 * goldOfRows([{ id: "a", text: "寄り添った支援", cells: { 評定A: "4", 評定B: "" } }])[0]?.ratings; // [4, null]
 */
export function goldOfRows(rows: readonly GoldRow[], options: { file?: string } = {}): GoldDocument[] {
  const { file = "gold" } = options;
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const raters = columns.filter((column) => RATING_COLUMN.test(column.trim()));
  if (raters.length === 0)
    throw new InputError(file, [
      {
        code: "gold/no-ratings",
        message: `no column holds ratings; name it fit, or fit1, fit2 … of several raters (columns: ${columns.slice(0, 20).join(", ")})`,
      },
    ]);
  const cellOf = (cells: GoldRow["cells"], names: readonly string[]) =>
    names.map((name) => cells[name]?.trim()).find((cell) => cell !== undefined && cell !== "");
  const lines = rows.map(({ id, text, cells }) =>
    JSON.stringify({
      id,
      text,
      ratings: raters.map((rater) => ratingOf(cells[rater])),
      lean: cellOf(cells, COLUMNS.lean),
      group: cellOf(cells, COLUMNS.group),
    }),
  );
  return collectGold(
    lines.map((source, i) => ({ source, place: { path: `id ${rows[i]?.id}` } })),
    { file, expected: EXPECTED_ROW },
  );
}

/** What a row must look like. */
const EXPECTED_ROW =
  "numbers in the rating columns, at least one of them; optional lean: supportive, contrary or none; optional group: high or low";

/** A number, `null` for an empty cell, or the cell as it is: then it is named as a problem. */
function ratingOf(cell = ""): number | null | string {
  const folded = cell.normalize("NFKC").trim();
  if (folded === "") return null;
  const value = Number(folded);
  return Number.isFinite(value) ? value : cell;
}

/** Where a document stands in its file. */
type Place = Pick<Problem, "line" | "path">;

function collectGold(
  lines: readonly { readonly source: string; readonly place: Place }[],
  { file, expected }: { readonly file: string; readonly expected: string },
): GoldDocument[] {
  const problems: Problem[] = [];
  const documents: GoldDocument[] = [];
  const placeOfId = new Map<string, Place>();
  for (const { source, place } of lines) {
    const found = parseLine(source);
    if (typeof found === "string") {
      problems.push({ code: "gold/line", ...place, message: `${found}; expected ${expected}` });
      continue;
    }
    const first = placeOfId.get(found.id);
    if (first !== undefined)
      problems.push({
        code: "gold/duplicate-id",
        ...place,
        message: `the id "${found.id}" stands ${first.line === undefined ? "in an earlier row" : `on line ${first.line}`} too; give each document its own`,
      });
    placeOfId.set(found.id, first ?? place);
    documents.push(found);
  }
  if (documents.length === 0 && problems.length === 0)
    problems.push({ code: "gold/empty", message: `there are no documents; each should hold ${expected}` });
  problems.push(...unevenRaters(documents, placeOfId));
  const [first, ...others] = problems;
  if (first !== undefined) throw new InputError(file, [first, ...others]);
  return documents;
}

/** The document on a line, or what is wrong with it. */
function parseLine(source: string): GoldDocument | string {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    return `it is not JSON (${(error as Error).message})`;
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return "it is not an object";
  const {
    id,
    text,
    fit,
    ratings = fit === undefined ? undefined : [fit],
    lean,
    group,
  } = json as Record<string, unknown>;
  if (typeof id !== "string" || id === "") return '"id" is not a text';
  if (typeof text !== "string") return '"text" is not a text';
  if (!isRatings(ratings)) return '"fit" is not a number, or "ratings" no list of numbers and nulls';
  if (lean !== undefined && lean !== "supportive" && lean !== "contrary" && lean !== "none")
    return `"lean" is ${JSON.stringify(lean)}`;
  if (group !== undefined && group !== "high" && group !== "low")
    return `"group" is ${JSON.stringify(group)}`;
  return { id, text, ratings, ...(lean !== undefined && { lean }), ...(group !== undefined && { group }) };
}

function isRatings(value: unknown): value is (number | null)[] {
  if (!Array.isArray(value) || value.every((rating) => rating === null)) return false;
  return value.every((rating) => rating === null || (typeof rating === "number" && Number.isFinite(rating)));
}

function unevenRaters(documents: readonly GoldDocument[], placeOfId: ReadonlyMap<string, Place>): Problem[] {
  const raters = documents[0]?.ratings.length ?? 0;
  return documents
    .filter(({ ratings }) => ratings.length !== raters)
    .map(({ id, ratings }) => ({
      code: "gold/raters",
      ...placeOfId.get(id),
      message: `has ${ratings.length} ratings and the first document ${raters}; give null where a rater left a document out`,
    }));
}
