import type { Thesaurus } from "../thesaurus/concept.ts";
import { prefixes, type SkosOptions, type Statement, type Term, toSkosGraph } from "./skos-graph.ts";

/**
 * The thesaurus as SKOS in Turtle. `parseSkos(text, "turtle")` reads it back without loss.
 *
 * @throws TypeError where `base` is no absolute IRI
 * @example
 * renderSkosTurtle(bundledThesaurus(), { base: "https://example.org/terms/" });
 */
export function renderSkosTurtle(thesaurus: Thesaurus, options: SkosOptions = {}): string {
  const head = Object.entries(prefixes).map(([name, iri]) => `@prefix ${name}: <${iri}> .\n`);
  const blocks = toSkosGraph(thesaurus, options).map(
    ({ iri, statements }) => `\n<${iri}>\n${renderStatements(statements, "  ")} .\n`,
  );
  return head.join("") + blocks.join("");
}

function renderStatements(statements: readonly Statement[], indent: string): string {
  return statements
    .map(([predicate, terms]) => {
      const verb = predicate === "rdf:type" ? "a" : predicate;
      return `${indent}${verb} ${terms.map((term) => renderTerm(term, indent)).join(", ")}`;
    })
    .join(" ;\n");
}

function renderTerm(term: Term, indent: string): string {
  if ("iri" in term) return isCompact(term.iri) ? term.iri : `<${term.iri}>`;
  if ("node" in term)
    return term.node.length === 0 ? "[]" : `[\n${renderStatements(term.node, `${indent}  `)}\n${indent}]`;
  if ("list" in term) {
    if (term.list.length === 0) return "()";
    const inner = `${indent}  `;
    return `(\n${term.list.map((member) => `${inner}${renderTerm(member, inner)}\n`).join("")}${indent})`;
  }
  const tail =
    term.language !== undefined
      ? `@${term.language}`
      : term.datatype !== undefined
        ? `^^${term.datatype}`
        : "";
  return `${quote(term.text)}${tail}`;
}

const isCompact = (iri: string): boolean => iri.startsWith("skos:");

/** JSON's escapes are Turtle's, but JSON leaves DEL alone, and halves of surrogate pairs have no place in RDF. */
function quote(text: string): string {
  return JSON.stringify(text.replace(/\p{Cs}/gu, "\ufffd")).replaceAll("\u007f", "\\u007F");
}
