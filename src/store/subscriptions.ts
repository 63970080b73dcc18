// Digests and alerts: what people set up, whether they run, and how far they have come.

import type { WorkspaceKey } from "../platform/workspace.ts";
import type { StateDatabase, SubscriptionRecord } from "./tables.ts";

export type { SubscriptionRecord } from "./tables.ts";

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES_UNIQUE_VIOLATION = "23505";
/** https://www.sqlite.org/rescode.html#constraint_unique */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

export interface Subscriptions {
  /** False when the workspace has one of that name already. */
  add(record: SubscriptionRecord): Promise<boolean>;
  get(id: string): Promise<SubscriptionRecord | undefined>;
  byName(workspace: WorkspaceKey, nameKey: string): Promise<SubscriptionRecord | undefined>;
  /** By name. */
  ofWorkspace(workspace: WorkspaceKey): Promise<readonly SubscriptionRecord[]>;
  /** Active ones whose next slot is due, the longest due first. */
  due(now: number, limit: number): Promise<readonly SubscriptionRecord[]>;
  /** Those with a next slot, paused ones too. */
  scheduled(): Promise<readonly SubscriptionRecord[]>;
  activeAlerts(): Promise<readonly SubscriptionRecord[]>;
  /** Paused ones whose pause is over. */
  toResume(now: number): Promise<readonly SubscriptionRecord[]>;
  /**
   * Changes some columns; `updatedAt` becomes `now`, or 1 more than it was: it only grows, so that it tells a change.
   * False when there is none, or (with `nameKey`) the new name is taken.
   */
  update(
    id: string,
    change: Partial<Omit<SubscriptionRecord, "id" | "workspace" | "createdAt" | "updatedAt">>,
    now: number,
  ): Promise<boolean>;
  /** Its slots, what it showed and its mutes go with it. False when there was none. */
  delete(id: string): Promise<boolean>;
}

export function createSubscriptions(db: StateDatabase): Subscriptions {
  return {
    async add(record) {
      const result = await db
        .insertInto("subscriptions")
        .values(record)
        .onConflict((conflict) => conflict.columns(["workspace", "nameKey"]).doNothing())
        .executeTakeFirst();
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },

    async get(id) {
      return await db.selectFrom("subscriptions").selectAll().where("id", "=", id).executeTakeFirst();
    },

    async byName(workspace, nameKey) {
      return await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("workspace", "=", workspace)
        .where("nameKey", "=", nameKey)
        .executeTakeFirst();
    },

    async ofWorkspace(workspace) {
      const records = await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("workspace", "=", workspace)
        .execute();
      // Sorted here: the databases differ in what comes first.
      return records.sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
    },

    async due(now, limit) {
      return await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("state", "=", "active")
        .where("nextSlot", "<=", now)
        .orderBy("nextSlot")
        .orderBy("id")
        .limit(limit)
        .execute();
    },

    async scheduled() {
      return await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("nextSlot", "is not", null)
        .orderBy("id")
        .execute();
    },

    async activeAlerts() {
      return await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("kind", "=", "alert")
        .where("state", "=", "active")
        .orderBy("id")
        .execute();
    },

    async toResume(now) {
      return await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("state", "=", "paused")
        .where("pausedUntil", "<=", now)
        .orderBy("pausedUntil")
        .orderBy("id")
        .execute();
    },

    async update(id, change, now) {
      try {
        const result = await db
          .updateTable("subscriptions")
          .set((set) => ({
            ...change,
            updatedAt: set
              .case()
              .when("updatedAt", "<", now)
              .then(now)
              .else(set("updatedAt", "+", 1))
              .end(),
          }))
          .where("id", "=", id)
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
      } catch (error) {
        // Asking first whether the name is free would lose a race against another who takes it.
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    async delete(id) {
      const result = await db.deleteFrom("subscriptions").where("id", "=", id).executeTakeFirst();
      return result.numDeletedRows > 0n;
    },
  };
}

function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === POSTGRES_UNIQUE_VIOLATION) return true;
  return "errcode" in error && error.errcode === SQLITE_CONSTRAINT_UNIQUE;
}
