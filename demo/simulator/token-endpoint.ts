// POST /oauth2/token: codes and refresh tokens become access tokens.
// https://www.dropbox.com/developers/documentation/http/documentation#oauth2-token

import { createHash, timingSafeEqual } from "node:crypto";
import type { Account } from "./account.ts";
import { scopesOf } from "./consent.ts";
import { oauthError } from "./errors.ts";
import type { CodeTerms, Grant, Scope, Tokens } from "./tokens.ts";

/** What a token request carries: parameters from form and query, and the Authorization header. */
export interface TokenRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
}

export interface TokenEndpoint {
  readonly appKey: string;
  readonly appSecret: string;
  /** Everybody who may have allowed something, by account id. */
  readonly accounts: ReadonlyMap<string, Account>;
  readonly accessTokenLifetimeMs: number;
  readonly tokens: Tokens;
}

/** Answers a token request with the body of a 200. Throws a refusal otherwise. */
export function answerTokenRequest(endpoint: TokenEndpoint, request: TokenRequest): Record<string, unknown> {
  const client = identify(endpoint, request);
  switch (request.parameters.grant_type) {
    case "authorization_code":
      return exchangeCode(endpoint, client, request.parameters);
    case "refresh_token":
      return refresh(endpoint, client, request.parameters);
    case undefined:
      throw oauthError("invalid_request", 'missing required field "grant_type"');
    default:
      throw oauthError(
        "unsupported_grant_type",
        'grant_type must be "authorization_code" or "refresh_token"',
      );
  }
}

type Client = "with-secret" | "without-secret";

function identify(endpoint: TokenEndpoint, { parameters, authorization }: TokenRequest): Client {
  const { key, secret } = credentialsOf(parameters, authorization);
  if (key === undefined) throw oauthError("invalid_request", "No auth function available for given request");
  const isRight = same(key, endpoint.appKey) && (secret === undefined || same(secret, endpoint.appSecret));
  // The service says it all in this one field, without a description.
  if (!isRight) throw oauthError("invalid_client: Invalid client_id or client_secret");
  return secret === undefined ? "without-secret" : "with-secret";
}

function credentialsOf(parameters: TokenRequest["parameters"], authorization: string | undefined) {
  if (authorization === undefined) return { key: parameters.client_id, secret: parameters.client_secret };
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1] ?? "";
  const [key = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { key, secret: secret.join(":") };
}

function exchangeCode(endpoint: TokenEndpoint, client: Client, parameters: TokenRequest["parameters"]) {
  const { tokens } = endpoint;
  const { code } = parameters;
  if (code === undefined) throw oauthError("invalid_request", 'missing required field "code"');
  const terms = tokens.code(code);
  if (terms === "unknown") throw oauthError("invalid_grant", "code doesn't exist or has expired");
  if (terms === "used") throw oauthError("invalid_grant", "code has already been used");
  if (terms.redirectUri !== parameters.redirect_uri) {
    throw oauthError("invalid_grant", "redirect_uri mismatch");
  }
  checkVerifier(client, terms.challenge, parameters.code_verifier);
  tokens.useCode(code);
  const { grant } = terms;
  const refreshToken = grant.offline ? tokens.issueRefreshToken(grant) : undefined;
  return {
    access_token: tokens.issueAccessToken(refreshToken === undefined ? { grant } : { refreshToken }),
    token_type: "bearer",
    expires_in: Math.floor(endpoint.accessTokenLifetimeMs / 1000),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    scope: grant.scopes.join(" "),
    ...ownerOf(endpoint, grant),
  };
}

/** Of an account its ids; of a team its id alone. */
function ownerOf({ accounts }: TokenEndpoint, { owner }: Grant): Record<string, unknown> {
  if ("teamId" in owner) return { uid: "", team_id: owner.teamId };
  const { accountId } = owner;
  return { uid: accounts.get(accountId)?.uid ?? "", account_id: accountId };
}

function checkVerifier(
  client: Client,
  challenge: CodeTerms["challenge"],
  verifier: string | undefined,
): void {
  if (challenge === undefined) {
    if (client === "with-secret") return;
    throw oauthError("invalid_request", "No auth function available for given request");
  }
  if (verifier === undefined) throw oauthError("invalid_request", 'missing required field "code_verifier"');
  const shown =
    challenge.method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
  if (!same(shown, challenge.value)) throw oauthError("invalid_grant", "invalid code verifier");
}

function refresh(endpoint: TokenEndpoint, client: Client, parameters: TokenRequest["parameters"]) {
  const { tokens } = endpoint;
  const refreshToken = parameters.refresh_token;
  if (refreshToken === undefined)
    throw oauthError("invalid_request", 'missing required field "refresh_token"');
  const grant = tokens.refreshGrant(refreshToken);
  if (grant === undefined) throw oauthError("invalid_grant", "refresh token is invalid or revoked");
  if (client === "without-secret" && !grant.pkce) {
    throw oauthError("invalid_request", "No auth function available for given request");
  }
  const narrowed = narrow(grant, parameters.scope);
  return {
    access_token: tokens.issueAccessToken({ refreshToken }, narrowed),
    token_type: "bearer",
    expires_in: Math.floor(endpoint.accessTokenLifetimeMs / 1000),
    // The scope is told only to those who asked for fewer.
    ...(narrowed === undefined ? {} : { scope: narrowed.join(" ") }),
  };
}

function narrow(grant: Grant, list: string | undefined): readonly Scope[] | undefined {
  if (list === undefined) return undefined;
  const wanted = scopesOf(list);
  if (wanted === undefined || wanted.some((scope) => !grant.scopes.includes(scope))) {
    throw oauthError("invalid_scope", "the scopes must be some of those that were granted");
  }
  return wanted;
}

function same(a: string, b: string): boolean {
  const left = createHash("sha256").update(a).digest();
  return timingSafeEqual(left, createHash("sha256").update(b).digest());
}
