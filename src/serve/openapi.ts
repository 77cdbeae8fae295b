import { VERSION } from "../version.ts";

/** The description of the interface that /openapi.json gives. */
export function openApi(limit: number): object {
  const error = (description: string) => ({
    description,
    content: { "application/json": { schema: { $ref: "#/components/schemas/Failure" } } },
  });
  return {
    openapi: "3.1.0",
    info: {
      title: "bansou",
      version: VERSION,
      description:
        "How closely a Japanese text fits the vocabulary of 伴走型支援, and the tags that it earns.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/", description: "The server that gave this description." }],
    // No one is asked who they are.
    security: [],
    paths: {
      "/analyze": {
        post: {
          operationId: "analyze",
          summary: "Analyse one text",
          requestBody: {
            required: true,
            description: `At most ${limit} bytes of UTF-8.`,
            content: {
              "text/plain": { schema: { type: "string" }, example: "相談者に寄り添った支援を行う。" },
              "text/html": { schema: { type: "string" }, example: "<p>相談者に寄り添った支援を行う。</p>" },
              "application/json": {
                schema: { $ref: "#/components/schemas/Article" },
                example: { id: "a1", html: "<p>相談者に寄り添った支援を行う。</p>" },
              },
            },
          },
          responses: {
            200: {
              description: "Score, tags and mentions.",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Answer" } } },
            },
            400: error("The body is not UTF-8, not JSON, or holds no text."),
            405: error("Another method than POST."),
            413: error("The body is too large."),
            415: error("Another content type or charset."),
          },
        },
      },
      "/health": {
        get: {
          operationId: "health",
          summary: "Whether the server answers",
          responses: { 200: { description: "It does." } },
        },
      },
      "/metrics": {
        get: {
          operationId: "metrics",
          summary: "Counters for Prometheus",
          responses: { 200: { description: "Text format 0.0.4." } },
        },
      },
      "/openapi.json": {
        get: {
          operationId: "openapi",
          summary: "This description",
          responses: { 200: { description: "OpenAPI 3.1." } },
        },
      },
    },
    components: { schemas },
  };
}

const id = { type: ["string", "number"], description: "Given back with the answer." };
const schemas = {
  Article: {
    type: "object",
    description: "One of text and html.",
    properties: { id, text: { type: "string" }, html: { type: "string" } },
    oneOf: [{ required: ["text"] }, { required: ["html"] }],
  },
  Answer: {
    type: "object",
    required: ["score", "tags", "mentions", "versions"],
    properties: {
      id,
      score: {
        type: "object",
        required: ["fit", "lean", "level"],
        properties: {
          fit: { type: "number", minimum: 0, maximum: 100 },
          lean: { type: "number", minimum: -1, maximum: 1 },
          level: { enum: ["none", "slight", "moderate", "strong"] },
        },
      },
      tags: { type: "array", items: { $ref: "#/components/schemas/Tag" } },
      mentions: { type: "array", items: { type: "object" } },
      versions: { type: "object" },
    },
  },
  Tag: {
    type: "object",
    required: ["conceptId", "label", "slug", "relation", "weight", "band", "evidence"],
    properties: {
      conceptId: { type: "string" },
      label: { type: "string" },
      slug: { type: "string" },
      relation: { enum: ["core", "synonym", "antonym", "cooccurring", "related", "principle"] },
      weight: { type: "number", minimum: 0, maximum: 1 },
      band: { enum: ["auto", "suggest"] },
      conceptIds: { type: "array", items: { type: "string" } },
      evidence: { type: "array", items: { type: "integer" }, description: "Indexes into mentions." },
    },
  },
  Failure: {
    type: "object",
    required: ["error"],
    properties: {
      error: {
        type: "object",
        required: ["code", "message"],
        properties: { code: { type: "string" }, message: { type: "string" } },
      },
    },
  },
};
