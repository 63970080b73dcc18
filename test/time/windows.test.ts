// The dates that words about time stand for, given a clock and the data.

import { describe, expect, it } from "vitest";
import type { DateValue } from "../../src/time/date-value.ts";
import {
  type Anchors,
  type ResolvedPeriod,
  referenceOf,
  resolvePeriod,
  type Window,
} from "../../src/time/windows.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** ms UTC of `2024-03-05` or `2024-03-05T14:30`. */
const at = (iso: string): number => Date.parse(iso.includes("T") ? `${iso}Z` : `${iso}T00:00Z`);
/** The last ms of a day. */
const endOf = (iso: string): number => at(iso) + DAY_MS - 1;

const ago = (amountMs: number): DateValue => ({ type: "ago", amountMs });
const all: DateValue = { type: "all" };
const day = (iso: string): DateValue => ({ type: "fixed", from: at(iso), to: endOf(iso) });
const february: DateValue = { type: "fixed", from: at("2024-02-01"), to: endOf("2024-02-29") };
const calendar = (unit: "day" | "week" | "month", offset: 0 | -1): DateValue => ({
  type: "calendar",
  unit,
  offset,
});
const [today, yesterday] = [calendar("day", 0), calendar("day", -1)];
const [thisWeek, lastWeek] = [calendar("week", 0), calendar("week", -1)];
const [thisMonth, lastMonth] = [calendar("month", 0), calendar("month", -1)];

/** A Thursday afternoon, with news of the same day. */
const fresh: Anchors = { now: at("2024-03-07T15:00"), newest: at("2024-03-07T12:00") };
/** The same data in November two years later. */
const old: Anchors = { now: at("2026-11-23T15:00"), newest: at("2024-03-07T12:00") };

function dates(from: string, to: string): ResolvedPeriod {
  return { period: { from: at(from), to: endOf(to) }, shifted: false };
}

describe("the reference", () => {
  it("is the newest article, but never ahead of the clock", () => {
    expect(referenceOf(fresh)).toBe(at("2024-03-07T12:00"));
    expect(referenceOf({ now: at("2024-03-07T15:00"), newest: at("2024-03-08T02:00") })).toBe(
      at("2024-03-07T15:00"),
    );
    expect(referenceOf({ now: at("2024-03-07T15:00") })).toBe(at("2024-03-07T15:00"));
  });
});

describe("a window without a word about time", () => {
  it("has no bound, so that undated articles are in it", () => {
    expect(resolvePeriod({}, fresh)).toEqual({ period: {}, shifted: false });
    expect(resolvePeriod({ since: all }, old)).toEqual({ period: {}, shifted: false });
    expect(resolvePeriod({ since: all, until: all }, old)).toEqual({ period: {}, shifted: false });
  });
});

describe("a duration", () => {
  it("counts back from the reference and ends there", () => {
    expect(resolvePeriod({ since: ago(7 * DAY_MS) }, old)).toEqual({
      period: { from: at("2024-02-29T12:00"), to: at("2024-03-07T12:00") },
      shifted: false,
    });
  });

  it("counts back from the clock where the data are ahead of it or have no dates", () => {
    const period = { from: at("2024-03-06T15:00"), to: at("2024-03-07T15:00") };
    const now = at("2024-03-07T15:00");
    expect(resolvePeriod({ since: ago(24 * HOUR_MS) }, { now }).period).toEqual(period);
    expect(resolvePeriod({ since: ago(24 * HOUR_MS) }, { now, newest: now + HOUR_MS }).period).toEqual(
      period,
    );
  });

  it("as an upper bound is the moment that long ago", () => {
    expect(resolvePeriod({ until: ago(7 * DAY_MS) }, fresh).period).toEqual({ to: at("2024-02-29T12:00") });
    expect(resolvePeriod({ since: ago(14 * DAY_MS), until: ago(7 * DAY_MS) }, fresh).period).toEqual({
      from: at("2024-02-22T12:00"),
      to: at("2024-02-29T12:00"),
    });
  });
});

describe("a date", () => {
  it("begins at 00:00 UTC as a lower bound, with an open end", () => {
    expect(resolvePeriod({ since: day("2024-03-01") }, fresh)).toEqual({
      period: { from: at("2024-03-01") },
      shifted: false,
    });
  });

  it("is included as an upper bound", () => {
    expect(resolvePeriod({ until: day("2024-03-01") }, fresh).period).toEqual({ to: endOf("2024-03-01") });
  });

  it("alone is that day, and a month that month, leap day included", () => {
    expect(resolvePeriod({ since: day("2024-03-01"), until: day("2024-03-01") }, fresh)).toEqual(
      dates("2024-03-01", "2024-03-01"),
    );
    expect(resolvePeriod({ since: february, until: february }, fresh)).toEqual(
      dates("2024-02-01", "2024-02-29"),
    );
  });

  it("is never moved, however far from the data", () => {
    expect(resolvePeriod({ since: day("2026-11-01"), until: day("2026-11-20") }, old)).toEqual(
      dates("2026-11-01", "2026-11-20"),
    );
  });

  it("after the end gives a period that holds nothing", () => {
    const { from, to } = resolvePeriod({ since: day("2024-03-05"), until: day("2024-03-01") }, fresh).period;
    expect(from).toBeGreaterThan(to ?? Number.POSITIVE_INFINITY);
  });
});

describe("a word of the calendar", () => {
  /** As a bare word sets it: both bounds. */
  const both = (value: DateValue): Window => ({ since: value, until: value });

  it.each<[string, DateValue, string, string]>([
    ["today", today, "2024-03-07", "2024-03-07"],
    ["yesterday", yesterday, "2024-03-06", "2024-03-06"],
    ["this week, from Monday", thisWeek, "2024-03-04", "2024-03-10"],
    ["last week", lastWeek, "2024-02-26", "2024-03-03"],
    ["this month", thisMonth, "2024-03-01", "2024-03-31"],
    ["last month, with its leap day", lastMonth, "2024-02-01", "2024-02-29"],
  ])("is whole days of the UTC calendar: %s", (_, value, from, to) => {
    expect(resolvePeriod(both(value), fresh)).toEqual(dates(from, to));
  });

  it.each<[string, DateValue, string, string, string]>([
    ["a week on its Monday", thisWeek, "2024-03-04", "2024-03-04", "2024-03-10"],
    ["a week on its Sunday", thisWeek, "2024-03-10T23:59", "2024-03-04", "2024-03-10"],
    ["last week on a Monday", lastWeek, "2024-03-04", "2024-02-26", "2024-03-03"],
    ["a week over New Year", thisWeek, "2025-01-01", "2024-12-30", "2025-01-05"],
    ["yesterday on 1 March of a leap year", yesterday, "2024-03-01", "2024-02-29", "2024-02-29"],
    ["yesterday on 1 March of another year", yesterday, "2023-03-01", "2023-02-28", "2023-02-28"],
    ["last month in January", lastMonth, "2024-01-15", "2023-12-01", "2023-12-31"],
    ["last month on the 31st", lastMonth, "2024-03-31", "2024-02-01", "2024-02-29"],
    ["this month in a February of 28 days", thisMonth, "2023-02-10", "2023-02-01", "2023-02-28"],
  ])("has the edges of the calendar: %s", (_, value, now, from, to) => {
    expect(resolvePeriod(both(value), { now: at(now), newest: at(now) })).toEqual(dates(from, to));
  });

  it("as a lower bound leaves the end open, as an upper bound includes its last day", () => {
    expect(resolvePeriod({ since: lastWeek }, fresh).period).toEqual({ from: at("2024-02-26") });
    expect(resolvePeriod({ until: lastWeek }, fresh).period).toEqual({ to: endOf("2024-03-03") });
    expect(resolvePeriod({ since: lastMonth, until: yesterday }, fresh)).toEqual(
      dates("2024-02-01", "2024-03-06"),
    );
  });

  it("means the calendar of now as long as the data reach into that stretch", () => {
    const now = at("2024-03-07T15:00");
    const onItsFirstMoment: Anchors = { now, newest: at("2024-03-04") };
    expect(resolvePeriod(both(thisWeek), onItsFirstMoment)).toEqual(dates("2024-03-04", "2024-03-10"));
    expect(resolvePeriod(both(lastWeek), onItsFirstMoment)).toEqual(dates("2024-02-26", "2024-03-03"));
    expect(resolvePeriod(both(thisWeek), { now })).toEqual(dates("2024-03-04", "2024-03-10"));
  });

  it("counts back from the newest article where the data end earlier, and says so", () => {
    expect(resolvePeriod(both(today), { ...fresh, newest: at("2024-03-07") - 1 })).toEqual({
      ...dates("2024-03-06", "2024-03-06"),
      shifted: true,
    });
    expect(resolvePeriod(both(lastWeek), old)).toEqual({
      ...dates("2024-02-26", "2024-03-03"),
      shifted: true,
    });
    expect(resolvePeriod(both(thisMonth), old)).toEqual({
      ...dates("2024-03-01", "2024-03-31"),
      shifted: true,
    });
  });

  it("says so for either bound", () => {
    expect(resolvePeriod({ since: day("2024-01-01"), until: lastMonth }, old)).toEqual({
      ...dates("2024-01-01", "2024-02-29"),
      shifted: true,
    });
    expect(resolvePeriod({ since: thisWeek }, old)).toEqual({
      period: { from: at("2024-03-04") },
      shifted: true,
    });
  });
});
