// The adapter's life: starting, keeping two sockets open whatever happens, closing.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TRY_AGAIN_MS } from "../../../src/platform/standing.ts";
import { APP_TOKEN } from "../../fakes/slack/server.ts";
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

async function answerTo(user: string, text: string): Promise<string> {
  return (await bot.slack.command(user, text).answers(1)).map(textOf).join();
}

describe("connections", () => {
  it("are two, and are renewed when Slack says so, without a command being lost", async () => {
    expect(bot.slack.sockets()).toBe(2);
    bot.slack.renewSockets();
    expect(await answerTo("U0MEMBER", "search one")).toContain("one");
    await bot.slack.until(() => bot.slack.calls.get("apps.connections.open") === 4);
    await bot.slack.until(() => bot.slack.sockets() === 2);
    expect(await answerTo("U0MEMBER", "search two")).toContain("two");
  });

  it("that are cut are opened again, and what was not acknowledged comes again", async () => {
    bot.slack.cutSockets();
    await bot.slack.until(() => bot.slack.sockets() === 0);
    const request = bot.slack.command("U0MEMBER", "search later");
    const [message] = await request.answers(1);
    expect(message && textOf(message)).toContain("later");
  });

  it("are opened when Slack is back", async () => {
    bot.slack.fail("apps.connections.open", { status: 500 }, { status: 429, retryAfterSeconds: 1 });
    bot.slack.cutSockets();
    await bot.slack.until(() => bot.slack.sockets() === 0);
    await bot.slack.until(() => bot.slack.sockets() === 2);
    expect(await answerTo("U0MEMBER", "search back")).toContain("back");
  });
});

describe("closing", () => {
  it("answers what is in flight, and then takes nothing", async () => {
    const request = bot.slack.command("U0MEMBER", "wait");
    await request.acknowledged;
    await bot.waits();
    const closed = bot.adapter.close();
    await bot.slack.until(() => bot.slack.sockets() === 0);
    bot.finish();
    expect((await request.answers(1)).map(textOf)).toEqual(["Waited."]);
    await closed;
  });
});

describe("starting", () => {
  it("goes on without the bot's token being taken, says which one Slack refuses, and is there once it is mended", async () => {
    await bot.close();
    bot = await startAdapter({ isIdle: true });
    bot.slack.fail("auth.test", { error: "token_revoked" }, { error: "token_revoked" });
    await bot.adapter.start();
    expect(bot.standings.at(-1)).toEqual({
      type: "refused",
      reason: expect.stringContaining("SLACK_BOT_TOKEN (token_revoked)"),
    });
    await bot.pace.pass(TRY_AGAIN_MS);
    await bot.pace.pass(TRY_AGAIN_MS);
    await bot.stands("connected");
    expect(await answerTo("U0MEMBER", "search mended")).toContain("mended");
  });

  it("goes on trying with an app token that Slack refuses", async () => {
    await bot.close();
    bot = await startAdapter({ isIdle: true });
    const refusal = { error: "invalid_auth" } as const;
    bot.slack.fail("apps.connections.open", refusal, refusal, refusal);
    await bot.adapter.start();
    expect(await bot.stands("refused")).toMatchObject({
      reason: expect.stringContaining("SLACK_APP_TOKEN (invalid_auth)"),
    });
    await bot.stands("connected");
    expect(await answerTo("U0MEMBER", "search mended")).toContain("mended");
    expect(bot.logged()).not.toContain(APP_TOKEN);
  });

  it("needs a way in", () => {
    expect(() => bot.adapterWith({ botToken: "xoxb-any" })).toThrow(
      "Slack needs SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP mode.",
    );
  });
});
