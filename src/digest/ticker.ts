// The minute tick of digests. node-cron only wakes: what is due is decided by the store and the clock.

import { schedule } from "node-cron";

/** Runs `work` at every minute, never twice at the same time. Closing waits for what is under way. */
export function startTicker(work: () => Promise<void>): { close(): Promise<void> } {
  let running: Promise<void> | undefined;
  const task = schedule(
    "* * * * *",
    async () => {
      running = work().finally(() => {
        running = undefined;
      });
      await running;
    },
    { noOverlap: true },
  );
  return {
    async close() {
      await task.destroy();
      await running;
    },
  };
}
