// Leases of processes that share a record of who holds what, instead of a database.

import type { Lease, Leases } from "../../src/store/leases.ts";

export function leasesOver(held: Set<string>): Leases {
  return {
    isShared: true,
    mayWork: () => true,
    async take(names) {
      const taken = new Map<string, Lease>();
      for (const name of names) {
        if (held.has(name)) continue;
        held.add(name);
        const { signal } = new AbortController();
        taken.set(name, { signal, release: async () => void held.delete(name) });
      }
      return taken;
    },
  };
}
