// Keeps every workspace's news: which data set it reads, and what serves now.

import { join } from "node:path";
import type { DataFiles } from "../dropbox/data-files.ts";
import type { Logger } from "../log.ts";
import type { Article } from "../news/article.ts";
import { folderBytes } from "../news/disk-room.ts";
import type { FullTexts } from "../news/search/full-text.ts";
import { buildSnapshot } from "../news/snapshot.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { Doer } from "../store/audit.ts";
import type { DataSets } from "../store/data-sets.ts";
import type { Leases } from "../store/leases.ts";
import {
  createDataSet,
  type DataSet,
  type DataSetNews,
  type RefreshOutcome,
  snapshotPaths,
  snapshotsOf,
} from "./data-set.ts";
import type { DataSetStatus } from "./data-set-status.ts";
import type { FileSource } from "./file-source.ts";
import { stateOf } from "./file-states.ts";
import { createNewsLook, type NewsLook } from "./look.ts";
import { createOpenSnapshots } from "./open-snapshots.ts";
import type { BuildSnapshot } from "./prepare.ts";
import { rehearse } from "./rehearsal.ts";
import type { SnapshotShare } from "./snapshot-share.ts";
import { type HoldAnswer, neededContents } from "./trust.ts";

/** What commands ask of the data. */
export interface Datasets {
  /** Words that the workspace's data know; none while there are no data. Never waits for files to be read. */
  lexicon(
    workspace: WorkspaceKey,
  ): Promise<{ readonly countries: readonly string[]; readonly sources: readonly string[] }>;
  /**
   * Articles whose title holds every word, case ignored, newest first; for no word the newest of all. None while there are
   * no data. Never waits for files to be read.
   */
  titles(
    workspace: WorkspaceKey,
    words: string,
    limit: number,
  ): Promise<readonly (Article & { readonly title: string })[]>;
  /** A look at the workspace's news, which whoever takes it releases. Nothing is asked before it asks. */
  look(workspace: WorkspaceKey): NewsLook;
  status(workspace: WorkspaceKey): Promise<DataSetStatus>;
  /** The name of the data set that the workspace reads now. */
  nameOf(workspace: WorkspaceKey): Promise<string>;
  /** Brings the workspace's data up to date. Never throws for trouble with files: the outcome tells. */
  refresh(workspace: WorkspaceKey, onProgress?: (sentence: string) => void): Promise<RefreshOutcome>;
  /**
   * An admin's word on a file that is held back, or was, by its name or a part of it; on all of them when none is named.
   * Throws AppError with why nothing comes of it. That `by` said it is noted with it.
   */
  answerHold(workspace: WorkspaceKey, answer: HoldAnswer, file?: string, by?: Doer): Promise<RefreshOutcome>;
}

/** What news take on the disk, in bytes. */
export interface DiskUse {
  /** Data files, what was prepared of them, and what is being prepared, of all workspaces. */
  readonly bytes: number;
  /** Of that, the snapshots that serve. */
  readonly servingBytes: number;
}

export interface Keeper extends Datasets {
  /** Brings in what another process serves already. Looks at no files of the workspace where none does. */
  catchUp(workspace: WorkspaceKey): Promise<void>;
  /** Asks the news that serve once, so that whoever asks first waits no longer than others. Looks at no files. */
  rehearse(workspace: WorkspaceKey): Promise<void>;
  diskUse(): Promise<DiskUse>;
  /** Deletes snapshots that no data set needs and nobody used for 30 minutes, or that are too many. After every swap it is done anyway. */
  sweep(): Promise<void>;
  /** Closes snapshots that nobody asked lately, except the two that serve and were used last; whoever asks opens them again. */
  rest(): Promise<void>;
  /** Hashes of the contents that serve or may serve again. */
  neededContents(): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}

export interface KeeperOptions {
  readonly dataDirectory: string;
  readonly dataFiles: DataFiles;
  /** Where a workspace's files come from. Throws AppError "no-data" with what to do when it has none. */
  readonly sourceOf: (workspace: WorkspaceKey) => Promise<FileSource>;
  readonly records: DataSets;
  /** Default: no other process keeps the same news. */
  readonly leases?: Leases;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onOutcome?: (source: FileSource, news: DataSetNews) => void;
  /** Beside the process that holds the state: contents are kept by that one. Default false. */
  readonly readOnly?: boolean;
  /** Default: in a process of its own. */
  readonly build?: BuildSnapshot;
  /** Default: what other processes built is built here, too. */
  readonly share?: SnapshotShare;
  /** Closed with the keeper. Default: nothing can be searched. */
  readonly fullTexts?: FullTexts;
}

/** Words that titles are searched for; more do not narrow it down. */
const TITLE_WORDS = 20;

export function createKeeper(options: KeeperOptions): Keeper {
  const {
    dataDirectory,
    dataFiles,
    sourceOf,
    records,
    leases,
    clock,
    log,
    onOutcome,
    share,
    build = share === undefined ? undefined : buildSnapshot,
    fullTexts,
    readOnly = false,
  } = options;
  const paths = snapshotPaths(dataDirectory);
  const snapshots = createOpenSnapshots({
    directory: paths.snapshots,
    clock,
    log,
    ...(fullTexts === undefined ? {} : { fullTexts }),
  });
  const dataSets = new Map<string, DataSet>();
  let sweeping: Promise<void> = Promise.resolve();

  async function dataSetOf(workspace: WorkspaceKey): Promise<DataSet> {
    const source = await sourceOf(workspace);
    const known = dataSets.get(source.dataSet);
    if (known !== undefined) return known;
    const dataSet = createDataSet({
      source,
      snapshots,
      records,
      dataFiles,
      readOnly,
      tmpDirectory: paths.tmp,
      clock,
      log,
      ...(build === undefined ? {} : { build: share?.building(build) ?? build }),
      ...(leases === undefined ? {} : { leases }),
      onOutcome(outcome) {
        if (outcome.type === "swapped") sweepSoon();
        onOutcome?.(source, outcome);
      },
    });
    dataSets.set(source.dataSet, dataSet);
    return dataSet;
  }

  async function serving(): Promise<ReadonlySet<string>> {
    const here = [...dataSets.values()].flatMap((dataSet) => dataSet.here() ?? []);
    return new Set([...(await records.all()).flatMap(snapshotsOf), ...here]);
  }

  async function sweep(): Promise<void> {
    const needed = await serving();
    await snapshots.sweep(needed);
    await share?.sweep(needed);
  }

  /** Snapshots of large data sets come faster than the hours in which what is old is looked for. */
  function sweepSoon(): void {
    if (readOnly) return;
    sweeping = sweeping.then(sweep).catch((error: unknown) => {
      log.warn({ err: error }, "old snapshots could not be deleted");
    });
  }

  const look = (workspace: WorkspaceKey): NewsLook => createNewsLook(() => dataSetOf(workspace), snapshots);

  return {
    look,
    async lexicon(workspace) {
      const news = look(workspace);
      try {
        return await news.lexicon();
      } finally {
        news.release();
      }
    },
    async titles(workspace, words, limit) {
      const { lease } = await (await dataSetOf(workspace)).look();
      if (lease === undefined) return [];
      try {
        const typed = words.split(/\s+/).filter((word) => word !== "");
        const found = await lease.catalog.findByTitle(typed.slice(0, TITLE_WORDS), limit);
        return found.flatMap(({ title, ...article }) => (title === undefined ? [] : [{ ...article, title }]));
      } finally {
        lease.release();
      }
    },
    nameOf: async (workspace) => (await dataSetOf(workspace)).name,
    status: async (workspace) => (await dataSetOf(workspace)).status(),
    catchUp: async (workspace) => (await dataSetOf(workspace)).catchUp(),
    refresh: async (workspace, onProgress) =>
      (await dataSetOf(workspace)).refresh(onProgress === undefined ? {} : { onProgress }),
    answerHold: async (workspace, answer, file, by) =>
      (await dataSetOf(workspace)).answerHold(answer, file, by),
    async rehearse(workspace) {
      const { lease } = await (await dataSetOf(workspace)).look();
      if (lease === undefined) return;
      try {
        await rehearse(lease.catalog);
      } finally {
        lease.release();
      }
    },
    async neededContents() {
      const states = (await records.allFiles()).map(stateOf);
      return new Set(states.flatMap(neededContents).map(({ contentHash }) => contentHash));
    },
    sweep,
    async rest() {
      await snapshots.rest(await serving());
    },
    async diskUse() {
      const [bytes, servingBytes] = await Promise.all([
        bytesOf([paths.snapshots, paths.tmp, join(dataDirectory, "files")]),
        bytesOf([...(await serving())].map(snapshots.directoryOf)),
      ]);
      return { bytes, servingBytes };
    },
    async close() {
      await Promise.all([...dataSets.values()].map((dataSet) => dataSet.close()));
      await sweeping;
      await snapshots.close();
    },
  };
}

async function bytesOf(folders: readonly string[]): Promise<number> {
  const each = await Promise.all(folders.map(folderBytes));
  return each.reduce((sum, bytes) => sum + bytes, 0);
}
