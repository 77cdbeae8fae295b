import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAnalyzer } from "../../src/index.ts";
import { parseHtml } from "../../src/readers/html.ts";
import { createApp } from "../../src/serve/app.ts";
import { type Listening, listen } from "../../src/serve/listen.ts";
import { parseTaxonomy } from "../../src/tags/taxonomy.ts";
import { bansou, startBansou } from "../cli/bansou.ts";

const TEXT = "市は相談者に寄り添った支援を行い、伴走型支援を続ける。";
const LIMIT = 100_000;
let server: Listening;
/** Waits a second only for requests that never end; a machine at its limits is not cut off by the other. */
let hasty: Listening;
beforeAll(async () => {
  const analyzer = await createAnalyzer();
  const app = createApp({ analyzer, limit: LIMIT, parseHtml: async (html) => parseHtml(html) });
  server = await listen(app, { host: "127.0.0.1", port: 0, timeoutMs: 60_000 });
  hasty = await listen(app, { host: "127.0.0.1", port: 0, timeoutMs: 1_000 });
});
afterAll(() => Promise.all([server.close(), hasty.close()]));

const post = (body: string | Uint8Array, type: string) =>
  fetch(`${server.url}/analyze`, { method: "POST", headers: { "Content-Type": type }, body: body as never });
const healthy = async () => expect((await fetch(`${server.url}/health`)).status).toBe(200);

/** Writes bytes to the server and resolves with what it says until it or the timeout ends the connection. */
function raw(bytes: string, { hangUp = false, to = server } = {}): Promise<string> {
  const { port } = new URL(to.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), "127.0.0.1", () => {
      socket.write(bytes, () => {
        if (hangUp) socket.destroy();
      });
    });
    let said = "";
    socket.on("data", (chunk) => {
      said += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
  });
}

describe("POST /analyze", () => {
  it.each([
    ["text/plain", TEXT],
    ["text/plain; charset=utf-8", TEXT],
    ["text/html", `<nav>丸投げ</nav><p>${TEXT}</p><script>丸投げ</script>`],
    ["application/json", JSON.stringify({ id: 7, text: TEXT })],
    ["application/json; charset=UTF-8", JSON.stringify({ id: "x", html: `<p>${TEXT}</p>` })],
  ])("takes %s", async (type, body) => {
    const response = await post(body, type);
    expect(response.status).toBe(200);
    const answer = (await response.json()) as {
      id?: unknown;
      tags: { label: string }[];
      score: { fit: number };
    };
    expect(answer.tags.map(({ label }) => label)).toContain("伴走型支援");
    expect(answer.score.fit).toBeGreaterThan(0);
    expect(answer.id).toBe(type.includes("json") ? JSON.parse(body).id : undefined);
    expect(answer).not.toHaveProperty("text");
  });

  it.each([
    ["application/json", "{", 400, "serve/not-json"],
    ["application/json", "[]", 400, "serve/no-text"],
    ["application/json", '{"text": 1}', 400, "serve/no-text"],
    ["application/json", '{"text": "a", "html": "b"}', 400, "serve/no-text"],
    ["application/json", '{"__proto__": {"text": "a"}}', 400, "serve/no-text"],
    ["text/plain", new Uint8Array([0xff, 0xfe, 0x80]), 400, "serve/not-utf-8"],
    ["text/plain; charset=shift_jis", "a", 415, "serve/charset"],
    ["image/png", "a", 415, "serve/content-type"],
    ["text/plain", "あ".repeat(LIMIT), 413, "serve/too-large"],
    ["text/plain", new Uint8Array(50 * 1024 * 1024), 413, "serve/too-large"],
  ])("answers %s %.20s with %i", async (type, body, status, code) => {
    const response = await post(body, type).catch(() => undefined);
    // A body that is far too large may be cut off while it is still being sent.
    if (response !== undefined) {
      expect(response.status).toBe(status);
      expect(await response.json()).toMatchObject({ error: { code } });
    } else expect(status).toBe(413);
    await healthy();
  });

  it("takes a deep and a wild page", async () => {
    const html = `${"<div>".repeat(5_000)}<p>${TEXT}</p><script>${"<".repeat(1_000)}`;
    expect((await post(html, "text/html")).status).toBe(200);
    expect((await post("", "text/html")).status).toBe(200);
    expect((await post("", "text/plain")).status).toBe(200);
  });
});

describe("a server", () => {
  it("tells its health, interface and counters, and nothing else", async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({ status: "ok" });
    const api = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(api.paths)).toEqual(["/analyze", "/health", "/metrics", "/openapi.json"]);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/^bansou_requests_total\{path="\/analyze",status="200"\} \d+$/m);
    expect(metrics).not.toMatch(/NaN|undefined/);
    expect((await fetch(`${server.url}/none`)).status).toBe(404);
    expect((await fetch(`${server.url}/analyze`)).status).toBe(405);
    const posted = await fetch(`${server.url}/health`, { method: "POST" });
    expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it.each([
    ["no HTTP", "\u0000\u0001 nonsense\r\n\r\n", /^HTTP\/1\.1 400/],
    ["a bad length", "POST /analyze HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", /^HTTP\/1\.1 400/],
    ["huge headers", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"a".repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [
      "a body that never ends",
      "POST /analyze HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nabc",
      /^HTTP\/1\.1 408|^$/,
    ],
    ["headers that never end", "POST /analyze HTTP/1.1\r\nHost: x\r\n", /^HTTP\/1\.1 408/],
  ])("survives %s", async (_, bytes, said) => {
    expect(await raw(bytes, { to: hasty })).toMatch(said);
    await healthy();
  });

  it("survives clients that hang up", async () => {
    const head =
      "POST /analyze HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 60000\r\n\r\n";
    await Promise.all(Array.from({ length: 30 }, () => raw(head + "a".repeat(20_000), { hangUp: true })));
    await Promise.all(Array.from({ length: 30 }, () => raw(head + "a".repeat(60_000), { hangUp: true })));
    await healthy();
  });

  it("answers everyone under load, the malformed among them", async () => {
    const one = async (n: number): Promise<boolean> => {
      if (n % 4 === 1) return (await post("{", "application/json")).status === 400;
      if (n % 4 === 3) return (await raw("nonsense\r\n\r\n")).includes("400");
      const response = await post(JSON.stringify({ id: n, text: TEXT }), "application/json");
      return ((await response.json()) as { id: number }).id === n;
    };
    const results: boolean[] = [];
    for (let at = 0; at < 400; at += 40)
      results.push(...(await Promise.all(Array.from({ length: 40 }, (_, i) => one(at + i)))));
    expect(results.filter(Boolean)).toHaveLength(400);
  });

  it("chooses from a site's own tags", async () => {
    const analyzer = await createAnalyzer();
    const taxonomy = parseTaxonomy({ 伴走: ["伴走型支援"] }, analyzer.thesaurus);
    const app = createApp({
      analyzer,
      limit: LIMIT,
      tags: { taxonomy },
      parseHtml: async (html) => parseHtml(html),
    });
    const response = await app.request("/analyze", {
      method: "POST",
      headers: { "Content-Type": "text/plain" },
      body: TEXT,
    });
    expect(((await response.json()) as { tags: object[] }).tags).toMatchObject([{ label: "伴走" }]);
  });
});

describe("bansou serve", () => {
  it("listens on this machine alone, and stops when asked to", async () => {
    const child = await startBansou(["serve", "--port", "0"]);
    const url = await new Promise<string>((resolve) =>
      child.stderr.on("data", (chunk) => {
        const found = /http:\S+/.exec(String(chunk))?.[0];
        if (found !== undefined) resolve(found);
      }),
    );
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const status = await new Promise((resolve) => {
      const sent = request(
        `${url}/analyze`,
        { method: "POST", headers: { "Content-Type": "text/plain" } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.end(TEXT);
    });
    expect(status).toBe(200);
    child.kill("SIGTERM");
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  });

  it.each([
    [["serve", "--port", "-1"], 2],
    [["serve", "--limit", "0"], 2],
    [["serve", "--host", "256.1.1.1", "--port", "0"], 1],
  ])("%j exits with %i", async (args, code) => {
    const run = await bansou(args);
    expect(run.code).toBe(code);
    expect(run.stderr).not.toContain("at ");
  });
});
