// Plain reference of windows: the period that words like `7d` and `last week` stand for.

import type { DateValue } from "../../src/time/date-value.ts";
import type { Period } from "../../src/time/windows.ts";

const DAY_MS = 86_400_000;

type Calendar = Extract<DateValue, { readonly type: "calendar" }>;

/** First and last ms of the day, week or month that `at` lies in, or of the one before. UTC, weeks from Monday. */
function stretch({ unit, offset }: Calendar, at: number): { from: number; to: number } {
  const date = new Date(at);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth();
  const midnight = Date.UTC(year, month, date.getUTCDate());
  switch (unit) {
    case "day":
      return { from: midnight + offset * DAY_MS, to: midnight + (offset + 1) * DAY_MS - 1 };
    case "week": {
      const monday = midnight - ((date.getUTCDay() + 6) % 7) * DAY_MS;
      return { from: monday + 7 * offset * DAY_MS, to: monday + 7 * (offset + 1) * DAY_MS - 1 };
    }
    case "month":
      return { from: Date.UTC(year, month + offset), to: Date.UTC(year, month + offset + 1) - 1 };
  }
}

/**
 * The period of a window: its lower bound is that of `since`, its upper bound that of `until`; `since 7d` alone ends at
 * the reference, `until 7d` ends 7 days before it. `newest` is the newest date of the chosen countries and sources.
 */
export function periodOf(
  { since, until }: { readonly since?: DateValue; readonly until?: DateValue },
  { now, newest }: { readonly now: number; readonly newest: number | undefined },
): Period {
  const reference = newest === undefined ? now : Math.min(now, newest);
  const bounds = (value: DateValue | undefined): { from?: number; to?: number } => {
    if (value === undefined) return {};
    switch (value.type) {
      case "all":
        return {};
      case "ago":
        return { from: reference - value.amountMs, to: reference - value.amountMs };
      case "fixed":
        return { from: value.from, to: value.to };
      case "calendar": {
        const current = stretch(value, now);
        return newest === undefined || newest >= current.from ? current : stretch(value, reference);
      }
    }
  };
  const from = bounds(since).from;
  const to = until === undefined && since?.type === "ago" ? reference : bounds(until).to;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
