import type { Polarity, Relation } from "./concept.ts";

/** All relations, from the nearest to the core outward. */
export const relations = [
  "core",
  "synonym",
  "antonym",
  "principle",
  "cooccurring",
  "related",
] as const satisfies readonly Relation[];

export const polarities = ["supportive", "contrary", "context"] as const satisfies readonly Polarity[];

/** The side that a relation decides; a principle has none of its own and must say. */
export function polarityOf(relation: Relation): Polarity | undefined {
  switch (relation) {
    case "core":
    case "synonym":
      return "supportive";
    case "antonym":
      return "contrary";
    case "cooccurring":
    case "related":
      return "context";
    case "principle":
      return undefined;
  }
}
