// The adapter's life: starting, keeping two sockets open whatever happens, closing.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FakeMessage } from "../../fakes/slack/workspace.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";

let bot: AdapterUnderTest;

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

const textOf = ({ blocks }: FakeMessage): string => blocks.map((block) => readBlock(block).text).join("\n");

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
  it("says which token Slack refuses", async () => {
    await bot.close();
    bot = await startAdapter({ botToken: "xoxb-wrong", isIdle: true });
    await expect(bot.adapter.start()).rejects.toMatchObject({
      code: "bad-configuration",
      message: expect.stringContaining("SLACK_BOT_TOKEN (invalid_auth)"),
    });
    await bot.close();
    bot = await startAdapter({ appToken: "xapp-wrong", isIdle: true });
    await expect(bot.adapter.start()).rejects.toMatchObject({
      code: "bad-configuration",
      message: expect.stringContaining("SLACK_APP_TOKEN (invalid_auth)"),
    });
    expect(bot.logged()).not.toContain("xapp-wrong");
    expect(bot.slack.sockets()).toBe(0);
  });

  it("needs a way in", () => {
    expect(() => bot.adapterWith({ botToken: "xoxb-any" })).toThrow(
      "Slack needs SLACK_APP_TOKEN for Socket Mode or SLACK_SIGNING_SECRET for HTTP mode.",
    );
  });
});
