// Shares of the subscriptions that are decided in one workspace: each is one process's at a time, so that several processes decide a
// workspace that has many. In which share one is tells its id alone.

import { hash } from "node:crypto";
import type { Leases } from "../store/leases.ts";

/** More than there are processes, so that one which is slow keeps little to itself. */
const SHARES = 8;

/** So many are decided sooner by one process than by several. */
const DECIDED_BY_ONE = 200;

/**
 * Works on each share that no other process works on, one after the other. `name`: tells the leases of this work from others. A
 * process that is alone works on all in one go.
 */
export async function inShares<T extends { readonly id: string }>(
  {
    leases,
    name,
    records,
  }: { readonly leases: Leases; readonly name: string; readonly records: readonly T[] },
  work: (share: readonly T[]) => Promise<void>,
): Promise<void> {
  if (records.length === 0) return;
  if (!leases.isShared) return work(records);
  const shares = Map.groupBy(records, ({ id }) => `${name} ${shareOf(id)}`);
  const names = [...shares.keys()];
  for (const asked of records.length > DECIDED_BY_ONE ? names.map((one) => [one]) : [names]) {
    const taken = await leases.take(asked);
    try {
      const free = asked.flatMap((one) => (taken.has(one) ? (shares.get(one) ?? []) : []));
      if (free.length > 0) await work(free);
    } finally {
      await Promise.all([...taken.values()].map((lease) => lease.release()));
    }
  }
}

function shareOf(id: string): number {
  return Number.parseInt(hash("sha256", id, "hex").slice(0, 8), 16) % SHARES;
}
