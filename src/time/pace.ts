// Waiting, and how long before asking again. Tests hand in another pace, which does not wait.

import { AppError } from "../errors.ts";
import { say } from "../wording/say.ts";

/** The pace of a running program; see `Pace` in reply/ports.ts. */
export const realPace = {
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(end, ms);
    function end(): void {
      signal?.removeEventListener("abort", stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      const cause: unknown = signal?.reason;
      reject(
        new AppError("closing", say("The work was stopped. Nothing was lost."), { retryable: true, cause }),
      );
    }
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
    return promise;
  },
  random: Math.random,
};

/**
 * Twice as long after every failure, up to the longest, the second half of it by chance so that many callers do not
 * come back together. `failures` counts from 1.
 */
export function backoffMs(
  failures: number,
  random: () => number,
  { firstMs = 500, longestMs = 15_000 }: { readonly firstMs?: number; readonly longestMs?: number } = {},
): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(fullMs / 2 + random() * (fullMs / 2));
}
