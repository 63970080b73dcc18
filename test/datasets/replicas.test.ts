// One data set in two processes with data directories of their own, over one store: what one brought up to date the other serves,
// too, as the same snapshot, and nobody hears of it twice.

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { DataSet } from "../../src/datasets/data-set.ts";
import { createOpenSnapshots } from "../../src/datasets/open-snapshots.ts";
import { AppError } from "../../src/errors.ts";
import { leasesOver } from "../store/leases-over.ts";
import { dataSetBench, log } from "./data-set-bench.ts";

const bench = dataSetBench();
const MINUTE_MS = 60_000;

let replicas = 0;

/** Two processes; the second one has a folder of its own. */
function twoReplicas(): { readonly one: DataSet; readonly other: DataSet; readonly held: Set<string> } {
  replicas += 1;
  const held = new Set<string>();
  const directory = join(bench.folder, `replica-${replicas}`);
  const elsewhere = createOpenSnapshots({ directory, clock: () => bench.now, log });
  onTestFinished(() => elsewhere.close());
  return {
    one: bench.startDataSet(undefined, undefined, { leases: leasesOver(held) }),
    other: bench.startDataSet(elsewhere, undefined, { leases: leasesOver(held) }),
    held,
  };
}

test("the other one serves what one brought in, after what served before, and the record stays as it is", async () => {
  const { one, other } = twoReplicas();
  bench.listed = [bench.fileIn("whole")];
  await Promise.all([one.refresh(), other.refresh()]);
  const before = await bench.serving(one);
  expect(await bench.serving(other)).toEqual(before);
  bench.now += MINUTE_MS;
  bench.listed = [bench.fileIn("whole", { content: "again" })];
  expect(await one.refresh()).toMatchObject({ type: "swapped" });
  const record = await bench.store.dataSets.get("test");
  const meanwhile = await other.look();
  expect(meanwhile.status).toMatchObject({ isBehind: true, manifest: { id: before.snapshot } });
  meanwhile.lease?.release();
  const newest = await other.lookAtNews(undefined, { newest: true });
  expect(newest.lease.catalog.manifest.id).toBe(record?.snapshot);
  expect(newest.status.isBehind).toBeUndefined();
  newest.lease.release();
  expect(await bench.store.dataSets.get("test")).toEqual(record);
  // One change for each swap of one's.
  expect(await bench.store.dataChanges.newest("test")).toBe(2);
});

test("what another one built under its clock has one name, however often both look", async () => {
  const { one, other } = twoReplicas();
  bench.listed = [bench.fileIn("whole", { content: "clock" })];
  await one.refresh();
  const { snapshot } = await bench.serving(one);
  // As one that is valid for another stretch of time is named.
  const renamed = `${snapshot}-${bench.now}`;
  const record = await bench.store.dataSets.get("test");
  if (record === undefined) throw new Error("Nothing serves.");
  await bench.store.dataSets.save({ ...record, snapshot: renamed });
  for (const replica of [other, one, other, one]) {
    bench.now += MINUTE_MS;
    await replica.catchUp();
    expect(await bench.store.dataSets.get("test")).toMatchObject({ snapshot: renamed });
  }
  expect((await bench.serving(other)).snapshot).toBe(renamed);
});

test("while one brings files in the other waits and says so, and nobody hears of a hold twice", async () => {
  const { one, other, held } = twoReplicas();
  bench.listed = [bench.fileIn("whole", { content: "hold" })];
  await one.refresh();
  await other.catchUp();
  bench.listed = [bench.fileIn("webPage")];
  held.add("news of test");
  const heard: string[] = [];
  const waiting = other.refresh({
    onProgress: (sentence) => {
      // Whoever had it lets go.
      if (heard.push(sentence) === 1) held.delete("news of test");
    },
  });
  await Promise.all([waiting, one.refresh()]);
  expect(heard[0]).toBe("Another copy of the bot is bringing the files in.");
  const told = bench.outcomes.filter((news) => "newlyHeld" in news && news.newlyHeld.length > 0);
  expect(told).toHaveLength(1);
});

test("when files cannot be had by anybody that is told once, and so is that they can be had again", async () => {
  const { one, other } = twoReplicas();
  bench.listed = [bench.fileIn("whole", { content: "trouble" })];
  await one.refresh();
  await other.catchUp();
  const before = bench.outcomes.length;
  const both = () => Promise.all([one.refresh(), other.refresh()]);
  bench.listed = new AppError("network", "Dropbox cannot be reached.", { retryable: true });
  await both();
  await both();
  bench.listed = [bench.fileIn("whole", { content: "trouble" })];
  await both();
  expect(bench.outcomes.slice(before).map(({ type }) => type)).toEqual(["failed", "recovered"]);
});
