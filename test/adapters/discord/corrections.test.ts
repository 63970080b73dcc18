// A message of a digest that is corrected where it stands in Discord: in a channel, a thread, a forum or a conversation; and
// whatever Discord answers is what becomes of it.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CorrectOutcome, Destination, Part } from "../../../src/platform/destination.ts";
import { command, heading, paragraph } from "../../../src/reply/build.ts";
import type { Inline, Reply } from "../../../src/reply/reply.ts";
import type { FakeMessage } from "../../fakes/discord/messages.ts";
import { pingsOf } from "../../fakes/discord/pings.ts";
import { CHANNEL_ID } from "../../fakes/discord/server.ts";
import { CORRECTED_CARD, POSTED_CARD, WITHDRAWN_CARD } from "../corrected-cards.ts";
import { context, type DigestRoom, deliver, FORUM_ID, openDigestRoom, THREAD_ID } from "./digest-room.ts";

let room: DigestRoom;
const { signal } = context;

const digestOf = (card: Reply["blocks"][number], ...before: Reply["blocks"]): Reply => ({
  audience: "everyone",
  blocks: [heading("Morning brief"), ...before, card],
});
const POSTED = digestOf({ ...POSTED_CARD, actions: [command("Details", "/news show 4109a1fd")] });
const CORRECTED = digestOf({ ...CORRECTED_CARD, actions: [command("Details", "/news show 4109a1fd")] });

beforeEach(async () => {
  room = await openDigestRoom();
});
afterEach(() => room.close());

interface Posted {
  readonly to: Destination;
  readonly parts: readonly Part[];
  readonly ids: readonly string[];
}

async function post(...delivery: Parameters<DigestRoom["at"]>): Promise<Posted> {
  const { to, parts } = await room.at(...delivery);
  return { to, parts, ids: await deliver(to, parts) };
}

function correct({ to, parts, ids }: Posted, n = 0, reply = CORRECTED): Promise<CorrectOutcome> | undefined {
  const [key = "", messageId = "", first = ""] = [parts[n]?.key, ids[n], ids[0]];
  const message = { key, n, messageId, ...(n === 0 ? {} : { firstMessageId: first }) };
  return to.correct?.(message, reply, { signal });
}

function standing(id: string | undefined): FakeMessage {
  const found = [...room.newsroom.fake.channels.all.values()]
    .flatMap(({ messages }) => messages)
    .find((message) => message.id === id);
  if (found === undefined) throw new Error("it does not stand");
  return found;
}

const read = ({ body: { embeds } }: FakeMessage): string =>
  embeds
    .map(({ title = "", description = "" }) => `${title}\n${description}`)
    .join("\n")
    .replaceAll("\u00a0", " ")
    .replaceAll("\\", "");

describe("a message that is corrected", () => {
  it.each([
    ["a channel", { channel: CHANNEL_ID }],
    ["a thread", { channel: CHANNEL_ID, thread: THREAD_ID }],
    ["a forum", { channel: FORUM_ID, forumTags: {} }],
  ])("says what it has to in %s, under its key, and so does the same again", async (_, place) => {
    const posted = await post(place, POSTED);
    const before = standing(posted.ids[0]).body.components;
    expect(await correct(posted)).toEqual({ type: "corrected" });
    const message = standing(posted.ids[0]);
    expect(read(message)).toContain("**corrected 14:05: ▲▲ → ●**\n**● neutral");
    expect(message.body.components).toEqual(before);
    expect(await correct(posted)).toEqual({ type: "corrected" });
    expect(standing(posted.ids[0])).toEqual({ ...message, edits: 2 });
    const [part] = posted.parts;
    if (part === undefined) throw new Error("nothing was planned");
    expect(await posted.to.find(part, Date.now() - 60_000, { signal })).toEqual({
      type: "sent",
      messageId: posted.ids[0],
    });
  });

  it("is found in the thread that its digest opened, in the channel where that could have none, and below a forum's post", async () => {
    const body = { inThread: POSTED };
    const head = digestOf(paragraph("The head."));
    const threaded = await post({ channel: CHANNEL_ID }, head, body);
    expect(await correct(threaded, 1)).toEqual({ type: "corrected" });
    expect(read(standing(threaded.ids[1]))).toContain("corrected 14:05");
    expect(read(standing(threaded.ids[0]))).not.toContain("corrected 14:05");
    room.channel.mayStartThreads = false;
    const below = await post({ channel: CHANNEL_ID }, head, body);
    expect(standing(below.ids[1]).channelId).toBe(CHANNEL_ID);
    expect(await correct(below, 1)).toEqual({ type: "corrected" });
    const inForum = await post({ channel: FORUM_ID, forumTags: {} }, head, body);
    expect(await correct(inForum, 1)).toEqual({ type: "corrected" });
    expect(read(standing(inForum.ids[1]))).toContain("corrected 14:05");
  });

  it("shows what was withdrawn in the colour of what has no verdict", async () => {
    const posted = await post({ channel: CHANNEL_ID }, POSTED);
    const [before] = standing(posted.ids[0]).body.embeds.slice(-1);
    expect(await correct(posted, 0, digestOf(WITHDRAWN_CARD))).toEqual({ type: "corrected" });
    const [after] = standing(posted.ids[0]).body.embeds.filter(({ color }) => color !== undefined);
    expect(read(standing(posted.ids[0]))).toContain("**withdrawn 14:05: no longer in the data**");
    expect(after?.color).toBe(0x8a8f98);
    expect(before?.color).not.toBe(0x8a8f98);
  });

  it("pings nobody again", async () => {
    const mention: Inline = { type: "mention", id: "77" };
    const posted = await post({ channel: CHANNEL_ID }, digestOf(POSTED_CARD, paragraph(mention)));
    expect(pingsOf(standing(posted.ids[0]).body)).toEqual(["77"]);
    const reply = digestOf(CORRECTED_CARD, paragraph(mention));
    expect(await correct(posted, 0, reply)).toEqual({ type: "corrected" });
    expect(pingsOf(standing(posted.ids[0]).body)).toEqual([]);
    expect(standing(posted.ids[0]).body.content).toBe("<@77>");
  });

  it("is gone when it, its thread or its channel was deleted", async () => {
    const posted = await post({ channel: CHANNEL_ID }, POSTED);
    room.channel.messages.splice(0);
    expect(await correct(posted)).toEqual({ type: "gone" });
    const threaded = await post({ channel: CHANNEL_ID }, POSTED, { inThread: POSTED });
    room.newsroom.fake.channels.remove(threaded.ids[0] ?? "");
    expect(await correct(threaded, 1)).toEqual({ type: "gone" });
    room.newsroom.fake.channels.remove(CHANNEL_ID);
    expect(await correct(threaded)).toEqual({ type: "gone" });
  });

  it("stays as it is in an archived thread, which is not opened for it", async () => {
    const posted = await post({ channel: CHANNEL_ID, thread: THREAD_ID }, POSTED);
    room.thread.archivedAt = 1;
    expect(await correct(posted)).toEqual({ type: "never", reason: "The thread is archived." });
    expect(room.thread.archivedAt).toBe(1);
  });

  it("stays as it is where the bot has no access, and is nobody else's", async () => {
    const posted = await post({ channel: CHANNEL_ID }, POSTED);
    room.newsroom.fake.channels.chat(CHANNEL_ID, 1);
    const others = room.channel.messages.at(-1)?.id ?? "";
    expect(await correct({ ...posted, ids: [others] })).toEqual({
      type: "never",
      reason: "The bot may not change the message.",
    });
    room.channel.mayView = false;
    expect(await correct(posted)).toMatchObject({ type: "never" });
  });

  it("is never cut: what takes more than one message is not corrected", async () => {
    const posted = await post({ channel: CHANNEL_ID }, POSTED);
    const long = Array.from({ length: 12 }, (_, n) => paragraph(`${n} ${"word ".repeat(200)}`));
    expect(await correct(posted, 0, { audience: "everyone", blocks: long })).toMatchObject({ type: "never" });
    expect(standing(posted.ids[0]).edits).toBeUndefined();
  });

  it.each([
    [{ type: "lose" }, { type: "unknown" }],
    [{ type: "answer", status: 503 }, { type: "unknown" }],
    [
      { type: "answer", status: 401, body: { code: 0, message: "401: Unauthorized" } },
      { type: "later", afterMs: 600_000 },
    ],
    [
      { type: "answer", status: 429, body: { code: 30046, message: "Maximum number of edits" } },
      { type: "later" },
    ],
    [{ type: "answer", status: 400, body: { code: 50035, message: "Invalid Form Body" } }, { type: "never" }],
  ] as const)("%j is %j", async (fault, outcome) => {
    const posted = await post({ channel: CHANNEL_ID }, POSTED);
    room.newsroom.fake.http.fail("PATCH", /messages/, fault);
    expect(await correct(posted)).toMatchObject(outcome);
  });
});
