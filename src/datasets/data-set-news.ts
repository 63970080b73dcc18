// What happens to a data set, for whoever asked for it and for those who hear of it.

import type { AppError } from "../errors.ts";
import type { Manifest, RefusedFile } from "../news/manifest.ts";
import type { HeldFile } from "./held-files.ts";

/** What became of a refresh. */
export type RefreshOutcome =
  | {
      readonly type: "unchanged" | "swapped";
      readonly manifest: Manifest;
      /** What served before a swap. */
      readonly before?: Manifest;
      readonly held: readonly HeldFile[];
      /** Of these, what nobody was told of yet. */
      readonly newlyHeld: readonly HeldFile[];
      /** Files that could never be read, or not even be fetched. */
      readonly refused: readonly RefusedFile[];
    }
  | { readonly type: "failed"; readonly error: AppError };

/** What happened to a data set without being asked for. */
export type DataSetNews =
  | RefreshOutcome
  /** What was wrong is over: the kinds of trouble, and since when the first of them was. */
  | { readonly type: "recovered"; readonly troubles: readonly string[]; readonly since: number };
