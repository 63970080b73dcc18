// Changes of data sets and how far they were seen, on every implementation of the store.

import { describe, expect, it } from "vitest";
import type { DataSetRecord } from "../../src/store/data-sets.ts";
import type { Store } from "../../src/store/database.ts";
import { implementations } from "./implementations.ts";
import { storeOfEachTest } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);
const record: DataSetRecord = {
  dataSet: "d1",
  snapshot: "s1",
  problem: null,
  problemSince: null,
  troubles: null,
  updatedAt: NOW,
};
const change = (now: number) => [{ name: "Estonia.parquet", before: null, now }];

describe.each(implementations)("changes of data sets on $name", ({ create }) => {
  let store: Store;
  storeOfEachTest({ create }, (opened) => {
    store = opened;
  });

  it("are numbered in their order, for each data set", async () => {
    expect(await store.dataChanges.newest("d1")).toBe(0);
    await store.dataSets.save(record, { change: change(1) });
    await store.dataSets.save(record);
    await store.dataSets.save({ ...record, updatedAt: NOW + 1 }, { change: change(2) });
    await store.dataSets.save({ ...record, dataSet: "d2" }, { change: change(3) });
    expect(await store.dataChanges.newest("d1")).toBe(2);
    expect(await store.dataChanges.after("d1", 1)).toEqual([
      { dataSet: "d1", n: 2, at: NOW + 1, files: JSON.stringify(change(2)) },
    ]);
  });

  it("are seen by each person for themselves, and gone with their data set", async () => {
    await store.dataSets.save(record, { change: change(1) });
    await store.dataChanges.noteLook("d1", "slack:T1", "U1", { n: 1, at: NOW });
    await store.dataChanges.noteLook("d1", "slack:T1", "U1", { n: 2, at: NOW + 1 });
    expect(await store.dataChanges.look("d1", "slack:T1", "U1")).toEqual({ n: 2, at: NOW + 1 });
    expect(await store.dataChanges.look("d1", "slack:T2", "U1")).toBeUndefined();
    await store.dataSets.delete("d1");
    expect(await store.dataChanges.look("d1", "slack:T1", "U1")).toBeUndefined();
    expect(await store.dataChanges.newest("d1")).toBe(0);
  });

  it("of long ago are forgotten", async () => {
    const rows = Array.from({ length: 500 }, (_, index) => ({
      dataSet: "d1",
      n: index + 1,
      at: NOW,
      files: "[]",
    }));
    await store.db.insertInto("dataSetChanges").values(rows).execute();
    await store.dataSets.save(record, { change: change(1) });
    const [oldest] = await store.dataChanges.after("d1", 0);
    expect(oldest?.n).toBe(2);
  });
});
