// The environment of a bot that is in a fake Slack and in a fake Discord, at their addresses or at those of lines to them.

import { APPLICATION_ID, type FakeDiscord, TOKEN } from "./discord/server.ts";
import { APP_TOKEN, BOT_TOKEN, type FakeSlack } from "./slack/server.ts";

export function slackSettings({ apiUrl }: Pick<FakeSlack, "apiUrl">) {
  return { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN };
}

export function discordSettings({ apiUrl }: Pick<FakeDiscord, "apiUrl">) {
  return { DISCORD_API_URL: apiUrl, DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: APPLICATION_ID };
}
