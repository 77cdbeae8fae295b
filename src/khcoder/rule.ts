import type { Problem } from "../errors.ts";

/** Where in a rule file something stands; both 1-based, columns in UTF-16 units. */
export interface RulePlace {
  readonly line: number;
  readonly column: number;
}

/** What can be wrong with a rule, or keep it from ever matching. */
export interface RuleProblem extends Problem {
  readonly line: number;
  readonly column: number;
  /** A `warning` may still be meant; an `error` cannot. */
  readonly severity: "error" | "warning";
}

export const COMPARISONS = ["<=", ">=", "==", "=", "<", ">"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A word by its dictionary form; with its part of speech (`A->B`) or one of its forms (`A=>B`). */
export interface WordRule {
  readonly kind: "word";
  readonly word: string;
  readonly pos?: string;
  readonly form?: string;
}

/** Words in any order (`near`) or in this one (`seq`), each at most `distance` words from the one before it. */
export interface ChainRule {
  readonly kind: "near" | "seq";
  readonly words: readonly string[];
  readonly distance: number;
  /** All in one sentence or paragraph, where the unit is larger. */
  readonly within?: "sentence" | "paragraph";
}

/** What a comparison is about: characters, words, or the number of the unit. */
export type Measure = "lc" | "lw" | "No.";

/** A condition of KH Coder's coding rules as a tree. */
export type Rule = (
  | { readonly kind: "and" | "or"; readonly parts: readonly Rule[] }
  | { readonly kind: "not"; readonly part: Rule }
  | WordRule
  | { readonly kind: "phrase"; readonly words: readonly string[] }
  | ChainRule
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "code"; readonly name: string }
  | { readonly kind: "variable"; readonly name: string; readonly value: string }
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | {
      readonly kind: "compare";
      readonly measure: Measure;
      readonly comparison: Comparison;
      readonly value: number;
    }
) & { readonly at?: RulePlace };

/** A code: its name without the ＊, and when a unit gets it. */
export interface CodingRule extends RulePlace {
  readonly name: string;
  readonly rule: Rule;
}

export const DEFAULT_DISTANCE = 10;
