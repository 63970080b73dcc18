// The parts of the calendar around a moment; UTC, weeks from Monday.

import { describe, expect, it } from "vitest";
import type { DateValue, Recurring } from "../../src/time/date-value.ts";
import { isoWeek, monthsBefore, nextStretch, recurringStretch } from "../../src/time/stretches.ts";
import { resolvePeriod } from "../../src/time/windows.ts";

const at = (iso: string): number => Date.parse(iso.includes("T") ? `${iso}Z` : `${iso}T00:00Z`);
const days = ({ from = 0, to = 0 }: { readonly from?: number; readonly to?: number }): string =>
  `${new Date(from).toISOString().slice(0, 10)}..${new Date(to).toISOString().slice(0, 10)}`;
/** A Thursday afternoon. */
const NOW = at("2024-03-07T15:00");

describe("a part that comes again is the newest that has begun", () => {
  const cases: readonly [string, Recurring, string, string, string][] = [
    [
      "thursday",
      { of: "week", weekday: 4 },
      "2024-03-07..2024-03-07",
      "2024-02-29..2024-02-29",
      "2024-03-14",
    ],
    ["friday", { of: "week", weekday: 5 }, "2024-03-01..2024-03-01", "2024-03-01..2024-03-01", "2024-03-08"],
    ["march", { of: "year", month: 3 }, "2024-03-01..2024-03-31", "2023-03-01..2023-03-31", "2025-03-01"],
    ["april", { of: "year", month: 4 }, "2023-04-01..2023-04-30", "2023-04-01..2023-04-30", "2024-04-01"],
    [
      "29 february",
      { of: "year", month: 2, day: 29 },
      "2024-02-29..2024-02-29",
      "2024-02-29..2024-02-29",
      "2028-02-29",
    ],
    ["week 53", { of: "year", week: 53 }, "2020-12-28..2021-01-03", "2020-12-28..2021-01-03", "2026-12-28"],
    ["q1", { of: "year", quarter: 1 }, "2024-01-01..2024-03-31", "2023-01-01..2023-03-31", "2025-01-01"],
  ];
  it.each(cases)("%s: that one, the last that is over, and the next", (_, part, newest, ended, next) => {
    expect(days(recurringStretch(part, false, NOW))).toBe(newest);
    expect(days(recurringStretch(part, true, NOW))).toBe(ended);
    expect(days(nextStretch(part, NOW)).slice(0, 10)).toBe(next);
  });
});

describe("an ISO week", () => {
  it("is of the year that its Thursday is in", () => {
    expect(isoWeek(2026, 1)).toEqual({ from: at("2025-12-29"), to: at("2026-01-05") - 1 });
    expect(isoWeek(2024, 53)).toBeUndefined();
    expect(isoWeek(2020, 53)).toEqual({ from: at("2020-12-28"), to: at("2021-01-04") - 1 });
  });

  it("of the coming year may have begun in this one", () => {
    expect(days(recurringStretch({ of: "year", week: 1 }, false, at("2025-12-30")))).toBe(
      "2025-12-29..2026-01-04",
    );
  });
});

describe("months back", () => {
  it("end at the last day of a shorter month, at the same time of day", () => {
    expect(monthsBefore(at("2024-03-31T09:30"), 1)).toBe(at("2024-02-29T09:30"));
    expect(monthsBefore(at("2024-03-07T15:00"), 12)).toBe(at("2023-03-07T15:00"));
  });
});

describe("windows of such words", () => {
  const anchors = { now: NOW, newest: NOW };
  const weekday = (number: 1 | 5): Extract<DateValue, { type: "recurring" }> => ({
    type: "recurring",
    part: { of: "week", weekday: number },
  });

  it("begin with since and stay open", () => {
    expect(resolvePeriod({ since: weekday(1) }, anchors).period).toEqual({ from: at("2024-03-04") });
  });

  it("of a range reach from the first to the last, the first before the last", () => {
    const value: DateValue = { type: "range", first: weekday(5), last: weekday(1) };
    expect(days(resolvePeriod({ since: value, until: value }, anchors).period)).toBe(
      "2024-03-01..2024-03-04",
    );
    const turned: DateValue = { type: "range", first: weekday(1), last: weekday(5) };
    expect(days(resolvePeriod({ since: turned, until: turned }, anchors).period)).toBe(
      "2024-02-26..2024-03-01",
    );
  });

  it("leave out the date that they lie beside", () => {
    const march: DateValue = { type: "recurring", part: { of: "year", month: 3 } };
    expect(resolvePeriod({ until: { type: "beside", side: "before", of: march } }, anchors).period).toEqual({
      to: at("2024-03-01") - 1,
    });
    expect(
      resolvePeriod({ since: { type: "beside", side: "after", of: weekday(1) } }, anchors).period,
    ).toEqual({ from: at("2024-03-05") });
  });

  it("count from the newest article where the data end before, and say so", () => {
    const old = { now: at("2026-11-23T15:00"), newest: NOW };
    const monday = { since: weekday(1), until: weekday(1) };
    expect(resolvePeriod(monday, old)).toEqual({
      period: { from: at("2024-03-04"), to: at("2024-03-05") - 1 },
      shifted: true,
    });
    expect(resolvePeriod({ since: { type: "months-ago", months: 2 } }, old).period).toEqual({
      from: at("2024-01-07T15:00"),
      to: NOW,
    });
  });
});
