// Rules as people type them: what is read, and what is refused with something that works.

import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { formatRule, parseRule } from "../../src/digest/schedule.ts";
import { anyText } from "../language/any-text.ts";
import { anyRule, rule } from "./rules.ts";

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
