// What wakes the program at the moments that five fields name, in UTC: `*/5 * * * *`. node-cron names the moments. The waits
// are ours: its own end when the clock shows a moment, so that a clock which was set back by hours holds them up for hours,
// and one which was set ahead by years has them go through every minute of those years first.

import { createTask } from "node-cron";
import { messageOf } from "../errors.ts";
import type { Logger } from "../log.ts";

export interface Waker {
  /** Wakes nobody any more, and waits for work under way. */
  close(): Promise<void>;
}

export interface WakeOptions {
  /** Minute, hour, day of the month, month, weekday. */
  readonly at: string;
  /** For the log: `deciding digests`. */
  readonly what: string;
  readonly work: () => Promise<unknown>;
  readonly log: Logger;
}

/**
 * Runs `work` at every such moment, late rather than not at all, and never beside itself: moments that pass meanwhile are
 * left out. A failure goes to the log.
 */
export function wakeAt({ at, what, work, log }: WakeOptions): Waker {
  const task = createTask(at, () => undefined, { timezone: "UTC", logger: linesTo(log) });
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  let closed = false;

  function wait(): void {
    const now = Date.now();
    const next = task.getNextRuns(1)[0]?.getTime() ?? now;
    timer = setTimeout(() => {
      underWay = run();
    }, next - now);
  }

  async function run(): Promise<void> {
    log.debug({ what }, "woken");
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, `${what} failed`);
    }
    if (!closed) wait();
  }

  wait();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await task.destroy();
      await underWay;
    },
  };
}

/** node-cron writes to the console where nobody takes its lines. */
function linesTo(log: Logger) {
  const line = (message: string | Error): string => `node-cron: ${messageOf(message)}`;
  return {
    info: (message: string) => log.info(line(message)),
    warn: (message: string) => log.warn(line(message)),
    error: (message: string | Error, err?: Error) => log.error({ err }, line(message)),
    debug: (message: string | Error) => log.debug(line(message)),
  };
}
