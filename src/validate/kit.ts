/** `bansou/validate`: measure scores against documents that people have coded. Needs the package `simple-statistics`. */
export { agreement, type Scale } from "./agreement.ts";
export type { Estimate } from "./estimate.ts";
export { type GoldDocument, type GoldRow, goldOfRows, parseGold } from "./gold.ts";
export type { ItemDiagnosis } from "./items.ts";
export { renderMethods } from "./methods.ts";
export { renderValidity } from "./render.ts";
export {
  type LevelRating,
  type Reliability,
  type ValidateOptions,
  type Validity,
  type ValidityReport,
  validate,
} from "./validate.ts";
