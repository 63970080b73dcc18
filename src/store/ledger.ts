// The ledger of deliveries: every slot is decided once, its messages are sent once, and what was shown is remembered.

import type { Deed } from "./audit.ts";
import { inChunks } from "./chunks.ts";
import { type Decision, decide } from "./decisions.ts";
import { type Abandoned, abandon, forgetBefore } from "./ledger-endings.ts";
import { type LedgerParts, partsIn } from "./ledger-parts.ts";
import { type LedgerPosts, postsIn } from "./ledger-posts.ts";
import { type LedgerShown, shownIn } from "./ledger-shown.ts";
import { keepPosts } from "./post-lives.ts";
import { redate } from "./redate.ts";
import type { SlotRecord, StateDatabase } from "./tables.ts";

export type { Decision, NewPart, ShownArticle } from "./decisions.ts";
export type { PartStanding } from "./ledger-parts.ts";
export type { Correction, PlannedCorrection, Post } from "./ledger-posts.ts";
export type { DeliveryPartRecord, SentArticleRecord, SlotRecord } from "./tables.ts";

export interface Ledger extends LedgerParts, LedgerShown, LedgerPosts {
  /**
   * Many decisions, each all or nothing, in one transaction; returns the ids of the slots that were taken. One is not
   * taken when its subscription is gone, paused, or not what it was made from, or the slot exists; of several for one
   * subscription at most one is. A slot that exists among `covered` is left as it is. An error takes none of them.
   */
  decide(decisions: readonly Decision[], now: number, deed?: Deed): Promise<readonly string[]>;
  /**
   * Of each place the pending slot that comes first, where its next attempt is due (null counts as due): one that has
   * begun, else the oldest. The longest waiting first.
   */
  heads(now: number, limit: number): Promise<readonly Pick<SlotRecord, "id" | "place">[]>;
  /** When the next attempt of any pending slot is, after `now`; undefined when there is none. */
  nextAttempt(now: number): Promise<number | undefined>;
  /** Pending slots whose next attempt is after `now`. */
  postponed(now: number): Promise<readonly Pick<SlotRecord, "id" | "place">[]>;
  /** How many slots are pending. */
  waiting(): Promise<number>;
  slot(id: string): Promise<SlotRecord | undefined>;
  /** Newest first. `before`: only slots earlier than that. */
  slotsOf(
    subscription: string,
    options: { readonly limit: number; readonly before?: number },
  ): Promise<readonly SlotRecord[]>;
  /** The first that were decided, oldest first. */
  oldestSlots(subscription: string, limit: number): Promise<readonly SlotRecord[]>;
  /**
   * The slots whose candidates include articles first seen or rescored at that stamp (seenFrom < at <= seenThrough),
   * oldest first.
   */
  slotsCovering(subscription: string, seenAt: number): Promise<readonly SlotRecord[]>;
  /** Which of these subscriptions have a slot that is not finished. */
  pendingAmong(subscriptions: readonly string[]): Promise<ReadonlySet<string>>;
  /** Tried, and to be tried again at `nextAttemptAt`: attempts + 1. Does nothing unless it was pending. */
  postpone(slot: string, nextAttemptAt: number): Promise<void>;
  /** Not tried, and looked at again at `nextAttemptAt`. Does nothing unless it was pending. */
  rest(slot: string, nextAttemptAt: number): Promise<void>;
  /**
   * All parts are sent, unknown or refused: it is sent, or dead when all are refused. Payloads and pieces are of no use any
   * more and become empty; with `keepsPosts`, what its messages say is kept for as long as they are corrected in place. False
   * unless it was pending.
   */
  finish(
    slot: string,
    reason: string | null,
    now: number,
    options?: { readonly keepsPosts: boolean },
  ): Promise<boolean>;
  /**
   * Given up: the slot is dead, in one transaction with what follows. Its subscription is `paused` with that reason
   * (without an end), unless it goes to another place by now: then only the slot is `dropped`. What its pending parts
   * would have told counts as untold; when they tell something, the subscription's `seenThrough` goes back to the slot's
   * `seenFrom` and `openFrom` to its `openFrom`, so that the next digest brings it. When all parts are pending, everything
   * that it told counts as untold, and `decidedSlot` goes back to the slot before it (else `createdAt`). What stands is kept as
   * by `finish`. Undefined unless it was pending.
   */
  abandon(
    slot: string,
    reason: string,
    now: number,
    options?: { readonly keepsPosts: boolean },
  ): Promise<Abandoned | undefined>;
  /**
   * Brings back what is dated more than a day after `now`, in one transaction, with the subscriptions that it belongs to:
   * slots keep their order, and subscriptions go on from now. Returns the ids of those; when they are due is not changed.
   */
  redate(now: number): Promise<readonly string[]>;
  /** Tries that wait are due at once. */
  hasten(now: number): Promise<void>;
  /**
   * Deletes finished slots and shown articles older than `before`; returns how many slots. The newest slot of each
   * subscription stays.
   */
  forgetBefore(before: number): Promise<number>;
}

export function createLedger(db: StateDatabase): Ledger {
  return {
    ...slotsIn(db),
    ...partsIn(db),
    ...shownIn(db),
    ...postsIn(db),
    decide: (decisions, now, deed) => decide(db, decisions, now, deed),
    abandon: (slot, reason, now, options) => abandon(db, slot, { reason, now, ...options }),
    redate: (now) => redate(db, now),
    forgetBefore: (before) => forgetBefore(db, before),
  };
}

function slotsIn(
  db: StateDatabase,
): Pick<
  Ledger,
  | "heads"
  | "nextAttempt"
  | "postponed"
  | "waiting"
  | "slot"
  | "slotsOf"
  | "oldestSlots"
  | "slotsCovering"
  | "pendingAmong"
  | "postpone"
  | "rest"
  | "hasten"
  | "finish"
> {
  return {
    async heads(now, limit) {
      return await db
        .selectFrom("slots")
        .select(["id", "place"])
        .where("state", "=", "pending")
        .where((where) => where.or([where("nextAttemptAt", "is", null), where("nextAttemptAt", "<=", now)]))
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom("slots as first")
                .select("first.id")
                .where("first.state", "=", "pending")
                .whereRef("first.place", "=", "slots.place")
                .where(({ eb, or, and, ref }) =>
                  or([
                    eb("first.begun", ">", ref("slots.begun")),
                    and([
                      eb("first.begun", "=", ref("slots.begun")),
                      or([
                        eb("first.slotAt", "<", ref("slots.slotAt")),
                        and([
                          eb("first.slotAt", "=", ref("slots.slotAt")),
                          eb("first.id", "<", ref("slots.id")),
                        ]),
                      ]),
                    ]),
                  ]),
                ),
            ),
          ),
        )
        .orderBy("slotAt")
        .orderBy("id")
        .limit(limit)
        .execute();
    },

    async nextAttempt(now) {
      const row = await db
        .selectFrom("slots")
        .select("nextAttemptAt")
        .where("state", "=", "pending")
        .where("nextAttemptAt", ">", now)
        .orderBy("nextAttemptAt")
        .limit(1)
        .executeTakeFirst();
      return row?.nextAttemptAt ?? undefined;
    },

    async postponed(now) {
      return await db
        .selectFrom("slots")
        .select(["id", "place"])
        .where("state", "=", "pending")
        .where("nextAttemptAt", ">", now)
        .execute();
    },

    async waiting() {
      const { count } = await db
        .selectFrom("slots")
        .select((of) => of.fn.countAll<number | string | bigint>().as("count"))
        .where("state", "=", "pending")
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    async slot(id) {
      return await db.selectFrom("slots").selectAll().where("id", "=", id).executeTakeFirst();
    },

    async slotsOf(subscription, { limit, before }) {
      let query = db.selectFrom("slots").selectAll().where("subscription", "=", subscription);
      if (before !== undefined) query = query.where("slotAt", "<", before);
      return await query.orderBy("slotAt", "desc").limit(limit).execute();
    },

    async oldestSlots(subscription, limit) {
      return await db
        .selectFrom("slots")
        .selectAll()
        .where("subscription", "=", subscription)
        .orderBy("slotAt")
        .limit(limit)
        .execute();
    },

    async slotsCovering(subscription, seenAt) {
      return await db
        .selectFrom("slots")
        .selectAll()
        .where("subscription", "=", subscription)
        .where("seenFrom", "<", seenAt)
        .where("seenThrough", ">=", seenAt)
        .orderBy("slotAt")
        .execute();
    },

    async pendingAmong(subscriptions) {
      const pending = new Set<string>();
      for (const chunk of inChunks(subscriptions)) {
        const rows = await db
          .selectFrom("slots")
          .select("subscription")
          .where("state", "=", "pending")
          .where("subscription", "in", chunk)
          .execute();
        for (const { subscription } of rows) pending.add(subscription);
      }
      return pending;
    },

    async postpone(slot, nextAttemptAt) {
      await db
        .updateTable("slots")
        .set((set) => ({ attempts: set("attempts", "+", 1), nextAttemptAt }))
        .where("id", "=", slot)
        .where("state", "=", "pending")
        .execute();
    },

    async rest(slot, nextAttemptAt) {
      await db
        .updateTable("slots")
        .set({ nextAttemptAt })
        .where("id", "=", slot)
        .where("state", "=", "pending")
        .execute();
    },

    async hasten(now) {
      await db
        .updateTable("slots")
        .set({ nextAttemptAt: now })
        .where("state", "=", "pending")
        .where("nextAttemptAt", ">", now)
        .execute();
    },

    async finish(slot, reason, now, { keepsPosts } = { keepsPosts: false }) {
      return await db.transaction().execute(async (trx) => {
        const parts = await trx
          .selectFrom("deliveryParts")
          .select("state")
          .where("slot", "=", slot)
          .execute();
        const isDead = parts.length > 0 && parts.every(({ state }) => state === "refused");
        const result = await trx
          .updateTable("slots")
          .set({ state: isDead ? "dead" : "sent", reason, nextAttemptAt: null, finishedAt: now })
          .where("id", "=", slot)
          .where("state", "=", "pending")
          .returning(["id", "subscription"])
          .executeTakeFirst();
        if (result === undefined) return false;
        if (keepsPosts) await keepPosts(trx, result, now);
        await trx
          .updateTable("deliveryParts")
          .set({ payload: "", pieces: "" })
          .where("slot", "=", slot)
          .execute();
        return true;
      });
    },
  };
}
