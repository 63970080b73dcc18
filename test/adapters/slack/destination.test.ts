// Digests' way out: planned once, sent once, found again after a lost answer. And messages to admins.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Part } from "../../../src/digest/destination.ts";
import { actions, command, paragraph, privately } from "../../../src/reply/build.ts";
import type { Reply } from "../../../src/reply/reply.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";

let bot: AdapterUnderTest;
const { signal } = new AbortController();
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
const long: Reply = {
  audience: "everyone",
  blocks: Array.from({ length: 120 }, (_, index) => paragraph(`Story ${index}`)),
};

function planned(reply: Reply, key = "sub12.2024-03-07T09:00"): readonly Part[] {
  return bot.adapter.destination("C0NEWS").plan(reply, key);
}

function onlyPart(reply: Reply): Part {
  const [part, ...others] = planned(reply);
  if (part === undefined || others.length > 0) throw new Error("not one part");
  return part;
}

describe("planning", () => {
  it("makes the same messages each time, each with its own key as its last block_id", () => {
    const parts = planned(long);
    expect(parts.length).toBeGreaterThan(2);
    expect(planned(long)).toEqual(parts);
    expect(parts.map(({ key, n }) => [key, n])).toEqual(
      parts.map((_, n) => [n === 0 ? "sub12.2024-03-07T09:00" : `sub12.2024-03-07T09:00.${n}`, n]),
    );
    for (const { key, payload } of parts) expect(JSON.parse(payload).blocks.at(-1).block_id).toBe(key);
  });

  it("refuses a key that is too long", () => {
    expect(() => planned(digest, "x".repeat(26))).toThrow("delivery key");
  });

  it("gives buttons their codes, and says in words what has none", () => {
    const reply = privately(actions(command("Edit", "/digest edit a"), command("Mute", "/digest mute b")));
    const codes = new Map([["/digest edit a", "c1:/digest edit a"]]);
    const [part] = bot.adapter.destination("C0NEWS", undefined, codes).plan(reply, "k");
    const payload = JSON.parse(part?.payload ?? "");
    expect(payload.blocks[0].elements).toHaveLength(1);
    expect(readBlock(payload.blocks[1]).text).toBe("Mute: /digest mute b");
  });
});

describe("sending", () => {
  it("posts in the channel or the thread, and tells the message's id", async () => {
    const part = onlyPart(digest);
    const sent = await bot.adapter.destination("C0NEWS").send(part, signal);
    const inThread = await bot.adapter.destination("C0NEWS", "17.1").send(part, signal);
    const [first, second] = bot.slack.workspace.messages;
    expect(sent).toEqual({ type: "sent", messageId: first?.ts });
    expect(inThread).toEqual({ type: "sent", messageId: second?.ts });
    expect([first?.threadTs, second?.threadTs]).toEqual([undefined, "17.1"]);
  });

  it.each([
    ["C0OTHER", "not in the channel"],
    ["C0NOWHERE", "does not exist any more, or the bot is not in it"],
  ])("to a place that takes nothing is gone: %s", async (channel, reason) => {
    const outcome = await bot.adapter.destination(channel).send(onlyPart(digest), signal);
    expect(outcome).toEqual({ type: "gone", reason: expect.stringContaining(reason) });
  });

  it.each([
    [{ status: 429, retryAfterSeconds: 7 } as const, { type: "retry", afterMs: 7_000 }],
    [{ error: "service_unavailable" } as const, { type: "retry", afterMs: 30_000 }],
    [{ error: "is_archived" } as const, { type: "gone", reason: "The channel is archived." }],
    [
      { error: "account_inactive" } as const,
      { type: "gone", reason: expect.stringContaining("removed from the workspace") },
    ],
    [{ error: "fatal_error" } as const, { type: "unknown" }],
    [{ status: 500 } as const, { type: "unknown" }],
    [{ lost: true } as const, { type: "unknown" }],
  ])("meets %j", async (fault, outcome) => {
    bot.slack.fail("chat.postMessage", fault);
    expect(await bot.adapter.destination("C0NEWS").send(onlyPart(digest), signal)).toEqual(outcome);
    expect(bot.slack.calls.get("chat.postMessage")).toBe(1);
  });

  it("to a Slack that is away is tried later", async () => {
    await bot.close();
    bot = await startAdapter({ isIdle: true });
    const part = onlyPart(digest);
    await bot.slack.close();
    expect(await bot.adapter.destination("C0NEWS").send(part, signal)).toEqual({
      type: "retry",
      afterMs: 30_000,
    });
  });

  it("that is given up is unknown", async () => {
    bot.slack.fail("chat.postMessage", { delayMs: 300 });
    const giveUp = new AbortController();
    const outcome = bot.adapter.destination("C0NEWS").send(onlyPart(digest), giveUp.signal);
    giveUp.abort();
    expect(await outcome).toEqual({ type: "unknown" });
  });
});

describe("finding", () => {
  it("agrees with sending after a lost answer, in channel and thread", async () => {
    for (const threadTs of [undefined, "17.1"]) {
      const place = bot.adapter.destination("C0NEWS", threadTs);
      const parts = place.plan(long, `lost${threadTs ?? ""}`);
      const [first, second] = parts;
      if (first === undefined || second === undefined) throw new Error("too short");
      expect(await place.find(first, since, signal)).toEqual({ type: "absent" });
      bot.slack.fail("chat.postMessage", { lost: true });
      expect(await place.send(first, signal)).toEqual({ type: "unknown" });
      const { messages } = bot.slack.workspace;
      expect(await place.find(first, since, signal)).toEqual({
        type: "sent",
        messageId: messages.at(-1)?.ts,
      });
      expect(await place.find(second, since, signal)).toEqual({ type: "absent" });
    }
  });

  it("reads page after page, and gives up visibly when there are too many", async () => {
    await bot.close();
    bot = await startAdapter({ historyPage: 15 });
    const place = bot.adapter.destination("C0NEWS");
    const part = onlyPart(digest);
    await place.send(part, signal);
    const post = (count: number): void => {
      for (let index = 0; index < count; index += 1)
        bot.slack.workspace.add({
          channel: "C0NEWS",
          via: "chat.postMessage",
          text: "talk",
          blocks: [{ type: "divider" }],
        });
    };
    post(100);
    expect(await place.find(part, since, signal)).toMatchObject({ type: "sent" });
    post(100);
    expect(await place.find(part, since, signal)).toEqual({ type: "unreadable" });
  });

  it("looks no further back than asked", async () => {
    const place = bot.adapter.destination("C0NEWS");
    const part = onlyPart(digest);
    await place.send(part, signal);
    expect(await place.find(part, Date.UTC(2024, 2, 7, 12), signal)).toEqual({ type: "absent" });
  });

  it.each([[{ error: "missing_scope" } as const], [{ status: 429, retryAfterSeconds: 3_600 } as const]])(
    "cannot tell when it may not read: %j",
    async (fault) => {
      bot.slack.fail("conversations.history", fault);
      expect(await bot.adapter.destination("C0NEWS").find(onlyPart(digest), since, signal)).toEqual({
        type: "unreadable",
      });
    },
  );

  it("cannot tell where the bot is no member, and without the scopes", async () => {
    const part = onlyPart(digest);
    expect(await bot.adapter.destination("C0OTHER").find(part, since, signal)).toEqual({
      type: "unreadable",
    });
    await bot.close();
    bot = await startAdapter({ scopes: ["chat:write"] });
    expect(await bot.adapter.destination("C0NEWS").find(part, since, signal)).toEqual({ type: "unreadable" });
  });

  it("waits when Slack asks for it", async () => {
    const place = bot.adapter.destination("C0NEWS");
    const part = onlyPart(digest);
    await place.send(part, signal);
    bot.slack.fail("conversations.history", { status: 429, retryAfterSeconds: 1 });
    expect(await place.find(part, since, signal)).toMatchObject({ type: "sent" });
  });
});

describe("telling people", () => {
  const told = () => bot.slack.workspace.messages.map(({ channel }) => channel);
  const reply = privately(paragraph("Dropbox refuses."), actions(command("Connect", "/dropbox connect")));

  it("reaches one person, or says that it did not", async () => {
    await bot.adapter.notifier.tell("T0NEWS", { actorId: "U0MEMBER" }, reply);
    expect(told()).toEqual(["D0MEMBER"]);
    await expect(bot.adapter.notifier.tell("T0NEWS", { actorId: "U0NOBODY" }, reply)).rejects.toThrow(
      "Nobody could be told",
    );
  });

  it("reaches the admins of the workspace where none are named", async () => {
    bot.slack.workspace.users.delete("U0VISITOR");
    bot.slack.workspace.users.delete("U0STRANGER");
    bot.slack.workspace.users.set("U0OWNER", { id: "U0OWNER", is_owner: true });
    bot.slack.workspace.users.set("U0LEFT", { id: "U0LEFT", is_owner: true, deleted: true });
    await bot.adapter.notifier.tell("T0NEWS", "admins", reply);
    expect(told().toSorted()).toEqual(["D0ADMIN", "D0OWNER"]);
  });

  it("reaches the named admins, else the admin channel", async () => {
    await bot.close();
    bot = await startAdapter({ adminIds: ["U0MEMBER"], adminChannel: "G0SECRET" });
    await bot.adapter.notifier.tell("T0NEWS", "admins", reply);
    bot.slack.fail("conversations.open", { error: "user_disabled" });
    await bot.adapter.notifier.tell("T0NEWS", "admins", reply);
    expect(told()).toEqual(["D0MEMBER", "G0SECRET"]);
    await bot.close();
    bot = await startAdapter({ adminChannel: "C0NEWS" });
    await bot.adapter.notifier.tell("T0NEWS", "admins", reply);
    expect(told()).toEqual(["C0NEWS"]);
  });

  it("survives being slowed down", async () => {
    bot.slack.fail("chat.postMessage", { status: 429, retryAfterSeconds: 1 });
    await bot.adapter.notifier.tell("T0NEWS", { actorId: "U0MEMBER" }, reply);
    expect(told()).toEqual(["D0MEMBER"]);
  });
});
