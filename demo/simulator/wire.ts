// The HTTP side shared by the API and the OAuth pages: what hangs on a request, bounded bodies, refusals as responses.

import { randomBytes } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Refusal } from "./errors.ts";
import type { FaultKind } from "./faults.ts";
import type { TrafficCounter } from "./traffic.ts";

/** The types of the simulator's Hono application. */
export interface Wire {
  Bindings: HttpBindings;
  Variables: {
    /** What goes wrong with this request, if anything. */
    readonly fault: FaultKind | undefined;
    /** Aborted when the connection ends, from either side. */
    readonly signal: AbortSignal;
    /** Whose Dropbox it is about, once that is known. */
    readonly accountId: string | undefined;
  };
}

/** Where a request is counted: in all, and with the account that it is about. */
export function countersOf(c: Context<Wire>, traffic: TrafficCounter): readonly TrafficCounter[] {
  const accountId = c.get("accountId");
  return accountId === undefined ? [traffic] : [traffic, traffic.account(accountId)];
}

/** The whole body of a request; undefined when it is longer than that. */
export async function readBody(c: Context<Wire>, maxBytes: number): Promise<Buffer | undefined> {
  const { body } = c.req.raw;
  if (body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function refusalResponse(refusal: Refusal): Response {
  return new Response(refusal.body, {
    status: refusal.status,
    headers: { ...commonHeaders(), ...refusal.headers },
  });
}

/** Headers on every answer of the API. */
export function commonHeaders(): Record<string, string> {
  return { "cache-control": "no-cache", "x-dropbox-request-id": randomBytes(16).toString("hex") };
}
