import type { Concept, Condition, Thesaurus, Wording } from "../thesaurus/concept.ts";
import { polarityOf } from "../thesaurus/relation.ts";

/** A value in RDF, as a tree: `list` keeps order, `node` is a thing without a name. */
export type Term =
  | { readonly iri: string }
  | { readonly text: string; readonly language?: string; readonly datatype?: string }
  | { readonly list: readonly Term[] }
  | { readonly node: readonly Statement[] };

/** Predicate, as a compact IRI of `prefixes`, and its values. */
export type Statement = readonly [predicate: string, terms: readonly Term[]];

export interface Subject {
  readonly iri: string;
  readonly statements: readonly Statement[];
}

export interface SkosOptions {
  /** What ids are appended to. Default `urn:bansou:concept:`; give an address of yours when you publish. */
  readonly base?: string;
}

const VOCABULARY = "urn:bansou:vocabulary#";

/** Namespaces of the export. What SKOS has no word for (stance conditions, patterns, opposites, weights) is under `bansou`. */
export const prefixes = {
  bansou: VOCABULARY,
  dcterms: "http://purl.org/dc/terms/",
  owl: "http://www.w3.org/2002/07/owl#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
} as const;

export const defaultBase = "urn:bansou:concept:";

/**
 * The thesaurus as RDF: a concept scheme with version, lists and spellings, an ordered collection of its concepts,
 * and the concepts. Whatever holds order or structure is an RDF list, so that tools which shuffle triples lose nothing.
 */
export function toSkosGraph(thesaurus: Thesaurus, { base = defaultBase }: SkosOptions = {}): Subject[] {
  checkBase(base);
  const concepts = [...thesaurus.concepts.values()];
  const iri = (id: string): Term => ({ iri: base + id });
  const scheme = `${base}scheme`;
  return [
    {
      iri: scheme,
      statements: given([
        ["rdf:type", [{ iri: "skos:ConceptScheme" }]],
        ["owl:versionInfo", [{ text: thesaurus.version }]],
        [
          "skos:hasTopConcept",
          concepts.filter(({ relation }) => relation === "core").map(({ id }) => iri(id)),
        ],
        [
          "bansou:lists",
          asList(
            Object.entries(thesaurus.lists).map(([name, members]) => ({
              node: [
                ["bansou:name", [{ text: name }]],
                ["bansou:members", [{ list: members.map(japanese) }]],
              ],
            })),
          ),
        ],
        ["bansou:spellings", asList(thesaurus.spellings.map((group) => ({ list: group.map(japanese) })))],
        ["bansou:unless", asList(thesaurus.unless.map(ofCondition))],
      ]),
    },
    {
      iri: `${base}order`,
      statements: [
        ["rdf:type", [{ iri: "skos:OrderedCollection" }]],
        ["skos:memberList", [{ list: concepts.map(({ id }) => iri(id)) }]],
      ],
    },
    ...concepts.map((concept) => ({ iri: base + concept.id, statements: ofConcept(concept, iri, scheme) })),
  ];
}

function ofConcept(concept: Concept, iri: (id: string) => Term, scheme: string): Statement[] {
  const { relation, polarity, definition, scopeNote, source, weight } = concept;
  return given([
    ["rdf:type", [{ iri: "skos:Concept" }]],
    ["skos:inScheme", [{ iri: scheme }]],
    ["skos:notation", [{ text: concept.id }]],
    ["skos:prefLabel", [japanese(concept.prefLabel)]],
    ["skos:altLabel", concept.altLabel.map(japanese)],
    ["skos:hiddenLabel", concept.hiddenLabel.map(japanese)],
    ["skos:definition", definition === "" ? [] : [japanese(definition)]],
    ["skos:scopeNote", scopeNote === undefined ? [] : [japanese(scopeNote)]],
    ["skos:broader", concept.broader.map(iri)],
    ["skos:related", concept.related.map(iri)],
    ["dcterms:source", source === undefined ? [] : [{ text: source }]],
    ["bansou:reading", [{ text: concept.reading, language: "ja-Hira" }]],
    ["bansou:relation", [{ text: relation }]],
    ["bansou:polarity", polarity === polarityOf(relation) ? [] : [{ text: polarity }]],
    ["bansou:alsoIn", asList(concept.alsoIn.map((text) => ({ text })))],
    ["bansou:opposes", concept.opposes.map(iri)],
    ["bansou:aspects", asList(concept.aspects.map((text) => ({ text })))],
    // No xsd:double: jsonld rewrites those with 16 digits, of which some numbers need 17.
    ["bansou:weight", weight === 1 ? [] : [{ text: decimal(weight), datatype: "xsd:decimal" }]],
    ["bansou:wording", asList(concept.wording.map(ofWording))],
    ["bansou:when", asList(concept.when.map(ofCondition))],
    ["bansou:unless", asList(concept.unless.map(ofCondition))],
  ]);
}

function ofWording({ pattern, when, unless }: Wording): Term {
  if (when === undefined && unless === undefined) return japanese(pattern);
  return {
    node: given([
      ["bansou:pattern", [japanese(pattern)]],
      ["bansou:when", asList((when ?? []).map(ofCondition))],
      ["bansou:unless", asList((unless ?? []).map(ofCondition))],
    ]),
  };
}

function ofCondition(condition: Condition): Term {
  return {
    node: Object.entries(condition).map(
      ([part, pattern]): Statement => [`bansou:${part}`, [japanese(pattern)]],
    ),
  };
}

/** The shortest digits that give the same number back, without exponent, which xsd:decimal does not know. */
function decimal(number: number): string {
  const [, digits = "", fraction = "", exponent = "0"] =
    /^(\d)(?:\.(\d+))?e-(\d+)$/u.exec(String(number)) ?? [];
  return digits === "" ? String(number) : `0.${"0".repeat(Number(exponent) - 1)}${digits}${fraction}`;
}

const japanese = (text: string): Term => ({ text, language: "ja" });
const asList = (terms: readonly Term[]): Term[] => (terms.length === 0 ? [] : [{ list: terms }]);
const given = (statements: Statement[]): Statement[] => statements.filter(([, terms]) => terms.length > 0);

// What Turtle's IRIREF excludes; and it must be absolute to mean the same everywhere.
function checkBase(base: string): void {
  if (typeof base === "string" && /^[A-Za-z][A-Za-z0-9+.-]*:[^\p{Cc}\p{Cs}\s<>"{}|^`\\]*$/u.test(base))
    return;
  throw new TypeError(
    `Expected base to be an absolute IRI such as "https://example.org/terms/", received ${JSON.stringify(base)}`,
  );
}
