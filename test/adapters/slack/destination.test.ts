// Digests' way out: planned once, sent once, found again after a lost answer.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Delivery, Destination, Part } from "../../../src/platform/destination.ts";
import { actions, command, paragraph, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import type { FakeMessage } from "../../fakes/slack/workspace.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";

let bot: AdapterUnderTest;
const context = { signal: new AbortController().signal };
const since = Date.UTC(2024, 2, 7, 8, 59);

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

const digest: Reply = { audience: "everyone", blocks: [paragraph("Morning brief")] };
const longReply = (stories: number): Reply => ({
  audience: "everyone",
  blocks: Array.from({ length: stories }, (_, index) => paragraph(`Story ${index}`)),
});
const long: Delivery = { main: longReply(120) };
const withThread: Delivery = { main: digest, inThread: longReply(120) };

const KEY = "sub12.2024-03-07";

function place(channel = "C0NEWS", thread?: string, codes = new Map<string, string>()): Destination {
  const at = { platform: "slack", channel, ...(thread === undefined ? {} : { thread }) };
  return bot.adapter.places.open(at, codes);
}

function planned(delivery: Delivery, key = KEY): readonly [Part, ...Part[]] {
  const [first, ...others] = place().plan(delivery, key);
  if (first === undefined) throw new Error("no parts");
  return [first, ...others];
}

const onlyPart = (): Part => planned({ main: digest })[0];

/** A message of somebody. */
function talk(text: string, threadTs?: string): FakeMessage {
  return bot.slack.workspace.add({
    channel: "C0NEWS",
    via: "chat.postMessage",
    text,
    blocks: [{ type: "divider" }],
    ...(threadTs === undefined ? {} : { threadTs }),
  });
}

function talkMuch(messages: number, threadTs?: string): void {
  for (let index = 0; index < messages; index += 1) talk(`talk ${index}`, threadTs);
}

/** Sends all parts, each knowing what the first became. */
async function sendAll(to: Destination, parts: readonly Part[]): Promise<readonly string[]> {
  const sent: string[] = [];
  for (const part of parts) {
    const [firstMessageId] = sent;
    const outcome = await to.send(part, {
      ...context,
      ...(firstMessageId === undefined ? {} : { firstMessageId }),
    });
    if (outcome.type !== "sent") throw new Error(outcome.type);
    sent.push(outcome.messageId);
  }
  return sent;
}

const posted = (): readonly FakeMessage[] =>
  bot.slack.workspace.messages.filter(({ text }) => !text.startsWith("talk"));

describe("planning", () => {
  it("makes the same messages each time, each with its own key as its last block_id", () => {
    const parts = planned(long);
    expect(parts.length).toBeGreaterThan(2);
    expect(planned(long)).toEqual(parts);
    expect(parts.map(({ key, n }) => [key, n])).toEqual(
      parts.map((_, n) => [n === 0 ? KEY : `${KEY}.${n}`, n]),
    );
    for (const { key, payload } of parts)
      expect(JSON.parse(payload).message.blocks.at(-1).block_id).toBe(key);
  });

  it("keeps twenty messages at most, with short keys, and leaves one for the thread", () => {
    for (const delivery of [
      { main: longReply(2_000) },
      { main: longReply(2_000), inThread: longReply(2_000) },
    ]) {
      const parts = planned(delivery, "k".repeat(16));
      expect(parts).toHaveLength(20);
      expect(parts.map(({ n }) => n)).toEqual(parts.map((_, n) => n));
      expect(new Set(parts.map(({ key }) => key)).size).toBe(20);
      for (const { key } of parts) expect(key.length).toBeLessThanOrEqual(25);
      expect(JSON.stringify(parts.at(-1))).toContain("did not fit here");
    }
  });

  it("refuses a key that is too long", () => {
    expect(() => planned({ main: digest }, "x".repeat(26))).toThrow("delivery key");
  });

  it("gives buttons their codes, and says in words what has none", () => {
    const main = privately(actions(command("Edit", "/digest edit a"), command("Mute", "/digest mute b")));
    const codes = new Map([["/digest edit a", "c1:/digest edit a"]]);
    const [part] = place("C0NEWS", undefined, codes).plan({ main }, "k");
    const { message } = JSON.parse(part?.payload ?? "");
    expect(message.blocks[0].elements).toHaveLength(1);
    expect(readBlock(message.blocks[1]).text).toBe("Mute: /digest mute b");
  });
});

describe("sending", () => {
  it("posts in the channel, and tells the message's id", async () => {
    const sent = await place().send(onlyPart(), context);
    expect(sent).toEqual({ type: "sent", messageId: posted()[0]?.ts });
    expect(posted()[0]?.threadTs).toBeUndefined();
  });

  it("puts what belongs in the thread under the first message", async () => {
    const parts = planned(withThread);
    const [first] = await sendAll(place(), parts);
    expect(parts.length).toBeGreaterThan(3);
    expect(posted().map(({ threadTs }) => threadTs)).toEqual(
      parts.map((_, n) => (n === 0 ? undefined : first)),
    );
  });

  it("puts all of it into the thread where the place is one", async () => {
    const { ts } = talk("talk");
    await sendAll(place("C0NEWS", ts), planned(withThread));
    expect(posted().length).toBeGreaterThan(3);
    for (const { threadTs } of posted()) expect(threadTs).toBe(ts);
  });

  it("pings whom the digest mentions", async () => {
    bot.slack.mayPing.add("U0MEMBER");
    const main: Reply = {
      ...digest,
      blocks: [paragraph({ type: "mention", id: "U0MEMBER" }, " Morning brief")],
    };
    await sendAll(place(), planned({ main }));
    expect(JSON.stringify(posted()[0]?.blocks)).toContain("<@U0MEMBER>");
    expect(posted()[0]?.text).toBe("Morning brief");
  });

  it.each([
    ["C0OTHER", "not in the channel"],
    ["C0NOWHERE", "does not exist any more, or the bot is not in it"],
  ])("to a place that takes nothing is gone: %s", async (channel, reason) => {
    const outcome = await place(channel).send(onlyPart(), context);
    expect(outcome).toEqual({ type: "never", reason: expect.stringContaining(reason) });
  });

  it("to an archived channel is gone", async () => {
    bot.slack.workspace.addChannel({ id: "C0OLD", kind: "public", name: "old", isArchived: true });
    expect(await place("C0OLD").send(onlyPart(), context)).toEqual({
      type: "never",
      reason: "The channel is archived.",
    });
  });

  it.each([
    [{ status: 429, retryAfterSeconds: 7 } as const, { type: "later", afterMs: 7_000 }],
    [{ error: "service_unavailable" } as const, { type: "later", afterMs: 30_000 }],
    [{ error: "is_archived" } as const, { type: "never", reason: "The channel is archived." }],
    [
      { error: "thread_not_found" } as const,
      { type: "never", reason: "The thread does not exist any more." },
    ],
    [{ error: "account_inactive" } as const, { type: "later", afterMs: 600_000 }],
    [{ error: "token_revoked" } as const, { type: "later", afterMs: 600_000 }],
    [{ error: "missing_scope" } as const, { type: "later", afterMs: 600_000 }],
    [{ error: "fatal_error" } as const, { type: "unknown" }],
    [{ status: 500 } as const, { type: "unknown" }],
    [{ status: 503 } as const, { type: "unknown" }],
    [{ lost: true } as const, { type: "unknown" }],
  ])("meets %j", async (fault, outcome) => {
    bot.slack.fail("chat.postMessage", fault);
    expect(await place().send(onlyPart(), context)).toEqual(outcome);
    expect(bot.slack.calls.get("chat.postMessage")).toBe(1);
  });

  it("to a Slack that is away is tried later", async () => {
    await bot.close();
    bot = await startAdapter({ isIdle: true });
    const part = onlyPart();
    await bot.slack.close();
    expect(await place().send(part, context)).toEqual({ type: "later", afterMs: 30_000 });
  });

  it("that is given up is unknown, and what was given up before is not sent", async () => {
    const hanging = bot.slack.hang("chat.postMessage");
    const giveUp = new AbortController();
    const outcome = place().send(onlyPart(), giveUp);
    await bot.slack.until(() => hanging.count() === 1);
    giveUp.abort();
    expect(await outcome).toEqual({ type: "unknown" });
    hanging.release();
    expect(await place().send(onlyPart(), giveUp)).toEqual({ type: "later", afterMs: 30_000 });
    expect(bot.slack.calls.get("chat.postMessage")).toBe(1);
  });
});

describe("a thread whose first message was deleted", () => {
  const gone = { type: "never", reason: "The thread does not exist any more." };

  it("takes nothing, and nothing stays in the channel instead", async () => {
    const { ts } = talk("talk");
    bot.slack.workspace.remove(ts);
    expect(await place("C0NEWS", ts).send(onlyPart(), context)).toEqual(gone);
    expect(
      await place().send(planned(withThread)[1] ?? onlyPart(), { ...context, firstMessageId: ts }),
    ).toEqual(gone);
    expect(bot.slack.workspace.messages).toEqual([]);
  });

  it("takes nothing, also when the answer to taking back is lost", async () => {
    bot.slack.fail("chat.delete", { lost: true });
    expect(await place("C0NEWS", "1709802000.000099").send(onlyPart(), context)).toEqual(gone);
    expect(bot.slack.workspace.messages).toEqual([]);
  });

  it("has what it took when that cannot be taken back from the channel", async () => {
    bot.slack.fail("chat.delete", { error: "cant_delete_message" });
    const outcome = await place("C0NEWS", "1709802000.000099").send(onlyPart(), context);
    expect(outcome).toEqual({ type: "sent", messageId: posted()[0]?.ts });
  });

  it("lives on when it had replies", async () => {
    const [first, second, third] = planned(withThread);
    if (second === undefined || third === undefined) throw new Error("too short");
    const [firstMessageId = "", secondId] = await sendAll(place(), [first, second]);
    bot.slack.workspace.remove(firstMessageId);
    const of = { ...context, firstMessageId };
    expect(await place().send(third, of)).toMatchObject({ type: "sent" });
    expect(posted().at(-1)?.threadTs).toBe(firstMessageId);
    expect(await place().find(second, since, of)).toEqual({ type: "sent", messageId: secondId });
    expect(await place().find(first, since, context)).toEqual({ type: "absent" });
  });

  it("has nothing, unless Slack put it into the channel and the answer was lost", async () => {
    const { ts } = talk("talk");
    bot.slack.workspace.remove(ts);
    const to = place("C0NEWS", ts);
    expect(await to.find(onlyPart(), since, context)).toEqual({ type: "absent" });
    bot.slack.fail("chat.postMessage", { lost: true });
    expect(await to.send(onlyPart(), context)).toEqual({ type: "unknown" });
    expect(await to.find(onlyPart(), since, context)).toEqual({ type: "sent", messageId: posted()[0]?.ts });
  });
});

describe("finding", () => {
  it("agrees with sending after a lost answer, in channel and thread", async () => {
    for (const [threadTs, key] of [
      [undefined, "lost1"],
      [talk("talk").ts, "lost2"],
    ] as const) {
      const to = place("C0NEWS", threadTs);
      const [first, second] = planned(long, key);
      if (second === undefined) throw new Error("too short");
      expect(await to.find(first, since, context)).toEqual({ type: "absent" });
      bot.slack.fail("chat.postMessage", { lost: true });
      expect(await to.send(first, context)).toEqual({ type: "unknown" });
      expect(await to.find(first, since, context)).toEqual({ type: "sent", messageId: posted().at(-1)?.ts });
      expect(await to.find(second, since, context)).toEqual({ type: "absent" });
    }
  });

  it("looks under the first message for what belongs in its thread", async () => {
    const [first, second, third] = planned(withThread);
    if (second === undefined || third === undefined) throw new Error("too short");
    const [firstMessageId = ""] = await sendAll(place(), [first]);
    talkMuch(20, firstMessageId);
    bot.slack.fail("chat.postMessage", { lost: true });
    const of = { ...context, firstMessageId };
    expect(await place().send(second, of)).toEqual({ type: "unknown" });
    expect(await place().find(second, since, of)).toEqual({ type: "sent", messageId: posted().at(-1)?.ts });
    expect(await place().find(third, since, of)).toEqual({ type: "absent" });
    expect(bot.slack.calls.get("conversations.history")).toBeUndefined();
  });

  it("reads page after page, and says when there are too many", async () => {
    await bot.close();
    bot = await startAdapter({ historyPage: 15 });
    const part = onlyPart();
    await place().send(part, context);
    talkMuch(100);
    expect(await place().find(part, since, context)).toMatchObject({ type: "sent" });
    talkMuch(100);
    expect(await place().find(part, since, context)).toEqual({ type: "unreadable" });
  });

  it("waits between pages where Slack gives one at a time", async () => {
    await bot.close();
    bot = await startAdapter({ historyPage: 15 });
    const part = onlyPart();
    await place().send(part, context);
    talkMuch(20);
    const [pass, wait] = [{ delayMs: 0 }, { status: 429, retryAfterSeconds: 1 }] as const;
    bot.slack.fail("conversations.history", wait, pass, wait);
    expect(await place().find(part, since, context)).toMatchObject({ type: "sent" });
    expect(bot.slack.calls.get("conversations.history")).toBe(4);
  });

  it("looks no further back than asked", async () => {
    const part = onlyPart();
    await place().send(part, context);
    expect(await place().find(part, Date.UTC(2024, 2, 7, 12), context)).toEqual({ type: "absent" });
  });

  it.each([["missing_scope"], ["not_in_channel"], ["channel_not_found"], ["access_denied"]])(
    "cannot tell when Slack refuses the history: %s",
    async (error) => {
      bot.slack.fail("conversations.history", { error });
      expect(await place().find(onlyPart(), since, context)).toEqual({ type: "unreadable" });
      expect(bot.slack.calls.get("conversations.history")).toBe(1);
    },
  );

  it("cannot tell where the bot is no member, and without the scopes", async () => {
    const part = onlyPart();
    expect(await place("C0OTHER").find(part, since, context)).toEqual({ type: "unreadable" });
    await bot.close();
    bot = await startAdapter({ scopes: ["chat:write"] });
    expect(await place().find(part, since, context)).toEqual({ type: "unreadable" });
    expect(await place("C0NEWS", "17.1").find(part, since, context)).toEqual({ type: "unreadable" });
  });

  const three = <T>(fault: T): readonly T[] => [fault, fault, fault];
  it.each([
    [[{ status: 429, retryAfterSeconds: 3_600 } as const], 3_600_000],
    [three({ status: 500 } as const), 30_000],
    [three({ status: 503 } as const), 30_000],
    [three({ lost: true } as const), 30_000],
    [[{ error: "internal_error" } as const], 30_000],
    [[{ error: "service_unavailable" } as const], 30_000],
    [[{ error: "invalid_auth" } as const], 30_000],
  ])("is tried later when Slack is away: %j", async (faults, retryAfterMs) => {
    for (const [method, threadTs] of [
      ["conversations.history", undefined],
      ["conversations.replies", talk("talk").ts],
    ] as const) {
      bot.slack.fail(method, ...faults);
      await expect(place("C0NEWS", threadTs).find(onlyPart(), since, context)).rejects.toMatchObject({
        code: "network",
        retryable: true,
        retryAfterMs,
      });
      expect(bot.slack.calls.get(method)).toBe(faults.length);
    }
  });

  it("is tried later when Slack cannot be reached", async () => {
    await bot.close();
    bot = await startAdapter({ isIdle: true });
    await bot.slack.close();
    await expect(place().find(onlyPart(), since, context)).rejects.toMatchObject({ retryable: true });
  });

  it("ends at once when it is given up, asked or waiting", async () => {
    const hanging = bot.slack.hang("conversations.replies");
    bot.slack.fail("conversations.history", { status: 429, retryAfterSeconds: 60 });
    const giveUp = new AbortController();
    const asked = place("C0NEWS", talk("talk").ts).find(onlyPart(), since, giveUp);
    const waiting = place().find(onlyPart(), since, giveUp);
    await bot.slack.until(() => hanging.count() === 1);
    await expect.poll(() => bot.logged()).toContain("calls are held back");
    giveUp.abort();
    for (const found of [asked, waiting])
      await expect(found).rejects.toMatchObject({ code: "network", retryable: true });
    expect(bot.slack.calls.get("conversations.history")).toBe(1);
  });
});
