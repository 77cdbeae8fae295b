import { readFileSync, type Stats, statSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import { InputError } from "../errors.ts";

/** Where a document comes from: a file, or bytes with the name or media type they came with. */
export type Source =
  | { readonly path: string }
  | { readonly bytes: Uint8Array; readonly name?: string; readonly mediaType?: string };

/** Most bytes of a file unless told otherwise. */
export const MAX_BYTES = 100 * 1024 * 1024;

/** What messages call a source. */
export function nameOf(source: Source): string {
  if (source === null || typeof source !== "object") {
    throw new TypeError(
      `source: expected { path } or { bytes }; received ${source === null ? "null" : typeof source}`,
    );
  }
  if ("path" in source) {
    if (typeof source.path !== "string")
      throw new TypeError(`source.path: expected a string; received ${typeof source.path}`);
    return source.path;
  }
  if (!(source.bytes instanceof Uint8Array)) {
    throw new TypeError(
      `source: expected { path } or { bytes: Uint8Array }; received ${Object.keys(source).join(", ")}`,
    );
  }
  return source.name ?? "(bytes)";
}

/**
 * The bytes of a source.
 * @throws InputError when there is nothing to read, or more than `maxBytes`.
 */
export async function loadBytes(source: Source, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
  const name = nameOf(source);
  const bytes = "path" in source ? await loadFile(source.path, maxBytes, signal) : source.bytes;
  if (bytes.length > maxBytes) throw tooLarge(name, bytes.length, maxBytes);
  if (bytes.length === 0) throw problem(name, "reader/empty", "the file is empty; there is no text to read");
  return bytes;
}

async function loadFile(path: string, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
  try {
    checkFile(path, await stat(path), maxBytes);
    const handle = await open(path, "r");
    try {
      return await handle.readFile({ signal });
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof InputError || signal?.aborted === true ? error : unreadable(path, error);
  }
}

/**
 * The bytes of a file at once, for a thread that may wait: six turns of its event loop took a fifth of the time of a short text.
 * @throws InputError as `loadBytes` does.
 */
export function loadFileNow(path: string, maxBytes: number): Uint8Array {
  try {
    checkFile(path, statSync(path), maxBytes);
    return readFileSync(path);
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(path, error);
  }
}

function checkFile(path: string, found: Stats, maxBytes: number): void {
  if (found.isDirectory())
    throw problem(path, "reader/directory", "this is a directory; name the files inside it");
  // A pipe or a device would block or never end.
  if (!found.isFile())
    throw problem(path, "reader/not-a-file", "this is no regular file; copy its content into one");
  if (found.size > maxBytes) throw tooLarge(path, found.size, maxBytes);
}

function unreadable(path: string, error: unknown): InputError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") {
    return problem(path, "reader/not-found", "there is no such file; check the path", error);
  }
  if (code === "EACCES" || code === "EPERM") {
    return problem(path, "reader/unreadable", "permission denied; allow reading the file", error);
  }
  const reason = code === "" ? String(error) : code;
  return problem(
    path,
    "reader/unreadable",
    `the file cannot be read (${reason}); check the disk and the path`,
    error,
  );
}

function tooLarge(name: string, size: number, limit: number): InputError {
  const message = `the file has ${size} bytes, the limit is ${limit}; split it, or raise maxBytes`;
  return problem(name, "reader/too-large", message);
}

function problem(file: string, code: string, message: string, cause?: unknown): InputError {
  return new InputError(file, [{ code, message }], cause === undefined ? undefined : { cause });
}
