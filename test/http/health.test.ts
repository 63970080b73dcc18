// What whoever watches the bot is told: whether it serves, and how each platform stands.

import { expect, it } from "vitest";
import { createRoutes, type RoutesOptions } from "../../src/http/routes.ts";
import { createLogger } from "../../src/log.ts";
import type { Standing } from "../../src/platform/standing.ts";

const since = Date.UTC(2024, 2, 8, 9);

function routesWith(change: Partial<RoutesOptions>) {
  return createRoutes({
    isReady: () => true,
    hasState: async () => true,
    standings: () => [],
    lending: async () => "",
    finishConnect: async () => "",
    asRead: (sentence) => sentence,
    log: createLogger("silent"),
    ...change,
  });
}

async function health(isReady: boolean, standing: Standing) {
  const routes = routesWith({
    isReady: () => isReady,
    standings: () => [
      { id: "slack", name: "Slack", standing: { type: "connected" }, since },
      { id: "discord", name: "Discord", standing, since },
    ],
  });
  const response = await routes.request("/health");
  return { code: response.status, body: await response.json() };
}

const at = "2024-03-08T09:00:00.000Z";
const slack = { state: "connected", since: at };

it.each([
  [true, { type: "connected" }, 200, "ok", "connected"],
  // A new process would be refused just so, and the other platforms go on.
  [true, { type: "refused", reason: "Discord refuses DISCORD_TOKEN." }, 200, "degraded", "refused"],
  [true, { type: "trying" }, 200, "degraded", "trying"],
  [false, { type: "connected" }, 503, "not ready", "connected"],
] as const)("ready %s, %o: %i", async (isReady, standing, code, status, state) => {
  expect(await health(isReady, standing)).toEqual({
    code,
    body: { status, platforms: { slack, discord: { state, since: at } } },
  });
});

it.each([
  [{ isReady: () => false }, 503, { ready: false, reason: "starting or stopping" }],
  [{ hasState: async () => false }, 503, { ready: false, reason: "the stored state cannot be read" }],
  [{}, 200, { ready: true }],
])("sends nobody here who could not be answered: %o", async (change, code, body) => {
  const response = await routesWith(change).request("/ready");
  expect({ code: response.status, body: await response.json() }).toEqual({ code, body });
});

it("shows its numbers to nobody where they are not wanted, and with a token only to who sends it", async () => {
  expect((await routesWith({}).request("/metrics")).status).toBe(404);
  const numbers = { contentType: "text/plain; version=0.0.4", text: async () => "up 1\n" };
  const open = await routesWith({ metrics: numbers }).request("/metrics");
  expect(open.headers.get("content-type")).toBe(numbers.contentType);
  expect(await open.text()).toBe("up 1\n");
  const closed = routesWith({ metrics: { ...numbers, token: "s3cret" } });
  const askedWith = async (authorization: string) =>
    (await closed.request("/metrics", { headers: { authorization } })).status;
  expect((await closed.request("/metrics")).status).toBe(401);
  expect(await askedWith("Bearer other")).toBe(401);
  expect(await askedWith("Bearer s3cret")).toBe(200);
});
