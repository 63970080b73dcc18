// Points and stretches of time between text and DateValue, and lengths of time between text and ms.

import { assertNever } from "../../errors.ts";
import { excerpt } from "../../reply/excerpt.ts";
import type { DateValue } from "../../time/date-value.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, WEEK_MS } from "../../time/units.ts";

export type DateReading =
  | { readonly ok: true; readonly value: DateValue }
  /** `problem` is a sentence; `offers` are texts of dates that would work, none when nothing is near. */
  | { readonly ok: false; readonly problem: string; readonly offers: readonly string[] };

/** A hundred years: longer windows are slips of the finger. */
const LONGEST_MS = 36_500 * DAY_MS;

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: SECOND_MS,
  min: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: WEEK_MS,
};

const MONTHS = [
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

type Calendar = Extract<DateValue, { type: "calendar" }>;

const CALENDAR: readonly (readonly [string, Calendar])[] = [
  ["today", { type: "calendar", unit: "day", offset: 0 }],
  ["yesterday", { type: "calendar", unit: "day", offset: -1 }],
  ["this week", { type: "calendar", unit: "week", offset: 0 }],
  ["last week", { type: "calendar", unit: "week", offset: -1 }],
  ["this month", { type: "calendar", unit: "month", offset: 0 }],
  ["last month", { type: "calendar", unit: "month", offset: -1 }],
];

/** Windows people ask for most, for completion and for "did you mean". */
export const COMMON_WINDOWS: readonly string[] = [
  "24h",
  "7d",
  "30d",
  ...CALENDAR.map(([text]) => text),
  "all",
];

function refused(problem: string, ...offers: string[]): DateReading {
  return { ok: false, problem, offers };
}

/**
 * Reads `7d`, `last week`, `2024`, `2024-02`, `2024-02-05`, `5 Mar 2024`, an ISO instant (UTC when it names no
 * zone), `A..B` or `all`. Dates in the order of one country only (`01/02/2024`) are refused with every reading.
 */
export function parseDateValue(text: string): DateReading {
  const said = text.trim().toLowerCase().replace(/\s+/g, " ");
  if (said === "all") return { ok: true, value: { type: "all" } };
  const calendar = CALENDAR.find(
    ([name]) => name === said.replace(/^(this|last)[_-]?(?=week$|month$)/, "$1 "),
  );
  if (calendar !== undefined) return { ok: true, value: calendar[1] };
  return (
    parseAgo(said) ??
    parseFixed(said) ??
    parseRange(said) ??
    refused(`I cannot read "${excerpt(text.trim())}" as a date: 7d, last week, 2024-02 and 2024-02-05 work.`)
  );
}

function parseAgo(said: string): DateReading | undefined {
  const match = /^(?:(?:last|past) )?(\d+) ?([a-z]+)$/.exec(said);
  if (match === null) return undefined;
  const unit = match[2] ?? "";
  const daysInUnit = /^(m|mo|months?)$/.test(unit) ? 30 : /^(y|years?)$/.test(unit) ? 365 : undefined;
  if (daysInUnit !== undefined) {
    const days = Number(match[1]) * daysInUnit;
    const offers = days > 0 && days * DAY_MS <= LONGEST_MS ? [`${days}d`] : [];
    return refused("A window is a number of hours, days or weeks, such as 24h, 7d or 12w.", ...offers);
  }
  const amountMs = parseDuration(`${match[1]}${unit}`);
  if (amountMs === undefined) return undefined;
  if (amountMs === 0) return refused("A window cannot be empty: 24h is one day.", "24h");
  if (amountMs > LONGEST_MS) return refused("That is longer than 100 years: all takes everything.", "all");
  return { ok: true, value: { type: "ago", amountMs } };
}

function parseFixed(said: string): DateReading | undefined {
  const iso = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/.exec(said);
  if (iso !== null) return fixedFrom(Number(iso[1]), numberOf(iso[3]), numberOf(iso[4]));
  const instant = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(z|[+-]\d\d:\d\d)?$/.exec(said);
  if (instant !== null) {
    const day = fixedFrom(Number(said.slice(0, 4)), Number(said.slice(5, 7)), Number(said.slice(8, 10)));
    if (!day.ok) return day;
    const at = Date.parse(`${said.replace(" ", "T").toUpperCase()}${instant[3] === undefined ? "Z" : ""}`);
    if (Number.isNaN(at) || !isInRange(at))
      return refused(`There is no time ${said.slice(11)}.`, said.slice(0, 10));
    return { ok: true, value: { type: "fixed", from: at, to: at } };
  }
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})$/.exec(said);
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
function fixedFrom(year: number, month: number | undefined, day: number | undefined): DateReading {
  if (year < 1900 || year > 2100) return refused("Dates go from 1900 to 2100.");
  if (month === undefined) return fixed(Date.UTC(year, 0), Date.UTC(year + 1, 0));
  if (month < 1 || month > 12) return refused(`There is no month ${month} in a year.`, `${year}`);
  if (day === undefined) return fixed(Date.UTC(year, month - 1), Date.UTC(year, month));
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > lastDay) {
    const nearest = isoDay(year, month, Math.min(Math.max(day, 1), lastDay));
    return refused(`${MONTHS[month - 1]} ${year} has ${lastDay} days, so there is no day ${day}.`, nearest);
  }
  return fixed(Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day + 1));
}

function fixed(from: number, next: number): DateReading {
  return { ok: true, value: { type: "fixed", from, to: next - 1 } };
}

function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** `01/02/2024`: half of the world puts the month first, so every reading is offered and none is taken. */
function refuseLocal(said: string, first: number, second: number, shortYear: number): DateReading {
  const year = shortYear < 100 ? 2000 + shortYear : shortYear;
  const readings = [
    { day: first, month: second },
    { day: second, month: first },
  ].filter(({ day, month }) => fixedFrom(year, month, day).ok);
  const offers = [...new Set(readings.map(({ day, month }) => isoDay(year, month, day)))];
  if (offers.length === 2) {
    const [one, other] = readings.map(({ day, month }) => `${day} ${MONTHS[month - 1]} ${year}`);
    return refused(`${said} can be ${one} or ${other}: write the year first.`, ...offers);
  }
  return refused(
    `${said} is not how dates are written here: the year comes first, as in 2024-02-05.`,
    ...offers,
  );
}

function parseRange(said: string): DateReading | undefined {
  const ends = said.split("..");
  const [from, to] = ends.map(parseFixed);
  if (ends.length !== 2 || from === undefined || to === undefined) return undefined;
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (from.value.type !== "fixed" || to.value.type !== "fixed") return undefined;
  if (from.value.from <= to.value.to) {
    return { ok: true, value: { type: "fixed", from: from.value.from, to: to.value.to } };
  }
  return refused("That window ends before it begins.", `${ends[1]}..${ends[0]}`);
}

/** Canonical text: parsing it gives the value again. Bounds are taken to lie between the years 1900 and 2100. */
export function formatDateValue(value: DateValue): string {
  switch (value.type) {
    case "all":
      return "all";
    case "ago":
      return formatDuration(value.amountMs);
    case "calendar":
      return (
        CALENDAR.find(([, { unit, offset }]) => unit === value.unit && offset === value.offset)?.[0] ?? "all"
      );
    case "fixed":
      return formatFixed(value.from, value.to);
    default:
      return assertNever(value);
  }
}

function formatFixed(from: number, to: number): string {
  const iso = new Date(from).toISOString();
  if (from === to) return iso;
  for (const length of [4, 7, 10]) {
    const reading = parseFixed(iso.slice(0, length));
    if (
      reading?.ok &&
      reading.value.type === "fixed" &&
      reading.value.from === from &&
      reading.value.to === to
    ) {
      return iso.slice(0, length);
    }
  }
  const first = from % DAY_MS === 0 ? iso.slice(0, 10) : iso;
  const last = new Date(to).toISOString();
  return `${first}..${(to + 1) % DAY_MS === 0 ? last.slice(0, 10) : last}`;
}

/** A length of time in ms: `90min`, `24h`, `7d`, `12w`, `2 days`. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,15}) ?([a-z]+)$/.exec(text.trim().toLowerCase());
  const unit = (match?.[2] ?? "")
    .replace(/^(min)(ute)?s?$/, "$1")
    .replace(/^(h)(ou)?rs?$|^(d)ays?$|^(w)eeks?$/, "$1$3$4");
  return match === null || !Object.hasOwn(UNITS_MS, unit)
    ? undefined
    : Number(match[1]) * (UNITS_MS[unit] ?? 0);
}

/** The shortest canonical text of a length of time in whole ms; days from three days on, so `24h` stays `24h`. */
export function formatDuration(ms: number): string {
  const unit = ["d", "h", "min", "s"].find((name) => {
    const unitMs = UNITS_MS[name] ?? 1;
    return ms % unitMs === 0 && (name !== "d" || ms >= 3 * DAY_MS);
  });
  return `${ms / (UNITS_MS[unit ?? "ms"] ?? 1)}${unit ?? "ms"}`;
}
