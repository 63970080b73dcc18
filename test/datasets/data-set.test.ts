// The life of a data set: what serves, what waits for an admin, what is told, over a real store and real snapshots.

import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDataSet, type DataSet, type RefreshOutcome } from "../../src/datasets/data-set.ts";
import type { FileSource } from "../../src/datasets/file-source.ts";
import {
  type CatalogLease,
  createOpenSnapshots,
  type OpenSnapshots,
} from "../../src/datasets/open-snapshots.ts";
import { AppError } from "../../src/errors.ts";
import { createLogger } from "../../src/log.ts";
import type { RefusedFile } from "../../src/news/manifest.ts";
import type { SourceFile } from "../../src/news/snapshot.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import { type State, stateFile, writeStates } from "./news-files.ts";

const HOUR_MS = 3_600_000;
const START = Date.UTC(2024, 2, 8, 9);
const log = createLogger("silent");

let folder: string;
let snapshots: OpenSnapshots;
let store: Store;
let now: number;
let listed: readonly SourceFile[] | Error;
let unavailable: readonly RefusedFile[];
let outcomes: RefreshOutcome[];
let dataSet: DataSet;
let dataSets: DataSet[];
let tests = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rol-news-data-set-"));
  await mkdir(join(folder, "tmp"));
  await writeStates(folder);
  snapshots = createOpenSnapshots({ directory: join(folder, "snapshots"), clock: () => now, log });
});

afterAll(async () => {
  await snapshots.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  tests += 1;
  now = START;
  listed = [];
  unavailable = [];
  outcomes = [];
  dataSets = [];
  store = await openStore({ dataDirectory: join(folder, `state-${tests}`) });
  dataSet = startDataSet();
});

afterEach(async () => {
  for (const started of dataSets) await started.close();
  await store.close();
});

function startDataSet(opened = snapshots, kept = store): DataSet {
  const source: FileSource = {
    dataSet: "test",
    workspace: "slack:T1",
    description: "the files of a test",
    async files({ onProgress }) {
      onProgress("Looking for changes.");
      if (listed instanceof Error) throw listed;
      return { files: listed, unavailable };
    },
  };
  const started = createDataSet({
    source,
    snapshots: opened,
    records: kept.dataSets,
    tmpDirectory: join(folder, "tmp"),
    clock: () => now,
    log,
    onOutcome: (outcome) => outcomes.push(outcome),
  });
  dataSets.push(started);
  return started;
}

/** A file in one of its states. Another `content` makes it one that was never built. */
function fileIn(state: State, { name = "Estonia.parquet", content = "" } = {}): SourceFile {
  return { ...stateFile(folder, state), name, contentHash: `${state}${content}` };
}

/** The files as they are now, looked at by a refresh. */
async function refreshed(...files: readonly SourceFile[]): Promise<RefreshOutcome> {
  listed = files;
  return dataSet.refresh();
}

/** A lease on what serves. */
async function leaseOn(from = dataSet): Promise<CatalogLease> {
  return (await from.lookAtNews()).lease;
}

async function serving(from = dataSet): Promise<{ snapshot: string; articles: number }> {
  const lease = await leaseOn(from);
  const { id, articles } = lease.catalog.manifest;
  lease.release();
  return { snapshot: id, articles };
}

describe("a data set", () => {
  it("builds its first snapshot for the first answer, and keeps it", async () => {
    listed = [fileIn("whole")];
    expect(await serving()).toMatchObject({ articles: 12 });
    expect(outcomes).toEqual([{ type: "swapped", manifest: expect.objectContaining({ articles: 12 }) }]);
    const status = await dataSet.status();
    expect(status).toEqual({
      description: "the files of a test",
      manifest: expect.objectContaining({ articles: 12 }),
      refused: [],
      building: false,
    });
    expect(await refreshed(fileIn("whole"))).toEqual({ type: "unchanged", manifest: status.manifest });
    expect(outcomes).toHaveLength(1);
  });

  it("says what is wrong while there is nothing to serve, and heals by itself", async () => {
    listed = new AppError("no-data", "No parquet file is there.");
    await expect(leaseOn()).rejects.toThrow("No parquet file is there.");
    expect(await dataSet.status()).toEqual({
      description: "the files of a test",
      refused: [],
      problem: { sentence: "No parquet file is there.", since: START },
      building: false,
    });
    listed = [fileIn("whole")];
    expect(await serving()).toMatchObject({ articles: 12 });
    expect(await dataSet.status()).not.toHaveProperty("problem");
  });

  it("serves after a restart without reading a file", async () => {
    await refreshed(fileIn("whole"));
    const { snapshot } = await serving();
    now += HOUR_MS;
    const reopened = createOpenSnapshots({ directory: join(folder, "snapshots"), clock: () => now, log });
    const restarted = startDataSet(reopened);
    listed = [{ ...fileIn("whole"), path: join(folder, "not there") }];
    expect(await serving(restarted)).toEqual({ snapshot, articles: 12 });
    expect(await restarted.refresh()).toMatchObject({ type: "unchanged", manifest: { id: snapshot } });
    await reopened.close();
  });

  it("swaps when files change, while who asked before still reads what they had", async () => {
    await refreshed(fileIn("whole"));
    const before = await leaseOn();
    const outcome = await refreshed(fileIn("more"));
    expect(outcome).toEqual({
      type: "swapped",
      manifest: expect.objectContaining({ articles: 14 }),
      before: before.catalog.manifest,
    });
    const after = await leaseOn();
    expect(await before.catalog.article("a-13")).toBeUndefined();
    expect(await after.catalog.article("a-13")).toMatchObject({ article: { title: "Report 13 of a" } });
    before.release();
    after.release();
  });

  it("is brought up to date once for all who want it at the same time", async () => {
    listed = [fileIn("whole", { content: " for all" })];
    const heard: string[][] = [[], [], []];
    const all = heard.map((sentences) => dataSet.refresh({ onProgress: (said) => sentences.push(said) }));
    expect((await dataSet.status()).building).toBe(true);
    const lease = await leaseOn();
    lease.release();
    const [first, ...others] = await Promise.all(all);
    for (const outcome of others) expect(outcome).toBe(first);
    expect(outcomes).toHaveLength(1);
    expect(heard[0]).toEqual(["Looking for changes.", "Reading Estonia.parquet, 1 of 1."]);
    expect(heard[2]).toEqual(["Reading Estonia.parquet, 1 of 1."]);
    expect((await dataSet.status()).building).toBe(false);
  });

  it("ends a build when it is closed, leaves nothing behind and calls it no problem", async () => {
    listed = [fileIn("whole", { content: " never finished" })];
    const begun = new Promise<void>((resolve) => {
      void dataSet.refresh({ onProgress: (said) => said.startsWith("Reading") && resolve() });
    });
    await begun;
    const refresh = dataSet.refresh();
    await dataSet.close();
    expect(await refresh).toMatchObject({ type: "failed", error: { code: "closing" } });
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
    expect((await store.dataSets.get("test"))?.problem ?? null).toBeNull();
    expect(outcomes).toEqual([]);
  });

  it("makes a snapshot anew that was damaged on the disk", async () => {
    await refreshed(fileIn("whole", { content: " damaged" }));
    const { snapshot } = await serving();
    const reopened = createOpenSnapshots({ directory: join(folder, "snapshots"), clock: () => now, log });
    await writeFile(join(reopened.directoryOf(snapshot), "catalog.duckdb"), "no database");
    const restarted = startDataSet(reopened);
    expect(await serving(restarted)).toEqual({ snapshot, articles: 12 });
    await reopened.close();
  });
});

describe("trouble with files", () => {
  it("keeps the last good news serving and is told once", async () => {
    await refreshed(fileIn("whole"));
    now += HOUR_MS;
    const failed = await refreshed(fileIn("webPage"));
    expect(failed).toMatchObject({ type: "failed", error: { code: "file-refused" } });
    expect(await readdir(join(folder, "tmp"))).toEqual([]);
    for (const later of [1, 2]) {
      now += later * HOUR_MS;
      await dataSet.refresh();
    }
    expect(await serving()).toMatchObject({ articles: 12 });
    const { problem } = await dataSet.status();
    expect(problem).toEqual({ sentence: expect.stringContaining("Estonia.parquet"), since: START + HOUR_MS });
    expect(outcomes.map(({ type }) => type)).toEqual(["swapped", "failed"]);
  });

  it("is told again when it is another trouble", async () => {
    await refreshed(fileIn("whole"));
    for (const sentence of ["Dropbox does not answer.", "Dropbox is out of order."]) {
      now += HOUR_MS;
      listed = new AppError("dropbox", sentence);
      await dataSet.refresh();
    }
    expect(await dataSet.status()).toMatchObject({
      problem: { sentence: "Dropbox is out of order.", since: START + 2 * HOUR_MS },
    });
    expect(outcomes.map(({ type }) => type)).toEqual(["swapped", "failed", "failed"]);
  });

  it("is over when the files are as they were, or better", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("webPage"));
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "unchanged" });
    expect(await dataSet.status()).not.toHaveProperty("problem");
    await refreshed(fileIn("webPage"));
    expect(await refreshed(fileIn("more"))).toMatchObject({ type: "swapped" });
    expect(await dataSet.status()).not.toHaveProperty("problem");
  });

  it("of our own making is told without its details", async () => {
    listed = new TypeError("cannot read properties of undefined");
    expect(await dataSet.refresh()).toMatchObject({ type: "failed", error: { code: "internal" } });
    expect((await dataSet.status()).problem?.sentence).toBe(
      "The news could not be brought up to date. The reason is in the log.",
    );
  });

  it("does not read the same broken files again for every question", async () => {
    const heard: string[] = [];
    const ask = () => dataSet.refresh({ onProgress: (said) => heard.push(said) });
    listed = [fileIn("webPage")];
    await ask();
    const reading = heard.filter((said) => said.startsWith("Reading")).length;
    await ask();
    await expect(leaseOn()).rejects.toThrow("Estonia.parquet");
    expect(heard.filter((said) => said.startsWith("Reading"))).toHaveLength(reading);
  });

  it("in one file of several leaves it out, and says which", async () => {
    await refreshed(fileIn("whole"), fileIn("webPage", { name: "Latvia.parquet" }));
    expect(await serving()).toMatchObject({ articles: 12 });
    expect((await dataSet.status()).refused).toEqual([
      { name: "Latvia.parquet", contentHash: "webPage", reason: expect.stringContaining("Latvia.parquet") },
    ]);
    expect(await dataSet.status()).not.toHaveProperty("held");
  });
});

describe("a drastic loss", () => {
  const held = { snapshot: expect.any(String), reason: "Estonia.parquet went from 12 to 5 articles." };

  it("holds the new news back, and admins are told once", async () => {
    await refreshed(fileIn("whole"));
    expect(await refreshed(fileIn("halved"))).toEqual({ type: "held", held });
    expect(await dataSet.refresh()).toEqual({ type: "held", held });
    expect(await serving()).toMatchObject({ articles: 12 });
    expect((await dataSet.status()).held).toEqual(held);
    expect(outcomes.map(({ type }) => type)).toEqual(["swapped", "held"]);
  });

  it("is a file that was read before and cannot be any more", async () => {
    const latvia = { name: "Latvia.parquet" };
    await refreshed(fileIn("whole"), fileIn("more", latvia));
    const outcome = await refreshed(fileIn("whole"), fileIn("webPage", latvia));
    expect(outcome).toMatchObject({
      type: "held",
      held: { reason: expect.stringContaining("Latvia.parquet") },
    });
    expect((await dataSet.status()).refused).toHaveLength(1);
  });

  it("is a file that is there and could not be fetched", async () => {
    const latvia = {
      name: "Latvia.parquet",
      contentHash: "new",
      reason: "Latvia.parquet could not be fetched.",
    };
    await refreshed(fileIn("whole"), fileIn("more", { name: latvia.name }));
    unavailable = [latvia];
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "held", held: { reason: latvia.reason } });
    expect((await dataSet.status()).refused).toEqual([latvia]);
  });

  it("serves when an admin says so, and is then no loss any more", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await dataSet.answerHold("use-it")).toMatchObject({
      type: "swapped",
      manifest: { articles: 5 },
      before: { articles: 12 },
    });
    expect(await serving()).toMatchObject({ articles: 5 });
    expect(await refreshed(fileIn("halved"))).toMatchObject({ type: "unchanged" });
    expect(await dataSet.status()).not.toHaveProperty("held");
  });

  it("is not asked about again when an admin keeps the old news, until the files change", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await dataSet.answerHold("keep-old")).toMatchObject({
      type: "unchanged",
      manifest: { articles: 12 },
    });
    expect(await dataSet.status()).not.toHaveProperty("held");
    expect(await refreshed(fileIn("halved"))).toMatchObject({
      type: "unchanged",
      manifest: { articles: 12 },
    });
    expect(await serving(startDataSet())).toMatchObject({ articles: 12 });

    expect(await refreshed(fileIn("quartered"))).toMatchObject({ type: "held" });
    expect(await refreshed(fileIn("more"))).toMatchObject({ type: "swapped", manifest: { articles: 14 } });
    expect(await dataSet.status()).not.toHaveProperty("held");
  });

  it("is forgotten when the files come back", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "unchanged" });
    expect(await dataSet.status()).not.toHaveProperty("held");
    for (const answer of ["use-it", "keep-old"] as const)
      await expect(dataSet.answerHold(answer)).rejects.toMatchObject({
        code: "not-found",
        message: "No news is held back: what you see is the newest that could be read.",
      });
  });

  it("that was declined comes back without what was wrong or held meanwhile", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    await dataSet.answerHold("keep-old");
    await refreshed(fileIn("quartered"));
    listed = new AppError("network", "Dropbox does not answer.");
    await dataSet.refresh();
    expect(await refreshed(fileIn("halved"))).toMatchObject({
      type: "unchanged",
      manifest: { articles: 12 },
    });
    const status = await dataSet.status();
    expect(status).not.toHaveProperty("problem");
    expect(status).not.toHaveProperty("held");
  });
});

describe("an article dated ahead of the clock", () => {
  const undated = async () => (await dataSet.status()).manifest?.undated;
  const TEN = Date.UTC(2024, 2, 9, 10);

  it("gets its date as soon as that is at most a day ahead", async () => {
    await refreshed(fileIn("ahead"));
    expect(await undated()).toBe(2);
    now = TEN + 15 * 60_000;
    expect(await dataSet.refresh()).toMatchObject({ type: "swapped" });
    expect(await undated()).toBe(1);
    now = TEN + 25 * 60_000;
    expect(await dataSet.refresh()).toMatchObject({ type: "swapped" });
    expect(await undated()).toBe(0);
    now += 24 * HOUR_MS;
    expect(await dataSet.refresh()).toMatchObject({ type: "unchanged" });
  });

  it("takes nothing away from who asks while the files cannot be read", async () => {
    await refreshed(fileIn("ahead"));
    now = TEN + 15 * 60_000;
    listed = new AppError("network", "Dropbox does not answer.");
    expect(await serving()).toMatchObject({ articles: 14 });
    expect(await dataSet.status()).toMatchObject({ problem: { sentence: "Dropbox does not answer." } });
  });

  it("hides no loss", async () => {
    await refreshed(fileIn("ahead"));
    now = TEN + 15 * 60_000;
    expect(await refreshed(fileIn("halved"))).toMatchObject({ type: "held" });
  });
});

describe("beside the process that holds the state", () => {
  it("reads what serves, and a refresh without news writes nothing", async () => {
    await refreshed(fileIn("whole"));
    const readOnly = await openStore({ dataDirectory: join(folder, `state-${tests}`) }, { readOnly: true });
    const reader = startDataSet(snapshots, readOnly);
    expect(await serving(reader)).toMatchObject({ articles: 12 });
    expect(await reader.refresh()).toMatchObject({ type: "unchanged" });
    await reader.close();
    await readOnly.close();
  });
});
