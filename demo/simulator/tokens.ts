// Who may do what: scopes, authorization codes, refresh tokens and access tokens, all in memory.

import { randomBytes } from "node:crypto";
import type { Clock } from "../../src/reply/ports.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import type { TokenError } from "./errors.ts";

/** The scopes the simulated app has (a real app picks them on its Permissions tab). */
export const scopes = [
  "account_info.read",
  "files.content.read",
  "files.content.write",
  "files.metadata.read",
] as const;
export type Scope = (typeof scopes)[number];

/** Whom a grant is of: an account by its id, or a whole team. */
export type Owner = { readonly accountId: string } | { readonly teamId: string };

/** What a person allowed once. */
export interface Grant {
  readonly owner: Owner;
  readonly scopes: readonly Scope[];
  /** Offline access has a refresh token. */
  readonly offline: boolean;
  /** Whether the app showed a PKCE challenge, so that it needs no secret to refresh. */
  readonly pkce: boolean;
}

/** What must come back with an authorization code. */
export interface CodeTerms {
  readonly grant: Grant;
  readonly redirectUri: string | undefined;
  readonly challenge: { readonly method: "S256" | "plain"; readonly value: string } | undefined;
}

interface LiveGrant extends Grant {
  revoked: boolean;
}

interface AccessToken {
  readonly grant: LiveGrant;
  readonly scopes: readonly Scope[];
  expiresAtMs: number;
}

/** What an access token opens, or why nothing. */
export type Access =
  | { readonly kind: "open"; readonly scopes: readonly Scope[]; readonly owner: Owner }
  | { readonly kind: "refused"; readonly error: TokenError };

/** All tokens of a running simulator. */
export interface Tokens {
  issueCode(terms: CodeTerms): string;
  /** The terms of a code, or why it is none. Does not use it up. */
  code(code: string): CodeTerms | "unknown" | "used";
  /** Makes a code worthless: each serves once. */
  useCode(code: string): void;
  issueRefreshToken(grant: Grant): string;
  /** Undefined when the token never was one or was revoked. */
  refreshGrant(refreshToken: string): Grant | undefined;
  /** An access token of a fresh grant, or of that of a refresh token. */
  issueAccessToken(
    from: { readonly grant: Grant } | { readonly refreshToken: string },
    scopes?: readonly Scope[],
  ): string;
  open(accessToken: string): Access;
  /** Ends an access token with its refresh token and all others of the grant. */
  revoke(accessToken: string): void;
  revokeAll(): void;
  expireAccessTokens(): void;
}

/** https://developers.dropbox.com/oauth-guide */
const codeLifetimeMs = 10 * MINUTE_MS;
/** Of each kind; the oldest are forgotten. */
const remembered = 10_000;

export function createTokens(options: {
  readonly clock: Clock;
  readonly accessTokenLifetimeMs: number;
}): Tokens {
  const { clock, accessTokenLifetimeMs } = options;
  const codes = new Map<string, { readonly terms: CodeTerms; readonly expiresAtMs: number; used: boolean }>();
  const refreshTokens = new Map<string, LiveGrant>();
  const accessTokens = new Map<string, AccessToken>();

  function issueAccessToken(grant: LiveGrant, wanted: readonly Scope[]): string {
    const token = `sl.${randomBytes(96).toString("base64url")}`;
    remember(accessTokens, token, { grant, scopes: wanted, expiresAtMs: clock() + accessTokenLifetimeMs });
    return token;
  }

  function liveRefreshGrant(refreshToken: string): LiveGrant | undefined {
    const grant = refreshTokens.get(refreshToken);
    return grant === undefined || grant.revoked ? undefined : grant;
  }

  return {
    issueCode(terms) {
      const code = randomBytes(32).toString("base64url");
      remember(codes, code, { terms, expiresAtMs: clock() + codeLifetimeMs, used: false });
      return code;
    },
    code(code) {
      const known = codes.get(code);
      if (known === undefined || known.expiresAtMs <= clock()) return "unknown";
      return known.used ? "used" : known.terms;
    },
    useCode(code) {
      const known = codes.get(code);
      if (known !== undefined) known.used = true;
    },
    issueRefreshToken(grant) {
      const token = randomBytes(48).toString("base64url");
      remember(refreshTokens, token, { ...grant, revoked: false });
      return token;
    },
    refreshGrant: liveRefreshGrant,
    issueAccessToken(from, wanted) {
      const grant = "grant" in from ? { ...from.grant, revoked: false } : liveRefreshGrant(from.refreshToken);
      // A refresh token that opens nothing yields an access token that opens nothing.
      const given = grant ?? {
        owner: { accountId: "" },
        scopes: [],
        offline: false,
        pkce: false,
        revoked: true,
      };
      return issueAccessToken(given, wanted ?? given.scopes);
    },
    open(accessToken) {
      const known = accessTokens.get(accessToken);
      if (known === undefined || known.grant.revoked)
        return { kind: "refused", error: "invalid_access_token" };
      if (known.expiresAtMs <= clock()) return { kind: "refused", error: "expired_access_token" };
      return { kind: "open", scopes: known.scopes, owner: known.grant.owner };
    },
    revoke(accessToken) {
      const known = accessTokens.get(accessToken);
      if (known !== undefined) known.grant.revoked = true;
    },
    revokeAll() {
      for (const grant of refreshTokens.values()) grant.revoked = true;
      for (const { grant } of accessTokens.values()) grant.revoked = true;
    },
    expireAccessTokens() {
      for (const token of accessTokens.values()) token.expiresAtMs = Math.min(token.expiresAtMs, clock());
    },
  };
}

/** Sets an entry and drops the oldest one when there are too many. */
export function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > remembered && oldest !== undefined) map.delete(oldest);
}
