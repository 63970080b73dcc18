// What Slack tells of the bot's own life, over sockets and signed over HTTP: greetings, channels that close, revoked tokens.

import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readLifecycle } from "../../../adapters/slack/in/lifecycle.ts";
import { TRY_AGAIN_MS } from "../../../src/platform/standing.ts";
import { signedRequest } from "../../fakes/slack/payloads.ts";
import { buttonsIn } from "../../fakes/slack/rules.ts";
import type { ToldEvent } from "../../fakes/slack/told-events.ts";
import type { FakeChannel, FakeMessage } from "../../fakes/slack/workspace.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { textOf } from "./reading.ts";

let bot: AdapterUnderTest;

const ACTED = "slack told of the bot's own life";

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

/** Resolves when the bot has done what it does about an event. */
async function told(event: ToldEvent, options?: { isShared?: boolean; id?: string }): Promise<void> {
  const before = bot.logged().split(ACTED).length;
  await bot.slack.tell(event, options).acknowledged;
  await bot.acted(before);
}

const joined = (channel: string, user = "U0BOT"): ToldEvent => ({
  type: "member_joined_channel",
  user,
  channel,
});

const channel = (id: string): FakeChannel => {
  const found = bot.slack.workspace.channels.get(id);
  if (found === undefined) throw new Error(`no channel ${id}`);
  return found;
};

const greetings = (): readonly FakeMessage[] =>
  bot.slack.workspace.messages.filter(({ via }) => via === "chat.postMessage");

describe("a channel that the bot is invited to", () => {
  it("is greeted once, in one message with three buttons, and not again when it is invited again", async () => {
    await told(joined("C0NEWS"));
    await told({ type: "channel_left", channel: "C0NEWS" });
    await told(joined("C0NEWS"));
    await told(joined("G0SECRET"));
    expect(greetings().map((message) => message.channel)).toEqual(["C0NEWS", "G0SECRET"]);
    const [message] = greetings();
    if (message === undefined) throw new Error("no greeting");
    expect(textOf(message)).toContain(
      "Mention @rol_news and ask. In a thread, where Slack takes no commands, write it in place of the slash: @rol_news news top.",
    );
    expect(buttonsIn(message.blocks)).toHaveLength(3);
  });

  it("is greeted once although Slack tells it over both connections", async () => {
    await Promise.all([told(joined("C0NEWS"), { id: "one" }), told(joined("C0NEWS"), { id: "one" })]);
    expect(greetings()).toHaveLength(1);
  });

  it("is not greeted when somebody else joins", async () => {
    await told(joined("C0NEWS", "U0MEMBER"));
    expect(greetings()).toEqual([]);
  });

  it("is not greeted where another organisation reads along", async () => {
    await told(joined("C0NEWS"), { isShared: true });
    channel("C0NEWS").isShared = true;
    await told(joined("C0NEWS"));
    expect(greetings()).toEqual([]);
  });

  it("is not greeted where the bot may not post, and is at the next invitation once it may", async () => {
    bot.slack.fail("chat.postMessage", { error: "restricted_action_read_only_channel" });
    await told(joined("C0NEWS"));
    channel("C0NEWS").hasBot = false;
    await told(joined("C0NEWS"));
    expect(greetings()).toEqual([]);
    channel("C0NEWS").hasBot = true;
    await told(joined("C0NEWS"));
    expect(greetings()).toHaveLength(1);
  });

  it("is not greeted twice when the answer to the first greeting was lost", async () => {
    bot.slack.fail("chat.postMessage", { status: 500 });
    await told(joined("C0NEWS"));
    await told(joined("C0NEWS"));
    expect(greetings()).toEqual([]);
  });
});

describe("a channel that closed", () => {
  it.each([
    ["channel_archive", "C0NEWS", "The channel is archived."],
    ["channel_left", "C0NEWS", "The bot is not in the channel. Invite it there with /invite."],
    ["group_archive", "G0SECRET", "The channel is archived."],
    ["group_left", "G0SECRET", "The channel does not exist any more, or the bot is not in it."],
    ["channel_deleted", "C0NEWS", "The channel does not exist any more, or the bot is not in it."],
    ["group_deleted", "G0SECRET", "The channel does not exist any more, or the bot is not in it."],
  ] as const)("is told by %s, with the reason of a send", async (type, id, reason) => {
    if (type.endsWith("archive")) channel(id).isArchived = true;
    else if (type.endsWith("left")) channel(id).hasBot = false;
    else bot.slack.workspace.channels.delete(id);
    await told({ type, channel: id });
    expect(bot.heard).toEqual([`slack ${id} closed: ${reason}`]);
  });

  it("is told by the bot's own leaving, and not by another's", async () => {
    channel("C0NEWS").hasBot = false;
    await told({ type: "member_left_channel", user: "U0MEMBER", channel: "C0NEWS" });
    expect(bot.heard).toEqual([]);
    await told({ type: "member_left_channel", user: "U0BOT", channel: "C0NEWS" });
    expect(bot.heard).toHaveLength(1);
  });

  it("is open all the same when Slack says so by now, as when it was unarchived meanwhile", async () => {
    await told({ type: "channel_archive", channel: "C0NEWS" });
    expect(bot.heard).toEqual(["slack C0NEWS closed: undefined"]);
  });

  it("is none that the bot knows when Slack is away", async () => {
    bot.slack.fail("conversations.info", { error: "internal_error" });
    await told({ type: "channel_archive", channel: "C0NEWS" });
    expect(bot.heard).toEqual([]);
    expect(bot.logged()).toContain(`${ACTED}, and it could not be used`);
  });
});

it("a channel that was renamed is called what Slack calls it now", async () => {
  channel("C0NEWS").name = "rule-of-law";
  await told({ type: "channel_rename", channel: { id: "C0NEWS", name: "between", created: 1 } });
  expect(bot.heard).toEqual(["slack C0NEWS renamed: #rule-of-law, a thread in #rule-of-law"]);
});

describe("the app", () => {
  it.each([
    { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } },
    { type: "app_uninstalled" },
  ] as const)(
    "is reported as refused at once by $type, with what to do, and back once it is installed",
    async (event) => {
      await bot.stands("connected");
      bot.slack.refuse("bot token");
      await told(event);
      expect(bot.standings.at(-1)).toEqual({
        type: "refused",
        reason:
          "Slack refuses SLACK_BOT_TOKEN (token_revoked). Install the app to the workspace and set the token of its bot user.",
      });
      bot.slack.admit();
      await bot.pace.pass(TRY_AGAIN_MS);
      await bot.stands("connected");
    },
  );

  it("goes on when another token of it was revoked, or the event is older than the installation", async () => {
    await told({ type: "tokens_revoked", tokens: { oauth: ["U0ADMIN"], bot: [] } });
    await told({ type: "app_uninstalled" });
    expect(bot.standings.at(-1)).toEqual({ type: "connected" });
  });
});

it("the same events come signed over HTTP, and those of other workspaces change nothing", async () => {
  await bot.close();
  bot = await startAdapter({ signingSecret: "the signing secret" });
  const [path = "", listener] = bot.adapter.mount ?? [];
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const event = { type: "channel_archive", channel: "C0NEWS", user: "U0ADMIN", is_moved: 0 };
  for (const team_id of ["T0ELSEWHERE", "T0NEWS"]) {
    const payload = { type: "event_callback", team_id, event_id: `Ev${team_id}`, event };
    const request = signedRequest(payload, "the signing secret", Date.now());
    const before = bot.logged().split(ACTED).length;
    expect((await fetch(`${origin}${path}`, { method: "POST", ...request })).status).toBe(200);
    await bot.acted(before);
  }
  expect(bot.heard).toEqual(["slack C0NEWS closed: undefined"]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("events as others recorded them", () => {
  it("are read", () => {
    // A bot removed from a channel, recorded by slack-web (Hackage, slack-web-2.2.1.0, src/tests/golden/SlackWebhookEvent/
    // channel_left.json), ids replaced.
    const removed = {
      token: "aaaa",
      team_id: "T0NEWS",
      api_app_id: "A0NEWS",
      event: { type: "channel_left", channel: "C0NEWS", actor_id: "U0ADMIN", event_ts: "1664827321.000300" },
      type: "event_callback",
      event_id: "Ev044RKJHB8W",
      event_time: 1664827321,
      authorizations: [
        {
          enterprise_id: null,
          team_id: "T0NEWS",
          user_id: "U0BOT",
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    };
    expect(readLifecycle(removed)).toEqual({
      workspace: "slack:T0NEWS",
      requestId: "Ev044RKJHB8W",
      told: { type: "closed", channel: "C0NEWS" },
      isShared: false,
    });
    // https://docs.slack.dev/reference/events/tokens_revoked, without authorizations; its ids replaced.
    const revoked = {
      token: "old-verification-token",
      team_id: "T0NEWS",
      api_app_id: "A0NEWS",
      event: { type: "tokens_revoked", tokens: { oauth: ["U0ADMIN"], bot: ["U0BOT"] } },
      type: "event_callback",
      event_id: "Ev0REVOKED",
      event_time: 1234567890,
    };
    expect(readLifecycle(revoked).told).toEqual({ type: "revoked" });
  });

  it("of an app that a whole organisation installed belong to the organisation", () => {
    const authorizations = [{ enterprise_id: "E1", team_id: "T1", is_enterprise_install: true }];
    const event = { type: "app_uninstalled" };
    expect(readLifecycle({ event_id: "Ev1", team_id: "T1", authorizations, event }).workspace).toBe(
      "slack:E1",
    );
  });
});
