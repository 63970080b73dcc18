// The messages of slots: each is claimed before it is sent, and what became of it is noted.

import { PostgresAdapter, sql } from "kysely";
import { inChunks } from "./chunks.ts";
import { type NewPart, pendingPart } from "./decisions.ts";
import type { DeliveryPartRecord, StateDatabase } from "./tables.ts";
import { readTold } from "./told.ts";

/** What a message tells, and whether it stands. */
export type PartStanding = Pick<DeliveryPartRecord, "slot" | "state" | "tells">;

export interface LedgerParts {
  /** In order. */
  parts(slot: string): Promise<readonly DeliveryPartRecord[]>;
  /** What the messages of these slots tell, by slot. Those without messages are absent. */
  standing(slots: readonly string[]): Promise<ReadonlyMap<string, readonly PartStanding[]>>;
  /**
   * Before a message is sent. Of many callers one hears when it was claimed, by `claimClock`; the others, and all unless it was
   * pending and its slot is, hear undefined. What becomes of it is noted only for the claim of that time: whoever comes late, when
   * another process has claimed it since, changes nothing.
   */
  claim(slot: string, n: number, now: number): Promise<number | undefined>;
  /**
   * The clock by which claims are dated: on Postgres the database's, since other processes than the one that claimed look
   * at them; on SQLite the caller's.
   */
  claimClock(now: number): Promise<number>;
  /** A message that was claimed at `claimedAt` counts as claimed at `at`. Does nothing unless it was claimed just then. */
  redateClaim(slot: string, n: number, claimedAt: number, at: number): Promise<void>;
  /** It is there, whatever was thought of it before; the attempts of its slot count from 0 again. */
  confirm(slot: string, n: number, messageId: string): Promise<void>;
  /** It was not sent after all: pending again. Does nothing unless it was claimed just then. */
  release(slot: string, n: number, claimedAt: number): Promise<void>;
  /** Nobody can tell whether it arrived. Does nothing unless it was claimed just then. */
  giveUpOn(slot: string, n: number, claimedAt: number): Promise<void>;
  /**
   * It was refused and is sent in pieces: the first has its `n`, the others come behind it, all pending. Does nothing unless it
   * was claimed just then.
   */
  divide(slot: string, n: number, pieces: readonly NewPart[], claimedAt: number): Promise<void>;
  /**
   * The platform does not take it: what it shows was not shown, and does not come again. Does nothing unless it was claimed just
   * then; with null, unless it was pending. `reason`: a sentence.
   */
  refuse(slot: string, n: number, reason: string, claimedAt: number | null): Promise<void>;
}

/** Postgres's own time, at which the statement runs, in ms. */
const DATABASE_TIME = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

export function partsIn(db: StateDatabase): LedgerParts {
  const hasClock = db.getExecutor().adapter instanceof PostgresAdapter;
  const changeClaimed = async (
    slot: string,
    n: number,
    change: Partial<Pick<DeliveryPartRecord, "state" | "claimedAt">>,
    claimedAt: number,
  ): Promise<void> => {
    await db
      .updateTable("deliveryParts")
      .set(change)
      .where("slot", "=", slot)
      .where("n", "=", n)
      .where("state", "=", "claimed")
      .where("claimedAt", "=", claimedAt)
      .execute();
  };
  return {
    async parts(slot) {
      return await db
        .selectFrom("deliveryParts")
        .selectAll()
        .where("slot", "=", slot)
        .orderBy("position")
        .execute();
    },

    async standing(slots) {
      const rows: PartStanding[] = [];
      for (const chunk of inChunks(slots))
        rows.push(
          ...(await db
            .selectFrom("deliveryParts")
            .select(["slot", "state", "tells"])
            .where("slot", "in", chunk)
            .execute()),
        );
      return Map.groupBy(rows, ({ slot }) => slot);
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
        if (pending.numUpdatedRows === 0n) return undefined;
        const claimed = await trx
          .updateTable("deliveryParts")
          .set({ state: "claimed", claimedAt: hasClock ? DATABASE_TIME : now })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .where("state", "=", "pending")
          .returning("claimedAt")
          .executeTakeFirst();
        return claimed?.claimedAt ?? undefined;
      });
    },

    async claimClock(now) {
      if (!hasClock) return now;
      const { time } = await db.selectNoFrom(DATABASE_TIME.as("time")).executeTakeFirstOrThrow();
      return time;
    },

    redateClaim: (slot, n, claimedAt, at) => changeClaimed(slot, n, { claimedAt: at }, claimedAt),

    async confirm(slot, n, messageId) {
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable("slots")
          .set({ attempts: 0 })
          .where("id", "=", slot)
          .where("state", "=", "pending")
          .execute();
        await trx
          .updateTable("deliveryParts")
          .set({ state: "sent", messageId })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .execute();
      });
    },

    release: (slot, n, claimedAt) => changeClaimed(slot, n, { state: "pending", claimedAt: null }, claimedAt),

    giveUpOn: (slot, n, claimedAt) => changeClaimed(slot, n, { state: "unknown" }, claimedAt),

    async divide(slot, n, [first, ...others], claimedAt) {
      if (first === undefined) return;
      await db.transaction().execute(async (trx) => {
        const { key, payload, pieces, tells } = first;
        const divided = await trx
          .updateTable("deliveryParts")
          .set({ key, payload, pieces, tells, state: "pending", claimedAt: null })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .where("state", "=", "claimed")
          .where("claimedAt", "=", claimedAt)
          .returning("position")
          .executeTakeFirst();
        if (divided === undefined || others.length === 0) return;
        const { position } = divided;
        await trx
          .updateTable("deliveryParts")
          .set((set) => ({ position: set("position", "+", others.length) }))
          .where("slot", "=", slot)
          .where("position", ">", position)
          .execute();
        await trx
          .insertInto("deliveryParts")
          .values(others.map((part, index) => pendingPart(slot, part, position + 1 + index)))
          .execute();
      });
    },

    async refuse(slot, n, reason, claimedAt) {
      await db.transaction().execute(async (trx) => {
        const refused = await trx
          .updateTable("deliveryParts")
          .set({ state: "refused", refusal: reason })
          .where("slot", "=", slot)
          .where("n", "=", n)
          .where("state", "=", claimedAt === null ? "pending" : "claimed")
          .where("claimedAt", claimedAt === null ? "is" : "=", claimedAt)
          .returning("tells")
          .executeTakeFirst();
        if (refused === undefined) return;
        for (const chunk of inChunks(readTold(refused.tells).articles))
          await trx
            .updateTable("sentArticles")
            .set({ refused: 1 })
            .where("slot", "=", slot)
            .where("article", "in", chunk)
            .execute();
      });
    },
  };
}
