// The proofs of the limits that somebody meets who sends requests over HTTP.

import { EventEmitter, once } from "node:events";
import { createServer, IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect } from "vitest";
import { createPlatform, MOST_CALL_BYTES, MOST_CALLS } from "../../adapters/mcp/platform.ts";
import { defineCommand } from "../../src/commands/serve/define.ts";
import { createGate, LARGEST_BODY_BYTES, MOST_REFUSALS_A_MINUTE } from "../../src/http/gate.ts";
import { boundByAddress, MOST_CONNECTIONS, MOST_CONNECTIONS_OF_ONE } from "../../src/http/server.ts";
import { privately } from "../../src/reply/build.ts";
import { post } from "../adapters/mcp/client.ts";
import { hostOf } from "../contract/host.ts";
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

const TOKEN = "a-token-of-the-limits";

const looking = defineCommand({
  path: ["news", "look"],
  summary: "For the limits",
  role: "read",
  answers: "message",
  isLookup: true,
  examples: ["/news look"],
  options: {},
  handler: async () => privately(),
});

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

  async programs() {
    const [all, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let underWay = 0;
    const router = {
      commands: [looking],
      async handle() {
        underWay += 1;
        if (underWay === MOST_CALLS) all.resolve();
        await release.promise;
        return privately();
      },
      drain: async () => undefined,
    };
    const codes = { codesOf: async () => new Map<string, string>(), commandOf: async () => "" };
    const platform = createPlatform(hostOf({ router, codes, complete: async () => [] }), {
      token: TOKEN,
      workspace: "terminal:local",
      hosts: [],
    });
    const server = createServer(platform.mount[1]).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/mcp`;
    const call = async (words = ""): Promise<number> => {
      const params = { name: "news_look", arguments: {}, words };
      const sent = { jsonrpc: "2.0", id: 1, method: "tools/call", params };
      const response = await post(url, sent, { authorization: `Bearer ${TOKEN}` });
      await response.text();
      return response.status;
    };
    const calls = Array.from({ length: MOST_CALLS }, () => call());
    await all.promise;
    expect(await call()).toBe(503);
    release.resolve();
    expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));
    expect(await call("x".repeat(MOST_CALL_BYTES))).toBe(413);
    await platform.close();
    server.close();
  },
} satisfies Partial<Record<LimitName, () => Promise<void>>>;
