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
  const problems: Problem[] = [];
  const documents: GoldDocument[] = [];
  const lineOfId = new Map<string, number>();
  const lines = content.replace(/^\uFEFF/, "").split(/\r?\n/);
  lines.forEach((source, index) => {
    if (source.trim() === "") return;
    const line = index + 1;
    const found = parseLine(source);
    if (typeof found === "string") {
      problems.push({ code: "gold/line", line, message: `${found}; expected ${EXPECTED}` });
      return;
    }
    const first = lineOfId.get(found.id);
    if (first !== undefined)
      problems.push({
        code: "gold/duplicate-id",
        line,
        message: `the id "${found.id}" stands on line ${first} too; give each document its own`,
      });
    lineOfId.set(found.id, first ?? line);
    documents.push(found);
  });
  if (documents.length === 0 && problems.length === 0)
    problems.push({
      code: "gold/empty",
      message: `there are no documents; each line should hold ${EXPECTED}`,
    });
  problems.push(...unevenRaters(documents, lineOfId));
  const [first, ...others] = problems;
  if (first !== undefined) throw new InputError(options.file ?? "gold", [first, ...others]);
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

function unevenRaters(documents: readonly GoldDocument[], lineOfId: ReadonlyMap<string, number>): Problem[] {
  const raters = documents[0]?.ratings.length ?? 0;
  return documents
    .filter(({ ratings }) => ratings.length !== raters)
    .map(({ id, ratings }) => ({
      code: "gold/raters",
      line: lineOfId.get(id) ?? 0,
      message: `has ${ratings.length} ratings and the first document ${raters}; give null where a rater left a document out`,
    }));
}
