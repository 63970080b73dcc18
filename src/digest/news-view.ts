// The news of a workspace as its digests see them: the snapshot that serves, noted, and what stands in the way of a
// newer one.

import type { DataSetStatus } from "../datasets/data-set-status.ts";
import type { Datasets } from "../datasets/keeper.ts";
import type { NewsLook } from "../datasets/look.ts";
import { AppError } from "../errors.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { joined } from "../reply/build.ts";
import { say } from "../wording/say.ts";
import type { NewsView } from "./choose.ts";
import type { Outage } from "./judge.ts";
import type { SnapshotNotes } from "./note-snapshot.ts";

export interface Newsstand {
  /** Absent when no news serve; `outage` then says why. */
  readonly view?: NewsView;
  readonly outage?: Outage;
}

export interface NewsReader {
  /** Looks at a workspace's news while `use` runs; by the look that was taken already, where there is one. */
  read<T>(workspace: WorkspaceKey, use: (stand: Newsstand) => Promise<T>, taken?: NewsLook): Promise<T>;
}

export function createNewsReader({
  datasets,
  notes,
}: {
  readonly datasets: Pick<Datasets, "look" | "status">;
  readonly notes: SnapshotNotes;
}): NewsReader {
  /** Undefined when a newer snapshot serves by now. */
  async function standOf(workspace: WorkspaceKey, look: NewsLook): Promise<Newsstand | undefined> {
    const news = await look.serving({ newest: true }).catch((error: unknown) => {
      if (error instanceof AppError && error.code !== "internal" && error.code !== "closing") return error;
      throw error;
    });
    // It has no beginning that is known: told once, until news serve.
    if (news instanceof AppError) return { outage: { sentence: news.message, since: 0 } };
    const { catalog, dataSet } = news;
    const isServing = async (): Promise<boolean> => {
      const { manifest, isBehind } = await datasets.status(workspace);
      return isBehind !== true && manifest?.id === catalog.manifest.id;
    };
    const through = await notes.note(dataSet, catalog, isServing);
    if (through === undefined) return undefined;
    const outage = outageOf(await look.status(), catalog.manifest.builtAt);
    return { view: { dataSet, catalog, through }, ...(outage === undefined ? {} : { outage }) };
  }

  return {
    async read(workspace, use, taken) {
      for (let given = taken; ; given = undefined) {
        const look = given ?? datasets.look(workspace);
        try {
          const stand = await standOf(workspace, look);
          if (stand !== undefined) return await use(stand);
        } finally {
          if (given === undefined) look.release();
        }
      }
    },
  };
}

/** What stands in the way of newer news: of all of them, or of those of some files. */
function outageOf({ problem, held, manifest }: DataSetStatus, lastGoodAt: number): Outage | undefined {
  if (problem !== undefined) return { ...problem, lastGoodAt };
  const [first] = held;
  if (first === undefined) return undefined;
  // Another file that is held is another outage, however long an admin takes.
  const since = Math.max(...held.map((file) => file.since));
  const others =
    held.length === 1
      ? undefined
      : say("{count, plural, one {# more file is} other {# more files are}} held back, too.", {
          count: held.length - 1,
        });
  if (held.length === manifest?.files.length)
    return { sentence: joined(first.reason, others), since, lastGoodAt };
  return {
    sentence: joined(
      first.reason,
      others,
      say(
        "{count, plural, one {Its} other {Their}} earlier news goes on, and all other files are up to date.",
        { count: held.length },
      ),
    ),
    since,
    ofSomeFiles: true,
  };
}
