// The far end of a platform as anything can be that stands in the way: it answers what a test says, well or badly.

import { createServer } from "node:http";
import fc from "fast-check";
import { inject, onTestFinished } from "vitest";
import type { SendOutcome } from "../../../src/platform/destination.ts";

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly body: string;
}

export interface FarEnd {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly asked: readonly Asked[];
  /** What is answered from now on. */
  answer: (asked: Asked) => Answer;
}

/** Lasts until the test is finished. */
export async function openFarEnd(): Promise<FarEnd> {
  const asked: Asked[] = [];
  const end = { answer: (_: Asked): Answer => ({ status: 404, body: "" }) };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const one = {
      method: request.method ?? "",
      path: new URL(request.url ?? "/", "http://localhost").pathname,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    asked.push(one);
    const { status, body, type = "application/json", headers = {} } = end.answer(one);
    response.writeHead(status, { ...(body === "" ? {} : { "content-type": type }), ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return Object.assign(end, { origin: `http://127.0.0.1:${port}`, asked });
}

export const STATUSES: readonly number[] = [
  200, 201, 302, 304, 400, 401, 403, 404, 405, 409, 413, 429, 500, 502, 503, 504, 520,
];

/** A body that nobody's own software wrote for us, by what it is. `own`: what the platform would have said. */
export function foreignBodies(own: string): readonly (Omit<Answer, "status"> & { readonly kind: string })[] {
  return [
    { kind: "unknown JSON", body: JSON.stringify({ status: "error", detail: "upstream" }) },
    { kind: "JSON that is no object", body: "null" },
    { kind: "HTML", body: "<!doctype html><title>Access denied</title>", type: "text/html; charset=utf-8" },
    { kind: "text", body: "upstream connect error", type: "text/plain" },
    { kind: "empty", body: "" },
    { kind: "cut", body: own.slice(0, own.length - 2) },
    { kind: "cut in the middle", body: own.slice(0, own.length / 2) },
  ];
}

/**
 * Bodies of that kind, with every status, that a message was not read as it must be by: nothing was done where the answer is 401
 * or 429, else nobody knows. `owns`: what the platform would have said.
 */
export async function misreadForeign(
  owns: readonly string[],
  outcomeOf: (answer: Answer) => Promise<SendOutcome>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const own of owns)
    for (const status of STATUSES)
      for (const { kind, ...body } of foreignBodies(own)) {
        const { type } = await outcomeOf({ status, ...body });
        if (type !== (status === 429 || status === 401 ? "later" : "unknown"))
          wrong.push(`${status} ${kind}: ${type}`);
      }
  return wrong;
}

/** Some of them, others with another seed; `turn` tells draws of one run from each other. */
export function someOf<T>(all: readonly T[], count: number, turn = 0): readonly T[] {
  const most = { minLength: Math.min(count, all.length), maxLength: count };
  const drawn = fc.shuffledSubarray([...all], most);
  const [some = []] = fc.sample(drawn, { numRuns: 1, seed: inject("seed") + turn });
  return some;
}
