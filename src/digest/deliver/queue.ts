// Works the slots that wait for delivery, and the corrections of what stands. The ledger is the queue: whatever is lost here is
// found there.

import type { Logger } from "../../log.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Ledger } from "../../store/ledger.ts";
import { MINUTE_MS } from "../../time/units.ts";
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

/** A queue in this process. */
export function createInProcessQueue(options: {
  readonly ledger: Ledger;
  readonly deliverer: Deliverer;
  /** Absent: nothing is corrected. */
  readonly corrector?: Corrector;
  readonly clock: Clock;
  /** ms that only ever grow, whatever the clock does. */
  readonly runMs: () => number;
  /** Whether this process may deliver now. */
  readonly mayDeliver: () => boolean;
  readonly log: Logger;
}): DeliveryQueue {
  const { ledger, deliverer, corrector, clock, runMs, mayDeliver, log } = options;
  const busy = new Map<string, { readonly platform: string; readonly work: Promise<void> }>();
  const resting = new Map<string, number>();
  let looking: Promise<void> | undefined;
  let looksAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let closing = false;

  async function deliver(id: string): Promise<void> {
    try {
      const slot = await ledger.slot(id);
      if (slot?.state === "pending") await deliverer.deliver(slot);
      const after = await ledger.slot(id);
      if (after?.state === "pending" && (after.nextAttemptAt ?? 0) <= clock())
        resting.set(id, runMs() + REST_MS);
      else resting.delete(id);
    } catch (error) {
      // The store failed. What was claimed is looked for when it goes on.
      log.error({ err: error, slot: id }, "a digest could not be worked on");
      resting.set(id, runMs() + REST_MS);
    }
  }

  async function correct(slot: string, n: number, id: string): Promise<void> {
    try {
      await corrector?.correct(slot, n);
      const after = await ledger.correction(slot, n);
      // It was not looked at, since the program ends or may not send: it would be due again at once.
      if (after !== undefined && after.nextAttemptAt <= clock()) resting.set(id, runMs() + REST_MS);
      else resting.delete(id);
    } catch (error) {
      log.error({ err: error, slot, n }, "a message could not be corrected");
      resting.set(id, runMs() + REST_MS);
    }
  }

  /** Begins work in its place, unless something goes on there, the platform is full, or it rests. */
  function begin(place: string, id: string, work: () => Promise<void>): void {
    const { platform } = readPlace(place);
    const isFull = [...busy.values()].filter((other) => other.platform === platform).length >= PLACES_AT_ONCE;
    if (isFull || busy.has(place) || (resting.get(id) ?? 0) > runMs()) return;
    const begun = work().finally(() => {
      busy.delete(place);
      enqueue();
    });
    busy.set(place, { platform, work: begun });
  }

  async function look(): Promise<void> {
    const now = clock();
    const heads = mayDeliver() ? await ledger.heads(now, PLACES_LOOKED_AT) : [];
    for (const { id, place } of heads) {
      if (closing) return;
      begin(place, id, () => deliver(id));
    }
    const corrects = corrector !== undefined && mayDeliver();
    for (const { slot, n, place } of corrects ? await ledger.corrections(now, CORRECTIONS_LOOKED_AT) : []) {
      if (closing) return;
      const id = `${slot} ${n}`;
      begin(place, id, () => correct(slot, n, id));
    }
    const next = Math.min(
      (await ledger.nextAttempt(now)) ?? Number.POSITIVE_INFINITY,
      (corrects ? await ledger.nextCorrection(now) : undefined) ?? Number.POSITIVE_INFINITY,
      now + REST_MS,
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
