// What goes wrong between the bot and the fake Slack: by call, in the order that a test says.

import type { ServerResponse } from "node:http";
import type { HttpAnswer } from "./response-urls.ts";

/** What a call meets instead of its answer. `lost`: it is done, and the answer never arrives. */
export type Fault =
  | { readonly status: 429; readonly retryAfterSeconds: number }
  | { readonly status: 500 | 503 }
  | { readonly error: string }
  | { readonly lost: true }
  /** It is done, and its answer has so many bytes more than it should. */
  | { readonly surplusBytes: number }
  | { readonly delayMs: number };

/** Calls that are held. */
export interface Hanging {
  /** How many came, those that were given up among them. */
  count(): number;
  /** Does and answers those that still wait, and holds no more. What was given up is not done. */
  release(): void;
}

export interface Faults {
  /** Calls so far, by method. */
  readonly calls: ReadonlyMap<string, number>;
  fail(method: string, ...faults: readonly Fault[]): void;
  hang(method: string): Hanging;
  /** Answers a call: by `work`, unless something else was said for it. */
  answer(method: string, response: ServerResponse, work: () => HttpAnswer): Promise<void>;
}

/** `onCall` is told whenever a call came in. */
export function createFaults(onCall: () => void): Faults {
  const calls = new Map<string, number>();
  const faults = new Map<string, Fault[]>();
  const held = new Map<string, { count: number; readonly released: Promise<void> }>();

  return {
    calls,
    fail(method, ...next) {
      faults.set(method, [...(faults.get(method) ?? []), ...next]);
    },
    hang(method) {
      const { promise: released, resolve } = Promise.withResolvers<void>();
      const holding = { count: 0, released };
      held.set(method, holding);
      return {
        count: () => holding.count,
        release() {
          if (held.get(method) === holding) held.delete(method);
          resolve();
        },
      };
    },
    async answer(method, response, work) {
      calls.set(method, (calls.get(method) ?? 0) + 1);
      const holding = held.get(method);
      if (holding !== undefined) holding.count += 1;
      onCall();
      await holding?.released;
      if (response.destroyed) return;
      await answerFault(faults.get(method)?.shift(), response, work);
    },
  };
}

async function answerFault(
  fault: Fault | undefined,
  response: ServerResponse,
  work: () => HttpAnswer,
): Promise<void> {
  const reply = ({ status, body, headers }: HttpAnswer): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
  if (fault === undefined) return reply(work());
  if ("error" in fault) return reply({ status: 200, body: { ok: false, error: fault.error } });
  if ("surplusBytes" in fault) {
    const { body, ...rest } = work();
    const surplus = "x".repeat(fault.surplusBytes);
    return reply({ ...rest, body: { ...(typeof body === "object" ? body : {}), surplus } });
  }
  if ("delayMs" in fault) {
    await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    return reply(work());
  }
  if ("lost" in fault) {
    work();
    response.destroy();
    return;
  }
  if (fault.status === 429)
    return reply({
      status: 429,
      body: { ok: false, error: "ratelimited" },
      headers: { "retry-after": String(fault.retryAfterSeconds) },
    });
  const error = fault.status === 500 ? "internal_error" : "service_unavailable";
  reply({ status: fault.status, body: { ok: false, error } });
}
