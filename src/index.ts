import type { Analyzer } from "./analyzer.ts";
import { assembleAnalyzer, checkOptions, type PartOptions } from "./bundled.ts";
import { unpackWordings } from "./matcher/compiled-wordings.ts";
import { readPrepared } from "./matcher/prepared-node.ts";
import { bundledThesaurus } from "./thesaurus/bundled.ts";
import { loadTokenizer, type TokenizerOptions } from "./tokenizer/load-node.ts";

/** The parts to use, and where the tokenizer finds its dictionary. */
export interface AnalyzerOptions extends PartOptions, TokenizerOptions {}

/**
 * Loads the tokenizer's dictionary and compiles the thesaurus: once, for many texts.
 *
 * @throws InputError when the dictionary is missing or damaged; TypeError when an option is none.
 * @example
 * const analyzer = await createAnalyzer();
 * analyzer.analyze("相談者に寄り添った支援を行う。").score.fit; // > 0
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  checkOptions(options);
  const { thesaurus, tokenizer, profile, cues, ...loading } = options;
  // The dictionary is read while the wordings are.
  const [loaded, buffer] = await Promise.all([
    tokenizer ?? loadTokenizer(loading),
    readPrepared(thesaurus ?? bundledThesaurus()),
  ]);
  return assembleAnalyzer(options, loaded, buffer && unpackWordings(buffer));
}

export * from "./core.ts";
export type { CorpusReadOptions, CorpusSource } from "./corpus/analyze-source.ts";
export { analyzeCorpus, type CorpusOptions, type CorpusProgress } from "./corpus/analyze-corpus.ts";
export { codeUnits, type Coding } from "./khcoder/evaluate.ts";
export { type LintOptions, lintRules as lintCodingRules } from "./khcoder/lint.ts";
export { parseRules as parseCodingRules } from "./khcoder/parse.ts";
export { renderRules as renderCodingRules } from "./khcoder/render.ts";
export type { CodingRule, Rule, RuleProblem } from "./khcoder/rule.ts";
export { renderThesaurusRules } from "./khcoder/thesaurus-rules.ts";
export { type CodingUnit, type UnitKind, unitsOf as codingUnits } from "./khcoder/unit.ts";
export {
  type ReadOptions,
  type ReadRecordsOptions,
  readDocument,
  readDocuments,
} from "./readers/read.ts";
export type { Source } from "./readers/source.ts";
export type { AnalyzedRecord, CorpusRecord, FailedRecord } from "./record.ts";
export { type CorpusReport, collectReport } from "./report/corpus-report.ts";
export {
  REPORT_FORMATS,
  type ReportFormat,
  type ReportOptions,
  renderReport,
} from "./report/render-report.ts";
export { type LoadedTokenizer, tokenizerOver } from "./tokenizer/engine/load.ts";
export { loadKuromoji, loadTokenizer, type TokenizerOptions } from "./tokenizer/load-node.ts";
