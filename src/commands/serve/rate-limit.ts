// How many commands one actor may run in a while.

import { AppError } from "../../errors.ts";
import type { Clock } from "../../reply/ports.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time/units.ts";
import { say } from "../../wording/say.ts";

export interface RateLimit {
  /** Counts one of that actor. Throws AppError "too-many" with how long to wait. */
  take(actor: string): void;
}

const PERIOD_MS = { minute: MINUTE_MS, hour: HOUR_MS } as const;

/** A sliding period for each actor; actors who were quiet so long cost no memory. `of`: what is counted, for the sentence. */
export function createRateLimit({
  most,
  per,
  of,
  clock,
}: {
  readonly most: number;
  readonly per: keyof typeof PERIOD_MS;
  readonly of: string;
  readonly clock: Clock;
}): RateLimit {
  const periodMs = PERIOD_MS[per];
  const taken = new Map<string, number[]>();
  return {
    take(actor) {
      const now = clock();
      // A clock that was set back begins anew.
      const isRecent = (at: number): boolean => at <= now && now - at < periodMs;
      for (const [other, times] of taken) {
        if (isRecent(times.at(-1) ?? 0)) break;
        taken.delete(other);
      }
      const recent = (taken.get(actor) ?? []).filter(isRecent);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= most) {
        const waitMs = oldest + periodMs - now;
        const wait =
          waitMs > 2 * MINUTE_MS
            ? say("{minutes, plural, one {# minute} other {# minutes}}", {
                minutes: Math.ceil(waitMs / MINUTE_MS),
              })
            : say("{seconds, plural, one {# second} other {# seconds}}", {
                seconds: Math.ceil(waitMs / SECOND_MS),
              });
        const values = { most: String(most), of: say(of), wait };
        throw new AppError(
          "too-many",
          per === "hour"
            ? say("That is more than {most} {of} in an hour. Ask again in {wait}.", values)
            : say("That is more than {most} {of} in a minute. Ask again in {wait}.", values),
          { retryable: true, retryAfterMs: waitMs },
        );
      }
      // Reinserted at the end, so that the map stays in order of the latest one.
      taken.delete(actor);
      taken.set(actor, [...recent, now]);
    },
  };
}
