// Deliveries that wait in a real store, for a fake platform: what is tried is how they are brought to their places.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createDeliverer, type Deliverer } from "../../../src/digest/deliver/deliver.ts";
import { createInProcessQueue, type DeliveryQueue } from "../../../src/digest/deliver/queue.ts";
import { type Passage, partsWith, placedPieces } from "../../../src/digest/say/pieces.ts";
import { createLogger } from "../../../src/log.ts";
import { paragraph } from "../../../src/reply/build.ts";
import { plainText } from "../../../src/reply/plain-text.ts";
import { openStore, type Store, type StoreLocation } from "../../../src/store/database.ts";
import type { SlotRecord } from "../../../src/store/ledger.ts";
import { NOTHING_TOLD, readTold } from "../../../src/store/told.ts";
import { createClockWatch } from "../../../src/time/clock-watch.ts";
import { asOf, decisionOf, slotRecord } from "../../store/digest-records.ts";
import {
  type Behaviour,
  BLOCKS_A_MESSAGE,
  createFakePlatform,
  type FakePlatform,
  HONEST,
  type Message,
} from "./platform.ts";
import { createProcess, type Moment, type Process } from "./process.ts";
import { EVERYTHING, subscriptionRecord, WORKSPACE } from "./subscriptions.ts";

const NOW = Date.UTC(2024, 2, 7, 9);

/** A program that delivers, until it is closed or its process ends. */
export interface Program {
  readonly deliverer: Deliverer;
  readonly queue: DeliveryQueue;
  readonly process: Process;
  /** Works until nothing is under way, or the process ended. */
  work(): Promise<void>;
  /** As the service closes. */
  close(timeoutMs: number): Promise<void>;
}

export interface PostOffice {
  readonly store: Store;
  readonly platform: FakePlatform;
  /** Everything that arrived so far. */
  arrived(): readonly Message[];
  /** To whom what was told. */
  readonly told: readonly { readonly to: string; readonly text: string }[];
  now(): number;
  /** The clock goes on. */
  wait(ms: number): void;
  /** From now on the platform behaves like this where it says so. */
  behave(change: Partial<Behaviour>): void;
  program(options?: {
    readonly endsAt?: Moment;
    readonly jitter?: () => number;
    readonly sendTimeoutMs?: number;
    /** Nobody can be told, and nobody hears that. */
    readonly hasDeafOwners?: boolean;
    /** The platform does not run beside it. */
    readonly isAway?: boolean;
    /** How far its machine's clock is ahead of the platform's. Default 0. */
    readonly aheadMs?: number;
    /** Whether it may deliver now. Default: always. */
    readonly mayDeliver?: () => boolean;
    /** Each place is one process's at a time. Default: nobody else delivers. */
    readonly takesOver?: boolean;
  }): Program;
  /** A digest of the subscription that is named like its channel, decided now: so many messages, or threaded ones. */
  post(channel: string, options?: PostOptions): Promise<SlotRecord>;
}

interface PostOptions {
  /** Default 1. */
  readonly messages?: number;
  /** In each message, up to 8; default 1. */
  readonly stories?: number;
  /** The first message in the channel, the others in its thread. */
  readonly inThread?: boolean;
  readonly slotAt?: number;
  /** Default: the channel's name. */
  readonly subscription?: string;
}

/**
 * Lasts until the test is finished. `location`: where its store is, if not in a folder of its own; its time then is the real
 * one, since a database has its own.
 */
export async function openPostOffice(location?: StoreLocation): Promise<PostOffice> {
  const directory = await mkdtemp(join(tmpdir(), "rol-news-deliver-"));
  const store = await openStore(location ?? { dataDirectory: directory });
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  let waitedMs = 0;
  const now = (): number => (location === undefined ? NOW : Date.now()) + waitedMs;
  let behaviour = HONEST;
  const platform = createFakePlatform({
    clock: now,
    behaviour: {
      send: (attempt) => behaviour.send(attempt),
      find: (channel, look) => behaviour.find(channel, look),
    },
  });
  const arrived: Message[] = [];
  const told: { readonly to: string; readonly text: string }[] = [];
  const log = createLogger("silent");

  return {
    store,
    platform,
    told,
    arrived() {
      arrived.push(...platform.take());
      return arrived;
    },
    now,
    wait(ms) {
      waitedMs += ms;
    },
    behave(change) {
      behaviour = { ...HONEST, ...change };
    },
    program(options = {}) {
      const { endsAt, jitter = () => 0.5, sendTimeoutMs } = options;
      const { isAway = false, hasDeafOwners = false, aheadMs = 0, mayDeliver = () => true } = options;
      const own = (): number => now() + aheadMs;
      const places = isAway ? { ...platform.places, open: async () => undefined } : platform.places;
      const process = createProcess(store, places, endsAt);
      const { ledger, subscriptions } = process.store;
      const ending = new AbortController();
      const deliverer = createDeliverer({
        ledger,
        subscriptions,
        places: process.places,
        notifier: {
          async tell(_workspace, to, reply) {
            if (hasDeafOwners) await new Promise(() => undefined);
            told.push({ to: to === "admins" ? to : to.actorId, text: plainText(reply) });
          },
        },
        clock: own,
        watch: createClockWatch({ clock: own, runMs: own }),
        mayDeliver,
        log,
        jitter,
        signal: ending.signal,
        ...(sendTimeoutMs === undefined ? {} : { sendTimeoutMs }),
        ...(options.takesOver === undefined ? {} : { takesOver: options.takesOver }),
        ...(hasDeafOwners ? { noticeWaitMs: 20 } : {}),
      });
      const queue = createInProcessQueue({
        ledger,
        deliverer,
        clock: own,
        runMs: own,
        mayDeliver,
        log,
      });
      return {
        deliverer,
        queue,
        process,
        async work() {
          queue.enqueue();
          await Promise.race([queue.idle(), process.ended]);
        },
        async close(timeoutMs) {
          await queue.close(timeoutMs);
          ending.abort();
          await queue.idle();
        },
      };
    },
    async post(channel, options = {}) {
      const { messages = 1, stories = 1, inThread = false, slotAt = now(), subscription = channel } = options;
      const known = await store.subscriptions.get(subscription);
      if (known === undefined)
        await store.subscriptions.add(
          subscriptionRecord({
            id: subscription,
            rule: "hourly",
            zone: "UTC",
            seenThrough: now(),
            now: now() - 3_600_000,
            settings: EVERYTHING,
            channel,
          }),
        );
      const place = { platform: "test", channel };
      const destination = await platform.places.open(WORKSPACE, place, []);
      if (destination === undefined) throw new Error("The fake platform is always there.");
      const slot = slotRecord(subscription, slotAt, {
        id: `${subscription}-${slotAt % 100_000_000}`,
        place: JSON.stringify(place),
        decidedAt: now(),
      });
      const passages = (first: number, count: number): readonly Passage[] =>
        Array.from({ length: count * BLOCKS_A_MESSAGE }, (_, block): Passage => {
          const [message, place] = [first + Math.floor(block / BLOCKS_A_MESSAGE), block % BLOCKS_A_MESSAGE];
          const title = `Story ${message}.${place}`;
          const article = `article ${message}.${place} of ${slot.id}`;
          const said = paragraph(place < stories ? title : "…");
          const piece = {
            name: `"${title}"`,
            alone: [said],
            tells: { ...NOTHING_TOLD, articles: [article] },
          };
          return { block: said, pieces: place < stories ? [piece] : [] };
        });
      const head = inThread ? 1 : messages;
      const replies = [passages(0, head), ...(inThread ? [passages(head, messages - head)] : [])];
      const [main = [], below] = replies.map((own) => own.map(({ block }) => block));
      const planned = destination.plan(
        {
          main: { audience: "everyone", blocks: main },
          ...(below === undefined ? {} : { inThread: { audience: "everyone", blocks: below } }),
        },
        slot.id,
      );
      const parts = partsWith(planned, placedPieces(replies));
      const decidedFrom = (await store.subscriptions.get(subscription)) ?? asOf(0);
      const shown = parts
        .flatMap(({ tells }) => readTold(tells).articles)
        .map((article) => ({
          subscription,
          article,
          slot: slot.id,
          pillar: 1,
          score: 5,
          title: "A title",
          sentAt: now(),
        }));
      await store.ledger.decide([decisionOf(slot, { parts, shown, decidedFrom })], now());
      return slot;
    },
  };
}
