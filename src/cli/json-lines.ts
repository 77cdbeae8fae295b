import type { Problem } from "../errors.ts";
import { say } from "./language.ts";

/** One text of a JSON Lines stream, or why there is none; `line` is 1-based. */
export type JsonLine = { readonly line: number; readonly id?: string | number } & (
  | { readonly text: string }
  | { readonly problem: Problem }
);

/** A line longer than this is answered by a problem and skipped, so that memory stays bounded. */
const LINE_LIMIT = 64 * 1024 * 1024;

/** Which keys hold the text and its id. */
export interface JsonLineKeys {
  readonly textColumn?: string;
  readonly idColumn?: string;
}

/**
 * Reads `{ "id": …, "text": … }` line by line as the bytes arrive, so that a sender may wait for each answer. Unlike
 * `readDocuments` it holds one line at a time and gives an id back in the type it came in.
 *
 * A broken line costs one problem and nothing else; empty lines are passed over.
 */
export async function* readJsonLines(
  bytes: AsyncIterable<Uint8Array>,
  keys: JsonLineKeys = {},
): AsyncGenerator<JsonLine> {
  let number = 0;
  for await (const line of splitLines(bytes)) {
    number += 1;
    const parsed =
      line === "too-long" ? { line: number, problem: tooLong(number) } : parseLine(line, number, keys);
    if (parsed !== undefined) yield parsed;
  }
}

/** Whether the first bytes of a stream are JSON Lines: one of their lines opens an object. */
export function startsJsonLines(head: Uint8Array): boolean {
  return /^\s*\{|\n\s*\{\s*"/.test(new TextDecoder().decode(head));
}

function parseLine(bytes: Buffer, line: number, { textColumn = "text", idColumn = "id" }: JsonLineKeys) {
  const source = decode(bytes);
  if (source === undefined)
    return { line, ...seenId(bytes.toString("latin1"), idColumn), problem: notUtf8(line) };
  if (source.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (cause) {
    return { line, ...seenId(source, idColumn), problem: notJson(line, (cause as Error).message) };
  }
  const fields = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const id: unknown = fields.get(idColumn);
  const text: unknown = fields.get(textColumn);
  const origin = { line, ...(typeof id === "string" || typeof id === "number" ? { id } : {}) };
  return typeof text === "string" ? { ...origin, text } : { ...origin, problem: noText(line, textColumn) };
}

/** The id of a line that is not JSON, where it can still be seen: the sender then knows which of its texts was lost. */
function seenId(source: string, key: string): { id?: string | number } {
  const at = source.indexOf(JSON.stringify(key));
  if (at < 0) return {};
  const rest = source.slice(at + JSON.stringify(key).length, at + 300);
  const [, text, number] = /^\s*:\s*(?:"([^"\\]*)"|(-?\d{1,15})(?=[\s,}]))/.exec(rest) ?? [];
  if (text !== undefined) return { id: text };
  return number === undefined ? {} : { id: Number(number) };
}

async function* splitLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer | "too-long"> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): Buffer | "too-long" => {
    const line = length > LINE_LIMIT ? "too-long" : Buffer.concat(parts, length);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, start)) {
      parts.push(buffer.subarray(start, end));
      length += end - start;
      yield take();
      start = end + 1;
    }
    length += buffer.length - start;
    if (length <= LINE_LIMIT) parts.push(buffer.subarray(start));
    else parts = [];
  }
  if (length > 0) yield take();
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(line: number): Problem {
  const message = say(
    "UTF-8 として読めません。UTF-8 で保存し直してください。",
    "the line is not UTF-8; save the file as UTF-8",
  );
  return { code: "jsonl/not-utf-8", message, line };
}

function notJson(line: number, reason: string): Problem {
  // V8 quotes the whole line in some of its messages.
  const short = reason.replace(/\s+/g, " ").slice(0, 120);
  const message = say(
    `JSON として読めません（${short}）。1行に1つの {"id": …, "text": …} を書いてください。`,
    `the line is not JSON (${short}); write one {"id": …, "text": …} on each line`,
  );
  return { code: "jsonl/not-json", message, line };
}

function noText(line: number, key: string): Problem {
  const message = say(
    `文字列の "${key}" がありません。{"id": …, "${key}": "本文"} の形にするか、--text-column でキーを指定してください。`,
    `there is no string under "${key}"; write {"id": …, "${key}": "…"}, or name the key with --text-column`,
  );
  return { code: "jsonl/no-text", message, line };
}

function tooLong(line: number): Problem {
  const limit = LINE_LIMIT / 1024 / 1024;
  const message = say(
    `1行が ${limit} MB を超えています。本文を分けてください。`,
    `the line is longer than ${limit} MB; split its text`,
  );
  return { code: "jsonl/line-too-long", message, line };
}
