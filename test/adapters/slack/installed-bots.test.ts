// The bots of many workspaces: so many are at hand, and what Slack told one of them to wait for is known after a restart.

import { afterEach, describe, expect, it, vi } from "vitest";
import { MOST_BOTS } from "../../../adapters/slack/in/installed-bots.ts";
import type { SlackPlatform } from "../../../adapters/slack/platform.ts";
import type { KeptRests } from "../../../src/platform/rests.ts";
import type { WorkspaceKey } from "../../../src/platform/workspace.ts";
import { paragraph, privately } from "../../../src/reply/build.ts";
import { CLIENT } from "../../fakes/slack/oauth.ts";
import { createTestPace } from "../../pace.ts";
import { type InstalledApp, startInstalledApp } from "./installed-app.ts";

const ANSWER = 'Did news search with "court".';

let app: InstalledApp;

afterEach(async () => {
  const { problems } = app.bot.slack;
  await app.close();
  expect(problems).toEqual([]);
});

const tell = (adapter: SlackPlatform, workspace: WorkspaceKey): Promise<unknown> =>
  adapter.notifier.tell(workspace, { actorId: "U0MEMBER" }, privately(paragraph("A notice.")));

describe("of more workspaces than there are bots at hand", () => {
  it("each is answered, the one whose bot is put away meanwhile, too, and so it is when it asks again", async () => {
    app = await startInstalledApp("http");
    await app.install({ team: "T0" });
    const stored = await app.bot.installations.get("slack:T0");
    if (stored?.tokens === undefined) throw new Error("it is not installed");
    const { slack, installations } = app.bot;
    const others = Array.from({ length: MOST_BOTS + 1 }, (_, n) => `T${n + 1}`);
    for (const team of others.slice(0, 2)) await app.install({ team });
    // The rest have no calls of their own: a token is enough.
    for (const team of others.slice(2))
      await installations.install({ ...stored, workspace: `slack:${team}` }, stored.tokens, 0);

    const held = slack.hang("chat.postMessage");
    const underWay = tell(app.bot.adapter, "slack:T0");
    await slack.until(() => held.count() === 1);
    for (const team of others) {
      const place = { platform: "slack", channel: "C0NEWS" };
      // Looks for nothing, yet with the bot of that workspace.
      const to = app.bot.adapter.places.open(place, new Map(), `slack:${team}`);
      const [part] = to.plan({ main: privately(paragraph("x")) }, "key");
      if (part === undefined) throw new Error("nothing was planned");
      await to.find(part, 0, { signal: AbortSignal.abort() }).catch(() => undefined);
    }
    held.release();
    await underWay;
    expect(slack.oauth.stateOf("T0").workspace.messages.map(({ text }) => text)).toEqual(["A notice."]);
    const looked = vi.spyOn(installations, "get");
    const looksFor = (team: string) =>
      looked.mock.calls.filter(([workspace]) => workspace === `slack:${team}`).length;
    expect(await app.ask("T0")).toBe(ANSWER);
    const anew = looksFor("T0");
    expect(anew).toBeGreaterThan(0);
    expect(await app.ask("T0")).toBe(ANSWER);
    // At hand now.
    expect(looksFor("T0")).toBe(anew);
    for (const team of ["T1", "T2"]) expect(await app.ask(team)).toBe(ANSWER);
  });
});

describe("what Slack told the bot of one workspace to wait for", () => {
  it("is kept over a restart, and holds up no other workspace", async () => {
    const kept: KeptRests = {
      since: (now) => app.bot.store.rests.of("slack").since(now),
      keep: (rest) => app.bot.store.rests.of("slack").keep(rest),
    };
    let now = Date.UTC(2024, 2, 7, 9);
    const time = { clock: () => now, pace: createTestPace({ chance: 0 }), keptRests: kept };
    app = await startInstalledApp("http", { time });
    for (const team of ["T1", "T2"]) await app.install({ team });
    const { slack } = app.bot;
    slack.fail("chat.postMessage", { status: 429, retryAfterSeconds: 3_600 });
    await expect(tell(app.bot.adapter, "slack:T1")).rejects.toThrow();
    const asked = slack.calls.get("chat.postMessage");

    const restarted = app.bot.adapterWith({ app: CLIENT, signingSecret: "another" });
    await expect(tell(restarted, "slack:T1")).rejects.toThrow();
    expect(slack.calls.get("chat.postMessage")).toBe(asked);
    await tell(restarted, "slack:T2");
    now += 3_600_000;
    await tell(restarted, "slack:T1");
    const toldIn = (team: string) => slack.oauth.stateOf(team).workspace.messages.length;
    expect([toldIn("T1"), toldIn("T2")]).toEqual([1, 1]);
    await restarted.close();
  });
});
