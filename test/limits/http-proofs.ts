// The proofs of the limits that somebody meets who sends requests over HTTP.

import { EventEmitter } from "node:events";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect } from "vitest";
import { createGate, LARGEST_BODY_BYTES, MOST_REFUSALS_A_MINUTE } from "../../src/http/gate.ts";
import { boundByAddress, MOST_CONNECTIONS, MOST_CONNECTIONS_OF_ONE } from "../../src/http/server.ts";
import type { LimitName } from "./limits.ts";

const clock = (): number => Date.UTC(2024, 2, 5, 9);

function requestFrom(address: string, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const request = new IncomingMessage(socketOf(address));
  Object.assign(request.headers, headers);
  return request;
}

function socketOf(address: string): Socket {
  return Object.defineProperty(new Socket(), "remoteAddress", { value: address });
}

export const HTTP_PROOFS = {
  async connections() {
    const server = new EventEmitter();
    boundByAddress(server);
    const open = (address: string): Socket => {
      const socket = socketOf(address);
      server.emit("connection", socket);
      return socket;
    };
    const flood = Array.from({ length: MOST_CONNECTIONS_OF_ONE + 20 }, () => open("9.9.9.9"));
    expect(flood.filter(({ destroyed }) => !destroyed)).toHaveLength(MOST_CONNECTIONS_OF_ONE);
    expect(open("8.8.8.8").destroyed).toBe(false);
    const [first] = flood;
    first?.emit("close");
    expect(open("9.9.9.9").destroyed).toBe(false);
    expect(open("9.9.9.9").destroyed).toBe(true);
    expect(MOST_CONNECTIONS / MOST_CONNECTIONS_OF_ONE).toBeGreaterThanOrEqual(10);
  },

  async bodies() {
    const gate = createGate({ clock });
    const refusalOf = (headers: Readonly<Record<string, string>>) =>
      gate.refusalOf(requestFrom("9.9.9.9", headers))?.status;
    expect(refusalOf({ "content-length": String(LARGEST_BODY_BYTES + 1) })).toBe(413);
    expect(refusalOf({ "transfer-encoding": "chunked" })).toBe(411);
    expect(refusalOf({ "content-length": String(LARGEST_BODY_BYTES) })).toBeUndefined();
  },

  async refusals() {
    const gate = createGate({ clock });
    for (let n = 0; n < MOST_REFUSALS_A_MINUTE; n += 1) gate.note(requestFrom("9.9.9.9"), 401);
    expect(gate.refusalOf(requestFrom("9.9.9.9"))).toEqual({ status: 429, retryAfterS: 60 });
    expect(gate.refusalOf(requestFrom("8.8.8.8"))).toBeUndefined();
  },
} satisfies Partial<Record<LimitName, () => Promise<void>>>;
