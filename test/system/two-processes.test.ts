// Two real processes over one Postgres database whose clocks differ, as a rolling restart has them for a while: one decides and
// delivers, and when it ends, however it ends, the other goes on. Every digest is there once.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, inject, onTestFinished, test } from "vitest";
import { openStore, type Store, type StoreLocation } from "../../src/store/database.ts";
import { writeArticles } from "../answers/data-files.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { implementations } from "../store/implementations.ts";
import { type NewsChannels, openNewsChannels } from "./news-channels.ts";
import { openSite, type Running, startCli } from "./running-cli.ts";

/** A message is on its way for so long, there and back. */
const SENDING_MS = inject("long") ? 8_000 : 1_000;
/** How far the clock of the second process is ahead of the first one's. */
const APART_MS = 15_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Starting two processes takes less. */
const STARTING_MS = 20_000;
const CLOCK = new URL("../../bench/service/clock-ahead.ts", import.meta.url);
const POSTING = /chat\.postMessage|\/messages$|\/threads$/;

interface Scene {
  readonly location: StoreLocation;
  readonly channels: NewsChannels;
  readonly store: Store;
  /** A process with a data directory of its own. */
  start(aheadMs: number): Promise<Running>;
  /** Resolves when the platforms have got the first message. */
  readonly sending: Promise<void>;
}

async function openScene(): Promise<Scene> {
  const postgres = implementations.find(({ kind }) => kind === "postgres");
  if (postgres === undefined) throw new Error("There is no Postgres.");
  const { location, remove } = await postgres.create();
  if (!("databaseUrl" in location)) throw new Error("It has no address.");
  const site = await openSite();
  const date = new Date(Date.now() - HOUR_MS).toISOString().slice(0, 19).replace("T", " ");
  await writeArticles(
    join(site.dropbox, "Estonia_master.parquet.gzip"),
    ["Alpha", "Bravo", "Charlie"].map((title, n) => ({
      id: `a${n}`,
      title: `Case ${title}: ${`${title} again `.repeat(5)}`,
      source: "news.example",
      date,
      verdicts: { 1: 5 },
    })),
  );
  let wayMs = 2;
  const channels = await openNewsChannels({ ofEachShape: 1, delayMs: () => wayMs });
  const sending = Promise.withResolvers<void>();
  channels.watch((passage, { method, path }) => {
    const isPosting = method === "POST" && POSTING.test(path);
    wayMs = isPosting ? SENDING_MS / 2 : 2;
    if (isPosting && passage === "done") sending.resolve();
    return "on";
  });
  const store = await openStore(location);
  onTestFinished(async () => {
    await store.close();
    await remove();
  });
  return {
    location,
    channels,
    store,
    sending: sending.promise,
    async start(aheadMs) {
      const dataDirectory = await mkdtemp(join(tmpdir(), "rol-beside-"));
      onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
      return startCli(["start"], {
        environment: {
          ...site.environment,
          ...channels.settings,
          DATA_DIR: dataDirectory,
          DATABASE_URL: location.databaseUrl,
          SECRET_KEY: "ab".repeat(32),
          NODE_OPTIONS: `--import ${CLOCK.href}?ms=${aheadMs}`,
        },
      });
    },
  };
}

/** A digest for every place and another one for the first, due a minute ago and then not for days. */
async function addDigests({ store, channels }: Scene, now: number): Promise<number> {
  const { channels: all } = channels;
  const places = [...all, ...all.slice(0, 1)];
  const farDay = ((new Date(now).getUTCDate() + 13) % 28) + 1;
  for (const [n, { workspace, place, shape }] of places.entries())
    await store.subscriptions.add(
      subscriptionRecord(`s${n}`, {
        workspace,
        platform: place.platform,
        place: JSON.stringify(place),
        rule: `monthly ${farDay} 09:00`,
        zone: "UTC",
        settings: JSON.stringify({
          filter: {},
          limit: 3,
          layout: "full",
          thread: shape === "thread",
          empty: "skip",
        }),
        seenThrough: 0,
        decidedSlot: now - HOUR_MS,
        nextSlot: now - MINUTE_MS,
        createdAt: now - HOUR_MS,
        updatedAt: now - HOUR_MS,
      }),
    );
  return places.length;
}

async function allSent({ db }: Store, digests: number): Promise<void> {
  for (;;) {
    const slots = await db.selectFrom("slots").select("state").execute();
    if (slots.length === digests && slots.every(({ state }) => state === "sent")) return;
    await pause(100);
  }
}

const ENDS = inject("long") ? (["SIGTERM", "SIGKILL"] as const) : (["SIGTERM"] as const);

test.each(ENDS)(
  "after %s of the first the second goes on, and every digest is there once",
  async (signal) => {
    const scene = await openScene();
    // The first one's clock shows a full minute once both have started.
    const aheadMs = MINUTE_MS - ((Date.now() + STARTING_MS) % MINUTE_MS);
    const digests = await addDigests(scene, Date.now() + aheadMs);
    const first = await scene.start(aheadMs);
    await first.waitFor("rol-news-bot is running");
    const second = await scene.start(aheadMs + APART_MS);
    await second.waitFor("waits until that has ended");
    await scene.sending;
    first.child.kill(signal);
    await first.ended;
    const endedAt = performance.now();
    await second.waitFor("rol-news-bot is running");
    const gapMs = Math.round(performance.now() - endedAt);
    await allSent(scene.store, digests);
    const keys = scene.channels.standing().map(({ key }) => key);
    const parts = await scene.store.db.selectFrom("deliveryParts").select("key").execute();
    expect(keys.toSorted()).toEqual(parts.map(({ key }) => key).toSorted());
    expect(scene.channels.problems()).toEqual([]);
    second.child.kill("SIGTERM");
    expect((await second.ended).code).toBe(0);
    if (inject("long"))
      process.stdout.write(`${JSON.stringify({ signal, digests, messages: keys.length, gapMs })}\n`);
  },
  240_000,
);
