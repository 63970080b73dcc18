// The configuration of a bot that is in a fake Slack and in a fake Discord.

import { type Config, readConfig } from "../../src/config.ts";
import { type FakeDiscord, OWNER_ID } from "../fakes/discord/server.ts";
import { discordSettings, slackSettings } from "../fakes/settings.ts";
import type { FakeSlack } from "../fakes/slack/server.ts";

export function configOfBoth(
  directory: string,
  { slack, discord }: { readonly slack: FakeSlack; readonly discord: FakeDiscord },
): Config {
  return readConfig({
    DATA_DIR: directory,
    ...slackSettings(slack),
    ...discordSettings(discord),
    ADMIN_IDS: `slack:U0ADMIN,discord:${OWNER_ID}`,
  });
}
