// Changes as the real service words them, which the simulator cannot all make: one deletion for a whole folder.

import { expect, onTestFinished, test } from "vitest";
import type { Entry, FileEntry } from "../../src/dropbox/entries.ts";
import { createListings } from "../../src/dropbox/listing.ts";
import { openStore } from "../../src/store/database.ts";
import { temporaryFolder } from "./fixture.ts";

function file(pathDisplay: string, rev = "1"): FileEntry {
  return {
    type: "file",
    pathDisplay,
    pathLower: pathDisplay.toLowerCase(),
    rev,
    sizeBytes: 1,
    contentHash: rev.padEnd(64, "0"),
    serverModifiedAt: 1,
  };
}

/** Listings over a first page and then these changes, one group an answer. */
async function scripted(first: readonly Entry[], ...changes: (readonly Entry[])[]) {
  const store = await openStore({ dataDirectory: await temporaryFolder() });
  onTestFinished(() => store.close());
  let answered = 0;
  const listings = createListings({
    client: {
      listFolder: async () => ({ entries: first, cursor: "0" }),
      async listChanges(cursor) {
        expect(cursor).toBe(String(answered));
        answered += 1;
        return { entries: changes[answered - 1] ?? [], cursor: String(answered) };
      },
    },
    syncedFiles: store.syncedFiles,
    workspace: "slack:w1",
    owner: "ana",
  });
  /** Paths after the next answer, which is stored. */
  async function next(path = ""): Promise<string[]> {
    const listing = await listings.next(path, undefined);
    expect(await listing.save(1)).toBe(true);
    const paths = listing.files.map(({ pathDisplay }) => pathDisplay);
    expect((await store.syncedFiles.list("slack:w1")).map(({ pathDisplay }) => pathDisplay)).toEqual(paths);
    return paths;
  }
  return { listings, next, store };
}

test("a deleted folder takes with it what is below, and nothing that only begins alike", async () => {
  const { next } = await scripted(
    [file("/Data/a.parquet"), file("/Data/x/b.parquet"), file("/data2.parquet")],
    [{ type: "deleted", pathLower: "/data" }],
  );
  expect(await next()).toHaveLength(3);
  expect(await next()).toEqual(["/data2.parquet"]);
});

test("a file where a folder was replaces all of it", async () => {
  const { next } = await scripted([file("/x.parquet/part.parquet")], [file("/x.parquet")]);
  await next();
  expect(await next()).toEqual(["/x.parquet"]);
});

test("a folder where a file was replaces it; told of again it keeps what is in it", async () => {
  const { next } = await scripted(
    [file("/x.parquet"), file("/d/y.parquet")],
    [
      { type: "folder", pathLower: "/x.parquet" },
      { type: "folder", pathLower: "/d" },
      file("/x.parquet/part.parquet"),
    ],
  );
  await next();
  expect(await next()).toEqual(["/d/y.parquet", "/x.parquet/part.parquet"]);
});

test("changes count in their order", async () => {
  const { next } = await scripted(
    [file("/a.parquet")],
    [
      { type: "deleted", pathLower: "/a.parquet" },
      file("/A.parquet", "2"),
      file("/b.parquet"),
      {
        type: "deleted",
        pathLower: "/b.parquet",
      },
    ],
  );
  await next();
  expect(await next()).toEqual(["/A.parquet"]);
});

test("a file of which Dropbox tells no hash is listed all the same: whether it can be had, its download tells", async () => {
  const { next } = await scripted([{ ...file("/a.parquet"), contentHash: undefined }]);
  expect(await next()).toEqual(["/a.parquet"]);
});

test("a listing is stored only onto the one it continues", async () => {
  const { listings, next } = await scripted([file("/a.parquet")], [file("/b.parquet")], [file("/c.parquet")]);
  await next();
  const slow = await listings.next("", undefined);
  expect(await slow.save(1)).toBe(true);
  expect(await slow.save(1)).toBe(false);
});

test("a listing of another account's Dropbox leads to a new one", async () => {
  const { next, store } = await scripted([file("/a.parquet")], [file("/b.parquet")]);
  await next();
  const { cursor = "" } = (await store.syncedFiles.state("slack:w1")) ?? {};
  const others = JSON.stringify({ ...JSON.parse(cursor), owner: "ben" });
  await store.syncedFiles.replace("slack:w1", [], others, 1);
  expect(await next()).toEqual(["/a.parquet"]);
});

test("a stored cursor that is none of ours leads to a new listing", async () => {
  const { next, store } = await scripted([file("/a.parquet")]);
  await store.syncedFiles.replace("slack:w1", [], "something else", 1);
  expect(await next()).toEqual(["/a.parquet"]);
});

test("a folder with more files than any data set has is refused with their number", async () => {
  const { listings } = await scripted(
    Array.from({ length: 5_001 }, (_, index) => file(`/${String(index)}.parquet`)),
  );
  await expect(listings.next("", undefined)).rejects.toMatchObject({
    code: "bad-input",
    message: expect.stringContaining("5,001 parquet files, and 5,000 is the most"),
  });
});
