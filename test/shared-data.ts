// Real and hard files that lie beside the checkout on some machines. Tests that need them skip with this reason.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../shared/", import.meta.url));

/** Whether the files are there. */
export const hasSharedData = existsSync(`${root}data`);

/** Goes into the name of a suite that is skipped without them. */
export const sharedDataReason = hasSharedData
  ? ""
  : " (skipped: the shared test data is not on this machine)";

/** The path of one of them, for example `data/Estonia_master.parquet.gzip`. */
export function sharedPath(path: string): string {
  return `${root}${path}`;
}
