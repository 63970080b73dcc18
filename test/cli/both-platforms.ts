// The configuration of a bot that is in a fake Slack and in a fake Discord.

import { type Config, readConfig } from "../../src/config.ts";
import { APPLICATION_ID, type FakeDiscord, OWNER_ID, TOKEN } from "../fakes/discord/server.ts";
import { APP_TOKEN, BOT_TOKEN, type FakeSlack } from "../fakes/slack/server.ts";

export function configOfBoth(
  directory: string,
  { slack, discord }: { readonly slack: FakeSlack; readonly discord: FakeDiscord },
): Config {
  return readConfig({
    DATA_DIR: directory,
    SLACK_API_URL: slack.apiUrl,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TOKEN: TOKEN,
    DISCORD_APPLICATION_ID: APPLICATION_ID,
    ADMIN_IDS: `slack:U0ADMIN,discord:${OWNER_ID}`,
  });
}
