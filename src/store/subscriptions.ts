// Digests and alerts: what people set up, whether they run, and how far they have come.

import type { ExpressionBuilder } from "kysely";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { addEntry, type Deed, noting, theBot } from "./audit.ts";
import { type AddOutcome, addWithin, type Bounds } from "./bounds.ts";
import { inChunks } from "./chunks.ts";
import { holdSubscriptions } from "./subscription-locks.ts";
import type { StateDatabase, SubscriptionRecord, Tables } from "./tables.ts";

export type { SubscriptionRecord } from "./tables.ts";

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const POSTGRES_UNIQUE_VIOLATION = "23505";
/** https://www.sqlite.org/rescode.html#constraint_unique */
const SQLITE_CONSTRAINT_UNIQUE = 2067;

export interface Subscriptions {
  /** False when the workspace has one of that name already. */
  add(record: SubscriptionRecord): Promise<boolean>;
  /** The same, within bounds of the workspace and of its owner; digests and alerts count together. `deed` is noted with it. */
  addWithin(record: SubscriptionRecord, bounds: Bounds, deed?: Deed): Promise<AddOutcome>;
  get(id: string): Promise<SubscriptionRecord | undefined>;
  byName(workspace: WorkspaceKey, nameKey: string): Promise<SubscriptionRecord | undefined>;
  /** By name. */
  ofWorkspace(workspace: WorkspaceKey): Promise<readonly SubscriptionRecord[]>;
  /** All whose place names that channel, by name; another platform's may be among them. */
  naming(channel: string): Promise<readonly SubscriptionRecord[]>;
  /** Active ones whose next slot is due, the longest due first. */
  due(now: number, limit: number): Promise<readonly SubscriptionRecord[]>;
  /** Those with a next slot, paused ones too. */
  scheduled(): Promise<readonly SubscriptionRecord[]>;
  /** How far these are, by id; one that is gone is absent. */
  progressOf(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<SubscriptionRecord, "decidedSlot" | "updatedAt">>>;
  activeAlerts(): Promise<readonly SubscriptionRecord[]>;
  /** Paused ones whose pause is over. */
  toResume(now: number): Promise<readonly SubscriptionRecord[]>;
  /**
   * Changes some columns; `updatedAt` becomes `now`, or 1 more than it was: it only grows, so that it tells a change.
   * False when there is none, or (with `nameKey`) the new name is taken. `deed` is noted with it.
   */
  update(
    id: string,
    change: Partial<Omit<SubscriptionRecord, "id" | "workspace" | "createdAt" | "updatedAt">>,
    now: number,
    deed?: Deed,
  ): Promise<boolean>;
  /**
   * Pauses those that are active and have no digest on its way, without an end and with that reason. Returns the ids of
   * those that it paused, and notes that of each.
   */
  pauseIdle(ids: readonly string[], reason: string, now: number): Promise<readonly string[]>;
  /** Its slots, what it showed and its mutes go with it. False when there was none. */
  delete(id: string, deed?: Deed): Promise<boolean>;
}

export function createSubscriptions(db: StateDatabase): Subscriptions {
  async function addBy(by: StateDatabase, record: SubscriptionRecord): Promise<boolean> {
    const result = await by
      .insertInto("subscriptions")
      .values(record)
      .onConflict((conflict) => conflict.columns(["workspace", "nameKey"]).doNothing())
      .executeTakeFirst();
    return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  return {
    add: (record) => addBy(db, record),

    addWithin: (record, bounds, deed) =>
      addWithin(db, "subscriptions", {
        bounds,
        deed,
        add: (trx) => addBy(trx, record),
        async count(trx) {
          const rows = await trx
            .selectFrom("subscriptions")
            .select("ownerId")
            .where("workspace", "=", record.workspace)
            .execute();
          return { all: rows.length, own: rows.filter(({ ownerId }) => ownerId === record.ownerId).length };
        },
      }),

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
      return byName(records);
    },

    async naming(channel) {
      const records = await db
        .selectFrom("subscriptions")
        .selectAll()
        .where("place", "like", `%"channel":${JSON.stringify(channel)}%`)
        .execute();
      return byName(records);
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

    async progressOf(ids) {
      const progress = new Map<string, Pick<SubscriptionRecord, "decidedSlot" | "updatedAt">>();
      for (const chunk of inChunks(ids)) {
        const rows = await db
          .selectFrom("subscriptions")
          .select(["id", "decidedSlot", "updatedAt"])
          .where("id", "in", chunk)
          .execute();
        for (const { id, ...own } of rows) progress.set(id, own);
      }
      return progress;
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

    async update(id, change, now, deed) {
      try {
        return await noting(db, deed, async (by) => {
          const result = await by
            .updateTable("subscriptions")
            .set((set) => ({
              ...change,
              updatedAt: later(set, now),
            }))
            .where("id", "=", id)
            .executeTakeFirst();
          return result.numUpdatedRows > 0n;
        });
      } catch (error) {
        // Asking first whether the name is free would lose a race against another who takes it.
        if (isUniqueViolation(error)) return false;
        throw error;
      }
    },

    async pauseIdle(ids, reason, now) {
      return await db.transaction().execute(async (trx) => {
        await holdSubscriptions(trx, ids);
        const paused: string[] = [];
        const pauses: Deed[] = [];
        for (const chunk of inChunks(ids)) {
          const rows = await trx
            .updateTable("subscriptions")
            .set((set) => ({
              state: "paused",
              pauseReason: reason,
              pausedUntil: null,
              updatedAt: later(set, now),
            }))
            .where("id", "in", chunk)
            .where("state", "=", "active")
            .where((where) =>
              where.not(
                where.exists(
                  where
                    .selectFrom("slots")
                    .select("slots.id")
                    .whereRef("slots.subscription", "=", "subscriptions.id")
                    .where("slots.state", "=", "pending"),
                ),
              ),
            )
            .returning(["id", "workspace", "name"])
            .execute();
          for (const { id, workspace, name } of rows) {
            paused.push(id);
            pauses.push({ ...theBot(workspace, now), kind: "paused", subject: id, subjectName: name });
          }
        }
        for (const pause of pauses) await addEntry(trx, pause);
        return paused;
      });
    },

    delete: (id, deed) =>
      noting(db, deed, async (by) => {
        const result = await by.deleteFrom("subscriptions").where("id", "=", id).executeTakeFirst();
        return result.numDeletedRows > 0n;
      }),
  };
}

/** Sorted here: the databases differ in what comes first. */
function byName(records: readonly SubscriptionRecord[]): readonly SubscriptionRecord[] {
  return records.toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
}

/** `now`, or 1 more than it was: it only grows. */
function later(set: ExpressionBuilder<Tables, "subscriptions">, now: number) {
  return set
    .case()
    .when("updatedAt", "<", now)
    .then(now)
    .else(set("updatedAt", "+", 1))
    .end();
}

function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === POSTGRES_UNIQUE_VIOLATION) return true;
  return "errcode" in error && error.errcode === SQLITE_CONSTRAINT_UNIQUE;
}
