// How far an alert has come when it is made, or asked something else.

import type { Settings } from "../../digest/settings.ts";
import { waitsForSpikes } from "../../digest/subscription.ts";

/** `stamp`: that of the news. One that waits for spikes looks at these once more: what is unusual now is told at once. */
export function seenAtFirst(settings: Settings, stamp: number): number {
  return waitsForSpikes({ settings }) ? Math.max(0, stamp - 1) : stamp;
}

/** Whether other settings make another question: what was told of spikes is then no answer to it. */
export function asksOtherwise(before: Settings, after: Settings): boolean {
  return before.when !== after.when || JSON.stringify(before.filter) !== JSON.stringify(after.filter);
}
