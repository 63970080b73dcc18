// The web server of the bot: routes and listeners handed in, one address, closed with everything on it.

import { createServer, type RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { AppError, messageOf } from "../errors.ts";

/** How long a request may take to arrive whole, ms. */
const REQUEST_TIMEOUT_MS = 30_000;

export interface HttpServer {
  /** The port it listens on, for port 0. */
  readonly port: number;
  /** Stops taking requests, ends idle connections, waits at most `graceMs` for the others. */
  close(graceMs: number): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly routes: Hono;
  /** Listeners for paths of their own, such as a platform's receiver. */
  readonly mounts: ReadonlyMap<string, RequestListener>;
}

/** Listens on one address. Throws AppError "bad-configuration" when it cannot. */
export async function listen({ host, port, routes, mounts }: ListenOptions): Promise<HttpServer> {
  const answer = getRequestListener(routes.fetch);
  const server = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, (request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const mounted = mounts.get(path);
    if (mounted !== undefined) return mounted(request, response);
    void answer(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new AppError(
          "bad-configuration",
          `The web server cannot listen on ${host}:${port} (${messageOf(error)}). Set HOST or PORT.`,
          { cause: error },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    async close(graceMs) {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
