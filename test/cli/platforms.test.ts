// Messages to admins go to the platform of their workspace, and what concerns everybody to all that run.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createPlatforms, NAME_MS, type OpenPlatforms, type Platforms } from "../../src/cli/platforms.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { environmentKey, type WorkspaceKey } from "../../src/platform/workspace.ts";
import { paragraph, privately } from "../../src/reply/build.ts";
import type { Pace } from "../../src/reply/ports.ts";
import { realPace } from "../../src/time/pace.ts";
import { type FakeDiscord, GUILD_WORKSPACE, OWNER_ID, startFakeDiscord } from "../fakes/discord/server.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { configOfBoth } from "./both-platforms.ts";

const trouble = privately(paragraph("Dropbox has refused the access."));
const SCOPES = ["commands", "chat:write", "users:read", "im:write"];

let directory: string;
let slack: FakeSlack;
let discord: FakeDiscord;
let bot: Bot;
let platforms: Platforms;
let opened: OpenPlatforms;
/** Waiting for a name is over at once. */
let isImpatient = false;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-platforms-"));
  [slack, discord] = await Promise.all([startFakeSlack({ scopes: SCOPES }), startFakeDiscord()]);
  const config = configOfBoth(directory, { slack, discord });
  const log = createLogger("silent");
  bot = await assembleBot({ config, clock: Date.now, log, notifier: { tell: async () => undefined } });
  const sleep: Pace["sleep"] = (ms, signal) =>
    ms === NAME_MS && isImpatient ? Promise.resolve() : realPace.sleep(ms, signal);
  platforms = createPlatforms({
    config,
    draw: async () => undefined,
    clock: Date.now,
    pace: { ...realPace, sleep },
    log,
  });
  opened = await platforms.open(bot);
  await opened.start();
});

afterAll(async () => {
  await opened.close();
  await bot.close();
  await Promise.all([slack.close(), discord.close()]);
  await rm(directory, { recursive: true, force: true });
});

let before: { readonly slack: number; readonly discord: number };

const standing = () => ({
  slack: slack.workspace.messages.length,
  discord: discord.channels.all.get(`9${OWNER_ID}`)?.messages.length ?? 0,
});

beforeEach(() => {
  before = standing();
});

/** How many messages came on each platform. */
function told() {
  const now = standing();
  return { slack: now.slack - before.slack, discord: now.discord - before.discord };
}

it.each<[WorkspaceKey, { slack: number; discord: number }]>([
  ["slack:T0NEWS", { slack: 1, discord: 0 }],
  ["slack:E0GRID", { slack: 1, discord: 0 }],
  // Slack's by its platform, whatever the id looks like.
  ["slack:200000000000000001", { slack: 1, discord: 0 }],
  [GUILD_WORKSPACE, { slack: 0, discord: 1 }],
  [`discord:user-${OWNER_ID}`, { slack: 0, discord: 1 }],
  [environmentKey("dropbox"), { slack: 1, discord: 1 }],
  [environmentKey("files"), { slack: 1, discord: 1 }],
])("admins of %s are told where they are", async (workspace, expected) => {
  await platforms.notifier.tell(workspace, "admins", trouble);
  expect(told()).toEqual(expected);
});

it("nobody is told of a workspace whose platform does not run", async () => {
  await expect(platforms.notifier.tell("terminal:local", "admins", trouble)).rejects.toMatchObject({
    code: "network",
  });
  expect(told()).toEqual({ slack: 0, discord: 0 });
});

it("a workspace is named as its people know it, by its id where the platform does not tell", async () => {
  expect(await platforms.nameOf("slack:T0NEWS")).toBe("Newsroom (T0NEWS) on Slack");
  expect(await platforms.nameOf("slack:T0OTHER")).toBe("T0OTHER on Slack");
  expect(await platforms.nameOf(GUILD_WORKSPACE)).toMatch(/^Newsroom \(\d+\) on Discord$/);
  expect(await platforms.nameOf("discord:999999999999999999")).toBe("999999999999999999 on Discord");
  expect(await platforms.nameOf("terminal:local")).toBe("local on Terminal");
});

it("a workspace goes by its id while its platform does not answer", async () => {
  const hanging = slack.hang("auth.test");
  isImpatient = true;
  expect(await platforms.nameOf("slack:T0NEWS")).toBe("T0NEWS on Slack");
  isImpatient = false;
  expect(hanging.count()).toBeLessThan(2);
  hanging.release();
});
