// Slots of random rules in every zone, against a clock that Intl shows minute by minute.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { nextSlots, periodBefore, type Rule, slotsBetween } from "../../src/digest/schedule.ts";
import { anyRule } from "./rules.ts";
import { clockChanges, DAY_MS, wallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe("in any zone, around any change of its clock", () => {
  const long = inject("long");
  const from = Date.UTC(2020, 0);
  const to = Date.UTC(2036, 0);
  const hard = ["Africa/Casablanca", "America/Nuuk", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Chatham"];
  const sampled = fc.sample(fc.constantFrom(...Intl.supportedValuesOf("timeZone")), {
    seed: inject("seed"),
    numRuns: 4,
  });
  const zones = long ? Intl.supportedValuesOf("timeZone") : [...new Set([...hard, ...sampled])];

  /** Local midnights, as `wallClock` gives moments, of the days that a rule names. */
  function names(any: Rule, midnight: number): boolean {
    const date = new Date(midnight);
    if (any.type === "weekly") return any.days.includes(date.getUTCDay() || 7);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    return any.type === "monthly" && date.getUTCDate() === Math.min(any.day, last);
  }

  interface Minute {
    readonly at: number;
    /** As `wallClock` gives it. */
    readonly shown: number;
  }

  /** The slots after the first of these minutes, found with no arithmetic on time zones. */
  function walk(any: Rule, [first, ...minutes]: readonly Minute[]): number[] {
    const slots: number[] = [];
    let latest = first?.shown ?? 0;
    for (const { at, shown } of minutes) {
      let isSlot = any.type === "hourly" && new Date(shown).getUTCMinutes() === any.minute;
      for (
        let reached = latest + MINUTE_MS;
        any.type !== "hourly" && reached <= shown;
        reached += MINUTE_MS
      ) {
        const midnight = reached - (reached % DAY_MS);
        if (reached - midnight === any.hour * HOUR_MS + any.minute * MINUTE_MS && names(any, midnight))
          isSlot = true;
      }
      if (isSlot) slots.push(at);
      latest = Math.max(latest, shown);
    }
    return slots;
  }

  /** Rules that matter where a clock is set: at hours and minutes near the change. */
  function ruleNear(shown: number): fc.Arbitrary<Rule> {
    const near = fc.integer({ min: -150, max: 150 }).map((minutes) => new Date(shown + minutes * MINUTE_MS));
    return fc.tuple(near, anyRule).map(([date, any]): Rule => {
      const time = { hour: date.getUTCHours(), minute: date.getUTCMinutes() };
      if (any.type === "hourly") return { ...any, minute: time.minute };
      if (any.type === "monthly") return { ...any, ...time, day: date.getUTCDate() };
      return { ...any, ...time, days: [...new Set([...any.days, date.getUTCDay() || 7])].sort() };
    });
  }

  test.each(zones)("%s runs when its clock first shows the time, and splitting loses no slot", (zone) => {
    const changes = clockChanges(zone, from, to);
    const moments = fc.constantFrom(from + 200 * DAY_MS + 7 * HOUR_MS, ...changes);
    const around = new Set(fc.sample(moments, { seed: inject("seed"), numRuns: long ? 8 : 3 }));
    for (const change of around) {
      const [after, until] = [change - 26 * HOUR_MS, change + 26 * HOUR_MS];
      const minutes = Array.from({ length: 52 * 60 + 1 }, (_, n) => after + n * MINUTE_MS);
      const clock = minutes.map((at) => ({ at, shown: wallClock(zone, at) }));
      fc.assert(
        fc.property(
          ruleNear(wallClock(zone, change)),
          fc.array(fc.integer({ min: after, max: until }), { maxLength: 5 }),
          (any, restarts) => {
            const slots = slotsBetween(any, zone, after, until);
            expect(slots).toEqual(walk(any, clock));
            expect(nextSlots(any, zone, after, slots.length)).toEqual(slots);
            for (const [n, slot] of slots.entries())
              if (n > 0) expect(periodBefore(any, zone, slot)).toBe(slot - (slots[n - 1] ?? 0));
            const ends = [after, ...restarts.toSorted((a, b) => a - b), until];
            expect(ends.slice(1).flatMap((end, n) => slotsBetween(any, zone, ends[n] ?? 0, end))).toEqual(
              slots,
            );
          },
        ),
        { seed: inject("seed"), numRuns: 5 },
      );
    }
  });

  test.each(zones)("%s has one slot for every day that a rule names", (zone) => {
    fc.assert(
      fc.property(
        anyRule.filter(({ type }) => type !== "hourly"),
        fc.integer({ min: 2020, max: 2035 }),
        (any, year) => {
          if (any.type === "hourly") return;
          const time = any.hour * HOUR_MS + any.minute * MINUTE_MS;
          const slots = slotsBetween(any, zone, Date.UTC(year - 1, 11, 25), Date.UTC(year + 1, 0, 7));
          // A slot belongs to the last day whose time the clock has reached.
          const days = slots.map((slot) => Math.floor((wallClock(zone, slot) - time) / DAY_MS) * DAY_MS);
          const [first, last] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
          const named = Array.from({ length: (last - first) / DAY_MS }, (_, n) => first + n * DAY_MS);
          expect(days.filter((day) => day >= first && day < last)).toEqual(
            named.filter((day) => names(any, day)),
          );
        },
      ),
      { seed: inject("seed"), numRuns: 3 },
    );
  });
});
