import { InputError } from "../errors.ts";
import { prefixes } from "./skos-graph.ts";

/** The terms of RDF/JS that reading needs; n3 and jsonld both give them. */
export interface RdfTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
}

interface RdfQuad {
  readonly subject: RdfTerm;
  readonly predicate: RdfTerm;
  readonly object: RdfTerm;
}

/** What a graph says: for each subject, in order of appearance, the values of each predicate. */
export type RdfGraph = ReadonlyMap<string, ReadonlyMap<string, readonly RdfTerm[]>>;

export type RdfFormat = "turtle" | "jsonld";

/**
 * Reads RDF. Needs the package `n3` for Turtle, `jsonld` for JSON-LD; fetches nothing.
 *
 * @throws InputError where the text is not of that format, or the package is not installed
 */
export async function readRdf(text: string, format: RdfFormat, file: string): Promise<RdfGraph> {
  const quads = format === "turtle" ? await readTurtle(text, file) : await readJsonLd(text, file);
  const graph = new Map<string, Map<string, RdfTerm[]>>();
  for (const { subject, predicate, object } of quads) {
    const statements = graph.get(subject.value) ?? new Map<string, RdfTerm[]>();
    graph.set(subject.value, statements);
    const terms = statements.get(predicate.value);
    if (terms === undefined) statements.set(predicate.value, [object]);
    else terms.push(object);
  }
  return graph;
}

/** The members of an RDF list; a list that bites its tail ends there. */
export function readList(graph: RdfGraph, head: RdfTerm | undefined): RdfTerm[] {
  const members: RdfTerm[] = [];
  const seen = new Set<string>();
  let node = head?.value;
  while (node !== undefined && node !== `${prefixes.rdf}nil` && !seen.has(node)) {
    seen.add(node);
    const first = graph.get(node)?.get(`${prefixes.rdf}first`)?.[0];
    if (first !== undefined) members.push(first);
    node = graph.get(node)?.get(`${prefixes.rdf}rest`)?.[0]?.value;
  }
  return members;
}

async function readTurtle(text: string, file: string): Promise<readonly RdfQuad[]> {
  const { Parser } = await load(() => import("n3"), "n3", file);
  try {
    return new Parser({ format: "text/turtle" }).parse(text.replace(/^\uFEFF/u, ""));
  } catch (cause) {
    const reason = reasonOf(cause);
    const line = /on line (\d+)/u.exec(reason)?.[1];
    throw failed(
      "skos/turtle",
      `This is not Turtle: ${reason}`,
      file,
      cause,
      line === undefined ? undefined : Number(line),
    );
  }
}

async function readJsonLd(text: string, file: string): Promise<readonly RdfQuad[]> {
  const { default: jsonld } = await load(() => import("jsonld"), "jsonld", file);
  try {
    const refuse = (url: string): never => {
      throw new Error(`it asks to fetch the context ${url}; put the context into the file`);
    };
    const document = JSON.parse(text.replace(/^\uFEFF/u, "")) as object;
    return (await jsonld.toRDF(document, { documentLoader: refuse })) as readonly RdfQuad[];
  } catch (cause) {
    const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    throw failed("skos/jsonld", `This is not JSON-LD that can be read here: ${reasonOf(inner)}`, file, cause);
  }
}

async function load<T>(importIt: () => Promise<T>, name: string, file: string): Promise<T> {
  try {
    return await importIt();
  } catch (cause) {
    const message = `Reading this format needs the package "${name}". Install it: npm install ${name}`;
    throw failed("skos/missing-package", message, file, cause);
  }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

function failed(code: string, message: string, file: string, cause: unknown, line?: number): InputError {
  return new InputError(file, [{ code, message, ...(line === undefined ? {} : { line }) }], { cause });
}
