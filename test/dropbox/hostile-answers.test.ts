// What the token service answers is believed only as far as it can be: whatever it is, it becomes a connection or a sentence, within
// bounds of bytes and time.

import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import fc from "fast-check";
import { expect, inject, onTestFinished, test } from "vitest";
import { createHttp } from "../../src/dropbox/http.ts";
import { createOAuth, type OAuth } from "../../src/dropbox/oauth.ts";
import { AppError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import { oddPayload, oddText } from "../adapters/odd-shapes.ts";
import { createTestPace } from "../pace.ts";

const GRANT = {
  access_token: "sl.u.access",
  expires_in: 14_400,
  refresh_token: "refresh",
  account_id: "dbid:1",
  scope: "files.metadata.read",
};
const code = { code: "code", verifier: "verifier" };
const log = createLogger("silent");

/** Texts and numbers that are well-formed and of no use. */
const useless = fc.constantFrom<unknown>(
  "x".repeat(3_000_000),
  "line\nfeed",
  "sl.\u202eevil",
  "\u0000",
  "käse",
  1e300,
  Number.MAX_SAFE_INTEGER,
  5e-324,
);
const answers = fc.oneof(
  oddPayload([GRANT]).map((one) => JSON.stringify(one) ?? ""),
  fc
    .tuple(fc.constantFrom(...Object.keys(GRANT)), useless)
    .map(([name, value]) => JSON.stringify({ ...GRANT, [name]: value })),
  fc.constant(JSON.stringify(GRANT).replace("14400", "1e999")),
  fc.constant(`${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`),
  oddText,
);

test("any answer is a connection that can be kept and used, or a sentence", async () => {
  let [status, text] = [200, ""];
  const http = createHttp({
    log,
    pace: createTestPace({ chance: 0 }),
    fetch: async () => new Response(text, { status }),
  });
  const oauth = createOAuth({ http, clock: Date.now, appKey: "app" });
  const outcomes = { kept: 0, refused: 0 };
  const all = fc.sample(fc.tuple(answers, fc.constantFrom(200, 200, 200, 400, 401, 418, 500)), {
    seed: inject("seed"),
    numRuns: inject("long") ? 20_000 : 200,
  });
  for (const [answer, told] of all) {
    [status, text] = [told, answer];
    try {
      const { accessToken, refreshToken, expiresAtMs, accountId } = await oauth.exchangeCode(code);
      for (const token of [accessToken, refreshToken])
        expect(new Headers({ authorization: `Bearer ${token}` }).get("authorization")).toContain(token);
      expect(Number.isSafeInteger(Math.ceil(expiresAtMs))).toBe(true);
      expect(Math.max(...[accessToken, refreshToken, accountId].map(({ length }) => length))).toBeLessThan(
        10_001,
      );
      outcomes.kept += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(error.message).toMatch(/^[A-Z].*\.$/s);
      expect(error.message.length).toBeLessThan(500);
      outcomes.refused += 1;
    }
  }
  expect(outcomes.kept).toBeGreaterThan(0);
  expect(outcomes.refused).toBeGreaterThan(outcomes.kept);
});

async function serving(answer: (response: ServerResponse) => void): Promise<OAuth> {
  const server = createServer((_, response) => answer(response)).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  return createOAuth({
    http: createHttp({ origin, log, pace: createTestPace({ chance: 0 }) }),
    clock: Date.now,
    appKey: "app",
  });
}

test("one that never ends is read up to a bound, and asked for once", async () => {
  let [asked, sentBytes] = [0, 0];
  const piece = Buffer.alloc(1_000_000, " ");
  const oauth = await serving((response) => {
    asked += 1;
    const more = (): void => {
      if (response.destroyed) return;
      sentBytes += piece.length;
      if (response.write(piece)) setImmediate(more);
      else response.once("drain", more);
    };
    more();
  });
  await expect(oauth.exchangeCode(code)).rejects.toBeInstanceOf(AppError);
  expect(asked).toBe(1);
  expect(sentBytes).toBeLessThan(64 * 1024 * 1024);
});

test("one that comes byte by byte is given up when whoever asked has no more time", async () => {
  const oauth = await serving((response) => {
    const drip = setInterval(() => response.write(" "), 5);
    response.once("close", () => clearInterval(drip));
  });
  const asking = new AbortController();
  const asked = oauth.exchangeCode({ ...code, signal: asking.signal });
  setImmediate(() => asking.abort());
  await expect(asked).rejects.toMatchObject({ code: "closing" });
});
