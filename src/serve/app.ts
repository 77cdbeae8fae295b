import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Analysis } from "../analysis.ts";
import type { Analyzer } from "../analyzer.ts";
import type { Document } from "../document.ts";
import { selectTags, type TagOptions } from "../tags/tags.ts";
import { VERSION } from "../version.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { openApi } from "./openapi.ts";

export interface AppOptions {
  readonly analyzer: Analyzer;
  /** Most bytes of a body. */
  readonly limit: number;
  readonly tags?: TagOptions;
  /** Loaded when the first HTML comes. */
  readonly parseHtml: (html: string) => Promise<Document>;
}

/** What the server answers for one text. */
type Answer = { readonly id?: string | number } & Pick<Analysis, "score" | "tags" | "mentions" | "versions">;

/** Something about a request that its sender can mend. */
class BadRequest extends Error {
  override readonly name = "BadRequest";
  constructor(
    readonly status: 400 | 415,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The HTTP interface, as a function from request to answer: POST /analyze, GET /health, /metrics and /openapi.json. Every answer is
 * JSON but the metrics. It never throws: what is wrong with a request is its answer.
 */
export function createApp(options: AppOptions): Hono {
  const metrics = createMetrics();
  const app = new Hono();
  app.use(async (context, next) => {
    const began = performance.now();
    await next();
    metrics.count(context.req.path, context.res.status, performance.now() - began);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Cache-Control", "no-store");
  });
  app.get("/health", (context) => context.json({ status: "ok", version: VERSION }));
  app.get("/metrics", (context) =>
    context.text(metrics.render(), 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  app.get("/openapi.json", (context) => context.json(openApi(options.limit)));
  const onError = () =>
    failure(413, "serve/too-large", `the body is larger than ${options.limit} bytes; send less`);
  app.post("/analyze", bodyLimit({ maxSize: options.limit, onError }), async (context) => {
    const { req } = context;
    return context.json(await analyze(options, req.header("content-type"), await req.arrayBuffer(), metrics));
  });
  app.all("/analyze", () => failure(405, "serve/method", "send texts with POST", { Allow: "POST" }));
  for (const path of ["/health", "/metrics", "/openapi.json"])
    app.all(path, () => failure(405, "serve/method", "ask for this with GET", { Allow: "GET, HEAD" }));
  app.notFound(() =>
    failure(404, "serve/not-found", "there is POST /analyze, GET /health, /metrics and /openapi.json"),
  );
  app.onError((error) => {
    if (error instanceof BadRequest) return failure(error.status, error.code, error.message);
    // The sender hung up: no one reads the answer.
    if (error.name === "AbortError" || "code" in error)
      return failure(400, "serve/aborted", "the body did not arrive whole");
    return failure(500, "serve/fault", "a fault of bansou; please report it with the text that you sent");
  });
  return app;
}

function failure(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ error: { code, message } }, { status, headers });
}

async function analyze(
  { analyzer, tags, parseHtml }: AppOptions,
  contentType: string | undefined,
  bytes: ArrayBuffer,
  metrics: Metrics,
): Promise<Answer> {
  const { id, ...content } = contentOf(mediaTypeOf(contentType), decode(bytes));
  const input = "html" in content ? await parseHtml(content.html) : content.text;
  const analysis = analyzer.analyze(input);
  metrics.analyzed(analysis.text.length);
  return {
    ...(id !== undefined && { id }),
    score: analysis.score,
    tags: tags === undefined ? analysis.tags : selectTags(analysis, analyzer, tags),
    mentions: analysis.mentions,
    versions: analysis.versions,
  };
}

function mediaTypeOf(contentType = ""): string {
  const [type = ""] = contentType.split(";");
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType)?.[1];
  if (charset !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(charset))
    throw new BadRequest(415, "serve/charset", `the charset ${charset.slice(0, 40)} is not read; send UTF-8`);
  return type.trim().toLowerCase();
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new BadRequest(400, "serve/not-utf-8", "the body is not UTF-8; send UTF-8");
  }
}

type Content = { readonly id?: string | number } & ({ readonly text: string } | { readonly html: string });

function contentOf(type: string, body: string): Content {
  if (type === "text/plain") return { text: body };
  if (type === "text/html") return { html: body };
  if (type === "application/json") return jsonContent(body);
  throw new BadRequest(415, "serve/content-type", "send text/plain, text/html or application/json");
}

function jsonContent(body: string): Content {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new BadRequest(
      400,
      "serve/not-json",
      'the body is not JSON; send { "id": …, "text": … } or { "id": …, "html": … }',
    );
  }
  const fields = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const id: unknown = fields.get("id");
  const origin = typeof id === "string" || typeof id === "number" ? { id } : {};
  const text: unknown = fields.get("text");
  const html: unknown = fields.get("html");
  if (typeof text === "string" && html === undefined) return { ...origin, text };
  if (typeof html === "string" && text === undefined) return { ...origin, html };
  throw new BadRequest(400, "serve/no-text", 'send one of "text" and "html", a string');
}
