import type { Thesaurus } from "../thesaurus/concept.ts";
import { prefixes, type SkosOptions, type Statement, type Term, toSkosGraph } from "./skos-graph.ts";

/**
 * The thesaurus as SKOS in JSON-LD 1.1, with its context inside: nothing is fetched to read it.
 * `parseSkos(text, "jsonld")` reads it back without loss.
 *
 * @throws TypeError where `base` is no absolute IRI
 * @example
 * renderSkosJsonLd(bundledThesaurus(), { base: "https://example.org/terms/" });
 */
export function renderSkosJsonLd(thesaurus: Thesaurus, options: SkosOptions = {}): string {
  const graph = toSkosGraph(thesaurus, options).map(({ iri, statements }) => ({
    "@id": iri,
    ...renderStatements(statements),
  }));
  return `${JSON.stringify({ "@context": { "@version": 1.1, ...prefixes }, "@graph": graph }, null, 2)}\n`;
}

function renderStatements(statements: readonly Statement[]): Record<string, unknown> {
  return Object.fromEntries(
    statements.map(([predicate, terms]) => {
      if (predicate === "rdf:type") return ["@type", terms.map((term) => ("iri" in term ? term.iri : ""))];
      const values = terms.map(renderTerm);
      return [predicate, values.length === 1 ? values[0] : values];
    }),
  );
}

function renderTerm(term: Term): unknown {
  if ("iri" in term) return { "@id": term.iri };
  if ("list" in term) return { "@list": term.list.map(renderTerm) };
  if ("node" in term) return renderStatements(term.node);
  return {
    "@value": term.text,
    ...(term.language === undefined ? {} : { "@language": term.language }),
    ...(term.datatype === undefined ? {} : { "@type": term.datatype }),
  };
}
