// Listings and their cursors, on every implementation of the store.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import type { Store } from "../../src/store/database.ts";
import type { ListedFile, ListingChange, SyncedFile } from "../../src/store/synced-files.ts";
import { implementations } from "./implementations.ts";
import { storeOfAllTests } from "./one-store.ts";

const NOW = Date.UTC(2024, 2, 5, 9);

function listed(path: string, rest: Partial<ListedFile> = {}): ListedFile {
  return {
    pathLower: path.toLowerCase(),
    pathDisplay: path,
    rev: "rev1",
    contentHash: "a".repeat(64),
    sizeBytes: 5_000_000_000,
    serverModifiedAt: NOW,
    ...rest,
  };
}

function synced(file: ListedFile, country: string | null = null): SyncedFile {
  return { ...file, country };
}

const estonia = listed("/Data/Estonia_master.parquet.gzip");
const latvia = listed("/Data/Latvia_master.parquet.gzip");
const sweden = listed("/Data_2/Sweden.parquet");

const changed = (file: ListedFile): ListingChange => ({ type: "file", file });
const deleted = (path: string): ListingChange => ({ type: "deleted", pathLower: path });

describe.each(implementations)("synced files on $name", ({ create }) => {
  let store: Store;
  storeOfAllTests({ create }, (opened) => {
    store = opened;
  });

  it("keep a listing with its cursor, each workspace its own", async () => {
    await store.syncedFiles.replace("slack:T1", [latvia, estonia], "cursor 1", NOW);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(estonia), synced(latvia)]);
    expect(await store.syncedFiles.state("slack:T1")).toEqual({
      cursor: "cursor 1",
      listedAt: NOW,
      checkedAt: NOW,
    });
    expect(await store.syncedFiles.list("slack:T3")).toEqual([]);
    expect(await store.syncedFiles.state("slack:T3")).toBeUndefined();
  });

  it("take changes in their order: a folder deleted and a file put back into it", async () => {
    await store.syncedFiles.replace("slack:T1", [estonia, latvia, sweden], "cursor 1", NOW);
    const newer = { ...estonia, rev: "rev2" };
    const changes = [changed(newer), deleted("/data"), changed(latvia)];
    expect(await store.syncedFiles.apply("slack:T1", "cursor 1", changes, "cursor 2", NOW + 5)).toBe(true);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(latvia), synced(sweden)]);
    expect(await store.syncedFiles.state("slack:T1")).toEqual({
      cursor: "cursor 2",
      listedAt: NOW + 5,
      checkedAt: NOW + 5,
    });
  });

  it("do nothing with changes that follow another cursor", async () => {
    await store.syncedFiles.replace("slack:T1", [estonia], "cursor 1", NOW);
    const changes = [deleted(estonia.pathLower)];
    expect(await store.syncedFiles.apply("slack:T1", "cursor 0", changes, "cursor 2", NOW + 5)).toBe(false);
    expect(await store.syncedFiles.apply("slack:T9", "cursor 1", changes, "cursor 2", NOW + 5)).toBe(false);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(estonia)]);
    expect(await store.syncedFiles.state("slack:T1")).toMatchObject({ cursor: "cursor 1", checkedAt: NOW });
  });

  it("apply the same changes once when two appliers meet", async () => {
    await store.syncedFiles.replace("slack:T1", [estonia], "cursor 1", NOW);
    const applied = await Promise.all(
      Array.from({ length: 10 }, () =>
        store.syncedFiles.apply("slack:T1", "cursor 1", [changed(latvia)], "cursor 2", NOW),
      ),
    );
    expect(applied.filter(Boolean)).toHaveLength(1);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(estonia), synced(latvia)]);
  });

  it("know when they were last found right without a change", async () => {
    await store.syncedFiles.replace("slack:T1", [estonia], "cursor 1", NOW);
    expect(await store.syncedFiles.apply("slack:T1", "cursor 1", [], "cursor 2", NOW + 9)).toBe(true);
    expect(await store.syncedFiles.state("slack:T1")).toEqual({
      cursor: "cursor 2",
      listedAt: NOW,
      checkedAt: NOW + 9,
    });
  });

  it("keep the country an admin set while the file stays", async () => {
    await store.syncedFiles.replace("slack:T1", [estonia, latvia], "cursor 1", NOW);
    expect(await store.syncedFiles.setCountry("slack:T1", estonia.pathLower, "Finland")).toBe(true);
    expect(await store.syncedFiles.setCountry("slack:T1", "/nothing", "Finland")).toBe(false);
    const newer = { ...estonia, rev: "rev2" };
    await store.syncedFiles.apply("slack:T1", "cursor 1", [changed(newer)], "cursor 2", NOW);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(newer, "Finland"), synced(latvia)]);
    await store.syncedFiles.replace("slack:T1", [estonia], "cursor 3", NOW);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(estonia, "Finland")]);
    await store.syncedFiles.setCountry("slack:T1", estonia.pathLower, null);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(estonia)]);
  });

  it("are forgotten with their cursor", async () => {
    await store.syncedFiles.replace("slack:T1", [estonia], "cursor 1", NOW);
    await store.syncedFiles.replace("slack:T2", [latvia], "cursor 1", NOW);
    await store.syncedFiles.forget("slack:T1");
    expect(await store.syncedFiles.list("slack:T1")).toEqual([]);
    expect(await store.syncedFiles.state("slack:T1")).toBeUndefined();
    expect(await store.syncedFiles.list("slack:T2")).toEqual([synced(latvia)]);
  });

  it("keep the old listing when a new one cannot be written", async () => {
    await store.syncedFiles.replace("slack:T1", [estonia], "cursor 1", NOW);
    const broken = listed("/Data/NUL\0.parquet");
    await expect(store.syncedFiles.replace("slack:T1", [latvia, broken], "cursor 2", NOW)).rejects.toThrow();
    const changes = [deleted(estonia.pathLower), changed(broken)];
    await expect(store.syncedFiles.apply("slack:T1", "cursor 1", changes, "cursor 2", NOW)).rejects.toThrow();
    expect(await store.syncedFiles.list("slack:T1")).toEqual([synced(estonia)]);
    expect(await store.syncedFiles.state("slack:T1")).toMatchObject({ cursor: "cursor 1" });
  });

  it("hold more files than one statement writes", async () => {
    const many = Array.from({ length: 9_000 }, (_, index) => listed(`/many/${index}.parquet`));
    await store.syncedFiles.replace("slack:T1", many, "cursor 1", NOW);
    expect(await store.syncedFiles.list("slack:T1")).toHaveLength(9_000);
    await store.syncedFiles.apply("slack:T1", "cursor 1", [deleted("/many")], "cursor 2", NOW);
    expect(await store.syncedFiles.list("slack:T1")).toEqual([]);
  });

  it("equal a plain map after any changes", async () => {
    const path = fc.constantFrom("/a", "/a/b", "/a/b/c", "/a/bc", "/a_b", "/A/B", "/ä/b", "/a%");
    const file = fc.record({ path, rev: fc.constantFrom("rev1", "rev2") });
    const change = fc.oneof(
      file.map(({ path, rev }) => changed(listed(path, { rev }))),
      path.map((deletedPath) => deleted(deletedPath.toLowerCase())),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(file), fc.array(change, { minLength: 1 }), async (start, changes) => {
        const expected = new Map<string, ListedFile>();
        for (const { path, rev } of start) expected.set(path.toLowerCase(), listed(path, { rev }));
        await store.syncedFiles.replace("slack:T1", [...expected.values()], "cursor 1", NOW);
        for (const next of changes) {
          if (next.type === "file") expected.set(next.file.pathLower, next.file);
          else {
            for (const known of [...expected.keys()]) {
              if (`${known}/`.startsWith(`${next.pathLower}/`)) expected.delete(known);
            }
          }
        }
        await store.syncedFiles.apply("slack:T1", "cursor 1", changes, "cursor 2", NOW);
        const found = await store.syncedFiles.list("slack:T1");
        expect(found).toEqual(
          [...expected.keys()].sort().map((key) => synced(expected.get(key) ?? listed("/missing"))),
        );
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 1_000 : 30 },
    );
  });
});
