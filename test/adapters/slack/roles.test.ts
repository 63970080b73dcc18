// Who may do what in Slack: admins, members, guests and people of other workspaces, also while Slack does not tell.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandPayload } from "../../fakes/slack/payloads.ts";
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

/** The only answer to a typed command. */
async function answerTo(user: string, text: string, command = "/news"): Promise<FakeMessage> {
  const request = bot.slack.command(user, text, { command });
  const [message] = await request.answers(1);
  if (message === undefined) throw new Error("no answer");
  return message;
}

describe("roles", () => {
  const refusal = "is for admins of this workspace. Ask one of them to run it for you; nothing was changed.";

  const fromElsewhere =
    "is for people of the workspace that the bot belongs to, and you are from another one. Ask somebody there to run it for you; nothing was changed.";

  it.each([
    ["U0MEMBER", refusal],
    ["U0GUEST", refusal],
    ["U0VISITOR", fromElsewhere],
    ["U0STRANGER", fromElsewhere],
    ["U0NOBODY", fromElsewhere],
  ])("%s is refused privately by command, button and forged form", async (user, refusal) => {
    const byCommand = await answerTo(user, "disconnect", "/dropbox");
    const [byButton] = await bot.slack
      .press(user, { action_id: "run:0", value: "c1:/dropbox disconnect" })
      .answers(1);
    expect(textOf(byCommand)).toContain(refusal);
    expect(byCommand.onlyFor).toBe(user);
    expect(byButton && textOf(byButton)).toContain(refusal);
    expect(byButton?.onlyFor).toBe(user);
    if (user === "U0NOBODY") return;
    const before = bot.slack.workspace.messages.length;
    bot.slack.submit(user, { callback_id: "c1:/dropbox disconnect" }, { words: "now" });
    await bot.slack.until(() => bot.slack.workspace.messages.length > before);
    const byForm = bot.slack.workspace.messages.at(-1);
    expect(byForm?.channel).toBe(user.replace("U", "D"));
    expect(byForm && textOf(byForm)).toContain(refusal);
    expect(bot.ran).toEqual([]);
  });

  it("members manage, guests do not", async () => {
    expect(textOf(await answerTo("U0MEMBER", "pause", "/digest"))).toContain("Did digest pause");
    expect(textOf(await answerTo("U0GUEST", "pause", "/digest"))).toContain(
      "is for members who manage this channel",
    );
  });

  it("are asked of Slack once in five minutes", async () => {
    for (const words of ["one", "two", "three"]) await answerTo("U0MEMBER", `search ${words}`);
    expect(bot.slack.calls.get("users.info")).toBe(1);
    bot.slack.workspace.users.set("U0MEMBER", { id: "U0MEMBER", is_owner: true });
    bot.advance(5 * 60_000);
    await answerTo("U0MEMBER", "disconnect", "/dropbox");
    expect(bot.ran.at(-1)).toBe("dropbox disconnect");
  });

  it("are not known while Slack does not tell, and nobody is told that they have none", async () => {
    bot.slack.fail("users.info", { error: "fatal_error" }, { error: "fatal_error" });
    expect(textOf(await answerTo("U0ADMIN", "disconnect", "/dropbox"))).toBe(
      "/dropbox disconnect is for admins of this workspace, and whether you are one cannot be looked up at the moment. Nothing was changed; try again in a minute.",
    );
    expect(textOf(await answerTo("U0ADMIN", "search court"))).toContain("Did news search");
    expect(textOf(await answerTo("U0ADMIN", "disconnect", "/dropbox"))).toContain("Did dropbox disconnect");
  });

  it("stay whatever Slack leaves out of what it tells about somebody", async () => {
    const leftOut = [
      "tz",
      "locale",
      "profile",
      "name",
      "is_owner",
      "deleted",
      "enterprise_user",
      "is_restricted",
    ];
    for (const field of leftOut) {
      const strange = { [field]: null, profile: { display_name: null }, tz: "Mars/Olympus_Mons" };
      bot.slack.workspace.users.set("U0ADMIN", { id: "U0ADMIN", is_admin: true, ...strange });
      bot.advance(5 * 60_000);
      expect(textOf(await answerTo("U0ADMIN", "disconnect", "/dropbox"))).toContain("Did dropbox disconnect");
      expect(bot.lastContext().invocation.actor).toMatchObject({ id: "U0ADMIN" });
      expect(bot.lastContext().invocation.actor.timezone).toBeUndefined();
    }
  });

  it("are those of the installation: another workspace is answered with a sentence, and reads nothing", async () => {
    const at = bot.slack.addresses("U0ADMIN", "C0NEWS", true);
    const elsewhere = commandPayload(
      { team: "T0OTHER", user: "U0ADMIN" },
      at,
      "C0NEWS",
      "/news",
      "search court",
    );
    bot.slack.deliver("slash_commands", elsewhere);
    const [message] = await bot.slack.answersTo(at.request, 1);
    expect(message && textOf(message)).toBe(
      "The bot answers in the workspace that it is installed in, and this came from another one. Nothing was done; ask somebody of that workspace.",
    );
    expect(bot.ran).toEqual([]);
  });

  it("wait until Slack tells where the bot is installed", async () => {
    await bot.close();
    bot = await startAdapter({ isIdle: true });
    const away = { error: "fatal_error" } as const;
    bot.slack.fail("auth.test", ...Array.from({ length: 2 }, () => away));
    await bot.adapter.start();
    expect(textOf(await answerTo("U0ADMIN", "search court"))).toContain("Slack does not tell at the moment");
    expect(textOf(await answerTo("U0ADMIN", "search court"))).toContain("Did news search");
  });

  it("come from the configuration, too", async () => {
    await bot.close();
    bot = await startAdapter({ adminIds: ["U0GUEST"] });
    expect(textOf(await answerTo("U0GUEST", "disconnect", "/dropbox"))).toContain("Did dropbox disconnect");
  });
});
