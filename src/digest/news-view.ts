// The news of a workspace as its digests see them: the snapshot that serves, noted, and what stands in the way of a
// newer one.

import type { Datasets, NewsLease } from "../datasets/keeper.ts";
import { AppError } from "../errors.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
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
  read<T>(workspace: WorkspaceKey, use: (stand: Newsstand) => Promise<T>): Promise<T>;
}

export function createNewsReader({
  datasets,
  notes,
}: {
  readonly datasets: Datasets;
  readonly notes: SnapshotNotes;
}): NewsReader {
  /** What serves, noted; or why nothing does. */
  async function notedLease(
    workspace: WorkspaceKey,
  ): Promise<{ readonly lease: NewsLease; readonly through: number } | AppError> {
    for (;;) {
      const lease = await datasets.lease(workspace).catch((error: unknown) => {
        if (error instanceof AppError && error.code !== "internal" && error.code !== "closing") return error;
        throw error;
      });
      if (lease instanceof AppError) return lease;
      let through: number | undefined;
      try {
        const { catalog, dataSet } = lease;
        through = await notes.note(
          dataSet,
          catalog,
          async () => (await datasets.status(workspace)).manifest?.id === catalog.manifest.id,
        );
      } finally {
        if (through === undefined) lease.release();
      }
      if (through !== undefined) return { lease, through };
    }
  }

  return {
    async read(workspace, use) {
      const noted = await notedLease(workspace);
      if (noted instanceof AppError)
        // It has no beginning that is known: told once, until news serve.
        return use({ outage: { sentence: noted.message, since: 0 } });
      const { lease, through } = noted;
      try {
        const { catalog, dataSet } = lease;
        const { problem, held } = await datasets.status(workspace);
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
