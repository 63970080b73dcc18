import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import {
  formatDateValue,
  formatDuration,
  parseDateValue,
  parseDuration,
} from "../../src/language/read/dates.ts";
import type { DateValue } from "../../src/time/date-value.ts";
import { anyText } from "./any-text.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

function fixed(from: string, to: string): DateValue {
  return { type: "fixed", from: Date.parse(from), to: Date.parse(to) };
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
    ["3 months", "A window is a number of hours, days or weeks, such as 24h, 7d or 12w.", ["90d"]],
    ["0d", "A window cannot be empty: 24h is one day.", ["24h"]],
    ["999999999999999w", "That is longer than 100 years: all takes everything.", ["all"]],
    ["2024-03..2024-02", "That window ends before it begins.", ["2024-02..2024-03"]],
    ["soon", 'I cannot read "soon" as a date: 7d, last week, 2024-02 and 2024-02-05 work.', []],
  ])("%s", (text, problem, offers) => {
    expect(parseDateValue(text)).toEqual({ ok: false, problem, offers });
    for (const offer of offers) expect(parseDateValue(offer).ok).toBe(true);
  });

  test("whatever the text, with offers that can be read", () => {
    const dateLike = fc.string({
      unit: fc.constantFrom(..."0123456789-/.: tzdwhm", "feb", "last ", "week"),
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
