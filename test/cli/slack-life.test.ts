// A digest through what happens to the bot in Slack: its token is revoked and given back, its channel archived and opened again;
// and one that begins with a shortcut.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPlatforms, type OpenPlatforms, type Platforms } from "../../src/cli/platforms.ts";
import { readConfig } from "../../src/config.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { TRY_AGAIN_MS } from "../../src/platform/standing.ts";
import { realPace } from "../../src/time/pace.ts";
import { archive, bribes, FILE, firstDay, judge, MADE_AT, secondDay } from "../answers/digest-news.ts";
import { slackFilled } from "../contract/filling.ts";
import { slackSettings } from "../fakes/settings.ts";
import { inputsOf } from "../fakes/slack/modals.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import type { FakeMessage } from "../fakes/slack/workspace.ts";
import { placeArticles, placeSnapshotOf } from "../kept.ts";

const WORKSPACE = "slack:T0NEWS";

let directory: string;
let slack: FakeSlack;
let bot: Bot;
let platforms: Platforms;
let opened: OpenPlatforms;
let now = Date.parse(MADE_AT);
/** What was refused is tried again when this resolves. */
let mended = Promise.withResolvers<void>();

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-slack-life-"));
  const news = join(directory, "news");
  await mkdir(news);
  await placeArticles(join(news, FILE), firstDay);
  const clock = (): number => now;
  slack = await startFakeSlack({ clock });
  const config = readConfig({ DATA_DIR: join(directory, "data"), ...slackSettings(slack) });
  await placeSnapshotOf(news, { dataDirectory: config.DATA_DIR, now });
  const log = createLogger("silent");
  platforms = createPlatforms({
    config,
    draw: async () => undefined,
    clock,
    pace: {
      ...realPace,
      sleep: (ms, signal) => (ms === TRY_AGAIN_MS ? mended.promise : realPace.sleep(ms, signal)),
    },
    log,
  });
  const { notifier, places, standings } = platforms;
  bot = await assembleBot({ config, clock, log, notifier, platformNamed: places, standings, files: news });
  opened = await platforms.open(bot);
  await opened.start();
  await slack
    .command("U0ADMIN", 'create Morning when "daily 09:00" tz UTC', { command: "/digest" })
    .answers(1);
});

afterAll(async () => {
  mended.resolve();
  await opened.close();
  await bot.close();
  await slack.close();
  await rm(directory, { recursive: true, force: true });
});

/** Decides and delivers what is due by then. */
async function at(iso: string): Promise<void> {
  now = Date.parse(iso);
  await bot.digests.digests.tick();
  await bot.digests.queue.idle();
}

const posted = (channel = "C0NEWS"): string =>
  slack.workspace.messages
    .filter((message) => message.channel === channel && message.via === "chat.postMessage")
    .map(({ text }) => text)
    .join("\n");

const stands = (type: string): Promise<void> =>
  expect.poll(() => platforms.standings()[0]?.standing.type, { interval: 10 }).toBe(type);

describe("a digest in Slack", { shuffle: false }, () => {
  it("waits while the app is uninstalled, which is known at once, and comes once when it is back", async () => {
    slack.refuse("bot token");
    await slack.tell({ type: "app_uninstalled" }).acknowledged;
    await stands("refused");
    expect(platforms.standings()[0]?.standing).toMatchObject({
      reason: expect.stringContaining("Install the app to the workspace"),
    });
    await at("2024-03-09T09:00:00Z");
    expect(posted()).toBe("");
    slack.admit();
    mended.resolve();
    mended = Promise.withResolvers();
    await stands("connected");
    await at("2024-03-09T09:30:00Z");
    expect(posted()).toContain(bribes.title);
    expect(posted().split(archive.title)).toHaveLength(2);
  });

  it("pauses when its channel is archived, tells its owner once, and brings the rest when it goes on", async () => {
    const channel = slack.workspace.channels.get("C0NEWS");
    if (channel === undefined) throw new Error("no channel");
    channel.isArchived = true;
    for (const id of ["first", "again"])
      await slack.tell({ type: "channel_archive", channel: "C0NEWS" }, { id }).acknowledged;
    await slack.until(() => posted("D0ADMIN").includes("is paused: The channel is archived."));
    await at("2024-03-10T09:00:00Z");
    expect(posted("D0ADMIN").split("is paused")).toHaveLength(2);
    const [record] = await bot.digests.digests
      .idle()
      .then(() => slack.command("U0ADMIN", "show Morning", { command: "/digest" }).answers(1));
    expect(JSON.stringify(record?.blocks)).toContain("The channel is archived.");
    channel.isArchived = false;
    await placeArticles(join(directory, "news", FILE), [...firstDay, ...secondDay]);
    await bot.datasets.refresh(WORKSPACE);
    await slack.command("U0ADMIN", "resume Morning", { command: "/digest" }).answers(1);
    await at("2024-03-11T09:00:00Z");
    expect(posted()).toContain(judge.title);
  });
});

describe("the shortcut for a new digest", () => {
  it("opens the form of the real command, and what is filled in makes the digest", async () => {
    const { modals } = slack;
    const before = modals.length;
    const { acknowledged } = slack.globalShortcut("U0ADMIN", "new-digest");
    expect(await acknowledged).toEqual({});
    await slack.until(() => modals.length > before);
    const view = modals.at(-1);
    if (view?.type !== "modal") throw new Error("no modal");
    expect(view.title.text).toBe("New digest");
    const answers = slackFilled(inputsOf(view), { name: "By shortcut", country: "Latvia" });
    expect(await slack.filling.send("U0ADMIN", view, answers).errors).toEqual({});
    const isMade = ({ channel, blocks }: FakeMessage): boolean =>
      channel === "D0ADMIN" && /Digest made.*By shortcut.*Latvia/.test(JSON.stringify(blocks));
    await slack.until(() => slack.workspace.messages.some(isMade));
  });
});
