// What changed in a data set, step by step, and how far each asker has seen it.

import type { WorkspaceKey } from "../platform/workspace.ts";
import type { DataSetChangeRow, StateDatabase } from "./tables.ts";

/** One file's part in a change: its articles before and now; null where it was not, or is no more. */
export interface FileChange {
  readonly name: string;
  readonly before: number | null;
  readonly now: number | null;
}

/** How far somebody has seen the changes of a data set, and when that was. */
export interface DataSetLookRecord {
  readonly n: number;
  readonly at: number;
}

/** Of one data set; older ones are forgotten. */
const CHANGES_KEPT = 500;

export interface DataChanges {
  /** The changes after a number, the oldest first. */
  after(dataSet: string, n: number): Promise<readonly DataSetChangeRow[]>;
  /** The number of the newest change; 0 before the first. */
  newest(dataSet: string): Promise<number>;
  /** The last look of somebody. */
  look(dataSet: string, workspace: WorkspaceKey, actor: string): Promise<DataSetLookRecord | undefined>;
  noteLook(dataSet: string, workspace: WorkspaceKey, actor: string, look: DataSetLookRecord): Promise<void>;
}

export function createDataChanges(db: StateDatabase): DataChanges {
  return {
    async after(dataSet, n) {
      return await db
        .selectFrom("dataSetChanges")
        .selectAll()
        .where("dataSet", "=", dataSet)
        .where("n", ">", n)
        .orderBy("n")
        .execute();
    },

    newest: (dataSet) => newestChange(db, dataSet),

    async look(dataSet, workspace, actor) {
      return await db
        .selectFrom("dataSetLooks")
        .select(["n", "at"])
        .where("dataSet", "=", dataSet)
        .where("workspace", "=", workspace)
        .where("actor", "=", actor)
        .executeTakeFirst();
    },

    async noteLook(dataSet, workspace, actor, { n, at }) {
      await db
        .insertInto("dataSetLooks")
        .values({ dataSet, workspace, actor, n, at })
        .onConflict((conflict) => conflict.columns(["dataSet", "workspace", "actor"]).doUpdateSet({ n, at }))
        .execute();
    },
  };
}

/** Adds a change, for whoever makes it in the same transaction. */
export async function addChange(
  db: StateDatabase,
  dataSet: string,
  files: readonly FileChange[],
  at: number,
): Promise<void> {
  const n = (await newestChange(db, dataSet)) + 1;
  await db
    .insertInto("dataSetChanges")
    .values({ dataSet, n, at, files: JSON.stringify(files) })
    .execute();
  await db
    .deleteFrom("dataSetChanges")
    .where("dataSet", "=", dataSet)
    .where("n", "<=", n - CHANGES_KEPT)
    .execute();
}

/** Forgets changes and looks, for whoever ends a data set in the same transaction. */
export async function forgetChanges(db: StateDatabase, dataSet: string): Promise<void> {
  await db.deleteFrom("dataSetChanges").where("dataSet", "=", dataSet).execute();
  await db.deleteFrom("dataSetLooks").where("dataSet", "=", dataSet).execute();
}

async function newestChange(db: StateDatabase, dataSet: string): Promise<number> {
  const row = await db
    .selectFrom("dataSetChanges")
    .select((select) => select.fn.max("n").as("n"))
    .where("dataSet", "=", dataSet)
    .executeTakeFirst();
  return row?.n ?? 0;
}
