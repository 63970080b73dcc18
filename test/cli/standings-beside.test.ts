// Two processes on the same platforms: how these stand is told by one of them.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { createPlatforms } from "../../src/cli/platforms.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot } from "../../src/main.ts";
import { TRY_AGAIN_MS } from "../../src/platform/standing.ts";
import type { Leases } from "../../src/store/leases.ts";
import { type FakeDiscord, OWNER_ID, startFakeDiscord } from "../fakes/discord/server.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { createTestPace } from "../pace.ts";
import { leasesOver } from "../store/leases-over.ts";
import { configOfBoth } from "./both-platforms.ts";

interface Both {
  readonly slack: FakeSlack;
  readonly discord: FakeDiscord;
}

/** A process with a data directory of its own; it ends with the test. */
async function startProcess(both: Both, leases: Leases) {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-beside-"));
  const config = configOfBoth(directory, both);
  const log = createLogger("silent");
  const pace = createTestPace({ heldMs: [TRY_AGAIN_MS], chance: 0 });
  const { notifier, open, standings } = createPlatforms({
    config,
    draw: async () => undefined,
    clock: Date.now,
    pace,
    log,
  });
  const bot = await assembleBot({ config, clock: Date.now, log, notifier, leases });
  const opened = await open(bot);
  onTestFinished(async () => {
    pace.release();
    await opened.close();
    await bot.close();
    await rm(directory, { recursive: true, force: true });
  });
  await opened.start();
  const slackStands = () => standings().find(({ id }) => id === "slack")?.standing.type;
  return {
    async stands(how: "refused" | "connected"): Promise<void> {
      await vi.waitFor(() => expect(slackStands()).toBe(how), 5_000);
    },
    tryAgain: () => pace.pass(TRY_AGAIN_MS),
  };
}

test("that a platform refuses both processes admins hear once, and once that it takes them again", async () => {
  const [slack, discord] = await Promise.all([
    startFakeSlack({ scopes: ["commands", "chat:write", "users:read", "im:write"] }),
    startFakeDiscord(),
  ]);
  onTestFinished(async () => {
    await Promise.all([slack.close(), discord.close()]);
  });
  const told = (): readonly (string | undefined)[] =>
    (discord.channels.all.get(`9${OWNER_ID}`)?.messages ?? []).map(
      (message) => /does not take the bot|takes the bot again/.exec(JSON.stringify(message))?.[0],
    );
  slack.refuse("bot token");
  const held = new Set<string>();
  const both = [
    await startProcess({ slack, discord }, leasesOver(held)),
    await startProcess({ slack, discord }, leasesOver(held)),
  ];
  await Promise.all(both.map(({ stands }) => stands("refused")));
  await vi.waitFor(() => expect(told()).toEqual(["does not take the bot"]), 5_000);
  slack.admit();
  await Promise.all(both.map(({ tryAgain }) => tryAgain()));
  await Promise.all(both.map(({ stands }) => stands("connected")));
  await vi.waitFor(() => expect(told()).toHaveLength(2), 5_000);
  expect(told()).toEqual(["does not take the bot", "takes the bot again"]);
});
