// When admins are told that Dropbox refuses the bot: at once, after 24 hours, then every week.

import { DAY_MS, WEEK_MS } from "../time/units.ts";

/**
 * The step that is due after the access has been refused for so long: 1 at once, 2 after a day, 3 a week later, and so
 * on. Steps that fell into a time when nobody could be told are not made up for: only the newest is told.
 */
export function reconnectStepDue(refusedSinceMs: number, now: number): number {
  const elapsedMs = Math.max(0, now - refusedSinceMs);
  if (elapsedMs < DAY_MS) return 1;
  return 2 + Math.floor((elapsedMs - DAY_MS) / WEEK_MS);
}
