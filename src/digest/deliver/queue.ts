// Works the slots that wait for delivery, and the corrections of what stands. The ledger is the queue: whatever is lost here is
// found there.

import type { Logger } from "../../log.ts";
import type { Clock } from "../../reply/ports.ts";
import { ALONE, type Lease, type Leases } from "../../store/leases.ts";
import type { Ledger } from "../../store/ledger.ts";
import { MINUTE_MS, SECOND_MS } from "../../time/units.ts";
import type { Corrector } from "../correct/corrector.ts";
import { readPlace } from "../subscription.ts";
import type { Deliverer } from "./deliver.ts";

/** Delivers slots, each place's in their order, the places beside one another; corrections where nothing is delivered. */
export interface DeliveryQueue {
  /** New slots wait: they are worked from now on. */
  enqueue(): void;
  /** Resolves when nothing is under way and nothing more is due. */
  idle(): Promise<void>;
  /** Begins nothing new and waits for what is under way, at most so long. */
  close(timeoutMs: number): Promise<void>;
}

/** Places of one platform that are delivered to at the same time: one that hangs holds up nobody but itself. */
export const PLACES_AT_ONCE = 20;

/** Places looked at in one go: of each only the oldest slot counts. */
const PLACES_LOOKED_AT = 500;

/** Corrections looked at in one go: of each place one counts. */
const CORRECTIONS_LOOKED_AT = 2_000;

/** A slot that came back without saying when to go on rests this long, and the ledger is looked at that often. */
const REST_MS = MINUTE_MS;
/** And so often where other processes decide, too, or may have ended with something on its way. */
const REST_BESIDE_MS = 5 * SECOND_MS;
/** And so often while another one has a place in which something waits: when that one ends, it waits for nothing else. */
const REST_BEHIND_MS = SECOND_MS;

/** Work that waits in a place. */
interface Waiting {
  readonly place: string;
  readonly id: string;
  work(lost: AbortSignal): Promise<void>;
}

/** A queue in this process. Beside others each place is one process's at a time. */
export function createInProcessQueue(options: {
  readonly ledger: Ledger;
  readonly deliverer: Deliverer;
  /** Absent: nothing is corrected. */
  readonly corrector?: Corrector;
  /** Default: no other process delivers. */
  readonly leases?: Leases;
  readonly clock: Clock;
  /** ms that only ever grow, whatever the clock does. */
  readonly runMs: () => number;
  /** Whether this process may deliver now. */
  readonly mayDeliver: () => boolean;
  readonly log: Logger;
}): DeliveryQueue {
  const { ledger, deliverer, corrector, leases = ALONE, clock, runMs, mayDeliver, log } = options;
  const restMs = leases.isShared ? REST_BESIDE_MS : REST_MS;
  const busy = new Map<string, { readonly platform: string; readonly work: Promise<void> }>();
  const resting = new Map<string, number>();
  /** Places that another process had, and when they are asked for again. */
  const elsewhere = new Map<string, number>();
  let looking: Promise<void> | undefined;
  let looksAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let closing = false;

  async function deliver(id: string, lost: AbortSignal): Promise<void> {
    try {
      const slot = await ledger.slot(id);
      // Another process may have tried it since it was seen here.
      const isDue = slot?.state === "pending" && (slot.nextAttemptAt ?? 0) <= clock();
      if (isDue) await deliverer.deliver(slot, lost);
      const after = await ledger.slot(id);
      if (after?.state === "pending" && (after.nextAttemptAt ?? 0) <= clock())
        resting.set(id, runMs() + restMs);
      else resting.delete(id);
    } catch (error) {
      // The store failed. What was claimed is looked for when it goes on.
      log.error({ err: error, slot: id }, "a digest could not be worked on");
      resting.set(id, runMs() + restMs);
    }
  }

  async function correct(slot: string, n: number, id: string): Promise<void> {
    try {
      const before = leases.isShared ? await ledger.correction(slot, n) : undefined;
      // Another process may have tried it since it was seen here.
      if (before !== undefined && before.nextAttemptAt > clock()) return;
      await corrector?.correct(slot, n);
      const after = await ledger.correction(slot, n);
      // It was not looked at, since the program ends or may not send: it would be due again at once.
      if (after !== undefined && after.nextAttemptAt <= clock()) resting.set(id, runMs() + restMs);
      else resting.delete(id);
    } catch (error) {
      log.error({ err: error, slot, n }, "a message could not be corrected");
      resting.set(id, runMs() + restMs);
    }
  }

  /** Whether work may begin there: nothing goes on in its place, and it does not rest. */
  function mayBegin({ place, id }: Waiting): boolean {
    return !busy.has(place) && !elsewhere.has(place) && (resting.get(id) ?? 0) <= runMs();
  }

  function begin({ place, work }: Waiting, lease: Lease): void {
    const { platform } = readPlace(place);
    async function workThenRelease(): Promise<void> {
      try {
        await work(lease.signal);
      } finally {
        await lease.release();
        busy.delete(place);
        enqueue();
      }
    }
    busy.set(place, { platform, work: workThenRelease() });
  }

  function roomOf(platform: string): number {
    return PLACES_AT_ONCE - [...busy.values()].filter((other) => other.platform === platform).length;
  }

  /** Begins as much of it as each platform has room for, in its order, except where another process is at work. */
  async function beginAll(waiting: readonly Waiting[]): Promise<void> {
    for (const [platform, own] of Map.groupBy(waiting, ({ place }) => readPlace(place).platform)) {
      for (let from = 0; from < own.length && roomOf(platform) > 0; ) {
        const some = own.slice(from, from + roomOf(platform));
        from += some.length;
        const free = some.filter(mayBegin);
        const taken = await leases.take(free.map(({ place }) => leaseOf(place)));
        for (const one of free) {
          const lease = taken.get(leaseOf(one.place));
          if (lease === undefined) elsewhere.set(one.place, runMs() + REST_BEHIND_MS);
          else if (closing || !mayBegin(one)) await lease.release();
          else begin(one, lease);
        }
      }
    }
  }

  async function look(): Promise<void> {
    const now = clock();
    for (const [place, until] of elsewhere) if (until <= runMs()) elsewhere.delete(place);
    const heads = mayDeliver() ? await ledger.heads(now, PLACES_LOOKED_AT) : [];
    await beginAll(heads.map(({ id, place }) => ({ place, id, work: (lost) => deliver(id, lost) })));
    const corrects = corrector !== undefined && mayDeliver();
    const corrections = corrects ? await ledger.corrections(now, CORRECTIONS_LOOKED_AT) : [];
    await beginAll(
      corrections.map(({ slot, n, place }) => {
        const id = `${slot} ${n}`;
        return { place, id, work: () => correct(slot, n, id) };
      }),
    );
    const next = Math.min(
      (await ledger.nextAttempt(now)) ?? Number.POSITIVE_INFINITY,
      (corrects ? await ledger.nextCorrection(now) : undefined) ?? Number.POSITIVE_INFINITY,
      now + restMs,
      clock() + Math.min(...elsewhere.values()) - runMs(),
    );
    clearTimeout(timer);
    if (!closing) timer = setTimeout(enqueue, Math.max(0, next - clock())).unref();
  }

  function enqueue(): void {
    if (closing) return;
    looksAgain = true;
    looking ??= lookUntilSeen().finally(() => {
      looking = undefined;
    });
  }

  const underWay = (): readonly Promise<void>[] => [...busy.values()].map(({ work }) => work);

  async function lookUntilSeen(): Promise<void> {
    while (looksAgain) {
      looksAgain = false;
      try {
        await look();
      } catch (error) {
        log.error({ err: error }, "the waiting digests could not be read");
      }
    }
  }

  return {
    enqueue,
    async idle() {
      while (looking !== undefined || busy.size > 0) await Promise.all([looking, ...underWay()]);
    },
    async close(timeoutMs) {
      closing = true;
      clearTimeout(timer);
      const { promise, resolve } = Promise.withResolvers<void>();
      const limit = setTimeout(resolve, timeoutMs);
      await Promise.race([Promise.all([looking, ...underWay()]), promise]);
      clearTimeout(limit);
    },
  };
}

function leaseOf(place: string): string {
  return `place ${place}`;
}
