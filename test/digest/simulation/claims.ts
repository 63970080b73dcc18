// Claims on the clock of a simulation: Postgres dates them by its own, which is years ahead of it, so that what arrived would seem
// older than its claim.

import type { Store } from "../../../src/store/database.ts";

export function claimsDatedBy(
  { ledger, db }: Store,
  clock: () => number,
): Pick<Store["ledger"], "claim" | "claimClock"> {
  return {
    async claim(slot, n, now) {
      if ((await ledger.claim(slot, n, now)) === undefined) return undefined;
      const claimedAt = clock();
      await db
        .updateTable("deliveryParts")
        .set({ claimedAt })
        .where("slot", "=", slot)
        .where("n", "=", n)
        .execute();
      return claimedAt;
    },
    claimClock: async () => clock(),
  };
}
