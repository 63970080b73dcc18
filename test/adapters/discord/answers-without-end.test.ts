// What answers in Discord's name and does not end: it is let go.

import { once } from "node:events";
import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { discordFetch } from "../../../adapters/discord/api/discord-fetch.ts";
import { createLogger } from "../../../src/log.ts";
import { createRests } from "../../../src/platform/rests.ts";
import { createTestPace } from "../../pace.ts";

it("lets go of an answer that does not end", async () => {
  const server = createServer((request, response) => {
    if (request.url === "/long") {
      response.end(JSON.stringify({ more: "ü".repeat(5_000_000) }));
      return;
    }
    const part = Buffer.alloc(1_000_000, "x");
    const more = (): void => {
      while (!response.destroyed && response.write(part));
      if (!response.destroyed) response.once("drain", more);
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
  const rests = createRests({
    clock: Date.now,
    pace: createTestPace(),
    kept: undefined,
    log: createLogger("silent"),
  });
  const get = discordFetch({ rests, among: [], longestWaitMs: 0 });
  const signal = AbortSignal.timeout(20_000);
  expect((await (await get(`${origin}/long`, { method: "GET", signal })).text()).length).toBeGreaterThan(
    5_000_000,
  );
  await expect(get(`${origin}/endless`, { method: "GET", signal })).rejects.toThrow(
    "The answer is not Discord's",
  );
});
