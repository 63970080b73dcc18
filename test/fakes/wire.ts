// A line between a client and a server, on loopback, that can be broken in the middle of a call: before the server has heard
// it, after it was done and before the client knows, or in the middle of the answer.

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/**
 * `request`: what the client says next never arrives. `answer`: it arrives, and no word of the answer does. `midway`: the answer
 * ends in its middle. `push`: the line breaks when the server says something unasked.
 */
export type Break = "request" | "answer" | "midway" | "push";

export const BREAKS: readonly Break[] = ["request", "answer", "midway"];

export interface Wire {
  /** Where clients connect. */
  readonly port: number;
  /** How often it was broken. */
  broken(): number;
  /** Breaks the connection whose call is next, or comes after so many others. */
  breakNext(how: Break, others?: number): void;
  /** Takes back what was to be broken and has not been. */
  spare(): void;
  /** Breaks all connections now. */
  breakAll(): void;
}

/** Ends with the test. */
export async function startWire(target: { readonly host: string; readonly port: number }): Promise<Wire> {
  const open = new Set<Socket>();
  let armed: Break | undefined;
  let others = 0;
  let broken = 0;

  function join(client: Socket): void {
    const far = connect(target.port, target.host);
    let waits: Break | undefined;
    const end = (): void => {
      client.destroy();
      far.destroy();
    };
    const breakNow = (): void => {
      armed = undefined;
      broken += 1;
      // A reset, as when a machine or a proxy goes: an end alone leaves half of a server's connection open.
      client.resetAndDestroy();
      far.resetAndDestroy();
    };
    for (const side of [client, far]) {
      open.add(side);
      side.setNoDelay(true);
      side.on("error", end);
      side.on("close", () => {
        open.delete(side);
        end();
      });
    }
    client.on("data", (bytes) => {
      if (others > 0) others -= 1;
      else if (armed === "request") return breakNow();
      else if (armed === "answer" || armed === "midway") {
        waits = armed;
        armed = undefined;
      }
      far.write(bytes);
    });
    far.on("data", (bytes) => {
      if (armed === "push" || waits === "answer") return breakNow();
      if (waits === "midway") {
        client.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), breakNow);
        return;
      }
      client.write(bytes);
    });
  }

  const server = createServer(join);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const side of open) side.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The wire has no port.");
  return {
    port: address.port,
    broken: () => broken,
    breakNext(how, after = 0) {
      armed = how;
      others = after;
    },
    spare() {
      armed = undefined;
    },
    breakAll() {
      for (const side of open) side.resetAndDestroy();
    },
  };
}
