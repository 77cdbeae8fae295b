import type { Analysis } from "./analysis.ts";
import type { Analyzer } from "./analyzer.ts";
import type { Document } from "./document.ts";
import type { Problem } from "./errors.ts";

/** One text of a stream. */
export interface StreamText {
  /** Given back with the answer. */
  readonly id?: string | number;
  readonly text: string | Document;
}

/** The answer to one text: its analysis, or why there is none. Plain data. */
export type StreamAnswer = { readonly id?: string | number } & (
  | { readonly analysis: Analysis; readonly error?: undefined }
  | { readonly error: Problem; readonly analysis?: undefined }
);

/**
 * A web stream that answers each text that is written to it: one in, one out, in order. It takes the next text when its last answer
 * has been read, so that memory holds one text whatever the length of the stream. What is no text is answered by an error with
 * the same id, and the stream goes on. Node, browsers and edge runtimes have such streams; `Duplex.fromWeb` makes a Node one.
 *
 * @example
 * const answers = ReadableStream.from([{ id: 1, text: "相談者に寄り添った支援" }]).pipeThrough(analyzeStream(analyzer));
 * for await (const { id, analysis } of answers) console.log(id, analysis?.score.fit);
 */
export function analyzeStream(analyzer: Analyzer): TransformStream<string | StreamText, StreamAnswer> {
  return new TransformStream<string | StreamText, StreamAnswer>(
    { transform: (item, controller) => controller.enqueue(answer(analyzer, item)) },
    { highWaterMark: 1 },
    { highWaterMark: 0 },
  );
}

function answer(analyzer: Analyzer, item: unknown): StreamAnswer {
  if (typeof item === "string") return { analysis: analyzer.analyze(item) };
  const { id, text } = (typeof item === "object" && item !== null ? item : {}) as Partial<StreamText>;
  const origin = typeof id === "string" || typeof id === "number" ? { id } : {};
  const readable =
    typeof text === "string" || (typeof text?.text === "string" && Array.isArray(text.blocks))
      ? text
      : undefined;
  if (readable !== undefined) return { ...origin, analysis: analyzer.analyze(readable) };
  const message = `expected a text or { id, text }, received ${nameOf(item)}; give the text as a string or a Document`;
  return { ...origin, error: { code: "stream/no-text", message } };
}

function nameOf(item: unknown): string {
  if (item === null) return "null";
  return typeof item === "object" ? "an object without a text" : typeof item;
}
