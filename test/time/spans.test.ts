// The period before, and the days, weeks and months of a period, against a rule that goes day by day.

import fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import {
  bucketsOf,
  countBuckets,
  isWhole,
  lookedAt,
  periodBefore,
  SPAN_UNITS,
  unitOf,
} from "../../src/time/spans.ts";
import { DAY_MS, WEEK_MS } from "../../src/time/units.ts";

const at = (iso: string): number => Date.parse(iso);
const period = (from: string, to: string) => ({
  from: at(`${from}T00:00:00Z`),
  to: at(`${to}T00:00:00Z`) + DAY_MS - 1,
});
const dates = (found: { from?: number; to?: number } | undefined) =>
  [found?.from, found?.to].map((moment) =>
    moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 10),
  );

describe("the period before", () => {
  const now = at("2024-03-07T14:00:00Z");

  it("is as long and ends where this one begins", () => {
    expect(dates(periodBefore(period("2024-02-26", "2024-03-03"), { now }))).toEqual([
      "2024-02-19",
      "2024-02-25",
    ]);
    expect(dates(periodBefore(period("2024-02-01", "2024-02-29"), { now }))).toEqual([
      "2024-01-03",
      "2024-01-31",
    ]);
  });

  it("is the same part of the one before where this one goes on", () => {
    const week = periodBefore(period("2024-03-04", "2024-03-10"), { now });
    expect(week).toEqual({ from: at("2024-02-26T00:00:00Z"), to: now - WEEK_MS });
    const month = periodBefore(period("2024-03-01", "2024-03-31"), { now });
    expect(month).toEqual({ from: at("2024-02-01T00:00:00Z"), to: at("2024-02-07T14:00:00Z") });
  });

  it("ends where this one begins where that is no part of the calendar", () => {
    const some = { from: at("2024-03-01T12:00:00Z"), to: at("2024-03-09T00:00:00Z") };
    expect(periodBefore(some, { now })).toEqual({
      from: some.from - (now - some.from) - 1,
      to: some.from - 1,
    });
  });

  it("counts an open end up to the newest article", () => {
    const from = at("2024-03-01T00:00:00Z");
    const newest = at("2024-03-05T00:00:00Z");
    expect(periodBefore({ from }, { now, newest })).toEqual({
      from: from - (newest - from) - 1,
      to: from - 1,
    });
  });

  it("is none of all dates, and of what has not begun", () => {
    expect(periodBefore({}, { now })).toBeUndefined();
    expect(periodBefore({ to: now }, { now })).toBeUndefined();
    expect(periodBefore({ from: now + 1 }, { now })).toBeUndefined();
  });

  it("never reaches into this one and is as long, whatever it is", () => {
    const moment = fc.integer({ min: at("2020-01-01"), max: at("2026-01-01") });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 900 * DAY_MS }), moment, (from, length, clock) => {
        const before = periodBefore({ from, to: from + length }, { now: clock });
        if (before === undefined) {
          expect(clock).toBeLessThan(from);
          return;
        }
        const soFar = Math.min(length, clock - from);
        expect(before.to - before.from).toBeLessThanOrEqual(soFar);
        if (clock >= from + length) expect(before.to - before.from).toBe(length);
        expect(before.to).toBeLessThan(from);
      }),
      { seed: inject("seed") },
    );
  });
});

/** The name of the bucket that a day is in. */
function nameOf(unit: (typeof SPAN_UNITS)[number], day: number): string {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case "day":
      return String(Math.floor(day / DAY_MS));
    case "week":
      return String(Math.floor((day / DAY_MS + 3) / 7));
    case "month":
      return `${year} ${month}`;
    case "quarter":
      return `${year} ${Math.floor(month / 3)}`;
    case "year":
      return String(year);
  }
}

describe("the steps of a period", () => {
  it("hold every day once, in order, and tell which are cut off", () => {
    const day = fc.integer({ min: at("2020-01-01") / DAY_MS, max: at("2026-01-01") / DAY_MS });
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom(...SPAN_UNITS),
        (first, days, unit) => {
          const looked = { from: first * DAY_MS, to: (first + days + 1) * DAY_MS - 1 };
          const buckets = bucketsOf(unit, looked, looked);
          const names = Array.from({ length: days + 1 }, (_, index) =>
            nameOf(unit, (first + index) * DAY_MS),
          );
          expect(buckets.length).toBe(new Set(names).size);
          expect(countBuckets(unit, looked)).toBe(buckets.length);
          expect(buckets[0]?.period.from).toBe(looked.from);
          expect(buckets.at(-1)?.period.to).toBe(looked.to);
          for (const [index, bucket] of buckets.entries()) {
            const next = buckets[index + 1];
            if (next !== undefined) expect(bucket.period.to).toBe(next.period.from - 1);
            expect(nameOf(unit, bucket.stretch.from)).toBe(nameOf(unit, bucket.stretch.to));
            const { from, to } = bucket.period;
            expect(isWhole(bucket)).toBe(from === bucket.stretch.from && to === bucket.stretch.to);
          }
        },
      ),
      { seed: inject("seed") },
    );
  });

  it("end with the data, and the last one stays open where the period is", () => {
    const anchors = { now: at("2024-03-07T14:00:00Z") };
    const open = { from: at("2024-02-21T00:00:00Z") };
    const looked = lookedAt(open, anchors, at("2023-08-09T10:00:00Z"));
    if (looked === undefined) expect.fail("nothing is looked at");
    const buckets = bucketsOf("week", open, looked);
    expect(buckets.map(isWhole)).toEqual([false, true, false]);
    expect(buckets.at(-1)?.period.to).toBeUndefined();
    expect(buckets.at(-1)?.ends).toBe(anchors.now);
    expect(buckets[0]?.begins).toBe(open.from);
  });

  it("are as long as fits", () => {
    const of = (days: number) => unitOf({ from: 0, to: days * DAY_MS });
    expect([7, 21, 22, 84, 182, 183, 400, 1100, 3000, 5000].map(of)).toEqual([
      "day",
      "day",
      "week",
      "week",
      "week",
      "month",
      "month",
      "quarter",
      "quarter",
      "year",
    ]);
  });
});
