// From words about time to the dates an answer covers, given a clock and the data.

import { assertNever } from "../errors.ts";
import type { DateValue, Single } from "./date-value.ts";
import { calendarStretch, monthsBefore, recurringStretch, type Stretch } from "./stretches.ts";

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

interface Bounds {
  readonly from?: number;
  readonly to?: number;
  readonly shifted: boolean;
}

function boundsOf(value: DateValue, anchors: Anchors): Bounds {
  switch (value.type) {
    case "all":
      return { shifted: false };
    case "ago": {
      const at = referenceOf(anchors) - value.amountMs;
      return { from: at, to: at, shifted: false };
    }
    case "months-ago": {
      const at = monthsBefore(referenceOf(anchors), value.months);
      return { from: at, to: at, shifted: false };
    }
    case "calendar":
    case "recurring":
    case "fixed":
      return shiftedBounds(value, anchors);
    case "range": {
      const last = shiftedBounds(value.last, anchors);
      const { from, shifted } = shiftedBounds(value.first, anchors);
      // `friday to monday`: the Friday before that Monday.
      const first = from <= last.to ? from : stretchOf(value.first, last.to).from;
      return { from: first, to: last.to, shifted: shifted || last.shifted };
    }
    case "beside": {
      const { from, to, shifted } = shiftedBounds(value.of, anchors);
      return value.side === "before" ? { to: from - 1, shifted } : { from: to + 1, shifted };
    }
    default:
      return assertNever(value);
  }
}

function stretchOf(value: Single, at: number): Stretch {
  switch (value.type) {
    case "calendar":
      return calendarStretch(value.unit, value.offset, at);
    case "recurring":
      return recurringStretch(value.part, value.ended === true, at);
    case "fixed":
      return value;
    default:
      return assertNever(value);
  }
}

/** Around the clock; around the newest article where the data end before that. */
function shiftedBounds(value: Single, { now, newest }: Anchors): Stretch & { readonly shifted: boolean } {
  const { from, to } = stretchOf(value, now);
  if (value.type === "fixed" || newest === undefined || newest >= from) return { from, to, shifted: false };
  return { ...stretchOf(value, newest), shifted: true };
}

/**
 * The dates a window covers, both ends included. `since 7d` ends at the reference; every other lower bound leaves the
 * end open unless `until` sets it. No bound at all includes undated articles.
 */
export function resolvePeriod({ since, until }: Window, anchors: Anchors): ResolvedPeriod {
  const lower = since === undefined ? undefined : boundsOf(since, anchors);
  const upper = until === undefined ? undefined : boundsOf(until, anchors);
  const countsBack = since?.type === "ago" || since?.type === "months-ago";
  const to = upper?.to ?? (countsBack && until === undefined ? referenceOf(anchors) : undefined);
  return {
    period: {
      ...(lower?.from === undefined ? {} : { from: lower.from }),
      ...(to === undefined ? {} : { to }),
    },
    shifted: (lower?.shifted ?? false) || (upper?.shifted ?? false),
  };
}
