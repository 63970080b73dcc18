// How long to wait before asking again, and the waiting itself.

import { setTimeout as timer } from "node:timers/promises";
import { AppError } from "../errors.ts";

/** Waits so many ms. Rejects with AppError "closing" as soon as the signal says so. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** What the rooms here need to wait: tests bring a sleep that does not, and a chance that is none. */
export interface Pace {
  readonly sleep: Sleep;
  /** A number from 0 up to 1. */
  readonly random: () => number;
}

export const realPace: Pace = {
  async sleep(ms, signal) {
    try {
      await timer(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted ? stopped(error) : error;
    }
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

/** What a caller gets whose signal ended the work. */
export function stopped(cause?: unknown): AppError {
  return new AppError("closing", "The work on the Dropbox files was stopped. Nothing was lost.", {
    retryable: true,
    cause,
  });
}

/** Throws AppError "closing" when the work is to end. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw stopped();
}
