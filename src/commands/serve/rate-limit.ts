// How many commands one actor may run a minute.

import { AppError } from "../../errors.ts";
import { counted } from "../../reply/build.ts";
import type { Clock } from "../../reply/ports.ts";
import { MINUTE_MS } from "../../time/units.ts";

export interface RateLimit {
  /** Counts one command of that actor. Throws AppError "too-many" with the seconds to wait. */
  take(actor: string): void;
}

/** A sliding minute for each actor; actors who were quiet for a minute cost no memory. */
export function createRateLimit({
  perMinute,
  clock,
}: {
  readonly perMinute: number;
  readonly clock: Clock;
}): RateLimit {
  const taken = new Map<string, number[]>();
  return {
    take(actor) {
      const now = clock();
      // A clock that was set back begins anew.
      const isRecent = (at: number): boolean => at <= now && now - at < MINUTE_MS;
      for (const [other, times] of taken) {
        if (isRecent(times.at(-1) ?? 0)) break;
        taken.delete(other);
      }
      const recent = (taken.get(actor) ?? []).filter(isRecent);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= perMinute) {
        const waitMs = oldest + MINUTE_MS - now;
        throw new AppError(
          "too-many",
          `That is more than ${perMinute} commands in a minute. Ask again in ${counted(Math.ceil(waitMs / 1000), "second")}.`,
          { retryable: true, retryAfterMs: waitMs },
        );
      }
      // Reinserted at the end, so that the map stays in order of the latest command.
      taken.delete(actor);
      taken.set(actor, [...recent, now]);
    },
  };
}
