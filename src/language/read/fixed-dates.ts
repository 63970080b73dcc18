// Dates that name their year, between text and value: `2024`, `2024-02`, `5 Mar 2024`, an ISO instant. What is written in the
// order of one country only is refused with every reading.

import { formatLongDate, formatMonth } from "../../reply/dates.ts";
import type { DateValue } from "../../time/date-value.ts";
import { say } from "../../wording/say.ts";
import { type DateReading, impossibleDate, refusedDate } from "./date-reading.ts";

type Fixed = Extract<DateValue, { type: "fixed" }>;

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The name of a month, from 1, as the reader has it. */
export function monthHere(month: number): string {
  return formatMonth(Date.UTC(2024, month - 1));
}

/** The number of a month by its English name or three letters of it; undefined for other words. */
export function monthNamed(word: string): number | undefined {
  const month = word.length < 3 ? 0 : MONTHS.findIndex((name) => name.toLowerCase().startsWith(word)) + 1;
  return month === 0 ? undefined : month;
}

export function parseFixed(said: string): DateReading<Fixed> | undefined {
  const iso = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/.exec(said);
  if (iso !== null) return fixedFrom(Number(iso[1]), numberOf(iso[3]), numberOf(iso[4]));
  const instant = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(z|[+-]\d\d:\d\d)?$/.exec(said);
  if (instant !== null) {
    const day = fixedFrom(Number(said.slice(0, 4)), Number(said.slice(5, 7)), Number(said.slice(8, 10)));
    if (!day.ok) return day;
    const at = Date.parse(`${said.replace(" ", "T").toUpperCase()}${instant[3] === undefined ? "Z" : ""}`);
    if (Number.isNaN(at) || !isInRange(at))
      return impossibleDate(say("There is no time {time}.", { time: said.slice(11) }), said.slice(0, 10));
    return { ok: true, value: { type: "fixed", from: at, to: at } };
  }
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)? ?([a-z]{3,9})\.?,? (\d{4})$/.exec(said);
  if (dayFirst !== null) return fixedNamed(dayFirst[3], dayFirst[2], dayFirst[1]);
  const monthFirst = /^([a-z]{3,9})\.? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})$/.exec(said);
  if (monthFirst !== null) return fixedNamed(monthFirst[3], monthFirst[1], monthFirst[2]);
  const local = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/.exec(said);
  return local === null ? undefined : refuseLocal(said, Number(local[1]), Number(local[3]), Number(local[4]));
}

function isInRange(at: number): boolean {
  return at >= Date.UTC(1900, 0) && at < Date.UTC(2101, 0);
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function fixedNamed(year: string | undefined, monthName: string | undefined, day: string | undefined) {
  const month = MONTHS.findIndex((name) => name.toLowerCase().startsWith(monthName ?? "?")) + 1;
  return month === 0 ? undefined : fixedFrom(Number(year), month, numberOf(day));
}

/** The whole year, month or day, or why there is none. */
function fixedFrom(year: number, month: number | undefined, day: number | undefined): DateReading<Fixed> {
  if (year < 1900 || year > 2100) return refusedDate(say("Dates go from 1900 to 2100."));
  if (month === undefined) return fixed(Date.UTC(year, 0), Date.UTC(year + 1, 0));
  if (month < 1 || month > 12)
    return impossibleDate(say("There is no month {month} in a year.", { month: String(month) }), `${year}`);
  if (day === undefined) return fixed(Date.UTC(year, month - 1), Date.UTC(year, month));
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > lastDay) {
    const nearest = isoDay(year, month, Math.min(Math.max(day, 1), lastDay));
    return impossibleDate(
      say("{month} {year} has {days} days, so there is no day {day}.", {
        month: monthHere(month),
        year: String(year),
        days: String(lastDay),
        day: String(day),
      }),
      nearest,
    );
  }
  return fixed(Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day + 1));
}

function fixed(from: number, next: number): DateReading<Fixed> {
  return { ok: true, value: { type: "fixed", from, to: next - 1 } };
}

function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** `01/02/2024`: half of the world puts the month first, so every reading is offered and none is taken. */
function refuseLocal(said: string, first: number, second: number, shortYear: number): DateReading<Fixed> {
  const year = shortYear < 100 ? 2000 + shortYear : shortYear;
  const readings = [
    { day: first, month: second },
    { day: second, month: first },
  ].filter(({ day, month }) => fixedFrom(year, month, day).ok);
  const offers = [...new Set(readings.map(({ day, month }) => isoDay(year, month, day)))];
  if (offers.length === 2) {
    const [one, other] = readings.map(({ day, month }) => formatLongDate(Date.UTC(year, month - 1, day)));
    return refusedDate(
      say("{said} can be {one} or {other}: write the year first.", {
        said,
        one: one ?? "",
        other: other ?? "",
      }),
      ...offers,
    );
  }
  return refusedDate(
    say("{said} is not how dates are written here: the year comes first, as in 2024-02-05.", { said }),
    ...offers,
  );
}
