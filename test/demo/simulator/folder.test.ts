// The folder under the simulator: what it remembers, and files that are being written.

import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isSurelyUnchanged } from "../../../demo/simulator/disk.ts";
import { openFolder } from "../../../demo/simulator/folder.ts";

async function temporaryFolder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "rol-folder-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

test("deletions are remembered up to a bound; who missed more is told to begin anew", async () => {
  const directory = await temporaryFolder();
  for (const name of ["a", "b", "c"]) await writeFile(join(directory, name), name);
  const folder = await openFolder(directory, { rememberedDeletions: 2 });
  const before = folder.latest();
  for (const name of ["a", "b"]) await rm(join(directory, name));
  await folder.refresh();
  expect(folder.oldest()).toBe(0);
  await rm(join(directory, "c"));
  await folder.refresh();
  expect(folder.oldest()).toBeGreaterThan(before);
  expect(folder.changesAfter(folder.oldest()).map(({ change }) => change.key)).toEqual(["/b", "/c"]);
});

test("settle leaves a file alone that was written just now, refresh takes it as it is", async () => {
  const directory = await temporaryFolder();
  const folder = await openFolder(directory, { settleMs: 3_600_000 });
  await writeFile(join(directory, "growing.csv"), "half");
  await folder.settle();
  expect(folder.entries()).toEqual([]);
  await folder.refresh();
  await writeFile(join(directory, "growing.csv"), "half and half");
  await folder.settle();
  expect(folder.at("/growing.csv")).toMatchObject({ sizeBytes: 4 });
  await folder.refresh();
  expect(folder.at("/growing.csv")).toMatchObject({ sizeBytes: 13 });
});

test("settle takes a file once it holds still", async () => {
  const directory = await temporaryFolder();
  const folder = await openFolder(directory);
  await writeFile(join(directory, "a.csv"), "one");
  await expect.poll(() => folder.settle().then(() => folder.at("/a.csv")?.kind)).toBe("file");
});

test("a revision that is gone is not read", async () => {
  const directory = await temporaryFolder();
  await writeFile(join(directory, "a.csv"), "one");
  const folder = await openFolder(directory);
  const file = folder.at("/a.csv");
  if (file?.kind !== "file") throw new Error("no file");
  expect((await folder.read(file))?.toString()).toBe("one");
  await writeFile(join(directory, "a.csv"), "two");
  expect(await folder.read(file)).toBeUndefined();
});

test("a folder that became a link leads nowhere, even to the same bytes", async () => {
  const directory = await temporaryFolder();
  const outside = await temporaryFolder();
  for (const place of [join(directory, "data"), outside]) {
    await mkdir(place, { recursive: true });
    await writeFile(join(place, "a.csv"), "same");
  }
  const folder = await openFolder(directory);
  const file = folder.at("/data/a.csv");
  if (file?.kind !== "file") throw new Error("no file");
  await rm(join(directory, "data"), { recursive: true });
  await symlink(outside, join(directory, "data"));
  expect(await folder.read(file)).toBeUndefined();
});

test("times are trusted only when they are older than a step of the file system", () => {
  const state = { inode: 1n, stamp: "same", modifiedMs: 0, changedMs: 1000, askedAtMs: 1010 };
  expect(isSurelyUnchanged(state, state)).toBe(false);
  expect(isSurelyUnchanged({ ...state, askedAtMs: 2000 }, state)).toBe(true);
  expect(isSurelyUnchanged({ ...state, askedAtMs: 2000 }, { ...state, stamp: "other" })).toBe(false);
});
