// The adapter over Socket Mode: the real Bolt and router against a strict Slack.

import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WORKING_AFTER_MS } from "../../../src/platform/waiting.ts";
import { buttonsIn, type FakeButton } from "../../fakes/slack/rules.ts";
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

function buttonOf(message: FakeMessage | undefined, label: string): FakeButton {
  const found = buttonsIn(message?.blocks ?? []).find(({ text }) => text.text === label);
  if (found === undefined) throw new Error(`no button ${label}`);
  return found;
}

/** The only answer to a typed command. */
async function answerTo(user: string, text: string, command = "/news"): Promise<FakeMessage> {
  const request = bot.slack.command(user, text, { command });
  const [message] = await request.answers(1);
  if (message === undefined) throw new Error("no answer");
  return message;
}

describe("a slash command", () => {
  it("is acknowledged with nothing, and answered to the asker alone", async () => {
    const request = bot.slack.command("U0MEMBER", "search court");
    expect(await request.acknowledged).toEqual({});
    const [message] = await request.answers(1);
    expect(message).toMatchObject({ channel: "C0NEWS", via: "response_url", onlyFor: "U0MEMBER" });
    expect(message && textOf(message)).toBe('Did news search with "court".');
  });

  it("carries who asks, where, and how they read times", async () => {
    await answerTo("U0MEMBER", "search court");
    expect(bot.lastContext().invocation).toMatchObject({
      platform: "slack",
      workspace: "slack:T0NEWS",
      place: "C0NEWS",
      actor: { id: "U0MEMBER", locale: "sv-SE", timezone: "Europe/Stockholm", roles: ["read", "manage"] },
    });
  });

  it("is answered in public when it is shared", async () => {
    const message = await answerTo("U0MEMBER", "share this");
    expect(message.onlyFor).toBeUndefined();
    expect(textOf(message)).toBe("Everybody reads this.\nShared by u0member.");
  });

  it("works where the bot is no member", async () => {
    const request = bot.slack.command("U0MEMBER", "search court", { channel: "C0OTHER" });
    const [message] = await request.answers(1);
    expect(message).toMatchObject({ channel: "C0OTHER", onlyFor: "U0MEMBER" });
  });

  it("reads what Slack makes of names and signs", async () => {
    await answerTo("U0MEMBER", "search &lt;a&gt; &amp; <#C0NEWS|news> <https://err.ee/1>");
    expect(bot.ran).toEqual(["news search <a> & C0NEWS https://err.ee/1"]);
  });

  it("that is no command gets a sentence and a button that works", async () => {
    const message = await answerTo("U0MEMBER", "serach court");
    expect(textOf(message)).toContain("I take that as: /news top serach court");
    await bot.slack.press("U0MEMBER", buttonOf(message, "Run it")).answers(1);
    expect(bot.ran).toEqual(["news top serach court"]);
  });

  it("that breaks gets a sentence and no stack", async () => {
    const message = await answerTo("U0MEMBER", "break");
    expect(textOf(message)).toContain("Something went wrong in the bot");
    expect(textOf(message)).not.toContain("secrets");
  });

  it("that is delivered twice is answered once", async () => {
    const at = bot.slack.addresses("U0MEMBER", "C0NEWS", true);
    const payload = {
      command: "/news",
      text: "search court",
      team_id: "T0NEWS",
      channel_id: "C0NEWS",
      user_id: "U0MEMBER",
      trigger_id: at.triggerId,
      response_url: at.responseUrl,
    };
    const [first, second] = [1, 2].map(() => bot.slack.deliver("slash_commands", payload));
    await Promise.all([first?.acknowledged, second?.acknowledged]);
    await answerTo("U0MEMBER", "search something else");
    expect(await bot.slack.answersTo(at.request, 1)).toHaveLength(1);
    expect(bot.ran.filter((ran) => ran === "news search court")).toHaveLength(1);
  });
});

describe("slow work", () => {
  it("shows one line after two seconds, and the answer as a second message", async () => {
    const request = bot.slack.command("U0MEMBER", "wait");
    await request.acknowledged;
    await bot.waits();
    await bot.pace.pass(WORKING_AFTER_MS);
    const [line] = await request.answers(1);
    expect(line && textOf(line)).toBe("Working…");
    expect(line?.onlyFor).toBe("U0MEMBER");
    bot.finish();
    expect((await request.answers(2)).map(textOf)).toEqual(["Working…", "Waited."]);
  });

  it("never shows the line below the answer", async () => {
    const line = bot.slack.hang("response_url");
    const request = bot.slack.command("U0MEMBER", "wait");
    await bot.waits();
    await bot.pace.pass(WORKING_AFTER_MS);
    await bot.slack.until(() => line.count() === 1);
    bot.finish();
    line.release();
    expect((await request.answers(2)).map(textOf)).toEqual(["Working…", "Waited."]);
  });

  it("says what it is doing, when it knows", async () => {
    const request = bot.slack.command("U0MEMBER", "wait files");
    await bot.waits();
    await bot.pace.pass(WORKING_AFTER_MS);
    const [line] = await request.answers(1);
    expect(line && textOf(line)).toBe("Reading files.");
    bot.finish();
    await request.answers(2);
  });
});

describe("buttons", () => {
  it("run commands with long texts, and roles are checked again", async () => {
    const list = await answerTo("U0MEMBER", "top");
    await bot.slack.press("U0MEMBER", buttonOf(list, "Details")).answers(1);
    expect(bot.ran.at(-1)).toBe(`news search ${"veto ".repeat(30).trim()}`);
    const [refusal] = await bot.slack.press("U0MEMBER", buttonOf(list, "Disconnect")).answers(1);
    expect(refusal && textOf(refusal)).toContain("/dropbox disconnect is for admins of this workspace.");
    await bot.slack.press("U0ADMIN", buttonOf(list, "Disconnect")).answers(1);
    expect(bot.ran.at(-1)).toBe("dropbox disconnect");
  });

  it("of a digest's thread are answered in the thread", async () => {
    const list = await answerTo("U0MEMBER", "top");
    const request = bot.slack.press("U0MEMBER", buttonOf(list, "More"), {
      channel: "C0NEWS",
      threadTs: "17.1",
    });
    const [answer] = await request.answers(1);
    expect(answer).toMatchObject({ threadTs: "17.1", onlyFor: "U0MEMBER" });
  });

  it("that only open an address are acknowledged", async () => {
    const request = bot.slack.press("U0MEMBER", { action_id: "open:0" });
    expect(await request.acknowledged).toEqual({});
    expect(bot.ran).toEqual([]);
  });

  it.each([["r1:unknown"], [""], [undefined]])("with the code %j are told to be too old", async (value) => {
    const [answer] = await bot.slack.press("U0MEMBER", { action_id: "run:0", value }).answers(1);
    expect(answer && textOf(answer)).toContain("This button is too old to work.");
  });
});

describe("forms", () => {
  it("open at once as a modal, and what is sent is answered where the form was opened", async () => {
    const request = bot.slack.command("U0ADMIN", "code", { command: "/dropbox" });
    expect(await request.acknowledged).toEqual({});
    await bot.slack.until(() => bot.slack.modals.length === 1);
    const [modal] = bot.slack.modals;
    if (modal?.type !== "modal") throw new Error("no modal");
    const sent = bot.slack.submit("U0ADMIN", modal, { code: "secret-code" });
    expect(await sent.acknowledged).toEqual({});
    const [answer] = await request.answers(1);
    expect(answer && textOf(answer)).toBe('Did dropbox code with "secret-code".');
    expect(bot.logged()).not.toContain("secret-code");
  });

  it("become a button when the three seconds are over", async () => {
    bot.slack.fail("views.open", { error: "expired_trigger_id" });
    const message = await answerTo("U0ADMIN", "code", "/dropbox");
    bot.slack.press("U0ADMIN", buttonOf(message, "Open the form"));
    await bot.slack.until(() => bot.slack.modals.length === 1);
  });

  it("without a place are answered to the person", async () => {
    bot.slack.submit(
      "U0ADMIN",
      { callback_id: "c1:/dropbox code", private_metadata: "nonsense" },
      { code: "x" },
    );
    await bot.slack.until(() => bot.slack.workspace.messages.length === 1);
    expect(bot.slack.workspace.messages).toMatchObject([{ channel: "D0ADMIN", via: "chat.postMessage" }]);
  });
});

describe("a response_url", () => {
  it("that takes no more is followed by a private message in the channel", async () => {
    bot.slack.fail("response_url", { status: 429, retryAfterSeconds: 3_600 });
    bot.slack.command("U0MEMBER", "search court");
    await bot.slack.until(() => bot.slack.workspace.messages.length === 1);
    expect(bot.slack.workspace.messages).toMatchObject([
      { channel: "C0NEWS", via: "chat.postEphemeral", onlyFor: "U0MEMBER" },
    ]);
  });

  it("takes five messages: a line and four of an answer, which says what is missing", async () => {
    const request = bot.slack.command("U0MEMBER", "long");
    const messages = await request.answers(4);
    expect(messages).toHaveLength(4);
    expect(messages.slice(-1).map(textOf).join()).toContain("did not fit here");
    expect(buttonsIn(messages.at(-1)?.blocks ?? []).map(({ text }) => text.text)).toEqual(["More"]);
  });

  it("that is half an hour old is not used any more", async () => {
    const request = bot.slack.command("U0MEMBER", "wait");
    await bot.waits();
    await bot.pace.pass(WORKING_AFTER_MS);
    await request.answers(1);
    bot.advance(30 * 60_000);
    bot.finish();
    await bot.slack.until(() => bot.slack.workspace.messages.length === 2);
    expect(bot.slack.workspace.messages.map(({ via }) => via)).toEqual([
      "response_url",
      "chat.postEphemeral",
    ]);
  });

  it("is followed by a direct message where the bot is no member", async () => {
    bot.slack.fail("response_url", { status: 429, retryAfterSeconds: 3_600 });
    bot.slack.command("U0MEMBER", "search court", { channel: "C0OTHER" });
    await bot.slack.until(() => bot.slack.workspace.messages.length === 1);
    expect(bot.slack.workspace.messages).toMatchObject([{ channel: "D0MEMBER", via: "chat.postMessage" }]);
  });

  it("that Slack slows down gets the answer later, once", async () => {
    bot.slack.fail("response_url", { status: 429, retryAfterSeconds: 1 });
    const message = await answerTo("U0MEMBER", "search court");
    expect(message.via).toBe("response_url");
    expect(bot.slack.workspace.messages).toHaveLength(1);
  });

  it("that is not Slack's gets nothing", async () => {
    let requests = 0;
    const elsewhere = createServer((_, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "localhost", resolve));
    const address = elsewhere.address();
    bot.slack.deliver("slash_commands", {
      command: "/news",
      text: "search court",
      team_id: "T0NEWS",
      channel_id: "C0NEWS",
      user_id: "U0MEMBER",
      trigger_id: "t",
      response_url: `http://localhost:${typeof address === "object" ? address?.port : ""}/collect`,
    });
    await bot.slack.until(() => bot.slack.workspace.messages.length === 1);
    expect(bot.slack.workspace.messages[0]?.via).toBe("chat.postEphemeral");
    expect(requests).toBe(0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });
});

describe("a prefix", () => {
  it("stands before the commands", async () => {
    await bot.close();
    bot = await startAdapter({ prefix: "rol-" });
    await answerTo("U0MEMBER", "search court", "/rol-news");
    await answerTo("U0ADMIN", "disconnect", "/rol-dropbox");
    expect(bot.ran).toEqual(["news search court", "dropbox disconnect"]);
  });
});
