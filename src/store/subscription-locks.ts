// Who decides, gives up or forgets holds the subscriptions first: so they come one after the other and never in a ring.

import { PostgresAdapter, sql, type Transaction } from "kysely";
import { inChunks } from "./chunks.ts";
import type { SubscriptionRecord, Tables } from "./tables.ts";

export type HeldSubscription = Pick<SubscriptionRecord, "id" | "state" | "decidedSlot" | "updatedAt">;

/**
 * Keeps everybody else from changing these subscriptions until the transaction ends, and reads them, by id; one that
 * is gone is absent. A transaction asks once, for all that it needs.
 */
export async function holdSubscriptions(
  trx: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HeldSubscription>> {
  const held = new Map<string, HeldSubscription>();
  const query = trx.selectFrom("subscriptions").select(["id", "state", "decidedSlot", "updatedAt"]);
  if (trx.getExecutor().adapter instanceof PostgresAdapter) {
    // In one statement, for all must take them in the database's order: else two could wait for each other.
    const rows = await query
      .where("id", "=", sql<string>`any(${ids})`)
      .orderBy("id")
      .forNoKeyUpdate()
      .execute();
    for (const row of rows) held.set(row.id, row);
    return held;
  }
  // On SQLite a transaction begins with the only write lock there is.
  for (const chunk of inChunks(ids)) {
    for (const row of await query.where("id", "in", chunk).execute()) held.set(row.id, row);
  }
  return held;
}
