// Snapshots that are open: shared by everybody who asks, kept a while for later pages, closed when nobody needs them.

import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "../log.ts";
import { type Catalog, openCatalog } from "../news/catalog.ts";
import { folderBytes } from "../news/disk-room.ts";
import type { FullTexts } from "../news/search/full-text.ts";
import { MANIFEST_FILE, readManifest } from "../news/snapshot.ts";
import { beingClosed } from "../news/unanswered.ts";
import type { Clock } from "../reply/ports.ts";
import { MINUTE_MS } from "../time/units.ts";

/** How long a snapshot that no longer serves stays readable after its last answer. */
const KEEP_MS = 30 * MINUTE_MS;

/** How long after its last answer a snapshot that no longer serves stays in memory: it takes some eighty megabytes, and 0.2 s to open. */
const REST_AFTER_MS = 2 * MINUTE_MS;

/** Snapshots that serve and that nobody asked for two minutes: so many of many workspaces stay in memory, those used last. */
const MOST_IDLE = 2;

/**
 * Snapshots that are in memory at once, whoever asked for them and when; more only while they are read: the digests of many
 * workspaces may be due in the same minute.
 */
export const MOST_OPEN = 8;

/** Snapshots that no longer serve and are kept for later pages: whoever goes on leafing in old ones holds no more. */
export const MOST_KEPT = 20;

/**
 * And more than the latest of them only as long as they take no more together: so many bytes, or the latest alone, are what news
 * that no longer serve take on the disk.
 */
export const MOST_KEPT_BYTES = 1_000_000_000;

/** What a snapshot is called; whatever else somebody types names no folder. */
const SNAPSHOT_ID = /^[0-9a-f]{32}(-\d+)?$/;

/** A catalog that stays open until released. */
export interface CatalogLease {
  readonly catalog: Catalog;
  release(): void;
}

/** How often a folder is marked as in use, at most. */
const MARKED_EVERY_MS = MINUTE_MS;

interface OpenSnapshot {
  readonly catalog: Catalog;
  /** Whether its full text is being made at the moment: that would have to begin anew. */
  readonly isInTheMaking: () => boolean;
  leases: number;
  lastUsedAt: number;
  /** When other processes were last told by its folder's time. */
  markedAt: number;
}

export interface OpenSnapshots {
  /**
   * A lease on a snapshot, opened if need be; undefined when it is not there or damaged. When it is released, others that nobody
   * reads may be closed. Throws AppError "closing" after `close`.
   */
  lease(id: string): Promise<CatalogLease | undefined>;
  directoryOf(id: string): string;
  /**
   * Closes what nobody used for 30 minutes, and what was used longest ago of more than twenty or of more than a gigabyte, and
   * deletes it from disk with all that was derived from it; except the ids to keep and what is being read.
   */
  sweep(keep: ReadonlySet<string>): Promise<void>;
  /**
   * Closes what nobody used for two minutes, except what is being read and the two of the ids to keep that were used last; whoever
   * wants it opens it again.
   */
  rest(keep: ReadonlySet<string>): Promise<void>;
  /** Waits for running queries, then closes everything, the full texts included. */
  close(): Promise<void>;
}

/** Opens snapshots below `directory`, each at most once. */
export function createOpenSnapshots(options: {
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Default: nothing can be searched. */
  readonly fullTexts?: FullTexts;
}): OpenSnapshots {
  const { directory, clock, log, fullTexts } = options;
  const open = new Map<string, Promise<OpenSnapshot | undefined>>();
  let closing = false;
  let making: Promise<void> = Promise.resolve();

  const directoryOf = (id: string): string => join(directory, id);

  async function openOne(id: string): Promise<OpenSnapshot | undefined> {
    const manifest = await readManifest(directoryOf(id));
    if (manifest === undefined) return undefined;
    const fullText = fullTexts?.of(directoryOf(id), manifest);
    const catalog = await openCatalog(directoryOf(id), manifest, fullText).catch(async (error: unknown) => {
      // A damaged snapshot counts as absent: it is made anew.
      log.warn({ err: error, snapshot: id }, "snapshot could not be opened");
      await fullText?.close();
      return undefined;
    });
    return catalog === undefined
      ? undefined
      : {
          catalog,
          isInTheMaking: () => fullText?.isInTheMaking() === true,
          leases: 0,
          lastUsedAt: clock(),
          markedAt: Number.NEGATIVE_INFINITY,
        };
  }

  async function lease(id: string): Promise<CatalogLease | undefined> {
    if (closing) throw beingClosed();
    if (!SNAPSHOT_ID.test(id)) return undefined;
    const opening = open.get(id) ?? openOne(id);
    open.set(id, opening);
    const snapshot = await opening;
    const isStillOpen = open.get(id) === opening;
    if (snapshot === undefined) {
      if (isStillOpen) open.delete(id);
      return undefined;
    }
    // A sweep may have closed it while we waited.
    if (!isStillOpen) return lease(id);
    if (snapshot.catalog.isDamaged()) {
      await giveUp(id, snapshot);
      return undefined;
    }
    snapshot.leases += 1;
    await mark(id, snapshot);
    let released = false;
    return {
      catalog: snapshot.catalog,
      release() {
        if (released) return;
        released = true;
        snapshot.leases -= 1;
        snapshot.lastUsedAt = clock();
        if (open.size > MOST_OPEN) making = making.then(makeRoom).catch(notClosed);
      },
    };
  }

  /** Another process may look when it last served anybody. */
  async function mark(id: string, snapshot: OpenSnapshot): Promise<void> {
    const now = clock();
    if (Math.abs(now - snapshot.markedAt) < MARKED_EVERY_MS) return;
    snapshot.markedAt = now;
    await utimes(directoryOf(id), now / 1000, now / 1000).catch(() => undefined);
  }

  /** A snapshot without a manifest is none, for other processes too. Who reads it meanwhile ends first. */
  async function giveUp(id: string, { catalog }: OpenSnapshot): Promise<void> {
    log.error({ snapshot: id }, "a snapshot is damaged and is made anew");
    open.delete(id);
    await rm(join(directoryOf(id), MANIFEST_FILE), { force: true });
    await catalog.close();
  }

  /** Those that need not be kept, with when they last served anybody, the latest first. */
  async function unneeded(keep: ReadonlySet<string>): Promise<readonly { name: string; usedAt: number }[]> {
    const names = (await readdir(directory).catch(() => [])).filter((name) => !keep.has(name));
    const known = await Promise.all(
      names.map(async (name) => {
        // Another process may be reading it: its folder's time tells when it last served anybody.
        const touched = await stat(directoryOf(name)).catch(() => undefined);
        const snapshot = await open.get(name);
        return { name, usedAt: Math.max(touched?.mtimeMs ?? 0, snapshot?.lastUsedAt ?? 0) };
      }),
    );
    return known.toSorted((a, b) => b.usedAt - a.usedAt);
  }

  async function sweep(keep: ReadonlySet<string>): Promise<void> {
    const oldest = clock() - KEEP_MS;
    let keptBytes = 0;
    for (const [index, { name, usedAt }] of (await unneeded(keep)).entries()) {
      keptBytes += await folderBytes(directoryOf(name));
      // Looked at last: whoever opened it meanwhile reads it.
      const snapshot = await open.get(name);
      const isRecent = Math.max(usedAt, snapshot?.lastUsedAt ?? 0) > oldest;
      // One that was built just now may be about to serve.
      const isNew = index === 0 || usedAt > clock() - MINUTE_MS;
      const isWithin = index < MOST_KEPT && (isNew || keptBytes <= MOST_KEPT_BYTES);
      if ((snapshot?.leases ?? 0) > 0 || (isRecent && isWithin)) continue;
      open.delete(name);
      await snapshot?.catalog.close();
      await rm(directoryOf(name), { recursive: true, force: true });
    }
  }

  /** Of the ids to keep, those used last; what is in use stays anyway. */
  async function idleThatStay(keep: ReadonlySet<string>, latest: number): Promise<ReadonlySet<string>> {
    const serving = [...open].filter(([id]) => keep.has(id));
    const known = await Promise.all(
      serving.map(async ([id, opening]) => ({ id, usedAt: (await opening)?.lastUsedAt ?? 0 })),
    );
    const idle = known.filter(({ usedAt }) => usedAt <= latest).toSorted((a, b) => b.usedAt - a.usedAt);
    return new Set(idle.slice(0, MOST_IDLE).map(({ id }) => id));
  }

  async function rest(keep: ReadonlySet<string>): Promise<void> {
    const latest = clock() - REST_AFTER_MS;
    const stays = await idleThatStay(keep, latest);
    for (const [id, opening] of open) {
      const snapshot = stays.has(id) ? undefined : await opening;
      if (snapshot !== undefined && snapshot.lastUsedAt <= latest) await letGo(id, snapshot);
    }
  }

  /** Of more than may be open, those that were used longest ago. */
  async function makeRoom(): Promise<void> {
    if (closing || open.size <= MOST_OPEN) return;
    const opened = await Promise.all(
      [...open].map(async ([id, opening]) => ({ id, snapshot: await opening })),
    );
    const inOrder = opened.toSorted((a, b) => (a.snapshot?.lastUsedAt ?? 0) - (b.snapshot?.lastUsedAt ?? 0));
    for (const { id, snapshot } of inOrder)
      if (open.size > MOST_OPEN && snapshot !== undefined) await letGo(id, snapshot);
  }

  function notClosed(error: unknown): void {
    log.warn({ err: error }, "news that nobody reads could not be closed");
  }

  /** Out of memory, unless somebody needs it there. */
  async function letGo(id: string, snapshot: OpenSnapshot): Promise<void> {
    if (snapshot.leases > 0 || snapshot.isInTheMaking() || (await open.get(id)) !== snapshot) return;
    // Whoever came while that was looked at reads it.
    if (snapshot.leases > 0) return;
    open.delete(id);
    const seconds = snapshot.lastUsedAt / 1000;
    await utimes(directoryOf(id), seconds, seconds).catch(() => undefined);
    await snapshot.catalog.close();
  }

  return {
    lease,
    directoryOf,
    sweep,
    rest,
    async close() {
      closing = true;
      await making;
      const opened = await Promise.all(open.values());
      open.clear();
      await Promise.all(opened.map((snapshot) => snapshot?.catalog.close()));
      await fullTexts?.close();
    },
  };
}
