// Keeps every workspace's news: which data set it reads, and what serves now.

import type { Logger } from "../log.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { counted } from "../reply/build.ts";
import { formatInstant } from "../reply/dates.ts";
import type { Clock } from "../reply/ports.ts";
import type { DataSets } from "../store/data-sets.ts";
import {
  createDataSet,
  type DataSet,
  type DataSetStatus,
  type Decision,
  type RefreshOutcome,
  snapshotPaths,
  snapshotsOf,
} from "./data-set.ts";
import type { FileSource } from "./file-source.ts";
import { type CatalogLease, createOpenSnapshots } from "./open-snapshots.ts";

/** A lease with what people must know about the data it serves. */
export interface NewsLease extends CatalogLease {
  /** The name of the data set that it is of. */
  readonly dataSet: string;
  /** Why the newest files are not all served, in a sentence or two; absent when all is well. */
  readonly notice?: string;
}

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
  ): Promise<readonly { readonly id: string; readonly title: string }[]>;
  /** What serves the workspace now. Throws AppError "no-data" with what to do when nothing does. */
  lease(workspace: WorkspaceKey): Promise<NewsLease>;
  /** A certain snapshot, for later pages; undefined when it is gone. */
  leaseSnapshot(workspace: WorkspaceKey, snapshot: string): Promise<NewsLease | undefined>;
  status(workspace: WorkspaceKey): Promise<DataSetStatus>;
  /** Brings the workspace's data up to date. Never throws for trouble with files: the outcome tells. */
  refresh(workspace: WorkspaceKey, onProgress?: (sentence: string) => void): Promise<RefreshOutcome>;
  /** An admin's word on a snapshot that is held back. */
  decide(workspace: WorkspaceKey, decision: Decision): Promise<RefreshOutcome>;
}

export interface Keeper extends Datasets {
  /** Deletes snapshots that no data set needs and nobody used for 30 minutes. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export interface KeeperOptions {
  readonly dataDirectory: string;
  /** Where a workspace's files come from. Throws AppError "no-data" with what to do when it has none. */
  readonly sourceOf: (workspace: WorkspaceKey) => Promise<FileSource>;
  readonly records: DataSets;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onOutcome?: (source: FileSource, outcome: RefreshOutcome) => void;
}

/** Words that titles are searched for; more do not narrow it down. */
const TITLE_WORDS = 20;

export function createKeeper(options: KeeperOptions): Keeper {
  const { dataDirectory, sourceOf, records, clock, log, onOutcome } = options;
  const paths = snapshotPaths(dataDirectory);
  const snapshots = createOpenSnapshots({ directory: paths.snapshots, clock, log });
  const dataSets = new Map<string, DataSet>();

  async function dataSetOf(workspace: WorkspaceKey): Promise<DataSet> {
    const source = await sourceOf(workspace);
    const known = dataSets.get(source.dataSet);
    if (known !== undefined) return known;
    const dataSet = createDataSet({
      source,
      snapshots,
      records,
      tmpDirectory: paths.tmp,
      clock,
      log,
      ...(onOutcome === undefined ? {} : { onOutcome: (outcome) => onOutcome(source, outcome) }),
    });
    dataSets.set(source.dataSet, dataSet);
    return dataSet;
  }

  async function withNotice(dataSet: DataSet, lease: CatalogLease): Promise<NewsLease> {
    const notice = noticeOf(await dataSet.status());
    return { ...lease, dataSet: dataSet.name, ...(notice === undefined ? {} : { notice }) };
  }

  return {
    async lexicon(workspace) {
      const lease = await (await dataSetOf(workspace)).serving();
      if (lease === undefined) return { countries: [], sources: [] };
      lease.release();
      const namesOf = (facts: readonly { readonly name: string }[]) => facts.map(({ name }) => name);
      return { countries: namesOf(lease.catalog.countries), sources: namesOf(lease.catalog.sources) };
    },
    async titles(workspace, words, limit) {
      const lease = await (await dataSetOf(workspace)).serving();
      if (lease === undefined) return [];
      try {
        const typed = words.split(/\s+/).filter((word) => word !== "");
        const found = await lease.catalog.findByTitle(typed.slice(0, TITLE_WORDS), limit);
        return found.flatMap(({ id, title }) => (title === undefined ? [] : [{ id, title }]));
      } finally {
        lease.release();
      }
    },
    async lease(workspace) {
      const dataSet = await dataSetOf(workspace);
      return withNotice(dataSet, await dataSet.lease());
    },
    async leaseSnapshot(workspace, snapshot) {
      const dataSet = await dataSetOf(workspace);
      const lease = await snapshots.lease(snapshot);
      return lease === undefined ? undefined : withNotice(dataSet, lease);
    },
    status: async (workspace) => (await dataSetOf(workspace)).status(),
    refresh: async (workspace, onProgress) =>
      (await dataSetOf(workspace)).refresh(onProgress === undefined ? {} : { onProgress }),
    decide: async (workspace, decision) => (await dataSetOf(workspace)).decide(decision),
    async sweep() {
      await snapshots.sweep(new Set((await records.all()).flatMap(snapshotsOf)));
    },
    async close() {
      await Promise.all([...dataSets.values()].map((dataSet) => dataSet.close()));
      await snapshots.close();
    },
  };
}

/** What people must know about data that are not the newest, or not whole. */
function noticeOf({ manifest, problem, held, refused }: DataSetStatus): string | undefined {
  if (manifest === undefined) return undefined;
  const builtAt = formatInstant(manifest.builtAt, "UTC");
  if (problem !== undefined) return `${problem.sentence} So this is still the news of ${builtAt}.`;
  if (held !== undefined)
    return `The newest files are held back: ${held.reason} So this is still the news of ${builtAt}. An admin can decide with /dropbox refresh accept.`;
  if (refused.length > 0)
    return `${counted(refused.length, "file")} could not be read and ${refused.length === 1 ? "is" : "are"} left out: /news status says why.`;
  return undefined;
}
