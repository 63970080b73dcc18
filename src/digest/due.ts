// What is due: digests whose time has come, alerts that wait for news, pauses that are over. Decides nothing.

import { setImmediate } from "node:timers/promises";
import type { Logger } from "../log.ts";
import type { Places } from "../platform/destination.ts";
import type { Clock } from "../reply/ports.ts";
import { theBot } from "../store/audit.ts";
import type { Store } from "../store/database.ts";
import type { SubscriptionRecord } from "../store/subscriptions.ts";
import { quietUntil } from "./quiet.ts";
import { dueSlots, newSlotId, RESUMED, type Slot } from "./slots.ts";
import { type Subscription, subscriptionOf } from "./subscription.ts";

/** Subscriptions looked at in one tick: so many that some which cannot go on hold up no others. */
const DUE_AT_ONCE = 50_000;
/** Subscriptions whose slots are counted before others get their turn: a week of missed hours takes over a ms. */
const READ_AT_ONCE = 20;

/** A subscription with the slot that is to be decided. */
export interface Due {
  readonly subscription: Subscription;
  readonly slot: Slot;
}

export interface Waiting {
  /** Digests with a slot due now. Those that cannot go on wait: their platform does not run here, or a slot is pending. */
  digests(): Promise<readonly SubscriptionRecord[]>;
  /** Alerts that may look at news; those that cannot go on wait as digests do. */
  alerts(): Promise<readonly SubscriptionRecord[]>;
  /** Lets subscriptions go on whose pause is over. */
  endPauses(): Promise<void>;
  /** The newest due slot of each digest; it covers the earlier ones. What cannot be read is left out. */
  slotsOf(digests: readonly SubscriptionRecord[], now: number): Promise<readonly Due[]>;
  /** A slot for each alert that has not seen all news up to the stamp and is not quiet. */
  slotsOfAlerts(alerts: readonly SubscriptionRecord[], through: number, now: number): readonly Due[];
}

export function createWaiting(options: {
  readonly store: Pick<Store, "subscriptions" | "ledger">;
  readonly places: Pick<Places, "serves">;
  readonly clock: Clock;
  readonly log: Logger;
}): Waiting {
  const { store, places, clock, log } = options;

  /** What is still being delivered comes first: the next digest then covers all that was due meanwhile. */
  async function freeOf(records: readonly SubscriptionRecord[]): Promise<readonly SubscriptionRecord[]> {
    const pending = await store.ledger.pendingAmong(records.map(({ id }) => id));
    return records.filter(({ id, platform }) => !pending.has(id) && places.serves(platform));
  }

  function read(record: SubscriptionRecord): Subscription | undefined {
    try {
      return subscriptionOf(record);
    } catch (error) {
      log.error({ err: error, subscription: record.id }, "a digest cannot be read");
      return undefined;
    }
  }

  return {
    digests: async () => freeOf(await store.subscriptions.due(clock(), DUE_AT_ONCE)),

    alerts: async () => freeOf(await store.subscriptions.activeAlerts()),

    async endPauses() {
      const now = clock();
      for (const { id, workspace, name } of await store.subscriptions.toResume(now))
        await store.subscriptions.update(id, RESUMED, now, {
          ...theBot(workspace, now),
          kind: "resumed",
          subject: id,
          subjectName: name,
        });
    },

    async slotsOf(digests, now) {
      const due: Due[] = [];
      for (const [index, record] of digests.entries()) {
        const subscription = read(record);
        if (subscription !== undefined) due.push({ subscription, slot: scheduledSlot(subscription, now) });
        if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await setImmediate();
      }
      return due;
    },

    slotsOfAlerts: (alerts, through, now) =>
      alerts.flatMap((record): readonly Due[] => {
        const subscription = record.seenThrough < through ? read(record) : undefined;
        if (subscription === undefined) return [];
        const { quiet } = subscription.settings;
        // What comes in quiet hours is decided when they are over, by the first tick.
        if (quiet !== undefined && quietUntil(quiet, record.zone, now) !== undefined) return [];
        return [{ subscription, slot: slotNow(subscription, now) }];
      }),
  };
}

function scheduledSlot(subscription: Subscription, now: number): Slot {
  const slots = dueSlots(subscription, now);
  return {
    id: newSlotId(),
    slotAt: slots.at(-1) ?? subscription.record.nextSlot ?? now,
    kind: "scheduled",
    covered: slots.slice(0, -1),
  };
}

/** A slot outside of the schedule, which covers what is due by now. An alert's slots are all of this kind. */
export function slotNow(subscription: Subscription, now: number): Slot {
  const { kind, decidedSlot } = subscription.record;
  return {
    id: newSlotId(),
    slotAt: Math.max(now, decidedSlot + 1),
    kind: kind === "alert" ? "alert" : "run",
    covered: dueSlots(subscription, now - 1),
  };
}
