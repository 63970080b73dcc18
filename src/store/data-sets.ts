// Which snapshot serves a data set, what of each file serves and is held, and what is wrong.

import { addEntry, type Deed } from "./audit.ts";
import { inChunks } from "./chunks.ts";
import { addChange, type FileChange, forgetChanges } from "./data-changes.ts";
import type { DataFileRecord, DataSetRecord, StateDatabase } from "./tables.ts";

export type { DataFileRecord, DataSetRecord } from "./tables.ts";

/** Snapshots remembered of a data set: many more than stay on the disk. */
const SERVED_KEPT = 100;

export interface DataSets {
  get(dataSet: string): Promise<DataSetRecord | undefined>;
  all(): Promise<readonly DataSetRecord[]>;
  /** Whether that snapshot serves the data set, or did: another one's is none of its readers' business. */
  hasServed(dataSet: string, snapshot: string): Promise<boolean>;
  /**
   * Makes the record of its data set this one, whole, and its files these, if they are given: all at once or not at all.
   * `change` is what that changes in what serves; `deed` is noted with it.
   */
  save(
    record: DataSetRecord,
    more?: {
      readonly change?: readonly FileChange[];
      readonly files?: readonly DataFileRecord[];
      readonly deed?: Deed;
    },
  ): Promise<void>;
  /** Its snapshots and contents are then needed by nobody. */
  delete(dataSet: string): Promise<void>;
  /** What is remembered of its files, in no order. */
  files(dataSet: string): Promise<readonly DataFileRecord[]>;
  /** Of its files those that have something held, in no order. */
  heldFiles(dataSet: string): Promise<readonly DataFileRecord[]>;
  /** The files of every data set, in no order. */
  allFiles(): Promise<readonly DataFileRecord[]>;
  /** Makes the files of a data set these, all at once or not at all. Writes nothing where nothing differs. */
  saveFiles(dataSet: string, records: readonly DataFileRecord[], deed?: Deed): Promise<void>;
}

export function createDataSets(db: StateDatabase): DataSets {
  return {
    async get(dataSet) {
      return await db.selectFrom("dataSets").selectAll().where("dataSet", "=", dataSet).executeTakeFirst();
    },

    async all() {
      return await db.selectFrom("dataSets").selectAll().execute();
    },

    async hasServed(dataSet, snapshot) {
      const row = await db
        .selectFrom("servedSnapshots")
        .select("snapshot")
        .where("dataSet", "=", dataSet)
        .where("snapshot", "=", snapshot)
        .executeTakeFirst();
      return row !== undefined;
    },

    async delete(dataSet) {
      await db.transaction().execute((trx) => forgetDataSet(trx, dataSet));
    },

    async save(record, { change, files, deed } = {}) {
      const { dataSet, ...rest } = record;
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto("dataSets")
          .values({ dataSet, ...rest })
          .onConflict((conflict) => conflict.column("dataSet").doUpdateSet(rest))
          .execute();
        if (rest.snapshot !== null) await noteServed(trx, dataSet, rest.snapshot, rest.updatedAt);
        if (files !== undefined) await replaceFiles(trx, dataSet, files);
        if (change !== undefined) await addChange(trx, dataSet, change, rest.updatedAt);
        if (deed !== undefined) await addEntry(trx, deed);
      });
    },

    files: (dataSet) => filesOf(db, dataSet),

    async heldFiles(dataSet) {
      return await db
        .selectFrom("dataFiles")
        .selectAll()
        .where("dataSet", "=", dataSet)
        .where("held", "is not", null)
        .execute();
    },

    async allFiles() {
      return await db.selectFrom("dataFiles").selectAll().execute();
    },

    async saveFiles(dataSet, records, deed) {
      await db.transaction().execute(async (trx) => {
        await replaceFiles(trx, dataSet, records);
        if (deed !== undefined) await addEntry(trx, deed);
      });
    },
  };
}

async function filesOf(db: StateDatabase, dataSet: string): Promise<readonly DataFileRecord[]> {
  return await db.selectFrom("dataFiles").selectAll().where("dataSet", "=", dataSet).execute();
}

async function noteServed(db: StateDatabase, dataSet: string, snapshot: string, at: number): Promise<void> {
  await db
    .insertInto("servedSnapshots")
    .values({ dataSet, snapshot, at })
    .onConflict((conflict) => conflict.columns(["dataSet", "snapshot"]).doUpdateSet({ at }))
    .execute();
  const old = await db
    .selectFrom("servedSnapshots")
    .select("snapshot")
    .where("dataSet", "=", dataSet)
    .orderBy("at", "desc")
    .orderBy("snapshot")
    .limit(SERVED_KEPT)
    .offset(SERVED_KEPT)
    .execute();
  for (const { snapshot: one } of old)
    await db
      .deleteFrom("servedSnapshots")
      .where("dataSet", "=", dataSet)
      .where("snapshot", "=", one)
      .execute();
}

async function replaceFiles(
  db: StateDatabase,
  dataSet: string,
  records: readonly DataFileRecord[],
): Promise<void> {
  const before = new Map((await filesOf(db, dataSet)).map((file) => [file.name, file]));
  const changed = records.filter((file) => !isSame(file, before.get(file.name)));
  const names = new Set(records.map(({ name }) => name));
  const gone = [...before.keys()].filter((name) => !names.has(name));
  for (const some of inChunks([...gone, ...changed.map(({ name }) => name)].toSorted()))
    await db.deleteFrom("dataFiles").where("dataSet", "=", dataSet).where("name", "in", some).execute();
  for (const some of inChunks(changed)) await db.insertInto("dataFiles").values(some).execute();
}

/** Forgets all of a data set, for whoever ends it in the same transaction. */
export async function forgetDataSet(db: StateDatabase, dataSet: string): Promise<void> {
  await db.deleteFrom("dataFiles").where("dataSet", "=", dataSet).execute();
  await db.deleteFrom("dataSets").where("dataSet", "=", dataSet).execute();
  await db.deleteFrom("servedSnapshots").where("dataSet", "=", dataSet).execute();
  await forgetChanges(db, dataSet);
}

function isSame(a: DataFileRecord, b: DataFileRecord | undefined): boolean {
  return (
    b !== undefined &&
    a.country === b.country &&
    a.serving === b.serving &&
    a.earlier === b.earlier &&
    a.held === b.held &&
    a.kept === b.kept
  );
}
