// The news of a workspace as its digests see them: the snapshot that serves, noted, and what stands in the way of a
// newer one.

import type { Datasets } from "../datasets/keeper.ts";
import { AppError } from "../errors.ts";
import type { NewsView } from "./choose.ts";
import type { Outage } from "./decide.ts";
import type { SnapshotNotes } from "./note-snapshot.ts";

export interface Newsstand {
  /** Absent when no news serve; `outage` then says why. */
  readonly view?: NewsView;
  readonly outage?: Outage;
}

export interface NewsReader {
  /** Looks at a workspace's news while `use` runs. */
  read<T>(workspace: string, use: (stand: Newsstand) => Promise<T>): Promise<T>;
}

export function createNewsReader({
  datasets,
  notes,
}: {
  readonly datasets: Datasets;
  readonly notes: SnapshotNotes;
}): NewsReader {
  return {
    async read(workspace, use) {
      const lease = await datasets.lease(workspace).catch((error: unknown) => {
        if (error instanceof AppError && error.code !== "internal" && error.code !== "closing") return error;
        throw error;
      });
      if (lease instanceof AppError)
        // It has no beginning that is known: told once, until news serve.
        return use({ outage: { sentence: lease.message, since: 0 } });
      try {
        const { catalog, dataSet } = lease;
        const [through, { problem, held }] = await Promise.all([
          notes.note(dataSet, catalog),
          datasets.status(workspace),
        ]);
        const lastGoodAt = catalog.manifest.builtAt;
        // Files that are held back are one outage, however long an admin takes.
        const trouble =
          problem ??
          (held === undefined
            ? undefined
            : { sentence: `The newest files are held back: ${held.reason}`, since: lastGoodAt });
        return await use({
          view: { dataSet, catalog, through },
          ...(trouble === undefined ? {} : { outage: { ...trouble, lastGoodAt } }),
        });
      } finally {
        lease.release();
      }
    },
  };
}
