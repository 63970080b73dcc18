// From words about time to the dates an answer covers, given a clock and the data.

import { assertNever } from "../errors.ts";
import type { DateValue } from "./date-value.ts";
import { DAY_MS } from "./units.ts";

export interface Window {
  readonly since?: DateValue;
  readonly until?: DateValue;
}

/** Inclusive bounds in ms UTC. A missing bound is open. Undated articles pass only when both are missing. */
export interface Period {
  readonly from?: number;
  readonly to?: number;
}

export interface Anchors {
  /** ms UTC. */
  readonly now: number;
  /** The newest dated article of the chosen countries and sources, ms UTC; absent when none is dated. */
  readonly newest?: number;
}

export interface ResolvedPeriod {
  readonly period: Period;
  /**
   * True when `today`, `last week` and the like were counted back from the newest article because the data end before
   * the stretch that the calendar means. The answer says so.
   */
  readonly shifted: boolean;
}

/** The moment that durations count back from: min(now, newest). */
export function referenceOf({ now, newest }: Anchors): number {
  return newest === undefined ? now : Math.min(now, newest);
}

function startOfDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** The stretch of the calendar around `anchor`, UTC, weeks from Monday: inclusive ms bounds. */
function calendarStretch(
  { unit, offset }: Extract<DateValue, { type: "calendar" }>,
  anchor: number,
): { from: number; to: number } {
  switch (unit) {
    case "day": {
      const from = startOfDay(anchor) + offset * DAY_MS;
      return { from, to: from + DAY_MS - 1 };
    }
    case "week": {
      const daysSinceMonday = (new Date(anchor).getUTCDay() + 6) % 7;
      const from = startOfDay(anchor) + (offset * 7 - daysSinceMonday) * DAY_MS;
      return { from, to: from + 7 * DAY_MS - 1 };
    }
    case "month": {
      const [year, month] = [new Date(anchor).getUTCFullYear(), new Date(anchor).getUTCMonth() + offset];
      return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1) - 1 };
    }
    default:
      return assertNever(unit);
  }
}

interface Bounds {
  readonly from?: number;
  readonly to?: number;
  readonly shifted: boolean;
}

function boundsOf(value: DateValue, anchors: Anchors): Bounds {
  switch (value.type) {
    case "all":
      return { shifted: false };
    case "fixed":
      return { from: value.from, to: value.to, shifted: false };
    case "ago": {
      const at = referenceOf(anchors) - value.amountMs;
      return { from: at, to: at, shifted: false };
    }
    case "calendar": {
      const meant = calendarStretch(value, anchors.now);
      if (anchors.newest === undefined || anchors.newest >= meant.from) return { ...meant, shifted: false };
      return { ...calendarStretch(value, anchors.newest), shifted: true };
    }
    default:
      return assertNever(value);
  }
}

/**
 * The dates a window covers, both ends included. `since 7d` ends at the reference; every other lower bound leaves the
 * end open unless `until` sets it. No bound at all includes undated articles.
 */
export function resolvePeriod({ since, until }: Window, anchors: Anchors): ResolvedPeriod {
  const lower = since === undefined ? undefined : boundsOf(since, anchors);
  const upper = until === undefined ? undefined : boundsOf(until, anchors);
  const to = upper?.to ?? (since?.type === "ago" && until === undefined ? referenceOf(anchors) : undefined);
  return {
    period: {
      ...(lower?.from === undefined ? {} : { from: lower.from }),
      ...(to === undefined ? {} : { to }),
    },
    shifted: (lower?.shifted ?? false) || (upper?.shifted ?? false),
  };
}
