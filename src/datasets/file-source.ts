// Where a data set's files come from.

import { AppError } from "../errors.ts";
import type { RefusedFile } from "../news/manifest.ts";
import type { SourceFile } from "../news/snapshot.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";
import { say } from "../wording/say.ts";

/** The files of a data set as they are now, in any order. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** Files that are there but could not be fetched. */
  readonly unavailable: readonly RefusedFile[];
  /** Aborted when other files are to be read by now, so that these are worth nothing. Absent where that cannot be. */
  readonly replaced?: AbortSignal;
  /** Does what makes these files the news; throws `replacedError` instead when others are to be read by now. */
  readonly whileCurrent?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What ends the work on files that are no longer to be read. It is begun anew. */
export function replacedError(): AppError {
  return new AppError("busy", say("Other files are to be read by now. They are looked at instead."), {
    retryable: true,
    trouble: REPLACED,
  });
}

/** Whether work ended because other files are to be read by now. */
export function isReplaced(error: unknown): boolean {
  return error instanceof AppError && error.trouble === REPLACED;
}

const REPLACED = "replaced";
/** The trouble of a source that ended: nothing is wrong with what it gave, and nobody waits for more. */
export const NO_SOURCE = "no-source";

/** A folder, a glob or a Dropbox connection: something that has files and can bring them up to date. */
export interface FileSource {
  /** Stable name of the data set: the same after a restart, different for different files. */
  readonly dataSet: string;
  /** The workspace whose admins hear about trouble with it; the environment's: those of all. */
  readonly workspace: WorkspaceKey;
  /** For people: `the folder ./data`. */
  readonly description: string;
  /**
   * Brings the files up to date and returns them; at least one is readable.
   * Throws AppError when they cannot be listed or none is there; what was there before keeps serving then. Throws
   * `replacedError` when others are to be read by now.
   */
  files(options: { readonly signal: AbortSignal; onProgress(sentence: string): void }): Promise<SourceFiles>;
}

/** A content that is to serve. */
export function contentsGone(): AppError {
  return new AppError(
    "no-data",
    say("Files that should serve are gone from this machine. An admin can bring them in with {refresh}.", {
      refresh: "/dropbox refresh",
    }),
  );
}

/** Another process has made newer news serve, and they cannot be had here yet. */
export function servesElsewhere(): AppError {
  return new AppError("internal", "Another process serves news that this one does not have.");
}
