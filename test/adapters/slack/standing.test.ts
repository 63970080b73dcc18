// What stands in a channel or a thread of the bot's digests, by whatever key: their links, in threads, too, and nobody else's.

import { afterEach, beforeEach, expect, it } from "vitest";
import type { Delivery, Destination } from "../../../src/platform/destination.ts";
import { paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { vetoCard } from "../../reply/samples.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";

let bot: AdapterUnderTest;
const { signal } = new AbortController();
const SINCE = Date.UTC(2024, 2, 7, 8, 59);

beforeEach(async () => {
  bot = await startAdapter({ historyPage: 2 });
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

function place(thread?: string): Destination {
  const at = { platform: "slack", channel: "C0NEWS", ...(thread === undefined ? {} : { thread }) };
  return bot.adapter.places.open(at, new Map());
}

const reply = (url: string): Reply => ({
  audience: "everyone",
  blocks: [paragraph("Morning brief"), { type: "article", article: { ...vetoCard, url }, actions: [] }],
});

async function deliver(to: Destination, delivery: Delivery, key: string): Promise<string> {
  let firstMessageId: string | undefined;
  for (const part of to.plan(delivery, key)) {
    const outcome = await to.send(part, {
      signal,
      ...(firstMessageId === undefined ? {} : { firstMessageId }),
    });
    if (outcome.type !== "sent") throw new Error(outcome.type);
    firstMessageId ??= outcome.messageId;
  }
  return firstMessageId ?? "";
}

function talk(text: string): void {
  bot.slack.workspace.add({ channel: "C0NEWS", via: "person", text, blocks: [{ type: "divider" }] });
}

it("is told page after page, with what stands in its threads", async () => {
  await deliver(place(), { main: reply("https://err.ee/1?a=b&c=d") }, "AbCdEfGh-_12");
  for (let n = 0; n < 5; n += 1) talk(`<https://err.ee/talk/${n}>`);
  await deliver(
    place(),
    { main: reply("https://err.ee/2"), inThread: reply("https://err.ee/3") },
    "ZbCdEfGh-_12",
  );
  const found = (await place().standing?.(SINCE, { signal })) ?? [];
  expect(Object.fromEntries(found.map(({ key, links }) => [key, links]))).toEqual({
    "AbCdEfGh-_12": ["https://err.ee/1?a=b&c=d"],
    "ZbCdEfGh-_12": ["https://err.ee/2"],
    "ZbCdEfGh-_12.1": ["https://err.ee/3"],
  });
});

it("is that of the thread where the place is one, and rejects where Slack shows nothing", async () => {
  const thread = await deliver(place(), { main: reply("https://err.ee/1") }, "AbCdEfGh-_12");
  await deliver(place(thread), { main: reply("https://err.ee/2") }, "ZbCdEfGh-_12");
  const inThread = (await place(thread).standing?.(SINCE, { signal })) ?? [];
  expect(inThread.map(({ key }) => key)).toContain("ZbCdEfGh-_12");
  bot.slack.fail("conversations.history", { error: "missing_scope" });
  await expect(place().standing?.(SINCE, { signal })).rejects.toThrow();
});
