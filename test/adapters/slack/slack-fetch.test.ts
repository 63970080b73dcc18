// What Slack's client reads of an answer: all of Slack's own, and no more than fits of one that never ends.

import { expect, it } from "vitest";
import { slackFetch } from "../../../adapters/slack/api/slack-fetch.ts";
import { messageOf } from "../../../src/errors.ts";
import { within } from "../../../src/platform/waiting.ts";
import { startEndless } from "../../fakes/endless.ts";

const PATIENCE_MS = 10_000;

it("lets go of an answer that does not end, and reads a long one", async () => {
  const { long, endless, isReadWhole } = await startEndless({ ok: true });
  expect((await (await slackFetch(long)).text()).length).toBeGreaterThan(5_000_000);
  const reading = slackFetch(endless).then(() => "read", messageOf);
  expect(await within(reading, PATIENCE_MS)).toBe("The answer is not Slack's (HTTP 200).");
  expect(isReadWhole()).toBe(false);
});
