// OAuth 2 with PKCE at Dropbox. Everything secret travels in request bodies, never in an address.
// https://developers.dropbox.com/oauth-guide

import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../reply/ports.ts";
import type { Http } from "./http.ts";
import { errorOf, readRefusal, refusalError, unintelligible } from "./refusal.ts";

/** What the bot asks for; the other one only where exports are on. */
export const READ_SCOPES = ["account_info.read", "files.metadata.read", "files.content.read"] as const;

export const WRITE_SCOPE = "files.content.write";

const AUTHORIZE_URL = "https://www.dropbox.com/oauth2/authorize";
const TOKEN_URL = "https://api.dropboxapi.com/oauth2/token";
/** Real codes have about 45 characters. */
const LONGEST_CODE = 1000;

/** A proof key for code exchange: the challenge goes into the link, the verifier comes with the code. */
export interface Pkce {
  /** Secret until used. 43 characters. */
  readonly verifier: string;
  /** base64url(sha256(verifier)). */
  readonly challenge: string;
}

export interface AuthorizeRequest {
  readonly challenge: string;
  readonly scopes: readonly string[];
  /** Comes back with the code; only of use with `redirectUri`. */
  readonly state?: string;
  /** Where Dropbox sends the browser; absent: it shows the code. */
  readonly redirectUri?: string;
}

/** A short-lived key to the API. */
export interface AccessToken {
  readonly accessToken: string;
  readonly expiresAtMs: number;
}

/** What a code was exchanged for. */
export interface Grant extends AccessToken {
  readonly refreshToken: string;
  readonly accountId: string;
  /** What the person allowed. */
  readonly scopes: readonly string[];
}

export interface OAuth {
  /** The link a person opens to press Allow. Holds no secret. */
  authorizeUrl(request: AuthorizeRequest): string;
  /**
   * Exchanges a code for tokens. `redirectUri` is the one of the link.
   * @throws AppError bad-input when the code is wrong, used or expired, or of a whole team; bad-configuration when Dropbox does not know the
   * app; network and dropbox (retryable) when it did not answer
   */
  exchangeCode(exchange: {
    readonly code: string;
    readonly verifier: string;
    readonly redirectUri?: string;
    readonly signal?: AbortSignal;
  }): Promise<Grant>;
  /**
   * A new access token. @throws AppError needs-reconnect when the refresh token opens nothing any more, else as
   * `exchangeCode`
   */
  refresh(refreshToken: string, signal?: AbortSignal): Promise<AccessToken>;
}

export interface OAuthOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly appKey: string;
  /** Absent: PKCE alone speaks for the app. */
  readonly appSecret?: string | undefined;
}

/** What goes into headers and the store: real tokens have some 1,500 printable characters at most. */
const token = z.string().regex(/^[\x21-\x7e]{1,10000}$/);
/** Four hours of real ones; a time that is no more than that of a life can be counted with. */
const LONGEST_LIFE_S = 10 * 365 * 86_400;

const tokenSchema = z.object({
  access_token: token,
  expires_in: z.number().positive().max(LONGEST_LIFE_S),
});

const grantSchema = tokenSchema.extend({
  refresh_token: token,
  /** Absent when a whole team is meant: then there is a `team_id`. */
  account_id: z.string().min(1).max(500).optional(),
  scope: z.string().max(10_000).default(""),
});

const errorSchema = z.object({ error: z.string() });

/** A new proof key: 32 random bytes (RFC 7636 §4.1). */
export function createPkce(): Pkce {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

/** OAuth for one app. */
export function createOAuth({ http, clock, appKey, appSecret }: OAuthOptions): OAuth {
  /** The answer to a token request, or the error that the service names. */
  async function ask<T>(
    schema: z.ZodType<T>,
    fields: Readonly<Record<string, string>>,
    wanted: "code" | "refresh",
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const response = await http.send({
      url: TOKEN_URL,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        ...fields,
        client_id: appKey,
        ...(appSecret === undefined ? {} : { client_secret: appSecret }),
      }).toString(),
      answer: "whole",
      signal,
    });
    const text = await response.text();
    if (response.ok) return parse(schema, text);
    const refusal = readRefusal(response.status, response.headers, text);
    const isOurs = response.status === 400 || response.status === 401;
    const named = isOurs ? errorIn(text) : undefined;
    throw refusalError(refusal, {}, named === undefined ? undefined : `${wanted}:${named}`);
  }

  return {
    authorizeUrl({ challenge, scopes, state, redirectUri }) {
      const query = new URLSearchParams({
        client_id: appKey,
        response_type: "code",
        token_access_type: "offline",
        code_challenge: challenge,
        code_challenge_method: "S256",
        scope: scopes.join(" "),
        ...(state === undefined ? {} : { state }),
        ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
      });
      return http.addressOf(`${AUTHORIZE_URL}?${query}`);
    },

    async exchangeCode({ code, verifier, redirectUri, signal }) {
      const trimmed = code.trim();
      if (trimmed === "" || trimmed.length > LONGEST_CODE) throw errorOf("wrongCode");
      const grant = await ask(
        grantSchema,
        {
          grant_type: "authorization_code",
          code: trimmed,
          code_verifier: verifier,
          ...(redirectUri === undefined ? {} : { redirect_uri: redirectUri }),
        },
        "code",
        signal,
      );
      if (grant.account_id === undefined) throw errorOf("teamGrant");
      return {
        ...accessTokenOf(grant),
        refreshToken: grant.refresh_token,
        accountId: grant.account_id,
        scopes: grant.scope.split(" ").filter((scope) => scope !== ""),
      };
    },

    async refresh(refreshToken, signal) {
      const fields = { grant_type: "refresh_token", refresh_token: refreshToken };
      return accessTokenOf(await ask(tokenSchema, fields, "refresh", signal));
    },
  };

  function accessTokenOf({ access_token, expires_in }: z.infer<typeof tokenSchema>): AccessToken {
    return { accessToken: access_token, expiresAtMs: clock() + expires_in * 1000 };
  }
}

function parse<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw unintelligible(error);
  }
}

/** The error that OAuth names (RFC 6749 §5.2); undefined when the body is something else. */
function errorIn(text: string): string | undefined {
  try {
    return errorSchema.parse(JSON.parse(text)).error;
  } catch {
    return undefined;
  }
}
