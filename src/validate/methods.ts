import type { Estimate } from "./estimate.ts";
import type { Validity, ValidityReport } from "./validate.ts";

/** The paragraph that an analyst pastes into a report: what was measured, how, and with what result. */
export function renderMethods(report: ValidityReport, language: "ja" | "en"): string {
  return language === "ja" ? japanese(report) : english(report);
}

function japanese({ documents, raters, groups, alpha, validity, versions }: ValidityReport): string {
  const [own, ...others] = validity;
  const figures = [
    known(own.fitSpearman, (f) => `評価者の評定(複数のときは平均)との順位相関は ρ = ${f}`),
    known(
      own.fitAuc,
      (f) => `高群 ${groups.high} 件と低群 ${groups.low} 件を適合度で見分ける曲線下面積は AUC = ${f}`,
    ),
    known(own.leanAuc, (f) => `支援の型(伴走的か、その反対か)を見分ける曲線下面積は AUC = ${f}`),
  ].filter((text) => text !== "");
  const agreed = known(alpha, (f) => `評価者間の一致は Krippendorff の α = ${f}(順序尺度)であった。`);
  const best = bestOf(others);
  return [
    `文書の伴走型支援への適合度は、シソーラスに基づく語彙分析 bansou ${versionsOf(versions)}で求めた。`,
    `妥当性は、人が読んで評定した ${documents} 件の文書(評価者 ${raters} 人)で確かめた。${agreed}`,
    figures.length === 0
      ? "この資料では妥当性の指標を算出できなかった。"
      : `${figures.join("、")}であった(角括弧は文書の再標本化 1,000 回による 95% 区間)。`,
    best === undefined
      ? ""
      : `同じ文書で、より単純な方法のうち順位相関が最も高かったのは「${best.label}」の ρ = ${best.text} であった。`,
  ].join("");
}

function english({ documents, raters, groups, alpha, validity, versions }: ValidityReport): string {
  const [own, ...others] = validity;
  const figures = [
    known(own.fitSpearman, (f) => `its rank correlation with the (mean) rating was rho = ${f}`),
    known(
      own.fitAuc,
      (f) =>
        `the area under the curve for telling ${groups.high} high from ${groups.low} low documents by fit was ${f}`,
    ),
    known(own.leanAuc, (f) => `that for telling accompanying from contrary practice by lean was ${f}`),
  ].filter((text) => text !== "");
  const agreed = known(alpha, (f) => ` Agreement of the raters was Krippendorff's alpha = ${f} (ordinal).`);
  const best = bestOf(others);
  return [
    `The fit of documents to the accompanying-support approach was scored by bansou ${versionsOf(versions)}, a thesaurus-based analysis of vocabulary.`,
    ` Validity was checked on ${documents} documents rated by ${raters} ${raters === 1 ? "reader" : "readers"}.${agreed}`,
    figures.length === 0
      ? " No figure of validity could be computed from them."
      : ` For the score, ${figures.join("; ")} (brackets: 95 % intervals from 1,000 resamples of documents).`,
    best === undefined
      ? ""
      : ` Of the simpler methods run on the same documents, the best by rank correlation was "${best.labelEn}" with rho = ${best.text}.`,
  ].join("");
}

function versionsOf(versions: ValidityReport["versions"]): string {
  if (versions === undefined) return "";
  const { bansou, thesaurus, profile, tokenizer } = versions;
  return `${bansou} (thesaurus ${thesaurus}, profile ${profile}, tokenizer ${tokenizer})`;
}

function known(estimate: Estimate, sentence: (figure: string) => string): string {
  return estimate.value === null ? "" : sentence(textOf(estimate));
}

function textOf({ value, low, high }: Extract<Estimate, { value: number }>): string {
  return `${value.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

function bestOf(others: readonly Validity[]): { label: string; labelEn: string; text: string } | undefined {
  let best: { label: string; labelEn: string; text: string; value: number } | undefined;
  for (const { label, labelEn, fitSpearman } of others)
    if (fitSpearman.value !== null && fitSpearman.value > (best?.value ?? Number.NEGATIVE_INFINITY))
      best = { label, labelEn, text: textOf(fitSpearman), value: fitSpearman.value };
  return best;
}
