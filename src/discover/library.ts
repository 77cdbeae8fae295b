/** The public names of `bansou/discover`. */
export { type AppliedReview, type ApplyOptions, applyReview } from "./apply-review.ts";
export { type DiscoverOptions, discover } from "./discover.ts";
export type { Discovery } from "./proposal.ts";
export { documentTable, type Keyword, type KeywordOptions, type Keywords, keywords } from "./keywords.ts";
export { parseReview } from "./parse-review.ts";
export { addRejections, parseRejections } from "./rejection.ts";
export { type Review, renderReviewJson, renderReviewTsv, reviewOf } from "./review.ts";
