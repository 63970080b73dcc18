// What one process at a time does, where several work over the same state. A lease is held until it is released, or until the
// database hears no more of its holder.

import { setTimeout as pause } from "node:timers/promises";

export interface Lease {
  /** Aborted when another process may hold it: nothing is begun under it any more. */
  readonly signal: AbortSignal;
  release(): Promise<void>;
}

export interface Leases {
  /** Whether other processes may work over the same state. */
  readonly isShared: boolean;
  /** False while the database does not hear of this process: others may do its work then. */
  mayWork(): boolean;
  /** Whoever asks for these names at the same time gets each once: those that nobody holds, here or elsewhere. */
  take(names: readonly string[]): Promise<ReadonlyMap<string, Lease>>;
}

/** How often a lease that another one holds is asked for. */
const ASKED_EVERY_MS = 250;

const NEVER = new AbortController().signal;

/** Of the only process: everything is its own. */
export const ALONE: Leases = {
  isShared: false,
  mayWork: () => true,
  take: async (names) =>
    new Map(names.map((name) => [name, { signal: NEVER, release: async () => undefined }])),
};

/** Does the work unless somebody else does it now: then undefined. */
export async function whileFree<T>(
  leases: Leases,
  name: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  if (!leases.isShared) return work(NEVER);
  const lease = (await leases.take([name])).get(name);
  if (lease === undefined) return undefined;
  try {
    return await work(lease.signal);
  } finally {
    await lease.release();
  }
}

/**
 * Does the work when nobody else does it, which is asked every quarter of a second by default. `onWait`: told once when it has to wait. Rejects with the signal's reason when that comes
 * before.
 */
export async function whenFree<T>(
  leases: Leases,
  name: string,
  work: (signal: AbortSignal) => Promise<T>,
  {
    signal,
    onWait,
    everyMs = ASKED_EVERY_MS,
  }: { readonly signal?: AbortSignal; readonly onWait?: () => void; readonly everyMs?: number } = {},
): Promise<T> {
  if (!leases.isShared) return work(NEVER);
  for (let isFirst = true; ; isFirst = false) {
    signal?.throwIfAborted();
    const lease = (await leases.take([name])).get(name);
    if (lease === undefined) {
      if (isFirst) onWait?.();
      await pause(everyMs, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
      continue;
    }
    try {
      return await work(lease.signal);
    } finally {
      await lease.release();
    }
  }
}
