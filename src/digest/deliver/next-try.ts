// When a message is tried again that was not taken, or whose answer was lost.

import { HOUR_MS, MINUTE_MS } from "../../time/units.ts";

/** Between tries of one message: doubled each time, up to this. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 15 * MINUTE_MS;
/** A platform may ask for a longer pause, never for a shorter one; and for none longer than this. */
const LONGEST_PAUSE_MS = 6 * HOUR_MS;

/** How long to wait. `jitter`, between 0 and 1, spreads tries. `afterMs`: at the earliest. */
export function nextTryMs(attempts: number, jitter: number, afterMs = 0): number {
  const backoffMs = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 20), LONGEST_RETRY_MS);
  return Math.ceil(Math.max(backoffMs * (0.75 + jitter / 2), Math.min(afterMs, LONGEST_PAUSE_MS)));
}
