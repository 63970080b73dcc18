// The ways to the bot without a slash, over sockets: what is said to it, and shortcuts.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WORKING_AFTER_MS } from "../../../src/platform/waiting.ts";
import { directPayload, mentionPayload } from "../../fakes/slack/door-payloads.ts";
import { APP_TOKEN, BOT_TOKEN } from "../../fakes/slack/server.ts";
import type { FakeMessage } from "../../fakes/slack/workspace.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { textOf } from "./reading.ts";

const NEWS = { channel: "C0NEWS" };
const DIRECT = { channel: "D0MEMBER" };
const from = { team: "T0NEWS", user: "U0MEMBER" };

let bot: AdapterUnderTest;

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

const said = (): unknown => bot.lastContext().invocation.input;

async function first(answers: Promise<readonly FakeMessage[]>): Promise<FakeMessage> {
  const [message] = await answers;
  if (message === undefined) throw new Error("no answer");
  return message;
}

/** Nothing but what this asks runs from here on; resolves when it was answered. */
async function somethingElse(): Promise<void> {
  await bot.slack.command("U0ADMIN", "search else").answers(1);
}

describe("a mention", () => {
  it("is answered in the channel, to whoever said it alone", async () => {
    const question = bot.slack.say("U0MEMBER", "<@U0BOT> news search court", NEWS);
    const answer = await first(question.answers(1));
    expect(answer).toMatchObject({ channel: "C0NEWS", via: "chat.postEphemeral", onlyFor: "U0MEMBER" });
    expect(answer.threadTs).toBeUndefined();
    const own = { conversation: "U0MEMBER", opens: question.ts };
    expect(said()).toEqual({ type: "said", text: "news search court", ...own });
  });

  it("in a thread is answered there, and the thread is the conversation", async () => {
    const { ts } = bot.slack.say("U0ADMIN", "A ruling came out", NEWS);
    const where = { ...NEWS, threadTs: ts };
    const answer = await first(
      bot.slack.say("U0MEMBER", "news search court <@U0BOT|news>", where).answers(1),
    );
    expect(answer).toMatchObject({ threadTs: ts, via: "chat.postEphemeral", onlyFor: "U0MEMBER" });
    expect(said()).toEqual({ type: "said", text: "news search court", conversation: ts });
    expect(bot.lastContext().invocation.place).toBe("C0NEWS");
  });

  it.each([
    ["a name and a colon", "<@U0BOT>: news search court", "news search court"],
    ["code", "<@U0BOT> `/news search court`", "/news search court"],
    ["somebody else", "<@U0BOT> news search <@U0ADMIN>", "news search <@U0ADMIN>"],
    ["what Slack makes of signs", "<@U0BOT> news search &lt;a&gt; &amp;", "news search &lt;a&gt; &amp;"],
  ])("with %s is read as the rest", async (_name, text, rest) => {
    await bot.slack.say("U0MEMBER", text, NEWS).answers(1);
    expect(said()).toMatchObject({ type: "said", text: rest });
  });

  it("without anything else is a greeting", async () => {
    const answer = await first(bot.slack.say("U0MEMBER", "<@U0BOT>", NEWS).answers(1));
    expect(textOf(answer)).toContain("Hello. Ask me about the news");
  });

  it("that is shared stands in the thread for everybody", async () => {
    const { ts } = bot.slack.say("U0ADMIN", "A ruling came out", NEWS);
    const where = { ...NEWS, threadTs: ts };
    const answer = await first(bot.slack.say("U0MEMBER", "<@U0BOT> news share this", where).answers(1));
    expect(answer).toMatchObject({ threadTs: ts, via: "chat.postMessage" });
    expect(textOf(answer)).toContain("Shared by u0member.");
  });

  it("of somebody of another workspace is not answered with the news", async () => {
    const where = { ...NEWS, ts: "1709800000.000900" };
    const payload = mentionPayload({ team: "T0ELSEWHERE", user: "U0VISITOR" }, "<@U0BOT> news top", where);
    const authorizations = [{ team_id: "T0NEWS", user_id: "U0BOT", is_bot: true }];
    bot.slack.workspace.channels.get("C0NEWS")?.members.add("U0VISITOR");
    bot.slack.deliver("events_api", { ...payload, team_id: "T0NEWS", authorizations });
    await bot.slack.until(() => bot.slack.workspace.messages.length === 1);
    expect(bot.slack.workspace.messages.map(textOf).join()).toContain("came from another one");
    expect(bot.ran).toEqual([]);
  });
});

describe("a direct message", () => {
  it("needs no mention, and its answer stays", async () => {
    const answer = await first(bot.slack.say("U0MEMBER", "news search court", DIRECT).answers(1));
    expect(answer).toMatchObject({ channel: "D0MEMBER", via: "chat.postMessage" });
    expect(said()).toMatchObject({ type: "said", text: "news search court", conversation: "D0MEMBER" });
  });

  it("under an answer goes on with what was said above", async () => {
    const { ts } = await first(bot.slack.say("U0MEMBER", "news search court", DIRECT).answers(1));
    await bot.slack.say("U0MEMBER", "news search again", { ...DIRECT, threadTs: ts }).answers(1);
    expect(said()).toEqual({ type: "said", text: "news search again", conversation: "D0MEMBER" });
  });

  it("in a thread is answered in the thread", async () => {
    const above = bot.slack.say("U0MEMBER", "news search court", DIRECT);
    await above.answers(1);
    const below = bot.slack.say("U0MEMBER", "news search again", { ...DIRECT, threadTs: above.ts });
    expect(await first(below.answers(1))).toMatchObject({ channel: "D0MEMBER", threadTs: above.ts });
    expect(said()).toMatchObject({ conversation: above.ts });
  });

  it("leaves no line about work behind", async () => {
    const question = bot.slack.say("U0MEMBER", "news wait", DIRECT);
    await bot.waits();
    await bot.pace.pass(WORKING_AFTER_MS);
    const line = await first(question.answers(1));
    expect(line.text).toContain("Working…");
    bot.finish();
    const { messages } = bot.slack.workspace;
    const stands = (): (typeof messages)[number] | undefined => messages.find(({ ts }) => ts === line.ts);
    await bot.slack.until(() => stands()?.edits === 1);
    expect(stands()?.text).not.toContain("Working…");
    await somethingElse();
    const own = messages.filter(({ channel, via }) => channel === "D0MEMBER" && via !== "person");
    expect(own).toHaveLength(1);
  });

  it("is not answered twice when it comes twice, or as a mention as well", async () => {
    const where = { ...DIRECT, ts: "1709800000.000900" };
    const payload = directPayload(from, "<@U0BOT> news search court", where);
    bot.slack.workspace.direct("U0MEMBER");
    const both = [payload, payload, mentionPayload(from, "<@U0BOT> news search court", where)];
    await Promise.all(both.map((one) => bot.slack.deliver("events_api", one).acknowledged));
    await bot.slack.until(() => bot.slack.workspace.messages.length > 0);
    await somethingElse();
    expect(bot.slack.workspace.messages.filter(({ channel }) => channel === "D0MEMBER")).toHaveLength(1);
    expect(bot.ran).toEqual(["news search court", "news search else"]);
  });
});

describe("what the bot is not asked", () => {
  const where = { ...DIRECT, ts: "1709800000.000900" };
  const message = directPayload(from, "news search court", where);
  const event = typeof message.event === "object" ? message.event : {};

  it.each([
    ["another bot's", { bot_id: "B0OTHER" }],
    ["an app's, for a person", { app_id: "A0OTHER" }],
    ["a workflow's", { bot_profile: { id: "B0OTHER" } }],
    ["its own, with nothing but its name", { user: "U0BOT" }],
    ["Slackbot's", { user: "USLACKBOT" }],
    ["nobody's", { user: null }],
    ["an edited one", { edited: { user: "U0MEMBER", ts: "1" } }],
    ["the word that one was edited", { subtype: "message_changed", message: event }],
    ["the word that one was deleted", { subtype: "message_deleted" }],
    ["a join", { subtype: "channel_join" }],
    ["a bot's of the old kind", { subtype: "bot_message", username: "x" }],
    ["one in a channel", { channel: "C0NEWS" }],
    ["one that says so", { channel: "C0NEWS", channel_type: "channel" }],
    ["a hidden one", { hidden: true }],
  ])("is not answered: %s", async (_name, change) => {
    bot.slack.workspace.direct("U0MEMBER");
    await bot.slack.deliver("events_api", { ...message, event: { ...event, ...change } }).acknowledged;
    await somethingElse();
    expect(bot.ran).toEqual(["news search else"]);
    expect(bot.slack.workspace.messages).toHaveLength(1);
  });

  it("is said in front of it", async () => {
    await bot.slack.say("U0MEMBER", "I asked <@U0BOT>", { channel: "C0OTHER" }).acknowledged;
    await bot.slack.say("U0MEMBER", "news search court", NEWS).acknowledged;
    await somethingElse();
    expect(bot.ran).toEqual(["news search else"]);
  });

  it("is its own answer, which Slack sends back, while Slack does not even tell who it is", async () => {
    await bot.close();
    bot = await startAdapter({ isIdle: true });
    bot.slack.fail("auth.test", ...Array.from({ length: 6 }, () => ({ status: 503 }) as const));
    await bot.adapter.start();
    const { slack } = bot;
    const question = slack.say("U0MEMBER", "news search court", DIRECT);
    await question.answers(1);
    for (let round = 0; round < 5; round += 1) await somethingElse();
    expect(
      slack.workspace.messages.filter(({ channel, via }) => channel === "D0MEMBER" && via !== "person"),
    ).toHaveLength(1);
  });
});

describe("a shortcut", () => {
  it.each(["reports", "why", "mute"])("of a message hands over its links: %s", async (wanted) => {
    const message = {
      ts: "1709800000.000900",
      user: "U0ADMIN",
      text: "See <https://err.ee/1?a=1&amp;b=2|this> and <https://postimees.ee/2>",
    };
    const request = bot.slack.messageShortcut("U0MEMBER", wanted, "C0NEWS", message);
    expect(await request.acknowledged).toEqual({});
    const answer = await first(request.answers(1));
    expect(answer).toMatchObject({ channel: "C0NEWS", via: "response_url", onlyFor: "U0MEMBER" });
    expect(said()).toEqual({
      type: "options",
      path: ["news", "linked"],
      values: { links: "https://err.ee/1?a=1&b=2 https://postimees.ee/2", wanted },
    });
  });

  it("of a reply is answered in its thread, and one of the thread's first message in the channel", async () => {
    const thread_ts = "1709800000.000900";
    const used = (ts: string) =>
      first(
        bot.slack
          .messageShortcut("U0MEMBER", "why", "C0NEWS", { ts, thread_ts, text: "https://err.ee/1" })
          .answers(1),
      );
    expect((await used("1709800000.000901")).threadTs).toBe(thread_ts);
    expect((await used(thread_ts)).threadTs).toBeUndefined();
  });

  it("asks a question, which is answered in the direct conversation", async () => {
    const { slack } = bot;
    expect(await slack.globalShortcut("U0MEMBER", "ask").acknowledged).toEqual({});
    await slack.until(() => slack.modals.length === 1);
    const [modal] = slack.modals;
    if (modal?.type !== "modal") throw new Error("no modal");
    slack.submit("U0MEMBER", modal, { question: "news search court" });
    await slack.until(() => slack.workspace.messages.length === 1);
    expect(slack.workspace.messages).toMatchObject([{ channel: "D0MEMBER", via: "chat.postMessage" }]);
    expect(said()).toEqual({ type: "said", text: "news search court", conversation: "D0MEMBER" });
  });

  it("begins a digest for whoever used it", async () => {
    bot.slack.globalShortcut("U0MEMBER", "new-digest");
    await bot.slack.until(() => bot.slack.workspace.messages.length === 1);
    expect(bot.slack.workspace.messages).toMatchObject([{ channel: "D0MEMBER" }]);
    expect(bot.ran).toEqual(["digest create"]);
  });

  it("whose question does not open in time says so", async () => {
    const { slack } = bot;
    slack.fail("views.open", { error: "expired_trigger_id" });
    slack.globalShortcut("U0MEMBER", "ask");
    await slack.until(() => slack.workspace.messages.length === 1);
    expect(slack.workspace.messages.map(textOf).join()).toContain("Use the shortcut again");
  });

  it("that the bot does not have any more is acknowledged", async () => {
    expect(await bot.slack.globalShortcut("U0MEMBER", "of old").acknowledged).toEqual({});
    await bot.slack.messageShortcut("U0MEMBER", "of old", "C0NEWS", { ts: "1.1", text: "x" }).acknowledged;
    await somethingElse();
    expect(bot.slack.workspace.messages).toHaveLength(1);
  });
});

describe("an app without the new permissions", () => {
  it("works on, and its admins are told once what it lacks", async () => {
    await bot.close();
    bot = await startAdapter({
      scopes: ["commands", "chat:write", "users:read", "im:write"],
      adminIds: ["U0ADMIN"],
    });
    const { workspace } = bot.slack;
    await bot.slack.until(() => workspace.messages.length === 1);
    const [notice] = workspace.messages;
    expect(notice?.channel).toBe("D0ADMIN");
    expect(notice && textOf(notice)).toContain(
      "app_mentions:read: without it the bot does not hear when somebody mentions it.",
    );
    expect(bot.logged()).toMatch(/"missing":"app_mentions:read, /);
    await somethingElse();
    expect(workspace.messages).toHaveLength(2);
  });

  it("says so in a message of another start only when it lacks others, or nobody could be told", async () => {
    await bot.close();
    bot = await startAdapter({ scopes: ["commands", "users:read", "im:write"], isIdle: true });
    const { slack } = bot;
    const start = async (): Promise<void> => {
      const another = bot.adapterWith({ botToken: BOT_TOKEN, appToken: APP_TOKEN, adminIds: ["U0ADMIN"] });
      await another.start();
      await another.close(1_000);
    };
    await start();
    expect(slack.workspace.messages).toEqual([]);
    slack.grant("chat:write");
    await start();
    await slack.until(() => slack.workspace.messages.length === 1);
    await start();
    await start();
    slack.grant("app_mentions:read");
    await start();
    await slack.until(() => slack.workspace.messages.length > 1);
    expect(slack.workspace.messages.map(({ channel }) => channel)).toEqual(["D0ADMIN", "D0ADMIN"]);
  });
});
