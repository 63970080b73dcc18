// The web server of the bot: routes handed in by main, one listener, closed with everything on it.

import { type ServerType, serve } from "@hono/node-server";
import type { Hono } from "hono";
import { AppError, messageOf } from "../errors.ts";

export interface HttpServer {
  /** The port it listens on, for port 0. */
  readonly port: number;
  /** Stops taking requests, ends idle connections, waits at most `graceMs` for the others. */
  close(graceMs: number): Promise<void>;
}

/** Listens on one address. Throws AppError "bad-configuration" when it cannot. */
export async function listen(
  routes: Hono,
  address: { readonly host: string; readonly port: number },
): Promise<HttpServer> {
  const { host: hostname, port } = address;
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server: ServerType = serve({ fetch: routes.fetch, hostname, port }, (info) => resolve(info.port));
  server.once("error", (error) => {
    reject(
      new AppError(
        "bad-configuration",
        `The web server cannot listen on ${hostname}:${port} (${messageOf(error)}). Set HOST or PORT.`,
        {
          cause: error,
        },
      ),
    );
  });
  return {
    port: await promise,
    async close(graceMs) {
      const closed = new Promise<void>((done) => server.close(() => done()));
      if ("closeIdleConnections" in server) server.closeIdleConnections();
      const timer = setTimeout(() => {
        if ("closeAllConnections" in server) server.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
