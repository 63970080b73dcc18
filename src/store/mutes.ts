// What people do not want to see: outlets, words and stories, in one digest or in all of a workspace.

import { sql } from "kysely";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { type Deed, noting } from "./audit.ts";
import { type AddOutcome, addWithin, type Bounds } from "./bounds.ts";
import type { MuteRecord, StateDatabase } from "./tables.ts";

export type { MuteRecord } from "./tables.ts";

export interface Mutes {
  /** The same workspace, subscription, kind and value again only replaces expiry and label. */
  add(record: MuteRecord): Promise<void>;
  /** The same, within bounds of the workspace and of whoever adds it; those that have expired by `now` do not count. `deed` is noted with it. */
  addWithin(record: MuteRecord, bounds: Bounds, now: number, deed?: Deed): Promise<AddOutcome>;
  /** Those that have not expired, the newest first. */
  ofWorkspace(workspace: WorkspaceKey, now: number): Promise<readonly MuteRecord[]>;
  /** `subscription` null: the one for every digest. False when there was none. */
  remove(
    workspace: WorkspaceKey,
    kind: MuteRecord["kind"],
    value: string,
    subscription: string | null,
    deed?: Deed,
  ): Promise<boolean>;
  /** Returns how many were deleted. */
  deleteExpired(now: number): Promise<number>;
}

export function createMutes(db: StateDatabase): Mutes {
  async function addBy(by: StateDatabase, record: MuteRecord): Promise<void> {
    await by
      .insertInto("mutes")
      .values(record)
      .onConflict((conflict) =>
        conflict
          // The columns of the unique index mutes_key.
          .expression(sql`workspace, kind, value, coalesce(subscription, '')`)
          .doUpdateSet({ expiresAt: record.expiresAt, label: record.label }),
      )
      .execute();
  }

  async function ofWorkspace(by: StateDatabase, workspace: WorkspaceKey, now: number) {
    return await by
      .selectFrom("mutes")
      .selectAll()
      .where("workspace", "=", workspace)
      .where((where) => where.or([where("expiresAt", "is", null), where("expiresAt", ">", now)]))
      .orderBy("createdAt", "desc")
      .orderBy("id")
      .execute();
  }

  return {
    add: (record) => addBy(db, record),

    addWithin: (record, bounds, now, deed) =>
      addWithin(db, "mutes", {
        bounds,
        deed,
        async add(trx) {
          await addBy(trx, record);
          return true;
        },
        async count(trx) {
          const all = await ofWorkspace(trx, record.workspace, now);
          return { all: all.length, own: all.filter((one) => one.createdBy === record.createdBy).length };
        },
      }),

    ofWorkspace: (workspace, now) => ofWorkspace(db, workspace, now),

    remove: (workspace, kind, value, subscription, deed) =>
      noting(db, deed, async (by) => {
        const result = await by
          .deleteFrom("mutes")
          .where("workspace", "=", workspace)
          .where("kind", "=", kind)
          .where("value", "=", value)
          .where("subscription", subscription === null ? "is" : "=", subscription)
          .executeTakeFirst();
        return result.numDeletedRows > 0n;
      }),

    async deleteExpired(now) {
      const result = await db.deleteFrom("mutes").where("expiresAt", "<=", now).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
