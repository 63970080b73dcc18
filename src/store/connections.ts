// The Dropbox connection of each workspace: account, sealed refresh token, choice of files, state, what admins were told.

import type { WorkspaceKey } from "../platform/workspace.ts";
import { addEntry, type Deed, noting } from "./audit.ts";
import { forgetDataSet } from "./data-sets.ts";
import { keyIdOf } from "./secret-box.ts";
import type { ConnectionRecord, StateDatabase } from "./tables.ts";

export type { ConnectionRecord } from "./tables.ts";

export interface Connections {
  get(workspace: WorkspaceKey): Promise<ConnectionRecord | undefined>;
  /** In the order of their workspaces. */
  all(): Promise<ConnectionRecord[]>;
  /**
   * Makes the connection of its workspace this one, whole. `forget`: what was synced before, and what serves that data set,
   * is another account's and goes with the same step. `deed`: noted with it.
   */
  save(
    connection: ConnectionRecord,
    options?: { readonly forget?: string | undefined; readonly deed?: Deed | undefined },
  ): Promise<void>;
  /** Changes only the choice of files, so that a state set meanwhile stands. False when there is no connection. */
  choose(
    workspace: WorkspaceKey,
    choice: { readonly path: string | null; readonly country: string | null },
    now: number,
    deed?: Deed,
  ): Promise<boolean>;
  /**
   * `refusal`: what Dropbox refuses; null: connected. True when this call changed the state; of many callers one hears it.
   * What admins were told starts anew.
   */
  setState(workspace: WorkspaceKey, refusal: string | null, now: number): Promise<boolean>;
  /** Where the paths of the connection begin by now. */
  setRoot(workspace: WorkspaceKey, rootNamespace: string, now: number): Promise<void>;
  /** True when this step (1, 2, …) was not reached before: of many callers one hears it, and tells the admins. */
  recordNotice(workspace: WorkspaceKey, step: number, now: number): Promise<boolean>;
  /** False when there was none. */
  delete(workspace: WorkspaceKey, deed?: Deed): Promise<boolean>;
}

const COLUMNS = [
  "workspace",
  "accountId",
  "accountName",
  "accountEmail",
  "sealedRefreshToken",
  "scopes",
  "rootKind",
  "rootNamespace",
  "path",
  "country",
  "connectedBy",
  "place",
  "state",
  "stateSince",
  "refusal",
  "lastNoticeAt",
  "noticeStep",
  "createdAt",
  "updatedAt",
] as const satisfies readonly (keyof ConnectionRecord)[];

export function createConnections(db: StateDatabase): Connections {
  return {
    async get(workspace) {
      return await db
        .selectFrom("connections")
        .select(COLUMNS)
        .where("workspace", "=", workspace)
        .executeTakeFirst();
    },

    async all() {
      return await db.selectFrom("connections").select(COLUMNS).orderBy("workspace").execute();
    },

    async save(connection, { forget, deed } = {}) {
      const { workspace, ...rest } = connection;
      const columns = { ...rest, keyId: keyIdOf(connection.sealedRefreshToken) };
      await db.transaction().execute(async (trx) => {
        if (forget !== undefined) {
          await trx.deleteFrom("syncState").where("workspace", "=", workspace).execute();
          await forgetDataSet(trx, forget);
        }
        await trx
          .insertInto("connections")
          .values({ workspace, ...columns })
          .onConflict((conflict) => conflict.column("workspace").doUpdateSet(columns))
          .execute();
        if (deed !== undefined) await addEntry(trx, deed);
      });
    },

    choose: (workspace, { path, country }, now, deed) =>
      noting(db, deed, async (by) => {
        const result = await by
          .updateTable("connections")
          .set({ path, country, updatedAt: now })
          .where("workspace", "=", workspace)
          .executeTakeFirst();
        return result.numUpdatedRows > 0n;
      }),

    async setState(workspace, refusal, now) {
      const state = refusal === null ? "connected" : "needs-reconnect";
      const result = await db
        .updateTable("connections")
        .set({ state, refusal, stateSince: now, lastNoticeAt: null, noticeStep: 0, updatedAt: now })
        .where("workspace", "=", workspace)
        .where("state", "!=", state)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async setRoot(workspace, rootNamespace, now) {
      await db
        .updateTable("connections")
        .set({ rootNamespace, updatedAt: now })
        .where("workspace", "=", workspace)
        .execute();
    },

    async recordNotice(workspace, step, now) {
      const result = await db
        .updateTable("connections")
        .set({ lastNoticeAt: now, noticeStep: step, updatedAt: now })
        .where("workspace", "=", workspace)
        .where("noticeStep", "<", step)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    delete: (workspace, deed) =>
      noting(db, deed, async (by) => {
        const result = await by
          .deleteFrom("connections")
          .where("workspace", "=", workspace)
          .executeTakeFirst();
        return result.numDeletedRows > 0n;
      }),
  };
}
