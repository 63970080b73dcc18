// The slots of a subscription: which are due, which a decision covers, how they stand in the ledger. Pure but for their ids.

import { randomBytes } from "node:crypto";
import { AppError } from "../errors.ts";
import type { Decision } from "../store/ledger.ts";
import type { SlotRecord } from "../store/tables.ts";
import { say } from "../wording/say.ts";
import { nextSlot, slotsBetween } from "./schedule.ts";
import type { Subscription } from "./subscription.ts";

export interface Slot {
  readonly id: string;
  /** ms UTC. */
  readonly slotAt: number;
  readonly kind: SlotRecord["kind"];
  /** Earlier slots that were missed: this one covers them. */
  readonly covered: readonly number[];
}

/** Twelve characters that no other slot has: with a part's number they fit every platform's key. */
export function newSlotId(): string {
  return randomBytes(9).toString("base64url");
}

/** What makes a paused subscription go on. Slots that it missed are due at once, and one digest covers them. */
export const RESUMED = { state: "active", pauseReason: null, pausedUntil: null } as const;

/** The slots that are due by then, ascending: from the next one on, since an earlier rule may have been another. */
export function dueSlots({ rule, record }: Subscription, now: number): readonly number[] {
  const { nextSlot, zone } = record;
  return rule === undefined || nextSlot === null ? [] : slotsBetween(rule, zone, nextSlot - 1, now);
}

/** The slots that a decision covers, as the ledger keeps them. */
export function coveredRecords(
  { subscription, slot }: { readonly subscription: Subscription; readonly slot: Slot },
  now: number,
): Decision["covered"] {
  return slot.covered.map((slotAt) =>
    slotRecord(
      subscription,
      { id: newSlotId(), slotAt, kind: "scheduled" },
      {
        state: "skipped",
        reason: say("It was missed, and the next digest covers it."),
        seenThrough: subscription.record.seenThrough,
        settled: "{}",
        decidedAt: now,
      },
    ),
  );
}

/** A slot in the ledger. */
export function slotRecord(
  subscription: Subscription,
  slot: Pick<Slot, "id" | "slotAt" | "kind">,
  values: Pick<SlotRecord, "state" | "reason" | "seenThrough" | "settled" | "decidedAt">,
): SlotRecord {
  const { record } = subscription;
  return {
    ...values,
    id: slot.id,
    subscription: record.id,
    slotAt: slot.slotAt,
    kind: slot.kind,
    place: record.place,
    seenFrom: record.seenThrough,
    openFrom: record.openFrom,
    begun: 0,
    attempts: 0,
    nextAttemptAt: null,
    finishedAt: values.state === "pending" ? null : values.decidedAt,
  };
}

/** When a subscription is due next; null for alerts, which wait for news. */
export function nextSlotOf({ rule, record }: Subscription, after: number): number | null {
  if (record.kind === "alert") return null;
  if (rule === undefined) throw new AppError("internal", `Digest ${record.id} has no rule.`);
  return nextSlot(rule, record.zone, after);
}
