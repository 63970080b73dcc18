import { describe, expect, test } from "vitest";
import { createStaticTokenSource, createTokenSource, type TokenSource } from "../../src/dropbox/tokens.ts";
import { AppError } from "../../src/errors.ts";
import { connect, failureOf } from "./fixture.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A source over scripted answers: a life in ms, or a failure. */
function scripted(...answers: (number | AppError)[]) {
  let now = 0;
  let asked = 0;
  const tokens: TokenSource = createTokenSource({
    clock: () => now,
    async refresh() {
      const answer = answers[asked] ?? 4 * HOUR_MS;
      asked += 1;
      if (answer instanceof AppError) throw answer;
      return { accessToken: `token ${asked}`, expiresAtMs: now + answer };
    },
  });
  return {
    tokens,
    asked: () => asked,
    at(ms: number) {
      now = ms;
    },
  };
}

const busy = new AppError("dropbox", "busy", { retryable: true, retryAfterMs: 10 * MINUTE_MS });
const network = new AppError("network", "no answer", { retryable: true });
const withdrawn = new AppError("needs-reconnect", "withdrawn");

describe("an access token", () => {
  test("is kept, and renewed five minutes before it expires", async () => {
    const { tokens, at } = scripted();
    expect(await tokens.accessToken()).toBe("token 1");
    at(4 * HOUR_MS - 5 * MINUTE_MS - 1);
    expect(await tokens.accessToken()).toBe("token 1");
    at(4 * HOUR_MS - 5 * MINUTE_MS);
    expect(await tokens.accessToken()).toBe("token 2");
  });

  test("with a short life is renewed at half of it, not at every call", async () => {
    const { tokens, at } = scripted(MINUTE_MS);
    await tokens.accessToken();
    at(MINUTE_MS / 2 - 1);
    expect(await tokens.accessToken()).toBe("token 1");
    at(MINUTE_MS / 2);
    expect(await tokens.accessToken()).toBe("token 2");
  });

  test("that came with the connection is used first", async () => {
    const tokens = createTokenSource({
      clock: () => 0,
      first: { accessToken: "first", expiresAtMs: HOUR_MS },
      refresh: () => Promise.reject(network),
    });
    expect(await tokens.accessToken()).toBe("first");
  });

  test("is renewed once for fifty who find it expired at the same time", async () => {
    const { client, simulator, advance } = await connect();
    await client.account();
    advance(5 * HOUR_MS);
    simulator.traffic.reset();
    await Promise.all(Array.from({ length: 50 }, () => client.account()));
    expect(simulator.traffic.of("oauth2/token").requests).toBe(1);
    expect(simulator.traffic.of("users/get_current_account").statuses).toEqual({ 200: 50 });
  });

  test("is renewed once for fifty whom Dropbox refuses it, however late they hear of it", async () => {
    const { client, simulator } = await connect();
    await client.account();
    simulator.expireAccessTokens();
    simulator.traffic.reset();
    await Promise.all(Array.from({ length: 50 }, () => client.account()));
    expect(simulator.traffic.of("oauth2/token").requests).toBe(1);
  });

  test("refused late does not cost the newer one", async () => {
    const { tokens, asked } = scripted();
    const old = await tokens.accessToken();
    const newer = await tokens.accessToken({ refused: old });
    expect(await tokens.accessToken({ refused: old })).toBe(newer);
    expect(asked()).toBe(2);
  });
});

describe("a renewal that failed", () => {
  test("is tried again by the next caller", async () => {
    const { tokens } = scripted(network);
    expect(await failureOf(tokens.accessToken())).toBe(network);
    expect(await tokens.accessToken()).toBe("token 2");
  });

  test("is not noticed while the old token still works", async () => {
    const { tokens, at } = scripted(HOUR_MS, network, network);
    await tokens.accessToken();
    at(HOUR_MS - 1);
    expect(await tokens.accessToken()).toBe("token 1");
    at(HOUR_MS);
    expect(await failureOf(tokens.accessToken())).toBe(network);
  });
});

describe("a wait that Dropbox asks for", () => {
  test("is kept: nothing is asked until it is over", async () => {
    const { tokens, asked, at } = scripted(busy);
    for (const minute of [0, 1, 9]) {
      at(minute * MINUTE_MS);
      expect(await failureOf(tokens.accessToken())).toBe(busy);
    }
    expect(asked()).toBe(1);
    at(10 * MINUTE_MS);
    expect(await tokens.accessToken()).toBe("token 2");
  });

  test("is not noticed while the old token still works", async () => {
    const { tokens, asked, at } = scripted(HOUR_MS, busy);
    await tokens.accessToken();
    for (const minute of [55, 56, 59]) {
      at(minute * MINUTE_MS);
      expect(await tokens.accessToken()).toBe("token 1");
    }
    expect(asked()).toBe(2);
  });
});

describe("a withdrawn access", () => {
  test("is believed, and asked about again only after ten minutes", async () => {
    const { tokens, asked, at } = scripted(HOUR_MS, withdrawn, withdrawn);
    const token = await tokens.accessToken();
    await failureOf(tokens.accessToken({ refused: token }));
    for (let call = 0; call < 20; call += 1) expect(await failureOf(tokens.accessToken())).toBe(withdrawn);
    expect(asked()).toBe(2);
    at(10 * MINUTE_MS);
    await failureOf(tokens.accessToken());
    expect(asked()).toBe(3);
    at(20 * MINUTE_MS);
    expect(await tokens.accessToken()).toBe("token 4");
  });

  test("in Dropbox itself: the sentence says what to do", async () => {
    const { client, simulator, refusals } = await connect();
    await client.account();
    simulator.revokeAll();
    const failures = await Promise.all(Array.from({ length: 5 }, () => failureOf(client.account())));
    for (const { code, message } of failures) {
      expect(code).toBe("needs-reconnect");
      expect(message).toContain("/dropbox connect");
    }
    expect(refusals).toEqual(failures);
    expect(simulator.traffic.of("oauth2/token").requests).toBe(2);
  });
});

test("a token from the environment is not renewed: its end has its name", async () => {
  const tokens = createStaticTokenSource({ accessToken: "given" });
  expect(await tokens.accessToken()).toBe("given");
  expect(await failureOf(tokens.accessToken({ refused: "given" }))).toMatchObject({
    code: "needs-reconnect",
    message: expect.stringContaining("DROPBOX_ACCESS_TOKEN"),
  });
});
