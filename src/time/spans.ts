// Periods beside one another: the one before, of equal length, and the days, weeks, months, quarters or years that one is made of.

import { calendarStretch, type Stretch } from "./stretches.ts";
import { DAY_MS, HOUR_MS } from "./units.ts";
import { type Anchors, type Period, referenceOf } from "./windows.ts";

/** What a period can be told by. */
export const SPAN_UNITS = ["day", "week", "month", "quarter", "year"] as const;
export type SpanUnit = (typeof SPAN_UNITS)[number];

/**
 * The period before, as long as this one is so far: the stretch that ends where it begins or, of a whole unit that is not over
 * yet, the same part of the one before. Undefined where it has no beginning, or has not begun.
 */
export function periodBefore({ from, to }: Period, anchors: Anchors): Required<Period> | undefined {
  const reference = referenceOf(anchors);
  if (from === undefined || from > reference) return undefined;
  const soFar = Math.min(to ?? reference, reference) - from;
  const unit = unitThatIs({ from, to });
  if (unit === undefined || to === undefined || to <= reference)
    return { from: from - soFar - 1, to: from - 1 };
  const before = calendarStretch(unit, -1, from);
  return { from: before.from, to: Math.min(before.from + soFar, before.to) };
}

interface Bounds {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The unit that a period is one of, all of it. */
export function unitThatIs({ from, to }: Bounds): SpanUnit | undefined {
  if (from === undefined) return undefined;
  return SPAN_UNITS.find((unit) => {
    const stretch = calendarStretch(unit, 0, from);
    return stretch.from === from && stretch.to === to;
  });
}

/** One unit of a period. */
export interface Bucket {
  /** All of it. */
  readonly stretch: Stretch;
  /** What of it is in the period; the last one of a period without an end has none either. */
  readonly period: Period & { readonly from: number };
  /** Its first or last moment that was looked at, where that is not its own: the period, or the data, begin or end in it. */
  readonly begins?: number;
  readonly ends?: number;
}

/** Whether all of it is in the period and in the data. */
export function isWhole({ begins, ends }: Bucket): boolean {
  return begins === undefined && ends === undefined;
}

/** The stretch of time that is looked at, both ends included: data begin with the day of `oldest`. Undefined where it is none. */
export function lookedAt(period: Period, anchors: Anchors, oldest: number): Stretch | undefined {
  const reference = referenceOf(anchors);
  const { from: begin } = calendarStretch("day", 0, oldest);
  const from = Math.max(period.from ?? begin, begin);
  const to = Math.min(period.to ?? reference, reference);
  return from <= to ? { from, to } : undefined;
}

/** The unit in which so long a stretch is told in some twenty steps. */
export function unitOf({ from, to }: Stretch): SpanUnit {
  const days = (to - from) / DAY_MS;
  if (days <= 21) return "day";
  if (days <= 26 * 7) return "week";
  if (days <= 3 * 366) return "month";
  return days <= 10 * 366 ? "quarter" : "year";
}

/** How many of them a stretch touches. */
export function countBuckets(unit: SpanUnit, { from, to }: Stretch): number {
  const shortest = { day: 1, week: 7, month: 28, quarter: 90, year: 365 }[unit] * DAY_MS;
  // Too many to go through are as many as there may be.
  if (to - from > 2000 * shortest) return Math.ceil((to - from) / shortest);
  return stretchesOf(unit, { from, to }).length;
}

/** Data that reach so near to the end of a step reach its end: nobody publishes at every hour. */
const NEAR_MS = 6 * HOUR_MS;

/** The buckets that a stretch of the period touches, the earliest first. */
export function bucketsOf(unit: SpanUnit, period: Period, looked: Stretch): readonly Bucket[] {
  const stretches = stretchesOf(unit, looked);
  return stretches.map((stretch, index) => {
    const isLast = index === stretches.length - 1;
    const from = Math.max(stretch.from, period.from ?? stretch.from);
    // What is dated a little ahead of the clock is in the last one.
    const to = isLast ? period.to : stretch.to;
    return {
      stretch,
      period: { from, ...(to === undefined ? {} : { to }) },
      ...(looked.from > stretch.from ? { begins: looked.from } : {}),
      ...(stretch.to - looked.to > NEAR_MS ? { ends: looked.to } : {}),
    };
  });
}

function stretchesOf(unit: SpanUnit, { from, to }: Stretch): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = from; at <= to; ) {
    const stretch = calendarStretch(unit, 0, at);
    stretches.push(stretch);
    at = stretch.to + 1;
  }
  return stretches;
}
