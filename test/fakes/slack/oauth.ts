// Slack's side of installing an app: codes for whoever allowed it, tokens for codes, renewals, and the ends of tokens. As
// https://docs.slack.dev/authentication/installing-with-oauth and /using-token-rotation have it.

import { randomUUID } from "node:crypto";
import { slackManifest } from "../../../adapters/slack/api/manifest.ts";
import { type ApiAnswer, type ApiArguments, type ApiState, BOT, no } from "./api.ts";
import { fakeWorkspace } from "./workspace.ts";

export const CLIENT = { clientId: "1.2", clientSecret: "the client secret" } as const;

/** Slack's tokens that rotate live so long, in seconds. */
export const TOKEN_LIFE_S = 43_200;

/** Where somebody installs the app. */
export interface Installing {
  readonly team: string;
  readonly user?: string;
  /** The organisation of that team. */
  readonly enterprise?: string;
  /** For all its teams. */
  readonly isOrgWide?: boolean;
  /** A code for another app. */
  readonly clientId?: string;
}

interface Grant extends Installing {
  readonly redirectUri: string;
  readonly clientId: string;
  isUsed: boolean;
}

interface Token {
  readonly of: string;
  readonly expiresAt: number;
  isRevoked: boolean;
}

export interface FakeOauth {
  /** Somebody presses Allow on the page at that address: where their browser is sent then. */
  allow(address: string, where: Installing): string;
  /** The state of a team or organisation in which it is installed. */
  stateOf(id: string): ApiState;
  /** Whose call it is; undefined for a token that is none; else Slack's word for why it is refused. */
  holderOf(token: string): ApiState | string | undefined;
  /** The methods that installing needs; undefined for all others. */
  call(method: string, token: string, args: ApiArguments): ApiAnswer | undefined;
  /** The app is removed from a team or organisation. */
  uninstall(id: string): void;
  /** The next token says that it is somewhere else. */
  lieAboutTeam(team: string): void;
  /** From now on tokens expire. */
  rotate(): void;
  readonly renewals: { count: number };
  /** Of every organisation, those to which the app was added. */
  readonly teams: string[];
}

/** https://docs.slack.dev/reference/methods/conversations.list: of an organisation's token, `team_id` "required". */
const NEED_TEAM = ["conversations.list", "users.list", "usergroups.list"];

function isOrganisation({ workspace }: ApiState): boolean {
  return workspace.team.startsWith("E");
}

export function fakeOauth(main: ApiState): FakeOauth {
  const { clock, onProblem } = main;
  const scopes = slackManifest([], { prefix: "", mode: "socket" }).oauth_config.scopes.bot.join(",");
  const grants = new Map<string, Grant>();
  const tokens = new Map<string, Token>();
  const refreshTokens = new Map<string, string>();
  const states = new Map<string, ApiState>([[main.workspace.team, main]]);
  const renewals = { count: 0 };
  const teams: string[] = [];
  let rotates = false;
  let lie: string | undefined;

  function stateOf(id: string): ApiState {
    const known = states.get(id);
    if (known !== undefined) return known;
    const workspace = fakeWorkspace(clock, id);
    const made = { ...main, workspace, homes: new Map(), homeHashes: new Map() };
    states.set(id, made);
    return made;
  }

  function issue(of: string): ApiAnswer {
    const accessToken = `${rotates ? "xoxe.xoxb" : "xoxb"}-${of}-${randomUUID()}`;
    const expiresAt = rotates ? clock() + TOKEN_LIFE_S * 1000 : Number.POSITIVE_INFINITY;
    tokens.set(accessToken, { of, expiresAt, isRevoked: false });
    if (!rotates) return { access_token: accessToken };
    const refreshToken = `xoxe-${of}-${randomUUID()}`;
    refreshTokens.set(refreshToken, of);
    return { access_token: accessToken, refresh_token: refreshToken, expires_in: TOKEN_LIFE_S };
  }

  function exchange({ code = "", redirect_uri }: ApiArguments): ApiAnswer {
    const grant = grants.get(code);
    if (grant === undefined || grant.clientId !== CLIENT.clientId) return no("invalid_code");
    if (grant.isUsed) return no("code_already_used");
    if (grant.redirectUri !== redirect_uri) return no("bad_redirect_uri");
    grant.isUsed = true;
    const { team, enterprise, isOrgWide = false, user = "U0ADMIN" } = grant;
    const of = isOrgWide ? (enterprise ?? "") : team;
    if (enterprise !== undefined) stateOf(of).workspace.organisation = enterprise;
    return {
      ok: true,
      ...issue(of),
      token_type: "bot",
      scope: scopes,
      bot_user_id: BOT.userId,
      app_id: "A0NEWS",
      team: isOrgWide ? null : { id: team, name: `Team ${team}` },
      enterprise: enterprise === undefined ? null : { id: enterprise, name: `Organisation ${enterprise}` },
      is_enterprise_install: isOrgWide,
      authed_user: { id: user },
    };
  }

  function renew({ refresh_token = "" }: ApiArguments): ApiAnswer {
    const of = refreshTokens.get(refresh_token);
    if (of === undefined) return no("invalid_refresh_token");
    // Good for one renewal; the access token goes on until it expires.
    refreshTokens.delete(refresh_token);
    renewals.count += 1;
    return { ok: true, ...issue(of), token_type: "bot", scope: scopes };
  }

  function access(args: ApiArguments): ApiAnswer {
    if (args.client_id !== CLIENT.clientId) return no("invalid_client_id");
    if (args.client_secret !== CLIENT.clientSecret) return no("bad_client_secret");
    return args.grant_type === "refresh_token" ? renew(args) : exchange(args);
  }

  function uninstall(id: string): void {
    for (const token of tokens.values()) if (token.of === id) token.isRevoked = true;
    for (const [refreshToken, of] of refreshTokens) if (of === id) refreshTokens.delete(refreshToken);
  }

  function holderOf(token: string): ApiState | string | undefined {
    const known = tokens.get(token);
    if (known === undefined) return undefined;
    if (known.isRevoked) return "account_inactive";
    if (clock() >= known.expiresAt) return "token_expired";
    return stateOf(known.of);
  }

  return {
    renewals,
    stateOf,
    uninstall,
    rotate() {
      rotates = true;
    },
    lieAboutTeam(team) {
      lie = team;
    },
    allow(address, where) {
      const { pathname, searchParams } = new URL(address);
      if (pathname !== "/oauth/v2/authorize") onProblem(`oauth: ${pathname} is not where people allow`);
      if (searchParams.get("client_id") !== CLIENT.clientId) onProblem("oauth: client_id is another app's");
      if (searchParams.get("scope") !== scopes) onProblem("oauth: the scopes are not the manifest's");
      const [redirectUri = "", state = ""] = [
        searchParams.get("redirect_uri") ?? undefined,
        searchParams.get("state") ?? undefined,
      ];
      if (state === "") onProblem("oauth: no state");
      const code = `code.${randomUUID()}`;
      grants.set(code, { clientId: CLIENT.clientId, ...where, redirectUri, isUsed: false });
      return `${redirectUri}?${new URLSearchParams({ code, state })}`;
    },
    teams,
    holderOf,
    call(method, token, args) {
      switch (method) {
        case "oauth.v2.access":
          if (token !== "") onProblem("oauth.v2.access: a token was sent along");
          return access(args);
        case "auth.revoke": {
          const known = tokens.get(token);
          if (known === undefined) return no("invalid_auth");
          known.isRevoked = true;
          return { ok: true, revoked: true };
        }
        case "apps.uninstall": {
          if (args.client_id !== CLIENT.clientId || args.client_secret !== CLIENT.clientSecret)
            return no("bad_client_secret");
          const known = tokens.get(token);
          if (known === undefined || known.isRevoked) return no("invalid_auth");
          uninstall(known.of);
          return { ok: true };
        }
        case "auth.test": {
          const of = tokens.get(token)?.of;
          if (of === undefined || lie === undefined) return undefined;
          const team_id = lie;
          lie = undefined;
          return { ok: true, team_id, user_id: BOT.userId, bot_id: BOT.botId };
        }
        case "auth.teams.list": {
          const of = holderOf(token);
          if (typeof of !== "object" || !isOrganisation(of)) return no("invalid_auth");
          return { ok: true, teams: teams.map((id) => ({ id, name: id })) };
        }
        default: {
          const of = holderOf(token);
          const isLacking = NEED_TEAM.includes(method) && !teams.includes(args.team_id ?? "");
          return typeof of === "object" && isOrganisation(of) && isLacking
            ? no("missing_argument")
            : undefined;
        }
      }
    },
  };
}
