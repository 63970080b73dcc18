// A message of a digest that is corrected where it stands in Slack: it keeps its key and its place, and whatever Slack answers
// is what becomes of it.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CorrectOutcome, Destination } from "../../../src/platform/destination.ts";
import { heading, paragraph } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import type { FakeMessage } from "../../fakes/slack/workspace.ts";
import { CORRECTED_CARD, POSTED_CARD } from "../corrected-cards.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";

let bot: AdapterUnderTest;
const { signal } = new AbortController();
const KEY = "sub12.2024-03-07";

const digestOf = (card: Reply["blocks"][number]): Reply => ({
  audience: "everyone",
  blocks: [heading("Morning brief"), card],
});

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

const place = (channel = "C0NEWS"): Destination =>
  bot.adapter.places.open({ platform: "slack", channel }, new Map());

/** A digest that stands, in the thread of another message where that is said. */
async function post(to = place(), firstMessageId?: string): Promise<string> {
  const [part] = to.plan({ main: digestOf(POSTED_CARD) }, KEY);
  if (part === undefined) throw new Error("nothing is planned");
  const sent = await to.send(part, { signal, ...(firstMessageId === undefined ? {} : { firstMessageId }) });
  if (sent.type !== "sent") throw new Error(sent.type);
  return sent.messageId;
}

async function correct(
  messageId: string,
  reply = digestOf(CORRECTED_CARD),
  to = place(),
): Promise<CorrectOutcome | undefined> {
  return to.correct?.({ key: KEY, n: 0, messageId }, reply, { signal });
}

function standing(ts: string): FakeMessage {
  const found = bot.slack.workspace.messages.find((message) => message.ts === ts);
  if (found === undefined) throw new Error("it does not stand");
  return found;
}

const read = ({ blocks }: FakeMessage): string =>
  blocks
    .map((block) => readBlock(block).text)
    .join("\n")
    .replaceAll("\u00a0", " ");

describe("a message that is corrected", () => {
  it("says what it has to, in its place and under its key, and so does the same correction again", async () => {
    const ts = await post();
    expect(await correct(ts)).toEqual({ type: "corrected" });
    expect(read(standing(ts))).toContain("corrected 14:05: ▲▲ → ●\n● neutral");
    expect(standing(ts).text).toMatch(/corrected 14:\u2060?05:\s▲▲\s→\s●/);
    const once = standing(ts);
    expect(await correct(ts)).toEqual({ type: "corrected" });
    expect(standing(ts)).toEqual({ ...once, edits: 2 });
    const [part] = place().plan({ main: digestOf(POSTED_CARD) }, KEY);
    if (part === undefined) throw new Error("nothing is planned");
    expect(await place().find(part, Date.UTC(2024, 2, 7, 8), { signal })).toEqual({
      type: "sent",
      messageId: ts,
    });
    expect(bot.slack.workspace.messages).toHaveLength(1);
  });

  it("still says which of several it is, where it said so", async () => {
    const blocks = Array.from({ length: 120 }, (_, n) => paragraph(`Story ${n}`));
    const parts = place().plan({ main: { audience: "everyone", blocks } }, KEY);
    const [first, second, third] = parts;
    if (first === undefined || second?.continued === undefined) throw new Error("nothing goes on");
    expect([first, second, third].map((part) => part?.continued)).toEqual([
      undefined,
      { number: 2, of: 3 },
      { number: 3, of: 3 },
    ]);
    const sent = await place().send(second, { signal });
    if (sent.type !== "sent") throw new Error(sent.type);
    const message = { ...second, messageId: sent.messageId };
    expect(await place().correct?.(message, digestOf(CORRECTED_CARD), { signal })).toEqual({
      type: "corrected",
    });
    expect(read(standing(sent.messageId))).toMatch(/^… continued, 2 of 3\nMorning brief\n/);
    expect(standing(sent.messageId).text).toMatch(/^… continued, 2 of 3\n/);
  });

  it("is corrected in a direct message", async () => {
    const direct = bot.slack.workspace.direct("U0MEMBER");
    const ts = await post(place(direct.id));
    expect(await correct(ts, digestOf(CORRECTED_CARD), place(direct.id))).toEqual({ type: "corrected" });
  });

  it("is gone when it was deleted, also where its thread lives on", async () => {
    const ts = await post();
    bot.slack.workspace.remove(ts);
    expect(await correct(ts)).toEqual({ type: "gone" });
    const first = await post();
    bot.slack.workspace.add({
      channel: "C0NEWS",
      via: "chat.postMessage",
      text: "a reply",
      blocks: [{ type: "divider" }],
      threadTs: first,
      isByOthers: true,
    });
    bot.slack.workspace.remove(first);
    expect(await correct(first)).toEqual({ type: "gone" });
  });

  it("stays as it is in an archived channel, and where the bot is no more", async () => {
    const ts = await post();
    const channel = bot.slack.workspace.channels.get("C0NEWS");
    if (channel === undefined) throw new Error("no channel");
    channel.isArchived = true;
    expect(await correct(ts)).toEqual({ type: "never", reason: "The channel is archived." });
    channel.isArchived = false;
    channel.hasBot = false;
    expect(await correct(ts)).toMatchObject({ type: "never" });
    expect(standing(ts).edits).toBeUndefined();
  });

  it("is nobody else's", async () => {
    const { ts } = bot.slack.workspace.add({
      channel: "C0NEWS",
      via: "chat.postMessage",
      text: "mine",
      blocks: [{ type: "divider" }],
      isByOthers: true,
    });
    expect(await correct(ts)).toEqual({ type: "never", reason: "The bot may not change the message." });
  });

  it("is never cut: what takes more than one message is not corrected", async () => {
    const ts = await post();
    const blocks = Array.from({ length: 120 }, (_, n) => paragraph(`Story ${n}`));
    expect(await correct(ts, { audience: "everyone", blocks })).toMatchObject({ type: "never" });
    expect(bot.slack.calls.get("chat.update")).toBeUndefined();
  });

  it.each([
    [{ lost: true }, { type: "unknown" }],
    [{ status: 500 }, { type: "unknown" }],
    [{ error: "update_failed" }, { type: "unknown" }],
    [{ error: "a_word_of_next_year" }, { type: "unknown" }],
    [
      { error: "edit_window_closed" },
      { type: "never", reason: "The workspace's time for editing messages is over." },
    ],
    [{ error: "msg_too_long" }, { type: "never", reason: "Slack finds the message too long." }],
    [{ error: "external_channel_migrating" }, { type: "later", afterMs: 30_000 }],
    [{ error: "token_revoked" }, { type: "later", afterMs: 600_000 }],
  ] as const)("%j is %j", async (fault, outcome) => {
    const ts = await post();
    bot.slack.fail("chat.update", fault);
    expect(await correct(ts)).toEqual(outcome);
  });

  it("waits as long as Slack wants", async () => {
    const ts = await post();
    bot.slack.fail("chat.update", { status: 429, retryAfterSeconds: 7 });
    const outcome = await correct(ts);
    expect(outcome?.type === "later" && outcome.afterMs).toBeGreaterThanOrEqual(7_000);
  });
});
