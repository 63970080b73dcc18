// The messages of slots: each is claimed before it is sent, and what became of it is noted.

import type { DeliveryPartRecord, StateDatabase } from "./tables.ts";

export interface LedgerParts {
  /** In order. */
  parts(slot: string): Promise<readonly DeliveryPartRecord[]>;
  /** Before a message is sent. False unless it was pending, and its slot is. Of many callers one hears true. */
  claim(slot: string, n: number, now: number): Promise<boolean>;
  /** It is there, whatever was thought of it before. */
  confirm(slot: string, n: number, messageId: string): Promise<void>;
  /** It was not sent after all: pending again. Does nothing unless it was claimed. */
  release(slot: string, n: number): Promise<void>;
  /** Nobody can tell whether it arrived. Does nothing unless it was claimed. */
  giveUpOn(slot: string, n: number): Promise<void>;
}

export function partsIn(db: StateDatabase): LedgerParts {
  const changeClaimed = async (
    slot: string,
    n: number,
    change: Partial<Pick<DeliveryPartRecord, "state" | "claimedAt">>,
  ): Promise<void> => {
    await db
      .updateTable("deliveryParts")
      .set(change)
      .where("slot", "=", slot)
      .where("n", "=", n)
      .where("state", "=", "claimed")
      .execute();
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
          .set({ state: "claimed", claimedAt: now })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .where("state", "=", "pending")
          .executeTakeFirst();
        return claimed.numUpdatedRows > 0n;
      });
    },

    async confirm(slot, n, messageId) {
      await db
        .updateTable("deliveryParts")
        .set({ state: "sent", messageId })
        .where("slot", "=", slot)
        .where("n", "=", n)
        .execute();
    },

    release: (slot, n) => changeClaimed(slot, n, { state: "pending", claimedAt: null }),

    giveUpOn: (slot, n) => changeClaimed(slot, n, { state: "unknown" }),
  };
}
