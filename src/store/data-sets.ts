// Which snapshot serves a data set, which one waits for an admin, which one admins declined, and what is wrong.

import { addChange, type FileChange, forgetChanges } from "./data-changes.ts";
import type { DataSetRecord, StateDatabase } from "./tables.ts";

export type { DataSetRecord } from "./tables.ts";

export interface DataSets {
  get(dataSet: string): Promise<DataSetRecord | undefined>;
  all(): Promise<readonly DataSetRecord[]>;
  /** Makes the record of its data set this one, whole; `change` is what that changes in what serves. */
  save(record: DataSetRecord, change?: readonly FileChange[]): Promise<void>;
  /** Its snapshots are then needed by nobody. */
  delete(dataSet: string): Promise<void>;
}

export function createDataSets(db: StateDatabase): DataSets {
  return {
    async get(dataSet) {
      return await db.selectFrom("dataSets").selectAll().where("dataSet", "=", dataSet).executeTakeFirst();
    },

    async all() {
      return await db.selectFrom("dataSets").selectAll().execute();
    },

    async delete(dataSet) {
      await db.transaction().execute(async (trx) => {
        await trx.deleteFrom("dataSets").where("dataSet", "=", dataSet).execute();
        await forgetChanges(trx, dataSet);
      });
    },

    async save(record, change) {
      const { dataSet, ...rest } = record;
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto("dataSets")
          .values({ dataSet, ...rest })
          .onConflict((conflict) => conflict.column("dataSet").doUpdateSet(rest))
          .execute();
        if (change !== undefined) await addChange(trx, dataSet, change, rest.updatedAt);
      });
    },
  };
}
