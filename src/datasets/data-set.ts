// One data set's life: bring files up to date, build what changed, look whether too much was lost, swap.

import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import type { Manifest, RefusedFile } from "../news/manifest.ts";
import { readManifest } from "../news/snapshot.ts";
import type { Clock } from "../reply/ports.ts";
import type { FileChange } from "../store/data-changes.ts";
import type { DataSetRecord, DataSets } from "../store/data-sets.ts";
import { changeBetween } from "./change.ts";
import { type FileSource, isReplaced, NO_SOURCE, replacedError } from "./file-source.ts";
import { describeLosses, lossesBetween } from "./hold.ts";
import type { CatalogLease, OpenSnapshots } from "./open-snapshots.ts";
import { createPrepare, isCurrent } from "./prepare.ts";

/** A snapshot that waits for an admin's word because it lost too much. */
export interface Held {
  readonly snapshot: string;
  readonly reason: string;
}

export interface DataSetStatus {
  readonly description: string;
  /** What serves; absent when nothing does yet. */
  readonly manifest?: Manifest;
  /** Files of the newest attempt that could not be read. */
  readonly refused: readonly RefusedFile[];
  readonly held?: Held;
  /** Why the newest files are not served, in one sentence. */
  readonly problem?: { readonly sentence: string; readonly since: number };
  readonly building: boolean;
}

/** What became of a refresh. */
export type RefreshOutcome =
  | { readonly type: "unchanged"; readonly manifest: Manifest }
  | { readonly type: "swapped"; readonly manifest: Manifest; readonly before?: Manifest }
  | { readonly type: "held"; readonly held: Held }
  | { readonly type: "failed"; readonly error: AppError };

/** What happened to a data set without being asked for. */
export type DataSetNews =
  | RefreshOutcome
  /** What was wrong is over: the kinds of trouble, and since when the first of them was. */
  | { readonly type: "recovered"; readonly troubles: readonly string[]; readonly since: number };

/** What an admin says of a held snapshot. */
export type HoldAnswer = "use-it" | "keep-old";

/** A data set as it is at one moment. */
export interface DataSetLook {
  readonly status: DataSetStatus;
  /** On what serves, until it is released; absent before the first snapshot. */
  readonly lease?: CatalogLease;
}

export interface DataSet {
  /** Stable: `FileSource.dataSet`. */
  readonly name: string;
  /** As it is now. Never waits for files to be read. */
  look(): Promise<DataSetLook>;
  /**
   * With news that are right at this time: an earlier look when its are, else a new one, which waits for files to be read.
   * An earlier look that is of no use is released. Throws the AppError that tells why when there are no news.
   */
  lookAtNews(earlier?: DataSetLook): Promise<DataSetLook & { readonly lease: CatalogLease }>;
  status(): Promise<DataSetStatus>;
  /** Brings the data up to date; calls at the same time share one run. Never throws. */
  refresh(options?: { readonly onProgress?: (sentence: string) => void }): Promise<RefreshOutcome>;
  /** Decides what becomes of a held snapshot. Throws AppError "not-found" when none is held. */
  answerHold(answer: HoldAnswer): Promise<RefreshOutcome>;
  /** Ends a running build and waits for it. */
  close(): Promise<void>;
}

export interface DataSetOptions {
  readonly source: FileSource;
  readonly snapshots: OpenSnapshots;
  readonly records: DataSets;
  readonly tmpDirectory: string;
  readonly clock: Clock;
  readonly log: Logger;
  /**
   * Told after every swap, once for every new hold, once for every kind of trouble until all is well, and once when it
   * is. A kind of trouble is an error's `trouble`: its wording may change.
   */
  readonly onOutcome?: (news: DataSetNews) => void;
}

const EMPTY_RECORD = {
  snapshot: null,
  heldSnapshot: null,
  heldReason: null,
  rejectedSnapshot: null,
  problem: null,
  problemSince: null,
  troubles: null,
} as const;

/** Nothing is wrong any more. */
const ALL_WELL = { problem: null, problemSince: null, troubles: null } as const;

export function createDataSet(options: DataSetOptions): DataSet {
  const { source, snapshots, records, clock, log } = options;
  const prepare = createPrepare(options);
  const ending = new AbortController();
  const progressListeners = new Set<(sentence: string) => void>();
  let running: Promise<RefreshOutcome> | undefined;
  let refused: readonly RefusedFile[] = [];

  async function record(): Promise<DataSetRecord> {
    return (
      (await records.get(source.dataSet)) ?? { ...EMPTY_RECORD, dataSet: source.dataSet, updatedAt: clock() }
    );
  }

  async function save(change: Partial<DataSetRecord>, files?: readonly FileChange[]): Promise<void> {
    await records.save({ ...(await record()), ...change, updatedAt: clock() }, files);
  }

  /** Nothing is wrong and nothing waits any more. Mostly nothing did, and then nothing is written. */
  async function settle(): Promise<void> {
    const { heldSnapshot, problem } = await record();
    if (heldSnapshot !== null || problem !== null)
      await save({ heldSnapshot: null, heldReason: null, ...ALL_WELL });
  }

  /** Tells that what was wrong is over, when it is. Before, it was one outage, whatever came on top. */
  function tellRecovered({ troubles, problemSince }: DataSetRecord): void {
    if (troubles === null) return;
    log.info({ dataSet: source.dataSet, troubles }, "news can be brought up to date again");
    options.onOutcome?.({ type: "recovered", troubles: troubles.split(","), since: problemSince ?? clock() });
  }

  async function look(): Promise<DataSetLook> {
    const { snapshot, problem, problemSince, heldSnapshot, heldReason } = await record();
    const lease = snapshot === null ? undefined : await snapshots.lease(snapshot);
    const manifest = lease?.catalog.manifest;
    return {
      ...(lease === undefined ? {} : { lease }),
      status: {
        description: source.description,
        ...(manifest === undefined ? {} : { manifest }),
        refused: refused.length > 0 ? refused : (manifest?.refused ?? []),
        ...(heldSnapshot === null ? {} : { held: { snapshot: heldSnapshot, reason: heldReason ?? "" } }),
        ...(problem === null ? {} : { problem: { sentence: problem, since: problemSince ?? clock() } }),
        building: running !== undefined,
      },
    };
  }

  async function status(): Promise<DataSetStatus> {
    const { lease, status: now } = await look();
    lease?.release();
    return now;
  }

  async function lookAtNews(earlier?: DataSetLook): Promise<DataSetLook & { readonly lease: CatalogLease }> {
    const { lease: now, ...rest } = earlier ?? (await look());
    if (now !== undefined && isCurrent(now.catalog.manifest, clock())) return { ...rest, lease: now };
    now?.release();
    const outcome = await refresh();
    const { lease: then, ...since } = await look();
    if (then !== undefined) return { ...since, lease: then };
    if (outcome.type === "failed") throw outcome.error;
    throw new AppError("no-data", "There is no news to answer from yet. An admin can look at /news status.");
  }

  function refresh({
    onProgress,
  }: {
    readonly onProgress?: (sentence: string) => void;
  } = {}): Promise<RefreshOutcome> {
    if (onProgress !== undefined) progressListeners.add(onProgress);
    running ??= bringUpToDate().finally(() => {
      running = undefined;
      progressListeners.clear();
    });
    return running;
  }

  function tellProgress(sentence: string): void {
    for (const listener of progressListeners) listener(sentence);
  }

  async function bringUpToDate(): Promise<RefreshOutcome> {
    for (;;) {
      try {
        return await lookAtFiles();
      } catch (error) {
        if (!isReplaced(error) || ending.signal.aborted) return fail(error);
        log.info({ dataSet: source.dataSet }, "other files are to be read by now");
      }
    }
  }

  async function lookAtFiles(): Promise<RefreshOutcome> {
    const following = { signal: ending.signal, onProgress: tellProgress };
    const { files, unavailable, replaced, whileCurrent = (work) => work() } = await source.files(following);
    const signals = replaced === undefined ? [ending.signal] : [ending.signal, replaced];
    const { manifest: before } = await status();
    const building = { ...following, signal: AbortSignal.any(signals) };
    const built = await prepare({ files, known: snapshotsOf(await record()), ...building }).catch((error) => {
      throw replaced?.aborted === true ? replacedError() : error;
    });
    return await whileCurrent(async () => {
      refused = [...unavailable, ...built.refused];
      const recordBefore = await record();
      const outcome = await swapOrHold(before, built, refused);
      tellRecovered(recordBefore);
      return outcome;
    });
  }

  async function swapOrHold(
    before: Manifest | undefined,
    after: Manifest,
    unread: readonly RefusedFile[],
  ): Promise<RefreshOutcome> {
    const { rejectedSnapshot, heldSnapshot } = await record();
    if (before !== undefined && (before.id === after.id || rejectedSnapshot === after.id)) {
      await settle();
      return { type: "unchanged", manifest: before };
    }
    const losses = before === undefined ? [] : lossesBetween(before, after, unread);
    if (losses.length === 0) return swap(before, after);
    const held: Held = { snapshot: after.id, reason: describeLosses(losses) };
    await save({ heldSnapshot: held.snapshot, heldReason: held.reason, ...ALL_WELL });
    if (heldSnapshot !== after.id) {
      log.warn({ dataSet: source.dataSet, reason: held.reason }, "snapshot held back");
      options.onOutcome?.({ type: "held", held });
    }
    return { type: "held", held };
  }

  /** `wrong`: what stays wrong all the same. */
  async function swap(
    before: Manifest | undefined,
    after: Manifest,
    wrong: Partial<DataSetRecord> = ALL_WELL,
  ): Promise<RefreshOutcome> {
    await save({ ...EMPTY_RECORD, ...wrong, snapshot: after.id }, changeBetween(before, after));
    const outcome: RefreshOutcome = {
      type: "swapped",
      manifest: after,
      ...(before === undefined ? {} : { before }),
    };
    log.info({ dataSet: source.dataSet, snapshot: after.id, articles: after.articles }, "news swapped");
    options.onOutcome?.(outcome);
    return outcome;
  }

  async function fail(error: unknown): Promise<RefreshOutcome> {
    const failure =
      error instanceof AppError
        ? error
        : new AppError("internal", "The news could not be brought up to date. The reason is in the log.", {
            cause: error,
          });
    if (failure.code === "closing" || failure.trouble === NO_SOURCE)
      return { type: "failed", error: failure };
    if (failure.code === "internal") log.error({ err: error }, "refresh failed");
    const outcome: RefreshOutcome = { type: "failed", error: failure };
    try {
      const { problem, problemSince, troubles } = await record();
      const told = troubles?.split(",") ?? [];
      const isTold = told.includes(failure.trouble);
      if (isTold && problem === failure.message) return outcome;
      await save({
        problem: failure.message,
        problemSince: problemSince ?? clock(),
        troubles: [...new Set([...told, failure.trouble])].join(","),
      });
      if (isTold) return outcome;
    } catch (storeError) {
      log.error({ err: storeError }, "trouble could not be noted");
    }
    log.warn({ dataSet: source.dataSet, reason: failure.message }, "news not brought up to date");
    options.onOutcome?.(outcome);
    return outcome;
  }

  async function answerHold(answer: HoldAnswer): Promise<RefreshOutcome> {
    const { heldSnapshot, problem, problemSince, troubles } = await record();
    const held = heldSnapshot === null ? undefined : await readManifest(snapshots.directoryOf(heldSnapshot));
    if (held === undefined)
      throw new AppError("not-found", "No news is held back: what you see is the newest that could be read.");
    const { manifest: before } = await status();
    if (answer === "use-it") return swap(before, held, { problem, problemSince, troubles });
    await save({ heldSnapshot: null, heldReason: null, rejectedSnapshot: held.id });
    return { type: "unchanged", manifest: before ?? held };
  }

  return {
    name: source.dataSet,
    look,
    lookAtNews,
    status,
    refresh,
    answerHold,
    async close() {
      ending.abort();
      await running;
    },
  };
}

/** The snapshots that a record names: what serves, what waits, what was declined. */
export function snapshotsOf({ snapshot, heldSnapshot, rejectedSnapshot }: DataSetRecord): readonly string[] {
  return [snapshot, heldSnapshot, rejectedSnapshot].filter((id) => id !== null);
}

/** Where a data directory keeps its snapshots and its unfinished work. */
export function snapshotPaths(dataDirectory: string): { readonly snapshots: string; readonly tmp: string } {
  return { snapshots: join(dataDirectory, "snapshots"), tmp: join(dataDirectory, "tmp") };
}
