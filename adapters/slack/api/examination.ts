// What an operator has to mend at Slack: tokens, permissions and the way in, asked without starting the bot.

import { webApi } from "@slack/bolt";
import { z } from "zod";
import { type Examination, type Finding, ok, problem } from "../../../src/platform/finding.ts";
import type { SlackApp, SlackSettings } from "../settings.ts";
import { clientOptions, failureOf } from "./client.ts";
import { INSTALL_PATH } from "./manifest.ts";
import { missingScopes } from "./scopes.ts";

const TOKEN = "Slack bot token";
const APP = "Slack app";
const WAY_IN = "Slack connection";

const identity = z.object({
  team: z.string(),
  user: z.string(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).optional(),
});

export function examination({ botToken, app, appToken, apiUrl }: SlackSettings): Examination {
  const client = (token?: string): webApi.WebClient =>
    new webApi.WebClient(token, { ...clientOptions(apiUrl), logLevel: webApi.LogLevel.ERROR });

  /** Slack tells by what it says to a code that nobody has: it looks at the app first. */
  async function appFindings({ clientId, clientSecret }: SlackApp): Promise<readonly Finding[]> {
    const code = { client_id: clientId, client_secret: clientSecret, code: "none" };
    const failure = await client()
      .oauth.v2.access(code)
      .then(() => undefined, failureOf);
    if (failure?.type !== "refused")
      return [problem(APP, `Slack did not answer (${failure?.type}).`, "Run this again in a few minutes.")];
    return [
      failure.error === "invalid_code"
        ? ok(APP, `workspaces install it at PUBLIC_URL${INSTALL_PATH}`)
        : problem(APP, `Slack refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET (${failure.error}).`, MENDS.APP),
    ];
  }

  async function tokenFindings(botToken: string): Promise<readonly Finding[]> {
    if (botToken.startsWith("xapp-"))
      return [
        problem(
          TOKEN,
          "SLACK_BOT_TOKEN holds an app-level token.",
          "Set it to the Bot User OAuth Token, which begins with xoxb-; this one belongs into SLACK_APP_TOKEN.",
        ),
      ];
    const { team, user, response_metadata } = identity.parse(await client(botToken).auth.test());
    const missing = missingScopes(response_metadata?.scopes ?? []);
    return [
      ok(TOKEN, `${user} in ${team}`),
      ...missing.map(({ name, without }) =>
        problem(
          "Slack permissions",
          `${name} is missing: without it the bot ${without}.`,
          "Replace the app's manifest with manifest.yml and install the app again; docs/slack.md says how.",
        ),
      ),
    ];
  }

  async function wayIn(): Promise<readonly Finding[]> {
    if (appToken === undefined) return [ok(WAY_IN, "over HTTP: Slack sends its requests to PUBLIC_URL")];
    if (appToken.startsWith("xoxb-"))
      return [
        problem(
          WAY_IN,
          "SLACK_APP_TOKEN holds a bot token.",
          "Set it to the App-Level Token, which begins with xapp-; this one belongs into SLACK_BOT_TOKEN.",
        ),
      ];
    await client(appToken).apps.connections.open();
    return [ok(WAY_IN, "Socket Mode")];
  }

  return {
    address: apiUrl ?? "https://slack.com",
    async findings() {
      return [
        ...(app === undefined
          ? await tokenFindings(botToken).catch((error: unknown) => [
              refused(TOKEN, "SLACK_BOT_TOKEN", MENDS.BOT, error),
            ])
          : await appFindings(app)),
        ...(await wayIn().catch((error: unknown) => [
          refused(WAY_IN, "SLACK_APP_TOKEN", MENDS.SOCKET, error),
        ])),
      ];
    },
  };
}

const MENDS = {
  APP: "Copy both from the app's settings: Basic Information, App Credentials.",
  BOT: "Install the app to the workspace and set the token of its bot user.",
  SOCKET:
    "Make an App-Level Token with connections:write under Basic Information, turn on Socket Mode, and set it.",
} as const;

function refused(about: string, variable: string, mend: string, error: unknown): Finding {
  const failure = failureOf(error);
  return failure.type === "refused"
    ? problem(about, `Slack refuses ${variable} (${failure.error}).`, mend)
    : problem(about, `Slack did not answer (${failure.type}).`, "Run this again in a few minutes.");
}
