// Who may show an answer to a channel, and that it is there once.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FakeButton } from "../../fakes/slack/rules.ts";
import type { FakeMessage } from "../../fakes/slack/workspace.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { textOf } from "./reading.ts";

let bot: AdapterUnderTest;

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

const SHARE: FakeButton = {
  type: "button",
  action_id: "run",
  text: { type: "plain_text", text: "Share here" },
  value: "c1:/news share this",
};

/** What stands there after somebody pressed Share here in a channel. */
async function shareFrom(user: string, channel: string, messages = 1): Promise<readonly FakeMessage[]> {
  bot.slack.press(user, SHARE, { channel });
  await bot.slack.until(() => bot.slack.workspace.messages.length >= messages);
  return bot.slack.workspace.messages;
}

describe("an answer is shared", () => {
  it.each([
    ["by a member of the channel", "U0MEMBER", "C0NEWS"],
    ["in a private channel that the bot is not in: who asks from there is", "U0MEMBER", "G0HIDDEN"],
    ["in the direct conversation with the bot", "U0MEMBER", "D0MEMBER"],
  ])("%s, by name", async (_, user, channel) => {
    bot.slack.workspace.addChannel({ id: "G0HIDDEN", kind: "private", hasBot: false });
    const [message] = await shareFrom(user, channel);
    expect(message).toMatchObject({ channel });
    expect(message?.onlyFor).toBeUndefined();
    expect(message && textOf(message)).toContain("Shared by u0member.");
  });
});

describe("an answer is shown to the asker alone, with the reason", () => {
  it.each([
    ["who only looks at the channel", "U0MEMBER", "C0QUIET", "You are not in this channel"],
    ["who is a guest", "U0GUEST", "C0NEWS", "Only members of this workspace"],
    ["who is of another organisation", "U0STRANGER", "C0NEWS", "Only members of this workspace"],
  ])("%s", async (_, user, channel, reason) => {
    bot.slack.workspace.addChannel({ id: "C0QUIET", kind: "public" });
    const [message] = await shareFrom(user, channel);
    expect(message).toMatchObject({ channel, onlyFor: user });
    expect(message && textOf(message)).toContain(reason);
    expect(message && textOf(message)).not.toContain("Shared by");
  });

  it.each([
    ["who is in it", "conversations.members"],
    ["who asks", "users.info"],
  ])("while Slack does not tell %s", async (_, method) => {
    bot.slack.fail(method, ...Array.from({ length: 3 }, () => ({ error: "fatal_error" })));
    const [message] = await shareFrom("U0MEMBER", "C0NEWS");
    expect(message).toMatchObject({ onlyFor: "U0MEMBER" });
    expect(message && textOf(message)).toContain("does not tell at the moment");
    expect(message && textOf(message)).not.toContain("Only members");
  });
});

describe("an answer whose arrival Slack does not confirm", () => {
  it("is not sent a second time, and the asker is told", async () => {
    bot.slack.fail("response_url", { status: 500 });
    const before = await shareFrom("U0MEMBER", "C0NEWS");
    expect(before.map(textOf)).toEqual([expect.stringContaining("did not say whether everyone")]);
    bot.slack.fail("response_url", { lost: true });
    const messages = await shareFrom("U0MEMBER", "C0NEWS", 3);
    expect(messages.map(({ onlyFor }) => onlyFor)).toEqual(["U0MEMBER", undefined, "U0MEMBER"]);
  });
});
