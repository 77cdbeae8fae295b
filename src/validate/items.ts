import type { Analysis } from "../analysis.ts";
import type { Concept, Thesaurus } from "../thesaurus/concept.ts";

/** How one concept behaves over the coded documents. */
export interface ItemDiagnosis {
  readonly conceptId: string;
  readonly prefLabel: string;
  readonly relation: Concept["relation"];
  /** Documents of each group that name it (affirmed). */
  readonly high: number;
  readonly low: number;
  /** Documents that name it, those of neither group included. */
  readonly documents: number;
  /**
   * `never`: no document names it. `wrong-group`: a supportive concept that a larger share of the low group names, or a contrary one of
   * the high group, in at least three documents. Context terms argue for no group.
   */
  readonly finding: "never" | "wrong-group" | "fine";
}

/** Fewer documents than these say nothing about a concept's group. */
const LEAST = 3;

/** Diagnoses every concept of the thesaurus: those that fire on the wrong group first, then those that never fire. */
export function diagnoseItems(
  documents: readonly { readonly analysis: Analysis; readonly group: "high" | "low" | undefined }[],
  thesaurus: Thesaurus,
): ItemDiagnosis[] {
  const present = documents.map(({ analysis, group }) => ({ group, concepts: affirmedIn(analysis) }));
  const sizes = { high: 0, low: 0 };
  for (const { group } of present) if (group !== undefined) sizes[group] += 1;
  const order = { "wrong-group": 0, never: 1, fine: 2 };
  return [...thesaurus.concepts.values()]
    .map((concept) => {
      const naming = present.filter(({ concepts }) => concepts.has(concept.id));
      const high = naming.filter(({ group }) => group === "high").length;
      const low = naming.filter(({ group }) => group === "low").length;
      return {
        conceptId: concept.id,
        prefLabel: concept.prefLabel,
        relation: concept.relation,
        high,
        low,
        documents: naming.length,
        finding: findingOf(concept, naming.length, high / (sizes.high || 1), low / (sizes.low || 1)),
      };
    })
    .sort((a, b) => order[a.finding] - order[b.finding] || b.documents - a.documents);
}

function findingOf(
  { polarity }: Concept,
  documents: number,
  high: number,
  low: number,
): ItemDiagnosis["finding"] {
  if (documents === 0) return "never";
  if (documents < LEAST || polarity === "context") return "fine";
  return (polarity === "supportive" ? low > high : high > low) ? "wrong-group" : "fine";
}

/** The concepts that a text affirms. */
export function affirmedIn({ mentions }: Analysis): Set<string> {
  return new Set(mentions.filter(({ stance }) => stance === "affirmed").map(({ conceptId }) => conceptId));
}
