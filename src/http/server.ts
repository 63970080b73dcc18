// The web server of the bot: routes and listeners handed in, one address, closed with everything on it.

import { createServer, type RequestListener } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { AppError, messageOf } from "../errors.ts";
import { addressOf, type Gate } from "./gate.ts";

/** How long the head of a request may take to arrive, and all of it: a slow client holds nothing longer. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 20_000;
/**
 * How long a connection may be still while its answer is made or read: longer than a command may take. Who reads nothing of an
 * answer holds it no longer.
 */
export const IDLE_TIMEOUT_MS = 150_000;
/** How often that is looked at. */
const CHECK_EVERY_MS = 2_000;

/** Connections at the same time. */
export const MOST_CONNECTIONS = 500;
/** Connections of one address that is not a proxy of ours. */
export const MOST_CONNECTIONS_OF_ONE = 50;

export interface HttpServer {
  /** The port it listens on, for port 0. */
  readonly port: number;
  /** Stops taking requests, ends idle connections, waits at most `graceMs` for the others. */
  close(graceMs: number): Promise<void>;
}

export interface ListenOptions {
  readonly gate: Gate;
  /** Limits of time, in ms; for tests. Default: ten, twenty and 150 seconds. */
  readonly timeouts?: {
    readonly headersMs: number;
    readonly requestMs: number;
    readonly checkMs: number;
    readonly idleMs?: number;
  };
  readonly host: string;
  readonly port: number;
  readonly routes: Hono;
  /** Listeners for paths of their own, such as a platform's receiver; `/chat/*` is `/chat` and all below it. */
  readonly mounts: ReadonlyMap<string, RequestListener>;
}

/** Listens on one address. Throws AppError "bad-configuration" when it cannot. */
export async function listen({
  host,
  port,
  routes,
  mounts,
  gate,
  timeouts = { headersMs: HEADERS_TIMEOUT_MS, requestMs: REQUEST_TIMEOUT_MS, checkMs: CHECK_EVERY_MS },
}: ListenOptions): Promise<HttpServer> {
  const answer = getRequestListener(routes.fetch);
  const limits = {
    headersTimeout: timeouts.headersMs,
    requestTimeout: timeouts.requestMs,
    connectionsCheckingInterval: timeouts.checkMs,
  };
  const server = createServer(limits, (request, response) => {
    response.on("finish", () => gate.note(request, response.statusCode));
    const refusal = gate.refusalOf(request);
    if (refusal !== undefined) {
      const { status, retryAfterS } = refusal;
      // What was not read is not waited for.
      const headers = {
        connection: "close",
        ...(retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) }),
      };
      response.writeHead(status, headers).end();
      return;
    }
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const mounted = mounts.get(path) ?? mountedAbove(mounts, path);
    if (mounted !== undefined) return mounted(request, response);
    void answer(request, response);
  });
  server.setTimeout(timeouts.idleMs ?? IDLE_TIMEOUT_MS);
  server.maxConnections = MOST_CONNECTIONS;
  boundByAddress(server);
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

function mountedAbove(mounts: ListenOptions["mounts"], path: string): RequestListener | undefined {
  const [, first = ""] = path.split("/");
  return mounts.get(`/${first}/*`);
}

/** Closes what one address opens beyond its share. */
export function boundByAddress(server: {
  on(event: "connection", listener: (socket: Socket) => void): unknown;
}): void {
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const address = addressOf({ peer: socket.remoteAddress });
    if (address === undefined) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > MOST_CONNECTIONS_OF_ONE) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
  });
}
