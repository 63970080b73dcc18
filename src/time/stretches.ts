// The stretches of the calendar that words stand for, around a moment. UTC, weeks from Monday, inclusive bounds in ms.

import { assertNever } from "../errors.ts";
import type { CalendarUnit, Recurring } from "./date-value.ts";
import { DAY_MS, WEEK_MS } from "./units.ts";

/** Inclusive bounds in ms UTC. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Years looked back for a part that not every year has: a 29 February, a week 53. */
const YEARS_BACK = 12;

function startOfDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

function startOfWeek(at: number): number {
  return startOfDay(at) - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS;
}

function months(year: number, month: number, count: number): Stretch {
  return { from: Date.UTC(year, month), to: Date.UTC(year, month + count) - 1 };
}

/** The unit that a moment is in, or the one so many before it. */
export function calendarStretch(unit: CalendarUnit, offset: number, at: number): Stretch {
  const [year, month] = [new Date(at).getUTCFullYear(), new Date(at).getUTCMonth()];
  switch (unit) {
    case "day": {
      const from = startOfDay(at) + offset * DAY_MS;
      return { from, to: from + DAY_MS - 1 };
    }
    case "week": {
      const from = startOfWeek(at) + offset * WEEK_MS;
      return { from, to: from + WEEK_MS - 1 };
    }
    case "month":
      return months(year, month + offset, 1);
    case "quarter":
      return months(year, Math.floor(month / 3) * 3 + offset * 3, 3);
    case "year":
      return months(year + offset, 0, 12);
    default:
      return assertNever(unit);
  }
}

/** The ISO week of that number; undefined where the year has none. Week 1 is the one with 4 January. */
export function isoWeek(year: number, week: number): Stretch | undefined {
  const from = startOfWeek(Date.UTC(year, 0, 4)) + (week - 1) * WEEK_MS;
  // A week belongs to the year that its Thursday is in.
  if (week < 1 || new Date(from + 3 * DAY_MS).getUTCFullYear() !== year) return undefined;
  return { from, to: from + WEEK_MS - 1 };
}

/** The newest of a recurring part that has begun by a moment; with `ended` the newest that is over by then. */
export function recurringStretch(part: Recurring, ended: boolean, at: number): Stretch {
  const isThere = ({ from, to }: Stretch): boolean => (ended ? to < at : from <= at);
  if (part.of === "week") {
    const [newest, before] = [0, -1].map((offset) => weekdayOf(part.weekday, offset, at));
    if (newest === undefined || before === undefined) throw new RangeError("a week has seven days");
    return isThere(newest) ? newest : before;
  }
  const thisYear = new Date(at).getUTCFullYear();
  // An ISO week may begin in the year before the one that it is of.
  for (let year = thisYear + 1; year >= thisYear - YEARS_BACK; year -= 1) {
    const stretch = partOfYear(part, year);
    if (stretch !== undefined && isThere(stretch)) return stretch;
  }
  throw new RangeError("no year has that part");
}

/** The next of a recurring part that begins after a moment. */
export function nextStretch(part: Recurring, at: number): Stretch {
  if (part.of === "week") return recurringStretch(part, false, at + WEEK_MS);
  const thisYear = new Date(at).getUTCFullYear();
  for (let year = thisYear; year <= thisYear + YEARS_BACK; year += 1) {
    const stretch = partOfYear(part, year);
    if (stretch !== undefined && stretch.from > at) return stretch;
  }
  throw new RangeError("no year has that part");
}

function weekdayOf(weekday: number, offset: number, at: number): Stretch {
  const from = startOfWeek(at) + offset * WEEK_MS + (weekday - 1) * DAY_MS;
  return { from, to: from + DAY_MS - 1 };
}

function partOfYear(part: Extract<Recurring, { of: "year" }>, year: number): Stretch | undefined {
  if ("week" in part) return isoWeek(year, part.week);
  if ("quarter" in part) return months(year, (part.quarter - 1) * 3, 3);
  if (part.day === undefined) return months(year, part.month - 1, 1);
  const from = Date.UTC(year, part.month - 1, part.day);
  return new Date(from).getUTCDate() === part.day ? { from, to: from + DAY_MS - 1 } : undefined;
}

/** A moment so many months before another; the last day of a shorter month stands for the days it lacks. */
export function monthsBefore(at: number, count: number): number {
  const date = new Date(at);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - count);
  const lastDay = new Date(
    months(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth(), 1).to,
  ).getUTCDate();
  return first + (Math.min(date.getUTCDate(), lastDay) - 1) * DAY_MS + (at - startOfDay(at));
}
