// Real and hard files that lie beside the checkout on some machines. Tests that need them skip with this reason.

import { existsSync, readFileSync } from "node:fs";
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

/** The payloads that a platform really sent, of one recording; none where the files are not there. */
export function recordedPayloads(file: string): readonly object[] {
  if (!hasSharedData) return [];
  const recorded: unknown = JSON.parse(readFileSync(sharedPath(`specs/payloads/${file}.json`), "utf8"));
  return typeof recorded === "object" && recorded !== null
    ? Object.values(recorded).filter((one: unknown) => typeof one === "object" && one !== null)
    : [];
}
