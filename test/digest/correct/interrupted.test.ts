// A program that ends at any moment while it corrects a message: the message is right once it was started again, and nothing is
// told a second time.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Catalog } from "../../../src/news/catalog.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import { openStore } from "../../../src/store/database.ts";
import { createSimulatedBot } from "../simulation/bot.ts";
import { createNewsDesk } from "../simulation/news-desk.ts";
import { createFakePlatform, HONEST } from "../simulation/platform.ts";
import { createSnapshotBuilder, type SnapshotBuilder } from "../simulation/snapshots.ts";
import { EVERYTHING, subscriptionRecord, WORKSPACE } from "../simulation/subscriptions.ts";

const START = Date.UTC(2024, 2, 7, 9);
const MINUTE_MS = 60_000;
const CHANGED = START + 300 * MINUTE_MS;

let directory: string;
let builder: SnapshotBuilder;
let before: Catalog;
let after: Catalog;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "rol-news-corrections-"));
  builder = createSnapshotBuilder(directory);
  const build = async (scores: Readonly<Record<string, 1 | 3 | 5>>, at: number): Promise<Catalog> =>
    builder.build(
      new Map([
        [
          "Latvia",
          Object.entries(scores).map(([id, score]) => ({
            id,
            title: `Case ${id}`,
            source: "news.example",
            date: "2024-03-07 08:00:00",
            verdicts: { 1: score },
          })),
        ],
      ]),
      at,
    );
  before = await build({ a: 5, b: 5, c: 1 }, START);
  after = await build({ a: 3, c: 1 }, CHANGED);
});

afterAll(async () => {
  await builder.close();
  await rm(directory, { recursive: true, force: true });
});

/** The same catalog for every life: none of them closes it. */
const lasting = (catalog: Catalog): Catalog => ({ ...catalog, close: async () => undefined });

/** Lives through a correction with a program that ends at that call, the first being 0. False when it lived on. */
async function correctEndingAt(call: number): Promise<boolean> {
  const data = await mkdtemp(join(tmpdir(), "rol-news-corrections-"));
  const store = await openStore({ dataDirectory: data });
  // A power cut of the machine is not what is tried here.
  await sql`pragma synchronous = off`.execute(store.db);
  let now = START;
  let ended = false;
  const said: string[] = [];
  const platform = createFakePlatform({
    clock: () => now,
    blocksAMessage: () => 40,
    behaviour: {
      ...HONEST,
      async correct({ blocks, change }) {
        said.push(plainText({ audience: "everyone", blocks }));
        return change();
      },
    },
  });
  const desk = createNewsDesk();
  const bot = createSimulatedBot({
    store,
    datasets: desk.datasets,
    places: platform.places,
    notifier: { tell: async () => undefined },
    clock: () => now,
  });
  const restarted = async (): Promise<void> => {
    ended = true;
    await platform.still();
    now += MINUTE_MS;
  };
  const tick = (): Promise<void> => bot.with(({ digests }) => digests.tick(), restarted);
  try {
    desk.serve(lasting(before));
    bot.start();
    await bot.with(async ({ digests }) => {
      const seenThrough = await digests.stampOf(WORKSPACE);
      await store.subscriptions.add(
        subscriptionRecord({
          id: "digest",
          rule: "daily 12:00",
          zone: "UTC",
          seenThrough,
          now,
          settings: EVERYTHING,
          channel: "C1",
        }),
      );
    }, restarted);
    now = START + 181 * MINUTE_MS;
    await tick();
    expect(platform.take()).toHaveLength(1);
    now = CHANGED;
    desk.serve(lasting(after));
    let left = call;
    bot.endsAt(() => {
      left -= 1;
      return left < 0;
    });
    await bot.with(({ digests }) => digests.newsArrived(), restarted);
    bot.endsAt(() => false);
    for (let minute = 0; minute < 3; minute += 1) {
      now += MINUTE_MS;
      await tick();
    }
    const [message, ...others] = platform.standing();
    expect(others).toEqual([]);
    const text = plainText({ audience: "everyone", blocks: message?.blocks ?? [] });
    expect(text).toMatch(/Case a\ncorrected 14:0\d: ▲▲ → ●\n● neutral/);
    expect(text).toMatch(/Case b\nwithdrawn 14:0\d: no longer in the data/);
    expect(text.match(/corrected|withdrawn/g)).toHaveLength(2);
    // Whatever was made twice was the same.
    expect(new Set(said).size).toBe(1);
    now = START + (181 + 1_440) * MINUTE_MS;
    await tick();
    expect(platform.take()).toEqual([]);
    expect(platform.standing()).toEqual([message]);
    expect(platform.wrong).toEqual([]);
    return ended;
  } finally {
    await bot.stop();
    await store.close();
    await rm(data, { recursive: true, force: true });
  }
}

test("is ended at every call in turn; some of them when it must be quick", async () => {
  const step = inject("long") ? 1 : 6;
  let call = inject("seed") % step;
  while (await correctEndingAt(call)) call += step;
  expect(call).toBeGreaterThan(20);
});
