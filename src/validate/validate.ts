import type { Analysis, Level } from "../analysis.ts";
import type { Profile } from "../score/profile.ts";
import { sentences } from "../text/sentence.ts";
import type { Relation, Thesaurus } from "../thesaurus/concept.ts";
import { agreement } from "./agreement.ts";
import { compileBaselines } from "./baselines.ts";
import {
  areaUnderCurve,
  type Estimate,
  estimate,
  loadStatistics,
  rankCorrelation,
  reachableCorrelation,
  type Statistics,
} from "./estimate.ts";
import type { GoldDocument } from "./gold.ts";
import { affirmedIn, diagnoseItems, type ItemDiagnosis } from "./items.ts";
import { kuderRichardson, splitHalf } from "./reliability.ts";

/** How well one method's numbers agree with people. */
export interface Validity {
  readonly id: string;
  readonly label: string;
  readonly labelEn: string;
  /** Spearman's correlation of fit with the raters' mean. */
  readonly fitSpearman: Estimate;
  /** The chance that a document of the high group has the higher fit than one of the low group. */
  readonly fitAuc: Estimate;
  /** The chance that a supportive document has the higher lean than a contrary one. */
  readonly leanAuc: Estimate;
}

/** How consistently the concepts of one relation or aspect measure. */
export interface Reliability {
  readonly kind: "relation" | "aspect";
  readonly id: string;
  readonly concepts: number;
  readonly splitHalf: Estimate;
  readonly kr20: Estimate;
}

/** The ratings of the documents that the score puts on one level. */
export interface LevelRating {
  readonly level: Level;
  readonly documents: number;
  /** `null` where no document is on this level. */
  readonly meanRating: number | null;
}

export interface ValidityReport {
  readonly documents: number;
  readonly raters: number;
  readonly groups: { readonly high: number; readonly low: number };
  /** Krippendorff's alpha between the raters, for ordinal ratings. */
  readonly alpha: Estimate;
  /**
   * The highest Spearman that a score without ties can reach: documents of equal rating share a mean rank, which no such score
   * can give. `null` where all ratings are equal.
   */
  readonly reachableSpearman: number | null;
  /** The score first, then the simpler methods. */
  readonly validity: readonly [Validity, ...Validity[]];
  /** What people say of the documents of each level: a calibrated score has means that rise. */
  readonly levels: readonly LevelRating[];
  readonly reliability: readonly Reliability[];
  readonly items: readonly ItemDiagnosis[];
  readonly versions: Analysis["versions"] | undefined;
}

export interface ValidateOptions {
  readonly thesaurus: Thesaurus;
  readonly profile: Profile;
  /** A mean rating from here on is of the high group. Default 3, for ratings from 0 to 4. */
  readonly high?: number;
  /** A mean rating up to here is of the low group. Default 1. */
  readonly low?: number;
}

/**
 * Measures how well scores agree with people who coded the same documents, beside simpler methods in the same run.
 * Every figure carries a 95 % bootstrap interval or the reason why it cannot be computed; there is no NaN.
 *
 * @param gold The coded documents (`parseGold`).
 * @param analyses The analysis of each, in the same order.
 * @throws {RangeError} when the two differ in length. @throws {Error} when `simple-statistics` is not installed.
 * @example
 * const gold = parseGold(await readFile("coded.jsonl", "utf8"));
 * const report = await validate(gold, gold.map(({ text }) => analyzer.analyze(text)), analyzer);
 * report.validity[0].fitSpearman; // { value: 0.89, low: 0.85, high: 0.92, n: 186 }
 */
export async function validate(
  gold: readonly GoldDocument[],
  analyses: readonly Analysis[],
  options: ValidateOptions,
): Promise<ValidityReport> {
  if (gold.length !== analyses.length)
    throw new RangeError(`expected one analysis a document (${gold.length}), received ${analyses.length}`);
  const statistics = await loadStatistics();
  const { thesaurus, profile } = options;
  const coded = gold.map((document, i) => codedOf(document, analyses[i] as Analysis, options));
  const inGroup = (name: "high" | "low") => coded.filter(({ group }) => group === name).length;
  const baselines = compileBaselines(
    gold.map(({ text }) => text),
    thesaurus,
    profile,
  );
  const methods = [
    { id: "bansou", label: "bansou", labelEn: "bansou", score: ({ score }: Analysis) => score },
    ...baselines,
  ];
  const [own, ...others] = methods.map(({ score, ...method }): Validity => {
    const scored = coded.map((item) => ({ ...item, ...score(item.analysis) }));
    return { ...method, ...validityOf(scored, statistics) };
  });
  return {
    documents: gold.length,
    raters: gold[0]?.ratings.length ?? 0,
    groups: { high: inGroup("high"), low: inGroup("low") },
    alpha: estimate(
      gold,
      (cases) =>
        agreement(
          cases.map(({ ratings }) => ratings),
          "ordinal",
        ),
      statistics,
    ),
    reachableSpearman: reachableCorrelation(coded.map(({ rating }) => rating)),
    validity: [own as Validity, ...others],
    levels: levelsOf(coded),
    reliability: reliabilityOf(analyses, thesaurus, statistics),
    items: diagnoseItems(coded, thesaurus),
    versions: analyses[0]?.versions,
  };
}

interface Coded {
  readonly analysis: Analysis;
  readonly rating: number;
  readonly group: "high" | "low" | undefined;
  /** True of supportive, false of contrary documents. */
  readonly supportive: boolean | undefined;
}

function codedOf(
  { ratings, group, lean }: GoldDocument,
  analysis: Analysis,
  { high = 3, low = 1 }: ValidateOptions,
): Coded {
  const given = ratings.filter((rating) => rating !== null);
  const rating = given.reduce((sum, one) => sum + one, 0) / given.length;
  return {
    analysis,
    rating,
    group: group ?? (rating >= high ? "high" : rating <= low ? "low" : undefined),
    supportive: lean === undefined || lean === "none" ? undefined : lean === "supportive",
  };
}

function validityOf(
  scored: readonly (Coded & { readonly fit: number; readonly lean: number })[],
  statistics: Statistics,
): Pick<Validity, "fitSpearman" | "fitAuc" | "leanAuc"> {
  const ranked = scored.map(({ fit, rating }) => ({ score: fit, rating }));
  const grouped = scored.flatMap(({ fit, group }) => (group ? [{ score: fit, high: group === "high" }] : []));
  const leaning = scored.flatMap(({ lean, supportive }) =>
    supportive === undefined ? [] : [{ score: lean, high: supportive }],
  );
  const curve = (cases: Parameters<typeof areaUnderCurve>[0]) => areaUnderCurve(cases, statistics);
  return {
    fitSpearman: estimate(ranked, (cases) => rankCorrelation(cases, statistics), statistics),
    fitAuc: estimate(grouped, curve, statistics),
    leanAuc: estimate(leaning, curve, statistics),
  };
}

function levelsOf(coded: readonly Coded[]): LevelRating[] {
  return (["none", "slight", "moderate", "strong"] as const).map((level) => {
    const ratings = coded
      .filter(({ analysis }) => analysis.score.level === level)
      .map(({ rating }) => rating);
    const sum = ratings.reduce((total, rating) => total + rating, 0);
    return {
      level,
      documents: ratings.length,
      meanRating: ratings.length === 0 ? null : sum / ratings.length,
    };
  });
}

/** There are two figures for each of a dozen scales, each a pass over all documents and concepts. */
const RELIABILITY_RESAMPLES = 200;
const RELATIONS: readonly Relation[] = ["core", "synonym", "antonym", "principle", "cooccurring", "related"];

function reliabilityOf(
  analyses: readonly Analysis[],
  thesaurus: Thesaurus,
  statistics: Statistics,
): Reliability[] {
  const concepts = [...thesaurus.concepts.values()];
  const aspects = [...new Set(concepts.flatMap((concept) => concept.aspects))].sort();
  const scales = [
    ...RELATIONS.map((id) => ({
      kind: "relation" as const,
      id,
      of: concepts.filter(({ relation }) => relation === id),
    })),
    ...aspects.map((id) => ({
      kind: "aspect" as const,
      id,
      of: concepts.filter((c) => c.aspects.includes(id)),
    })),
  ];
  const documents = analyses.map((analysis) => ({
    present: affirmedIn(analysis),
    halves: halvesOf(analysis),
  }));
  return scales.map(({ kind, id, of }) => {
    const ids = of.map((concept) => concept.id);
    const half = (counts: ReadonlyMap<string, number>) =>
      ids.reduce((sum, concept) => sum + (counts.get(concept) ?? 0), 0);
    return {
      kind,
      id,
      concepts: ids.length,
      splitHalf: estimate(
        documents,
        (cases) =>
          splitHalf(
            cases.map(({ halves: [odd, even] }) => [half(odd), half(even)]),
            statistics,
          ),
        statistics,
        RELIABILITY_RESAMPLES,
      ),
      kr20: estimate(
        documents,
        (cases) =>
          kuderRichardson(
            cases.map(({ present }) => present),
            ids,
            statistics,
          ),
        statistics,
        RELIABILITY_RESAMPLES,
      ),
    };
  });
}

/** How often the odd and the even sentences of a text affirm each concept. */
function halvesOf({
  text,
  mentions,
}: Analysis): readonly [ReadonlyMap<string, number>, ReadonlyMap<string, number>] {
  const halves = [new Map<string, number>(), new Map<string, number>()] as const;
  const spans = sentences(text);
  let at = 0;
  for (const { start, conceptId, stance } of mentions) {
    while (at < spans.length && (spans[at]?.end ?? 0) <= start) at++;
    const half = halves[at % 2 === 0 ? 0 : 1];
    if (stance === "affirmed") half.set(conceptId, (half.get(conceptId) ?? 0) + 1);
  }
  return halves;
}
