// What Slack's client reads of an answer: all of Slack's own, and no more than fits of one that never ends.

import { once } from "node:events";
import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { slackFetch } from "../../../adapters/slack/api/slack-fetch.ts";
import { messageOf } from "../../../src/errors.ts";
import { within } from "../../../src/platform/waiting.ts";

const MOST_SENT_BYTES = 200_000_000;
const PATIENCE_MS = 10_000;

it("lets go of an answer that does not end, and reads a long one", async () => {
  let sentBytes = 0;
  const server = createServer((request, response) => {
    if (request.url === "/long") {
      response.end(JSON.stringify({ ok: true, more: "ü".repeat(5_000_000) }));
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
  expect((await (await slackFetch(`${origin}/long`)).text()).length).toBeGreaterThan(5_000_000);
  const endless = slackFetch(`${origin}/oauth.v2.access`).then(() => "read", messageOf);
  expect(await within(endless, PATIENCE_MS)).toBe("The answer is not Slack's (HTTP 200).");
  expect(sentBytes).toBeLessThan(MOST_SENT_BYTES);
});
