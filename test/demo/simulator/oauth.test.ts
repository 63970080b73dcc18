// Connecting to the Dropbox simulator: the authorize page, codes, PKCE, tokens, scopes, expiry and revocation.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../../demo/simulator/server.ts";
import { call, requestToken, simulate } from "./fixture.ts";

const verifier = "v".repeat(64);
const challenge = createHash("sha256").update(verifier).digest("base64url");
const pkce = { code_challenge: challenge, code_challenge_method: "S256" };

function authorizeUrl(simulator: Simulator, parameters: Record<string, string> = {}): string {
  const url = new URL("/oauth2/authorize", simulator.origin);
  const all = { response_type: "code", client_id: simulator.appKey, ...parameters };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return url.href;
}

async function codeFor(simulator: Simulator, parameters: Record<string, string> = {}): Promise<string> {
  const approval = await simulator.approve(authorizeUrl(simulator, parameters));
  if (approval.kind !== "code") throw new Error(`no code: ${approval.kind}`);
  return approval.code;
}

const exchange = (simulator: Simulator, code: string, fields: Record<string, string> = {}) =>
  requestToken(simulator, {
    grant_type: "authorization_code",
    code,
    client_id: simulator.appKey,
    code_verifier: verifier,
    ...fields,
  });

const refresh = (simulator: Simulator, token: unknown, fields: Record<string, string> = {}) =>
  requestToken(simulator, {
    grant_type: "refresh_token",
    refresh_token: String(token),
    client_id: simulator.appKey,
    ...fields,
  });

const whoAmI = (simulator: Simulator, token: unknown) =>
  call(simulator, "users/get_current_account", null, String(token));

describe("the authorize page", () => {
  test("in the browser: a person reads it, clicks Allow and sees the code", async () => {
    const { simulator } = await simulate();
    const url = authorizeUrl(simulator, {
      ...pkce,
      token_access_type: "offline",
      scope: "account_info.read",
    });
    const page = await (await fetch(url)).text();
    expect(page).toContain("Ana Ruiz (ana@example.org)");
    expect(page).toContain("See your name and email address");
    expect(page).not.toContain("Read the content of files");
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? "";
    const click = () =>
      fetch(url, { method: "POST", body: new URLSearchParams({ ticket, decision: "allow" }) });
    const code = /class="code">([^<]+)</.exec(await (await click()).text())?.[1] ?? "";
    expect((await exchange(simulator, code)).status).toBe(200);
    expect((await click()).status).toBe(400);
  });

  test("with a redirect the browser goes to the app, with code and state", async () => {
    const { simulator } = await simulate();
    const seen: string[] = [];
    const app = createServer((request, response) => {
      seen.push(request.url ?? "");
      response.end("Connected.");
    });
    onTestFinished(() => void app.close());
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    const address = app.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const redirect_uri = `http://127.0.0.1:${port}/dropbox/callback`;
    const parameters = { redirect_uri, state: "a b&c", ...pkce };
    const approval = await simulator.approve(authorizeUrl(simulator, parameters));
    expect(approval).toMatchObject({ kind: "redirected", status: 200, text: "Connected." });
    const query = new URL(seen[0] ?? "", "http://app").searchParams;
    expect(query.get("state")).toBe("a b&c");
    const code = query.get("code") ?? "";
    expect((await exchange(simulator, code)).body).toMatchObject({ error: "invalid_grant" });
    expect((await exchange(simulator, code, { redirect_uri })).status).toBe(200);

    await simulator.approve(authorizeUrl(simulator, parameters), "deny");
    const denied = new URL(seen[1] ?? "", "http://app").searchParams;
    expect([denied.get("error"), denied.get("state"), denied.get("code")]).toEqual([
      "access_denied",
      "a b&c",
      null,
    ]);
  });

  test("Deny without a redirect gives no code", async () => {
    const { simulator } = await simulate();
    expect(await simulator.approve(authorizeUrl(simulator), "deny")).toEqual({ kind: "denied" });
  });

  test.each([
    ["another app", { client_id: "other" }, "Invalid client_id"],
    ["a token in the address", { response_type: "token" }, "response_type"],
    ["an unknown scope", { scope: "files.everything" }, "Invalid scope"],
    ["a plain http address elsewhere", { redirect_uri: "http://example.org/cb" }, "Invalid redirect_uri"],
    ["a script address", { redirect_uri: "javascript:alert(1)" }, "Invalid redirect_uri"],
    ["a short challenge", { code_challenge: "short" }, "code_challenge"],
  ])("refuses %s, without markup of the link in the page", async (_name, parameters, reason) => {
    const { simulator } = await simulate();
    const url = authorizeUrl(simulator, { ...parameters, state: "<script>alert(1)</script>" });
    const response = await fetch(url);
    const page = await response.text();
    expect([response.status, page.includes(reason)]).toEqual([400, true]);
    expect(page).not.toContain("<script");
    await expect(simulator.approve(url)).rejects.toMatchObject({ code: "bad-input" });
  });

  test("with registered addresses, only those are taken", async () => {
    const { simulator } = await simulate({ redirectUris: ["https://bot.example.org/dropbox/callback"] });
    const good = authorizeUrl(simulator, { redirect_uri: "https://bot.example.org/dropbox/callback" });
    expect((await fetch(good)).status).toBe(200);
    const other = authorizeUrl(simulator, { redirect_uri: "https://bot.example.org/elsewhere" });
    expect((await fetch(other)).status).toBe(400);
  });

  test("says what kind of app it is", async () => {
    const whole = await simulate({ appFolder: false });
    const own = await simulate();
    const text = async (simulator: Simulator) => (await fetch(authorizeUrl(simulator))).text();
    expect(await text(own.simulator)).toContain("its own folder");
    expect(await text(whole.simulator)).toContain("all files in your Dropbox");
  });
});

describe("the token endpoint", () => {
  test("an offline code becomes an access and a refresh token", async () => {
    const { simulator } = await simulate();
    const scope = "files.metadata.read account_info.read";
    const code = await codeFor(simulator, { ...pkce, token_access_type: "offline", scope });
    const { status, body } = await exchange(simulator, code);
    expect([status, body]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^sl\./),
        refresh_token: expect.any(String),
        token_type: "bearer",
        expires_in: 14_400,
        scope: "account_info.read files.metadata.read",
        uid: simulator.account.uid,
        account_id: simulator.account.accountId,
      },
    ]);
    expect((await whoAmI(simulator, body.access_token)).body).toMatchObject({
      account_id: expect.stringMatching(/^dbid:.{35}$/),
      name: { display_name: "Ana Ruiz" },
    });
    const refreshed = await refresh(simulator, body.refresh_token);
    expect(refreshed.body).toEqual({
      access_token: expect.stringMatching(/^sl\./),
      token_type: "bearer",
      expires_in: 14_400,
    });
  });

  test("an online code gives no refresh token", async () => {
    const { simulator } = await simulate();
    const { body } = await exchange(simulator, await codeFor(simulator, pkce));
    expect(body).not.toHaveProperty("refresh_token");
  });

  test.each([
    [
      "form fields",
      (s: Simulator) => ({ fields: { client_id: s.appKey, client_secret: s.appSecret }, headers: {} }),
    ],
    [
      "Basic",
      (s: Simulator) => ({
        fields: {},
        headers: { authorization: `Basic ${btoa(`${s.appKey}:${s.appSecret}`)}` },
      }),
    ],
  ])("takes the app's secret as %s", async (_name, credentials) => {
    const { simulator } = await simulate();
    const { fields, headers } = credentials(simulator);
    const code = await codeFor(simulator, { token_access_type: "offline" });
    const first = await requestToken(
      simulator,
      { grant_type: "authorization_code", code, ...fields },
      headers,
    );
    expect(first.status).toBe(200);
    const refresh_token = String(first.body.refresh_token);
    const again = await requestToken(
      simulator,
      { grant_type: "refresh_token", refresh_token, ...fields },
      headers,
    );
    expect(again.status).toBe(200);
    // Connected with a secret, so the key alone does not do.
    expect((await refresh(simulator, refresh_token)).body).toMatchObject({ error: "invalid_request" });
  });

  test("takes everything in the query, also at the old address", async () => {
    const { simulator } = await simulate();
    const query = new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: simulator.issueRefreshToken(),
      client_id: simulator.appKey,
    });
    const response = await fetch(`${simulator.origin}/1/oauth2/token?${query}`, { method: "POST" });
    expect(response.status).toBe(200);
    expect(simulator.traffic.of("oauth2/token").requests).toBe(1);
  });

  test("a code serves once, and a wrong verifier gets nothing", async () => {
    const { simulator } = await simulate();
    const code = await codeFor(simulator, pkce);
    expect(await exchange(simulator, code, { code_verifier: "w".repeat(64) })).toEqual({
      status: 400,
      body: { error: "invalid_grant", error_description: "invalid code verifier" },
    });
    const { code_verifier: _without, ...bare } = {
      grant_type: "authorization_code",
      code,
      client_id: simulator.appKey,
      client_secret: simulator.appSecret,
      code_verifier: verifier,
    };
    expect((await requestToken(simulator, bare)).body).toMatchObject({ error: "invalid_request" });
    expect((await exchange(simulator, code)).status).toBe(200);
    expect((await exchange(simulator, code)).body).toEqual({
      error: "invalid_grant",
      error_description: "code has already been used",
    });
  });

  test("a plain challenge works too", async () => {
    const { simulator } = await simulate();
    const code = await codeFor(simulator, { code_challenge: verifier, code_challenge_method: "plain" });
    expect((await exchange(simulator, code)).status).toBe(200);
  });

  test("without challenge and secret a code is worth nothing", async () => {
    const { simulator } = await simulate();
    const { body } = await exchange(simulator, await codeFor(simulator));
    expect(body).toMatchObject({ error: "invalid_request" });
  });

  test("a code expires after ten minutes", async () => {
    let nowMs = 0;
    const { simulator } = await simulate({ clock: () => nowMs });
    const code = await codeFor(simulator, pkce);
    nowMs = 10 * 60_000;
    expect((await exchange(simulator, code)).body).toEqual({
      error: "invalid_grant",
      error_description: "code doesn't exist or has expired",
    });
  });

  test.each([
    [{ client_id: "other" }, "invalid_client: Invalid client_id or client_secret"],
    [{ client_secret: "wrong" }, "invalid_client: Invalid client_id or client_secret"],
    [{ grant_type: "password" }, "unsupported_grant_type"],
    [{ refresh_token: "nonsense" }, "invalid_grant"],
    [{ scope: "files.everything" }, "invalid_scope"],
  ])("refuses %o as %s", async (fields, error) => {
    const { simulator } = await simulate();
    const { status, body } = await refresh(simulator, simulator.issueRefreshToken(), fields);
    expect([status, body.error]).toEqual([400, error]);
  });
});

describe("access", () => {
  test("an access token expires; refreshing goes on", async () => {
    let nowMs = 0;
    const { simulator } = await simulate({ clock: () => nowMs, accessTokenLifetimeMs: 60_000 });
    const refreshToken = simulator.issueRefreshToken();
    const { body } = await refresh(simulator, refreshToken);
    expect(body.expires_in).toBe(60);
    nowMs = 59_999;
    expect((await whoAmI(simulator, body.access_token)).status).toBe(200);
    nowMs = 60_000;
    expect(await whoAmI(simulator, body.access_token)).toMatchObject({
      status: 401,
      body: { error_summary: "expired_access_token/..", error: { ".tag": "expired_access_token" } },
    });
    expect((await refresh(simulator, refreshToken)).status).toBe(200);
  });

  test("expireAccessTokens ends those there are, not those to come", async () => {
    const { simulator } = await simulate();
    const refreshToken = simulator.issueRefreshToken();
    const { body } = await refresh(simulator, refreshToken);
    simulator.expireAccessTokens();
    expect((await whoAmI(simulator, body.access_token)).status).toBe(401);
    const { body: next } = await refresh(simulator, refreshToken);
    expect((await whoAmI(simulator, next.access_token)).status).toBe(200);
  });

  test("revoking one token ends its connection, not others", async () => {
    const { simulator } = await simulate();
    const [mine, other] = [simulator.issueRefreshToken(), simulator.issueRefreshToken()];
    const { body } = await refresh(simulator, mine);
    expect(await call(simulator, "auth/token/revoke", null, String(body.access_token))).toMatchObject({
      status: 200,
      body: null,
    });
    expect((await whoAmI(simulator, body.access_token)).body).toMatchObject({
      error: { ".tag": "invalid_access_token" },
    });
    expect((await refresh(simulator, mine)).body).toEqual({
      error: "invalid_grant",
      error_description: "refresh token is invalid or revoked",
    });
    expect((await refresh(simulator, other)).status).toBe(200);
    simulator.revokeAll();
    expect((await refresh(simulator, other)).status).toBe(400);
  });

  test.each([
    ["users/get_current_account", null, "account_info.read"],
    ["check/user", { query: "hello" }, "account_info.read"],
    ["files/list_folder", { path: "" }, "files.metadata.read"],
    ["files/list_folder/get_latest_cursor", { path: "" }, "files.metadata.read"],
    ["files/get_metadata", { path: "/a" }, "files.metadata.read"],
    ["files/download", null, "files.content.read"],
    ["files/upload", null, "files.content.write"],
  ])("%s needs its scope", async (route, argument, scope) => {
    const { simulator } = await simulate();
    const others = (
      ["account_info.read", "files.metadata.read", "files.content.read", "files.content.write"] as const
    ).filter((other) => other !== scope);
    expect(await call(simulator, route, argument, simulator.issueAccessToken(others))).toMatchObject({
      status: 401,
      body: { error_summary: "missing_scope/..", error: { ".tag": "missing_scope", required_scope: scope } },
    });
  });

  test("a refresh may ask for fewer scopes, never for more", async () => {
    const { simulator } = await simulate();
    const token = simulator.issueRefreshToken(["account_info.read", "files.metadata.read"]);
    const { body } = await refresh(simulator, token, { scope: "account_info.read" });
    expect(body.scope).toBe("account_info.read");
    expect((await call(simulator, "files/list_folder", { path: "" }, String(body.access_token))).status).toBe(
      401,
    );
    expect((await refresh(simulator, token, { scope: "files.content.read" })).status).toBe(400);
  });

  test.each([
    [{}, 400, "Must provide HTTP header"],
    [{ authorization: "Basic abc" }, 400, "Invalid authorization value"],
    [{ authorization: "Bearer garbage" }, 400, "The given OAuth 2 access token is malformed."],
    [{ authorization: `Bearer sl.${"x".repeat(40)}` }, 401, "invalid_access_token"],
  ])("%o is refused with %i", async (headers, status, text) => {
    const { simulator } = await simulate();
    const url = `${simulator.origin}/2/users/get_current_account`;
    const response = await fetch(url, { method: "POST", headers: { ...headers } });
    expect([response.status, (await response.text()).includes(text)]).toEqual([status, true]);
  });

  test("check/user repeats what it is asked", async () => {
    const { simulator } = await simulate();
    const { body } = await call(simulator, "check/user", { query: "hello" });
    expect(body).toEqual({ result: "hello" });
  });
});
