// A data set over files that a test lists, a real store and real snapshots; only the clock is ours.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import {
  createDataSet,
  type DataSet,
  type DataSetNews,
  type RefreshOutcome,
} from "../../src/datasets/data-set.ts";
import type { FileSource } from "../../src/datasets/file-source.ts";
import {
  type CatalogLease,
  createOpenSnapshots,
  type OpenSnapshots,
} from "../../src/datasets/open-snapshots.ts";
import { createDataFiles } from "../../src/dropbox/data-files.ts";
import { createLogger } from "../../src/log.ts";
import type { RefusedFile } from "../../src/news/manifest.ts";
import { buildSnapshot, type SourceFile } from "../../src/news/snapshot.ts";
import { openStore, type Store } from "../../src/store/database.ts";
import type { Leases } from "../../src/store/leases.ts";
import { buildInProcess } from "../news/build-here.ts";
import { type State, stateFile, writeStates } from "./news-files.ts";

export const START = Date.UTC(2024, 2, 8, 9);
export const log = createLogger("silent");

export interface DataSetBench {
  /** Holds the snapshots of all tests of a file. */
  readonly folder: string;
  /** Where this test keeps its state. */
  readonly stateFolder: string;
  readonly snapshots: OpenSnapshots;
  readonly store: Store;
  now: number;
  /** What a look at the files finds. */
  listed: readonly SourceFile[] | Error;
  unavailable: readonly RefusedFile[];
  outcomes: DataSetNews[];
  dataSet: DataSet;
  /** Another one over the same files, which ends with the test. */
  startDataSet(
    opened?: OpenSnapshots,
    kept?: Store,
    /** Whether it builds in this process, which is faster; default true. */
    options?: { readonly inProcess?: boolean; readonly leases?: Leases },
  ): DataSet;
  /** A file in one of its states. Another `content` makes it one that was never built. */
  fileIn(state: State, options?: { readonly name?: string; readonly content?: string }): SourceFile;
  /** The files as they are now, looked at by a refresh. */
  refreshed(...files: readonly SourceFile[]): Promise<RefreshOutcome>;
  /** A lease on what serves. */
  leaseOn(from?: DataSet): Promise<CatalogLease>;
  serving(from?: DataSet): Promise<{ readonly snapshot: string; readonly articles: number }>;
}

/** For the tests of one file: each has a data set and a store of its own. */
export function dataSetBench(): DataSetBench {
  let folder = "";
  let snapshots: OpenSnapshots | undefined;
  let store: Store | undefined;
  let started: DataSet[] = [];
  let dataSet: DataSet | undefined;
  let tests = 0;
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("no test has begun");
    return value;
  };

  const bench: DataSetBench = {
    now: START,
    listed: [],
    unavailable: [],
    outcomes: [],
    get folder() {
      return folder;
    },
    get stateFolder() {
      return join(folder, `state-${tests}`);
    },
    get snapshots() {
      return there(snapshots);
    },
    get store() {
      return there(store);
    },
    get dataSet() {
      return there(dataSet);
    },
    set dataSet(another) {
      dataSet = another;
    },
    startDataSet(opened = bench.snapshots, kept = bench.store, { inProcess = true, leases } = {}) {
      const source: FileSource = {
        dataSet: "test",
        workspace: "slack:T1",
        description: "the files of a test",
        async files({ onProgress }) {
          onProgress("Looking for changes.");
          if (bench.listed instanceof Error) throw bench.listed;
          return { files: bench.listed, unavailable: bench.unavailable };
        },
      };
      const another = createDataSet({
        source,
        snapshots: opened,
        records: kept.dataSets,
        dataFiles: createDataFiles({
          filesDirectory: join(bench.stateFolder, "files"),
          tmpDirectory: join(folder, "tmp"),
        }),
        tmpDirectory: join(folder, "tmp"),
        ...(leases === undefined ? {} : { leases }),
        build: inProcess ? buildInProcess : buildSnapshot,
        clock: () => bench.now,
        log,
        onOutcome: (outcome) => bench.outcomes.push(outcome),
      });
      started.push(another);
      return another;
    },
    fileIn(state, { name = "Estonia.parquet", content = "" } = {}) {
      return { ...stateFile(folder, state), name, contentHash: `${state}${content}` };
    },
    async refreshed(...files) {
      bench.listed = files;
      return bench.dataSet.refresh();
    },
    leaseOn: async (from = bench.dataSet) => (await from.lookAtNews()).lease,
    async serving(from = bench.dataSet) {
      const lease = await bench.leaseOn(from);
      const { id, articles } = lease.catalog.manifest;
      lease.release();
      return { snapshot: id, articles };
    },
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rol-news-data-set-"));
    await mkdir(join(folder, "tmp"));
    await writeStates(folder);
    snapshots = createOpenSnapshots({ directory: join(folder, "snapshots"), clock: () => bench.now, log });
  });

  afterAll(async () => {
    await snapshots?.close();
    await rm(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    tests += 1;
    Object.assign(bench, { now: START, listed: [], unavailable: [], outcomes: [] });
    started = [];
    store = await openStore({ dataDirectory: bench.stateFolder });
    dataSet = bench.startDataSet();
  });

  afterEach(async () => {
    for (const one of started) await one.close();
    await store?.close();
  });

  return bench;
}
