// What the commands of alerts say and do where one waits for spikes.

import type { Settings } from "../../digest/settings.ts";

/** The rule in two sentences. */
export const SPIKES_EXPLAINED =
  "A spike is a country's week with more stories about a pillar than any of the eight weeks before, at least half again as many as a usual one, and more than chance brings once in a hundred looks. What is unusual when the alert is made is told at once; each spike is told when it begins and when it is over.";

/** How far an alert has come that is to look at once more at the news of that stamp. */
export function unseen(stamp: number): number {
  return Math.max(0, stamp - 1);
}

/** Whether other settings make another question: what was told of spikes is then no answer to it. */
export function asksOtherwise(before: Settings, after: Settings): boolean {
  return before.when !== after.when || JSON.stringify(before.filter) !== JSON.stringify(after.filter);
}
