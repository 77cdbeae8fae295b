import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { Server } from "node:http";

export interface ListenOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Longest time in which a request must have arrived whole. */
  readonly timeoutMs: number;
}

export interface Listening {
  readonly url: string;
  /** Takes no more requests and resolves when those at hand are answered. */
  close(): Promise<void>;
}

/** Serves an app over HTTP. A client that sends too slowly is cut off; one that hangs up or sends no HTTP harms no one else. */
export async function listen(app: Hono, { host, port, timeoutMs }: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      requestTimeout: timeoutMs,
      headersTimeout: timeoutMs,
      keepAliveTimeout: 5_000,
      // Node looks for connections that outlast their time every 30 seconds only.
      connectionsCheckingInterval: Math.min(timeoutMs, 5_000),
    },
  }) as Server;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
