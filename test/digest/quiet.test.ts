import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { formatQuiet, parseQuiet, type Quiet, quietUntil } from "../../src/digest/quiet.ts";
import { anyText } from "../language/any-text.ts";
import { clockChanges, DAY_MS, wallClock } from "./wall-clock.ts";

const MINUTE_MS = 60_000;

/** The quiet hours that a text stands for. */
function quiet(text: string): Quiet {
  const reading = parseQuiet(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.quiet;
}

const anyQuiet: fc.Arbitrary<Quiet> = fc
  .record({ from: fc.nat(1439), to: fc.nat(1439) })
  .filter(({ from, to }) => from !== to);

describe("quiet hours are read however people type them", () => {
  test.each([
    ["22:00-07:00", "22:00-07:00"],
    ["22:00 - 07:00", "22:00-07:00"],
    ["22:00 – 07:00", "22:00-07:00"],
    ["22:00 -07:00", "22:00-07:00"],
    ["22-7", "22:00-07:00"],
    ["2200–0700", "22:00-07:00"],
    ["10pm to 7am", "22:00-07:00"],
    ["10 p.m. - 7 a.m.", "22:00-07:00"],
    ["From 22.00 until 7.00", "22:00-07:00"],
    ["between 22 and 7", "22:00-07:00"],
    ["midnight to noon", "00:00-12:00"],
    ["13:05-13:06", "13:05-13:06"],
  ])("%s", (text, canonical) => {
    expect(formatQuiet(quiet(text))).toBe(canonical);
  });

  test("times are minutes of the day", () => {
    expect(quiet("22:30-7")).toEqual({ from: 22 * 60 + 30, to: 7 * 60 });
  });

  test("the canonical text of quiet hours is read as these hours", () => {
    fc.assert(
      fc.property(anyQuiet, (hours) => {
        expect(parseQuiet(formatQuiet(hours))).toEqual({ ok: true, quiet: hours });
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 1_000 },
    );
  });
});

describe("quiet hours are refused in a sentence, with the nearest that work", () => {
  const shape = "Quiet hours go from one time of day to another, as in 22:00-07:00.";
  const same = "Quiet hours cannot end at the time they begin: nothing would ever be sent.";
  test.each([
    ["", shape, "22:00-07:00"],
    ["night", shape, "22:00-07:00"],
    ["1-2-3", shape, "22:00-07:00"],
    ["21-", shape, "22:00-07:00"],
    ["21:30", "Say when the quiet hours end, as in 22:00-07:00.", "21:30-07:00"],
    ["22:00-22:00", same, "22:00-07:00"],
    ["7-7", same, "22:00-07:00"],
    ["21:00-24:00", "There is no time 24:00: hours go from 00 to 23.", "21:00-00:00"],
    ["21:61-7", "There is no time 21:61: minutes go from 00 to 59.", "21:59-07:00"],
  ])("%j", (text, problem, offer) => {
    expect(parseQuiet(text)).toEqual({ ok: false, problem, offers: [offer] });
  });

  test("whatever is typed is read or refused, and offers are canonical", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[0-9:]{0,5}[- ]{0,3}[0-9apm:]{0,5}$/)), (text) => {
        const reading = parseQuiet(text);
        for (const said of reading.ok ? [formatQuiet(reading.quiet)] : reading.offers)
          expect(formatQuiet(quiet(said))).toBe(said);
      }),
      { seed: inject("seed"), numRuns: inject("long") ? 20_000 : 1_000 },
    );
  });
});

describe("the end of the quiet time", () => {
  test.each([
    // Begins on its first minute, and is over on its last.
    ["22:00-07:00", "Europe/Tallinn", "2024-06-05T18:59:59Z", undefined],
    ["22:00-07:00", "Europe/Tallinn", "2024-06-05T19:00:00Z", "2024-06-06T04:00:00Z"],
    ["22:00-07:00", "Europe/Tallinn", "2024-06-06T03:59:59Z", "2024-06-06T04:00:00Z"],
    ["22:00-07:00", "Europe/Tallinn", "2024-06-06T04:00:00Z", undefined],
    ["12:00-13:30", "Asia/Kolkata", "2024-06-05T07:00:30Z", "2024-06-05T08:00:00Z"],
    // The night of a change is longer or shorter.
    ["22:00-07:00", "Europe/Tallinn", "2024-10-26T20:00:00Z", "2024-10-27T05:00:00Z"],
    ["22:00-07:00", "Europe/Tallinn", "2024-03-30T21:00:00Z", "2024-03-31T04:00:00Z"],
    // The clock jumps over the end, or over the whole of it.
    ["22:00-02:30", "America/New_York", "2024-03-10T06:30:00Z", "2024-03-10T07:00:00Z"],
    ["02:10-02:50", "America/New_York", "2024-03-10T07:00:00Z", undefined],
    // The clock goes back behind the end, behind the start, and comes to them again.
    ["22:00-02:00", "America/New_York", "2024-11-03T05:30:00Z", "2024-11-03T07:00:00Z"],
    ["22:00-01:30", "America/New_York", "2024-11-03T05:15:00Z", "2024-11-03T05:30:00Z"],
    ["22:00-01:30", "America/New_York", "2024-11-03T06:15:00Z", "2024-11-03T06:30:00Z"],
    ["01:30-05:00", "America/New_York", "2024-11-03T05:45:00Z", "2024-11-03T06:00:00Z"],
    // A day is left out.
    ["22:00-07:00", "Pacific/Apia", "2011-12-30T09:00:00Z", "2011-12-30T17:00:00Z"],
  ])("%s in %s at %s", (text, zone, at, end) => {
    const until = quietUntil(quiet(text), zone, Date.parse(at));
    expect(until).toBe(end === undefined ? undefined : Date.parse(end));
  });

  const long = inject("long");
  const hard = ["Africa/Casablanca", "America/Nuuk", "Australia/Lord_Howe", "Asia/Beirut", "Asia/Kolkata"];
  const zones = long ? Intl.supportedValuesOf("timeZone") : hard;

  test.each(zones)("in %s it is the first minute after that is not quiet", (zone) => {
    const isQuiet = ({ from, to }: Quiet, at: number) => {
      const minute = (wallClock(zone, at) % DAY_MS) / MINUTE_MS;
      return from < to ? minute >= from && minute < to : minute >= from || minute < to;
    };
    const changes = clockChanges(zone, Date.UTC(2024, 0), Date.UTC(2026, 0));
    for (const change of [...changes, Date.UTC(2024, 6, 5, 7)]) {
      fc.assert(
        fc.property(anyQuiet, fc.integer({ min: -1500, max: 300 }), (any, minutes) => {
          const at = change + minutes * MINUTE_MS;
          let end = at;
          while (isQuiet(any, end)) end += MINUTE_MS;
          expect(quietUntil(any, zone, at)).toBe(end === at ? undefined : end);
          if (end !== at) expect(quietUntil(any, zone, at + 999)).toBe(end);
        }),
        { seed: inject("seed"), numRuns: long ? 30 : 20 },
      );
    }
  });
});
