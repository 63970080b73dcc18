// Digests while the clock is not to be trusted: they wait where it jumped far ahead, and what it dated wrongly is put right
// before anything is decided. Schedules are planned anew with the zone data of this program, which may be newer.

import { setImmediate } from "node:timers/promises";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Clock } from "../reply/ports.ts";
import type { Store } from "../store/database.ts";
import type { ClockWatch } from "../time/clock-watch.ts";
import type { Digests } from "./conduct.ts";
import { nextSlotOf } from "./slots.ts";
import { subscriptionOf } from "./subscription.ts";

/** Subscriptions planned before others get their turn. */
const PLANNED_AT_ONCE = 20;

export interface SteadyOptions {
  readonly digests: Digests;
  readonly store: Pick<Store, "subscriptions" | "ledger">;
  readonly clock: Clock;
  readonly watch: ClockWatch;
  /** Whether this process may decide now. */
  readonly mayDecide: () => boolean;
  readonly log: Logger;
}

/** The same digests, which decide only while they may, by a clock that was looked at. */
export function steadyDigests({ digests, store, clock, watch, mayDecide, log }: SteadyOptions): Digests {
  /** How often the clock was set back when dates were looked at last. */
  let lookedAt: number | undefined;

  async function putDatesRight(): Promise<void> {
    const timesSetBack = watch.timesSetBack();
    if (timesSetBack === lookedAt) return;
    const now = clock();
    if (lookedAt !== undefined) await store.ledger.hasten(now);
    const redated = await store.ledger.redate(now);
    if (redated.length > 0)
      log.warn({ subscriptions: redated.length }, "digests of a wrong clock were dated anew");
    await planAnew(now);
    lookedAt = timesSetBack;
  }

  async function planAnew(now: number): Promise<void> {
    for (const [index, record] of (await store.subscriptions.scheduled()).entries()) {
      if (index % PLANNED_AT_ONCE === PLANNED_AT_ONCE - 1) await setImmediate();
      const from = Math.max(now, record.decidedSlot);
      if (record.nextSlot === null || record.nextSlot <= from) continue;
      try {
        const nextSlot = nextSlotOf(subscriptionOf(record), from);
        if (nextSlot !== record.nextSlot) await store.subscriptions.update(record.id, { nextSlot }, now);
      } catch (error) {
        log.error({ err: error, subscription: record.id }, "a digest cannot be read");
      }
    }
  }

  return {
    ...digests,
    async tick() {
      if (!mayDecide()) return;
      try {
        await putDatesRight();
      } catch (error) {
        log.error({ reason: messageOf(error), err: error }, "putting dates right failed");
      }
      await digests.tick();
    },
    async newsArrived() {
      if (mayDecide()) await digests.newsArrived();
    },
    async run(subscription, news, deed) {
      if (watch.isHeld()) return { type: "clock-held" };
      return mayDecide() ? digests.run(subscription, news, deed) : { type: "unavailable" };
    },
  };
}
