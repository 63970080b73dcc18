// What stands in a channel, its threads or a forum of the bot's digests, by whatever key.

import { afterEach, beforeEach, expect, it } from "vitest";
import { paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { CHANNEL_ID } from "../../fakes/discord/server.ts";
import { vetoCard } from "../../reply/samples.ts";
import { type DigestRoom, deliver, FORUM_ID, openDigestRoom, THREAD_ID } from "./digest-room.ts";

let room: DigestRoom;
const { signal } = new AbortController();

beforeEach(async () => {
  room = await openDigestRoom();
});

afterEach(() => room.close());

const reply = (url: string): Reply => ({
  audience: "everyone",
  blocks: [paragraph("Morning brief"), { type: "article", article: { ...vetoCard, url }, actions: [] }],
});

it.each([
  ["a channel", { channel: CHANNEL_ID }],
  ["a thread", { channel: CHANNEL_ID, thread: THREAD_ID }],
  ["a forum", { channel: FORUM_ID, forumTags: { "1": "71" } }],
])("is told of %s, with what stands in its threads", async (_name, place) => {
  const since = Date.now() - 60_000;
  const { to } = await room.at(place);
  const hasThread = !("thread" in place);
  await deliver(to, to.plan({ main: reply("https://err.ee/1?a=b&c=d") }, "AbCdEfGh-_12"));
  await deliver(
    to,
    to.plan(
      { main: reply("https://err.ee/2"), ...(hasThread ? { inThread: reply("https://err.ee/3") } : {}) },
      "ZbCdEfGh-_12",
    ),
  );
  const found = (await to.standing?.(since, { signal })) ?? [];
  expect(Object.fromEntries(found.map(({ key, links }) => [key, links]))).toEqual({
    "AbCdEfGh-_12-0": ["https://err.ee/1?a=b&c=d"],
    "ZbCdEfGh-_12-0": ["https://err.ee/2"],
    ...(hasThread ? { "ZbCdEfGh-_12-1": ["https://err.ee/3"] } : {}),
  });
});
