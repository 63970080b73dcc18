// Slack's part of the environment: a bot token, and one of two ways in.

import { origin, text } from "../../src/platform/settings.ts";
import { defineSettings } from "../adapter.ts";

export interface SlackSettings {
  readonly botToken: string;
  /** Given: Socket Mode. */
  readonly appToken?: string;
  /** Needed for HTTP mode, which is used without an app token. */
  readonly signingSecret?: string;
  /** Another place than Slack's own API, for tests. */
  readonly apiUrl?: string;
}

export const settings = defineSettings({
  variables: {
    SLACK_BOT_TOKEN: text,
    SLACK_APP_TOKEN: text,
    SLACK_SIGNING_SECRET: text,
    SLACK_API_URL: origin,
  },
  read({
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  }): SlackSettings | undefined {
    if (botToken === undefined || (appToken ?? signingSecret) === undefined) return undefined;
    return {
      botToken,
      ...(appToken === undefined ? {} : { appToken }),
      ...(signingSecret === undefined ? {} : { signingSecret }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
    };
  },
  off: "it needs SLACK_BOT_TOKEN, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
});
