import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { parseDateValue } from "../../src/language/read/dates.ts";
import { formatDuration, parseDuration } from "../../src/language/read/durations.ts";
import { formatDateValue } from "../../src/language/read/format-dates.ts";
import type { DateValue } from "../../src/time/date-value.ts";
import { anyText } from "./any-text.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

function fixed(from: string, to: string): Extract<DateValue, { type: "fixed" }> {
  return { type: "fixed", from: Date.parse(from), to: Date.parse(to) };
}

type Part = Extract<DateValue, { type: "recurring" }>["part"];

function recurring(part: Part): Extract<DateValue, { type: "recurring" }> {
  return { type: "recurring", part };
}

function range(first: Part, last: Part): DateValue {
  return { type: "range", first: recurring(first), last: recurring(last) };
}

describe("a date is read", () => {
  const february = fixed("2024-02-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z");
  const fifthOfMarch = fixed("2024-03-05T00:00:00.000Z", "2024-03-05T23:59:59.999Z");
  const instant = fixed("2024-02-29T12:45:19.000Z", "2024-02-29T12:45:19.000Z");
  const readings: readonly [string, DateValue, string][] = [
    ["24h", { type: "ago", amountMs: DAY_MS }, "24h"],
    ["7d", { type: "ago", amountMs: 7 * DAY_MS }, "7d"],
    ["12W", { type: "ago", amountMs: 84 * DAY_MS }, "84d"],
    ["last 7 days", { type: "ago", amountMs: 7 * DAY_MS }, "7d"],
    ["90 min", { type: "ago", amountMs: 1.5 * HOUR_MS }, "90min"],
    ["all", { type: "all" }, "all"],
    ["Today", { type: "calendar", unit: "day", offset: 0 }, "today"],
    ["yesterday", { type: "calendar", unit: "day", offset: -1 }, "yesterday"],
    ["this week", { type: "calendar", unit: "week", offset: 0 }, "this week"],
    ["last  WEEK", { type: "calendar", unit: "week", offset: -1 }, "last week"],
    ["this_month", { type: "calendar", unit: "month", offset: 0 }, "this month"],
    ["last-month", { type: "calendar", unit: "month", offset: -1 }, "last month"],
    ["2024", fixed("2024-01-01T00:00:00.000Z", "2024-12-31T23:59:59.999Z"), "2024"],
    ["2024-02", february, "2024-02"],
    ["Feb 2024", february, "2024-02"],
    ["2024-03-05", fifthOfMarch, "2024-03-05"],
    ["2024-3-5", fifthOfMarch, "2024-03-05"],
    ["2024/03/05", fifthOfMarch, "2024-03-05"],
    ["5 Mar 2024", fifthOfMarch, "2024-03-05"],
    ["5th march 2024", fifthOfMarch, "2024-03-05"],
    ["March 5, 2024", fifthOfMarch, "2024-03-05"],
    ["2024-02-29T12:45:19.000Z", instant, "2024-02-29T12:45:19.000Z"],
    ["2024-02-29 12:45:19", instant, "2024-02-29T12:45:19.000Z"],
    ["2024-02-29T14:45:19+02:00", instant, "2024-02-29T12:45:19.000Z"],
    ["3 months", { type: "months-ago", months: 3 }, "3m"],
    ["last 3 months", { type: "months-ago", months: 3 }, "3m"],
    ["6m", { type: "months-ago", months: 6 }, "6m"],
    ["1y", { type: "months-ago", months: 12 }, "1y"],
    ["past week", { type: "ago", amountMs: 7 * DAY_MS }, "7d"],
    ["past month", { type: "months-ago", months: 1 }, "1m"],
    ["three weeks", { type: "ago", amountMs: 21 * DAY_MS }, "21d"],
    ["2 weeks ago", { type: "calendar", unit: "week", offset: -2 }, "2 weeks ago"],
    ["a month ago", { type: "calendar", unit: "month", offset: -1 }, "last month"],
    ["day before yesterday", { type: "calendar", unit: "day", offset: -2 }, "2 days ago"],
    ["this year", { type: "calendar", unit: "year", offset: 0 }, "this year"],
    ["last quarter", { type: "calendar", unit: "quarter", offset: -1 }, "last quarter"],
    ["Monday", recurring({ of: "week", weekday: 1 }), "monday"],
    ["thurs", recurring({ of: "week", weekday: 4 }), "thursday"],
    ["last friday", { ...recurring({ of: "week", weekday: 5 }), ended: true }, "last friday"],
    ["March", recurring({ of: "year", month: 3 }), "march"],
    ["sept", recurring({ of: "year", month: 9 }), "september"],
    ["5 March", recurring({ of: "year", month: 3, day: 5 }), "5 march"],
    ["march 5th", recurring({ of: "year", month: 3, day: 5 }), "5 march"],
    ["1st of May", recurring({ of: "year", month: 5, day: 1 }), "1 may"],
    ["week 9", recurring({ of: "year", week: 9 }), "week 9"],
    ["2024-W09", fixed("2024-02-26T00:00:00Z", "2024-03-03T23:59:59.999Z"), "2024-02-26..2024-03-03"],
    ["week 1 2026", fixed("2025-12-29T00:00:00Z", "2026-01-04T23:59:59.999Z"), "2025-12-29..2026-01-04"],
    ["Q1", recurring({ of: "year", quarter: 1 }), "q1"],
    ["Q1 2024", fixed("2024-01-01T00:00:00Z", "2024-03-31T23:59:59.999Z"), "2024-01-01..2024-03-31"],
    ["2024 Q4", fixed("2024-10-01T00:00:00Z", "2024-12-31T23:59:59.999Z"), "2024-10-01..2024-12-31"],
    [
      "before March",
      { type: "beside", side: "before", of: recurring({ of: "year", month: 3 }) },
      "before march",
    ],
    ["after 2024-03-05", { type: "beside", side: "after", of: fifthOfMarch }, "after 2024-03-05"],
    ["monday to friday", range({ of: "week", weekday: 1 }, { of: "week", weekday: 5 }), "monday..friday"],
    [
      "from 1 to 14 feb",
      range({ of: "year", month: 2, day: 1 }, { of: "year", month: 2, day: 14 }),
      "1 february..14 february",
    ],
    ["1-14 feb 2024", fixed("2024-02-01T00:00:00Z", "2024-02-14T23:59:59.999Z"), "2024-02-01..2024-02-14"],
    [
      "between 28 feb and 5 march 2024",
      fixed("2024-02-28T00:00:00Z", "2024-03-05T23:59:59.999Z"),
      "2024-02-28..2024-03-05",
    ],
    [
      "Jan 2024 - Feb 2024",
      fixed("2024-01-01T00:00:00Z", "2024-02-29T23:59:59.999Z"),
      "2024-01-01..2024-02-29",
    ],
    [
      "2024-02-28..2024-03-05",
      fixed("2024-02-28T00:00:00Z", "2024-03-05T23:59:59.999Z"),
      "2024-02-28..2024-03-05",
    ],
  ];
  test.each(readings)("%s", (text, value, canonical) => {
    expect(parseDateValue(text)).toEqual({ ok: true, value });
    expect(formatDateValue(value)).toBe(canonical);
  });
});

describe("a date is refused in a sentence", () => {
  test.each([
    [
      "01/02/2024",
      "01/02/2024 can be 1 February 2024 or 2 January 2024: write the year first.",
      ["2024-02-01", "2024-01-02"],
    ],
    [
      "1.2.2024",
      "1.2.2024 can be 1 February 2024 or 2 January 2024: write the year first.",
      ["2024-02-01", "2024-01-02"],
    ],
    [
      "01-02-24",
      "01-02-24 can be 1 February 2024 or 2 January 2024: write the year first.",
      ["2024-02-01", "2024-01-02"],
    ],
    [
      "13/02/2024",
      "13/02/2024 is not how dates are written here: the year comes first, as in 2024-02-05.",
      ["2024-02-13"],
    ],
    [
      "02/02/2024",
      "02/02/2024 is not how dates are written here: the year comes first, as in 2024-02-05.",
      ["2024-02-02"],
    ],
    [
      "45/45/2024",
      "45/45/2024 is not how dates are written here: the year comes first, as in 2024-02-05.",
      [],
    ],
    ["2024-02-30", "February 2024 has 29 days, so there is no day 30.", ["2024-02-29"]],
    ["31 Feb 2023", "February 2023 has 28 days, so there is no day 31.", ["2023-02-28"]],
    ["2024-13", "There is no month 13 in a year.", ["2024"]],
    ["2024-02-05T25:00", "There is no time 25:00.", ["2024-02-05"]],
    ["0150-01-01", "Dates go from 1900 to 2100.", []],
    ["31 february", "February has 29 days, so there is no day 31.", ["29 february"]],
    ["week 54", "Weeks go from 1 to 53.", ["week 52"]],
    ["week 53 2024", "2024 has 52 weeks.", ["week 52 2024"]],
    ["Q5", "Quarters go from 1 to 4.", ["q4"]],
    ["2000 months", "That is longer than 100 years: all takes everything.", ["all"]],
    ["0d", "A window cannot be empty: 24h is one day.", ["24h"]],
    ["999999999999999w", "That is longer than 100 years: all takes everything.", ["all"]],
    ["2024-03..2024-02", "That window ends before it begins.", ["2024-02..2024-03"]],
    ["soon", 'I cannot read "soon" as a date: 7d, last week, 2024-02 and 2024-02-05 work.', []],
  ])("%s", (text, problem, offers) => {
    expect(parseDateValue(text)).toMatchObject({ ok: false, problem, offers });
    for (const offer of offers) expect(parseDateValue(offer).ok).toBe(true);
  });

  test("whatever the text, with offers that can be read", () => {
    const dateLike = fc.string({
      unit: fc.constantFrom(
        ..."0123456789-/.: tzdwhmqy",
        "feb",
        "last ",
        "week",
        "monday",
        " to ",
        "before ",
        " ago",
        "year",
      ),
      maxLength: 24,
    });
    fc.assert(
      fc.property(fc.oneof(dateLike, anyText), (text) => {
        const reading = parseDateValue(text);
        if (reading.ok) expect(parseDateValue(formatDateValue(reading.value))).toEqual(reading);
        else for (const offer of reading.offers) expect(parseDateValue(offer)).toMatchObject({ ok: true });
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 50_000 : 2_000 },
    );
  });
});

test("every value has a text that is read as the same value", () => {
  const time = fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2101, 0) - 1 });
  const value = fc.oneof(
    fc.integer({ min: 1, max: 36_500 * DAY_MS }).map((amountMs): DateValue => ({ type: "ago", amountMs })),
    fc.integer({ min: 1, max: 36_500 }).map((days): DateValue => ({ type: "ago", amountMs: days * DAY_MS })),
    fc
      .tuple(time, time)
      .map(([a, b]): DateValue => ({ type: "fixed", from: Math.min(a, b), to: Math.max(a, b) })),
    fc.tuple(time, fc.nat(60)).map(([at, days]): DateValue => {
      const from = Math.floor(at / DAY_MS) * DAY_MS;
      return { type: "fixed", from, to: Math.min(from + (days + 1) * DAY_MS, Date.UTC(2101, 0)) - 1 };
    }),
  );
  fc.assert(
    fc.property(value, (given) => {
      expect(parseDateValue(formatDateValue(given))).toEqual({ ok: true, value: given });
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 50_000 : 2_000 },
  );
});

test("lengths of time are read and written", () => {
  const said = ["90min", "24h", "2 days", "7d", "12 weeks", "1 hour", "500ms", "soon", "1.5h", "7"];
  expect(said.map(parseDuration)).toEqual([
    1.5 * HOUR_MS,
    DAY_MS,
    2 * DAY_MS,
    7 * DAY_MS,
    84 * DAY_MS,
    HOUR_MS,
    500,
    undefined,
    undefined,
    undefined,
  ]);
  expect([DAY_MS, 2 * DAY_MS, 3 * DAY_MS, 1.5 * HOUR_MS, 1500].map(formatDuration)).toEqual([
    "24h",
    "48h",
    "3d",
    "90min",
    "1500ms",
  ]);
});
