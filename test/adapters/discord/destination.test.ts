// Digests on their way into a channel: sent once, found again, whatever became of the answer.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actions, command, note, paragraph } from "../../../src/reply/build.ts";
import type { Inline, Reply } from "../../../src/reply/reply.ts";
import type { FakeChannel } from "../../fakes/discord/channel.ts";
import { pingsOf } from "../../fakes/discord/pings.ts";
import { CHANNEL_ID } from "../../fakes/discord/server.ts";
import {
  context,
  type DigestRoom,
  deliver,
  digest,
  FORUM_ID,
  first,
  KEY,
  longDigest,
  openDigestRoom,
  THREAD_ID,
} from "./digest-room.ts";
import type { Newsroom } from "./fixture.ts";

let room: DigestRoom;
let newsroom: Newsroom;
let channel: FakeChannel;
const at: DigestRoom["at"] = (...delivery) => room.at(...delivery);

beforeEach(async () => {
  room = await openDigestRoom();
  ({ newsroom, channel } = room);
});
afterEach(() => room.close());

const endless: Reply = {
  audience: "everyone",
  blocks: Array.from({ length: 100 }, (_, n) => paragraph(`${n} ${"word ".repeat(200)}`)),
};

const mention = (id: string): Inline => ({ type: "mention", id });

describe("planning", () => {
  it("is pure and gives every message its own key, in the nonce's length", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, longDigest);
    expect(parts.length).toBeGreaterThan(1);
    expect(new Set(parts.map(({ key }) => key)).size).toBe(parts.length);
    expect(to.plan({ main: longDigest }, KEY)).toEqual(parts);
    expect(newsroom.fake.http.requests).toEqual([]);
  });

  it.each(["d-20240305T07-12", "a-delivery-key-that-is-much-too-long"])(
    "keeps to ten messages, each with a key of its own of 25 characters: %s",
    async (deliveryKey) => {
      const { to } = await at({ channel: CHANNEL_ID });
      for (const main of [digest, endless]) {
        const parts = to.plan({ main, inThread: endless }, deliveryKey);
        expect(parts).toHaveLength(10);
        expect(parts.map(({ n }) => n)).toEqual(parts.map((_, index) => index));
        expect(new Set(parts.map(({ key }) => key)).size).toBe(10);
        for (const { key } of parts) expect(key.length).toBeLessThanOrEqual(25);
        expect(parts.at(-1)?.payload).toContain("left out: ask for fewer.");
      }
    },
  );

  it("puts the key into a button that still works", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID });
    await to.send(first(parts), context);
    const [message] = channel.messages;
    const [button] = message?.body.components[0]?.components ?? [];
    expect(button?.custom_id).toBe(`k1:${first(parts).key}|c1:/news show 4109a1fd`);
    await newsroom.adapter.start();
    const pressed = newsroom.fake.press({ id: "1" }, button?.custom_id ?? "");
    await newsroom.answered(pressed);
    // Whether or not this newsroom has the command, its answer names what was pressed.
    expect(newsroom.textOf(pressed)).toContain("4109a1fd");
  });

  it("numbers parts without a button", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, longDigest);
    for (const part of parts) await to.send(part, context);
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
    const { to, parts } = await at({ channel: CHANNEL_ID }, reply);
    expect(await to.send(first(parts), context)).toMatchObject({ type: "sent" });
    expect(await to.find(first(parts), Date.now(), context)).toMatchObject({ type: "sent" });
  });
});

describe("sending", () => {
  it("posts into a channel or its thread, and pings nobody", async () => {
    const inChannel = await at({ channel: CHANNEL_ID });
    const inThread = await at({ channel: CHANNEL_ID, thread: THREAD_ID });
    expect(await inChannel.to.send(first(inChannel.parts), context)).toEqual({
      type: "sent",
      messageId: channel.messages[0]?.id,
    });
    expect(await inThread.to.send(first(inThread.parts), context)).toEqual({
      type: "sent",
      messageId: room.thread.messages[0]?.id,
    });
    expect(channel.messages[0]?.body.allowed_mentions).toEqual({ parse: [] });
  });

  it("posts once though it is told to twice", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID });
    const outcomes = [await to.send(first(parts), context), await to.send(first(parts), context)];
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect(channel.messages).toHaveLength(1);
  });

  it.each([
    ["was deleted", () => newsroom.fake.channels.remove(CHANNEL_ID), "The channel or thread was deleted."],
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
    ["is locked", () => void Object.assign(room.thread, { isLocked: true }), "The thread is locked."],
    [
      "is a forum now",
      () => void Object.assign(channel, { type: "forum" }),
      "#rule-of-law is another kind of channel now.",
    ],
  ])("tells that the place %s", async (what, change, reason) => {
    change();
    const thread = what === "is locked" ? { thread: THREAD_ID } : {};
    const { to, parts } = await at({ channel: CHANNEL_ID, ...thread });
    expect(await to.send(first(parts), context)).toEqual({
      type: "never",
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
    const { to, parts } = await at({ channel: CHANNEL_ID });
    const outcome = await to.send(first(parts), context);
    expect(outcome.type).toBe("later");
    expect(outcome.type === "later" && outcome.afterMs).toBeGreaterThanOrEqual(7_000);
  });

  it("does not know what became of it when the server fails or the answer is lost", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID });
    newsroom.fake.http.fail("POST", /messages$/, { type: "answer", status: 503 });
    expect(await to.send(first(parts), context)).toEqual({ type: "unknown" });
    newsroom.fake.http.fail("POST", /messages$/, { type: "lose" });
    expect(await to.send(first(parts), context)).toEqual({ type: "unknown" });
  });

  it("sends nothing any more once it is called off", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID });
    const outcome = await to.send(first(parts), { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ type: "later" });
    expect(channel.messages).toEqual([]);
  });
});

describe("who is pinged", () => {
  const GROUP = "&500000000000000007";

  it("is told in the first message alone", async () => {
    const pinged: Reply = {
      audience: "everyone",
      blocks: [paragraph(mention(GROUP), " ", mention("here")), ...longDigest.blocks],
    };
    const { to, parts } = await at({ channel: CHANNEL_ID }, pinged);
    await deliver(to, parts);
    expect(channel.messages.map(({ body }) => pingsOf(body))).toEqual([
      [GROUP, "here"],
      ...parts.slice(1).map(() => []),
    ]);
    expect(channel.messages.map(({ body }) => body.content)).toEqual([
      "<@&500000000000000007> @here",
      ...parts.slice(1).map(() => undefined),
    ]);
  });

  it("is told in a forum's post, too", async () => {
    const place = { channel: FORUM_ID, forumTags: {} };
    const { to, parts } = await at(place, { audience: "everyone", blocks: [paragraph(mention("77"))] });
    const [id = ""] = await deliver(to, parts);
    const [opening] = newsroom.fake.channels.all.get(id)?.messages ?? [];
    expect(opening && pingsOf(opening.body)).toEqual(["77"]);
  });

  it("leaves room for the key in a message that has nothing else but buttons", async () => {
    const reply: Reply = {
      audience: "everyone",
      blocks: [
        paragraph(mention("77")),
        actions(
          ...Array.from({ length: 25 }, (_, n) => command(`B${n}`, `/news search ${"x".repeat(70)}${n}`)),
        ),
      ],
    };
    const { to, parts } = await at({ channel: CHANNEL_ID }, reply);
    await deliver(to, parts);
    expect(await to.find(first(parts), Date.now(), context)).toMatchObject({ type: "sent" });
  });
});

describe("finding", () => {
  it("agrees with what was posted when the answer was lost", async () => {
    const since = Date.now();
    const { to, parts } = await at({ channel: CHANNEL_ID });
    newsroom.fake.http.fail("POST", /messages$/, { type: "refuse" });
    expect(await to.send(first(parts), context)).toEqual({ type: "unknown" });
    expect(await to.find(first(parts), since, context)).toEqual({ type: "absent" });
    newsroom.fake.http.fail("POST", /messages$/, { type: "lose" });
    expect(await to.send(first(parts), context)).toEqual({ type: "unknown" });
    expect(await to.find(first(parts), since, context)).toEqual({
      type: "sent",
      messageId: channel.messages[0]?.id,
    });
  });

  it("looks through page after page, and not before its time", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID });
    const since = Date.now();
    newsroom.fake.channels.chat(CHANNEL_ID, 250);
    expect(await to.find(first(parts), since, context)).toEqual({ type: "absent" });
    expect(await to.send(first(parts), context)).toMatchObject({ type: "sent" });
    expect(await to.find(first(parts), since, context)).toMatchObject({ type: "sent" });
    newsroom.fake.advance(600_000);
    expect(await to.find(first(parts), since + 600_000, context)).toEqual({ type: "absent" });
  });

  it("does not take a history that is not shown for an empty one", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID });
    await to.send(first(parts), context);
    channel.mayReadHistory = false;
    expect(await to.find(first(parts), Date.now(), context)).toEqual({ type: "unreadable" });
    channel.mayView = false;
    expect(await to.find(first(parts), Date.now(), context)).toEqual({ type: "unreadable" });
  });

  it("knows that nothing is left where the channel was deleted", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID });
    await to.send(first(parts), context);
    newsroom.fake.channels.remove(CHANNEL_ID);
    expect(await to.find(first(parts), Date.now(), context)).toEqual({ type: "absent" });
  });

  it("does not read on for ever", async () => {
    newsroom.fake.channels.chat(CHANNEL_ID, 2_001);
    const { to, parts } = await at({ channel: CHANNEL_ID });
    expect(await to.find(first(parts), Date.now(), context)).toEqual({ type: "unreadable" });
  });

  it("gives up when it is called off, whatever Discord does", async () => {
    const silence = Promise.withResolvers<void>();
    newsroom.fake.http.fail("GET", /messages$/, { type: "hang", until: silence.promise });
    newsroom.fake.http.fail("POST", /messages$/, { type: "hang", until: silence.promise });
    const { to, parts } = await at({ channel: CHANNEL_ID });
    const calledOff = new AbortController();
    const found = to.find(first(parts), Date.now(), { signal: calledOff.signal });
    const outcome = to.send(first(parts), { signal: calledOff.signal });
    await newsroom.fake.until(() => newsroom.fake.http.hanging() === 2);
    calledOff.abort();
    await expect(found).rejects.toMatchObject({ code: "network", retryable: true });
    expect(await outcome).toEqual({ type: "unknown" });
    silence.resolve();
  });

  it("fails for a while when Discord does", async () => {
    newsroom.fake.http.fail("GET", /messages$/, { type: "answer", status: 500 }, 10);
    const { to, parts } = await at({ channel: CHANNEL_ID });
    await expect(to.find(first(parts), Date.now(), context)).rejects.toMatchObject({
      code: "network",
      retryable: true,
    });
  });
});
