// Digests that become posts of a forum, or open a thread under their first message.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { heading } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import type { FakeChannel } from "../../fakes/discord/channel.ts";
import { CHANNEL_ID } from "../../fakes/discord/server.ts";
import { vetoCard } from "../../reply/samples.ts";
import {
  context,
  type DigestRoom,
  deliver,
  digest,
  FORUM_ID,
  first,
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

describe("a forum", () => {
  const posts = (): readonly FakeChannel[] =>
    [...newsroom.fake.channels.all.values()].filter(({ parentId }) => parentId === FORUM_ID);
  const place = { channel: FORUM_ID, forumTags: { 1: "71", 2: "72", 4: "74" } };

  it("gets a post with the digest's heading and the tags of its pillars, and the rest below", async () => {
    const blocks = [heading("Morning brief"), ...longDigest.blocks];
    const { to, parts } = await at(place, { audience: "everyone", blocks }, { pillars: [4, 8, 1] });
    const ids = await deliver(to, parts);
    expect(posts()).toMatchObject([{ id: ids[0], name: "Morning brief", appliedTags: ["74", "71"] }]);
    expect(posts()[0]?.messages.map(({ id }) => id)).toEqual(ids);
  });

  it("takes what belongs into a thread into the same post", async () => {
    const inThread: Reply = {
      audience: "everyone",
      blocks: [{ type: "article", article: vetoCard, actions: [] }],
    };
    const { to, parts } = await at(
      place,
      { audience: "everyone", blocks: [heading("Brief")] },
      { inThread, pillars: [1] },
    );
    await deliver(to, parts);
    expect(posts()).toMatchObject([{ name: "Brief", appliedTags: ["71"] }]);
    expect(posts()[0]?.messages).toHaveLength(2);
  });

  it("is not looked for when its first message is known, and is when it is not", async () => {
    const { to, parts } = await at(place, longDigest);
    const [firstMessageId = ""] = await deliver(to, parts.slice(0, 1));
    const asked = newsroom.fake.http.requests.length;
    const [, second, third] = parts;
    if (second === undefined || third === undefined) throw new Error("too short");
    expect(await to.send(second, { ...context, firstMessageId })).toMatchObject({ type: "sent" });
    expect(newsroom.fake.http.requests.slice(asked).map(({ method }) => method)).toEqual(["POST"]);
    expect(await to.send(third, context)).toMatchObject({ type: "sent" });
    expect(posts()[0]?.messages).toHaveLength(3);
  });

  it("that wants a tag gets one though none fits, and does without one that it has no more", async () => {
    const strict = { ...room.forum, requiresTag: true };
    newsroom.fake.channels.all.set(FORUM_ID, strict);
    const untagged = await at({ ...place, forumTags: { 1: "79", 2: "74" } }, longDigest);
    expect(await untagged.to.send(first(untagged.parts), context)).toMatchObject({ type: "sent" });
    newsroom.fake.channels.all.set(FORUM_ID, room.forum);
    const mistagged = await at({ ...place, forumTags: { 1: "79" } });
    expect(await mistagged.to.send(first(mistagged.parts), context)).toMatchObject({ type: "sent" });
    expect(posts().map(({ appliedTags }) => appliedTags)).toEqual([["74"], []]);
  });

  it("whose tags were replaced gets those of its pillars as they are called now", async () => {
    const { to, parts } = await at(place, digest, { pillars: [4] });
    const tags = [
      { id: "91", name: "p4" },
      { id: "92", name: "gossip" },
    ];
    newsroom.fake.channels.all.set(FORUM_ID, { ...room.forum, tags });
    expect(await to.send(first(parts), context)).toMatchObject({ type: "sent" });
    expect(posts().map(({ appliedTags }) => appliedTags)).toEqual([["91"]]);
  });

  it("that wants a tag since, and has none for a pillar, says what it wants", async () => {
    const { to, parts } = await at({ channel: FORUM_ID, forumTags: {} });
    const tags = [{ id: "92", name: "gossip" }];
    newsroom.fake.channels.all.set(FORUM_ID, { ...room.forum, tags, requiresTag: true });
    expect(await to.send(first(parts), context)).toEqual({
      type: "never",
      reason: expect.stringContaining("none that the bot may use is named after a pillar"),
    });
    expect(posts()).toEqual([]);
  });

  it("is found by its first message, also when it is archived", async () => {
    const since = Date.now();
    const { to, parts } = await at(place);
    expect(await to.find(first(parts), since, context)).toEqual({ type: "absent" });
    newsroom.fake.http.fail("POST", /threads$/, { type: "lose" });
    expect(await to.send(first(parts), context)).toEqual({ type: "unknown" });
    const found = await to.find(first(parts), since, context);
    const [post] = posts();
    expect(found).toEqual({ type: "sent", messageId: post?.id });
    if (post !== undefined) post.archivedAt = Date.now();
    expect(await to.find(first(parts), since, context)).toEqual(found);
  });

  it("is not read where the bot may not", async () => {
    const { to, parts } = await at(place);
    await to.send(first(parts), context);
    room.forum.mayReadHistory = false;
    expect(await to.find(first(parts), Date.now(), context)).toEqual({ type: "unreadable" });
  });

  it("takes no further part when its post was deleted", async () => {
    const { to, parts } = await at(place, longDigest);
    const [, second] = parts;
    expect(second && (await to.send(second, context))).toMatchObject({ type: "never" });
  });
});

describe("a thread under the first message", () => {
  const head: Reply = {
    audience: "everyone",
    blocks: [heading(`Morning brief ${"of the day ".repeat(12)}`)],
  };
  const firstOf = (): string => channel.messages[0]?.id ?? "";
  const below = (): FakeChannel | undefined => newsroom.fake.channels.all.get(firstOf());

  it("is started once, with the digest's heading as its name, and holds the rest", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: longDigest });
    expect(parts.length).toBeGreaterThan(2);
    const ids = await deliver(to, parts);
    expect(channel.messages.map(({ id }) => id)).toEqual(ids.slice(0, 1));
    expect(below()?.messages.map(({ id }) => id)).toEqual(ids.slice(1));
    expect(below()?.name).toHaveLength(100);
    expect(below()?.name).toMatch(/^Morning brief of the day .*…$/);
    const starts = newsroom.fake.http.requests.filter(({ path }) => path.endsWith("/threads"));
    expect(starts).toHaveLength(1);
  });

  it("that an earlier run has started already is gone on with", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: longDigest });
    await deliver(to, parts.slice(0, 2));
    const again = await at({ channel: CHANNEL_ID }, head, { inThread: longDigest });
    const [, , third] = again.parts;
    if (third === undefined) throw new Error("too short");
    const outcome = await again.to.send(third, { ...context, firstMessageId: firstOf() });
    expect(outcome).toMatchObject({ type: "sent" });
    expect(below()?.messages).toHaveLength(2);
  });

  it("is found by its first message's key where nobody knows the id", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: digest });
    const [one, two] = parts;
    if (one === undefined || two === undefined) throw new Error("too short");
    await to.send(one, context);
    expect(await to.send(two, context)).toMatchObject({ type: "sent" });
    expect(below()?.messages).toHaveLength(1);
    expect(await to.find(two, Date.now(), context)).toEqual({
      type: "sent",
      messageId: below()?.messages[0]?.id,
    });
  });

  it("simply follows in a thread, and where a place has no threads", async () => {
    channel.mayStartThreads = false;
    const direct = newsroom.fake.channels.add({ id: "940", type: "direct", recipientId: "40" });
    for (const place of [
      { channel: CHANNEL_ID, thread: THREAD_ID },
      { channel: CHANNEL_ID },
      { channel: direct.id },
    ]) {
      const since = Date.now();
      const { to, parts } = await at(place, head, { inThread: digest });
      const [firstMessageId = "", last] = await deliver(to, parts);
      const [, second] = parts;
      if (second === undefined) throw new Error("too short");
      const found = await to.find(second, since, { ...context, firstMessageId });
      expect(found).toEqual({ type: "sent", messageId: last });
    }
    expect([room.thread, channel, direct].map(({ messages }) => messages.length)).toEqual([2, 2, 2]);
  });

  it("is asked for again when Discord does not say whether it started", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: digest });
    const [firstMessageId = ""] = await deliver(to, parts.slice(0, 1));
    const [, second] = parts;
    if (second === undefined) throw new Error("too short");
    for (const fault of [{ type: "answer", status: 503 }, { type: "lose" }] as const) {
      newsroom.fake.http.fail("POST", /threads$/, fault);
      expect(await to.send(second, { ...context, firstMessageId })).toMatchObject({ type: "later" });
    }
    expect(await to.send(second, { ...context, firstMessageId })).toMatchObject({ type: "sent" });
    expect(below()?.messages).toHaveLength(1);
  });

  it.each([
    [
      "its message was deleted",
      () => void channel.messages.splice(0),
      "The digest's first message was deleted",
    ],
    ["it is locked", () => void Object.assign(below() ?? {}, { isLocked: true }), "The thread is locked."],
    ["its channel was deleted", () => newsroom.fake.channels.remove(CHANNEL_ID), "The channel or thread was"],
  ])("takes nothing when %s", async (_, change, reason) => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: longDigest });
    const [one, two, three] = parts;
    if (one === undefined || two === undefined || three === undefined) throw new Error("too short");
    const [firstMessageId = ""] = await deliver(to, reason.includes("locked") ? [one, two] : [one]);
    change();
    expect(await to.send(three, { ...context, firstMessageId })).toEqual({
      type: "never",
      reason: expect.stringContaining(reason),
    });
  });

  it("goes on when it was archived meanwhile", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: longDigest });
    await deliver(to, parts.slice(0, 2));
    Object.assign(below() ?? {}, { archivedAt: Date.now() });
    const [, , third] = parts;
    expect(third && (await to.send(third, { ...context, firstMessageId: firstOf() }))).toMatchObject({
      type: "sent",
    });
    expect(below()?.archivedAt).toBeUndefined();
  });

  it("follows below its head where an announcement channel takes no more threads", async () => {
    const since = Date.now();
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: digest });
    newsroom.fake.http.fail("POST", /threads$/, {
      type: "answer",
      status: 400,
      body: { code: 160007, message: "Maximum number of active announcement threads reached" },
    });
    const ids = await deliver(to, parts);
    expect(channel.messages.map(({ id }) => id)).toEqual(ids);
    const [firstMessageId = "", second] = ids;
    const [, part] = parts;
    expect(part && (await to.find(part, since, { ...context, firstMessageId }))).toEqual({
      type: "sent",
      messageId: second,
    });
  });

  it("waits an hour where the server has too many open threads", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: digest });
    const [firstMessageId = ""] = await deliver(to, parts.slice(0, 1));
    newsroom.fake.http.fail("POST", /threads$/, {
      type: "answer",
      status: 400,
      body: { code: 160006, message: "Maximum number of active threads reached" },
    });
    const [, second] = parts;
    expect(second && (await to.send(second, { ...context, firstMessageId }))).toEqual({
      type: "later",
      afterMs: 3_600_000,
    });
  });
});
