// Every spelling of a point of time that can mean one only is read; what could mean two is not.

import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, inject, test } from "vitest";
import { readInstant } from "../../src/time/instants.ts";

/** Friday, 20 November 2026, 09:15:30 UTC. */
const AT = Date.UTC(2026, 10, 20, 9, 15, 30);
const DAY = Date.UTC(2026, 10, 20);

describe("a point of time", () => {
  test.each<[written: string, at: number]>([
    ["2026-11-20T09:15:30Z", AT],
    ["2026-11-20t09:15:30z", AT],
    ["2026-11-20T09:15:30", AT],
    ["2026-11-20 09:15:30", AT],
    ["2026-11-20_09:15:30", AT],
    ["2026-11-20, 09:15:30", AT],
    ["2026-11-20T09:15:30.250Z", AT + 250],
    ["2026-11-20 09:15:30,250", AT + 250],
    ["2026-11-20T09:15:30.250999999Z", AT + 250],
    ["2026-11-20T09:15Z", AT - 30_000],
    ["2026-11-20T09:15", AT - 30_000],
    ["2026-11-20T09Z", DAY + 9 * 3_600_000],
    ["2026-11-20T11:15:30+02:00", AT],
    ["2026-11-20T11:15:30+0200", AT],
    ["2026-11-20T11:15:30+02", AT],
    ["2026-11-20T11:15+02:00", AT - 30_000],
    ["2026-11-20 11:15:30 +0200", AT],
    ["2026-11-20T05:45:30\u221203:30", AT],
    ["2026-11-20 09:15:30 UTC", AT],
    ["2026-11-20 09:15:30 GMT", AT],
    ["2026-11-20 11:15:30 EET", AT],
    ["2026-11-20 10:15:30 CET", AT],
    ["2026-11-20 11:15:30 UTC+2", AT],
    ["2026-11-20 11:15:30 UTC+02:00", AT],
    ["2026-11-20 9:15:30 AM", AT],
    ["2026-11-20 09:15:30\u202FPM", AT + 12 * 3_600_000],
    ["2026-11-20T24:00:00Z", DAY + 86_400_000],
    ['"2026-11-20T09:15:30.000Z"', AT],
    ["+002026-11-20T09:15:30Z", AT],
    ["2026-11-20", DAY],
    ["2026-11-20Z", DAY],
    ["2026-11-20+02:00", DAY - 2 * 3_600_000],
    ["2026/11/20", DAY],
    ["2026/11/20 09:15", AT - 30_000],
    ["2026.11.20 09:15:30", AT],
    ["2026-1-5", Date.UTC(2026, 0, 5)],
    ["20261120T091530Z", AT],
    ["20261120T091530.250Z", AT + 250],
    ["20261120T111530+0200", AT],
    ["20261120T0915", AT - 30_000],
    ["20261120 09:15:30", AT],
    ["20261120", DAY],
    ["20261120091530", AT],
    // Temporal's and Java's
    ["2026-11-20T11:15:30+02:00[Europe/Tallinn]", AT],
    ["2026-11-20T11:15:30.000+02:00[Europe/Tallinn][u-ca=iso8601]", AT],
    ["2026-11-20T09:15:30Z[UTC]", AT],
    ["2026-11-20T11:15:30[Europe/Tallinn]", AT],
    ["2026-11-20T11:15:30[!+02:00]", AT],
    ["2026-11-20 11:15:30 Europe/Tallinn", AT],
    ["2026-11-20[u-ca=gregory]", DAY],
    // Feeds
    ["Fri, 20 Nov 2026 09:15:30 GMT", AT],
    ["Fri, 20 Nov 2026 09:15:30 +0000", AT],
    ["Fri, 20 Nov 2026 11:15:30 +0200", AT],
    ["Fri, 20 Nov 2026 11:15:30 +0200 (EET)", AT],
    ["Fri,  20 Nov 2026\r\n 04:15:30 EST", AT],
    ["Fri, 20 Nov 2026 01:15:30 PST", AT],
    ["20 Nov 2026 09:15 UT", AT - 30_000],
    ["20 Nov 2026 09:15:30", AT],
    ["Fri, 20 Nov 26 09:15:30 GMT", AT],
    ["Friday, 20-Nov-26 09:15:30 GMT", AT],
    ["Friday, 20 November 2026 09:15:30 Z", AT],
    // JavaScript's
    ["Fri Nov 20 2026 11:15:30 GMT+0200 (Eastern European Standard Time)", AT],
    ["Fri Nov 20 2026 11:15:30 GMT+0200", AT],
    ["Fri Nov 20 2026", DAY],
    ["Nov 20, 2026, 9:15:30\u202FAM", AT],
    ["November 20, 2026 at 9:15 AM UTC", AT - 30_000],
    // What C, Java, Ruby and others print
    ["Fri Nov 20 09:15:30 2026", AT],
    ["Fri Nov 20 09:15:30 UTC 2026", AT],
    ["Fri Nov 20 09:15:30 +0000 2026", AT],
    ["Fri 20 Nov 2026 09:15:30 AM UTC", AT],
    ["20-Nov-2026", DAY],
    ["20 November 2026", DAY],
    ["November 20th, 2026", DAY],
    ["Sept. 5, 2026", Date.UTC(2026, 8, 5)],
    ["/Date(1795166130000)/", AT],
    ["/Date(1795166130000+0200)/", AT],
    // One of two numbers can be no month
    ["20/11/2026", DAY],
    ["20.11.2026 09:15:30", AT],
    ["11/20/2026, 9:15:30 AM", AT],
    ["05/05/2026", Date.UTC(2026, 4, 5)],
    // Since 1970
    ["1795166130", AT],
    ["1795166130.250", AT + 250],
    ["1795166130.2509999", AT + 250],
    ["1795166130000", AT],
    ["1795166130000.0", AT],
    ["1795166130250000", AT + 250],
    ["1795166130250999999", AT + 250],
    ["1.79516613e+18", AT],
    ["946684800000", Date.UTC(2000, 0, 1)],
  ])("written %j is read", (written, at) => {
    expect(readInstant(written)).toBe(at);
  });

  test.each([
    // Day and month, or month and day
    "03/04/2026",
    "03.04.2026",
    "3-4-2026 10:00",
    "03/04/26",
    "20/11/26",
    "20 Nov 26",
    // Which zone of that name
    "2026-11-20 09:15:30 IST",
    "2026-11-20 09:15:30 CST",
    "Fri, 20 Nov 2026 09:15:30 BST",
    "Fri, 20 Nov 2026 09:15:30 A",
    "Fri Nov 20 09:15:30 CST 2026",
    // Shown twice, shown never, no such place
    "2026-10-25T03:30:00[Europe/Tallinn]",
    "2026-03-29T03:30:00[Europe/Tallinn]",
    "2026-11-20T09:15:30[Europe/Atlantis]",
    // No such day or time, or not that weekday
    "2026-02-30",
    "2026-13-01",
    "31 June 2026",
    "0000-00-00 00:00:00",
    "2026-11-20 25:00:00",
    "2026-11-20 09:60:00",
    "2026-11-20 13:15 PM",
    "2026-11-20T09:15:30+25:00",
    "Mon, 20 Nov 2026 09:15:30 GMT",
    "20269920",
    "20261120996060",
    // Not one point of time
    "2026",
    "2026-11",
    "Nov 2026",
    "09:15:30",
    "2026-11-20 2026-11-21",
    "2026-11-20 and later",
    // Numbers of no unit, and days since some year
    "0",
    "1",
    "45981",
    "45981.38576",
    "20261",
    "202611200915",
    "17951661300",
    "-1795166130",
    "99999999999999999999999",
    "now",
    "yesterday",
    "infinity",
    "soon",
    "",
    `2026-11-20${" ".repeat(100)}`,
  ])("is not guessed from %j", (written) => {
    expect(readInstant(written)).toBeUndefined();
  });
});

test("whatever the point of time, each spelling of it means it", () => {
  const zones = ["Europe/Tallinn", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"];
  const cut = (at: number, unitMs: number): number => Math.floor(at / unitMs) * unitMs;
  const instants = fc.record({
    at: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }),
    zone: fc.constantFrom(...zones),
    offset: fc.integer({ min: -12 * 60, max: 14 * 60 }),
  });
  fc.assert(
    fc.property(instants, ({ at, zone, offset }) => {
      const date = new Date(at);
      const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      const sign = offset < 0 ? "-" : "+";
      const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
        String(part).padStart(2, "0"),
      );
      const local = new Date(at + offset * 60_000).toISOString().slice(0, -1);
      const feed = new Date(at + offset * 60_000).toUTCString().replace("GMT", `${sign}${hours}${minutes}`);
      const second = cut(at, 1_000);
      const spellings: readonly (readonly [string, number])[] = [
        [date.toISOString(), at],
        [date.toISOString().slice(0, -1).replace("T", " "), at],
        [date.toISOString().replace(/[-:]/g, ""), at],
        [`${local}${sign}${hours}:${minutes}`, at],
        [`${local} ${sign}${hours}${minutes}`, at],
        [date.toUTCString(), second],
        [feed, second],
        [date.toString(), second],
        [date.toString().replace(/ \(.*/, ""), second],
        [date.toDateString(), Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())],
        [date.toLocaleString("en-US", { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" }), second],
        [zoned.toString(), at],
        [zoned.toString({ calendarName: "always" }), at],
        [zoned.toInstant().toString(), at],
        [zoned.toString({ timeZoneName: "never" }), at],
        [String(second / 1_000), second],
        [`${Math.floor(at / 1000)}.${String(at % 1_000).padStart(3, "0")}456`, at],
        [String(at), at],
        [`${at}123`, at],
        [`${at}123456`, at],
      ];
      for (const [spelling, meant] of spellings)
        expect([spelling, readInstant(spelling)]).toEqual([spelling, meant]);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 200 },
  );
});

test("a text of words and numbers of dates means what it says, or nothing", () => {
  // Whatever is read of day, month and year that stand beside each other must be a reading of theirs.
  const parts = fc.record({
    day: fc.integer({ min: 1, max: 31 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 1990, max: 2040 }),
    mark: fc.constantFrom("/", "-", "."),
    isDayFirst: fc.boolean(),
  });
  fc.assert(
    fc.property(parts, ({ day, month, year, mark, isDayFirst }) => {
      const numbers = isDayFirst ? [day, month] : [month, day];
      const read = readInstant([...numbers, year].join(mark));
      const isClear = day > 12 || day === month;
      const meant = Date.UTC(year, month - 1, day);
      const exists = new Date(meant).getUTCDate() === day;
      expect(read).toBe(isClear && exists ? meant : undefined);
    }),
    { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 300 },
  );
});
