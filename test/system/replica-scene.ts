// Several real processes over one Postgres, each with a data directory of its own, and strict fakes of both platforms.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { openStore, type Store } from "../../src/store/database.ts";
import { writeArticles } from "../answers/data-files.ts";
import { subscriptionRecord } from "../store/digest-records.ts";
import { type NewsChannels, openNewsChannels } from "./news-channels.ts";
import { openSite, type Running, startCli } from "./running-cli.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CLOCK = new URL("../../bench/service/clock-ahead.js", import.meta.url);

export interface SceneOptions {
  /** Channels of each shape on each platform. */
  readonly ofEachShape: number;
  /** How long each way between the bot and a platform takes. */
  readonly wayMs: number;
  /** Starting all processes takes less. */
  readonly startingMs: number;
  /** An empty one. */
  readonly databaseUrl: string;
}

export interface Scene {
  readonly channels: NewsChannels;
  /** The state, which is brought up to date when it is asked for first. */
  store(): Promise<Store>;
  /** The clock of the processes: a full minute is there once all have started. */
  now(): number;
  /** News of another country come into the Dropbox. */
  publish(country: string): Promise<void>;
  /** The settings of the process of that number, which has its own data directory. */
  environmentOf(n: number): Readonly<Record<string, string>>;
  /** Starts that process. */
  start(n: number): Promise<Running>;
}

export async function openScene({
  ofEachShape,
  wayMs,
  startingMs,
  databaseUrl,
}: SceneOptions): Promise<Scene> {
  const site = await openSite();
  async function publish(country: string): Promise<void> {
    const date = new Date(Date.now() - HOUR_MS).toISOString().slice(0, 19).replace("T", " ");
    await writeArticles(
      join(site.dropbox, `${country}_master.parquet.gzip`),
      ["Alpha", "Bravo", "Charlie"].map((title, n) => ({
        id: `${country} ${n}`,
        title: `Case ${title} of ${country}: ${`${title} again `.repeat(5)}`,
        source: "news.example",
        date,
        verdicts: { 1: 5 },
      })),
    );
  }
  await publish("Estonia");
  const channels = await openNewsChannels({ ofEachShape, delayMs: () => wayMs });
  channels.watch(() => "on");
  const root = await mkdtemp(join(tmpdir(), "rol-replicas-"));
  let opened: Store | undefined;
  onTestFinished(async () => {
    await opened?.close();
    await rm(root, { recursive: true, force: true });
  });
  const aheadMs = MINUTE_MS - ((Date.now() + startingMs) % MINUTE_MS);
  const environmentOf = (n: number) => ({
    ...site.environment,
    ...channels.settings,
    DATA_DIR: join(root, `replica-${n}`),
    DATABASE_URL: databaseUrl,
    SECRET_KEY: "ab".repeat(32),
    SNAPSHOT_SHARE: join(root, "shared"),
    NODE_OPTIONS: `--import ${CLOCK.href}?ms=${aheadMs}`,
  });
  return {
    channels,
    async store() {
      opened ??= await openStore({ databaseUrl });
      return opened;
    },
    now: () => Date.now() + aheadMs,
    publish,
    environmentOf,
    start: async (n) => startCli(["start"], { environment: environmentOf(n) }),
  };
}

/** Digests in all places, each due once in one of the minutes from the first. */
export async function addDigests(
  scene: Scene,
  { first, digests, minutes }: { readonly first: number; readonly digests: number; readonly minutes: number },
): Promise<void> {
  const { channels } = scene.channels;
  const store = await scene.store();
  for (let n = 0; n < digests; n += 1) {
    const channel = channels[n % channels.length];
    if (channel === undefined) throw new Error("There are no channels.");
    const { workspace, place, shape } = channel;
    const due = first + (n % minutes) * MINUTE_MS;
    const settings = { filter: {}, limit: 3, layout: "full", thread: shape === "thread", empty: "skip" };
    await store.subscriptions.add(
      subscriptionRecord(`s${n}`, {
        workspace,
        platform: place.platform,
        place: JSON.stringify(place),
        rule: `daily ${new Date(due).toISOString().slice(11, 16)}`,
        zone: "UTC",
        settings: JSON.stringify(settings),
        seenThrough: 0,
        decidedSlot: first - HOUR_MS,
        nextSlot: due,
        createdAt: first - HOUR_MS,
        updatedAt: first - HOUR_MS,
      }),
    );
  }
}

/** Checks that every slot was sent, and stands once. Resolves with how late the latest one was decided, and was there, in ms. */
export async function sentOnce({ channels, ...scene }: Scene) {
  const store = await scene.store();
  const slots = await store.db
    .selectFrom("slots")
    .select(["slotAt", "state", "decidedAt", "finishedAt"])
    .execute();
  expect(slots.map(({ state }) => state)).toEqual(slots.map(() => "sent"));
  const parts = await store.db.selectFrom("deliveryParts").select(["key", "state"]).execute();
  const sent = parts.filter(({ state }) => state === "sent");
  expect(parts.filter(({ state }) => state !== "sent" && state !== "refused")).toEqual([]);
  const keys = channels.standing().map(({ key }) => key);
  expect(keys.toSorted()).toEqual(sent.map(({ key }) => key).toSorted());
  expect(channels.problems()).toEqual([]);
  return {
    decidedAfterMs: Math.max(...slots.map(({ slotAt, decidedAt }) => decidedAt - slotAt)),
    latestMs: Math.max(...slots.map(({ slotAt, finishedAt }) => (finishedAt ?? slotAt) - slotAt)),
  };
}
