// The last listing of a workspace's Dropbox folder, with the cursor that continues it: both change together or not at all.

import type { Transaction } from "kysely";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { inChunks } from "./chunks.ts";
import type { ListedFile, StateDatabase, SyncedFile, Tables } from "./tables.ts";

export type { ListedFile, SyncedFile } from "./tables.ts";

/** What `list_folder/continue` told, in its order. Deleting a folder deletes what is below it. */
export type ListingChange =
  | { readonly type: "file"; readonly file: ListedFile }
  | { readonly type: "deleted"; readonly pathLower: string };

export interface SyncState {
  readonly cursor: string;
  /** When a listing last changed something, or was made anew. */
  readonly listedAt: number;
  /** When the listing was last known to be right. */
  readonly checkedAt: number;
}

export interface SyncedFiles {
  /** In the order of their lower-case paths. */
  list(workspace: WorkspaceKey): Promise<SyncedFile[]>;
  state(workspace: WorkspaceKey): Promise<SyncState | undefined>;
  /** A whole new listing. Files that stay keep the country an admin set. */
  replace(workspace: WorkspaceKey, files: readonly ListedFile[], cursor: string, now: number): Promise<void>;
  /**
   * Changes since the cursor `from`, in their order; none: only the cursor moves and `checkedAt` is now. Returns false
   * and does nothing when the listing is no longer at `from`.
   */
  apply(
    workspace: WorkspaceKey,
    from: string,
    changes: readonly ListingChange[],
    cursor: string,
    now: number,
  ): Promise<boolean>;
  /** Null: the file's name decides again. False when there is no such file. */
  setCountry(workspace: WorkspaceKey, pathLower: string, country: string | null): Promise<boolean>;
  /** Deletes listing and cursor. */
  forget(workspace: WorkspaceKey): Promise<void>;
}

export function createSyncedFiles(db: StateDatabase): SyncedFiles {
  return {
    list: (workspace) => filesOf(db, workspace),

    async state(workspace) {
      return await db
        .selectFrom("syncState")
        .select(["cursor", "listedAt", "checkedAt"])
        .where("workspace", "=", workspace)
        .executeTakeFirst();
    },

    async replace(workspace, files, cursor, now) {
      await db.transaction().execute(async (trx) => {
        const state = { cursor, listedAt: now, checkedAt: now };
        // Locks the row, so that two writers of a workspace come one after the other.
        await trx
          .insertInto("syncState")
          .values({ workspace, ...state })
          .onConflict((conflict) => conflict.column("workspace").doUpdateSet(state))
          .execute();
        const before = byPath(await filesOf(trx, workspace));
        const after = new Map<string, SyncedFile>();
        for (const file of files) after.set(file.pathLower, withCountry(file, before));
        await write(trx, workspace, before, after);
      });
    },

    async apply(workspace, from, changes, cursor, now) {
      return await db.transaction().execute(async (trx) => {
        const moved = await trx
          .updateTable("syncState")
          .set({ cursor, checkedAt: now, ...(changes.length > 0 && { listedAt: now }) })
          .where("workspace", "=", workspace)
          .where("cursor", "=", from)
          .executeTakeFirst();
        if (moved.numUpdatedRows === 0n) return false;
        if (changes.length === 0) return true;
        const before = byPath(await filesOf(trx, workspace));
        const after = new Map(before);
        for (const change of changes) {
          if (change.type === "file") {
            after.set(change.file.pathLower, withCountry(change.file, before));
          } else {
            for (const path of after.keys()) {
              if (path === change.pathLower || path.startsWith(`${change.pathLower}/`)) after.delete(path);
            }
          }
        }
        await write(trx, workspace, before, after);
        return true;
      });
    },

    async setCountry(workspace, pathLower, country) {
      const result = await db
        .updateTable("syncedFiles")
        .set({ country })
        .where("workspace", "=", workspace)
        .where("pathLower", "=", pathLower)
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },

    async forget(workspace) {
      // The files go with it: their rows refer to this one.
      await db.deleteFrom("syncState").where("workspace", "=", workspace).execute();
    },
  };
}

async function filesOf(db: StateDatabase, workspace: WorkspaceKey): Promise<SyncedFile[]> {
  const files = await db
    .selectFrom("syncedFiles")
    .select(["pathLower", "pathDisplay", "rev", "contentHash", "sizeBytes", "serverModifiedAt", "country"])
    .where("workspace", "=", workspace)
    .execute();
  // Sorted here: the databases differ in what comes first.
  return files.sort((a, b) => (a.pathLower < b.pathLower ? -1 : 1));
}

function byPath(files: readonly SyncedFile[]): Map<string, SyncedFile> {
  return new Map(files.map((file) => [file.pathLower, file]));
}

function withCountry(file: ListedFile, before: ReadonlyMap<string, SyncedFile>): SyncedFile {
  return { ...file, country: before.get(file.pathLower)?.country ?? null };
}

/** Deletes what is gone and writes what is new or changed. */
async function write(
  trx: Transaction<Tables>,
  workspace: WorkspaceKey,
  before: ReadonlyMap<string, SyncedFile>,
  after: ReadonlyMap<string, SyncedFile>,
): Promise<void> {
  const touched = [...before.keys()].filter((path) => after.get(path) !== before.get(path));
  for (const paths of inChunks(touched)) {
    await trx
      .deleteFrom("syncedFiles")
      .where("workspace", "=", workspace)
      .where("pathLower", "in", paths)
      .execute();
  }
  const written = [...after.values()].filter((file) => before.get(file.pathLower) !== file);
  for (const files of inChunks(written)) {
    await trx
      .insertInto("syncedFiles")
      .values(files.map((file) => ({ workspace, ...file })))
      .execute();
  }
}
