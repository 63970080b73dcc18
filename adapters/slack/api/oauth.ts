// What Slack gives for the code that somebody came back with: an installation and its tokens, held against what the token itself
// says of where it is.

import { z } from "zod";
import type { InstallationFacts, InstallationTokens } from "../../../src/platform/installations.ts";
import { workspaceKey } from "../../../src/platform/workspace.ts";
import { SECOND_MS } from "../../../src/time/units.ts";
import type { SlackApp } from "../settings.ts";
import type { SlackWeb } from "./client.ts";

const id = z.string().regex(/^[A-Z0-9]{2,30}$/);
const named = z.object({ id, name: z.string().max(500).nullish() });

/** What goes into headers and the store: real tokens have some 200 printable characters at most. */
export const token = z.string().regex(/^[\x21-\x7e]{1,1000}$/);
/** In seconds: twelve hours of real ones, and no more than can be counted with. */
export const lifeSeconds = z
  .number()
  .positive()
  .max(10 * 365 * 86_400);

/** https://docs.slack.dev/reference/methods/oauth.v2.access */
const granted = z.object({
  access_token: token,
  token_type: z.literal("bot"),
  scope: z.string().max(5_000),
  bot_user_id: id,
  app_id: id,
  team: named.nullish(),
  enterprise: named.nullish(),
  is_enterprise_install: z.boolean().nullish(),
  authed_user: z.object({ id }),
  refresh_token: token.optional(),
  expires_in: lifeSeconds.optional(),
});

const identity = z.object({
  team_id: z.string(),
  enterprise_id: z.string().nullish(),
  user_id: z.string(),
  bot_id: id,
});

export interface Granted {
  readonly facts: InstallationFacts;
  readonly tokens: InstallationTokens;
}

/** What Slack gave is not of one piece; the token is of no use. */
class Mismatch extends Error {
  constructor(what: string) {
    super(`Slack's answer and its token differ: ${what}.`);
    this.name = "Mismatch";
  }
}

/**
 * Exchanges a code, once. `webWith`: calls with a token. Rejects with what `failureOf` reads, ZodError or Mismatch; a token that is
 * not kept is revoked then.
 */
export async function exchangeCode(
  options: {
    readonly app: SlackApp;
    readonly redirectUri: string;
    readonly web: SlackWeb;
    readonly webWith: (token: string) => SlackWeb;
  },
  code: string,
  now: number,
): Promise<Granted> {
  const { app, redirectUri, web, webWith } = options;
  const answer = await web.once("oauth.v2.access", {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    code,
    redirect_uri: redirectUri,
  });
  const given = granted.parse(answer);
  const withToken = webWith(given.access_token);
  try {
    const place = placeOf(given);
    const said = identity.parse(await withToken.call("auth.test", {}, { repeatable: true }));
    const isThere =
      given.is_enterprise_install === true
        ? [said.enterprise_id, said.team_id].includes(place.id)
        : said.team_id === place.id;
    if (!isThere) throw new Mismatch("the workspace");
    if (said.user_id !== given.bot_user_id) throw new Mismatch("the bot");
    const { refresh_token: refreshToken, expires_in } = given;
    if ((refreshToken === undefined) !== (expires_in === undefined)) throw new Mismatch("how long it lives");
    return {
      facts: {
        workspace: workspaceKey({ platform: "slack", id: place.id }),
        name: place.name || place.id,
        appId: given.app_id,
        botId: said.bot_id,
        botUserId: given.bot_user_id,
        installedBy: given.authed_user.id,
        scopes: given.scope.split(",").filter((scope) => scope !== ""),
      },
      tokens: {
        accessToken: given.access_token,
        ...(refreshToken === undefined || expires_in === undefined
          ? {}
          : { renewal: { refreshToken, expiresAtMs: now + expires_in * SECOND_MS } }),
      },
    };
  } catch (error) {
    await withToken.once("auth.revoke", {}).catch(() => undefined);
    throw error;
  }
}

/** An app that is installed for a whole organisation has one workspace, the organisation. */
function placeOf({ team, enterprise, is_enterprise_install }: z.infer<typeof granted>) {
  const place = is_enterprise_install === true ? enterprise : team;
  if (place === undefined || place === null) throw new Mismatch("no workspace is named");
  return place;
}
