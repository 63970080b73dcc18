// When there is unusually much: what must hold of any numbers, and what a simulated year of seasonal news comes to.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { isOver, isSpike, middleOf, readingOf, WEEKS, type Week } from "../../../src/digest/spikes/rule.ts";
import { createRandom } from "../simulation/random.ts";
import { DAYS, type Planted, simulateYear, watchYear } from "./year.ts";

const long = inject("long");
const seed = inject("seed");

/** Weeks of a country that has other news, too. */
const weeks = (max = 60) =>
  fc.array(
    fc
      .record({ stories: fc.nat({ max }), others: fc.integer({ min: 1, max: 200 }) })
      .map(({ stories, others }): Week => ({ stories, all: stories + others })),
    { minLength: WEEKS, maxLength: WEEKS },
  );

const steady = (...counts: readonly number[]): readonly Week[] =>
  counts.map((stories) => ({ stories, all: stories + 50 }));

function read(now: Week, before: readonly Week[], looked = 1) {
  const reading = readingOf(now, before, looked);
  if (reading === undefined) throw new Error("nothing can be told");
  return reading;
}

describe("a week is a spike", () => {
  test.each([
    [steady(6, 9, 8, 7, 11, 8, 10, 6), 1, 22],
    [steady(6, 9, 8, 7, 11, 8, 10, 6), 216, 35],
    [steady(0, 0, 0, 0, 0, 0, 0, 0), 1, 6],
    [steady(0, 1, 0, 0, 2, 0, 0, 0), 8, 9],
    [steady(200, 210, 190, 205, 195, 200, 210, 190), 1, 300],
    [steady(8, 8, 8, 40, 8, 8, 8, 8), 1, 44],
  ])("from so many stories on: %j, of %i that are looked at", (before, looked, needed) => {
    const { needed: from } = read({ stories: 0, all: 50 }, before, looked);
    expect(from).toBe(needed);
  });

  test("only with more than any week before, six at least, half again as many as a usual one", () => {
    fc.assert(
      fc.property(
        weeks(),
        fc.nat({ max: 400 }),
        fc.integer({ min: 1, max: 216 }),
        (before, stories, looked) => {
          const reading = read({ stories, all: stories + 50 }, before, looked);
          const counts = before.map((week) => week.stories);
          if (isSpike(reading)) {
            expect(stories).toBeGreaterThanOrEqual(6);
            expect(stories).toBeGreaterThan(Math.max(...counts));
            expect(stories).toBeGreaterThanOrEqual(1.5 * middleOf(counts));
            expect(isOver(reading)).toBe(false);
          }
        },
      ),
      { seed, numRuns: long ? 20_000 : 300 },
    );
  });

  test("whatever the order of the weeks; sooner with more stories; later when more is looked at", () => {
    fc.assert(
      fc.property(
        weeks(),
        fc.nat({ max: 400 }),
        fc.integer({ min: 1, max: 100 }),
        (before, stories, looked) => {
          const of = (more: number, at = looked, in_ = before) =>
            read({ stories: stories + more, all: stories + more + 50 }, in_, at);
          expect(of(0, looked, before.toReversed()).needed).toBe(of(0).needed);
          expect(isSpike(of(1))).toBe(isSpike(of(0)) || of(1).stories === of(1).needed);
          expect(of(0, looked * 2).needed).toBeGreaterThanOrEqual(of(0).needed);
        },
      ),
      { seed, numRuns: long ? 20_000 : 300 },
    );
  });

  test("but not because a lull ends: everything then comes at once", () => {
    const lull = Array.from({ length: WEEKS }, () => ({ stories: 10, all: 100 }));
    expect(isSpike(read({ stories: 28, all: 100 }, lull))).toBe(true);
    expect(isSpike(read({ stories: 28, all: 210 }, lull))).toBe(false);
    // What outlets bring does not explain everything.
    expect(isSpike(read({ stories: 60, all: 900 }, lull))).toBe(true);
  });

  test("and nobody can tell where fewer than four of the weeks have any news", () => {
    const gap = (whole: number) => [
      ...Array.from({ length: WEEKS - whole }, () => ({ stories: 0, all: 0 })),
      ...Array.from({ length: whole }, () => ({ stories: 5, all: 50 })),
    ];
    expect(readingOf({ stories: 99, all: 150 }, gap(3), 1)).toBeUndefined();
    expect(read({ stories: 99, all: 150 }, gap(4)).before).toEqual([5, 5, 5, 5]);
  });
});

describe("in a year with weekends, lulls and waves", () => {
  test.each([
    [1, 1, long ? 400 : 12],
    [1, 8, long ? 200 : 6],
    [10, 8, long ? 60 : 1],
  ])("an alert over %i countries and %i pillars gives hardly a false alarm", (countries, pillars, years) => {
    const perMonth = Array.from({ length: years }, (_, index) => {
      const told = watchYear(simulateYear(seed + index, { countries, pillars }), countries, pillars);
      return Array.from(
        { length: 12 },
        (_, month) => told.filter(({ from }) => Math.floor((from / DAYS) * 12) === month).length,
      );
    }).flat();
    const alarms = perMonth.reduce((sum, many) => sum + many, 0);
    const inOne = perMonth.filter((many) => many > 1).length;
    // One in some fifty months, so that two in one month are rare even where chance is against it.
    expect(alarms / perMonth.length).toBeLessThan(0.1);
    expect(inOne / perMonth.length).toBeLessThan(0.01);
  });

  test.each([
    [4, long ? 0.7 : 0.5],
    [6, long ? 0.95 : 0.8],
  ])("what is %i times the usual for two weeks is found within days", (times, share) => {
    const years = long ? 300 : 20;
    const found: number[] = [];
    const ended: number[] = [];
    let planted = 0;
    for (let index = 0; index < years; index += 1) {
      const random = createRandom(seed + index);
      const spikes = [30, 120, 270].map((day): Planted => {
        const pillar = random.below(8);
        return { country: 0, pillar, day: day + random.below(30), days: 14, times };
      });
      const year = simulateYear(seed + index, { countries: 1, pillars: 8, planted: spikes });
      const told = watchYear(year, 1, 8);
      for (const { pillar, day, days } of spikes) {
        // What has a story on some days only is too small to tell.
        if (year.usual(0, pillar) < 5) continue;
        planted += 1;
        const spike = told.find(
          (one) => one.pillar === pillar && one.from >= day && one.from < day + days + 6,
        );
        if (spike === undefined) continue;
        found.push(spike.from - day);
        if (spike.until !== undefined) ended.push(spike.until - (day + days));
      }
    }
    expect(found.length / planted).toBeGreaterThanOrEqual(share);
    // Seven days have to fill, and to empty again.
    expect(middleOf(found)).toBeLessThanOrEqual(5);
    expect(middleOf(ended)).toBeLessThanOrEqual(7);
    expect(ended.length / found.length).toBeGreaterThan(0.95);
  });
});
