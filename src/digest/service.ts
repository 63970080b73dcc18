// Puts the parts of digests together and gives them their life: the tick, nudges by new news, deliveries, the end.

import { setTimeout as pause } from "node:timers/promises";
import type { Datasets } from "../datasets/keeper.ts";
import type { Logger } from "../log.ts";
import type { Place, Places } from "../platform/destination.ts";
import type { Notifier } from "../platform/notifier.ts";
import type { PlaceChanges } from "../platform/place-changes.ts";
import type { Clock } from "../reply/ports.ts";
import type { Store } from "../store/database.ts";
import { ALONE, type Leases, whileFree } from "../store/leases.ts";
import type { ClockWatch } from "../time/clock-watch.ts";
import { DAY_MS } from "../time/units.ts";
import { type Waker, wakeAt } from "../time/wake.ts";
import { createDigests, type Digests } from "./conduct.ts";
import { createCorrector } from "./correct/corrector.ts";
import { CORRECTED_FOR_MS, createCorrectionPlanner } from "./correct/planner.ts";
import { createDeliverer } from "./deliver/deliver.ts";
import { createInProcessQueue, type DeliveryQueue } from "./deliver/queue.ts";
import { createExplainer, type Explainer } from "./explain.ts";
import { createNewsReader } from "./news-view.ts";
import { createSnapshotNotes } from "./note-snapshot.ts";
import { createPlaceChanges } from "./place-changes.ts";
import type { CommandTexts } from "./say/contents.ts";
import { steadyDigests } from "./steady.ts";
import { readPlace } from "./subscription.ts";

/** Every minute. It only wakes: what is due is decided by the store and the clock. */
const TICK = "* * * * *";
/** Beside other processes: what one of them was deciding when it ended waits no whole minute. */
const TICK_BESIDE = "*/10 * * * * *";

/** How long delivered slots and what they showed are kept: `history` and `why` reach back so far. */
const KEPT_MS = 400 * DAY_MS;

/** How long `stop` waits. */
const STOP_MS = 3_000;

export interface DigestService {
  readonly digests: Digests;
  readonly explainer: Explainer;
  readonly queue: DeliveryQueue;
  /** For what platforms tell of places. */
  readonly placeChanges: PlaceChanges;
  /** Ticks from now on, and goes on with what an earlier process left. */
  start(): void;
  /** News arrived: alerts look at them, once the service runs. */
  newsArrived(): void;
  /** A platform is there again: what waits for it goes on now. */
  platformBack(platform: string): void;
  /** Ticks no more, and waits a little for what is being decided: it is stored whole or not at all. */
  stop(): Promise<void>;
  /** Ends deliveries within about so long; call `stop` before. */
  close(timeoutMs: number): Promise<void>;
  /** Resolves when nothing is being decided any more: at once, when the data are closed. */
  settled(): Promise<void>;
}

export interface DigestServiceOptions {
  readonly store: Pick<Store, "subscriptions" | "ledger" | "mutes" | "seen">;
  readonly datasets: Pick<Datasets, "look" | "status">;
  readonly places: Places;
  readonly notifier: Notifier;
  readonly texts: CommandTexts;
  readonly clock: Clock;
  readonly watch: ClockWatch;
  /** Default: no other process decides and delivers. */
  readonly leases?: Leases;
  readonly log: Logger;
}

export function createDigestService(options: DigestServiceOptions): DigestService {
  const { store, datasets, places, notifier, texts, clock, watch, leases = ALONE, log } = options;
  const mayWork = (): boolean => leases.mayWork() && !watch.isHeld();
  const ending = new AbortController();
  const planner = createCorrectionPlanner({ store, leases, signal: ending.signal, clock, log });
  const deliverer = createDeliverer({
    ledger: store.ledger,
    subscriptions: store.subscriptions,
    places,
    notifier,
    clock,
    watch,
    mayDeliver: mayWork,
    log,
    jitter: Math.random,
    signal: ending.signal,
    takesOver: leases.isShared,
    onPosted: ({ workspace }, { seenThrough }) => planner.posted(workspace, seenThrough),
  });
  const corrector = createCorrector({
    ledger: store.ledger,
    subscriptions: store.subscriptions,
    places,
    clock,
    mayDeliver: mayWork,
    log,
    jitter: Math.random,
    signal: ending.signal,
    onSettled: planner.settled,
  });
  const queue = createInProcessQueue({
    ledger: store.ledger,
    deliverer,
    corrector,
    clock,
    leases,
    runMs: watch.runMs,
    mayDeliver: mayWork,
    log,
  });
  const reader = createNewsReader({
    datasets,
    notes: createSnapshotNotes({ seen: store.seen, leases, clock }),
  });
  const digests = steadyDigests({
    digests: createDigests({ store, reader, places, queue, planner, texts, leases, clock, log }),
    store,
    clock,
    watch,
    mayDecide: mayWork,
    log,
  });
  const nudges = new Set<Promise<void>>();
  let ticker: Waker | undefined;

  async function hasten(isThere: (place: Place) => boolean): Promise<void> {
    try {
      const now = clock();
      for (const { id, place } of await store.ledger.postponed(now))
        if (isThere(readPlace(place))) await store.ledger.rest(id, now);
      await store.ledger.hastenCorrections(now, (place) => isThere(readPlace(place)));
    } catch (error) {
      // They go on at their own time.
      log.warn({ err: error }, "the digests that wait for a platform could not be hastened");
    }
    if (ticker !== undefined) queue.enqueue();
  }

  return {
    digests,
    explainer: createExplainer({ ledger: store.ledger, seen: store.seen, reader, digests, clock }),
    queue,
    placeChanges: createPlaceChanges({ store, notifier, hasten, clock, log }),
    start() {
      ticker ??= wakeAt({
        at: leases.isShared ? TICK_BESIDE : TICK,
        what: "deciding digests",
        async work() {
          await digests.tick();
          // What a wrong clock takes for old would be gone for good.
          if (mayWork() && !watch.isUnsure()) await cleanUp(store, leases, clock(), log);
        },
        log,
      });
      queue.enqueue();
    },
    newsArrived() {
      if (ticker === undefined) return;
      const nudge = digests.newsArrived().finally(() => nudges.delete(nudge));
      nudges.add(nudge);
    },
    platformBack(platform) {
      const nudge = hasten((place) => place.platform === platform).finally(() => nudges.delete(nudge));
      nudges.add(nudge);
    },
    async stop() {
      const ended = Promise.all([ticker?.close(), ...nudges]);
      ticker = undefined;
      await Promise.race([ended, pause(STOP_MS, undefined, { ref: false })]);
    },
    async close(timeoutMs) {
      await queue.close(timeoutMs);
      // What is still under way is cut off; whether it arrived is found out at the next start.
      ending.abort();
      await queue.idle();
    },
    async settled() {
      await digests.idle();
    },
  };
}

async function cleanUp(
  { ledger, mutes }: Pick<Store, "ledger" | "mutes">,
  leases: Leases,
  now: number,
  log: Logger,
): Promise<void> {
  // Once an hour is enough.
  if (new Date(now).getUTCMinutes() !== 23) return;
  try {
    await whileFree(leases, "forgetting deliveries", async () => {
      await mutes.deleteExpired(now);
      await ledger.forgetBefore(now - KEPT_MS);
      await ledger.forgetPosts(now - CORRECTED_FOR_MS, now);
    });
  } catch (error) {
    log.warn({ err: error }, "old deliveries could not be forgotten");
  }
}
