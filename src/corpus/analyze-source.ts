import type { Analyzer } from "../analyzer.ts";
import { type Document, place } from "../document.ts";
import { InputError, type Problem } from "../errors.ts";
import type { ReadRecordsOptions } from "../readers/read.ts";
import { MAX_BYTES, type Source } from "../readers/source.ts";
import type { AnalyzedRecord, CorpusRecord } from "../record.ts";

/** One thing to analyse: a file, the bytes of one, or text that is at hand with the name to call it by. */
export type CorpusSource = Source | { readonly text: string | Document; readonly source: string };

/** What a source is called in records and messages. */
export function nameOfSource(source: CorpusSource): string {
  if ("text" in source) return source.source;
  return "path" in source ? source.path : (source.name ?? "(bytes)");
}

/** Options of reading that can cross to a worker. */
export type CorpusReadOptions = Pick<
  ReadRecordsOptions,
  "encoding" | "maxBytes" | "maxPages" | "textColumn" | "idColumn"
>;

/**
 * The records of one source: one for each text in it, and one for each row or file that could not be read.
 * A fault of the program is one too: the other documents of a corpus must not pay for it.
 *
 * @param loadNow - how to read files on a thread that may wait for them
 */
export async function analyzeSource(
  source: CorpusSource,
  analyzer: Pick<Analyzer, "analyze">,
  options: CorpusReadOptions,
  loadNow?: (path: string, maxBytes: number) => Uint8Array,
): Promise<CorpusRecord[]> {
  const name = nameOfSource(source);
  const records: CorpusRecord[] = [];
  const fail = (problem: Problem) => records.push({ source: name, error: problem });
  try {
    const loaded =
      loadNow !== undefined && "path" in source
        ? { bytes: loadNow(source.path, options.maxBytes ?? MAX_BYTES), name }
        : source;
    for await (const document of documentsOf(loaded, {
      ...options,
      onProblem: ({ problems }) => problems.forEach(fail),
    })) {
      records.push(recordOf(document, name, analyzer));
    }
  } catch (error) {
    if (error instanceof InputError) error.problems.forEach(fail);
    else fail({ code: "corpus/fault", message: `the analysis failed (${faultOf(error)}); please report it` });
  }
  return records;
}

async function* documentsOf(
  source: CorpusSource,
  options: ReadRecordsOptions,
): AsyncGenerator<string | Document> {
  if ("text" in source) {
    yield source.text;
    return;
  }
  const { readDocuments } = await import("../readers/read.ts");
  yield* readDocuments(source, options);
}

function recordOf(
  input: string | Document,
  name: string,
  analyzer: Pick<Analyzer, "analyze">,
): AnalyzedRecord {
  const document: Document = typeof input === "string" ? { text: input, blocks: [] } : input;
  const analysis = analyzer.analyze(document);
  const { source = name, title, pages, defects = [], meta } = document;
  return {
    source: name,
    ...(source.startsWith(`${name}#`) && { id: source.slice(name.length + 1) }),
    ...(title !== undefined && { title }),
    ...(pages !== undefined && { pages: pages.length }),
    ...(defects.length > 0 && { defects }),
    ...(meta !== undefined && { meta }),
    analysis,
    places: analysis.mentions.map(({ start }) => place(document, start) ?? { paragraph: 0 }),
  };
}

function faultOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : String(error);
}
