/** The public names that Node and browsers share. */
export type {
  Analysis,
  Contribution,
  FitInterval,
  Level,
  Mention,
  Score,
  Section,
  Tag,
  TagBand,
  Versions,
} from "./analysis.ts";
export type { Analyzer } from "./analyzer.ts";
export { bundledCues, bundledProfile } from "./bundled.ts";
export type { Block, BlockKind, Document, Place } from "./document.ts";
export { place } from "./document.ts";
export { InputError, type Problem } from "./errors.ts";
export { bundledNorms } from "./score/bundled-norms.ts";
export { type AnalysisDiff, type ConceptChange, diffAnalyses, type MentionChange } from "./score/diff.ts";
export { type ConceptReason, type Explanation, explain, type MentionReason } from "./score/explain.ts";
export {
  type CompareOptions,
  compareGroups,
  type GroupComparison,
  type Keyness,
  type KeynessPoint,
  keynessPoints,
} from "./score/keyness.ts";
export { computeNorm, type Norm, type NormOrigin, parseNorms, percentileOf } from "./score/norms.ts";
export { type Profile, parseProfile, type TagThresholds } from "./score/profile.ts";
export { parseStanceCues, type StanceCues } from "./stance/cues.ts";
export type { Cue, Judgement, Mode, Stance } from "./stance/judgement.ts";
export { analyzeStream, type StreamAnswer, type StreamText } from "./stream.ts";
export { selectTags, type TagOptions } from "./tags/tags.ts";
export { parseTaxonomy, type SiteTag, type Taxonomy } from "./tags/taxonomy.ts";
export type { Span } from "./text/span.ts";
export { bundledThesaurus } from "./thesaurus/bundled.ts";
export type { Concept, Condition, Polarity, Relation, Thesaurus, Wording } from "./thesaurus/concept.ts";
export { compileLookup, type LookupResult, lookup, slug } from "./thesaurus/lookup.ts";
export { extendThesaurus, parseThesaurus } from "./thesaurus/parse.ts";
export { type ThesaurusJson, toThesaurusJson } from "./thesaurus/thesaurus-json.ts";
export { variants } from "./thesaurus/variants.ts";
export type { Token, Tokenizer } from "./tokenizer/token.ts";
