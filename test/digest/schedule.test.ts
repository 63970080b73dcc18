import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import {
  formatRule,
  nextSlot,
  nextSlots,
  parseRule,
  periodBefore,
  type Rule,
  slotsBetween,
  startOfLocalDay,
  zoneNamed,
} from "../../src/digest/schedule.ts";
import { anyText } from "../commands/any-text.ts";
import { clockChanges, DAY_MS, wallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The rule that a text stands for. */
function rule(text: string): Rule {
  const reading = parseRule(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.rule;
}

function iso(slots: readonly number[]): string[] {
  return slots.map((slot) => new Date(slot).toISOString().replace(":00.000Z", "Z"));
}

const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ type: fc.constant("hourly" as const), minute: fc.nat(59) }),
  fc.record({
    type: fc.constant("weekly" as const),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    hour: fc.nat(23),
    minute: fc.nat(59),
  }),
  fc.record({
    type: fc.constant("monthly" as const),
    day: fc.integer({ min: 1, max: 31 }),
    hour: fc.nat(23),
    minute: fc.nat(59),
  }),
);

describe("a schedule is read however people type it", () => {
  test.each([
    ["hourly", "hourly"],
    ["every hour", "hourly"],
    ["hourly :00", "hourly"],
    ["hourly at :15", "hourly :15"],
    ["hourly 5", "hourly :05"],
    ["15 minutes past every hour", "hourly :15"],
    ["daily 09:00", "daily 09:00"],
    ["daily 9", "daily 09:00"],
    ["Daily 9:00.", "daily 09:00"],
    ["every day at 9", "daily 09:00"],
    ["at 9 every day", "daily 09:00"],
    ["daily 9am", "daily 09:00"],
    ["daily 9 a.m.", "daily 09:00"],
    ["daily 9:30 pm", "daily 21:30"],
    ["daily 12am", "daily 00:00"],
    ["daily 12pm", "daily 12:00"],
    ["daily noon", "daily 12:00"],
    ["daily midnight", "daily 00:00"],
    ["daily 0930", "daily 09:30"],
    ["daily 18.00", "daily 18:00"],
    ["daily １８：００", "daily 18:00"],
    ["daily at 9 o'clock", "daily 09:00"],
    ["weekdays 08:30", "weekdays 08:30"],
    ["Every weekday at 08:30", "weekdays 08:30"],
    ["mon-fri 8:30", "weekdays 08:30"],
    ["Monday – Friday 8:30", "weekdays 08:30"],
    ["monday to friday 8:30am", "weekdays 08:30"],
    ["daily mon-fri 9", "weekdays 09:00"],
    ["weekends 10:00", "sat,sun 10:00"],
    ["mon,thu 18:00", "mon,thu 18:00"],
    ["monday 18:00", "mon 18:00"],
    ["mon thu 18:00", "mon,thu 18:00"],
    ["mon and thu at 18", "mon,thu 18:00"],
    ["thu & mon 18:00", "mon,thu 18:00"],
    ["Mon., Thurs. 18.00", "mon,thu 18:00"],
    ["mon/thu 18:00", "mon,thu 18:00"],
    ["18:00 mon,thu", "mon,thu 18:00"],
    ["mon mon 18:00", "mon 18:00"],
    ["tu,th 8", "tue,thu 08:00"],
    ["sat-mon 7", "mon,sat,sun 07:00"],
    ["weekly mon 9:00", "mon 09:00"],
    ["fridays 5pm", "fri 17:00"],
    ["mon,tue,wed,thu,fri,sat,sun 9:00", "daily 09:00"],
    ["monthly 1 09:00", "monthly 1 09:00"],
    ["monthly 1 9", "monthly 1 09:00"],
    ["monthly last 09:00", "monthly 31 09:00"],
    ["monthly 31st 9am", "monthly 31 09:00"],
    ["1st of every month at 9:00", "monthly 1 09:00"],
    ["last day of the month at 18:00", "monthly 31 18:00"],
    ["09:00 on the 15th", "monthly 15 09:00"],
    ["monthly at 9 on the 15th", "monthly 15 09:00"],
  ])("%s", (text, canonical) => {
    const reading = parseRule(text);
    expect(reading.ok ? formatRule(reading.rule) : reading.problem).toBe(canonical);
  });

  test("days are ISO weekdays in order", () => {
    expect(rule("sun, mon 18:05")).toEqual({ type: "weekly", days: [1, 7], hour: 18, minute: 5 });
    expect(rule("monthly last 18:05")).toEqual({ type: "monthly", day: 31, hour: 18, minute: 5 });
    expect(rule("hourly :05")).toEqual({ type: "hourly", minute: 5 });
  });

  test("the canonical text of a rule is read as that rule", () => {
    fc.assert(
      fc.property(anyRule, (any) => {
        expect(parseRule(formatRule(any))).toEqual({ ok: true, rule: any });
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 1_000 },
    );
  });
});

describe("a schedule is refused in a sentence, with the nearest that works", () => {
  const works = "hourly, daily 09:00, weekdays 08:30, mon 18:00 and monthly 1 09:00 work.";
  const noTime = "Say at what time of day it runs, as in daily 09:00.";
  const noDay =
    "Say on which one day of the month it runs, as in monthly 1 09:00; 31 is always the last day.";
  const steps = "A digest runs every hour, on days of the week or once a month; no other steps are possible.";
  const mixed =
    "A digest runs every hour, on days of the week or on one day of the month, not on a mix of these.";
  test.each([
    ["", `Say when it runs: ${works}`, ["daily 09:00", "weekdays 09:00", "hourly"]],
    ["banana", `I cannot read "banana" in a schedule: ${works}`, ["daily 09:00", "weekdays 09:00", "hourly"]],
    [
      "daily 09:00 ".repeat(9),
      `That is too long for a schedule: ${works}`,
      ["daily 09:00", "weekdays 09:00", "hourly"],
    ],
    ["every day", noTime, ["daily 09:00"]],
    ["weekdays", noTime, ["weekdays 09:00"]],
    ["mon,thu", noTime, ["mon,thu 09:00"]],
    ["monthly 15", noTime, ["monthly 15 09:00"]],
    ["9:00", "Say on which days it runs, as in daily 09:00.", ["daily 09:00", "weekdays 09:00"]],
    ["weekly 8:00", "Say on which day of the week it runs, as in mon 09:00.", ["mon 08:00"]],
    ["monthly 8:00", noDay, ["monthly 1 08:00", "monthly 31 08:00"]],
    ["monthly 1,15 09:00", noDay, ["monthly 1 09:00", "monthly 15 09:00"]],
    ["daily 25:00", "There is no time 25:00: hours go from 00 to 23.", ["daily 23:00"]],
    ["daily 24:00", "There is no time 24:00: hours go from 00 to 23.", ["daily 00:00"]],
    ["mon 9:75", "There is no time 9:75: minutes go from 00 to 59.", ["mon 09:59"]],
    ["daily 13pm", "There is no time 13pm: hours before pm go from 1 to 12.", ["daily 13:00"]],
    ["hourly :75", "There is no minute 75 in an hour: minutes go from 0 to 59.", ["hourly :59"]],
    [
      "monthly 0 09:00",
      "There is no day 0 in a month: days go from 1 to 31, and 31 is always the last day.",
      ["monthly 1 09:00"],
    ],
    [
      "monthly 32 09:00",
      "There is no day 32 in a month: days go from 1 to 31, and 31 is always the last day.",
      ["monthly 31 09:00"],
    ],
    [
      "daily at 9:00 and 18:00",
      "A digest runs at one time of day: make a second digest for another time.",
      ["daily 09:00", "daily 18:00"],
    ],
    [
      "hourly 9:15",
      "A digest of every hour has a minute and no time of day, as in hourly :15.",
      ["hourly :15", "daily 09:15"],
    ],
    ["every 2 hours", steps, ["hourly"]],
    ["every 30 minutes", steps, ["hourly"]],
    ["every 2 weeks on monday at 8", steps, ["mon 08:00"]],
    ["every other day at 8", `I cannot read "other" in a schedule: ${works}`, ["daily 08:00"]],
    ["wendesday 9", `I cannot read "wendesday" in a schedule: ${works}`, ["wed 09:00"]],
    ["dayly 9", `I cannot read "dayly" in a schedule: ${works}`, ["daily 09:00"]],
    ["last friday 18:00", mixed, ["fri 18:00", "monthly 31 18:00"]],
    [
      "daily 09:00 Europe/Tallinn",
      "A time zone is not part of the schedule: it has a field of its own, tz.",
      ["daily 09:00"],
    ],
  ])("%s", (text, problem, offers) => {
    expect(parseRule(text)).toEqual({ ok: false, problem, offers });
  });

  test("whatever is typed is read or refused, and offers are canonical", () => {
    const words = [
      "mon",
      "to",
      "daily",
      "9",
      ":15",
      "25:00",
      "-",
      "last",
      "32",
      "hourly",
      "monthly",
      "x",
      "1st",
    ];
    const typed = fc.oneof(
      anyText,
      fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((said) => said.join(" ")),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const reading = parseRule(text);
        for (const said of reading.ok ? [formatRule(reading.rule)] : reading.offers)
          expect(formatRule(rule(said))).toBe(said);
        if (!reading.ok) {
          expect(reading.problem).toMatch(/^[A-Z].*\.$/s);
          expect(reading.offers.length).toBeGreaterThan(0);
        }
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 1_000 },
    );
  });
});

describe("where a clock is set", () => {
  test.each([
    // Forward: a time that is left out runs at the next minute there is.
    ["daily 02:30", "America/New_York", "2024-03-09T12:00Z", "2024-03-10T07:00Z", "2024-03-11T06:30Z"],
    ["daily 03:30", "Europe/Tallinn", "2024-03-30T12:00Z", "2024-03-31T01:00Z", "2024-04-01T00:30Z"],
    ["daily 02:15", "Australia/Lord_Howe", "2024-10-05T00:00Z", "2024-10-05T15:30Z", "2024-10-06T15:15Z"],
    ["daily 02:30", "Africa/Casablanca", "2025-04-05T12:00Z", "2025-04-06T02:00Z", "2025-04-07T01:30Z"],
    // Midnight itself is left out.
    ["daily 00:00", "America/Sao_Paulo", "2018-11-03T12:00Z", "2018-11-04T03:00Z", "2018-11-05T02:00Z"],
    ["daily 00:30", "Asia/Beirut", "2024-03-30T12:00Z", "2024-03-30T22:00Z", "2024-03-31T21:30Z"],
    ["daily 00:00", "Atlantic/Azores", "2024-03-30T12:00Z", "2024-03-31T01:00Z", "2024-04-01T00:00Z"],
    // The hour before midnight is left out: the next minute there is belongs to the next day.
    ["daily 23:30", "America/Nuuk", "2025-03-29T12:00Z", "2025-03-30T01:00Z", "2025-03-31T00:30Z"],
    // Back: a time that comes twice runs the first time.
    ["daily 01:30", "America/New_York", "2024-11-02T12:00Z", "2024-11-03T05:30Z", "2024-11-04T06:30Z"],
    ["daily 03:30", "Europe/Tallinn", "2024-10-26T12:00Z", "2024-10-27T00:30Z", "2024-10-28T01:30Z"],
    ["daily 01:45", "Australia/Lord_Howe", "2024-04-06T00:00Z", "2024-04-06T14:45Z", "2024-04-07T15:15Z"],
    ["daily 02:30", "Africa/Casablanca", "2025-02-22T12:00Z", "2025-02-23T01:30Z", "2025-02-24T02:30Z"],
    ["daily 23:30", "Asia/Beirut", "2024-10-26T12:00Z", "2024-10-26T20:30Z", "2024-10-27T21:30Z"],
    // No change, half an hour off.
    ["daily 09:00", "Asia/Kolkata", "2024-03-09T12:00Z", "2024-03-10T03:30Z", "2024-03-11T03:30Z"],
    // A day that is left out: its slots run as the next begins, once.
    ["daily 09:00", "Pacific/Apia", "2011-12-30T00:00Z", "2011-12-30T10:00Z", "2011-12-30T19:00Z"],
    ["daily 00:00", "Pacific/Apia", "2011-12-29T12:00Z", "2011-12-30T10:00Z", "2011-12-31T10:00Z"],
    ["fri 09:00", "Pacific/Apia", "2011-12-24T00:00Z", "2011-12-30T10:00Z", "2012-01-05T19:00Z"],
    ["monthly 30 09:00", "Pacific/Apia", "2011-12-01T00:00Z", "2011-12-30T10:00Z", "2012-01-29T19:00Z"],
  ])("%s in %s after %s", (text, zone, after, ...slots) => {
    expect(iso(nextSlots(rule(text), zone, Date.parse(after), 2))).toEqual(slots);
  });

  test.each([
    // Every 60 minutes, whatever hour the clock skips or repeats.
    ["hourly :15", "America/New_York", "2024-03-10T06:00Z", ["06:15Z", "07:15Z", "08:15Z"]],
    ["hourly :15", "America/New_York", "2024-11-03T05:00Z", ["05:15Z", "06:15Z", "07:15Z"]],
    ["hourly", "Europe/Tallinn", "2024-10-27T00:00Z", ["01:00Z", "02:00Z", "03:00Z"]],
    ["hourly :50", "Pacific/Chatham", "2024-09-28T13:00Z", ["13:05Z", "14:05Z", "15:05Z"]],
    ["hourly", "Pacific/Apia", "2011-12-30T08:00Z", ["09:00Z", "10:00Z", "11:00Z"]],
    // The minute of the local clock.
    ["hourly :15", "Asia/Kolkata", "2024-03-10T06:00Z", ["06:45Z", "07:45Z", "08:45Z"]],
    // By half an hour, forward over 02:00–02:30 and back over the same.
    ["hourly :15", "Australia/Lord_Howe", "2024-10-05T14:00Z", ["14:45Z", "16:15Z", "17:15Z"]],
    ["hourly :45", "Australia/Lord_Howe", "2024-10-05T14:00Z", ["14:15Z", "15:15Z", "15:45Z"]],
    ["hourly :15", "Australia/Lord_Howe", "2024-04-06T13:00Z", ["13:15Z", "14:15Z", "15:45Z"]],
    ["hourly :45", "Australia/Lord_Howe", "2024-04-06T13:50Z", ["14:45Z", "15:15Z", "16:15Z"]],
  ])("%s in %s after %s", (text, zone, after, slots) => {
    const day = after.slice(0, 11);
    expect(iso(nextSlots(rule(text), zone, Date.parse(after), 3))).toEqual(slots.map((time) => day + time));
  });
});

describe("slots", () => {
  const tallinn = "Europe/Tallinn";

  test("a slot is strictly after the moment asked about", () => {
    const slot = Date.parse("2024-06-05T06:00Z");
    expect(nextSlot(rule("daily 09:00"), tallinn, slot - 1)).toBe(slot);
    expect(nextSlot(rule("daily 09:00"), tallinn, slot)).toBe(slot + DAY_MS);
    expect(nextSlot(rule("hourly"), tallinn, slot)).toBe(slot + HOUR_MS);
  });

  test("a stretch of time has the slots after its start, and one at its end", () => {
    const slot = Date.parse("2024-06-05T06:00Z");
    expect(slotsBetween(rule("daily 09:00"), tallinn, slot, slot + 2 * DAY_MS)).toEqual([
      slot + DAY_MS,
      slot + 2 * DAY_MS,
    ]);
    expect(slotsBetween(rule("daily 09:00"), tallinn, slot, slot + 2 * DAY_MS - 1)).toEqual([slot + DAY_MS]);
    expect(slotsBetween(rule("daily 09:00"), tallinn, slot, slot)).toEqual([]);
    expect(slotsBetween(rule("daily 09:00"), tallinn, slot, slot - 5 * DAY_MS)).toEqual([]);
  });

  test("a month without the day takes its last", () => {
    const slots = nextSlots(rule("monthly 30 09:00"), "UTC", Date.parse("2024-01-01"), 4);
    expect(iso(slots)).toEqual([
      "2024-01-30T09:00Z",
      "2024-02-29T09:00Z",
      "2024-03-30T09:00Z",
      "2024-04-30T09:00Z",
    ]);
    const last = nextSlots(rule("monthly last 09:00"), "UTC", Date.parse("2023-02-28T09:00Z"), 2);
    expect(iso(last)).toEqual(["2023-03-31T09:00Z", "2023-04-30T09:00Z"]);
  });

  test.each(["hourly :59", "mon,wed,sat 09:00", "monthly 31 09:00"])(
    "of %s over a thousand years the newest 10,000 come, at once",
    (text) => {
      const until = Date.parse("2030-01-01");
      const started = performance.now();
      const slots = slotsBetween(rule(text), tallinn, Date.parse("1000-01-01"), until);
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(slots).toHaveLength(10_000);
      expect(nextSlot(rule(text), tallinn, slots.at(-1) ?? 0)).toBeGreaterThan(until);
      expect(slots.slice(-50)).toEqual(nextSlots(rule(text), tallinn, (slots.at(-50) ?? 0) - 1, 50));
    },
  );

  test.each([
    ["hourly", "2024-06-05T06:00Z", HOUR_MS],
    ["daily 09:00", "2024-06-05T06:00Z", DAY_MS],
    ["daily 09:00", "2024-10-27T07:00Z", 25 * HOUR_MS],
    ["daily 09:00", "2024-03-31T06:00Z", 23 * HOUR_MS],
    ["weekdays 09:00", "2024-06-03T06:00Z", 3 * DAY_MS],
    ["mon 09:00", "2024-06-03T06:00Z", 7 * DAY_MS],
    ["monthly 1 09:00", "2024-06-01T06:00Z", 31 * DAY_MS],
    ["monthly 31 09:00", "2024-02-29T07:00Z", 29 * DAY_MS],
  ])("the digest of %s at %s covers the time since the one before", (text, slot, period) => {
    expect(periodBefore(rule(text), tallinn, Date.parse(slot))).toBe(period);
  });

  test("the period of a moment between slots goes back to the slot before it", () => {
    const between = Date.parse("2024-06-05T08:00Z");
    expect(periodBefore(rule("daily 09:00"), tallinn, between)).toBe(2 * HOUR_MS);
  });

  test("10,000 next slots take well under two seconds", () => {
    const started = performance.now();
    for (let n = 0; n < 10_000; n += 1)
      nextSlot(rule("mon,thu 09:00"), tallinn, Date.UTC(2020, 0) + (n * DAY_MS) / 2);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("an unknown zone is a RangeError", () => {
    expect(() => nextSlot(rule("daily 09:00"), "Mars/Base", 0)).toThrow(RangeError);
  });
});

test.each([
  ["Europe/Tallinn", "2024-06-05T12:00Z", "2024-06-04T21:00Z"],
  ["Europe/Tallinn", "2024-06-04T21:00Z", "2024-06-04T21:00Z"],
  ["Europe/Tallinn", "2024-06-04T20:59Z", "2024-06-03T21:00Z"],
  ["America/Sao_Paulo", "2018-11-04T12:00Z", "2018-11-04T03:00Z"],
  ["Atlantic/Azores", "2024-10-27T12:00Z", "2024-10-27T00:00Z"],
  ["Pacific/Apia", "2011-12-30T12:00Z", "2011-12-30T10:00Z"],
])("the local day in %s at %s began at %s", (zone, at, start) => {
  expect(iso([startOfLocalDay(zone, Date.parse(at))])).toEqual([start]);
});

describe("a time zone", () => {
  test.each([
    ["europe/tallinn", "Europe/Tallinn"],
    [" America/New York ", "America/New_York"],
    ["AMERICA/PORT-AU-PRINCE", "America/Port-au-Prince"],
    ["US/Pacific", "America/Los_Angeles"],
    ["singapore", "Asia/Singapore"],
    ["utc", "UTC"],
    ["GMT", "UTC"],
    ["Etc/GMT+2", "Etc/GMT+2"],
    // Intl's own names of these are the former ones.
    ["europe/kyiv", "Europe/Kyiv"],
    ["Europe/Kiev", "Europe/Kyiv"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["asia/calcutta", "Asia/Kolkata"],
  ])("%s is %s", (text, zone) => {
    expect(zoneNamed(text)).toBe(zone);
  });

  test.each(["", "+02:00", "-0330", "UTC+2", "EST", "BST", "Mars/Base", "Tallinn", "Europe", "'; --"])(
    "there is none called %j",
    (text) => {
      expect(zoneNamed(text)).toBeUndefined();
    },
  );

  test("every zone that Intl lists keeps its name, is found in any case and has slots", () => {
    for (const listed of Intl.supportedValuesOf("timeZone")) {
      const zone = zoneNamed(listed);
      expect(zoneNamed(listed.toUpperCase())).toBe(zone);
      expect(zoneNamed(zone ?? "")).toBe(zone);
      expect(nextSlot(rule("hourly"), zone ?? "", 0)).toBe(nextSlot(rule("hourly"), listed, 0));
    }
  });
});

// The oracle walks minute by minute over what Intl says the clock shows.
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
    const around = [...changes.slice(long ? 0 : -2), from + 200 * DAY_MS + 7 * HOUR_MS];
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
        { seed: inject("seed"), numRuns: long ? 12 : 5 },
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
      { seed: inject("seed"), numRuns: long ? 6 : 3 },
    );
  });
});
