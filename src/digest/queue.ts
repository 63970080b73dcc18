// Works the slots that wait for delivery. The ledger is the queue: whatever is lost here is found there.

import type { Logger } from "../log.ts";
import type { Clock } from "../reply/ports.ts";
import type { Ledger } from "../store/ledger.ts";
import type { SlotRecord } from "../store/tables.ts";
import type { Deliverer } from "./deliver.ts";

/** Delivers slots, each place's in their order, the places beside one another. */
export interface DeliveryQueue {
  /** New slots wait: they are worked from now on. */
  enqueue(): void;
  /** Resolves when nothing is under way and nothing more is due. */
  idle(): Promise<void>;
  /** Begins nothing new and waits for what is under way, at most so long. */
  close(timeoutMs: number): Promise<void>;
}

/** Places that are delivered to at the same time: one that hangs holds up nobody but itself. */
const PLACES_AT_ONCE = 24;

/** Slots looked at in one go: of each place only the oldest counts. */
const SLOTS_LOOKED_AT = 5_000;

/** A slot that came back without saying when to go on rests this long, and the ledger is looked at that often. */
const REST_MS = 60_000;

/** A queue in this process. */
export function createInProcessQueue(options: {
  readonly ledger: Ledger;
  readonly deliverer: Deliverer;
  readonly clock: Clock;
  readonly log: Logger;
}): DeliveryQueue {
  const { ledger, deliverer, clock, log } = options;
  const busy = new Map<string, Promise<void>>();
  const resting = new Map<string, number>();
  let looking: Promise<void> | undefined;
  let looksAgain = false;
  let timer: NodeJS.Timeout | undefined;
  let closing = false;

  async function deliver(slot: SlotRecord): Promise<void> {
    try {
      await deliverer.deliver(slot);
      const after = await ledger.slot(slot.id);
      if (after?.state === "pending" && dueAt(after) <= clock()) resting.set(slot.id, clock() + REST_MS);
      else resting.delete(slot.id);
    } catch (error) {
      // The store failed. What was claimed is looked for when it goes on.
      log.error({ err: error, slot: slot.id }, "a digest could not be worked on");
      resting.set(slot.id, clock() + REST_MS);
    }
  }

  const dueAt = ({ id, nextAttemptAt }: SlotRecord): number =>
    Math.max(nextAttemptAt ?? 0, resting.get(id) ?? 0);

  async function look(): Promise<void> {
    const pending = await ledger.due(Number.MAX_SAFE_INTEGER, SLOTS_LOOKED_AT);
    const ofPlace = new Map<string, SlotRecord>();
    for (const slot of pending) if (!ofPlace.has(slot.place)) ofPlace.set(slot.place, slot);
    const now = clock();
    let next = now + REST_MS;
    for (const [place, slot] of ofPlace) {
      if (busy.has(place)) continue;
      if (dueAt(slot) > now) next = Math.min(next, dueAt(slot));
      else if (closing || busy.size >= PLACES_AT_ONCE) break;
      else
        busy.set(
          place,
          deliver(slot).finally(() => {
            busy.delete(place);
            enqueue();
          }),
        );
    }
    clearTimeout(timer);
    if (!closing && pending.length > 0) timer = setTimeout(enqueue, Math.max(0, next - now)).unref();
  }

  function enqueue(): void {
    if (closing) return;
    looksAgain = true;
    looking ??= lookUntilSeen().finally(() => {
      looking = undefined;
    });
  }

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
      while (looking !== undefined || busy.size > 0) await Promise.all([looking, ...busy.values()]);
    },
    async close(timeoutMs) {
      closing = true;
      clearTimeout(timer);
      const { promise, resolve } = Promise.withResolvers<void>();
      const limit = setTimeout(resolve, timeoutMs);
      await Promise.race([Promise.all([looking, ...busy.values()]), promise]);
      clearTimeout(limit);
    },
  };
}
