// How many commands one actor may run in a while.

import { AppError } from "../../errors.ts";
import type { Clock } from "../../reply/ports.ts";
import type { Allowances } from "../../store/allowances.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../time/units.ts";
import { say } from "../../wording/say.ts";

export interface RateLimit {
  /** Counts one of that actor. Throws AppError "too-many" with how long to wait. */
  take(actor: string): void;
  /** Counts it with those of other processes, where there are some. Rejects as `take` throws. */
  takeAmongAll(actor: string): Promise<void>;
}

const PERIOD_MS = { minute: MINUTE_MS, hour: HOUR_MS } as const;

/** A sliding period for each actor; actors who were quiet so long cost no memory. `of`: what is counted, for the sentence. */
export function createRateLimit({
  most,
  per,
  of,
  clock,
  shared,
}: {
  readonly most: number;
  readonly per: keyof typeof PERIOD_MS;
  readonly of: string;
  readonly clock: Clock;
  /** Counts for all processes; absent: this is the only one. */
  readonly shared?: Pick<Allowances, "take"> | undefined;
}): RateLimit {
  const periodMs = PERIOD_MS[per];

  function tooMany(waitMs: number): AppError {
    const wait =
      waitMs > 2 * MINUTE_MS
        ? say("{minutes, plural, one {# minute} other {# minutes}}", {
            minutes: Math.ceil(waitMs / MINUTE_MS),
          })
        : say("{seconds, plural, one {# second} other {# seconds}}", {
            seconds: Math.ceil(waitMs / SECOND_MS),
          });
    const values = { most: String(most), of: say(of), wait };
    return new AppError(
      "too-many",
      per === "hour"
        ? say("That is more than {most} {of} in an hour. Ask again in {wait}.", values)
        : say("That is more than {most} {of} in a minute. Ask again in {wait}.", values),
      { retryable: true, retryAfterMs: waitMs },
    );
  }

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
      if (oldest !== undefined && recent.length >= most) throw tooMany(oldest + periodMs - now);
      // Reinserted at the end, so that the map stays in order of the latest one.
      taken.delete(actor);
      taken.set(actor, [...recent, now]);
    },
    async takeAmongAll(actor) {
      const waitMs = await shared?.take(`${of} ${actor}`, { most, periodMs }, clock());
      if (waitMs !== undefined) throw tooMany(waitMs);
    },
  };
}
