// No secret that passes ever stands in an address, a log line or an error.

import { inspect } from "node:util";
import { expect, test } from "vitest";
import { startSimulator } from "../../demo/simulator/server.ts";
import { createDropboxClient } from "../../src/dropbox/client.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { createHttp } from "../../src/dropbox/http.ts";
import { createOAuth, createPkce, READ_SCOPES } from "../../src/dropbox/oauth.ts";
import { createSync } from "../../src/dropbox/sync.ts";
import { createStaticTokenSource, createTokenSource } from "../../src/dropbox/tokens.ts";
import { createTestPace } from "../pace.ts";
import { connect, keptLog, temporaryFolder } from "./fixture.ts";

/** Everything an error says, causes and stacks included. */
async function spoken(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  }
  throw new Error("It did not fail");
}

test("a whole life with a Dropbox, failures included, tells no secret", async () => {
  const directory = await temporaryFolder();
  const bench = await connect();
  const { log, lines } = keptLog();
  const simulatorLines: string[] = [];
  const simulator = await startSimulator({ directory, log: (line) => simulatorLines.push(line) });
  const secrets = new Set<string>([simulator.appSecret]);
  const urls: string[] = [];
  const sentHeaders: string[] = [];
  const http = createHttp({
    origin: simulator.origin,
    log,
    pace: createTestPace(),
    async fetch(url, request) {
      urls.push(String(url));
      const authorization = new Headers(request?.headers).get("authorization");
      if (authorization !== null) sentHeaders.push(authorization);
      const response = await fetch(url, request);
      if (String(url).includes("/oauth2/token") && response.ok) {
        const body: Record<string, unknown> = JSON.parse(await response.clone().text());
        for (const name of ["access_token", "refresh_token"]) {
          const value = body[name];
          if (typeof value === "string") secrets.add(value);
        }
      }
      return response;
    },
  });
  const { appKey, appSecret } = simulator;
  const oauth = createOAuth({ http, clock: Date.now, appKey, appSecret });
  const pkce = createPkce();
  secrets.add(pkce.verifier);
  const approval = await simulator.approve(
    oauth.authorizeUrl({ challenge: pkce.challenge, scopes: READ_SCOPES, state: "state" }),
  );
  const code = approval.kind === "code" ? approval.code : "";
  secrets.add(code);
  const exchange = { code, verifier: pkce.verifier };
  const grant = await oauth.exchangeCode(exchange);
  const errors: string[] = [await spoken(oauth.exchangeCode(exchange))];

  const tokens = createTokenSource({
    refresh: () => oauth.refresh(grant.refreshToken),
    first: grant,
    clock: Date.now,
  });
  let waitedMs = 0;
  const client = createDropboxClient({ http, tokens, clock: () => Date.now() + waitedMs });
  const dataFiles = createDataFiles({
    filesDirectory: `${directory}/.~files`,
    tmpDirectory: `${directory}/.~tmp`,
  });
  const { syncedFiles } = bench.store;
  const sync = createSync({
    client,
    syncedFiles,
    workspace: "slack:w",
    owner: "ana",
    dataFiles,
    clock: Date.now,
    log,
  });
  await sync.sync({ path: "" });
  simulator.expireAccessTokens();
  await sync.sync({ path: "" });
  errors.push(await spoken(sync.sync({ path: "/nowhere" })));
  for (const status of [500, 503] as const) {
    simulator.faults.schedule({ kind: "status", status, times: 5 });
    errors.push(await spoken(client.account()));
  }
  simulator.faults.schedule({ kind: "status", status: 429, retryAfterSeconds: 900 });
  errors.push(await spoken(client.account()));
  waitedMs = 900_000;
  simulator.faults.schedule({
    kind: "status",
    status: 401,
    error: "invalid_access_token",
    route: "users/*",
    times: 2,
  });
  errors.push(await spoken(client.account()));
  simulator.revokeAll();
  errors.push(await spoken(client.account()));
  errors.push(await spoken(oauth.refresh(grant.refreshToken)));

  // A token that no header can hold: what fetch says of it quotes it.
  const odd = "odd-token\nwith-a-line-break";
  secrets.add("odd-token");
  const oddClient = createDropboxClient({
    http,
    tokens: createStaticTokenSource({ accessToken: odd }),
    clock: Date.now,
  });
  errors.push(await spoken(oddClient.account()));
  await simulator.close();
  errors.push(await spoken(oauth.refresh(grant.refreshToken)), await spoken(oauth.exchangeCode(exchange)));

  // The search can find: the secrets did go out, in the headers.
  expect(secrets.size).toBeGreaterThanOrEqual(7);
  expect(sentHeaders.some((header) => [...secrets].some((secret) => header.includes(secret)))).toBe(true);
  expect(lines.length).toBeGreaterThan(20);
  expect(urls.length).toBeGreaterThan(20);
  const told = [...urls, ...lines, ...errors, ...simulatorLines].join("\n");
  for (const secret of secrets) {
    expect(told).not.toContain(secret);
    expect(told).not.toContain(encodeURIComponent(secret));
  }
});
