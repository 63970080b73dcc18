// The messages of slots: each is claimed before it is sent, and what became of it is noted.

import { PostgresAdapter, sql } from "kysely";
import type { DeliveryPartRecord, StateDatabase } from "./tables.ts";

export interface LedgerParts {
  /** In order. */
  parts(slot: string): Promise<readonly DeliveryPartRecord[]>;
  /**
   * Before a message is sent. False unless it was pending, and its slot is. Of many callers one hears true. Its time is
   * that of `claimClock`.
   */
  claim(slot: string, n: number, now: number): Promise<boolean>;
  /**
   * The clock by which claims are dated: on Postgres the database's, since other processes than the one that claimed look
   * at them; on SQLite the caller's.
   */
  claimClock(now: number): Promise<number>;
  /** It is there, whatever was thought of it before. */
  confirm(slot: string, n: number, messageId: string): Promise<void>;
  /** It was not sent after all: pending again. Does nothing unless it was claimed, with `claimedAt` just then. */
  release(slot: string, n: number, claimedAt?: number): Promise<void>;
  /** Nobody can tell whether it arrived. Does nothing unless it was claimed. */
  giveUpOn(slot: string, n: number): Promise<void>;
}

/** Postgres's own time, at which the statement runs, in ms. */
const DATABASE_TIME = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

export function partsIn(db: StateDatabase): LedgerParts {
  const hasClock = db.getExecutor().adapter instanceof PostgresAdapter;
  const changeClaimed = async (
    slot: string,
    n: number,
    change: Partial<Pick<DeliveryPartRecord, "state" | "claimedAt">>,
    claimedAt?: number,
  ): Promise<void> => {
    let query = db
      .updateTable("deliveryParts")
      .set(change)
      .where("slot", "=", slot)
      .where("n", "=", n)
      .where("state", "=", "claimed");
    if (claimedAt !== undefined) query = query.where("claimedAt", "=", claimedAt);
    await query.execute();
  };
  return {
    async parts(slot) {
      return await db.selectFrom("deliveryParts").selectAll().where("slot", "=", slot).orderBy("n").execute();
    },

    async claim(slot, n, now) {
      return await db.transaction().execute(async (trx) => {
        // Holds the slot, so that it is not given up between the look at it and the claim.
        const pending = await trx
          .updateTable("slots")
          .set({ begun: 1 })
          .where("id", "=", slot)
          .where("state", "=", "pending")
          .executeTakeFirst();
        if (pending.numUpdatedRows === 0n) return false;
        const claimed = await trx
          .updateTable("deliveryParts")
          .set({ state: "claimed", claimedAt: hasClock ? DATABASE_TIME : now })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .where("state", "=", "pending")
          .executeTakeFirst();
        return claimed.numUpdatedRows > 0n;
      });
    },

    async claimClock(now) {
      if (!hasClock) return now;
      const { time } = await db.selectNoFrom(DATABASE_TIME.as("time")).executeTakeFirstOrThrow();
      return time;
    },

    async confirm(slot, n, messageId) {
      await db
        .updateTable("deliveryParts")
        .set({ state: "sent", messageId })
        .where("slot", "=", slot)
        .where("n", "=", n)
        .execute();
    },

    release: (slot, n, claimedAt) => changeClaimed(slot, n, { state: "pending", claimedAt: null }, claimedAt),

    giveUpOn: (slot, n) => changeClaimed(slot, n, { state: "unknown" }),
  };
}
