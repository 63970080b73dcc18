// When digests are due, around every kind of change of the clock.

import { describe, expect, test } from "vitest";
import { nextSlot, nextSlots, periodBefore, slotsBetween } from "../../src/digest/schedule.ts";
import { startOfLocalDay, zoneNamed } from "../../src/time/zones.ts";
import { rule } from "./rules.ts";
import { DAY_MS } from "./wall-clock.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function iso(slots: readonly number[]): string[] {
  return slots.map((slot) => new Date(slot).toISOString().replace(":00.000Z", "Z"));
}

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
    "of %s over a thousand years the newest 10,000 come",
    (text) => {
      const until = Date.parse("2030-01-01");
      const slots = slotsBetween(rule(text), tallinn, Date.parse("1000-01-01"), until);
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
    ["America/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["America/Indiana/Indianapolis", "America/Indiana/Indianapolis"],
    ["US/East-Indiana", "America/Indiana/Indianapolis"],
    ["Africa/Asmara", "Africa/Asmara"],
    ["Pacific/Chuuk", "Pacific/Chuuk"],
    ["Pacific/Kanton", "Pacific/Kanton"],
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
