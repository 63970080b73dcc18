// What a clock that was years ahead dated: brought back to the present, in its order, so that it keeps nothing waiting until
// those years have come.

import type { Transaction } from "kysely";
import { DAY_MS } from "../time/units.ts";
import { holdSubscriptions } from "./subscription-locks.ts";
import type { StateDatabase, Tables } from "./tables.ts";

/** A clock that is off by less is off like any other. */
const AHEAD_MS = DAY_MS;

/** `Ledger.redate` in src/store/ledger.ts has the contract. */
export async function redate(db: StateDatabase, now: number): Promise<readonly string[]> {
  return await db.transaction().execute(async (trx) => {
    const late = now + AHEAD_MS;
    const rows = await trx
      .selectFrom("subscriptions")
      .select("id")
      .where((where) => where.or([where("decidedSlot", ">", late), where("updatedAt", ">", late)]))
      .union(trx.selectFrom("slots").select("subscription as id").where("decidedAt", ">", late))
      .union(trx.selectFrom("slots").select("subscription as id").where("nextAttemptAt", ">", late))
      .execute();
    const ids = rows.map(({ id }) => id);
    await holdSubscriptions(trx, ids);
    for (const id of ids) {
      await redateSlots(trx, id, now);
      await redateSubscription(trx, id, now);
    }
    return ids;
  });
}

async function redateSlots(trx: Transaction<Tables>, subscription: string, now: number): Promise<void> {
  // They only say that another slot covers them.
  await trx
    .deleteFrom("slots")
    .where("subscription", "=", subscription)
    .where("slotAt", ">", now)
    .where("state", "=", "skipped")
    .where("settled", "=", "{}")
    .execute();
  const future = await trx
    .selectFrom("slots")
    .select("id")
    .where("subscription", "=", subscription)
    .where("slotAt", ">", now)
    .orderBy("slotAt", "desc")
    .execute();
  const there = await trx
    .selectFrom("slots")
    .select("slotAt")
    .where("subscription", "=", subscription)
    .where("slotAt", "<=", now)
    .where("slotAt", ">", now - DAY_MS)
    .execute();
  const taken = new Set(there.map(({ slotAt }) => slotAt));
  let slotAt = now;
  for (const { id } of future) {
    while (taken.has(slotAt)) slotAt -= 1;
    await trx.updateTable("slots").set({ slotAt }).where("id", "=", id).execute();
    slotAt -= 1;
  }
  const slots = trx.selectFrom("slots").select("id").where("subscription", "=", subscription);
  for (const column of ["decidedAt", "finishedAt", "nextAttemptAt"] as const)
    await trx
      .updateTable("slots")
      .set({ [column]: now })
      .where("subscription", "=", subscription)
      .where(column, ">", now)
      .execute();
  // When it was claimed nobody knows any more: it is looked for further back.
  await trx
    .updateTable("deliveryParts")
    .set({ claimedAt: now - AHEAD_MS })
    .where("slot", "in", slots)
    .where("claimedAt", ">", now + AHEAD_MS)
    .execute();
}

async function redateSubscription(trx: Transaction<Tables>, id: string, now: number): Promise<void> {
  await trx
    .updateTable("sentArticles")
    .set({ sentAt: now })
    .where("subscription", "=", id)
    .where("sentAt", ">", now)
    .execute();
  for (const column of ["decidedSlot", "createdAt", "updatedAt", "silentSince"] as const)
    await trx
      .updateTable("subscriptions")
      .set({ [column]: now })
      .where("id", "=", id)
      .where(column, ">", now)
      .execute();
}
