// What goes on by itself: waiting for changes in Dropbox, looking now and then anyway, reminding, cleaning up. Of several processes
// one watches each connection; the others bring in what it found.

import type { DropboxClient } from "../dropbox/client.ts";
import type { DataFiles } from "../dropbox/data-files.ts";
import { watchForChanges } from "../dropbox/watch.ts";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";
import { environmentKey, type WorkspaceKey } from "../platform/workspace.ts";
import type { Clock } from "../reply/ports.ts";
import type { Store } from "../store/database.ts";
import { ALONE, type Lease, type Leases } from "../store/leases.ts";
import { DAY_MS, SECOND_MS } from "../time/units.ts";
import { type Waker, wakeAt } from "../time/wake.ts";
import type { DropboxConnections } from "./connections/index.ts";
import type { Keeper } from "./keeper.ts";

export interface Background {
  /** Begins to watch a connection that was made or made anew, and brings its files in. */
  watch(workspace: WorkspaceKey): Promise<void>;
  /** Stops watching a connection that ended. */
  unwatch(workspace: WorkspaceKey): Promise<void>;
  /** Ends everything and waits for it. */
  close(): Promise<void>;
}

export interface BackgroundOptions {
  readonly connections: DropboxConnections;
  readonly datasets: Keeper;
  readonly dataFiles: DataFiles;
  readonly store: Pick<
    Store,
    "actions" | "conversations" | "questions" | "pending" | "syncedFiles" | "allowances" | "firstTimes"
  >;
  /** Default: no other process watches. */
  readonly leases?: Leases;
  readonly clock: Clock;
  /** Whether the clock can be trusted to tell what is old and due. */
  readonly isClockSure: () => boolean;
  readonly log: Logger;
}

/** The fallback where waiting for changes is blocked or misses one. */
const POLL = "*/5 * * * *";
const REMIND = "* * * * *";
const REST = "* * * * *";
const CLEAN_UP = "17 * * * *";
const FOLLOW = "* * * * *";

/** So many workspaces' news are asked before anybody does: of more the news are closed again before somebody asks. */
const MOST_REHEARSED = 2;
/** Whoever waited for the program to start is answered before. */
const REHEARSED_AFTER_MS = SECOND_MS;

interface Watch {
  readonly ending: AbortController;
  readonly ended: Promise<void>;
  readonly lease: Lease;
  /** Of the grant that is watched. */
  readonly client: DropboxClient;
}

/** Starts to watch every connection there is. */
export function startBackground(options: BackgroundOptions): Background {
  const { connections, datasets, dataFiles, store, leases = ALONE, clock, log } = options;
  const watches = new Map<WorkspaceKey, Watch>();
  const running = new Set<Promise<void>>();
  let closing = false;

  /** Its failures go to the log, and closing waits for it. Never rejects. */
  function inBackground(what: string, work: () => Promise<unknown>): Promise<void> {
    const done = work()
      .catch((error: unknown) => log.warn({ reason: messageOf(error) }, `${what} failed`))
      .then(() => undefined)
      .finally(() => running.delete(done));
    running.add(done);
    return done;
  }

  async function unwatch(workspace: WorkspaceKey): Promise<void> {
    const watch = watches.get(workspace);
    watches.delete(workspace);
    watch?.ending.abort();
    await watch?.ended;
    await watch?.lease.release();
  }

  async function watch(workspace: WorkspaceKey): Promise<void> {
    await unwatch(workspace);
    const live = await connections.watched(workspace);
    const name = `watching ${workspace}`;
    const lease = live === undefined || closing ? undefined : (await leases.take([name])).get(name);
    if (live === undefined || lease === undefined) return;
    const ending = new AbortController();
    const ended = watchForChanges({
      client: live.client,
      cursor: live.sync.cursor,
      onChange: () => datasets.refresh(workspace),
      signal: AbortSignal.any([ending.signal, lease.signal]),
      log,
    });
    watches.set(workspace, { ending, ended, lease, client: live.client });
  }

  async function poll(): Promise<void> {
    for (const workspace of await connections.workspaces()) {
      if (closing) return;
      if (!watches.has(workspace)) await watch(workspace);
      if (!leases.isShared || watches.has(workspace)) await datasets.refresh(workspace);
      else await datasets.catchUp(workspace);
    }
  }

  async function rehearse(): Promise<void> {
    for (const workspace of (await connections.workspaces()).slice(0, MOST_REHEARSED))
      if (!closing) await datasets.rehearse(workspace);
  }

  /** What another process found, connected or left behind. */
  async function followOthers(): Promise<void> {
    const workspaces = await connections.workspaces();
    for (const [workspace, { client, lease }] of watches) {
      const now = workspaces.includes(workspace) ? await connections.watched(workspace) : undefined;
      if (now?.client !== client || lease.signal.aborted) await unwatch(workspace);
    }
    for (const workspace of workspaces) {
      if (closing) return;
      if (!watches.has(workspace)) await watch(workspace);
      await datasets.catchUp(workspace);
    }
  }

  async function remind(): Promise<void> {
    if (options.isClockSure()) await connections.remind();
  }

  async function cleanUp(): Promise<void> {
    if (!options.isClockSure()) return;
    const now = clock();
    await store.actions.deleteExpired(now);
    await store.conversations.deleteExpired(now);
    await store.questions.deleteExpired(now);
    await store.pending.deleteExpired(now);
    await store.allowances.forgetBefore(now - DAY_MS);
    await store.firstTimes.forgetBefore(environmentKey("requests"), now - DAY_MS);
    await datasets.sweep();
    const needed = new Set(await datasets.neededContents());
    for (const workspace of await connections.workspaces())
      for (const { contentHash } of await store.syncedFiles.list(workspace)) needed.add(contentHash);
    await dataFiles.cleanUp(needed);
  }

  const wake = (at: string, what: string, work: () => Promise<unknown>): Waker =>
    wakeAt({ at, what, work: () => inBackground(what, work), log });
  const wakers = [
    wake(POLL, "looking for new files", poll),
    wake(REMIND, "reminding admins", remind),
    wake(REST, "closing earlier news", () => datasets.rest()),
    wake(CLEAN_UP, "cleaning up", cleanUp),
    ...(leases.isShared ? [wake(FOLLOW, "following other processes", followOthers)] : []),
  ];
  let rehearsing: NodeJS.Timeout | undefined;
  void inBackground("looking for new files", poll).then(() => {
    const begin = (): void => void inBackground("asking the news before anybody does", rehearse);
    if (!closing) rehearsing = setTimeout(begin, REHEARSED_AFTER_MS).unref();
  });

  return {
    watch,
    unwatch,
    async close() {
      closing = true;
      clearTimeout(rehearsing);
      await Promise.all([...wakers.map((waker) => waker.close()), ...[...watches.keys()].map(unwatch)]);
      await Promise.all(running);
    },
  };
}
