// The simulator as one Hono application: what every request passes (counting, faults, refusals), then the routes.

import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { assertNever, messageOf } from "../../src/errors.ts";
import type { Account } from "./account.ts";
import { mountApi } from "./api.ts";
import type { Consent } from "./consent.ts";
import { Refusal, refusedToken, serverFailure, tooManyRequests } from "./errors.ts";
import type { FaultKind, FaultSchedule } from "./faults.ts";
import { mountOauth } from "./oauth.ts";
import type { Space } from "./space.ts";
import type { TokenEndpoint } from "./token-endpoint.ts";
import type { Tokens } from "./tokens.ts";
import type { TrafficCounter } from "./traffic.ts";
import { countersOf, refusalResponse, type Wire } from "./wire.ts";

/** A refusal or a defect becomes its response here; nothing else catches them. */
export function createApplication(options: {
  /** At least one. */
  readonly spaces: readonly Space[];
  readonly routeNames: readonly string[];
  readonly tokens: Tokens;
  readonly traffic: TrafficCounter;
  readonly faults: FaultSchedule;
  readonly consent: Consent;
  readonly endpoint: TokenEndpoint;
  readonly signedIn: () => Account;
  readonly appFolder: boolean;
  readonly log: ((line: string) => void) | undefined;
}): Hono<Wire> {
  const { traffic, faults, log } = options;
  const known = new Set(options.routeNames);
  const app = new Hono<Wire>();

  app.use(async (c, next) => {
    const startedAtMs = performance.now();
    const route = routeOf(c.req.path, known);
    traffic.request(route);
    await next();
    const { outgoing } = c.env;
    const isSent = outgoing.headersSent || outgoing.destroyed;
    if (!isSent) {
      const bytes = (await c.res.clone().arrayBuffer()).byteLength;
      for (const counter of countersOf(c, traffic)) {
        counter.status(route, c.res.status);
        counter.sent(route, bytes);
      }
    }
    const status = isSent ? outgoing.statusCode : c.res.status;
    log?.(`${c.req.method} ${c.req.path} ${status} ${Math.round(performance.now() - startedAtMs)} ms`);
  });

  app.use(async (c, next) => {
    // A page elsewhere whose name was made to point here must not use the simulator.
    if (!isLoopbackHost(c.req.header("host"))) return c.text("The simulator serves this machine only.", 403);
    const gone = new AbortController();
    c.env.outgoing.once("close", () => gone.abort());
    const fault = faults.take(routeOf(c.req.path, known));
    c.set("signal", gone.signal);
    c.set("fault", fault);
    return (await suffer(c, fault, gone.signal)) ?? next();
  });

  mountOauth(app, options);
  mountApi(app, options);
  app.notFound((c) => c.text("There is nothing here.", 404));
  app.onError((error) => {
    if (error instanceof Refusal) return refusalResponse(error);
    log?.(`the simulator failed: ${messageOf(error)}`);
    return refusalResponse(serverFailure(500));
  });
  return app;
}

/** Lets a fault happen that does not need the route. Undefined: go on. */
async function suffer(
  c: Context<Wire>,
  fault: FaultKind | undefined,
  signal: AbortSignal,
): Promise<Response | undefined> {
  switch (fault?.kind) {
    case "status":
      return refusalResponse(refusalOf(fault));
    case "refuse":
      return refusalResponse(fault.refusal);
    case "delay":
      await sleep(fault.delayMs, undefined, { signal }).catch(() => undefined);
      return undefined;
    case "hang":
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));
      c.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    case "cut":
    case "corrupt":
    case "reset-cursor":
    case undefined:
      return undefined;
    default:
      return assertNever(fault);
  }
}

function refusalOf(fault: Extract<FaultKind, { kind: "status" }>): Refusal {
  switch (fault.status) {
    case 429:
      return tooManyRequests(fault.retryAfterSeconds, fault.waitIn ?? "both");
    case 401:
      return refusedToken(fault.error);
    case 500:
    case 502:
    case 503:
    case 504:
      return serverFailure(fault.status);
    default:
      return assertNever(fault);
  }
}

/** The name a path is counted and failed under. */
function routeOf(path: string, known: ReadonlySet<string>): string {
  if (path === "/oauth2/authorize") return "oauth2/authorize";
  if (path === "/oauth2/token" || path === "/1/oauth2/token") return "oauth2/token";
  const name = path.startsWith("/2/") ? path.slice("/2/".length) : "";
  return known.has(name) ? name : "unknown";
}

function isLoopbackHost(host: string | undefined): boolean {
  const name = URL.parse(`http://${host}`)?.hostname;
  return name === "127.0.0.1" || name === "localhost" || name === "[::1]";
}
