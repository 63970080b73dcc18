// Three Slack workspaces that installed the bot by themselves, in the whole program: each has its own connection, digests and
// admins, and what one loses when it removes the app is its token alone.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createPlatforms, type OpenPlatforms, type Platforms } from "../../src/cli/platforms.ts";
import { readConfig } from "../../src/config.ts";
import { createGate } from "../../src/http/gate.ts";
import { createRoutes } from "../../src/http/routes.ts";
import { type HttpServer, listen } from "../../src/http/server.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { TRY_AGAIN_MS } from "../../src/platform/standing.ts";
import { WORKING_AFTER_MS } from "../../src/platform/waiting.ts";
import { paragraph } from "../../src/reply/build.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import { EVERYTHING } from "../digest/simulation/subscriptions.ts";
import { CLIENT } from "../fakes/slack/oauth.ts";
import { commandPayload, signedRequest } from "../fakes/slack/payloads.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { toldPayload } from "../fakes/slack/told-events.ts";
import { createTestPace, type TestPace } from "../pace.ts";
import { decisionOf, partRecord, slotRecord, subscriptionRecord } from "../store/digest-records.ts";

const SECRET = "the signing secret";
const PUBLIC_URL = "https://news.example.org";
const TEAMS = ["T1", "T2", "T3"] as const;
const place = JSON.stringify({ platform: "slack", channel: "C0NEWS" });

let directory: string;
let slack: FakeSlack;
let store: Store;
let bot: Bot;
let platforms: Platforms;
let opened: OpenPlatforms;
let server: HttpServer;
let pace: TestPace;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-many-"));
  slack = await startFakeSlack({});
  const config = readConfig({
    DATA_DIR: directory,
    PUBLIC_URL,
    SLACK_CLIENT_ID: CLIENT.clientId,
    SLACK_CLIENT_SECRET: CLIENT.clientSecret,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: slack.apiUrl,
    ADMIN_IDS: "slack:T3:U0MEMBER",
  });
  const log = createLogger("silent");
  pace = createTestPace({ heldMs: [WORKING_AFTER_MS, TRY_AGAIN_MS, MINUTE_MS], chance: 0 });
  platforms = createPlatforms({ config, draw: async () => undefined, clock: Date.now, pace, log });
  store = await openStore({ dataDirectory: directory });
  const { notifier, places: platformNamed, standings } = platforms;
  bot = await assembleBot({ config, clock: Date.now, log, store, notifier, platformNamed, standings });
  opened = await platforms.open(bot);
  const routes = createRoutes({
    isReady: () => true,
    hasState: async () => true,
    standings,
    lending: async () => "",
    finishConnect: async () => "",
    asRead: (sentence) => sentence,
    log,
  });
  const gate = createGate({ clock: Date.now });
  server = await listen({ host: "127.0.0.1", port: 0, routes, mounts: opened.mounts, gate });
  await opened.start();
  bot.digests.start();
  for (const team of TEAMS) expect(await install(team)).toContain(`The bot is installed in Team ${team}.`);
});

afterAll(async () => {
  pace.release();
  const { problems } = slack;
  await opened.close();
  await server.close(1_000);
  await bot.close();
  await slack.close();
  await rm(directory, { recursive: true, force: true });
  expect(problems).toEqual([]);
});

const here = (address: string): string => address.replace(PUBLIC_URL, `http://127.0.0.1:${server.port}`);

async function install(team: string): Promise<string> {
  const begun = await fetch(here(`${PUBLIC_URL}/slack/install`), { redirect: "manual" });
  const [cookie = ""] = begun.headers.getSetCookie();
  const back = slack.oauth.allow(begun.headers.get("location") ?? "", { team });
  return (await fetch(here(back), { headers: { cookie: cookie.split(";")[0] ?? "" } })).text();
}

async function send(payload: Readonly<Record<string, unknown>>): Promise<void> {
  const request = signedRequest(payload, SECRET, Date.now());
  const { status } = await fetch(here(`${PUBLIC_URL}/slack/events`), { method: "POST", ...request });
  expect(status).toBe(200);
}

async function ask(team: string, user: string, command: string, text: string): Promise<string> {
  const at = slack.addresses(user, "C0NEWS", true);
  await send(commandPayload({ team, user }, at, "C0NEWS", command, text));
  return JSON.stringify((await slack.answersTo(at.request, 1)).map(({ blocks }) => blocks));
}

const messagesIn = (team: string): readonly string[] =>
  slack.oauth.stateOf(team).workspace.messages.map((message) => JSON.stringify(message));

/** A digest of that workspace that is decided now. */
async function post(team: string, words: string): Promise<void> {
  const workspace = `slack:${team}` as const;
  const name = `digest-${team}`;
  const record = subscriptionRecord(name, { workspace, place, settings: JSON.stringify(EVERYTHING) });
  await store.subscriptions.add(record);
  const slot = slotRecord(name, Date.now() - 1_000, { place, decidedAt: Date.now() });
  const main: Reply = { audience: "everyone", blocks: [paragraph(words)] };
  const planned = platforms.places("slack")?.open({ platform: "slack", channel: "C0NEWS" }, new Map());
  const parts = (planned?.plan({ main }, `k-${name}`) ?? []).map(({ n, key, payload }) =>
    partRecord({ n, key, payload }),
  );
  await store.ledger.decide([decisionOf(slot, { parts, decidedFrom: record })], Date.now());
  bot.digests.queue.enqueue();
}

const stateOf = async (team: string) => (await store.subscriptions.ofWorkspace(`slack:${team}`))[0];

describe("three workspaces", () => {
  it("learn from whoever started the program where they install it", () => {
    expect(opened.invitations(server.port)).toEqual([
      "Slack workspaces install the bot at https://news.example.org/slack/install",
    ]);
  });

  it("each get their own digest, into channels of the same id", async () => {
    for (const team of TEAMS) await post(team, `Words of ${team}.`);
    for (const team of TEAMS)
      await slack.until(() => messagesIn(team).some((one) => one.includes("Words of")));
    for (const team of TEAMS) {
      const digests = messagesIn(team).filter((one) => one.includes("Words of"));
      expect(digests).toHaveLength(1);
      expect(digests[0]).toContain(`Words of ${team}.`);
    }
  });

  it("see their own digests alone, and each person is what they are there", async () => {
    expect(await ask("T1", "U0MEMBER", "/digest", "list")).toContain("digest-T1");
    const others = await ask("T2", "U0MEMBER", "/digest", "list");
    expect(others).toContain("digest-T2");
    expect(others).not.toContain("digest-T1");
    const shown = await ask("T2", "U0MEMBER", "/digest", "show digest-T1");
    expect(shown).toContain("There is no digest");
    expect(shown).not.toContain("#rule-of-law");
    expect(await ask("T1", "U0MEMBER", "/dropbox", "status")).toContain("for admins of this workspace");
    expect(await ask("T3", "U0MEMBER", "/dropbox", "status")).not.toContain("for admins of this workspace");
  });

  it("lose with the app their token alone: digests pause, the connection stays, and they go on when it is back", async () => {
    const workspace = "slack:T1" as const;
    await store.connections.save({
      workspace,
      accountId: "dbid:1",
      accountName: "Ana",
      accountEmail: "ana@example.org",
      sealedRefreshToken: `v2.00000000.${"A".repeat(60)}`,
      scopes: "files.content.read",
      rootKind: "app-folder",
      rootNamespace: null,
      path: "/data",
      country: null,
      connectedBy: "U1",
      place: "C1",
      state: "connected",
      stateSince: 0,
      refusal: null,
      lastNoticeAt: null,
      noticeStep: 0,
      createdAt: 0,
      updatedAt: 0,
    });
    slack.oauth.uninstall("T1");
    await send(toldPayload(slack.oauth.stateOf("T1"), { type: "app_uninstalled" }));
    await vi.waitFor(async () => expect((await bot.installations.get(workspace))?.tokens).toBeUndefined());
    expect(await stateOf("T1")).toMatchObject({
      state: "paused",
      pauseReason: "The app was removed from this Slack workspace, or its access was revoked there.",
    });
    expect((await stateOf("T2"))?.state).toBe("active");
    expect((await store.connections.get(workspace))?.path).toBe("/data");
    expect(platforms.standings().map(({ standing }) => standing.type)).toEqual(["connected"]);

    expect(await install("T1")).toContain("Digests that were paused when it was removed go on with");
    expect(await ask("T1", "U0ADMIN", "/digest", "resume digest-T1")).toContain("digest-T1");
    expect((await stateOf("T1"))?.state).toBe("active");
  });
});
