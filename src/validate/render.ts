import type { Estimate } from "./estimate.ts";
import { renderMethods } from "./methods.ts";
import type { Validity, ValidityReport } from "./validate.ts";

type Language = "ja" | "en";

/** A validity report as text: figures beside the simpler methods, reliability, items, and the methods paragraphs to paste. */
export function renderValidity(report: ValidityReport, language: Language): string {
  const say = (ja: string, en: string) => (language === "ja" ? ja : en);
  const { documents, raters, groups, alpha, validity } = report;
  return [
    say(
      `文書 ${documents}・評価者 ${raters} 人・高群 ${groups.high}・低群 ${groups.low}`,
      `${documents} documents, ${raters} ${raters === 1 ? "rater" : "raters"}, ${groups.high} in the high group, ${groups.low} in the low`,
    ),
    `${say("評価者間の一致(Krippendorff の α)", "agreement of raters (Krippendorff's alpha)")}: ${figure(alpha, language)}`,
    `\n${say("妥当性[95% 区間]", "Validity [95 % interval]")}`,
    ...validity.map((row) => validityLine(row, language)),
    ...margins(validity, language),
    ...reachable(report, language),
    `\n${say("水準ごとの評定の平均", "Mean rating of each level")}`,
    ...report.levels.map(
      ({ level, documents, meanRating }) => `  ${level}: ${meanRating?.toFixed(2) ?? "-"} (${documents})`,
    ),
    `\n${say("信頼性(折半・KR-20)", "Reliability (split-half, KR-20)")}`,
    ...report.reliability.map(
      ({ kind, id, concepts, splitHalf, kr20 }) =>
        `  ${kind} ${id} (${concepts}): ${figure(splitHalf, language)} · ${figure(kr20, language)}`,
    ),
    `\n${say("概念", "Concepts")}`,
    ...itemLines(report, language),
    `\n${say("方法の記述(日本語)", "Methods paragraph (Japanese)")}\n${renderMethods(report, "ja")}`,
    `\n${say("方法の記述(英語)", "Methods paragraph (English)")}\n${renderMethods(report, "en")}`,
    "",
  ].join("\n");
}

function validityLine(row: Validity, language: Language): string {
  const figures = [row.fitSpearman, row.fitAuc, row.leanAuc].map((item) => figure(item, language));
  return `  ${language === "ja" ? row.label : row.labelEn}: Spearman ${figures[0]} · fit AUC ${figures[1]} · lean AUC ${figures[2]}`;
}

/** By how much the score beats the best of the simpler methods, figure by figure. */
function margins([own, ...others]: ValidityReport["validity"], language: Language): string[] {
  const keys = ["fitSpearman", "fitAuc", "leanAuc"] as const;
  const parts = keys.flatMap((key) => {
    const best = Math.max(...others.map((row) => row[key].value ?? Number.NEGATIVE_INFINITY));
    const value = own[key].value;
    return value === null || !Number.isFinite(best) ? [] : [`${key} ${signed(value - best)}`];
  });
  const title = language === "ja" ? "最もよい比較法との差" : "above the best simpler method";
  return parts.length === 0 ? [] : [`  ${title}: ${parts.join(" · ")}`];
}

/** What the ratings' ties leave within reach of a score that has none. */
function reachable({ reachableSpearman }: ValidityReport, language: Language): string[] {
  if (reachableSpearman === null) return [];
  const title =
    language === "ja"
      ? "この評定に対して、同点のない点数が届く順位相関の上限"
      : "the highest Spearman that a score without ties can reach with these ratings";
  return [`  ${title}: ${reachableSpearman.toFixed(3)}`];
}

function signed(value: number): string {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(3)}`;
}

function itemLines({ items, groups }: ValidityReport, language: Language): string[] {
  const wrong = items.filter(({ finding }) => finding === "wrong-group");
  const never = items.filter(({ finding }) => finding === "never");
  const none = language === "ja" ? "なし" : "none";
  const wrongTitle =
    language === "ja" ? "逆の群に多い(高群/低群の文書数)" : "more in the wrong group (documents of high/low)";
  const neverTitle = language === "ja" ? "現れない" : "never found";
  const places = wrong.map(
    ({ prefLabel, high, low }) => `${prefLabel} ${high}/${groups.high}:${low}/${groups.low}`,
  );
  return [
    `  ${wrongTitle}: ${places.join(", ") || none}`,
    `  ${neverTitle} (${never.length}/${items.length}): ${never.map(({ prefLabel }) => prefLabel).join(", ") || none}`,
  ];
}

/** `.892 [.851, .921]`, or why there is no figure. */
export function figure(estimate: Estimate, language: Language): string {
  if (estimate.value === null)
    return language === "ja"
      ? `算出できません(${inJapanese(estimate.reason)})`
      : `cannot be computed because ${estimate.reason}`;
  const { value, low, high } = estimate;
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

/** The reasons why a figure cannot be computed, as the figures give them. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^there is one rater only$/, "評価者が一人"],
  [/^no document was rated by two raters$/, "二人が評定した文書がない"],
  [/^all ratings are the same$/, "評定がすべて同じ"],
  [/^there are fewer than three documents$/, "文書が三つに満たない"],
  [/^all documents have the same rating$/, "どの文書も評定が同じ"],
  [/^all documents have the same score$/, "どの文書も点数が同じ"],
  [/^all documents are in one group \((\d+) high, (\d+) low\)$/, "文書が一つの群だけ(高 $1・低 $2)"],
  [/^none of its concepts occurs$/, "どの概念も現れない"],
  [/^one of its concepts occurs$/, "現れた概念が一つだけ"],
  [/^all documents name equally many of its concepts$/, "どの文書にも同じ数だけ現れる"],
  [/^one half of the sentences is the same in all documents$/, "折半した一方がどの文書でも同じ"],
  [/^the cases do not vary$/, "値に差がない"],
];

function inJapanese(reason: string): string {
  const found = REASONS.find(([pattern]) => pattern.test(reason));
  return found === undefined ? reason : reason.replace(...found);
}
