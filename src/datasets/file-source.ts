// Where a data set's files come from.

import type { RefusedFile } from "../news/manifest.ts";
import type { SourceFile } from "../news/snapshot.ts";
import type { WorkspaceKey } from "../platform/workspace.ts";

/** The files of a data set as they are now, in any order. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  /** Files that are there but could not be fetched. */
  readonly unavailable: readonly RefusedFile[];
}

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
   * Throws AppError when they cannot be listed or none is there; what was there before keeps serving then.
   */
  files(options: { readonly signal: AbortSignal; onProgress(sentence: string): void }): Promise<SourceFiles>;
}
