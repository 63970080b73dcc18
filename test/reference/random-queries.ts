// Random questions to random data sets: filters, windows, turns and pages, sensible or not.

import fc from "fast-check";
import type { ListQuery } from "../../src/news/catalog.ts";
import type { Topic } from "../../src/news/filter/topics.ts";
import type { Each } from "../../src/news/filter/turns.ts";
import type { DateValue } from "../../src/time/date-value.ts";
import { filterArbitrary, type World } from "./filters.ts";
import { HOUR_MS, NOON, OUTLETS } from "./random-data.ts";

export interface RandomQuery extends Omit<ListQuery, "period"> {
  readonly since?: DateValue;
  readonly until?: DateValue;
}

/** Some countries are of files that are not always there, one of none; some words stand together in titles or summaries. */
const WORLD: World = {
  countries: ["Estonia", "Latvia", "Lithuania", "Finland", "Malta"],
  sources: OUTLETS,
  words: [
    "court",
    "Courts",
    "veto",
    "oiguskantsler",
    "court bill",
    "pillar 3",
    "MEANS FOR",
    "in Tallinn",
    "5",
    "none",
  ],
};

/** Absent half of the time. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

/** A stretch of days around the data, in whole days or months. */
const fixedArbitrary: fc.Arbitrary<Extract<DateValue, { type: "fixed" }>> = fc
  .record({ day: fc.integer({ min: -40, max: 2 }), days: fc.constantFrom(1, 7, 31) })
  .map(({ day, days }) => {
    const from = NOON - 12 * HOUR_MS + day * 24 * HOUR_MS;
    return { type: "fixed", from, to: from + days * 24 * HOUR_MS - 1 };
  });

/** Today, yesterday, this and last week and month. */
const calendarArbitrary: fc.Arbitrary<DateValue> = fc.record({
  type: fc.constant("calendar"),
  unit: fc.constantFrom("day", "week", "month"),
  offset: fc.constantFrom(0, -1),
});

const windowArbitrary: fc.Arbitrary<{ readonly since?: DateValue; readonly until?: DateValue }> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  fc.constant({ since: { type: "all" } as const }),
  fc.constantFrom(1, 24, 72, 7 * 24, 30 * 24).map((hours) => ({
    since: { type: "ago", amountMs: hours * HOUR_MS } as const,
  })),
  calendarArbitrary.map((word) => ({ since: word, until: word })),
  fixedArbitrary.map((fixed) => ({ since: fixed, until: fixed })),
  fixedArbitrary.map((since) => ({ since })),
  fixedArbitrary.map((until) => ({ until })),
);

const unitArbitrary = fc.constantFrom(
  "day" as const,
  "week" as const,
  "month" as const,
  "quarter" as const,
  "year" as const,
);

/** Monday, last March, 29 February, week 53, the first quarter. */
const recurringArbitrary: fc.Arbitrary<Extract<DateValue, { type: "recurring" }>> = fc
  .record({
    part: fc.oneof(
      fc.record({
        of: fc.constant("week" as const),
        weekday: fc.constantFrom(1 as const, 2 as const, 5 as const, 7 as const),
      }),
      fc.record({ of: fc.constant("year" as const), month: fc.integer({ min: 1, max: 12 }) }),
      fc.record({
        of: fc.constant("year" as const),
        month: fc.constantFrom(2, 12, 3),
        day: fc.integer({ min: 1, max: 29 }),
      }),
      fc.record({ of: fc.constant("year" as const), week: fc.constantFrom(1, 9, 52, 53) }),
      fc.record({ of: fc.constant("year" as const), quarter: fc.integer({ min: 1, max: 4 }) }),
    ),
    ended: fc.boolean(),
  })
  .map(({ part, ended }) => ({ type: "recurring", part, ...(ended ? { ended } : {}) }));

const singleArbitrary = fc.oneof(
  fc.record({
    type: fc.constant("calendar" as const),
    unit: unitArbitrary,
    offset: fc.integer({ min: -2, max: 0 }),
  }),
  recurringArbitrary,
  fixedArbitrary,
);

const anyDateArbitrary: fc.Arbitrary<DateValue> = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map((months): DateValue => ({ type: "months-ago", months })),
  recurringArbitrary,
  fc.record({ type: fc.constant("range" as const), first: singleArbitrary, last: singleArbitrary }),
  fc.record({
    type: fc.constant("beside" as const),
    side: fc.constantFrom("before" as const, "after" as const),
    of: singleArbitrary,
  }),
  fc.constant<DateValue>({ type: "all" }),
  fc
    .integer({ min: 1, max: 90 * 24 })
    .map((hours): DateValue => ({ type: "ago", amountMs: hours * HOUR_MS })),
  calendarArbitrary,
  fixedArbitrary,
);

/** Every pair of bounds, sensible or not, and clocks and data months apart. */
export const windowAndClockArbitrary = fc.record({
  window: fc.record({ since: anyDateArbitrary, until: anyDateArbitrary }, { requiredKeys: [] }),
  now: fc.integer({ min: NOON - 800 * 24 * HOUR_MS, max: NOON }),
  ageMs: maybe(fc.oneof(fc.integer({ min: -24 * HOUR_MS, max: 70 * 24 * HOUR_MS }), fc.constant(0))),
});

/** Questions to such a data set. */
export const queryArbitrary: fc.Arbitrary<RandomQuery> = fc
  .record({
    filter: filterArbitrary(WORLD),
    window: windowArbitrary,
    topic: fc.option(fc.constantFrom<Topic[]>("on", "related", "off"), { nil: undefined, freq: 4 }),
    each: maybe(fc.constantFrom<Each[]>("country", "pillar", "source")),
    limit: fc.integer({ min: 1, max: 10 }),
    offset: fc.constantFrom(0, 0, 0, 1, 5, 10, 30),
  })
  .map(({ filter, window, topic, each, limit, offset }) => ({
    filter,
    limit,
    offset,
    ...window,
    ...(topic === undefined ? {} : { topic }),
    ...(each === undefined ? {} : { each }),
  }));
