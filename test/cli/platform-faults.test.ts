// A platform that refuses the bot, or is away: everything goes on by itself within a minute of its end, and the other platform
// never notices.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createPlatforms, type OpenPlatforms, type Platforms } from "../../src/cli/platforms.ts";
import { createRoutes } from "../../src/http/routes.ts";
import { createLogger } from "../../src/log.ts";
import { assembleBot, type Bot } from "../../src/main.ts";
import { TRY_AGAIN_MS } from "../../src/platform/standing.ts";
import type { WorkspaceKey } from "../../src/platform/workspace.ts";
import { paragraph, privately } from "../../src/reply/build.ts";
import type { Reply } from "../../src/reply/reply.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { MINUTE_MS } from "../../src/time/units.ts";
import {
  CHANNEL_ID,
  type FakeDiscord,
  GUILD_WORKSPACE,
  OWNER_ID,
  startFakeDiscord,
} from "../fakes/discord/server.ts";
import { type FakeSlack, startFakeSlack } from "../fakes/slack/server.ts";
import { createTestPace, type TestPace } from "../pace.ts";
import { decisionOf, partRecord, slotRecord, subscriptionRecord } from "../store/digest-records.ts";
import { configOfBoth } from "./both-platforms.ts";

const SCOPES = ["commands", "chat:write", "users:read", "channels:read", "channels:history", "im:write"];
const READER = { id: "400000000000000001", name: "Ana", permissions: "0" };

type Id = "slack" | "discord";

let directory: string;
let slack: FakeSlack;
let discord: FakeDiscord;
let store: Store;
let bot: Bot;
let platforms: Platforms;
let opened: OpenPlatforms;
let pace: TestPace;
let aheadMs = 0;
let digests = 0;

const clock = (): number => Date.now() + aheadMs;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-faults-"));
  [slack, discord] = await Promise.all([startFakeSlack({ scopes: SCOPES }), startFakeDiscord()]);
  const config = configOfBoth(directory, { slack, discord });
  const log = createLogger("silent");
  pace = createTestPace({ heldMs: [TRY_AGAIN_MS, MINUTE_MS], chance: 0 });
  platforms = createPlatforms({ config, draw: async () => undefined, clock, pace, log });
  store = await openStore({ dataDirectory: directory });
  const { notifier, places, standings } = platforms;
  bot = await assembleBot({
    config,
    clock,
    log,
    store,
    notifier,
    platformNamed: places,
    standings,
    commandsPerMinute: 1_000,
  });
  opened = await platforms.open(bot);
  await opened.start();
  bot.digests.start();
});

afterAll(async () => {
  pace.release();
  await opened.close();
  await bot.close();
  await Promise.all([slack.close(), discord.close()]);
  await rm(directory, { recursive: true, force: true });
});

const standingOf = (id: Id) => platforms.standings().find((one) => one.id === id);
const stateOf = (id: Id) => standingOf(id)?.standing.type;

async function health(): Promise<unknown> {
  const routes = createRoutes({
    isReady: () => true,
    hasState: async () => true,
    standings: platforms.standings,
    lending: async () => "",
    finishConnect: async () => "",
    asRead: (sentence) => sentence,
    log: createLogger("silent"),
  });
  return (await routes.request("/health")).json();
}

const WHERE = {
  slack: { workspace: "slack:T0NEWS", channel: "C0NEWS", admin: "U0ADMIN" },
  discord: { workspace: GUILD_WORKSPACE, channel: CHANNEL_ID, admin: OWNER_ID },
} as const satisfies Record<Id, { workspace: WorkspaceKey; channel: string; admin: string }>;

/** Every message that stands on a platform. */
const standsOn = (id: Id): readonly string[] =>
  (id === "slack"
    ? slack.workspace.messages
    : [...discord.channels.all.values()].flatMap(({ messages }) => messages)
  ).map((message) => JSON.stringify(message));

const count = (id: Id, words: string): number => standsOn(id).filter((one) => one.includes(words)).length;

/** A digest that is decided now; resolves with its words. */
async function post(id: Id): Promise<string> {
  digests += 1;
  const name = `digest-${digests}`;
  const { workspace, channel } = WHERE[id];
  const place = JSON.stringify({ platform: id, channel });
  const record = subscriptionRecord(name, { workspace, platform: id, place });
  await store.subscriptions.add(record);
  const slot = slotRecord(name, clock() - 1_000, { place, decidedAt: clock() });
  const main: Reply = { audience: "everyone", blocks: [paragraph(`Words of ${name}.`)] };
  const planned = platforms
    .places(id)
    ?.open({ platform: id, channel }, new Map())
    .plan({ main }, `k-${name}`);
  const parts = (planned ?? []).map(({ n, key, payload }) => partRecord({ n, key, payload }));
  const decision = decisionOf(slot, { parts, decidedFrom: record });
  expect(await store.ledger.decide([decision], clock())).toEqual([slot.id]);
  bot.digests.queue.enqueue();
  return `Words of ${name}.`;
}

async function isAnswered(id: Id): Promise<void> {
  if (id === "slack") await slack.command("U0MEMBER", "pillars").answers(1);
  else {
    const exchange = discord.command(READER, "news", "pillars");
    await discord.until(() => exchange.messages.length > 0 && !exchange.isWaiting);
  }
}

/** Commands, finding a place, a word to somebody. */
async function works(id: Id): Promise<void> {
  const { workspace, channel, admin } = WHERE[id];
  await isAnswered(id);
  const actor = { id: admin, isAdmin: true };
  const found = await platforms.places(id)?.resolve({ platform: id, workspace, actor, here: channel });
  expect(found?.type).toBe("found");
  await platforms.notifier.tell(workspace, { actorId: admin }, privately(paragraph("A word.")));
}

/** Lets tries come until a platform is connected. @returns how long that took, in ms. */
async function comeBack(id: Id): Promise<number> {
  let waitedMs = 0;
  const isBack = (): void => expect(stateOf(id)).toBe("connected");
  while (stateOf(id) !== "connected" && waitedMs < 2 * MINUTE_MS) {
    await Promise.race([pace.pass(TRY_AGAIN_MS), vi.waitFor(isBack, 5_000)]);
    waitedMs += TRY_AGAIN_MS;
    aheadMs += TRY_AGAIN_MS;
    await vi.waitFor(isBack, 3_000).catch(() => undefined);
  }
  isBack();
  return waitedMs;
}

const [REFUSED, TAKEN] = ["does not take the bot", "takes the bot again"];

interface Fault {
  readonly id: Id;
  readonly what: string;
  readonly state: "trying" | "refused";
  begin(): void;
  end(): void;
}

const FAULTS: readonly Fault[] = [
  {
    id: "slack",
    what: "revokes the bot's token",
    state: "refused",
    begin: () => slack.refuse("bot token"),
    end: () => slack.admit(),
  },
  {
    id: "slack",
    what: "revokes the app's token",
    state: "refused",
    begin: () => slack.refuse("app token"),
    end: () => slack.admit(),
  },
  {
    id: "slack",
    what: "is away",
    state: "trying",
    begin: () => slack.refuse("everything"),
    end: () => slack.admit(),
  },
  {
    id: "discord",
    what: "answers 401",
    state: "refused",
    begin: () => discord.http.refuseToken(),
    end: () => discord.http.admit(),
  },
  ...[4004, 4010, 4013, 4014].map(
    (code): Fault => ({
      id: "discord",
      what: `closes the gateway with ${code}`,
      state: "refused",
      begin: () => discord.gateway.refuse(code),
      end: () => discord.gateway.admit(),
    }),
  ),
  {
    id: "discord",
    what: "has no gateway",
    state: "trying",
    begin() {
      discord.gateway.hide();
      discord.gateway.cut();
    },
    end: () => discord.gateway.admit(),
  },
];

describe.each(FAULTS)("while $id $what", ({ id, state, begin, end }) => {
  it("it is told, the other platform goes on, and all works within a minute of the end", async () => {
    const other = id === "slack" ? "discord" : "slack";
    expect(await health()).toMatchObject({ status: "ok" });
    const since = standingOf(other)?.since;
    const [refusals, recoveries] = [count(other, REFUSED), count(other, TAKEN)];
    begin();
    const waiting = await post(id);
    await vi.waitFor(() => expect(stateOf(id)).toBe(state), 5_000);
    expect(await health()).toMatchObject({
      status: "degraded",
      platforms: { [id]: { state }, [other]: { state: "connected" } },
    });
    await works(other);
    const elsewhere = await post(other);
    await vi.waitFor(() => expect(count(other, elsewhere)).toBe(1), 5_000);

    end();
    const waitedMs = await comeBack(id);
    expect(waitedMs).toBeLessThanOrEqual(MINUTE_MS);
    aheadMs += MINUTE_MS - waitedMs;
    bot.digests.queue.enqueue();
    await works(id);
    await vi.waitFor(() => expect(count(id, waiting)).toBe(1), 5_000);
    expect(await health()).toMatchObject({ status: "ok" });
    expect(standingOf(other)?.since).toBe(since);
    const told = state === "refused" ? 1 : 0;
    await vi.waitFor(() => {
      expect([count(other, REFUSED), count(other, TAKEN)]).toEqual([refusals + told, recoveries + told]);
    }, 5_000);
  });
});

it("a refusal that comes while no other platform is there is told when one is", async () => {
  const before = count("discord", REFUSED);
  discord.gateway.hide();
  discord.gateway.cut();
  await vi.waitFor(() => expect(stateOf("discord")).toBe("trying"), 5_000);
  slack.refuse("bot token");
  await post("slack");
  await vi.waitFor(() => expect(stateOf("slack")).toBe("refused"), 5_000);
  discord.gateway.admit();
  await comeBack("discord");
  await vi.waitFor(() => expect(count("discord", REFUSED)).toBe(before + 1), 5_000);
  slack.admit();
  await comeBack("slack");
});
