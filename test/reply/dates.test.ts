// How dates and ages read.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import {
  formatAge,
  formatDate,
  formatDates,
  formatDayAndDate,
  formatInstant,
  formatLocalDay,
  MOST_FORMATTERS,
} from "../../src/reply/dates.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe("a date", () => {
  it("is the UTC day, without a leading zero", () => {
    expect(formatDate(Date.UTC(2024, 2, 5))).toBe("5 Mar 2024");
    expect(formatDate(Date.UTC(2024, 2, 5, 23, 59, 59, 999))).toBe("5 Mar 2024");
    expect(formatDate(Date.UTC(2024, 2, 5) - 1)).toBe("4 Mar 2024");
  });

  it("has a month of three letters, all year round", () => {
    const months = Array.from({ length: 12 }, (_, month) => formatDate(Date.UTC(2023, month, 9)));
    expect(months.map((date) => date.replace(/^9 (\w+) 2023$/, "$1"))).toEqual([
      ...["Jan", "Feb", "Mar", "Apr", "May", "Jun"],
      ...["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ]);
  });

  it("carries its weekday where it stands on a card", () => {
    expect(formatDayAndDate(Date.UTC(2024, 2, 5, 12))).toBe("Tue 5 Mar 2024");
    expect(formatDayAndDate(Date.UTC(2024, 1, 29))).toBe("Thu 29 Feb 2024");
  });
});

describe("an instant", () => {
  it("is told on the clock of its zone, with the zone's name", () => {
    const at = Date.UTC(2024, 2, 5, 7);
    expect(formatInstant(at, "UTC")).toBe("Tue 5 Mar 2024 07:00 UTC");
    expect(formatInstant(at, "Europe/Tallinn")).toBe("Tue 5 Mar 2024 09:00 Europe/Tallinn");
    expect(formatInstant(at, "America/Los_Angeles")).toBe("Mon 4 Mar 2024 23:00 America/Los_Angeles");
    expect(formatInstant(at, "Asia/Kathmandu")).toBe("Tue 5 Mar 2024 12:45 Asia/Kathmandu");
  });

  it("calls midnight 00:00", () => {
    expect(formatInstant(Date.UTC(2024, 2, 5), "UTC")).toBe("Tue 5 Mar 2024 00:00 UTC");
  });

  it("follows the change to summer time and back", () => {
    const spring = Date.UTC(2024, 2, 31, 1);
    expect(formatInstant(spring - MINUTE_MS, "Europe/Tallinn")).toBe("Sun 31 Mar 2024 02:59 Europe/Tallinn");
    expect(formatInstant(spring, "Europe/Tallinn")).toBe("Sun 31 Mar 2024 04:00 Europe/Tallinn");
    const autumn = Date.UTC(2024, 9, 27, 1);
    expect(formatInstant(autumn - MINUTE_MS, "Europe/Tallinn")).toBe("Sun 27 Oct 2024 03:59 Europe/Tallinn");
    expect(formatInstant(autumn, "Europe/Tallinn")).toBe("Sun 27 Oct 2024 03:00 Europe/Tallinn");
  });
});

describe("a stretch of dates", () => {
  const cases: readonly (readonly [string, number, number, string])[] = [
    ["names a year once", Date.UTC(2024, 1, 29), Date.UTC(2024, 2, 7), "29 Feb – 7 Mar 2024"],
    ["names two years", Date.UTC(2023, 7, 9), Date.UTC(2024, 2, 7), "9 Aug 2023 – 7 Mar 2024"],
    [
      "names both years at New Year",
      Date.UTC(2023, 11, 31),
      Date.UTC(2024, 0, 1),
      "31 Dec 2023 – 1 Jan 2024",
    ],
    ["is one date within a day", Date.UTC(2024, 2, 5), Date.UTC(2024, 2, 6) - 1, "5 Mar 2024"],
    ["is one date for one moment", Date.UTC(2024, 2, 5, 9), Date.UTC(2024, 2, 5, 9), "5 Mar 2024"],
    ["is two dates over midnight", Date.UTC(2024, 2, 6) - 1, Date.UTC(2024, 2, 6), "5 Mar – 6 Mar 2024"],
  ];
  it.each(cases)("%s", (_, from, to, text) => {
    expect(formatDates(from, to)).toBe(text);
  });
});

describe("an age", () => {
  const now = Date.UTC(2026, 10, 23, 12);
  const cases: readonly (readonly [string, number, string])[] = [
    ["of nothing", now, "just now"],
    ["of just under an hour", now - HOUR_MS + 1, "just now"],
    ["ahead of the clock", now + DAY_MS, "just now"],
    ["of an hour", now - HOUR_MS, "1 hour ago"],
    ["of just under two hours", now - 2 * HOUR_MS + 1, "1 hour ago"],
    ["of just under two days", now - 2 * DAY_MS + 1, "47 hours ago"],
    ["of two days", now - 2 * DAY_MS, "2 days ago"],
    ["of the day before two months are full", Date.UTC(2026, 8, 24, 12), "60 days ago"],
    ["of two months", Date.UTC(2026, 8, 23, 12), "2 months ago"],
    ["of the day before a year is full", Date.UTC(2025, 10, 24, 12), "11 months ago"],
    ["of a year", Date.UTC(2025, 10, 23, 12), "1 year ago"],
    ["of a year and a month", Date.UTC(2025, 9, 23, 12), "1 year 1 month ago"],
    ["of the Estonian data", Date.UTC(2024, 2, 7, 12), "2 years 8 months ago"],
    ["of whole years", Date.UTC(2016, 10, 23), "10 years ago"],
  ];
  it.each(cases)("%s", (_, at, text) => {
    expect(formatAge(at, now)).toBe(text);
  });

  it("counts days to the end of a short month", () => {
    expect(formatAge(Date.UTC(2024, 0, 31), Date.UTC(2024, 1, 29))).toBe("29 days ago");
    expect(formatAge(Date.UTC(2023, 11, 31), Date.UTC(2024, 1, 29))).toBe("60 days ago");
    expect(formatAge(Date.UTC(2023, 11, 29), Date.UTC(2024, 1, 29))).toBe("2 months ago");
  });
});

it("holds no more formatters than a few zones need, those used last", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  expect(zones.length).toBeGreaterThan(4 * MOST_FORMATTERS);
  const made = vi.spyOn(Intl, "DateTimeFormat");
  onTestFinished(() => made.mockRestore());
  const madeFor = (asked: readonly string[]): number => {
    made.mockClear();
    for (const zone of asked) formatLocalDay(0, zone);
    return made.mock.calls.length;
  };
  madeFor(zones);
  const last = zones.slice(-MOST_FORMATTERS);
  expect(madeFor(last)).toBe(0);
  expect(madeFor(zones.slice(0, 1))).toBe(1);
  // The one that was used longest ago had to go.
  expect(madeFor(last.slice(1))).toBe(0);
  expect(madeFor(last.slice(0, 1))).toBe(1);
});
