// Digests on their way into channels, threads and forums: sent once, found again, whatever became of the answer.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { DiscordPlace } from "../../../adapters/discord/destination.ts";
import type { Destination, Part } from "../../../src/digest/destination.ts";
import { actions, command, heading, note, paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import type { FakeChannel } from "../../fakes/discord/channels.ts";
import { CHANNEL_ID, GUILD_ID } from "../../fakes/discord/server.ts";
import { everyBlock, vetoCard } from "../../reply/samples.ts";
import { type Newsroom, openNewsroom } from "./fixture.ts";

const FORUM_ID = "300000000000000002";
const THREAD_ID = "300000000000000003";
const never = new AbortController().signal;

let newsroom: Newsroom;
let channel: FakeChannel;
let forum: FakeChannel;
let thread: FakeChannel;

beforeEach(async () => {
  newsroom = await openNewsroom({ started: false });
  const { channels } = newsroom.fake;
  channel = channels.all.get(CHANNEL_ID) ?? channels.add({ id: CHANNEL_ID, type: "text" });
  forum = channels.add({ id: FORUM_ID, type: "forum", guildId: GUILD_ID, tags: ["71", "74"] });
  thread = channels.add({ id: THREAD_ID, type: "thread", guildId: GUILD_ID, parentId: CHANNEL_ID });
});

afterEach(async () => {
  const { problems } = newsroom.fake;
  await newsroom.close();
  expect(problems).toEqual([]);
});

const digest: Reply = {
  audience: "everyone",
  blocks: [
    heading("Morning brief", "Tue 5 Mar 2024"),
    { ...everyBlock.article, actions: [command("Details", "/news show 4109a1fd")] },
    note("1 of 1 shown"),
  ],
};

const longDigest: Reply = {
  audience: "everyone",
  blocks: [
    heading("Long brief"),
    ...Array.from({ length: 12 }, (_, n) => paragraph(`${n} ${"word ".repeat(200)}`)),
  ],
};

async function at(place: DiscordPlace, reply = digest): Promise<{ to: Destination; parts: readonly Part[] }> {
  const codes = await newsroom.codes.codesOf(GUILD_ID, reply);
  const to = newsroom.adapter.destination(place, codes);
  return { to, parts: to.plan(reply, "sub12-20240305T0700") };
}

const first = (parts: readonly Part[]): Part => {
  const [part] = parts;
  if (part === undefined) throw new Error("a digest has at least one part");
  return part;
};

describe("planning", () => {
  it("is pure and gives every message its own key, in the nonce's length", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID }, longDigest);
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length);
    expect(to.plan(longDigest, "sub12-20240305T0700")).toEqual(parts);
    const keys = to.plan(longDigest, "a-delivery-key-that-is-much-too-long").map(({ key }) => key);
    for (const key of [...keys, ...parts.map((part) => part.key)]) expect(key.length).toBeLessThanOrEqual(25);
    expect(newsroom.fake.http.requests).toEqual([]);
  });

  it("puts the key into a button that still works", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    await to.send(first(parts), never);
    const [message] = channel.messages;
    const [button] = message?.body.components[0]?.components ?? [];
    expect(button?.custom_id).toBe(`k1:${first(parts).key}|c1:/news show 4109a1fd`);
    await newsroom.adapter.start();
    const pressed = newsroom.fake.press({ id: "1" }, button?.custom_id ?? "");
    await newsroom.answered(pressed);
    // The command is none of this newsroom's, so the sentence shows that it was read.
    expect(newsroom.textOf(pressed)).toContain("show 4109a1fd");
  });

  it("numbers parts without a button", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID }, longDigest);
    for (const part of parts) await to.send(part, never);
    const labels = channel.messages.map(({ body }) => body.components[0]?.components[0]);
    expect(labels.map((button) => (button?.type === 2 ? [button.label, button.disabled] : []))).toEqual(
      parts.map((_, n) => [`Part ${n + 1} of ${parts.length}`, true]),
    );
  });

  it("finds room for the key where every button's code is long", async () => {
    const long = (n: number): string => `/news search ${"x".repeat(70)}${n}`;
    const reply: Reply = {
      audience: "everyone",
      blocks: [note("x"), actions(...Array.from({ length: 25 }, (_, n) => command(`B${n}`, long(n))))],
    };
    const { to, parts } = await at({ channelId: CHANNEL_ID }, reply);
    expect(await to.send(first(parts), never)).toMatchObject({ type: "sent" });
    expect(await to.find(first(parts), Date.now(), never)).toMatchObject({ type: "sent" });
  });
});

describe("sending", () => {
  it("posts into a channel or its thread, and pings nobody", async () => {
    const inChannel = await at({ channelId: CHANNEL_ID });
    const inThread = await at({ channelId: CHANNEL_ID, threadId: THREAD_ID });
    expect(await inChannel.to.send(first(inChannel.parts), never)).toEqual({
      type: "sent",
      messageId: channel.messages[0]?.id,
    });
    expect(await inThread.to.send(first(inThread.parts), never)).toEqual({
      type: "sent",
      messageId: thread.messages[0]?.id,
    });
    expect(channel.messages[0]?.body.allowed_mentions).toEqual({ parse: [] });
  });

  it("posts once though it is told to twice", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    const outcomes = [await to.send(first(parts), never), await to.send(first(parts), never)];
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(channel.messages).toHaveLength(1);
  });

  it.each([
    ["was deleted", () => void newsroom.fake.channels.all.delete(CHANNEL_ID), "The channel was deleted."],
    [
      "is hidden",
      () => void Object.assign(channel, { mayView: false }),
      "The bot has no access to the channel.",
    ],
    [
      "is closed to the bot",
      () => void Object.assign(channel, { maySend: false }),
      "The bot may not post in the channel",
    ],
    ["is locked", () => void Object.assign(channel, { isLocked: true }), "The thread is locked."],
  ])("tells that the place %s", async (_, change, reason) => {
    change();
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    expect(await to.send(first(parts), never)).toEqual({
      type: "gone",
      reason: expect.stringContaining(reason),
    });
  });

  it("tells how long to wait, and does not wait by itself", async () => {
    newsroom.fake.http.fail("POST", /messages$/, {
      type: "answer",
      status: 429,
      headers: { "retry-after": "7", "x-ratelimit-scope": "shared" },
      body: { message: "You are being rate limited.", retry_after: 7, global: false },
    });
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    const outcome = await to.send(first(parts), never);
    expect(outcome.type).toBe("retry");
    expect(outcome.type === "retry" && outcome.afterMs).toBeGreaterThanOrEqual(7_000);
  });

  it("does not know what became of it when the server fails or the answer is lost", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    newsroom.fake.http.fail("POST", /messages$/, { type: "answer", status: 503 });
    expect(await to.send(first(parts), never)).toEqual({ type: "unknown" });
    newsroom.fake.http.fail("POST", /messages$/, { type: "lose" });
    expect(await to.send(first(parts), never)).toEqual({ type: "unknown" });
  });

  it("sends nothing any more once it is called off", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    expect(await to.send(first(parts), AbortSignal.abort())).toMatchObject({ type: "retry" });
    expect(channel.messages).toEqual([]);
  });
});

describe("a forum", () => {
  const place: DiscordPlace = { channelId: FORUM_ID, forumTagByPillar: { 1: "71", 2: "72", 4: "74" } };

  it("gets a post with the digest's heading and the tags of its pillars, and the rest below", async () => {
    const reply: Reply = {
      audience: "everyone",
      blocks: [
        heading("Morning brief"),
        { type: "article", article: vetoCard, actions: [] },
        {
          type: "article",
          article: { ...vetoCard, verdict: { pillar: { number: 4, name: "Fundamental Rights" }, score: 1 } },
          actions: [],
        },
        ...longDigest.blocks,
      ],
    };
    const { to, parts } = await at(place, reply);
    for (const part of parts) expect(await to.send(part, never)).toMatchObject({ type: "sent" });
    const posts = [...newsroom.fake.channels.all.values()].filter(({ parentId }) => parentId === FORUM_ID);
    expect(posts).toMatchObject([{ name: "Morning brief", appliedTags: ["71", "74"] }]);
    expect(posts[0]?.messages).toHaveLength(parts.length);
  });

  it("is found by its first message, also when it is archived", async () => {
    const since = Date.now();
    const { to, parts } = await at(place);
    expect(await to.find(first(parts), since, never)).toEqual({ type: "absent" });
    newsroom.fake.http.fail("POST", /threads$/, { type: "lose" });
    expect(await to.send(first(parts), never)).toEqual({ type: "unknown" });
    const found = await to.find(first(parts), since, never);
    const post = [...newsroom.fake.channels.all.values()].find(({ parentId }) => parentId === FORUM_ID);
    expect(found).toEqual({ type: "sent", messageId: post?.id });
    if (post !== undefined) post.archivedAt = Date.now();
    expect(await to.find(first(parts), since, never)).toEqual(found);
  });

  it("is not read where the bot may not", async () => {
    const { to, parts } = await at(place);
    await to.send(first(parts), never);
    forum.mayReadHistory = false;
    expect(await to.find(first(parts), Date.now(), never)).toEqual({ type: "unreadable" });
  });

  it("takes no further part when its post was deleted", async () => {
    const { to, parts } = await at(place, longDigest);
    const [, second] = parts;
    expect(second && (await to.send(second, never))).toMatchObject({ type: "gone" });
  });
});

describe("finding", () => {
  it("agrees with what was posted when the answer was lost", async () => {
    const since = Date.now();
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    newsroom.fake.http.fail("POST", /messages$/, { type: "refuse" });
    expect(await to.send(first(parts), never)).toEqual({ type: "unknown" });
    expect(await to.find(first(parts), since, never)).toEqual({ type: "absent" });
    newsroom.fake.http.fail("POST", /messages$/, { type: "lose" });
    expect(await to.send(first(parts), never)).toEqual({ type: "unknown" });
    expect(await to.find(first(parts), since, never)).toEqual({
      type: "sent",
      messageId: channel.messages[0]?.id,
    });
  });

  it("looks through page after page, and not before its time", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    const since = Date.now();
    newsroom.fake.channels.chat(CHANNEL_ID, 250);
    expect(await to.find(first(parts), since, never)).toEqual({ type: "absent" });
    expect(await to.send(first(parts), never)).toMatchObject({ type: "sent" });
    expect(await to.find(first(parts), since, never)).toMatchObject({ type: "sent" });
    newsroom.fake.advance(600_000);
    expect(await to.find(first(parts), since + 600_000, never)).toEqual({ type: "absent" });
  });

  it("does not take a history that is not shown for an empty one", async () => {
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    await to.send(first(parts), never);
    channel.mayReadHistory = false;
    expect(await to.find(first(parts), Date.now(), never)).toEqual({ type: "unreadable" });
    channel.mayView = false;
    expect(await to.find(first(parts), Date.now(), never)).toEqual({ type: "unreadable" });
  });

  it("fails for a while when Discord does", async () => {
    newsroom.fake.http.fail("GET", /messages$/, { type: "answer", status: 500 }, 10);
    const { to, parts } = await at({ channelId: CHANNEL_ID });
    await expect(to.find(first(parts), Date.now(), never)).rejects.toMatchObject({
      code: "network",
      retryable: true,
    });
  });
});
