// The line between the bot and a platform: an HTTP proxy on loopback that tells how far each request has come, and can
// cut it off there.

import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** How far a request has come: it reached the platform, the platform did it, its answer was written to the bot. */
export type Passage = "arrived" | "done" | "answered";

/** What becomes of a request at a passage: it goes on, at once or late, or no further. */
export type Way = "on" | "late" | "cut";

/** The same object at every passage. */
export interface PassingRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

export interface Line {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface LineOptions {
  /** `http://127.0.0.1:<port>` of the platform. */
  readonly platform: string;
  /** Told of every passage. */
  readonly onPassage: (passage: Passage, request: PassingRequest) => Way;
  /** What a request is answered with instead of being forwarded, by its body; undefined: it is. */
  readonly refuse: (request: PassingRequest, body: string) => Answer | undefined;
  /** How long each way takes. */
  readonly delayMs: () => number;
}

/** How long what is late lies on the way: longer than the bot takes to start, and less than what it waits for. */
const LATE_MS = 6_000;

export interface Answer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

export async function openLine({ platform, onPassage, refuse, delayMs }: LineOptions): Promise<Line> {
  async function goesOn(passage: Passage, request: PassingRequest): Promise<boolean> {
    const way = onPassage(passage, request);
    await pause(way === "late" ? LATE_MS : delayMs());
    return way !== "cut";
  }

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url: path = "/" } = incoming;
    const body = await bytesOf(incoming);
    const request = { method, path, body: body.toString() };
    // What the bot sent is on its way, whether the bot still lives or not.
    if (!(await goesOn("arrived", request))) return cut(incoming);
    const {
      status,
      contentType,
      body: answer,
    } = refuse(request, body.toString()) ?? (await forward(platform, incoming, body));
    if (!(await goesOn("done", request))) return cut(incoming);
    response.writeHead(status, contentType === undefined ? {} : { "content-type": contentType });
    response.end(answer, () => onPassage("answered", request));
  }

  const passing = new Set<Promise<void>>();
  const server = createServer((incoming, response) => {
    const passed = pass(incoming, response)
      // The bot ended while it sent, or the platform lost the answer.
      .catch(() => cut(incoming))
      .finally(() => passing.delete(passed));
    passing.add(passed);
  });
  const { promise: listening, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await listening;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async idle() {
      while (passing.size > 0) await Promise.all(passing);
    },
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function cut(incoming: IncomingMessage): void {
  incoming.socket.destroy();
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function forward(
  platform: string,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const kept = Object.fromEntries(
    Object.entries(headers).filter(([name]) => ["authorization", "content-type"].includes(name)),
  );
  httpRequest(new URL(url ?? "/", platform), {
    ...(method === undefined ? {} : { method }),
    headers: { ...kept, "content-length": body.length },
  })
    .on("response", resolve)
    .on("error", reject)
    .end(body);
  const answer = await promise;
  return {
    status: answer.statusCode ?? 500,
    contentType: answer.headers["content-type"],
    body: await bytesOf(answer),
  };
}
