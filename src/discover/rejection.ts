import { InputError, type Problem } from "../errors.ts";
import { normalize } from "../text/normalize.ts";
import { type Review, ROW_KINDS, type RowKind } from "./review.ts";

/** A proposal that a person turned down. */
export interface Rejection {
  readonly kind: RowKind;
  readonly term: string;
  readonly other?: string;
  /** Why, in the reviewer's words. */
  readonly note?: string;
}

/** What was turned down so far: kept in a file beside the thesaurus, so that it is not proposed again. */
export interface Rejections {
  readonly version: 1;
  readonly rejected: readonly Rejection[];
}

/** The rejections of a review added to earlier ones, each once, in a stable order. */
export function addRejections(earlier: Rejections | undefined, review: Review): Rejections {
  const all = new Map<string, Rejection>();
  for (const rejection of earlier?.rejected ?? []) all.set(keyOf(rejection), rejection);
  for (const { decision, kind, term, other, note } of review.rows) {
    const rejection = {
      kind,
      term,
      ...(other !== undefined && { other }),
      ...(note !== undefined && { note }),
    };
    if (decision === "reject") all.set(keyOf(rejection), rejection);
    // A change of mind takes an earlier rejection back.
    else if (decision !== undefined) all.delete(keyOf(rejection));
  }
  const rejected = [...all]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, rejection]) => rejection);
  return { version: 1, rejected };
}

const keyOf = ({ kind, term, other }: Rejection): string =>
  [kind, term, other ?? ""].map((text) => normalize(text).text).join("\t");

const MIRROR: Readonly<Partial<Record<RowKind, RowKind>>> = { narrower: "broader", broader: "narrower" };

/** Rejections as `discover` takes them in `options.rejected`. */
export function rejectedKeys({ rejected }: Rejections): Set<string> {
  const keys = new Set<string>();
  for (const rejection of rejected) {
    const term = normalize(rejection.term).text;
    const other = normalize(rejection.other ?? "").text;
    if (other === "") keys.add(term);
    else
      keys
        .add(`${rejection.kind}\t${term}\t${other}`)
        .add(`${MIRROR[rejection.kind] ?? rejection.kind}\t${other}\t${term}`);
  }
  return keys;
}

/**
 * Reads a rejections file.
 *
 * @throws InputError listing all that is wrong in it
 */
export function parseRejections(
  text: string,
  { file = "rejections.json" }: { readonly file?: string } = {},
): Rejections {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch (cause) {
    const message = "This is not JSON. Restore the file as it was written, or delete it to begin anew.";
    throw new InputError(file, [{ code: "rejections/json", message }], { cause });
  }
  const rejected = (value as { rejected?: unknown } | null)?.rejected;
  const problems: Problem[] = [];
  if (!Array.isArray(rejected)) {
    problems.push({
      code: "rejections/list",
      message: 'There is no list "rejected". Keep { "version": 1, "rejected": […] }.',
    });
  }
  const read = (Array.isArray(rejected) ? rejected : []).flatMap((entry: unknown, i): Rejection[] => {
    const { kind, term, other, note } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    const known = ROW_KINDS.find((name) => name === kind);
    if (known === undefined || typeof term !== "string") {
      const message = `A rejection needs a "kind" of ${ROW_KINDS.join(", ")} and a "term". Mend it or take it out.`;
      problems.push({ code: "rejections/entry", message, path: `rejected[${i}]` });
      return [];
    }
    return [
      {
        kind: known,
        term,
        ...(typeof other === "string" && { other }),
        ...(typeof note === "string" && { note }),
      },
    ];
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new InputError(file, [first, ...others]);
  return { version: 1, rejected: read };
}
