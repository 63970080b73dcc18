// `manifest`: the Slack app's manifest, made from the declared commands.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestYaml, slackManifest } from "../../adapters/slack/api/manifest.ts";
import { createNotifier } from "../../adapters/terminal/out/notifier.ts";
import { readConfig } from "../config.ts";
import { createLogger } from "../log.ts";
import { assembleBot } from "../main.ts";

/** Prints the manifest with the configured COMMAND_PREFIX and, for `http` and for many workspaces, PUBLIC_URL. */
export async function printManifest(mode: "socket" | "http", isForMany: boolean): Promise<void> {
  const config = readConfig();
  // Commands are declared where a bot is put together; this one has no data and is never asked anything.
  const directory = await mkdtemp(join(tmpdir(), "rol-news-manifest-"));
  try {
    const bot = await assembleBot({
      config: readConfig({ DATA_DIR: directory }),
      clock: Date.now,
      log: createLogger("error"),
      notifier: createNotifier(),
    });
    try {
      const { COMMAND_PREFIX: prefix, PUBLIC_URL: publicUrl } = config;
      const options = { prefix, mode, isForMany, ...(publicUrl === undefined ? {} : { publicUrl }) };
      process.stdout.write(manifestYaml(slackManifest(bot.router.commands, options)));
    } finally {
      await bot.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
