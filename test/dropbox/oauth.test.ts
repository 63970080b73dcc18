import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { createHttp } from "../../src/dropbox/http.ts";
import { createOAuth, createPkce, READ_SCOPES } from "../../src/dropbox/oauth.ts";
import { createTestPace } from "../pace.ts";
import { connect, failureOf, keptLog } from "./fixture.ts";

const link = { challenge: createPkce().challenge, scopes: READ_SCOPES };

/** A server that stands for our own callback. */
async function callbackAddress(): Promise<string> {
  const server = createServer((_, response) => response.end("thanks")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/dropbox/callback?a=1&b=ü`;
}

describe("the proof key", () => {
  test("is a verifier of RFC 7636 and its S256 challenge, new each time", () => {
    const { verifier, challenge } = createPkce();
    expect(verifier).toMatch(/^[\w-]{43}$/);
    expect(challenge).toBe(createHash("sha256").update(verifier).digest("base64url"));
    expect(createPkce().verifier).not.toBe(verifier);
  });
});

describe("the link", () => {
  test("goes to Dropbox and asks for offline access", () => {
    const oauth = createOAuth({
      http: createHttp({ log: keptLog().log }),
      clock: Date.now,
      appKey: "key",
      appSecret: "secret",
    });
    const redirectUri = "https://bot.example.org/dropbox/callback?a=1&b=2";
    const url = new URL(oauth.authorizeUrl({ ...link, state: "a state&more=ü", redirectUri }));
    expect(url.origin + url.pathname).toBe("https://www.dropbox.com/oauth2/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: "key",
      response_type: "code",
      token_access_type: "offline",
      code_challenge: link.challenge,
      code_challenge_method: "S256",
      scope: "account_info.read files.metadata.read files.content.read",
      state: "a state&more=ü",
      redirect_uri: redirectUri,
    });
  });
});

describe("a code", () => {
  test("that a person pasted becomes a connection", async () => {
    const { simulator, oauth } = await connect();
    const { verifier, challenge } = createPkce();
    const approval = await simulator.approve(oauth.authorizeUrl({ ...link, challenge }));
    if (approval.kind !== "code") throw new Error("no code");
    const grant = await oauth.exchangeCode({ code: ` ${approval.code}\n`, verifier });
    expect(grant).toMatchObject({ accountId: simulator.account.accountId });
    expect(new Set(grant.scopes)).toEqual(new Set(READ_SCOPES));
    expect((await oauth.refresh(grant.refreshToken)).accessToken).not.toBe(grant.accessToken);
  });

  test("that the browser brought needs the same address, also with an app secret", async () => {
    const { simulator, http } = await connect();
    const { appKey, appSecret } = simulator;
    const oauth = createOAuth({ http, clock: Date.now, appKey, appSecret });
    const { verifier, challenge } = createPkce();
    const redirectUri = await callbackAddress();
    const approve = async () => {
      const approval = await simulator.approve(
        oauth.authorizeUrl({ ...link, challenge, state: "s & t", redirectUri }),
      );
      if (approval.kind !== "redirected") throw new Error("not redirected");
      return new URL(approval.url).searchParams;
    };
    const answer = await approve();
    expect(answer.get("state")).toBe("s & t");
    const code = answer.get("code") ?? "";
    expect((await oauth.exchangeCode({ code, verifier, redirectUri })).refreshToken).not.toBe("");
    const another = (await approve()).get("code") ?? "";
    expect((await failureOf(oauth.exchangeCode({ code: another, verifier }))).code).toBe("bad-input");
  });

  test("that is wrong, used, too old or not of this link is refused with what to do", async () => {
    const { simulator, oauth, advance } = await connect();
    const { verifier, challenge } = createPkce();
    const newCode = async () => {
      const approval = await simulator.approve(oauth.authorizeUrl({ ...link, challenge }));
      return approval.kind === "code" ? approval.code : "";
    };
    const used = await newCode();
    await oauth.exchangeCode({ code: used, verifier });
    const old = await newCode();
    advance(11 * 60_000);
    const codes = ["", "nonsense", used, old, "x".repeat(5000)];
    const failures = await Promise.all(
      codes.map((code) => failureOf(oauth.exchangeCode({ code, verifier }))),
    );
    const otherLink = { code: await newCode(), verifier: createPkce().verifier };
    for (const { code, message } of [...failures, await failureOf(oauth.exchangeCode(otherLink))]) {
      expect(code).toBe("bad-input");
      expect(message).toContain("run /dropbox connect again");
    }
  });
});

describe("a token request", () => {
  test("of an app that Dropbox does not know names the settings", async () => {
    const { http, simulator, refreshToken } = await connect();
    const wrong = [{ appKey: "other" }, { appKey: simulator.appKey, appSecret: "wrong" }];
    for (const app of wrong) {
      const oauth = createOAuth({ http, clock: Date.now, ...app });
      const failure = await failureOf(oauth.refresh(refreshToken));
      expect(failure.code).toBe("bad-configuration");
      expect(failure.message).toContain("DROPBOX_APP_KEY");
    }
  });

  test("waits out 429 and 5xx", async () => {
    const { simulator, oauth, refreshToken, waitsMs } = await connect();
    simulator.faults.schedule({ kind: "status", status: 429, retryAfterSeconds: 7, route: "oauth2/token" });
    simulator.faults.schedule({ kind: "status", status: 503, route: "oauth2/token" });
    await oauth.refresh(refreshToken);
    expect(waitsMs).toEqual([7125, 750]);
  });

  test("that nobody answers says so", async () => {
    const { simulator, oauth, refreshToken, waitsMs } = await connect();
    await simulator.close();
    const failure = await failureOf(oauth.refresh(refreshToken));
    expect(failure).toMatchObject({ code: "network", retryable: true });
    expect(waitsMs).toHaveLength(4);
  });

  test("answered by something else than Dropbox says so", async () => {
    const answers = ["<html>Log in to the guest network</html>", '{"access_token": 5}', ""];
    for (const answer of answers) {
      const http = createHttp({
        log: keptLog().log,
        pace: createTestPace(),
        fetch: async () => new Response(answer, { status: 200 }),
      });
      const oauth = createOAuth({ http, clock: Date.now, appKey: "key" });
      expect((await failureOf(oauth.refresh("r"))).message).toContain("in a form that the bot does not know");
    }
  });
});
