import { randomBytes } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { connect, failureOf } from "./fixture.ts";

const DOWNLOAD = "files/download";

describe("a data set", () => {
  test("is every parquet file below a folder, named by its path", async () => {
    const { sync, put, texts } = await connect();
    await put("Data/Estonia_master.parquet.gzip", "e");
    await put("Data/Latvia/News.PARQ", "l");
    await put("Data/readme.txt", "r");
    await put("other.parquet", "o");
    const result = await sync.sync({ path: "data/" });
    expect(await texts(result)).toEqual({
      "Data/Estonia_master.parquet.gzip": "e",
      "Data/Latvia/News.PARQ": "l",
    });
    expect(result).toMatchObject({ changed: true, downloadedBytes: 2, unavailable: [] });
    expect(result.files[0]).toMatchObject({ pathLower: "/data/estonia_master.parquet.gzip", sizeBytes: 1 });
    expect(await texts(await sync.sync({ path: "/" }))).toHaveProperty(["other.parquet"], "o");
  });

  test("is one file, whatever it is called", async () => {
    const { sync, put, texts } = await connect();
    await put("Data/Estonia.bin", "e");
    await put("Data/Latvia.bin", "l");
    expect(await texts(await sync.sync({ path: "/data/estonia.BIN" }))).toEqual({ "Data/Estonia.bin": "e" });
    await put("Data/Estonia.bin", "e2");
    await put("Data/Latvia.bin", "l2");
    const next = await sync.sync({ path: "/data/estonia.BIN" });
    expect(await texts(next)).toEqual({ "Data/Estonia.bin": "e2" });
    expect(next.downloadedBytes).toBe(2);
  });

  test("is a glob", async () => {
    const { sync, put, texts } = await connect();
    await put("Data/Estonia_master.parquet.gzip", "e");
    await put("Data/Estonia_master.parquet", "x");
    await put("Data/2024/Latvia_master.parquet.gzip", "l");
    expect(await texts(await sync.sync({ path: "/data/*.gzip" }))).toEqual({
      "Data/Estonia_master.parquet.gzip": "e",
    });
    expect(await texts(await sync.sync({ path: "/data/20??/latvia*" }))).toEqual({
      "Data/2024/Latvia_master.parquet.gzip": "l",
    });
  });

  test("has files of which Dropbox tells no hash, fetched when they change", async () => {
    const { sync, put, texts, simulator } = await connect();
    await put("Estonia.parquet", "e");
    simulator.mark("/Estonia.parquet", "without-hash");
    expect(await texts(await sync.sync({ path: "" }))).toEqual({ "Estonia.parquet": "e" });
    expect(await sync.sync({ path: "" })).toMatchObject({ changed: false, downloadedBytes: 0 });
    await put("Estonia.parquet", "f");
    expect(await texts(await sync.sync({ path: "" }))).toEqual({ "Estonia.parquet": "f" });
  });

  test.each([
    ["forbidden", "Dropbox does not let this account read"],
    ["restricted", "its content is restricted"],
    ["locked", "is locked"],
    ["not-downloadable", "it is a document of Dropbox itself"],
  ] as const)("is had without a file that is %s, which is named with the reason", async (oddity, reason) => {
    const { sync, put, texts, simulator } = await connect();
    await put("Estonia.parquet", "e");
    await put("Latvia.parquet", "l");
    simulator.mark("/estonia.parquet", oddity);
    const result = await sync.sync({ path: "" });
    expect(await texts(result)).toEqual({ "Latvia.parquet": "l" });
    expect(result.unavailable).toMatchObject([
      { name: "Estonia.parquet", reason: expect.stringContaining(reason) },
    ]);
    simulator.mark("/estonia.parquet", undefined);
    expect(await texts(await sync.sync({ path: "" }))).toEqual({
      "Estonia.parquet": "e",
      "Latvia.parquet": "l",
    });
  });

  test("of an empty folder has no files", async () => {
    const { sync } = await connect();
    expect(await sync.sync({ path: "" })).toEqual({
      files: [],
      unavailable: [],
      changed: false,
      downloadedBytes: 0,
    });
  });

  test("that is not there is said to be missing", async () => {
    const { sync } = await connect();
    const failure = await failureOf(sync.sync({ path: "/Data" }));
    expect(failure.code).toBe("not-found");
    expect(failure.message).toContain("/Data is not in Dropbox");
    expect((await failureOf(sync.sync({ path: "/none/*.parquet" }))).code).toBe("not-found");
  });
});

describe("asking again", () => {
  test("costs nothing from files/download while nothing changed, over 20 syncs", async () => {
    const { sync, put, simulator, texts } = await connect();
    await put("data/a.parquet", randomBytes(300_000));
    await put("data/b.parquet", "b");
    const first = await sync.sync({ path: "/data" });
    simulator.traffic.reset();
    for (let count = 0; count < 20; count += 1) {
      const next = await sync.sync({ path: "/data" });
      expect(next).toEqual({ ...first, changed: false, downloadedBytes: 0 });
    }
    expect(simulator.traffic.of(DOWNLOAD)).toEqual({ requests: 0, bytesOut: 0, statuses: {} });
    expect(Object.keys(simulator.traffic.routes())).toEqual(["files/list_folder/continue"]);
    expect(simulator.traffic.of("files/list_folder/continue").requests).toBe(20);
    expect(Object.keys(await texts(first))).toHaveLength(2);
  });

  test("fetches only the file that changed", async () => {
    const { sync, put, texts, simulator } = await connect();
    await put("a.parquet", "a".repeat(1000));
    await put("b.parquet", "b");
    await sync.sync({ path: "" });
    await put("b.parquet", "b2");
    simulator.traffic.reset();
    const next = await sync.sync({ path: "" });
    expect(next).toMatchObject({ changed: true, downloadedBytes: 2 });
    expect(simulator.traffic.of(DOWNLOAD).bytesOut).toBe(2);
    expect(await texts(next)).toMatchObject({ "b.parquet": "b2" });
  });

  test("fetches nothing for a renamed or moved file", async () => {
    const { sync, put, texts, simulator, dropboxDirectory } = await connect();
    await put("old/a.parquet", "a");
    await sync.sync({ path: "" });
    simulator.traffic.reset();
    await rename(join(dropboxDirectory, "old"), join(dropboxDirectory, "new"));
    const moved = await sync.sync({ path: "" });
    expect(await texts(moved)).toEqual({ "new/a.parquet": "a" });
    await rename(join(dropboxDirectory, "new/a.parquet"), join(dropboxDirectory, "new/A2.parquet"));
    expect(await texts(await sync.sync({ path: "" }))).toEqual({ "new/A2.parquet": "a" });
    expect(simulator.traffic.of(DOWNLOAD).requests).toBe(0);
  });

  test("misses no deletion, of a file or of a folder", async () => {
    const { sync, put, texts, dropboxDirectory } = await connect();
    for (const name of ["a.parquet", "x/b.parquet", "x/y/c.parquet", "xa/d.parquet"]) await put(name, name);
    await sync.sync({ path: "" });
    await rm(join(dropboxDirectory, "a.parquet"));
    await rm(join(dropboxDirectory, "x"), { recursive: true });
    expect(await texts(await sync.sync({ path: "" }))).toEqual({ "xa/d.parquet": "xa/d.parquet" });
  });

  test("follows a file that became a folder, and back", async () => {
    const { sync, put, texts, dropboxDirectory } = await connect();
    const path = join(dropboxDirectory, "x.parquet");
    await put("x.parquet", "file");
    await sync.sync({ path: "" });
    await rm(path);
    await put("x.parquet/part-0.parquet", "part");
    expect(await texts(await sync.sync({ path: "" }))).toEqual({ "x.parquet/part-0.parquet": "part" });
    await rm(path, { recursive: true });
    await writeFile(path, "file again");
    expect(await texts(await sync.sync({ path: "" }))).toEqual({ "x.parquet": "file again" });
  });

  test("takes a conflicted copy for a file like any other", async () => {
    const { sync, put, texts } = await connect();
    await put("Estonia_master.parquet.gzip", "e");
    await put("Estonia_master (Ana's conflicted copy 2024-03-07).parquet.gzip", "e");
    const result = await sync.sync({ path: "/*.parquet.gzip" });
    expect(Object.values(await texts(result))).toEqual(["e", "e"]);
    // Twice the same bytes: fetched once.
    expect(result.downloadedBytes).toBe(1);
  });

  test("lists anew when the cursor is worth nothing any more, and fetches nothing for it", async () => {
    const { sync, put, texts, simulator } = await connect();
    await put("a.parquet", "a");
    await sync.sync({ path: "" });
    simulator.traffic.reset();
    simulator.faults.schedule({ kind: "reset-cursor" });
    const next = await sync.sync({ path: "" });
    expect(next).toMatchObject({ changed: false, downloadedBytes: 0 });
    expect(await texts(next)).toEqual({ "a.parquet": "a" });
    expect(simulator.traffic.of("files/list_folder").requests).toBe(1);
  });

  test("for another path lists anew, and fetches only what is not here", async () => {
    const { sync, put, texts } = await connect();
    await put("one/a.parquet", "a");
    await put("two/a.parquet", "a");
    await put("two/b.parquet", "b");
    await sync.sync({ path: "/one" });
    const two = await sync.sync({ path: "/two" });
    expect(await texts(two)).toEqual({ "two/a.parquet": "a", "two/b.parquet": "b" });
    expect(two.downloadedBytes).toBe(1);
  });

  test("for a folder that went away says so and keeps the last listing", async () => {
    const { sync, put, store, dropboxDirectory } = await connect();
    await put("data/a.parquet", "a");
    await sync.sync({ path: "/data" });
    await rm(join(dropboxDirectory, "data"), { recursive: true });
    expect((await failureOf(sync.sync({ path: "/data" }))).code).toBe("not-found");
    expect(await store.syncedFiles.list("slack:w1")).toHaveLength(1);
    await put("data/a.parquet", "a");
    expect((await sync.sync({ path: "/data" })).downloadedBytes).toBe(0);
  });

  test("keeps the country an admin set", async () => {
    const { sync, put, store } = await connect();
    await put("a.parquet", "a");
    await sync.sync({ path: "" });
    await store.syncedFiles.setCountry("slack:w1", "/a.parquet", "Latvia");
    await put("a.parquet", "a2");
    expect((await sync.sync({ path: "" })).files[0]?.country).toBe("Latvia");
  });

  test("fetches a file again that somebody deleted from the data directory", async () => {
    const { sync, put, dataDirectory, texts } = await connect();
    await put("a.parquet", "a");
    await sync.sync({ path: "" });
    await rm(join(dataDirectory, "files"), { recursive: true });
    const next = await sync.sync({ path: "" });
    expect(next).toMatchObject({ changed: false, downloadedBytes: 1 });
    expect(await texts(next)).toEqual({ "a.parquet": "a" });
  });
});

describe("while things go wrong", () => {
  test("one damaged file does not keep the others waiting, and is tried again", async () => {
    const { sync, put, simulator, texts, stored } = await connect();
    await put("a.parquet", "a".repeat(100));
    await put("b.parquet", "b");
    simulator.faults.schedule({ kind: "corrupt", times: 6 });
    const result = await sync.sync({ path: "" });
    expect(await texts(result)).toEqual({ "b.parquet": "b" });
    expect(result.unavailable).toEqual([
      {
        name: "a.parquet",
        contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        reason: "/a.parquet arrived damaged 6 times (its content hash did not match), so it was not used.",
      },
    ]);
    const next = await sync.sync({ path: "" });
    expect(await texts(next)).toEqual({ "a.parquet": "a".repeat(100), "b.parquet": "b" });
    expect(next.unavailable).toEqual([]);
    expect((await stored()).tmp).toEqual([]);
  });

  test("a failure leaves the last listing and its files, and what was fetched counts the next time", async () => {
    const { sync, put, simulator, store, stored } = await connect();
    await put("a.parquet", "a");
    await sync.sync({ path: "" });
    const before = await store.syncedFiles.list("slack:w1");
    const cursor = await sync.cursor();
    await put("a.parquet", "a2");
    await put("b.parquet", "b2");
    simulator.faults.schedule({ kind: "delay", delayMs: 0, route: DOWNLOAD });
    simulator.faults.schedule({ kind: "status", status: 500, route: DOWNLOAD, times: 5 });
    expect((await failureOf(sync.sync({ path: "" }))).code).toBe("dropbox");
    expect(await store.syncedFiles.list("slack:w1")).toEqual(before);
    expect(await sync.cursor()).toBe(cursor);
    expect(await stored()).toMatchObject({ files: { length: 2 }, tmp: [] });
    expect(await sync.sync({ path: "" })).toMatchObject({ changed: true, downloadedBytes: 2 });
  });

  test("a file that changes while it is fetched is taken as it is in the end", async () => {
    const { sync, put, simulator, texts } = await connect();
    await put("a.parquet", "before");
    simulator.faults.schedule({ kind: "delay", delayMs: 100, route: DOWNLOAD });
    const syncing = sync.sync({ path: "" });
    while (simulator.traffic.of(DOWNLOAD).requests === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await put("a.parquet", "after");
    const result = await syncing;
    expect(await texts(result)).toEqual({ "a.parquet": "after" });
    expect(result.unavailable).toEqual([]);
  });

  test("the signal ends it and nothing is left over", async () => {
    const { sync, put, store, stored } = await connect();
    await put("a.parquet", randomBytes(2_000_000));
    const ending = new AbortController();
    const failure = await failureOf(
      sync.sync({ path: "", signal: ending.signal, onProgress: () => ending.abort() }),
    );
    expect(failure.code).toBe("closing");
    expect(await store.syncedFiles.state("slack:w1")).toBeUndefined();
    expect(await stored()).toEqual({ files: [], tmp: [] });
  });

  test("a data directory that cannot be written says so", async () => {
    const { sync, put, dataDirectory } = await connect();
    await put("a.parquet", "a");
    await writeFile(join(dataDirectory, "files"), "in the way");
    const failure = await failureOf(sync.sync({ path: "" }));
    expect(failure.code).toBe("bad-configuration");
    expect(failure.message).not.toContain(dataDirectory);
  });

  test("two syncs at once agree", async () => {
    const { sync, syncOf, put, texts } = await connect();
    await put("a.parquet", "a");
    await sync.sync({ path: "" });
    await put("b.parquet", "b");
    const both = await Promise.all([sync.sync({ path: "" }), syncOf("slack:w1").sync({ path: "" })]);
    for (const result of both) expect(await texts(result)).toEqual({ "a.parquet": "a", "b.parquet": "b" });
  });
});

test("long work tells how far it is", async () => {
  const { sync, put, advance } = await connect();
  await put("a.parquet", "a");
  await put("b.parquet", randomBytes(1_500_000));
  const sentences: string[] = [];
  await sync.sync({
    path: "",
    onProgress(sentence) {
      sentences.push(sentence);
      advance(3_000);
    },
  });
  expect(sentences.slice(0, 2)).toEqual([
    "Fetching a.parquet (1 byte), 1 of 2.",
    "Fetching b.parquet (1.5 MB), 2 of 2.",
  ]);
});

describe("the stored files", () => {
  test("are shared by workspaces that read the same bytes", async () => {
    const { sync, syncOf, put, stored } = await connect();
    await put("a.parquet", "a");
    await sync.sync({ path: "" });
    expect((await syncOf("slack:w2").sync({ path: "" })).downloadedBytes).toBe(0);
    expect((await stored()).files).toHaveLength(1);
  });

  test("go only when nobody needs them", async () => {
    const { sync, put, dataFiles, store, stored } = await connect();
    await put("a.parquet", "a");
    await put("b.parquet", "b");
    await sync.sync({ path: "" });
    await put("b.parquet", "b2");
    await sync.sync({ path: "" });
    expect((await stored()).files).toHaveLength(3);
    const needed = (await store.syncedFiles.list("slack:w1")).map(({ contentHash }) => contentHash);
    expect(await dataFiles.cleanUp(new Set(needed))).toBe(1);
    expect((await stored()).files).toEqual(needed.toSorted());
  });

  test("stay while a sync is about to need them", async () => {
    const { put, sync, dataFiles, stored } = await connect();
    await put("a.parquet", "a");
    const [file] = (await sync.sync({ path: "" })).files;
    const release = dataFiles.hold(file?.contentHash ?? "");
    expect(await dataFiles.cleanUp(new Set())).toBe(0);
    release();
    release();
    expect(await dataFiles.cleanUp(new Set())).toBe(1);
    expect((await stored()).files).toEqual([]);
  });

  test("before the first sync are none", async () => {
    const { dataFiles } = await connect();
    expect(await dataFiles.cleanUp(new Set())).toBe(0);
  });
});

test("nothing but the files is left of a sync", async () => {
  const { sync, put, dataDirectory } = await connect();
  await mkdir(join(dataDirectory, "tmp"), { recursive: true });
  await put("a.parquet", "a");
  await sync.sync({ path: "" });
  expect(await readdir(join(dataDirectory, "tmp"))).toEqual([]);
});
