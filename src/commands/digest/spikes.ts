// What the commands of alerts say and do where one waits for spikes.

import type { Settings } from "../../digest/settings.ts";

/** How far an alert has come that is to look at once more at the news of that stamp. */
export function unseen(stamp: number): number {
  return Math.max(0, stamp - 1);
}

/** Whether other settings make another question: what was told of spikes is then no answer to it. */
export function asksOtherwise(before: Settings, after: Settings): boolean {
  return before.when !== after.when || JSON.stringify(before.filter) !== JSON.stringify(after.filter);
}
