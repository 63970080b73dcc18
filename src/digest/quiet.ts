// Hours of the local day in which no alert goes out.

import { Temporal } from "temporal-polyfill";
import { formatTime, plainWords, readTime } from "../time/time-of-day.ts";
import { MINUTE_MS } from "../time/units.ts";
import { say } from "../wording/say.ts";

/** Minutes of the local day, 0–1439, never equal. `to` is the first that is not quiet; it may lie past midnight. */
export interface Quiet {
  readonly from: number;
  readonly to: number;
}

export type QuietReading =
  | { readonly ok: true; readonly quiet: Quiet }
  /** `problem` is a sentence; `offers` are canonical texts that would work, nearest first. */
  | { readonly ok: false; readonly problem: string; readonly offers: readonly string[] };

const DAY_MINUTES = 24 * 60;
const USUAL: Quiet = { from: 22 * 60, to: 7 * 60 };

function refused(problem: string, near: Quiet): QuietReading {
  return { ok: false, problem, offers: [formatQuiet(near.from === near.to ? USUAL : near)] };
}

/** Reads `22:00-07:00`, `22-7`, `22:00 – 07:00`, `10pm to 7am`, `from 22.00 until 7.00`. */
export function parseQuiet(text: string): QuietReading {
  const said = plainWords(text).replace(/^(?:from|between) /, "");
  const ends = said.split(/ (?:to|till|until|and) | ?-/);
  const [from, to] = ends.map(readTime);
  if (ends.length > 2 || from === undefined || (ends.length === 2 && to === undefined))
    return refused(
      say("Quiet hours go from one time of day to another, as in {example}.", { example: "22:00-07:00" }),
      USUAL,
    );
  if (to === undefined)
    return refused(say("Say when the quiet hours end, as in {example}.", { example: "22:00-07:00" }), {
      from: from.minutes,
      to: USUAL.to,
    });
  const quiet = { from: from.minutes, to: to.minutes };
  const problem = from.problem ?? to.problem;
  if (problem !== undefined) return refused(problem, quiet);
  if (quiet.from === quiet.to)
    return refused(say("Quiet hours cannot end at the time they begin: nothing would ever be sent."), quiet);
  return { ok: true, quiet };
}

/** Canonical text: parsing it gives the hours again. `22:00-07:00`. */
export function formatQuiet(quiet: Quiet): string {
  return `${formatTime(quiet.from)}-${formatTime(quiet.to)}`;
}

/**
 * When the quiet time that a moment falls into ends: the first moment after it whose local time is not quiet. Both are
 * whole ms since 1970, UTC. Undefined when the moment is not quiet. The zone is one that `zoneNamed` knows; throws
 * RangeError for any other.
 */
export function quietUntil(quiet: Quiet, zone: string, at: number): number | undefined {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const minute = zoned.hour * 60 + zoned.minute;
  const sinceStart = (minute - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  const lasts = (quiet.to - quiet.from + DAY_MINUTES) % DAY_MINUTES;
  if (sinceStart >= lasts) return undefined;
  const intoMinute = zoned.second * 1000 + zoned.millisecond;
  const end = at + (lasts - sinceStart) * MINUTE_MS - intoMinute;
  const change = zoned.getTimeZoneTransition("next")?.epochMilliseconds;
  // The clock may jump over the end, or back into the quiet hours.
  return change === undefined || change > end ? end : (quietUntil(quiet, zone, change) ?? change);
}
