// The snapshot of certain files as of now: one that is there, or a new one.

import type { Manifest } from "../news/manifest.ts";
import {
  type BuildOptions,
  buildSnapshot,
  FilesRefused,
  type SourceFile,
  snapshotIdOf,
} from "../news/snapshot.ts";
import type { Clock } from "../reply/ports.ts";
import { say } from "../wording/say.ts";
import type { OpenSnapshots } from "./open-snapshots.ts";

export interface PrepareRequest {
  readonly files: readonly SourceFile[];
  /** Ids of snapshots that may be of these files. */
  readonly known: readonly string[];
  readonly signal: AbortSignal;
  onProgress(sentence: string): void;
}

/** Whether a snapshot is right at that time: articles dated ahead of the clock get their dates as it moves on. */
export function isCurrent({ validFrom, validUntil }: Manifest, now: number): boolean {
  return now >= validFrom && (validUntil === null || now < validUntil);
}

/** Makes a snapshot: `buildSnapshot` has the contract. */
export type BuildSnapshot = (options: BuildOptions) => Promise<Manifest>;

export type Prepare = (request: PrepareRequest) => Promise<Manifest>;

/**
 * Makes a function that finds or builds the snapshot of files and returns its manifest. Throws like `buildSnapshot`;
 * files that were all refused are not read a second time.
 */
export function createPrepare(options: {
  readonly snapshots: OpenSnapshots;
  readonly tmpDirectory: string;
  readonly clock: Clock;
  /** Default: in a process of its own. */
  readonly build?: BuildSnapshot;
}): Prepare {
  const { snapshots, tmpDirectory, clock, build = buildSnapshot } = options;
  let refused: { readonly content: string; readonly error: FilesRefused } | undefined;

  /** The manifest of a snapshot that can be opened. */
  async function manifestOf(id: string): Promise<Manifest | undefined> {
    const lease = await snapshots.lease(id);
    lease?.release();
    return lease?.catalog.manifest;
  }

  return async ({ files, known, signal, onProgress }) => {
    const content = snapshotIdOf(files);
    if (refused?.content === content) throw refused.error;
    // The same files read under another clock are another snapshot, whose id only begins like this one's.
    const ids = [content, ...known.filter((id) => id.startsWith(content))];
    const manifests = await Promise.all(ids.map(manifestOf));
    const current = manifests.find((manifest) => manifest !== undefined && isCurrent(manifest, clock()));
    if (current !== undefined) return current;
    const [earlier] = known;
    const buildAs = async (id: string, now: number): Promise<Manifest> => {
      try {
        return await build({
          id,
          files,
          directory: snapshots.directoryOf(id),
          tmpDirectory,
          ...(earlier === undefined ? {} : { earlier: snapshots.directoryOf(earlier) }),
          now,
          signal,
          onProgress: ({ file, index, of }) =>
            onProgress(say("Reading {file}, {index} of {of}.", { file, index, of })),
        });
      } catch (error) {
        if (error instanceof FilesRefused) refused = { content, error };
        throw error;
      }
    };
    // One that another process built under a clock of its own is the same here, and has one name.
    for (const [index, id] of ids.entries()) {
      const now = clockOf(id);
      if (now === undefined || manifests[index] !== undefined) continue;
      const manifest = await buildAs(id, now);
      if (isCurrent(manifest, clock())) return manifest;
    }
    return await buildAs(manifests[0] === undefined ? content : `${content}-${clock()}`, clock());
  };
}

/** The clock under which a snapshot was built that has it in its name. */
function clockOf(id: string): number | undefined {
  const [, now] = /-(\d+)$/.exec(id) ?? [];
  return now === undefined ? undefined : Number(now);
}
