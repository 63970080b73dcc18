// More servers than one line to Discord's gateway may have: one process holds all the lines that Discord recommends, or another one
// does.

import { expect, inject, it, onTestFinished, vi } from "vitest";
import { createGateway, type Gateway } from "../../../adapters/discord/api/gateway.ts";
import type { Told } from "../../../adapters/discord/api/gateway-guard.ts";
import { createLogger } from "../../../src/log.ts";
import { createRests } from "../../../src/platform/rests.ts";
import type { Standing } from "../../../src/platform/standing.ts";
import type { Lease, Leases } from "../../../src/store/leases.ts";
import { MINUTE_MS } from "../../../src/time/units.ts";
import { type FakeDiscord, startFakeDiscord, TOKEN } from "../../fakes/discord/server.ts";
import { createTestPace, type TestPace } from "../../pace.ts";

const SHARDS = 3;
/** A server of each shard: https://docs.discord.com/developers/events/gateway#sharding-sharding-formula */
const serverOf = (shard: number): string => String((300n + BigInt(shard)) << 22n);

async function openDiscord(count: number, atOnce: number): Promise<FakeDiscord> {
  const fake = await startFakeDiscord({ shards: { count, atOnce } });
  onTestFinished(() => fake.close());
  for (let shard = 0; shard < count; shard += 1) fake.addGuild(serverOf(shard), `Server ${shard}`);
  return fake;
}

interface Held {
  readonly gateway: Gateway;
  /** What it heard of, by the words of whoever asked. */
  readonly heard: readonly string[];
  readonly standings: readonly Standing["type"][];
  readonly pace: TestPace;
}

function gatewayOf({ apiUrl }: FakeDiscord, leases?: Leases): Held {
  const [heard, standings]: [string[], Standing["type"][]] = [[], []];
  const log = createLogger("silent");
  const pace = createTestPace({ heldMs: [MINUTE_MS] });
  const gateway = createGateway({
    token: TOKEN,
    apiUrl,
    rests: createRests({ clock: Date.now, pace, kept: undefined, log }),
    receive: (told: Told) => void heard.push(JSON.stringify(told)),
    onReady: async () => undefined,
    report: ({ type }) => void standings.push(type),
    ...(leases === undefined ? {} : { leases }),
    pace,
    log,
  });
  onTestFinished(async () => {
    pace.release();
    await gateway.close();
  });
  return { gateway, heard, standings, pace };
}

/** Somebody asks in a server of that shard. */
function ask({ gateway }: FakeDiscord, shard: number, word: string): void {
  gateway.dispatch("INTERACTION_CREATE", { guild_id: serverOf(shard), id: "1", data: { word } });
}

async function hears(fake: FakeDiscord, { heard }: Held, word: string): Promise<void> {
  for (let shard = 0; shard < SHARDS; shard += 1) ask(fake, shard, `${word} ${shard}`);
  await vi.waitFor(() => {
    for (let shard = 0; shard < SHARDS; shard += 1)
      expect(heard.filter((one) => one.includes(`${word} ${shard}`))).toHaveLength(1);
  });
}

it("what is asked in the servers of every shard is heard once, also while one of them comes back", async () => {
  const fake = await openDiscord(SHARDS, SHARDS);
  const held = gatewayOf(fake);
  await held.gateway.start();
  expect([fake.gateway.lines(), fake.gateway.counts.identified]).toEqual([SHARDS, SHARDS]);
  await hears(fake, held, "first");
  fake.gateway.cut(1);
  await hears(fake, held, "meanwhile");
  expect([fake.gateway.counts.identified, fake.gateway.counts.resumed]).toEqual([SHARDS, 1]);
});

it("while one shard is away it is not connected, whatever the others do, and opens all anew when that takes too long", async () => {
  const fake = await openDiscord(SHARDS, SHARDS);
  const held = gatewayOf(fake);
  await held.gateway.start();
  fake.gateway.ignore(2);
  fake.gateway.cut(2);
  await vi.waitFor(() => expect(held.standings.at(-1)).toBe("trying"));
  fake.gateway.askToReconnect(0);
  await fake.until(() => fake.gateway.counts.resumed === 1);
  for (const shard of [0, 1]) ask(fake, shard, `others ${shard}`);
  await vi.waitFor(() => expect(held.heard.filter((one) => one.includes("others"))).toHaveLength(2));
  expect(held.standings.at(-1)).toBe("trying");
  fake.gateway.admit();
  await held.pace.pass(MINUTE_MS);
  await vi.waitFor(() => expect(held.standings.at(-1)).toBe("connected"));
  expect(fake.gateway.counts.identified).toBe(2 * SHARDS);
  await hears(fake, held, "anew");
});

it("one process has all of them, and the next one opens all when that one ends", async () => {
  const fake = await openDiscord(SHARDS, SHARDS);
  let holder: Lease | undefined;
  const leases: Leases = {
    isShared: true,
    mayWork: () => true,
    async take([name = ""]) {
      if (holder !== undefined) return new Map();
      holder = {
        signal: new AbortController().signal,
        release: async () => {
          holder = undefined;
        },
      };
      return new Map([[name, holder]]);
    },
  };
  const [one, other] = [gatewayOf(fake, leases), gatewayOf(fake, leases)];
  await one.gateway.start();
  await other.gateway.start();
  await hears(fake, one, "one");
  expect([other.heard, other.standings]).toEqual([[], ["connected"]]);
  await one.gateway.close();
  await vi.waitFor(() => expect(fake.gateway.isConnected()).toBe(true), { timeout: 10_000 });
  await hears(fake, other, "other");
  expect([fake.gateway.lines(), fake.gateway.counts.identified]).toEqual([SHARDS, 2 * SHARDS]);
});

// Discord lets one in each five seconds.
it.runIf(inject("long"))(
  "many of them are let in one after the other, however long all of them take",
  async () => {
    const fake = await openDiscord(9, 1);
    const { gateway, standings } = gatewayOf(fake);
    const begunAt = performance.now();
    await gateway.start();
    expect(performance.now() - begunAt).toBeGreaterThan(30_000);
    expect([standings, fake.gateway.lines(), fake.gateway.counts.identified]).toEqual([["connected"], 9, 9]);
  },
);
