import type { Document } from "../document.ts";
import type { Problem } from "../errors.ts";

export async function parsePdf(
  _bytes: Uint8Array,
  _limits: { maxPages: number; timeoutMs: number; signal?: AbortSignal },
): Promise<Document | Problem> {
  return { code: "reader/unknown-format", message: "PDF is not read yet" };
}
