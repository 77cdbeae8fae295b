import type { Concept } from "./concept.ts";
import { findCycles } from "./cycle.ts";
import { didYouMean } from "./fields.ts";
import type { Place, Problems } from "./problems.ts";

/** Where the file writes each concept, by id; concepts of an extended base are not in it. */
export type ConceptPlaces = Map<string, Place>;

/** Checks what one concept alone cannot tell: ids that point nowhere, labels on two concepts, circles of `broader`. */
export function checkLinks(
  concepts: ReadonlyMap<string, Concept>,
  places: ConceptPlaces,
  problems: Problems,
): void {
  checkLabels(concepts, places, problems);
  checkReferences(concepts, places, problems);
  checkBroader(concepts, places, problems);
}

/** Labels are one where width and case alone differ; kana are kept apart, as よりそい and ヨリソイ may be two names. */
export function labelKey(label: string): string {
  return label.normalize("NFKC").toLowerCase();
}

/** All names of a concept that are found as they stand, preferred first. */
export function labelsOf(concept: Concept): string[] {
  return [concept.prefLabel, ...concept.altLabel, ...concept.hiddenLabel];
}

function checkLabels(
  concepts: ReadonlyMap<string, Concept>,
  places: ConceptPlaces,
  problems: Problems,
): void {
  const ownerOf = new Map<string, string>();
  for (const concept of concepts.values()) {
    for (const label of new Set(labelsOf(concept).map(labelKey))) {
      const owner = ownerOf.get(label);
      if (owner === undefined) {
        ownerOf.set(label, concept.id);
      } else if (label !== "") {
        // The later of the two may stand in the base: then the earlier is the file's.
        const place = places.get(concept.id) ?? places.get(owner) ?? [];
        const message = `The label "${label}" is on two concepts, "${owner}" and "${concept.id}". Keep it on one.`;
        problems.add("thesaurus/duplicate-label", message, place);
      }
    }
  }
}

const LINKS = ["broader", "related", "opposes"] as const;

function checkReferences(
  concepts: ReadonlyMap<string, Concept>,
  places: ConceptPlaces,
  problems: Problems,
): void {
  for (const [id, place] of places) {
    const concept = concepts.get(id);
    for (const link of LINKS) {
      for (const target of concept?.[link] ?? []) {
        if (target === id) {
          const message = `"${id}" cannot be its own "${link}". Take it out.`;
          problems.add("thesaurus/self-link", message, [...place, link]);
        } else if (!concepts.has(target)) {
          const message = `There is no concept "${target}"${meant(target, concepts)} Name the id of a concept.`;
          problems.add("thesaurus/unknown-id", message, [...place, link]);
        }
      }
    }
  }
}

/** People write a label where an id is wanted, or mistype the id. */
function meant(target: string, concepts: ReadonlyMap<string, Concept>): string {
  const key = labelKey(target);
  for (const concept of concepts.values()) {
    if (labelsOf(concept).some((label) => labelKey(label) === key)) return `, did you mean "${concept.id}"?`;
  }
  return didYouMean(target, concepts.keys());
}

function checkBroader(
  concepts: ReadonlyMap<string, Concept>,
  places: ConceptPlaces,
  problems: Problems,
): void {
  // A concept that is its own broader was told already.
  const graph = new Map(
    [...concepts].map(([id, { broader }]) => [id, broader.filter((target) => target !== id)]),
  );
  for (const cycle of findCycles(graph)) {
    const place = cycle.map((id) => places.get(id)).find((known) => known !== undefined) ?? [];
    const message = `"broader" goes in a circle: ${[...cycle, cycle[0]].join(" → ")}. Take one of these links out.`;
    problems.add("thesaurus/cycle", message, [...place, "broader"]);
  }
}
