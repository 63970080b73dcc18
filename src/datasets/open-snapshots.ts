// Snapshots that are open: shared by everybody who asks, kept a while for later pages, closed when nobody needs them.

import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../errors.ts";
import type { Logger } from "../log.ts";
import { type Catalog, openCatalog } from "../news/catalog.ts";
import { folderBytes } from "../news/disk-room.ts";
import { MANIFEST_FILE, readManifest } from "../news/snapshot.ts";
import type { Clock } from "../reply/ports.ts";
import { MINUTE_MS } from "../time/units.ts";

/** How long a snapshot that no longer serves stays readable after its last answer. */
const KEEP_MS = 30 * MINUTE_MS;

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

interface OpenSnapshot {
  readonly catalog: Catalog;
  leases: number;
  lastUsedAt: number;
}

export interface OpenSnapshots {
  /**
   * A lease on a snapshot, opened if need be; undefined when it is not there or damaged. Throws AppError "closing"
   * after `close`.
   */
  lease(id: string): Promise<CatalogLease | undefined>;
  directoryOf(id: string): string;
  /**
   * Closes what nobody used for 30 minutes, and what was used longest ago of more than twenty or of more than a gigabyte, and
   * deletes it from disk with all that was derived from it; except the ids to keep and what is being read.
   */
  sweep(keep: ReadonlySet<string>): Promise<void>;
  /** Waits for running queries, then closes everything. */
  close(): Promise<void>;
}

/** Opens snapshots below `directory`, each at most once. */
export function createOpenSnapshots(options: {
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Logger;
}): OpenSnapshots {
  const { directory, clock, log } = options;
  const open = new Map<string, Promise<OpenSnapshot | undefined>>();
  let closing = false;

  const directoryOf = (id: string): string => join(directory, id);

  async function openOne(id: string): Promise<OpenSnapshot | undefined> {
    const manifest = await readManifest(directoryOf(id));
    if (manifest === undefined) return undefined;
    const catalog = await openCatalog(directoryOf(id), manifest).catch((error: unknown) => {
      // A damaged snapshot counts as absent: it is made anew.
      log.warn({ err: error, snapshot: id }, "snapshot could not be opened");
      return undefined;
    });
    return catalog === undefined ? undefined : { catalog, leases: 0, lastUsedAt: clock() };
  }

  async function lease(id: string): Promise<CatalogLease | undefined> {
    if (closing)
      throw new AppError("closing", "The news is being closed. Ask again in a moment.", { retryable: true });
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
    let released = false;
    return {
      catalog: snapshot.catalog,
      release() {
        if (released) return;
        released = true;
        snapshot.leases -= 1;
        snapshot.lastUsedAt = clock();
      },
    };
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
      const snapshot = await open.get(name);
      const isRecent = Math.max(usedAt, snapshot?.lastUsedAt ?? 0) > oldest;
      keptBytes += await folderBytes(directoryOf(name));
      // One that was built just now may be about to serve.
      const isNew = index === 0 || usedAt > clock() - MINUTE_MS;
      const isWithin = index < MOST_KEPT && (isNew || keptBytes <= MOST_KEPT_BYTES);
      if ((snapshot?.leases ?? 0) > 0 || (isRecent && isWithin)) continue;
      open.delete(name);
      await snapshot?.catalog.close();
      await rm(directoryOf(name), { recursive: true, force: true });
    }
  }

  return {
    lease: async (id) => {
      const leased = await lease(id);
      if (leased !== undefined) {
        const seconds = clock() / 1000;
        await utimes(directoryOf(id), seconds, seconds).catch(() => undefined);
      }
      return leased;
    },
    directoryOf,
    sweep,
    async close() {
      closing = true;
      const opened = await Promise.all(open.values());
      open.clear();
      await Promise.all(opened.map((snapshot) => snapshot?.catalog.close()));
    },
  };
}
