// One data set's life: bring files up to date, decide file by file what serves, build that, swap.

import { join } from "node:path";
import type { DataFiles } from "../dropbox/data-files.ts";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { BUILDER_VERSION, type Manifest } from "../news/manifest.ts";
import type { SourceFile } from "../news/snapshot.ts";
import type { Clock } from "../reply/ports.ts";
import type { Deed, Doer } from "../store/audit.ts";
import type { DataSetRecord, DataSets } from "../store/data-sets.ts";
import { ALONE, type Leases, whenFree } from "../store/leases.ts";
import { say } from "../wording/say.ts";
import { answeredFor, deedOf } from "./answer-holds.ts";
import { changeBetween } from "./change.ts";
import type { DataSetNews, RefreshOutcome } from "./data-set-news.ts";
import type { DataSetLook, DataSetStatus } from "./data-set-status.ts";
import {
  contentsGone,
  type FileSource,
  isReplaced,
  NO_SOURCE,
  replacedError,
  type SourceFiles,
  servesElsewhere,
} from "./file-source.ts";
import { stateOf } from "./file-states.ts";
import { createFileTrust, type Following } from "./file-trust.ts";
import { heldFilesOf, newlyHeld, refusedOf } from "./held-files.ts";
import { createHere } from "./here.ts";
import type { CatalogLease, OpenSnapshots } from "./open-snapshots.ts";
import { type BuildSnapshot, createPrepare, isCurrent } from "./prepare.ts";
import type { FileState, HoldAnswer } from "./trust.ts";

export type { DataSetNews, RefreshOutcome } from "./data-set-news.ts";

export interface DataSet {
  /** Stable: `FileSource.dataSet`. */
  readonly name: string;
  /** As it is now. Never waits for files to be read. */
  look(): Promise<DataSetLook>;
  /**
   * With news that are right at this time: an earlier look when its are, else a new one, which waits for files to be read.
   * An earlier look that is of no use is released. Throws the AppError that tells why when there are no news. `newest`: not those
   * that another process has newer ones of; throws "internal" when those cannot be had here.
   */
  lookAtNews(
    earlier?: DataSetLook,
    options?: { readonly newest: boolean },
  ): Promise<DataSetLook & { readonly lease: CatalogLease }>;
  status(): Promise<DataSetStatus>;
  /** Whether that snapshot serves it, or did. */
  hasServed(snapshot: string): Promise<boolean>;
  /** Brings the data up to date; calls at the same time share one run. Never throws. */
  refresh(options?: { readonly onProgress?: (sentence: string) => void }): Promise<RefreshOutcome>;
  /**
   * An admin's word on a file that is held, or was, by its name or a part of it; on all of them when none is named.
   * Throws AppError with why nothing comes of it; then nothing was changed. That `by` said it is noted with it.
   */
  answerHold(answer: HoldAnswer, file?: string, by?: Doer): Promise<RefreshOutcome>;
  /** Brings in what another process serves already, if it does. */
  catchUp(): Promise<void>;
  /** The snapshot that this process answers from, whatever another one serves by now. */
  here(): string | undefined;
  /** Ends a running build and waits for it. */
  close(): Promise<void>;
}

export interface DataSetOptions {
  readonly source: FileSource;
  readonly snapshots: OpenSnapshots;
  readonly records: DataSets;
  /** Keeps the contents that serve. */
  readonly dataFiles: DataFiles;
  /** Beside the process that holds the state: contents are kept by that one. Default false. */
  readonly readOnly?: boolean;
  readonly tmpDirectory: string;
  /** Default: no other process brings it up to date. */
  readonly leases?: Leases;
  readonly clock: Clock;
  readonly log: Logger;
  /**
   * Told after every swap, once for every new hold, once for every kind of trouble until all is well, and once when it
   * is. A kind of trouble is an error's `trouble`: its wording may change.
   */
  readonly onOutcome?: (news: DataSetNews) => void;
  /** Default: in a process of its own. */
  readonly build?: BuildSnapshot;
}

/** Nothing is wrong any more. */
const ALL_WELL = { problem: null, problemSince: null, troubles: null } as const;

/** What is to serve of each file, and the snapshot of it; undefined when a content is gone from this machine. */
interface Made {
  readonly after: readonly FileState[];
  readonly built: Manifest | undefined;
}

export function createDataSet(options: DataSetOptions): DataSet {
  const { source, snapshots, records, leases = ALONE, clock, log } = options;
  const { dataSet } = source;
  const trust = createFileTrust({ ...options, dataSet, prepare: createPrepare(options) });
  const ending = new AbortController();
  const progressListeners = new Set<(sentence: string) => void>();
  let running: Promise<RefreshOutcome> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let broughtIn: string | null = null;
  const here = createHere({ snapshots, isShared: leases.isShared });

  async function record(): Promise<DataSetRecord> {
    return (await records.get(dataSet)) ?? { snapshot: null, ...ALL_WELL, dataSet, updatedAt: clock() };
  }

  async function save(change: Partial<DataSetRecord>): Promise<void> {
    await records.save({ ...(await record()), ...change, updatedAt: clock() });
  }

  /** Tells that what was wrong is over, when it is. Before, it was one outage, whatever came on top. */
  function tellRecovered({ troubles, problemSince }: DataSetRecord): void {
    if (troubles === null) return;
    log.info({ dataSet, troubles }, "news can be brought up to date again");
    options.onOutcome?.({ type: "recovered", troubles: troubles.split(","), since: problemSince ?? clock() });
  }

  async function look(): Promise<DataSetLook> {
    const [{ snapshot, problem, problemSince }, files] = await Promise.all([
      record(),
      records.heldFiles(dataSet),
    ]);
    const { lease, isBehind = false } = (await here.lease(snapshot)) ?? {};
    // Once for each: what fails is tried again by whoever waits for it, and every minute.
    if (isBehind && snapshot !== broughtIn) void refresh();
    broughtIn = snapshot;
    const manifest = lease?.catalog.manifest;
    const states = files.map(stateOf);
    return {
      ...(lease === undefined ? {} : { lease }),
      status: {
        description: source.description,
        ...(manifest === undefined ? {} : { manifest }),
        refused: refusedOf(states),
        held: heldFilesOf(states),
        ...(problem === null ? {} : { problem: { sentence: problem, since: problemSince ?? clock() } }),
        building: running !== undefined,
        ...(isBehind ? { isBehind } : {}),
      },
    };
  }

  async function status(): Promise<DataSetStatus> {
    const { lease, status: now } = await look();
    lease?.release();
    return now;
  }

  async function lookAtNews(
    earlier?: DataSetLook,
    { newest } = { newest: false },
  ): Promise<DataSetLook & { readonly lease: CatalogLease }> {
    const isBehind = ({ status }: Pick<DataSetLook, "status">): boolean => newest && status.isBehind === true;
    const { lease: now, ...rest } = earlier ?? (await look());
    if (now !== undefined && isCurrent(now.catalog.manifest, clock()) && !isBehind(rest))
      return { ...rest, lease: now };
    now?.release();
    const outcome = await refresh();
    const { lease: then, ...since } = await look();
    if (then !== undefined && !isBehind(since)) return { ...since, lease: then };
    then?.release();
    if (then !== undefined) throw servesElsewhere();
    if (outcome.type === "failed") throw outcome.error;
    throw new AppError(
      "no-data",
      say("There is no news to answer from yet. An admin can look at {status}.", { status: "/news status" }),
    );
  }

  /** One after the other: each begins with what the one before remembered. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  function refresh({
    onProgress,
  }: {
    readonly onProgress?: (sentence: string) => void;
  } = {}): Promise<RefreshOutcome> {
    if (onProgress !== undefined) progressListeners.add(onProgress);
    running ??= inTurn(bringUpToDate).finally(() => {
      running = undefined;
      progressListeners.clear();
    });
    return running;
  }

  function following({ snapshot }: DataSetRecord): Following {
    return {
      signal: ending.signal,
      known: snapshot === null ? [] : [snapshot],
      onProgress: tellProgress,
    };
  }

  function tellProgress(sentence: string): void {
    for (const listener of progressListeners) listener(sentence);
  }

  async function bringUpToDate(): Promise<RefreshOutcome> {
    try {
      return await whenFree(leases, `news of ${dataSet}`, followFiles, {
        signal: ending.signal,
        onWait: () => tellProgress(say("Another copy of the bot is bringing the files in.")),
      });
    } catch (error) {
      return fail(error);
    }
  }

  async function followFiles(): Promise<RefreshOutcome> {
    for (;;) {
      try {
        return await lookAtFiles();
      } catch (error) {
        if (!isReplaced(error) || ending.signal.aborted) return fail(error);
        log.info({ dataSet }, "other files are to be read by now");
      }
    }
  }

  async function lookAtFiles(): Promise<RefreshOutcome> {
    const now = await record();
    const { replaced, whileCurrent = (work) => work(), ...listed } = await source.files(following(now));
    const signal = replaced === undefined ? ending.signal : AbortSignal.any([ending.signal, replaced]);
    const building: Following = { ...following(now), signal };
    const { manifest: before } = await status();
    const remembered = await trust.states(now.snapshot);
    // Where nothing can serve instead, what is there is better than nothing.
    const states = before === undefined ? await trust.usable(remembered, listed.files) : remembered;
    const made = await makeOf(states, listed, building).catch((error: unknown) => {
      throw replaced?.aborted === true ? replacedError() : error;
    });
    return await whileCurrent(async () => {
      const recordBefore = await record();
      const outcome = await serve(before, { before: states, ...made }, listed.files, ALL_WELL);
      tellRecovered(recordBefore);
      return outcome;
    });
  }

  /** Decides what serves of each file, and builds that. */
  async function makeOf(
    states: readonly FileState[],
    listed: SourceFiles,
    building: Following,
  ): Promise<Made> {
    const after = await trust.judge(states, listed, building);
    return { after, built: await trust.build(after, listed.files, building) };
  }

  /** Remembers the files and swaps to what was built of them. `change`: what else is to be remembered then. */
  async function serve(
    before: Manifest | undefined,
    files: { readonly before: readonly FileState[] } & Made,
    listed: readonly SourceFile[],
    change: Partial<DataSetRecord>,
    deed?: Deed,
  ): Promise<RefreshOutcome> {
    // A content that should serve is gone from this machine: it still does, in the snapshot that has it.
    const manifest = files.built ?? before;
    if (manifest === undefined) throw contentsGone();
    const now = await record();
    const isSame = before?.id === manifest.id;
    // Another process made it serve: here it is new all the same.
    const isServing = isSame || (leases.isShared && now.snapshot === manifest.id);
    // What is decided and what serves change together, or neither does.
    await trust.remember(files.before, files.after, listed, (fileRecords) =>
      isServing && now.problem === null
        ? records.saveFiles(dataSet, fileRecords, deed)
        : records.save(
            { ...now, ...change, snapshot: manifest.id, updatedAt: clock() },
            {
              files: fileRecords,
              ...(isServing ? {} : { change: changeBetween(before, manifest) }),
              ...(deed === undefined ? {} : { deed }),
            },
          ),
    );
    const holds = {
      held: heldFilesOf(files.after),
      newlyHeld: newlyHeld(files.before, files.after),
      refused: refusedOf(files.after),
    };
    for (const { name, reason } of holds.newlyHeld)
      log.warn({ dataSet, file: name, reason }, "file held back");
    if (isSame) {
      const outcome: RefreshOutcome = { type: "unchanged", manifest, ...holds };
      if (holds.newlyHeld.length > 0) options.onOutcome?.(outcome);
      return outcome;
    }
    log.info({ dataSet, snapshot: manifest.id, articles: manifest.articles }, "news swapped");
    const outcome: RefreshOutcome = {
      type: "swapped",
      manifest,
      ...(before === undefined ? {} : { before }),
      ...holds,
    };
    options.onOutcome?.(outcome);
    return outcome;
  }

  async function fail(error: unknown): Promise<RefreshOutcome> {
    const failure =
      error instanceof AppError
        ? error
        : new AppError(
            "internal",
            say("The news could not be brought up to date. The reason is in the log."),
            {
              cause: error,
            },
          );
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
    log.warn({ dataSet, reason: failure.message }, "news not brought up to date");
    options.onOutcome?.(outcome);
    return outcome;
  }

  async function answerHold(answer: HoldAnswer, file?: string, by?: Doer): Promise<RefreshOutcome> {
    const now = await record();
    const states = await trust.states(now.snapshot);
    const after = answeredFor(states, answer, file, { now: clock(), builder: BUILDER_VERSION });
    const { manifest: before } = await status();
    const built = await trust.build(after, [], following(now));
    // What is held again was told before. What is wrong with the files stays wrong all the same.
    const deed = by === undefined ? undefined : deedOf(by, answer, states, after);
    return serve(before, { before: after, after, built }, [], {}, deed);
  }

  return {
    name: dataSet,
    look,
    lookAtNews,
    status,
    hasServed: (snapshot) => records.hasServed(dataSet, snapshot),
    refresh,
    answerHold: (answer, file, by) =>
      inTurn(() => whenFree(leases, `news of ${dataSet}`, () => answerHold(answer, file, by))),
    async catchUp() {
      const { snapshot } = await record();
      if (snapshot !== null && snapshot !== here.id()) await refresh();
    },
    here: here.id,
    async close() {
      ending.abort(new AppError("closing", "The bot closes."));
      await last;
    },
  };
}

/** The snapshots that a record names. */
export function snapshotsOf({ snapshot }: DataSetRecord): readonly string[] {
  return snapshot === null ? [] : [snapshot];
}

/** Where a data directory keeps its snapshots and its unfinished work. */
export function snapshotPaths(dataDirectory: string): { readonly snapshots: string; readonly tmp: string } {
  return { snapshots: join(dataDirectory, "snapshots"), tmp: join(dataDirectory, "tmp") };
}
