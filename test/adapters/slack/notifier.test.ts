// Private messages to admins and to the owners of digests.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actions, command, paragraph, privately } from "../../../src/reply/build.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";

/** When the fake Slack begins. */
const START = Date.UTC(2024, 2, 7, 9);

let bot: AdapterUnderTest;

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

describe("telling people", () => {
  const told = () => bot.slack.workspace.messages.map(({ channel }) => channel);
  const reply = privately(paragraph("Dropbox refuses."), actions(command("Connect", "/dropbox connect")));

  it("reaches one person, or says that it did not", async () => {
    await bot.adapter.notifier.tell("slack:T0NEWS", { actorId: "U0MEMBER" }, reply);
    expect(told()).toEqual(["D0MEMBER"]);
    await expect(
      bot.adapter.notifier.tell("slack:T0NEWS", { actorId: "U0NOBODY" }, reply),
    ).rejects.toMatchObject({ message: "Nobody could be told on Slack.", retryable: false });
  });

  it("reaches the admins of the workspace where none are named, and nobody else's who share a channel", async () => {
    bot.slack.workspace.users.set("U0OWNER", { id: "U0OWNER", is_owner: true });
    bot.slack.workspace.users.set("U0LEFT", { id: "U0LEFT", is_owner: true, deleted: true });
    await bot.adapter.notifier.tell("slack:T0NEWS", "admins", reply);
    expect(told().toSorted()).toEqual(["D0ADMIN", "D0OWNER"]);
  });

  it("reaches them though Slack leaves out of others what it likes", async () => {
    const strange = { id: "U0STRANGE", deleted: null, is_admin: null, is_bot: null };
    bot.slack.workspace.users.set("U0STRANGE", strange);
    await bot.adapter.notifier.tell("slack:T0NEWS", "admins", reply);
    expect(told()).toContain("D0ADMIN");
    expect(told()).not.toContain("D0STRANGE");
  });

  it("does not even try people who left, and bots", async () => {
    bot.slack.workspace.users.clear();
    bot.slack.workspace.users.set("U0ADMIN", { id: "U0ADMIN", is_admin: true });
    bot.slack.workspace.users.set("U0LEFT", { id: "U0LEFT", is_owner: true, deleted: true });
    bot.slack.workspace.users.set("U0ROBOT", { id: "U0ROBOT", is_admin: true, is_bot: true });
    const before = bot.slack.calls.get("conversations.open") ?? 0;
    await bot.adapter.notifier.tell("slack:T0NEWS", "admins", reply);
    expect(told()).toEqual(["D0ADMIN"]);
    expect((bot.slack.calls.get("conversations.open") ?? 0) - before).toBe(1);
  });

  it("reaches the named admins, else the admin channel", async () => {
    await bot.close();
    bot = await startAdapter({ adminIds: ["U0MEMBER"], adminChannel: "G0SECRET" });
    await bot.adapter.notifier.tell("slack:T0NEWS", "admins", reply);
    bot.slack.fail("conversations.open", { error: "user_disabled" });
    await bot.adapter.notifier.tell("slack:T0NEWS", "admins", reply);
    expect(told()).toEqual(["D0MEMBER", "G0SECRET"]);
    await bot.close();
    bot = await startAdapter({ adminChannel: "C0NEWS" });
    await bot.adapter.notifier.tell("slack:T0NEWS", "admins", reply);
    expect(told()).toEqual(["C0NEWS"]);
  });

  const member = { actorId: "U0MEMBER" };
  const tell = (since?: number): Promise<void> =>
    bot.adapter.notifier.tell("slack:T0NEWS", member, reply, {
      key: "notice-1",
      ...(since === undefined ? {} : { since }),
    });

  it.each([
    ["slows the bot down", { status: 429, retryAfterSeconds: 1 }, 0],
    ["fails, and may have taken it", { status: 500 }, 0],
    ["has lost the answer", { lost: true }, 1],
  ] as const)("once, whatever comes: Slack %s", async (_, fault, there) => {
    bot.slack.fail("chat.postMessage", fault);
    const at = START;
    await expect(tell()).rejects.toMatchObject({ code: "network", retryable: true });
    expect(told()).toHaveLength(there);
    // The rest that Slack may have asked for is over.
    bot.advance(2_000);
    await tell(at);
    await tell(at);
    expect(told()).toEqual(["D0MEMBER"]);
  });

  it("not at all twice where the history cannot be read", async () => {
    bot.slack.fail("chat.postMessage", { status: 500 });
    await expect(tell()).rejects.toMatchObject({ retryable: true });
    bot.slack.fail("conversations.history", { error: "missing_scope" });
    await tell(START);
    expect(told()).toEqual([]);
  });
});
