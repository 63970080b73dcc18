// Dates that count from a clock, as people say them: `7d`, `last 3 months`, `2 weeks ago`, `monday`, `5 march`, `week 9`, `Q1`.

import type { CalendarUnit, Recurring, Single, Weekday } from "../../time/date-value.ts";
import { isoWeek } from "../../time/stretches.ts";
import { DAY_MS, WEEK_MS } from "../../time/units.ts";
import { say } from "../../wording/say.ts";
import { type DateReading, impossibleDate, refusedDate } from "./date-reading.ts";
import { parseDuration } from "./durations.ts";
import { MONTHS, monthHere, monthNamed } from "./fixed-dates.ts";

/** A hundred years: longer windows are slips of the finger. */
const LONGEST_MS = 36_500 * DAY_MS;
const LONGEST_MONTHS = 1200;

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const COUNTS = [
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

const UNITS: readonly CalendarUnit[] = ["day", "week", "month", "quarter", "year"];

function unitNamed(word: string | undefined): CalendarUnit | undefined {
  return UNITS.find((unit) => word === unit || word === `${unit}s`);
}

/** `3`, `three`, `a`. */
function countNamed(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (/^\d{1,15}$/.test(word)) return Number(word);
  if (word === "a" || word === "an") return 1;
  const count = COUNTS.indexOf(word) + 1;
  return count === 0 ? undefined : count;
}

/** `24h`, `last 7 days`, `past week`, `6m`, `last 3 months`, `1y`; undefined for other texts. */
export function parseAgo(said: string): DateReading | undefined {
  const past = /^past ([a-z]+)$/.exec(said);
  if (past !== null) return pastUnit(unitNamed(past[1]));
  const match = /^(?:(last|past) )?([a-z]+(?= )|\d+) ?([a-z]+)$/.exec(said);
  const count = countNamed(match?.[2]);
  // `three months` without last is as clear, `a month` is not.
  if (match === null || count === undefined || (match[1] === undefined && /^an?$/.test(match[2] ?? "")))
    return undefined;
  const monthsInUnit = monthsIn(match[3] ?? "");
  if (monthsInUnit !== undefined) return monthsBack(count * monthsInUnit);
  const amountMs = parseDuration(`${count}${match[3]}`);
  if (amountMs === undefined) return undefined;
  if (amountMs === 0) return impossibleDate(say("A window cannot be empty: 24h is one day."), "24h");
  return amountMs > LONGEST_MS ? tooLong() : { ok: true, value: { type: "ago", amountMs } };
}

function monthsIn(unit: string): number | undefined {
  if (/^(m|mos?|months?)$/.test(unit)) return 1;
  if (/^(q|quarters?)$/.test(unit)) return 3;
  return /^(y|yrs?|years?)$/.test(unit) ? 12 : undefined;
}

function monthsBack(months: number): DateReading {
  if (months === 0) return impossibleDate(say("A window cannot be empty: 24h is one day."), "24h");
  return months > LONGEST_MONTHS ? tooLong() : { ok: true, value: { type: "months-ago", months } };
}

function pastUnit(unit: CalendarUnit | undefined): DateReading | undefined {
  if (unit === undefined) return undefined;
  const months = monthsIn(unit);
  if (months !== undefined) return { ok: true, value: { type: "months-ago", months } };
  return { ok: true, value: { type: "ago", amountMs: unit === "week" ? WEEK_MS : DAY_MS } };
}

function tooLong(): DateReading<never> {
  return impossibleDate(say("That is longer than 100 years: all takes everything."), "all");
}

/** `today`, `last week`, `this year`, `2 weeks ago`; undefined for other texts. */
export function parseCalendar(said: string): DateReading<Single> | undefined {
  const calendar = (unit: CalendarUnit, offset: number): DateReading<Single> => ({
    ok: true,
    value: { type: "calendar", unit, offset },
  });
  if (said === "today") return calendar("day", 0);
  if (said === "yesterday") return calendar("day", -1);
  if (said === "the day before yesterday" || said === "day before yesterday") return calendar("day", -2);
  const named = /^(this|last)[ _-]?([a-z]+)$/.exec(said);
  const unit = unitNamed(named?.[2]);
  if (named !== null && unit !== undefined && unit !== "day" && !said.endsWith("s"))
    return calendar(unit, named[1] === "this" ? 0 : -1);
  const back = /^(\w+) ([a-z]+) ago$/.exec(said);
  const [count, unitBack] = [countNamed(back?.[1]), unitNamed(back?.[2])];
  if (count === undefined || unitBack === undefined) return undefined;
  return count * (unitBack === "year" ? 12 : 1) > LONGEST_MONTHS ? tooLong() : calendar(unitBack, -count);
}

/** `monday`, `last friday`, `march`, `5 march`, `week 9`, `Q1`, `week 9 2024`; undefined for other texts. */
export function parseRecurring(said: string): DateReading<Single> | undefined {
  const [, which, words = ""] = /^(?:(last|this) )?(.*)$/.exec(said) ?? [];
  const named = (part: Recurring): DateReading<Single> => ({
    ok: true,
    value: { type: "recurring", part, ...(which === "last" ? { ended: true } : {}) },
  });
  const weekday = weekdayNamed(words);
  if (weekday !== undefined) return named({ of: "week", weekday });
  const week = /^(?:week|wk|w) ?(\d{1,2})(?:[ ,/-]+(\d{4}))?$/.exec(words);
  if (week !== null) return weekOf(Number(week[1]), week[2], named);
  const isoWeekText = /^(\d{4})[ -]?w(?:eek)? ?(\d{1,2})$/.exec(words);
  if (isoWeekText !== null) return weekOf(Number(isoWeekText[2]), isoWeekText[1], named);
  const quarter = /^q(\d)(?:[ ,/-]*(\d{4}))?$/.exec(words);
  if (quarter !== null) return quarterOf(Number(quarter[1]), quarter[2], named);
  const yearQuarter = /^(\d{4})[ -]?q(\d)$/.exec(words);
  if (yearQuarter !== null) return quarterOf(Number(yearQuarter[2]), yearQuarter[1], named);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ?([a-z]{3,9})\.?$/.exec(words);
  if (dayFirst !== null) return dayOf(monthNamed(dayFirst[2] ?? ""), Number(dayFirst[1]), named);
  const monthFirst = /^([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?$/.exec(words);
  const month = monthNamed(monthFirst?.[1] ?? "");
  if (monthFirst === null || month === undefined) return undefined;
  return monthFirst[2] === undefined
    ? named({ of: "year", month })
    : dayOf(month, Number(monthFirst[2]), named);
}

type Named = (part: Recurring) => DateReading<Single>;

const NUMBERED: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** By three letters or more: `mon`, `tues`, `thursday`. */
function weekdayNamed(word: string): Weekday | undefined {
  if (word.length < 3) return undefined;
  return NUMBERED.find((weekday) => WEEKDAYS[weekday - 1]?.startsWith(word));
}

function weekOf(week: number, year: string | undefined, named: Named): DateReading<Single> {
  if (week < 1 || week > 53) {
    const nearest = Math.min(Math.max(week, 1), 52);
    return impossibleDate(
      say("Weeks go from 1 to 53."),
      year === undefined ? `week ${nearest}` : `week ${nearest} ${year}`,
    );
  }
  if (year === undefined) return named({ of: "year", week });
  const stretch = isoWeek(Number(year), week);
  if (stretch === undefined) return impossibleDate(say("{year} has 52 weeks.", { year }), `week 52 ${year}`);
  return fixedOf(stretch);
}

function quarterOf(quarter: number, year: string | undefined, named: Named): DateReading<Single> {
  if (quarter < 1 || quarter > 4) {
    const nearest = quarter < 1 ? "q1" : "q4";
    return impossibleDate(
      say("Quarters go from 1 to 4."),
      year === undefined ? nearest : `${nearest} ${year}`,
    );
  }
  if (year === undefined) return named({ of: "year", quarter });
  const month = (quarter - 1) * 3;
  return fixedOf({ from: Date.UTC(Number(year), month), to: Date.UTC(Number(year), month + 3) - 1 });
}

/** The years that every date lies in. */
function fixedOf({ from, to }: { readonly from: number; readonly to: number }): DateReading<Single> {
  if (from < Date.UTC(1900, 0) || to >= Date.UTC(2101, 0))
    return refusedDate(say("Dates go from 1900 to 2100."));
  return { ok: true, value: { type: "fixed", from, to } };
}

function dayOf(month: number | undefined, day: number, named: Named): DateReading<Single> | undefined {
  if (month === undefined) return undefined;
  // February has its 29th in some years.
  const lastDay = new Date(Date.UTC(2024, month, 0)).getUTCDate();
  if (day >= 1 && day <= lastDay) return named({ of: "year", month, day });
  const name = MONTHS[month - 1] ?? "";
  return impossibleDate(
    say("{month} has {days} days, so there is no day {day}.", {
      month: monthHere(month),
      days: String(lastDay),
      day: String(day),
    }),
    `${Math.min(Math.max(day, 1), lastDay)} ${name.toLowerCase()}`,
  );
}
