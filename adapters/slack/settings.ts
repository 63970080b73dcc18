// Slack's part of the environment: a bot token or an app that many workspaces install, and one of two ways in.

import { origin, text } from "../../src/platform/settings.ts";
import { defineSettings } from "../adapter.ts";

/** An app that people install by themselves. */
export interface SlackApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

interface WayIn {
  /** Given: Socket Mode. */
  readonly appToken?: string;
  /** Needed for HTTP mode, which is used without an app token. */
  readonly signingSecret?: string;
  /** Another place than Slack's own API, for tests. */
  readonly apiUrl?: string;
}

/** One workspace, whose token is known. */
export interface OneWorkspace extends WayIn {
  readonly botToken: string;
  readonly app?: undefined;
}

/** Those that install the app. */
export interface ManyWorkspaces extends WayIn {
  readonly app: SlackApp;
  readonly botToken?: undefined;
}

export type SlackSettings = OneWorkspace | ManyWorkspaces;

export const settings = defineSettings({
  variables: {
    SLACK_BOT_TOKEN: text,
    SLACK_CLIENT_ID: text,
    SLACK_CLIENT_SECRET: text,
    SLACK_APP_TOKEN: text,
    SLACK_SIGNING_SECRET: text,
    SLACK_API_URL: origin,
  },
  read({
    SLACK_BOT_TOKEN: botToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  }): SlackSettings | undefined {
    if ((appToken ?? signingSecret) === undefined) return undefined;
    const wayIn = {
      ...(appToken === undefined ? {} : { appToken }),
      ...(signingSecret === undefined ? {} : { signingSecret }),
      ...(apiUrl === undefined ? {} : { apiUrl }),
    };
    if (botToken !== undefined) return { ...wayIn, botToken };
    if (clientId === undefined || clientSecret === undefined) return undefined;
    return { ...wayIn, app: { clientId, clientSecret } };
  },
  off: "it needs SLACK_BOT_TOKEN, or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, and SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
});
