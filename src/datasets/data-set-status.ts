// How a data set stands, for whoever answers from it and for those who look after it.

import type { Manifest, RefusedFile } from "../news/manifest.ts";
import type { HeldFile } from "./held-files.ts";
import type { CatalogLease } from "./open-snapshots.ts";

export interface DataSetStatus {
  readonly description: string;
  /** What serves; absent when nothing does yet. */
  readonly manifest?: Manifest;
  /** Files that could never be read, or not even be fetched: nothing of them serves. */
  readonly refused: readonly RefusedFile[];
  /** Files whose newest content does not serve, while an earlier one does. */
  readonly held: readonly HeldFile[];
  /** Why the newest files are not served, in one sentence. */
  readonly problem?: { readonly sentence: string; readonly since: number };
  readonly building: boolean;
  /** Another process serves newer news, which this one is about to have. */
  readonly isBehind?: boolean;
}

/** A data set as it is at one moment. */
export interface DataSetLook {
  readonly status: DataSetStatus;
  /** On what serves, until it is released; absent before the first snapshot. */
  readonly lease?: CatalogLease;
}
