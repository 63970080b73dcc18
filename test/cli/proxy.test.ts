// HTTPS_PROXY and NO_PROXY: a real CONNECT proxy on loopback, before a far end that speaks TLS under names which lead
// nowhere else, and the real SDKs of Dropbox, Slack and Discord.

import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createGateway } from "../../adapters/discord/api/gateway.ts";
import { connectByAgent } from "../../adapters/discord/api/gateway-proxy.ts";
import { createWeb } from "../../adapters/slack/api/client.ts";
import { createIntake } from "../../adapters/slack/in/intake.ts";
import { goThrough, proxyOf } from "../../src/cli/proxy.ts";
import { readConfig } from "../../src/config.ts";
import { createDropboxClient } from "../../src/dropbox/client.ts";
import { createHttp } from "../../src/dropbox/http.ts";
import { createStaticTokenSource } from "../../src/dropbox/tokens.ts";
import { createLogger } from "../../src/log.ts";
import { createRests } from "../../src/platform/rests.ts";
import { type Standing, TRY_AGAIN_MS } from "../../src/platform/standing.ts";
import { failureOf, keptLog } from "../dropbox/fixture.ts";
import { type FakeProxy, startFarEnd, startProxy } from "../fakes/proxy.ts";
import { createTestPace } from "../pace.ts";

const { log } = keptLog();
const pace = createTestPace();

interface FarEnd {
  readonly proxy: FakeProxy;
  /** Requests that arrived, as `host path`. */
  readonly requests: string[];
  /** First messages on sockets, as `host message`. */
  readonly said: string[];
  readonly port: number;
}

async function farEnd(): Promise<FarEnd> {
  const [requests, said]: [string[], string[]] = [[], []];
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    const { host = "", path = request.url ?? "" } = { host: request.headers.host };
    requests.push(`${host} ${path}`);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answerTo(path)));
  };
  const port = await startFarEnd(["*.far.test", "localhost"], serve, (host, socket) => {
    // Discord's first word, which Slack's client does not mind, and Slack's.
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 45_000 } }));
    socket.send(JSON.stringify({ type: "hello" }));
    said.push(`${host} open`);
    return {
      message: (text) => text.includes('"op":2') && socket.close(4004),
      gone: () => undefined,
    };
  });
  return { proxy: await startProxy(port), requests, said, port };
}

function answerTo(path: string): object {
  if (path.includes("apps.connections.open"))
    return { ok: true, url: "wss://sockets.far.test/link/?ticket=1" };
  if (path.includes("gateway/bot")) {
    const limit = { total: 9, remaining: 9, reset_after: 0, max_concurrency: 1 };
    return { url: "wss://gateway.far.test", shards: 1, session_start_limit: limit };
  }
  if (path.includes("get_current_account")) {
    const root_info = { root_namespace_id: "1", home_namespace_id: "1" };
    return { account_id: "dbid:1", name: { display_name: "Ana" }, email: "a@far.test", root_info };
  }
  return { ok: true, user_id: "U1", bot_id: "B1" };
}

function dropbox(origin: string) {
  return createDropboxClient({
    http: createHttp({ origin, log, pace }),
    tokens: createStaticTokenSource({ accessToken: "t" }),
    clock: Date.now,
  });
}

let far: FarEnd;

function through(environment: Readonly<Record<string, string>> = {}) {
  const proxy = proxyOf(readConfig({ HTTPS_PROXY: far.proxy.url, ...environment }));
  if (proxy === undefined) throw new Error("no proxy");
  onTestFinished(goThrough(proxy));
  return proxy;
}

beforeEach(async () => {
  far = await farEnd();
});

describe("through a proxy", () => {
  it("goes what is asked of Dropbox, and nothing without one", async () => {
    expect((await failureOf(dropbox("https://dropbox.far.test").account())).code).toBe("network");
    expect(far.proxy.targets).toEqual([]);
    through();
    expect((await dropbox("https://dropbox.far.test").account()).name).toBe("Ana");
    expect(far.proxy.targets).toEqual(["dropbox.far.test:443"]);
    expect(far.requests).toEqual(["dropbox.far.test /2/users/get_current_account"]);
  });

  it("goes Slack's Web API and its sockets", async () => {
    const proxy = through();
    const apiUrl = "https://slack.far.test/api/";
    const rests = createRests({ clock: Date.now, pace, log });
    await createWeb({ token: "xoxb-1", apiUrl, rests, pace, log }).call("auth.test", {});
    const intake = createIntake({
      settings: { botToken: "xoxb-1", appToken: "xapp-1", apiUrl },
      proxy,
      prefix: "",
      bots: { of: async () => Promise.reject(new Error("nobody asks")) },
      rests,
      report: () => undefined,
      pace,
      log,
    });
    await intake.start();
    await vi.waitFor(() => expect(far.said).toContain("sockets.far.test open"));
    await intake.close();
    expect(new Set(far.proxy.targets)).toEqual(new Set(["slack.far.test:443", "sockets.far.test:443"]));
    expect(far.requests).toContain("slack.far.test /api/auth.test");
  });

  it("goes Discord's API and its gateway", async () => {
    through();
    onTestFinished(connectByAgent());
    const pace = createTestPace({ heldMs: [TRY_AGAIN_MS] });
    const standings: Standing[] = [];
    const gateway = createGateway({
      token: "a.b.c",
      apiUrl: "https://discord.far.test/api",
      rests: createRests({ clock: Date.now, pace, log: createLogger("silent") }),
      receive: () => undefined,
      onReady: async () => undefined,
      report: (standing) => standings.push(standing),
      pace,
      log: createLogger("silent"),
    });
    await gateway.start();
    await gateway.close();
    // The far end hears who it is, and refuses it: that is the end of it.
    expect(standings).toEqual([{ type: "refused", reason: expect.stringContaining("DISCORD_TOKEN") }]);
    expect(new Set(far.proxy.targets)).toEqual(new Set(["discord.far.test:443", "gateway.far.test:443"]));
    expect(far.requests).toContain("discord.far.test /api/v10/gateway/bot");
  });

  it("that does not let it through is named as what is in the way", async () => {
    through();
    far.proxy.answer(407);
    expect((await failureOf(dropbox("https://dropbox.far.test").account())).message).toContain(
      "The proxy did not connect the bot to Dropbox",
    );
  });
});

it("what NO_PROXY names is reached without it", async () => {
  through({ NO_PROXY: "other.test,localhost" });
  await dropbox(`https://localhost:${far.port}`).account();
  expect(far.proxy.targets).toEqual([]);
  expect(far.requests).toHaveLength(1);
});

it.each(["dropbox", "slack", "discord"])("stands in docs/%s.md", async (page) => {
  expect(await readFile(new URL(`../../docs/${page}.md`, import.meta.url), "utf8")).toContain("HTTPS_PROXY");
});

it("an address that is none is refused when the configuration is read; lower case is read, too", () => {
  expect(() => readConfig({ HTTPS_PROXY: "proxy:3128" })).toThrow(/HTTPS_PROXY/);
  expect(readConfig({ https_proxy: "http://proxy:3128", no_proxy: "a" })).toMatchObject({
    HTTPS_PROXY: "http://proxy:3128",
    NO_PROXY: "a",
  });
});
