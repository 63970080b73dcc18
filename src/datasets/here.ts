// What of a data set this process answers from: the snapshot that serves, or the one that did until another process made newer
// news serve, for as long as those are brought in.

import type { CatalogLease, OpenSnapshots } from "./open-snapshots.ts";

export interface Here {
  /** A lease on what serves, by its id, or meanwhile on what served; undefined where neither is on this machine. */
  lease(
    serving: string | null,
  ): Promise<{ readonly lease: CatalogLease; readonly isBehind: boolean } | undefined>;
  /** The snapshot that was leased last as the one that serves. */
  id(): string | undefined;
}

/** `isShared`: other processes may make news serve. */
export function createHere({
  snapshots,
  isShared,
}: {
  readonly snapshots: Pick<OpenSnapshots, "lease">;
  readonly isShared: boolean;
}): Here {
  let here: string | undefined;
  return {
    id: () => here,
    async lease(serving) {
      const newest = serving === null ? undefined : await snapshots.lease(serving);
      if (newest !== undefined) here = newest.catalog.manifest.id;
      if (newest !== undefined) return { lease: newest, isBehind: false };
      // One that is damaged is made anew, whatever served before.
      const isOthers = isShared && serving !== null && here !== serving;
      const before = isOthers && here !== undefined ? await snapshots.lease(here) : undefined;
      return before && { lease: before, isBehind: true };
    },
  };
}
