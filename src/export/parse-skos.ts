import { InputError } from "../errors.ts";
import type { Condition, Relation, Wording } from "../thesaurus/concept.ts";
import type { ConceptJson, ThesaurusJson } from "../thesaurus/thesaurus-json.ts";
import { type RdfFormat, type RdfGraph, type RdfTerm, readList, readRdf } from "./rdf.ts";
import { prefixes } from "./skos-graph.ts";

const { skos, rdf, bansou, dcterms, owl } = prefixes;

/**
 * Reads SKOS, from `renderSkosTurtle`, `renderSkosJsonLd` or another tool, to what a thesaurus file holds. Give the result to
 * `parseThesaurus`, which checks it: a vocabulary from elsewhere lacks readings and relations, and is told so for each
 * concept. Of labels in several languages the Japanese and those without language are taken.
 * Needs the package `n3` (Turtle) or `jsonld` (JSON-LD); remote contexts are refused, nothing is fetched.
 *
 * @throws InputError where the text is not of the format, holds no `skos:Concept`, or the package is missing
 * @throws TypeError for another format
 * @example
 * const json = await parseSkos(await readFile("terms.ttl", "utf8"), "turtle", { file: "terms.ttl" });
 * const thesaurus = parseThesaurus(json, { file: "terms.ttl" });
 */
export async function parseSkos(
  text: string,
  format: RdfFormat,
  options: { readonly file?: string } = {},
): Promise<ThesaurusJson> {
  const { file = "thesaurus" } = options;
  if (format !== "turtle" && format !== "jsonld") {
    throw new TypeError(`Expected the format "turtle" or "jsonld", received ${JSON.stringify(format)}`);
  }
  const graph = await readRdf(text, format, file);
  const iris = conceptIris(graph);
  if (iris.length === 0) {
    const message = "There is no skos:Concept in it. Check that it is SKOS and the format is right.";
    throw new InputError(file, [{ code: "skos/no-concepts", message }]);
  }
  const idOf = new Map(iris.map((iri) => [iri, idFrom(iri, graph)]));
  return {
    ...readScheme(graph),
    concepts: iris.map((iri) => readConcept(iri, graph, idOf)),
  };
}

/** Concepts in the order of the collection that the export writes; others after them, as they appear. */
function conceptIris(graph: RdfGraph): string[] {
  const ofType = (type: string) =>
    [...graph]
      .filter(([, says]) => says.get(`${rdf}type`)?.some(({ value }) => value === skos + type))
      .map(([iri]) => iri);
  const concepts = new Set(ofType("Concept"));
  const ordered = ofType("OrderedCollection")
    .flatMap((iri) => readList(graph, graph.get(iri)?.get(`${skos}memberList`)?.[0]))
    .map(({ value }) => value);
  return [...new Set([...ordered.filter((iri) => concepts.has(iri)), ...concepts])];
}

function idFrom(iri: string, graph: RdfGraph): string {
  const notation = graph.get(iri)?.get(`${skos}notation`)?.[0]?.value;
  const name = notation ?? /[^#/:]*$/u.exec(iri)?.[0] ?? "";
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "");
}

function readScheme(graph: RdfGraph): Omit<ThesaurusJson, "concepts"> {
  const scheme = [...graph.values()].find((says) =>
    says.get(`${rdf}type`)?.some(({ value }) => value === `${skos}ConceptScheme`),
  );
  const lists = readList(graph, scheme?.get(`${bansou}lists`)?.[0]).map(({ value }): [string, string[]] => {
    const list = graph.get(value);
    const members = readList(graph, list?.get(`${bansou}members`)?.[0]);
    return [list?.get(`${bansou}name`)?.[0]?.value ?? "", members.map((member) => member.value)];
  });
  const spellings = readList(graph, scheme?.get(`${bansou}spellings`)?.[0]).map((group) =>
    readList(graph, group).map(({ value }) => value),
  );
  const unless = readList(graph, scheme?.get(`${bansou}unless`)?.[0]).map((term) =>
    readCondition(term, graph),
  );
  return {
    version: scheme?.get(`${owl}versionInfo`)?.[0]?.value ?? "1",
    ...(lists.length > 0 ? { lists: Object.fromEntries(lists) } : {}),
    ...(spellings.length > 0 ? { spellings } : {}),
    ...(unless.length > 0 ? { unless } : {}),
  };
}

function readConcept(iri: string, graph: RdfGraph, idOf: ReadonlyMap<string, string>): ConceptJson {
  const says = (predicate: string): readonly RdfTerm[] => graph.get(iri)?.get(predicate) ?? [];
  const text = (predicate: string): string | undefined => japanese(says(predicate))[0];
  const texts = (predicate: string): string[] | undefined => some(japanese(says(predicate)));
  const ids = (predicate: string): string[] | undefined =>
    some(says(predicate).map(({ value }) => idOf.get(value) ?? value));
  const list = (predicate: string): RdfTerm[] => readList(graph, says(predicate)[0]);
  const values = (predicate: string): string[] | undefined => some(list(predicate).map(({ value }) => value));
  const weight = says(`${bansou}weight`)[0]?.value;
  return without({
    id: idOf.get(iri) ?? "",
    prefLabel: text(`${skos}prefLabel`),
    reading: says(`${bansou}reading`)[0]?.value,
    relation: says(`${bansou}relation`)[0]?.value as Relation | undefined,
    polarity: says(`${bansou}polarity`)[0]?.value as ConceptJson["polarity"],
    alsoIn: values(`${bansou}alsoIn`) as Relation[] | undefined,
    definition: text(`${skos}definition`),
    scopeNote: text(`${skos}scopeNote`),
    altLabel: texts(`${skos}altLabel`),
    hiddenLabel: texts(`${skos}hiddenLabel`),
    wording: some(list(`${bansou}wording`).map((term) => readWording(term, graph))),
    when: some(list(`${bansou}when`).map((term) => readCondition(term, graph))),
    unless: some(list(`${bansou}unless`).map((term) => readCondition(term, graph))),
    aspects: values(`${bansou}aspects`),
    weight: weight === undefined ? undefined : Number(weight),
    broader: ids(`${skos}broader`),
    related: ids(`${skos}related`),
    opposes: ids(`${bansou}opposes`),
    source: says(`${dcterms}source`)[0]?.value,
  });
}

function readWording(term: RdfTerm, graph: RdfGraph): string | Wording {
  if (term.termType === "Literal") return term.value;
  const says = graph.get(term.value);
  const conditions = (name: string) =>
    some(readList(graph, says?.get(bansou + name)?.[0]).map((condition) => readCondition(condition, graph)));
  return without({
    pattern: says?.get(`${bansou}pattern`)?.[0]?.value ?? "",
    when: conditions("when"),
    unless: conditions("unless"),
  });
}

function readCondition(term: RdfTerm, graph: RdfGraph): Condition {
  const part = (name: string) => graph.get(term.value)?.get(bansou + name)?.[0]?.value;
  return without({
    before: part("before"),
    after: part("after"),
    sentence: part("sentence"),
    passage: part("passage"),
    lacking: part("lacking"),
  });
}

/** Values in Japanese and those without language. */
function japanese(terms: readonly RdfTerm[]): string[] {
  return terms.filter(({ language = "" }) => /^(?:ja(?:-.*)?)?$/iu.test(language)).map(({ value }) => value);
}

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** Fields that are undefined are left out, as in a file. */
function without<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
