// The app's Home tab: filled when it is opened, filled anew after a press, never with something older over something newer.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { homeView } from "../../../adapters/slack/out/home.ts";
import { createPrefix } from "../../../src/commands/serve/prefix.ts";
import { actions, command, paragraph, privately } from "../../../src/reply/build.ts";
import { homePayload } from "../../fakes/slack/payloads.ts";
import { problemsOf, viewRule } from "../../fakes/slack/rules.ts";
import { BOT_TOKEN } from "../../fakes/slack/server.ts";
import { type AdapterUnderTest, startAdapter } from "./fixture.ts";
import { readBlock } from "./reading.ts";

const MEMBER = "U0MEMBER";
const HOME = { channel: "" } as const;

let bot: AdapterUnderTest;

beforeEach(async () => {
  bot = await startAdapter();
});

afterEach(async () => {
  const { problems } = bot.slack;
  await bot.close();
  expect(problems).toEqual([]);
});

const shown = (user = MEMBER): string =>
  (bot.slack.homes.get(user)?.blocks ?? []).map((block) => readBlock(block).text).join("\n");

const publishedTimes = (count: number): Promise<void> =>
  bot.slack.until(() => (bot.slack.calls.get("views.publish") ?? 0) >= count);

const homesRun = (): number => bot.ran.filter((line) => line === "news home").length;

describe("an opened Home tab", () => {
  it("shows the person's page, and where presses are answered", async () => {
    bot.slack.openHome(MEMBER);
    await bot.slack.until(() => bot.slack.homes.has(MEMBER));
    expect(shown()).toContain('Did news home with "".');
    expect(shown()).toContain("answered in the Messages tab");
    expect(bot.lastContext().invocation).toMatchObject({ place: MEMBER, actor: { id: MEMBER } });
  });

  it("is published anew whenever it is opened, over the view that Slack names", async () => {
    for (const times of [1, 2, 3]) {
      bot.slack.openHome(MEMBER);
      await publishedTimes(times);
    }
    expect(homesRun()).toBe(3);
  });

  it("is read anew when another view stands there by now, so that what is published is the newest", async () => {
    // Another process of the bot was faster.
    await fetch(`${bot.slack.apiUrl}views.publish`, {
      method: "POST",
      headers: { authorization: `Bearer ${BOT_TOKEN}` },
      body: new URLSearchParams({ user_id: MEMBER, view: JSON.stringify({ type: "home", blocks: [] }) }),
    });
    bot.slack.deliver("events_api", homePayload({ team: "T0NEWS", user: MEMBER }, "a view of before"));
    await bot.slack.until(() => shown() !== "");
    expect(bot.slack.calls.get("views.publish")).toBe(3);
    expect(homesRun()).toBe(2);
  });

  it("that is opened again while it is filled is filled once more after that, however often", async () => {
    const hanging = bot.slack.hang("views.publish");
    for (let times = 0; times < 5; times += 1) await bot.slack.openHome(MEMBER).acknowledged;
    await bot.slack.until(() => hanging.count() === 1);
    await bot.slack.command(MEMBER, "search meanwhile").answers(1);
    hanging.release();
    await publishedTimes(2);
    expect(homesRun()).toBe(2);
    expect(bot.slack.calls.get("views.publish")).toBe(2);
  });

  it("is one's own: another's is filled beside it", async () => {
    bot.slack.openHome(MEMBER);
    bot.slack.openHome("U0ADMIN");
    await bot.slack.until(() => bot.slack.homes.size === 2);
  });
});

describe("a press in the Home tab", () => {
  it("is answered by direct message, and the tab then shows what came of it", async () => {
    bot.slack.openHome(MEMBER);
    await publishedTimes(1);
    bot.slack.press(MEMBER, { action_id: "run:0", value: "c1:/digest pause 1" }, HOME);
    await publishedTimes(2);
    expect(bot.slack.workspace.messages).toMatchObject([{ channel: "D0MEMBER", via: "chat.postMessage" }]);
    expect(bot.ran).toEqual(["news home", "digest pause 1", "news home"]);
  });

  it("that opens a form fills the tab again once the form is sent", async () => {
    bot.slack.press("U0ADMIN", { action_id: "run:0", value: "c1:/dropbox code" }, HOME);
    await bot.slack.until(() => bot.slack.modals.length === 1);
    const [modal] = bot.slack.modals;
    if (modal?.type !== "modal") throw new Error("no modal");
    await publishedTimes(1);
    bot.slack.submit("U0ADMIN", modal, { code: "from home" });
    await publishedTimes(2);
    expect(bot.ran).toEqual(["news home", "dropbox code from home", "news home"]);
  });

  it("elsewhere publishes nothing", async () => {
    await bot.slack.press(MEMBER, { action_id: "run:0", value: "c1:/digest pause 1" }).answers(1);
    expect(bot.slack.calls.get("views.publish")).toBeUndefined();
  });
});

describe("a page that is too long for a view", () => {
  it("is cut within Slack's limits, and says what more there is and how to see it", () => {
    const rows = Array.from({ length: 120 }, (_, n) => [
      paragraph(`Digest ${n}`),
      actions(command("Pause", `/digest pause ${n}`)),
    ]).flat();
    const codes = new Map(
      Array.from({ length: 120 }, (_, n) => [`/digest pause ${n}`, `c1:/digest pause ${n}`]),
    );
    const prefix = createPrefix("rol-", [{ path: ["digest", "list"] }, { path: ["dropbox", "status"] }]);
    const view = homeView(privately(...rows), codes, prefix);
    expect(problemsOf(viewRule, view)).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(view.blocks.at(-1))).toContain("/rol-digest list mine");
  });
});
