// Payloads that Slack sent to others, through the real receivers: signed over HTTP, and over sockets.

import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { readSaid } from "../../../adapters/slack/in/said.ts";
import { readMessageShortcut } from "../../../adapters/slack/in/shortcuts.ts";
import { signedRequest } from "../../fakes/slack/payloads.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { textOf } from "./reading.ts";
import {
  DIRECT,
  EDITED_MENTION,
  eventWith,
  GLOBAL_SHORTCUT,
  MENTION,
  MESSAGE_SHORTCUT,
  MESSAGE_SHORTCUT_WITH_BLOCKS,
  OWN_MESSAGE,
  REPLY_IN_THREAD,
} from "./recorded.ts";

type Payload = Readonly<Record<string, unknown>>;
type Send = (payload: Payload) => Promise<unknown>;

const SECRET = "the signing secret";
const HERE = { channel: "C0NEWS", user: "U0MEMBER" };
const ALONE = { channel: "D0MEMBER", user: "U0MEMBER" };
const team_id = "T0NEWS";

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function overHttp(): Promise<readonly [AdapterUnderTest, Send]> {
  const bot = await startAdapter({ signingSecret: SECRET });
  const [path = "", listener] = bot.adapter.mount ?? [];
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await bot.close();
  });
  return [
    bot,
    async (payload) => {
      const request = signedRequest(payload, SECRET, Date.now());
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", ...request });
      expect([response.status, await response.text()]).toEqual([200, ""]);
    },
  ];
}

async function overSockets(): Promise<readonly [AdapterUnderTest, Send]> {
  const bot = await startAdapter();
  closing.push(() => bot.close());
  return [
    bot,
    (payload) => bot.slack.deliver("event" in payload ? "events_api" : "interactive", payload).acknowledged,
  ];
}

describe.each([
  ["over http, signed", overHttp],
  ["over sockets", overSockets],
])("%s", (_name, open) => {
  it("a mention and messages are answered, what was edited and its own are not", async () => {
    const [bot, send] = await open();
    const { slack } = bot;
    slack.workspace.direct("U0MEMBER");
    const here = slack.workspace.add({ channel: "C0NEWS", via: "person", text: "", blocks: [] });
    const away = { thread_ts: here.ts, ...HERE };
    slack.workspace.add({ channel: "C0NEWS", via: "person", text: "", blocks: [], threadTs: here.ts });
    await send({ ...eventWith(OWN_MESSAGE, { channel: "D0MEMBER", user: "U0BOT" }), team_id });
    await send({ ...eventWith(OWN_MESSAGE, { ...ALONE, team: team_id }), team_id });
    await send({ ...eventWith(EDITED_MENTION, away), team_id });
    await send({ ...eventWith(MENTION, { ...HERE, text: "<@U0BOT> news search court" }), team_id });
    await slack.until(() => slack.workspace.messages.length === 3);
    await send({ ...eventWith(DIRECT, { ...ALONE, text: "news search alone" }), team_id });
    await slack.until(() => slack.workspace.messages.length === 4);
    const teams = { team: team_id, source_team: team_id, user_team: team_id };
    const inThread = { ...teams, ...away, type: "app_mention", text: "news search thread <@U0BOT>" };
    await send({ ...eventWith(REPLY_IN_THREAD, inThread), team_id });
    await slack.until(() => slack.workspace.messages.length === 5);
    expect(bot.ran).toEqual(["news search court", "news search alone", "news search thread"]);
    expect(slack.workspace.messages.slice(2)).toMatchObject([
      { channel: "C0NEWS", onlyFor: "U0MEMBER" },
      { channel: "D0MEMBER", via: "chat.postMessage" },
      { channel: "C0NEWS", onlyFor: "U0MEMBER", threadTs: here.ts },
    ]);
    expect(slack.problems).toEqual([]);
  });

  it("shortcuts are answered", async () => {
    const [bot, send] = await open();
    const { slack } = bot;
    const at = slack.addresses("U0MEMBER", "C0NEWS", false);
    const ours = {
      team: { id: team_id, domain: "news" },
      user: { id: "U0MEMBER", name: "somebody" },
      response_url: at.responseUrl,
    };
    await send({ ...MESSAGE_SHORTCUT, ...ours, callback_id: "reports" });
    const [answer] = await slack.answersTo(at.request, 1);
    expect(answer && textOf(answer)).toContain("reports https://youtube.com/watch?v=W86cTIoMv2U");
    await send({ ...MESSAGE_SHORTCUT_WITH_BLOCKS, ...ours, callback_id: "why" });
    await slack.answersTo(at.request, 2);
    const { triggerId: trigger_id } = slack.addresses("U0MEMBER", "", false);
    await send({ ...GLOBAL_SHORTCUT, ...ours, trigger_id, callback_id: "ask" });
    await slack.until(() => slack.modals.length === 1);
    await send(GLOBAL_SHORTCUT);
    expect(slack.problems).toEqual([]);
  });
});

describe("read as they came", () => {
  it("say who, where and in which conversation", () => {
    expect(readSaid(MENTION, { botUserId: "U0LAN0Z89" })).toEqual({
      workspace: "slack:T061EG9R6",
      place: "C0LAN2Q65",
      userId: "W021FGA1Z",
      requestId: "said C0LAN2Q65 1515449483.000108",
      input: {
        type: "said",
        text: "You can count on for an honorable mention.",
        conversation: "W021FGA1Z",
        opens: "1515449483.000108",
      },
      triggerId: undefined,
      replyTo: { channel: "C0LAN2Q65", threadTs: undefined },
    });
    expect(readSaid(DIRECT, {})?.input).toEqual({
      type: "said",
      text: "Hello hello can you hear me?",
      conversation: "D024BE91L",
      opens: "1355517523.000005",
    });
    expect(readSaid(REPLY_IN_THREAD, {})?.input).toMatchObject({ conversation: "1585943493.003900" });
    expect([EDITED_MENTION, OWN_MESSAGE].map((one) => readSaid(one, {}))).toEqual([undefined, undefined]);
  });

  it("a shortcut of another app's name is none of ours", () => {
    expect(() => readMessageShortcut(MESSAGE_SHORTCUT)).toThrow();
    expect(readMessageShortcut({ ...MESSAGE_SHORTCUT_WITH_BLOCKS, callback_id: "mute" })).toMatchObject({
      workspace: "slack:T111",
      place: "C111",
      userId: "W111",
      input: { path: ["news", "linked"], values: { links: "", wanted: "mute" } },
    });
  });
});
