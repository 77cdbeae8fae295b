import type { Analysis, Score } from "../analysis.ts";
import { InputError, type Problem } from "../errors.ts";
import { round } from "./formula.ts";

/** How a kind of text scores: what a document's fit is compared with. Holds numbers only, no text. */
export interface Norm {
  /** Such as `assembly-speech`. */
  readonly id: string;
  readonly label: string;
  readonly labelEn: string;
  /** Texts that the numbers come from. */
  readonly texts: number;
  /** Where they come from: repository, commit, what one text is. */
  readonly provenance: string;
  /** Day of the computation, YYYY-MM-DD. */
  readonly computed: string;
  readonly versions: { readonly thesaurus: string; readonly profile: string };
  /** The fit below which 0, 1, … 100 % of the texts lie: 101 numbers, none below the one before. */
  readonly fit: readonly number[];
}

/** What `computeNorm` is told about the texts. */
export type NormOrigin = Pick<Norm, "id" | "label" | "labelEn" | "provenance" | "computed">;

/**
 * The norm of a set of scored texts. Texts that are too short to judge are left out: they would fill the ends.
 *
 * @throws {RangeError} when fewer than 20 texts can be judged: percentiles of fewer are noise.
 * @example
 * const norm = computeNorm(folder.map((text) => analyzer.analyze(text)), { id: "our-plans", label: "計画", … });
 * percentileOf(42, norm); // 93: higher than 93 % of our plans
 */
export function computeNorm(
  analyses: readonly Pick<Analysis, "score" | "versions">[],
  origin: NormOrigin,
): Norm {
  const judged = analyses.filter(({ score }) => score.judgeable);
  const fits = judged.map(({ score }) => score.fit).sort((a, b) => a - b);
  if (fits.length < LEAST_TEXTS)
    throw new RangeError(
      `expected at least ${LEAST_TEXTS} texts that are long enough to judge, received ${fits.length}`,
    );
  const { thesaurus = "", profile = "" } = judged[0]?.versions ?? {};
  return {
    ...origin,
    texts: fits.length,
    versions: { thesaurus, profile },
    fit: Array.from({ length: 101 }, (_, percent) => quantile(fits, percent / 100)),
  };
}

const LEAST_TEXTS = 20;

/** Linear between the two texts around it, as R's type 7. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const [low = 0, high = low] = sorted.slice(below, below + 2);
  // Two digits: the third changes with one text more, and a file of them stays readable.
  return Math.round((low + (high - low) * (place - below)) * 100) / 100;
}

/**
 * The percentage of the norm's texts that fit less, texts of the same fit counting half: 0-100.
 * (In speeches most texts have fit 0; a document with fit 0 then stands in the middle of those.)
 */
export function percentileOf(fit: Score["fit"], norm: Pick<Norm, "fit">): number {
  const below = norm.fit.filter((value) => value < fit).length;
  const same = norm.fit.filter((value) => value === fit).length;
  const last = norm.fit.length - 1;
  if (same > 0) return round((100 * (below + (same - 1) / 2)) / last);
  if (below === 0) return 0;
  const [low = 0, high = low] = norm.fit.slice(below - 1, below + 1);
  return below > last ? 100 : round((100 * (below - 1 + (fit - low) / (high - low))) / last);
}

/**
 * Checks norms that came from outside (`dict/norms.json` or one's own).
 *
 * @throws {InputError} listing every problem.
 */
export function parseNorms(json: unknown, options: { file?: string } = {}): Norm[] {
  const problems: Problem[] = [];
  const norms = isObject(json) && Array.isArray(json["norms"]) ? (json["norms"] as unknown[]) : undefined;
  if (norms === undefined)
    problems.push({ code: "norms/shape", path: "norms", message: 'expected { "norms": [ … ] }' });
  norms?.forEach((norm, i) => {
    for (const problem of faultsOf(norm)) problems.push({ ...problem, path: `norms[${i}].${problem.path}` });
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new InputError(options.file ?? "norms", [first, ...others]);
  return norms as Norm[];
}

function faultsOf(norm: unknown): Problem[] {
  if (!isObject(norm)) return [{ code: "norms/shape", path: "", message: "expected an object" }];
  const faults: Problem[] = [];
  for (const key of ["id", "label", "labelEn", "provenance", "computed"])
    if (typeof norm[key] !== "string" || norm[key] === "")
      faults.push({ code: "norms/text", path: key, message: "expected a text that is not empty" });
  if (typeof norm["texts"] !== "number" || !(norm["texts"] > 0))
    faults.push({ code: "norms/number", path: "texts", message: "expected the number of texts" });
  const versions = norm["versions"];
  if (
    !isObject(versions) ||
    typeof versions["thesaurus"] !== "string" ||
    typeof versions["profile"] !== "string"
  )
    faults.push({ code: "norms/versions", path: "versions", message: "expected { thesaurus, profile }" });
  const fit: unknown = norm["fit"];
  const rising =
    Array.isArray(fit) &&
    fit.length === 101 &&
    fit.every((value, i) => typeof value === "number" && value >= (i === 0 ? 0 : fit[i - 1]) && value <= 100);
  if (!rising)
    faults.push({
      code: "norms/fit",
      path: "fit",
      message: "expected 101 numbers from 0 to 100, none below the one before",
    });
  return faults;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
