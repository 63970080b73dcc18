// Whatever comes in at any entrance of the whole bot: it lives, says a sentence to whoever can read one, and its memory stays as
// it was. `npm run test:long` sends 100,000 and prints what became of them; the bytes of data files are in hard-files.test.ts.

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Host } from "../../adapters/adapter.ts";
import { createPlatform as createDiscord } from "../../adapters/discord/platform.ts";
import { createPlatform as createMcp } from "../../adapters/mcp/platform.ts";
import { createPlatform as createSlack } from "../../adapters/slack/platform.ts";
import { createLogger } from "../../src/log.ts";
import type { Input } from "../../src/platform/invocation.ts";
import { within } from "../../src/platform/waiting.ts";
import { plainText } from "../../src/reply/plain-text.ts";
import { type DemoBot, startDemoBot } from "../adapters/demo-bot.ts";
import { oddText } from "../adapters/odd-shapes.ts";
import { isUnpolluted } from "../adapters/pollution.ts";
import { listenForUncaught } from "../adapters/uncaught.ts";
import { type Chat, openChat } from "../adapters/web/browser.ts";
import { hostOf } from "../contract/host.ts";
import { TOKEN as DISCORD_TOKEN, type FakeDiscord, startFakeDiscord } from "../fakes/discord/server.ts";
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { bodyOf, DISCORD_SEEDS, MCP_SEEDS, SLACK_SEEDS, typed } from "./hostile-payloads.ts";

const COUNT = inject("long") ? 100_000 : 600;
/** Made and sent together. */
const BATCH = 300;
/** For the answers to some that were sent together. */
const PATIENCE_MS = 60_000;
/** What is kept may grow by so much: caches fill up to their bounds. */
const MAY_GROW_BYTES = 80_000_000;
const SECRET = "the signing secret";
const MCP_TOKEN = "a-token-of-the-test";
const PEOPLE = ["U1", "U2", "U3"];

let demo: DemoBot;
let slack: FakeSlack;
let discord: FakeDiscord;
let chat: Chat;
let sockets: ReturnType<typeof createSlack>;
let signed: ReturnType<typeof createSlack>;
let gateway: ReturnType<typeof createDiscord>;
let mcp: ReturnType<typeof createMcp>;
const servers: Server[] = [];
let [slackUrl, mcpUrl] = ["", ""];

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

beforeAll(async () => {
  demo = await startDemoBot(
    { name: "slack", open: () => () => Promise.reject(new Error("nothing is sent")) as never },
    { news: true },
  );
  const host: Host = { ...hostOf(demo.bot), log: createLogger("debug", { write: heedLine }) };
  slack = await startFakeSlack({});
  discord = await startFakeDiscord();
  sockets = createSlack(host, { apiUrl: slack.apiUrl, botToken: BOT_TOKEN, appToken: APP_TOKEN });
  signed = createSlack(host, { apiUrl: slack.apiUrl, botToken: BOT_TOKEN, signingSecret: SECRET });
  gateway = createDiscord(host, { token: DISCORD_TOKEN, apiUrl: discord.apiUrl });
  mcp = createMcp(host, { token: MCP_TOKEN, workspace: "terminal:local", hosts: [] });
  for (const platform of [sockets, signed, gateway, mcp]) await platform.start();
  const [, listener] = signed.mount ?? [];
  if (listener === undefined) throw new Error("Slack takes no HTTP.");
  slackUrl = `${await serve(listener)}/slack/events`;
  mcpUrl = `${await serve(mcp.mount[1])}/mcp`;
  chat = await openChat(host);
}, 120_000);

afterAll(async () => {
  for (const platform of [sockets, signed, gateway, mcp]) await platform?.close();
  await chat?.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await slack?.close();
  await discord?.close();
  await demo?.close();
}, 60_000);

// Where it goes

type Outcomes = Map<string, number>;
const outcomes: Outcomes = new Map();
function count(entrance: string, outcome: string): void {
  const key = `${entrance}: ${outcome}`;
  outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
}

const lines = { count: 0, wrong: Array.of<string>() };

/** Whatever was sent, the log has one line of JSON for each event, for every reader. */
function heedLine(line: string): void {
  lines.count += 1;
  if (!/^\{[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*\}\n$/u.test(line) || !isJson(line)) lines.wrong.push(line);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

let asked = 0;

async function toRouter(text: string, how: number): Promise<void> {
  asked += 1;
  const input: Input =
    how === 0
      ? { type: "said", text, conversation: "c" }
      : how === 1
        ? { type: "action", code: asked % 2 === 0 ? text : `c1:${text}` }
        : how === 2
          ? { type: "form", code: `c1:${text}`, values: { name: text, __proto__: "x", when: "daily 09:00" } }
          : how === 3
            ? { type: "options", path: text.split(" "), values: { [text]: text, constructor: 1 } }
            : { type: "text", text };
  const reply = await demo.bot.router.handle(
    {
      platform: "slack",
      // Few may ask so often.
      workspace: `slack:T${Math.floor(asked / 20)}`,
      place: "C0",
      actor: { id: PEOPLE[asked % PEOPLE.length] ?? "", name: "Ana", roles: ["read", "manage"] },
      requestId: `request ${asked}`,
      input,
    },
    { progress: () => undefined },
  );
  const isForm = reply.blocks.some(({ type }) => type === "form");
  if (plainText(reply).trim() === "" && !isForm) expect.fail(`No answer to ${JSON.stringify(input)}`);
  if (plainText(reply).includes("Something went wrong"))
    expect.fail(`The bot failed at ${JSON.stringify(input).slice(0, 2_000)}`);
  count("router", isForm ? "a form" : reply.isRefusal === true ? "refused in a sentence" : "answered");
}

/** A connection that was idle may be closed by the server at the very moment: then nobody read what was sent. */
async function post(url: string, init: RequestInit): Promise<Response> {
  const again = (error: unknown): Promise<Response> => {
    if (error instanceof TypeError && String(error.cause).includes("ECONNRESET")) return fetch(url, init);
    throw error;
  };
  return fetch(url, init).catch(again);
}

async function toSlackHttp(body: string, how: number): Promise<void> {
  const [isForm, isWrong, isOld] = [how % 2 === 0, how === 5, how === 6];
  const sent = isForm ? new URLSearchParams({ payload: body }).toString() : body;
  const timestamp = String(Math.floor(Date.now() / 1000) - (isOld ? 301 : 0));
  const key = isWrong ? "another secret" : SECRET;
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:`).update(sent).digest("hex");
  const { status } = await post(slackUrl, {
    method: "POST",
    body: sent,
    headers: {
      "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json",
      "x-slack-request-timestamp": timestamp,
      "x-slack-signature": `v0=${signature}`,
    },
  });
  if (isWrong || isOld) expect(status).toBe(401);
  else expect([200, 400, 413]).toContain(status);
  count("slack over http", String(status));
}

async function toWeb(text: string, how: number): Promise<void> {
  const paths = [
    "/chat/say",
    "/chat/press",
    "/chat/form",
    "/chat/lines",
    "/chat/words",
    "/chat/turns/x/files/0",
  ];
  const path = paths[how % paths.length] ?? "";
  const values = new URLSearchParams({ text, code: text, label: text, turn: text, [`a:${text}`]: text });
  const response =
    how % paths.length < 3 ? await chat.post(path, values) : await chat.get(`${path}?${values}`);
  const page = await response.text();
  expect(response.status, page).toBeLessThan(500);
  // An address longer than any browser sends is refused by Node before anybody reads it.
  const isRead = path !== "/chat/lines" && path !== "/chat/words" && response.status !== 431;
  if (isRead) expect(page.replace(/<[^>]*>/g, "").trim(), `${path} ${response.status}`).not.toBe("");
  count("web", String(response.status));
}

async function toMcp(body: string, how: number): Promise<void> {
  const authorization = how === 0 ? "Bearer another-token" : `Bearer ${MCP_TOKEN}`;
  const headers = {
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
    authorization,
  };
  const response = await post(mcpUrl, { method: "POST", headers, body });
  const text = await response.text();
  if (how === 0) expect(response.status).toBe(401);
  expect(response.status, text).toBeLessThan(500);
  // What is only told gets no answer.
  if (response.status !== 202) expect(text).toMatch(/[a-z]/i);
  count("mcp", String(response.status));
}

async function toSocket(body: string, how: number): Promise<void> {
  const type = ["events_api", "slash_commands", "interactive"][how % 3] ?? "";
  await slack.until(() => slack.sockets() > 0);
  slack.raw(how === 7 ? body : `{"type":"${type}","envelope_id":"${asked}","payload":${body || "null"}}`);
  count("slack over sockets", "taken");
}

async function toGateway(body: string, how: number): Promise<void> {
  const type = ["INTERACTION_CREATE", "MESSAGE_CREATE", "GUILD_CREATE"][how % 3] ?? "";
  await discord.until(() => discord.gateway.isConnected());
  discord.gateway.raw(how === 7 ? body : `{"op":0,"t":"${type}","s":null,"d":${body || "null"}}`);
  count("discord's gateway", "taken");
}

function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

it("lives, answers, and keeps nothing", { timeout: 3_600_000 }, async () => {
  const uncaught = listenForUncaught();
  const commands = demo.bot.router.commands.flatMap(({ path, examples }) => [
    `/${path.join(" ")}`,
    ...examples,
  ]);
  const how = fc.nat({ max: 7 });
  const entrances = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(typed(commands), how).map(
        ([text, n]) =>
          () =>
            toRouter(text, n),
      ),
    },
    {
      weight: 6,
      arbitrary: fc.tuple(bodyOf(SLACK_SEEDS), how).map(
        ([text, n]) =>
          () =>
            toSlackHttp(text, n),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(bodyOf(SLACK_SEEDS), how).map(
        ([text, n]) =>
          () =>
            toSocket(text, n),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(bodyOf(DISCORD_SEEDS), how).map(
        ([text, n]) =>
          () =>
            toGateway(text, n),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(typed(commands), how).map(
        ([text, n]) =>
          () =>
            toWeb(text, n),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.tuple(bodyOf(MCP_SEEDS), how).map(
        ([text, n]) =>
          () =>
            toMcp(text, n),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(oddText, how).map(
        ([text, n]) =>
          () =>
            toMcp(text, n),
      ),
    },
  );
  const batches = Math.ceil(COUNT / BATCH);
  let halfway = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const work = fc.sample(entrances, { seed: inject("seed") + batch, numRuns: BATCH });
    while (work.length > 0) {
      const answers = Promise.all(work.splice(0, 12).map((send) => send()));
      if ((await within(answers, PATIENCE_MS)) === undefined) expect.fail("Somebody waits for ever.");
    }
    if (batch === Math.floor(batches / 2)) halfway = heapBytes();
    if (batch % 30 === 29) tell(`${(heapBytes() / 1_000_000).toFixed(0)} MB in use`);
  }
  const grown = heapBytes() - halfway;
  const last = await demo.bot.router.handle(
    {
      platform: "slack",
      workspace: "slack:TLAST",
      place: "C0",
      actor: { id: "U9", name: "Ana", roles: ["read"] },
      requestId: "last",
      input: { type: "text", text: "/news top" },
    },
    { progress: () => undefined },
  );
  expect(last.blocks.some(({ type }) => type === "article")).toBe(true);
  expect(isUnpolluted()).toBe(true);
  expect(lines.wrong).toEqual([]);
  expect(lines.count).toBeGreaterThan(0);
  expect(await uncaught.stop()).toEqual([]);
  const sent = [...outcomes.values()].reduce((all, one) => all + one, 0);
  expect(sent).toBeGreaterThanOrEqual(COUNT);
  expect(grown).toBeLessThan(MAY_GROW_BYTES);
  if (inject("long"))
    tell(`kept between half of them and all: ${(grown / 1_000_000).toFixed(1)} MB; ${lines.count} log lines`);
});

/** What became of all so far. */
function tell(besides: string): void {
  const sent = [...outcomes.values()].reduce((sum, one) => sum + one, 0);
  const shares = [...outcomes].toSorted().map(([key, n]) => `${key}: ${((100 * n) / sent).toFixed(1)} %\n`);
  process.stdout.write(`${sent} in all; ${besides}\n${shares.join("")}`);
}
