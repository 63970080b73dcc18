// What the fake Slack refuses, and what it tells the bot, where people speak and use shortcuts.

import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createWeb } from "../../../adapters/slack/api/client.ts";
import { render } from "../../../adapters/slack/out/render.ts";
import { createRests } from "../../../src/platform/rests.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import { realPace } from "../../../src/time/pace.ts";
import { BOT_TOKEN, type FakeSlack, startFakeSlack } from "../../fakes/slack/server.ts";

let slack: FakeSlack;

beforeEach(async () => {
  slack = await startFakeSlack({ scopes: ["chat:write"] });
});

afterEach(() => slack.close());

const log = pino({ level: "silent" });
const [message] = render(privately(paragraph("For one person.")), new Map()).messages;

function call(method: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
  const rests = createRests({ clock: Date.now, pace: realPace, log });
  return createWeb({ token: BOT_TOKEN, apiUrl: slack.apiUrl, rests, pace: realPace, log }).call(method, args);
}

const toMember = (thread_ts?: string): Promise<unknown> =>
  call("chat.postEphemeral", {
    channel: "C0NEWS",
    user: "U0MEMBER",
    ...message,
    ...(thread_ts && { thread_ts }),
  });

it("shows a message for one person in a thread only where the thread has replies", async () => {
  const { ts } = slack.say("U0ADMIN", "A ruling came out.", { channel: "C0NEWS" });
  await toMember();
  expect(slack.problems).toEqual([]);
  await toMember(ts);
  expect(slack.problems).toEqual(["message: for one person, in a thread without replies: shown to nobody"]);
  slack.say("U0MEMBER", "And?", { channel: "C0NEWS", threadTs: ts });
  await toMember(ts);
  expect(slack.problems).toHaveLength(1);
});

it("shows it to nobody who is not in the channel", async () => {
  await call("chat.postEphemeral", { channel: "C0NEWS", user: "U0VISITOR", ...message });
  expect(slack.problems).toEqual(["message: for one person, who is not in the channel"]);
});

it("says with every answer which permissions there are", async () => {
  expect(await call("auth.test", {})).toMatchObject({ response_metadata: { scopes: ["chat:write"] } });
});

it("tells the bot of nothing that it has no permission for", async () => {
  expect(await slack.say("U0MEMBER", "<@U0BOT> top", { channel: "C0NEWS" }).acknowledged).toBeUndefined();
  expect(await slack.say("U0MEMBER", "top", { channel: "D0MEMBER" }).acknowledged).toBeUndefined();
});
