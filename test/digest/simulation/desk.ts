// One bot's digests over news that a test brings, for looking closely at single digests.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestTexts } from "../../../src/commands/digest/texts.ts";
import { createDigestService, type DigestService } from "../../../src/digest/service.ts";
import { type Settings, type Subscription, subscriptionOf } from "../../../src/digest/subscription.ts";
import { createLogger } from "../../../src/log.ts";
import { openStore, type Store } from "../../../src/store/database.ts";
import { ALONE } from "../../../src/store/leases.ts";
import type { SlotRecord } from "../../../src/store/ledger.ts";
import { createClockWatch } from "../../../src/time/clock-watch.ts";
import { createNewsDesk } from "./news-desk.ts";
import { createFakePlatform, type FakePlatform, type Message } from "./platform.ts";
import { type Contents, createSnapshotBuilder } from "./snapshots.ts";
import { subscriptionRecord, WORKSPACE } from "./subscriptions.ts";

export interface DigestDesk {
  readonly store: Store;
  readonly service: DigestService;
  readonly platform: FakePlatform;
  now(): number;
  /** Sets the clock, ms UTC. */
  at(now: number): void;
  /** From now on the machine's clock is off by so much. */
  off(byMs: number): void;
  /** Whether no other process may be at work. */
  alone(is: boolean): void;
  /** Another process goes on with the same store. */
  restart(): Promise<void>;
  /** From now on these files serve. */
  publish(contents: Contents): Promise<void>;
  /** Makes a digest as it is made by its command. */
  subscribe(id: string, settings: Settings, rule?: string): Promise<void>;
  subscription(id: string): Promise<Subscription>;
  /** Decides a digest now and brings it; its slot and its messages. */
  run(id: string): Promise<{ readonly slot: SlotRecord; readonly messages: readonly Message[] }>;
  /** Decides what is due and brings it. */
  tick(): Promise<readonly Message[]>;
  close(): Promise<void>;
}

export async function openDigestDesk(
  start: number,
  options: Pick<Parameters<typeof createFakePlatform>[0], "behaviour" | "mostMessages"> = {},
): Promise<DigestDesk> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-digests-"));
  const store = await openStore({ dataDirectory: directory });
  let clock = start;
  let offMs = 0;
  let isAlone = true;
  const shown = (): number => clock + offMs;
  const platform = createFakePlatform({ clock: () => clock, ...options });
  const news = createNewsDesk();
  const builder = createSnapshotBuilder(directory);
  const begin = (): DigestService =>
    createDigestService({
      store,
      datasets: news.datasets,
      places: platform.places,
      notifier: { tell: async () => undefined },
      texts: digestTexts,
      clock: shown,
      watch: createClockWatch({ clock: shown, runMs: () => clock }),
      leases: { ...ALONE, mayWork: () => isAlone },
      log: createLogger("silent"),
    });
  let service = begin();

  async function end(): Promise<void> {
    await service.stop();
    await service.close(1_000);
  }

  async function subscription(id: string): Promise<Subscription> {
    const record = await store.subscriptions.get(id);
    if (record === undefined) throw new Error(`There is no digest ${id}.`);
    return subscriptionOf(record);
  }

  return {
    store,
    get service() {
      return service;
    },
    platform,
    subscription,
    now: shown,
    at(now) {
      clock = now;
    },
    off(byMs) {
      offMs = byMs;
    },
    alone(is) {
      isAlone = is;
    },
    async restart() {
      await end();
      service = begin();
    },
    async publish(contents) {
      news.serve(await builder.build(contents, clock));
      await news.settled();
    },
    async subscribe(id, settings, rule = "daily 09:00") {
      const seenThrough = await service.digests.stampOf(WORKSPACE);
      await store.subscriptions.add(
        subscriptionRecord({ id, rule, zone: "UTC", seenThrough, now: clock, settings, channel: id }),
      );
    },
    async run(id) {
      const outcome = await service.digests.run(await subscription(id));
      if (outcome.type !== "decided") throw new Error(`The digest ${id} could not run: ${outcome.type}.`);
      await service.queue.idle();
      const slot = await store.ledger.slot(outcome.outcome.slot.id);
      if (slot === undefined) throw new Error("A decided slot is in the ledger.");
      return { slot, messages: platform.take() };
    },
    async tick() {
      await service.digests.tick();
      await service.queue.idle();
      return platform.take();
    },
    async close() {
      await end();
      await builder.close();
      await store.close();
      await rm(directory, { recursive: true });
    },
  };
}
