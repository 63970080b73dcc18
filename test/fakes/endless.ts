// A server in a platform's name that answers one address at length, and every other one without end.

import { once } from "node:events";
import { createServer } from "node:http";
import { onTestFinished } from "vitest";

/** Nobody who stops reading is sent as much. */
const MOST_BYTES = 200_000_000;

export interface Endless {
  /** A long answer, which ends. */
  readonly long: string;
  /** One that does not. */
  readonly endless: string;
  /** Whether somebody read on until nothing more was sent. */
  isReadWhole(): boolean;
}

/** @param fields stand in the long answer beside five million letters. Closed when the test ends. */
export async function startEndless(fields: object = {}): Promise<Endless> {
  let sentBytes = 0;
  const server = createServer((request, response) => {
    if (request.url === "/long") {
      response.end(JSON.stringify({ ...fields, more: "ü".repeat(5_000_000) }));
      return;
    }
    const part = Buffer.alloc(1_000_000, "x");
    const more = (): void => {
      // Whoever reads on waits for more.
      if (response.destroyed || sentBytes >= MOST_BYTES) return;
      sentBytes += part.length;
      if (response.write(part)) more();
      else response.once("drain", more);
    };
    more();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  return {
    long: `${origin}/long`,
    endless: `${origin}/endless`,
    isReadWhole: () => sentBytes >= MOST_BYTES,
  };
}
