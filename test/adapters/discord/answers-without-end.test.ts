// What answers in Discord's name and does not end: it is let go.

import { once } from "node:events";
import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { discordFetch } from "../../../adapters/discord/api/discord-fetch.ts";
import { messageOf } from "../../../src/errors.ts";
import { createLogger } from "../../../src/log.ts";
import { createRests } from "../../../src/platform/rests.ts";
import { createTestPace } from "../../pace.ts";

const MOST_SENT_BYTES = 200_000_000;
const PATIENCE_MS = 10_000;

it("lets go of an answer that does not end", async () => {
  let sentBytes = 0;
  const server = createServer((request, response) => {
    if (request.url === "/long") {
      response.end(JSON.stringify({ more: "ü".repeat(5_000_000) }));
      return;
    }
    const part = Buffer.alloc(1_000_000, "x");
    const more = (): void => {
      // Whoever reads on waits for more.
      if (response.destroyed || sentBytes >= MOST_SENT_BYTES) return;
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
  const rests = createRests({
    clock: Date.now,
    pace: createTestPace(),
    kept: undefined,
    log: createLogger("silent"),
  });
  const get = discordFetch({ rests, among: [], longestWaitMs: 0 });
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const long = await get(`${origin}/long`, { method: "GET", signal });
  expect((await long.text()).length).toBeGreaterThan(5_000_000);
  const endless = get(`${origin}/endless`, { method: "GET", signal }).then(() => "read", messageOf);
  expect(await endless).toBe("The answer is not Discord's (HTTP 200).");
  expect(sentBytes).toBeLessThan(MOST_SENT_BYTES);
});
