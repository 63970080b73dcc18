// What whoever watches the bot is told: whether it serves, and how each platform stands.

import { expect, it } from "vitest";
import { createRoutes } from "../../src/http/routes.ts";
import { createLogger } from "../../src/log.ts";
import type { Standing } from "../../src/platform/standing.ts";

const since = Date.UTC(2024, 2, 8, 9);

async function health(isReady: boolean, standing: Standing) {
  const routes = createRoutes({
    isReady: () => isReady,
    standings: () => [
      { id: "slack", name: "Slack", standing: { type: "connected" }, since },
      { id: "discord", name: "Discord", standing, since },
    ],
    finishConnect: async () => "",
    asRead: (sentence) => sentence,
    log: createLogger("silent"),
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
