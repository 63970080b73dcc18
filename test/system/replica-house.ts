// The program as one process or as several over one Postgres, put together as `start` does it, behind a balancer: Slack posts there,
// browsers and programs come there, and whoever is next answers. Only the clock and the far ends of the network are ours.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { startSimulator } from "../../demo/simulator/server.ts";
import { dropboxReturn } from "../../src/cli/dropbox-return.ts";
import { createPlatforms } from "../../src/cli/platforms.ts";
import { readConfig } from "../../src/config.ts";
import { createGate } from "../../src/http/gate.ts";
import { createRoutes } from "../../src/http/routes.ts";
import { listen } from "../../src/http/server.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { WORKING_AFTER_MS } from "../../src/platform/waiting.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { type DatabaseLock, lockDatabase } from "../../src/store/database-lock.ts";
import { textOf } from "../adapters/slack/reading.ts";
import { CLIENT } from "../fakes/slack/oauth.ts";
import { APP_TOKEN, type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { placeSnapshotOfDropbox } from "../kept.ts";
import { createTestPace } from "../pace.ts";
import { startBalancer } from "./balancer.ts";

const SIGNING_SECRET = "the signing secret";
export const MCP_TOKEN = "a-token-of-the-replicas";

export const SLACK_WAYS = ["sockets", "http"] as const;
export type SlackWay = (typeof SLACK_WAYS)[number];

export interface HouseOptions {
  /** A folder with news, the Dropbox that people connect. */
  readonly dropbox: string;
  /** Where all of them keep what they know. Absent: one process with a SQLite file. */
  readonly shared?: { readonly databaseUrl: string; readonly replicas: number };
  /** How Slack reaches them: over the connections that each opens, or by what it posts. */
  readonly way: SlackWay;
  /** When its clock begins, in ms. */
  readonly now: number;
}

export interface House {
  readonly slack: FakeSlack;
  /** Where it is reached: each request comes to another process than the one before. */
  readonly origin: string;
  /** Somebody opens the link to their Dropbox and allows it: where their browser is sent then. */
  allow(link: string): Promise<string>;
  /** Every process has what is in the Dropbox of Slack's workspace. */
  readNews(): Promise<void>;
  advance(ms: number): void;
  /** Requests of Slack's that were worked on to the end, by whichever process. */
  worked(): number;
  /** Resolves when nothing is under way, digests included. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface Replica {
  readonly bot: Bot;
  readonly port: number;
  close(): Promise<void>;
}

export async function openHouse({ dropbox, shared, way, now: begin }: HouseOptions): Promise<House> {
  let now = begin;
  const clock = (): number => now;
  const root = await mkdtemp(join(tmpdir(), "rol-house-"));
  const balancer = await startBalancer();
  const { origin } = balancer;
  const simulator = await startSimulator({ directory: dropbox, clock });
  const slack = await startFakeSlack({
    clock,
    ...(way === "sockets"
      ? {}
      : { postedTo: { url: () => `${origin}/slack/events`, signingSecret: SIGNING_SECRET } }),
  });
  const workspace: WorkspaceKey = `slack:${slack.workspace.team}`;
  const log = createLogger("silent");
  const underWay = new Set<Promise<void>>();
  let worked = 0;

  function counted(work: Promise<void>): Promise<void> {
    const over = work.finally(() => {
      underWay.delete(over);
      worked += 1;
    });
    underWay.add(over);
    return over;
  }

  async function startReplica(n: number): Promise<Replica> {
    const dataDirectory = join(root, `replica-${n}`);
    await placeSnapshotOfDropbox(dropbox, { dataDirectory, now, isSearched: true });
    const config = readConfig({
      DATA_DIR: dataDirectory,
      ...(shared === undefined ? {} : { DATABASE_URL: shared.databaseUrl }),
      SECRET_KEY: "ab".repeat(32),
      PUBLIC_URL: origin,
      DROPBOX_ORIGIN: simulator.origin,
      DROPBOX_APP_KEY: simulator.appKey,
      SLACK_API_URL: slack.apiUrl,
      ...(way === "sockets" ? { SLACK_APP_TOKEN: APP_TOKEN } : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
      SLACK_CLIENT_ID: CLIENT.clientId,
      SLACK_CLIENT_SECRET: CLIENT.clientSecret,
      MCP: "on",
      MCP_TOKEN,
      MCP_WORKSPACE: workspace,
    });
    let lock: DatabaseLock | undefined;
    if (shared !== undefined) {
      const { signal } = new AbortController();
      const { databaseUrl } = shared;
      lock = await lockDatabase({ databaseUrl, log, signal, isShared: true, waits: false });
      if (lock === undefined) throw new Error("The database was not locked.");
    }
    // No deadline passes, and nobody is told to wait: how fast this machine is shows in no answer.
    const pace = createTestPace({ heldMs: [WORKING_AFTER_MS], chance: 0 });
    const { notifier, places, nameOf, standings, open } = createPlatforms({
      ...{ config, draw: async () => undefined, clock, pace, log },
    });
    const bot = await assembleBot({
      ...{ config, clock, log, notifier, standings },
      ...(lock === undefined ? {} : { leases: lock.leases }),
      platformNamed: places,
    });
    const platforms = await open({ ...bot, acrossReplicas: (...of) => counted(bot.acrossReplicas(...of)) });
    const server = await listen({
      host: "127.0.0.1",
      port: 0,
      routes: createRoutes({
        isReady: () => true,
        hasState: bot.hasState,
        standings,
        ...dropboxReturn({ bot, nameOf, log }),
        asRead: bot.asRead,
        log,
      }),
      mounts: platforms.mounts,
      gate: createGate({ clock }),
    });
    await platforms.start();
    return {
      bot,
      port: server.port,
      async close() {
        await Promise.all([platforms.close(), server.close(0)]);
        await bot.close();
        await lock?.release();
      },
    };
  }

  const replicas: Replica[] = [];
  for (let n = 0; n < (shared?.replicas ?? 1); n += 1) replicas.push(await startReplica(n));
  balancer.ports.push(...replicas.map(({ port }) => port));

  return {
    slack,
    origin,
    async allow(link) {
      const approval = await simulator.approve(link);
      if (approval.kind !== "redirected") throw new Error(`Dropbox ended with ${approval.kind}.`);
      return approval.url;
    },
    async readNews() {
      for (const { bot } of replicas) await bot.datasets.refresh(workspace);
    },
    advance(ms) {
      now += ms;
    },
    worked: () => worked,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
      for (const { bot } of replicas) await bot.digests.queue.idle();
    },
    async close() {
      await balancer.close();
      await Promise.all(replicas.map((replica) => replica.close()));
      await Promise.all([slack.close(), simulator.close()]);
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Somebody installs the app: begun with one process, ended with another. */
export async function install({ slack, origin }: House): Promise<void> {
  const begun = await fetch(`${origin}/slack/install`, { redirect: "manual" });
  const [cookie = ""] = begun.headers.getSetCookie();
  const back = slack.oauth.allow(begun.headers.get("location") ?? "", { team: slack.workspace.team });
  const page = await fetch(back, { headers: { cookie: cookie.split(";")[0] ?? "" } });
  expect(await page.text()).toContain("The bot is installed in Team T0NEWS.");
}

/** The link that a process gave, the page and the word to it, each with another one. */
export async function connect({ slack, origin, allow, readNews }: House): Promise<void> {
  const said = slack.workspace.messages.map(textOf).join("\n");
  const [link = ""] = /http\S+\/authorize\S+/.exec(said) ?? [];
  const { href, pathname, searchParams } = new URL(await allow(link));
  const page = await fetch(href);
  expect(await page.text()).toContain("T0NEWS on Slack");
  const connected = await fetch(`${origin}${pathname}`, { method: "POST", body: searchParams });
  expect(await connected.text()).toContain("Connected as Ana Ruiz (ana@example.org), for T0NEWS on Slack.");
  await readNews();
}
