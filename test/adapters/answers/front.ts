// What stands before a platform and finds every call one too many for a minute, without a word for how long; then it lets
// them through. Its time runs faster than the real one.

import { createServer } from "node:http";
import { setTimeout as timer } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { AppError } from "../../../src/errors.ts";
import type { Clock, Pace } from "../../../src/reply/ports.ts";

/** A minute is as long as this makes it. */
const FASTER = 40;

export interface FastTime {
  readonly clock: Clock;
  readonly pace: Pace;
}

export function createFastTime(): FastTime {
  const began = Date.now();
  return {
    clock: () => began + (Date.now() - began) * FASTER,
    pace: {
      random: () => 0.5,
      async sleep(ms, signal) {
        try {
          await timer(ms / FASTER, undefined, signal === undefined ? {} : { signal });
        } catch (error) {
          throw new AppError("closing", "stopped", { cause: error });
        }
      },
    },
  };
}

export interface Front {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  /** Where it lets through to. */
  target: string;
  /** What it refused since `refuse`, as `POST /api/…`. */
  readonly refused: readonly string[];
  /** Every call, or those with such an address, is one too many from now on, for so long. */
  refuse(forMs: number, address?: RegExp): void;
}

/** Lasts until the test is finished. */
export async function openFront({ clock }: FastTime): Promise<Front> {
  const refused: string[] = [];
  let until = 0;
  let which = /./;
  const front = { target: "" };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    if (clock() < until && which.test(request.url ?? "")) {
      refused.push(`${request.method} ${request.url}`);
      response.writeHead(429).end();
      return;
    }
    const { host: _host, connection: _connection, "content-length": _length, ...headers } = request.headers;
    const answer = await fetch(`${front.target}${request.url}`, {
      method: request.method ?? "GET",
      headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
      ...(body.length === 0 ? {} : { body }),
    });
    const type = answer.headers.get("content-type");
    response.writeHead(answer.status, type === null ? {} : { "content-type": type });
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return Object.assign(front, {
    origin: `http://127.0.0.1:${port}`,
    refused,
    refuse(forMs: number, address = /./) {
      which = address;
      until = clock() + forMs;
    },
  });
}
