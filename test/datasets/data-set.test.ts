// The life of a data set: what serves, what is told, over a real store and real snapshots.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDataSet } from "../../src/datasets/data-set.ts";
import { type FileSource, replacedError } from "../../src/datasets/file-source.ts";
import { createOpenSnapshots } from "../../src/datasets/open-snapshots.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { AppError } from "../../src/errors.ts";
import { CARDS_FILE } from "../../src/news/index/cards.ts";
import { INDEX_FILE } from "../../src/news/index/file.ts";
import { openStore } from "../../src/store/database.ts";
import { withSessionState } from "../../src/store/session-state.ts";
import { buildInProcess } from "../news/build-here.ts";
import { leftovers } from "../news/parquet.ts";
import { dataSetBench, log, START } from "./data-set-bench.ts";

const HOUR_MS = 3_600_000;
const NOTHING_HELD = { held: [], newlyHeld: [], refused: [] };
const bench = dataSetBench();
const { startDataSet, fileIn, refreshed, leaseOn, serving } = bench;

describe("a data set", () => {
  it("builds its first snapshot for the first answer, and keeps it", async () => {
    bench.listed = [fileIn("whole")];
    expect(await serving()).toMatchObject({ articles: 12 });
    expect(bench.outcomes).toEqual([
      { ...NOTHING_HELD, type: "swapped", manifest: expect.objectContaining({ articles: 12 }) },
    ]);
    const status = await bench.dataSet.status();
    expect(status).toEqual({
      description: "the files of a test",
      manifest: expect.objectContaining({ articles: 12 }),
      refused: [],
      held: [],
      building: false,
    });
    expect(await refreshed(fileIn("whole"))).toEqual({
      ...NOTHING_HELD,
      type: "unchanged",
      manifest: status.manifest,
    });
    expect(bench.outcomes).toHaveLength(1);
  });

  it("says what is wrong while there is nothing to serve, and heals by itself", async () => {
    bench.listed = new AppError("no-data", "No parquet file is there.");
    await expect(leaseOn()).rejects.toThrow("No parquet file is there.");
    expect(await bench.dataSet.status()).toEqual({
      description: "the files of a test",
      refused: [],
      held: [],
      problem: { sentence: "No parquet file is there.", since: START },
      building: false,
    });
    bench.listed = [fileIn("whole")];
    expect(await serving()).toMatchObject({ articles: 12 });
    expect(await bench.dataSet.status()).not.toHaveProperty("problem");
  });

  it("serves after a restart without reading a file", async () => {
    await refreshed(fileIn("whole"));
    const { snapshot } = await serving();
    bench.now += HOUR_MS;
    const reopened = createOpenSnapshots({
      directory: join(bench.folder, "snapshots"),
      clock: () => bench.now,
      log,
    });
    const restarted = startDataSet(reopened);
    bench.listed = [{ ...fileIn("whole"), path: join(bench.folder, "not there") }];
    expect(await serving(restarted)).toEqual({ snapshot, articles: 12 });
    expect(await restarted.refresh()).toMatchObject({ type: "unchanged", manifest: { id: snapshot } });
    await reopened.close();
  });

  it("swaps when files change, while who asked before still reads what they had", async () => {
    await refreshed(fileIn("whole"));
    const before = await leaseOn();
    const outcome = await refreshed(fileIn("more"));
    expect(outcome).toEqual({
      ...NOTHING_HELD,
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
    bench.listed = [fileIn("whole", { content: " for all" })];
    const heard: string[][] = [[], [], []];
    const all = heard.map((sentences) =>
      bench.dataSet.refresh({ onProgress: (said) => sentences.push(said) }),
    );
    expect((await bench.dataSet.status()).building).toBe(true);
    const lease = await leaseOn();
    lease.release();
    const [first, ...others] = await Promise.all(all);
    for (const outcome of others) expect(outcome).toBe(first);
    expect(bench.outcomes).toHaveLength(1);
    expect(heard[0]).toEqual(["Looking for changes.", "Reading Estonia.parquet, 1 of 1."]);
    expect(heard[2]).toEqual(heard[0]);
    expect((await bench.dataSet.status()).building).toBe(false);
  });

  it.each(["before they are built", "when they are to serve"])(
    "begins anew with others that are to be read by now, noticed %s",
    async (when) => {
      const replaced = new AbortController();
      const looks = [fileIn("whole", { content: when }), fileIn("more", { content: when })];
      const source: FileSource = {
        dataSet: `replaced ${when}`,
        workspace: "slack:T1",
        description: "the files of a test",
        async files() {
          const [file] = looks.splice(0, 1);
          if (file === undefined) throw new Error("looked at too often");
          if (looks.length === 0) return { files: [file], unavailable: [] };
          if (when === "before they are built") replaced.abort();
          const whileCurrent = () => Promise.reject(replacedError());
          return { files: [file], unavailable: [], replaced: replaced.signal, whileCurrent };
        },
      };
      const dataSet = createDataSet({
        source,
        snapshots: bench.snapshots,
        records: bench.store.dataSets,
        dataFiles: createDataFiles({
          filesDirectory: join(bench.stateFolder, "files"),
          tmpDirectory: join(bench.folder, "tmp"),
        }),
        tmpDirectory: join(bench.folder, "tmp"),
        build: buildInProcess,
        clock: () => bench.now,
        log,
        onOutcome: (outcome) => bench.outcomes.push(outcome),
      });
      const outcomes = await Promise.all([dataSet.refresh(), dataSet.refresh()]);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ manifest: { articles: 14 } });
      expect(bench.outcomes.map(({ type }) => type)).toEqual(["swapped"]);
      await dataSet.close();
    },
  );

  it("ends a build when it is closed, leaves nothing behind and calls it no problem", async () => {
    bench.dataSet = startDataSet(bench.snapshots, bench.store, { inProcess: false });
    bench.listed = [fileIn("whole", { content: " never finished" })];
    const begun = new Promise<void>((resolve) => {
      void bench.dataSet.refresh({ onProgress: (said) => said.startsWith("Reading") && resolve() });
    });
    await begun;
    const refresh = bench.dataSet.refresh();
    await bench.dataSet.close();
    expect(await refresh).toMatchObject({ type: "failed", error: { code: "closing" } });
    expect(await leftovers(bench.folder)).toEqual([]);
    expect((await bench.store.dataSets.get("test"))?.problem ?? null).toBeNull();
    expect(bench.outcomes).toEqual([]);
  });

  it.each(["catalog.duckdb", INDEX_FILE, CARDS_FILE])(
    "makes a snapshot anew of which %s was damaged on the disk",
    async (file) => {
      await refreshed(fileIn("whole", { content: " damaged" }));
      const { snapshot } = await serving();
      const reopened = createOpenSnapshots({
        directory: join(bench.folder, "snapshots"),
        clock: () => bench.now,
        log,
      });
      await writeFile(join(reopened.directoryOf(snapshot), file), "no database and no index");
      const restarted = startDataSet(reopened);
      expect(await serving(restarted)).toEqual({ snapshot, articles: 12 });
      await reopened.close();
    },
  );

  it("makes a snapshot anew in which damage is found while it serves", async () => {
    await refreshed(fileIn("whole", { content: " found damaged" }));
    const { snapshot } = await serving();
    const path = join(bench.folder, "snapshots", snapshot, CARDS_FILE);
    const cards = await readFile(path);
    await writeFile(
      path,
      cards.map((byte) => byte ^ 1),
    );
    const lease = await leaseOn();
    const all = { filter: {}, period: {}, limit: 10, offset: 0 };
    await expect(lease.catalog.latest(all)).rejects.toMatchObject({ code: "build-failed" });
    lease.release();
    expect(await serving()).toEqual({ snapshot, articles: 12 });
    expect(await readFile(path)).toEqual(cards);
  });
});

describe("trouble with files", () => {
  it("keeps the last good news serving and is told once", async () => {
    await refreshed(fileIn("whole"));
    bench.now += HOUR_MS;
    const refusal = new AppError("network", "Dropbox does not answer.");
    bench.listed = refusal;
    expect(await bench.dataSet.refresh()).toEqual({ type: "failed", error: refusal });
    for (const later of [1, 2]) {
      bench.now += later * HOUR_MS;
      await bench.dataSet.refresh();
    }
    expect(await serving()).toMatchObject({ articles: 12 });
    const { problem } = await bench.dataSet.status();
    expect(problem).toEqual({ sentence: refusal.message, since: START + HOUR_MS });
    expect(bench.outcomes.map(({ type }) => type)).toEqual(["swapped", "failed"]);
  });

  it("is told once a kind, however it is worded and whatever comes in between, and its end once", async () => {
    await refreshed(fileIn("whole"));
    const outage = (sentence: string) => new AppError("dropbox", sentence, { trouble: "outage" });
    const gone = new AppError("not-found", "/news is gone.");
    for (const trouble of [outage("No answer."), outage("Error 503."), gone, outage("No answer."), gone]) {
      bench.now += HOUR_MS;
      bench.listed = trouble;
      await bench.dataSet.refresh();
    }
    expect((await bench.dataSet.status()).problem).toEqual({
      sentence: "/news is gone.",
      since: START + HOUR_MS,
    });
    for (let look = 0; look < 2; look += 1) await refreshed(fileIn("whole"));
    expect(bench.outcomes.map(({ type }) => type)).toEqual(["swapped", "failed", "failed", "recovered"]);
    expect(bench.outcomes.at(-1)).toMatchObject({
      troubles: ["outage", "not-found"],
      since: START + HOUR_MS,
    });
    bench.listed = outage("No answer.");
    await bench.dataSet.refresh();
    expect(bench.outcomes.map(({ type }) => type).slice(4)).toEqual(["failed"]);
  });

  it("goes on while an admin takes what was held back", async () => {
    await refreshed(fileIn("whole"));
    await refreshed(fileIn("halved"));
    bench.listed = new AppError("network", "No answer.");
    await bench.dataSet.refresh();
    await bench.dataSet.answerHold("accept");
    expect(await bench.dataSet.status()).toMatchObject({ problem: { sentence: "No answer." } });
    await refreshed(fileIn("halved"));
    expect(bench.outcomes.map(({ type }) => type)).toEqual([
      "swapped",
      "unchanged",
      "failed",
      "swapped",
      "recovered",
    ]);
  });

  it("is over when the files are as they were, or better", async () => {
    await refreshed(fileIn("whole"));
    bench.listed = new AppError("network", "Dropbox does not answer.");
    await bench.dataSet.refresh();
    expect(await refreshed(fileIn("whole"))).toMatchObject({ type: "unchanged" });
    expect(await bench.dataSet.status()).not.toHaveProperty("problem");
    bench.listed = new AppError("network", "Dropbox does not answer.");
    await bench.dataSet.refresh();
    expect(await refreshed(fileIn("more"))).toMatchObject({ type: "swapped" });
    expect(await bench.dataSet.status()).not.toHaveProperty("problem");
  });

  it("of our own making is told without its details", async () => {
    bench.listed = new TypeError("cannot read properties of undefined");
    expect(await bench.dataSet.refresh()).toMatchObject({ type: "failed", error: { code: "internal" } });
    expect((await bench.dataSet.status()).problem?.sentence).toBe(
      "The news could not be brought up to date. The reason is in the log.",
    );
  });

  it("does not read the same broken files again for every question", async () => {
    const heard: string[] = [];
    const ask = () => bench.dataSet.refresh({ onProgress: (said) => heard.push(said) });
    bench.listed = [fileIn("webPage")];
    await ask();
    const reading = heard.filter((said) => said.startsWith("Reading")).length;
    await ask();
    await expect(leaseOn()).rejects.toThrow("Estonia.parquet");
    expect(heard.filter((said) => said.startsWith("Reading"))).toHaveLength(reading);
  });

  it("in one file of several leaves it out, and says which", async () => {
    await refreshed(fileIn("whole"), fileIn("webPage", { name: "Latvia.parquet" }));
    expect(await serving()).toMatchObject({ articles: 12 });
    expect((await bench.dataSet.status()).refused).toEqual([
      { name: "Latvia.parquet", contentHash: "webPage", reason: expect.stringContaining("Latvia.parquet") },
    ]);
    expect((await bench.dataSet.status()).held).toEqual([]);
  });
});

describe("an article dated ahead of the clock", () => {
  const undated = async () => (await bench.dataSet.status()).manifest?.undated;
  const TEN = Date.UTC(2024, 2, 9, 10);

  it("gets its date as soon as that is at most a day ahead", async () => {
    await refreshed(fileIn("ahead"));
    expect(await undated()).toBe(2);
    bench.now = TEN + 15 * 60_000;
    expect(await bench.dataSet.refresh()).toMatchObject({ type: "swapped" });
    expect(await undated()).toBe(1);
    bench.now = TEN + 25 * 60_000;
    expect(await bench.dataSet.refresh()).toMatchObject({ type: "swapped" });
    expect(await undated()).toBe(0);
    bench.now += 24 * HOUR_MS;
    expect(await bench.dataSet.refresh()).toMatchObject({ type: "unchanged" });
  });

  it("takes nothing away from who asks while the files cannot be read", async () => {
    await refreshed(fileIn("ahead"));
    bench.now = TEN + 15 * 60_000;
    bench.listed = new AppError("network", "Dropbox does not answer.");
    expect(await serving()).toMatchObject({ articles: 14 });
    expect(await bench.dataSet.status()).toMatchObject({ problem: { sentence: "Dropbox does not answer." } });
  });

  it("hides no loss", async () => {
    await refreshed(fileIn("ahead"));
    bench.now = TEN + 15 * 60_000;
    expect(await refreshed(fileIn("halved"))).toMatchObject({
      type: "swapped",
      manifest: { articles: 14 },
      held: [{ name: "Estonia.parquet" }],
    });
  });
});

describe("beside the process that holds the state", () => {
  it("reads what serves, and a refresh without news writes nothing", async () => {
    await refreshed(fileIn("whole"));
    const readOnly = await openStore({ dataDirectory: bench.stateFolder }, { readOnly: true });
    const reader = startDataSet(bench.snapshots, readOnly);
    expect(await serving(reader)).toMatchObject({ articles: 12 });
    expect(await reader.refresh()).toMatchObject({ type: "unchanged" });
    await reader.close();
    await readOnly.close();
  });

  it("remembers of files what it finds, for as long as it runs", async () => {
    await refreshed(fileIn("whole"));
    const below = await openStore({ dataDirectory: bench.stateFolder }, { readOnly: true });
    const reader = startDataSet(bench.snapshots, withSessionState(below));
    bench.listed = [fileIn("more"), fileIn("webPage", { name: "Latvia.parquet" })];
    expect(await reader.refresh()).toMatchObject({ type: "swapped" });
    expect((await reader.status()).refused).toMatchObject([{ name: "Latvia.parquet" }]);
    bench.listed = [fileIn("halved")];
    await reader.refresh();
    expect((await reader.status()).held).toMatchObject([{ name: "Estonia.parquet" }]);
    expect((await bench.dataSet.status()).held).toEqual([]);
    await reader.close();
    await below.close();
  });
});
