// What people do not want to see: outlets, words and stories, in one digest or in all of a workspace.

import { sql } from "kysely";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { MuteRecord, StateDatabase } from "./tables.ts";

export type { MuteRecord } from "./tables.ts";

export interface Mutes {
  /** The same workspace, subscription, kind and value again only replaces expiry and label. */
  add(record: MuteRecord): Promise<void>;
  /** Those that have not expired, the newest first. */
  ofWorkspace(workspace: WorkspaceKey, now: number): Promise<readonly MuteRecord[]>;
  /** `subscription` null: the one for every digest. False when there was none. */
  remove(
    workspace: WorkspaceKey,
    kind: MuteRecord["kind"],
    value: string,
    subscription: string | null,
  ): Promise<boolean>;
  /** Returns how many were deleted. */
  deleteExpired(now: number): Promise<number>;
}

export function createMutes(db: StateDatabase): Mutes {
  return {
    async add(record) {
      await db
        .insertInto("mutes")
        .values(record)
        .onConflict((conflict) =>
          conflict
            // The columns of the unique index mutes_key.
            .expression(sql`workspace, kind, value, coalesce(subscription, '')`)
            .doUpdateSet({ expiresAt: record.expiresAt, label: record.label }),
        )
        .execute();
    },

    async ofWorkspace(workspace, now) {
      return await db
        .selectFrom("mutes")
        .selectAll()
        .where("workspace", "=", workspace)
        .where((where) => where.or([where("expiresAt", "is", null), where("expiresAt", ">", now)]))
        .orderBy("createdAt", "desc")
        .orderBy("id")
        .execute();
    },

    async remove(workspace, kind, value, subscription) {
      const result = await db
        .deleteFrom("mutes")
        .where("workspace", "=", workspace)
        .where("kind", "=", kind)
        .where("value", "=", value)
        .where("subscription", subscription === null ? "is" : "=", subscription)
        .executeTakeFirst();
      return result.numDeletedRows > 0n;
    },

    async deleteExpired(now) {
      const result = await db.deleteFrom("mutes").where("expiresAt", "<=", now).executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
