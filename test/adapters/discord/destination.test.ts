// Digests on their way into channels, threads and forums: sent once, found again, whatever became of the answer.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Delivery, Destination, Part, Place } from "../../../src/digest/destination.ts";
import { actions, command, heading, note, paragraph } from "../../../src/reply/build.ts";
import type { Inline, Reply } from "../../../src/reply/reply.ts";
import type { FakeChannel } from "../../fakes/discord/channel.ts";
import { pingsOf } from "../../fakes/discord/pings.ts";
import { CHANNEL_ID, GUILD_ID } from "../../fakes/discord/server.ts";
import { everyBlock, vetoCard } from "../../reply/samples.ts";
import { type Newsroom, openNewsroom } from "./fixture.ts";

const FORUM_ID = "300000000000000002";
const THREAD_ID = "300000000000000003";
const context = { signal: new AbortController().signal };

let newsroom: Newsroom;
let channel: FakeChannel;
let forum: FakeChannel;
let thread: FakeChannel;

beforeEach(async () => {
  newsroom = await openNewsroom({ started: false });
  const { channels } = newsroom.fake;
  channel = channels.all.get(CHANNEL_ID) ?? channels.add({ id: CHANNEL_ID, type: "text" });
  forum = channels.add({
    id: FORUM_ID,
    type: "forum",
    guildId: GUILD_ID,
    tags: ["71", "74"].map((id) => ({ id, name: id })),
  });
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

const KEY = "sub12-20240305T0700";

const endless: Reply = {
  audience: "everyone",
  blocks: Array.from({ length: 100 }, (_, n) => paragraph(`${n} ${"word ".repeat(200)}`)),
};

async function at(
  place: Omit<Place, "platform">,
  main = digest,
  rest: Omit<Delivery, "main"> = {},
): Promise<{ to: Destination; parts: readonly Part[] }> {
  const codes = await newsroom.codes.codesOf(GUILD_ID, main);
  const to = newsroom.adapter.places.open({ platform: "discord", ...place }, codes);
  return { to, parts: to.plan({ main, ...rest }, KEY) };
}

/** Sends all parts as a delivery does: the first message's id goes along once it is known. */
async function deliver(to: Destination, parts: readonly Part[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const part of parts) {
    const [firstMessageId] = ids;
    const outcome = await to.send(part, {
      ...context,
      ...(firstMessageId === undefined ? {} : { firstMessageId }),
    });
    if (outcome.type !== "sent") throw new Error(JSON.stringify(outcome));
    ids.push(outcome.messageId);
  }
  return ids;
}

const mention = (id: string): Inline => ({ type: "mention", id });

const first = (parts: readonly Part[]): Part => {
  const [part] = parts;
  if (part === undefined) throw new Error("a digest has at least one part");
  return part;
};

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
      messageId: thread.messages[0]?.id,
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
    ["is locked", () => void Object.assign(channel, { isLocked: true }), "The thread is locked."],
  ])("tells that the place %s", async (_, change, reason) => {
    change();
    const { to, parts } = await at({ channel: CHANNEL_ID });
    expect(await to.send(first(parts), context)).toEqual({
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
    const { to, parts } = await at({ channel: CHANNEL_ID });
    const outcome = await to.send(first(parts), context);
    expect(outcome.type).toBe("retry");
    expect(outcome.type === "retry" && outcome.afterMs).toBeGreaterThanOrEqual(7_000);
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
    expect(outcome).toMatchObject({ type: "retry" });
    expect(channel.messages).toEqual([]);
  });
});

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
    const strict = { ...forum, requiresTag: true };
    newsroom.fake.channels.all.set(FORUM_ID, strict);
    const untagged = await at({ ...place, forumTags: { 1: "79", 2: "74" } }, longDigest);
    expect(await untagged.to.send(first(untagged.parts), context)).toMatchObject({ type: "sent" });
    newsroom.fake.channels.all.set(FORUM_ID, forum);
    const mistagged = await at({ ...place, forumTags: { 1: "79" } });
    expect(await mistagged.to.send(first(mistagged.parts), context)).toMatchObject({ type: "sent" });
    expect(posts().map(({ appliedTags }) => appliedTags)).toEqual([["74"], []]);
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
    forum.mayReadHistory = false;
    expect(await to.find(first(parts), Date.now(), context)).toEqual({ type: "unreadable" });
  });

  it("takes no further part when its post was deleted", async () => {
    const { to, parts } = await at(place, longDigest);
    const [, second] = parts;
    expect(second && (await to.send(second, context))).toMatchObject({ type: "gone" });
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
    expect([thread, channel, direct].map(({ messages }) => messages.length)).toEqual([2, 2, 2]);
  });

  it("is asked for again when Discord does not say whether it started", async () => {
    const { to, parts } = await at({ channel: CHANNEL_ID }, head, { inThread: digest });
    const [firstMessageId = ""] = await deliver(to, parts.slice(0, 1));
    const [, second] = parts;
    if (second === undefined) throw new Error("too short");
    for (const fault of [{ type: "answer", status: 503 }, { type: "lose" }] as const) {
      newsroom.fake.http.fail("POST", /threads$/, fault);
      expect(await to.send(second, { ...context, firstMessageId })).toMatchObject({ type: "retry" });
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
      type: "gone",
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
      type: "retry",
      afterMs: 3_600_000,
    });
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
