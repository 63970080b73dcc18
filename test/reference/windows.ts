// Plain reference of windows: the period that words like `7d` and `last week` stand for.

import type { DateValue } from "../../src/time/date-value.ts";
import type { Period } from "../../src/time/windows.ts";

const DAY_MS = 86_400_000;

type Stretch = { readonly from: number; readonly to: number };
type Single = Extract<DateValue, { readonly type: "calendar" | "recurring" | "fixed" }>;

const midnightOf = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;
const partsOf = (at: number) => {
  const date = new Date(at);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() || 7,
  };
};

/** Day by day from a year before until two weeks after a moment, the days that a part of the calendar is made of. */
function isIn(value: Exclude<Single, { type: "fixed" }>, day: number): string | undefined {
  const { year, month, day: dayOfMonth, weekday } = partsOf(day);
  const thursday = day + (4 - weekday) * DAY_MS;
  const isoYear = partsOf(thursday).year;
  const week = Math.floor((thursday - Date.UTC(isoYear, 0, 1)) / DAY_MS / 7) + 1;
  const quarter = Math.floor((month - 1) / 3) + 1;
  if (value.type === "calendar") {
    const keys = {
      day: String(day),
      week: `${isoYear}w${week}`,
      month: `${year}m${month}`,
      quarter: `${year}q${quarter}`,
      year: `${year}`,
    };
    return keys[value.unit];
  }
  const { part } = value;
  if (part.of === "week") return weekday === part.weekday ? String(day) : undefined;
  if ("week" in part) return week === part.week ? `${isoYear}w${week}` : undefined;
  if ("quarter" in part) return quarter === part.quarter ? `${year}q${quarter}` : undefined;
  const fits = month === part.month && (part.day === undefined || dayOfMonth === part.day);
  return fits ? `${year}m${month}d${part.day ?? ""}` : undefined;
}

/** Every stretch of a kind around a moment, found by looking at each day, the oldest first. */
function stretchesAround(value: Exclude<Single, { type: "fixed" }>, at: number, years: number): Stretch[] {
  const found = new Map<string, { from: number; to: number }>();
  for (let day = midnightOf(at) - years * 366 * DAY_MS; day < at + 370 * DAY_MS; day += DAY_MS) {
    const key = isIn(value, day);
    if (key === undefined) continue;
    const known = found.get(key);
    if (known === undefined) found.set(key, { from: day, to: day + DAY_MS - 1 });
    else known.to = day + DAY_MS - 1;
  }
  // The first one may have begun before we looked.
  return [...found.values()].slice(1);
}

/** So far back there surely is one, or the one that is so many before. */
function yearsToLook(value: Exclude<Single, { type: "fixed" }>): number {
  if (value.type === "calendar") return value.unit === "year" ? 2 - value.offset : 2;
  const { part } = value;
  if (part.of === "week") return 1;
  const isRare =
    ("week" in part && part.week === 53) || ("day" in part && part.month === 2 && part.day === 29);
  return isRare ? 13 : 3;
}

function stretch(value: Single, at: number): Stretch {
  if (value.type === "fixed") return value;
  const all = stretchesAround(value, at, yearsToLook(value));
  if (value.type === "calendar") {
    const current = all.findIndex(({ from, to }) => from <= at && at <= to);
    const meant = all[current + value.offset];
    if (meant === undefined) throw new Error("looked at too few years");
    return meant;
  }
  const meant = all.filter(({ from, to }) => (value.ended ? to < at : from <= at)).at(-1);
  if (meant === undefined) throw new Error("looked at too few years");
  return meant;
}

/** The same day and time so many months before, or the last day of a month that is too short. */
function monthsBefore(at: number, months: number): number {
  const { year, month, day } = partsOf(at);
  const total = year * 12 + (month - 1) - months;
  for (let tried = day; ; tried -= 1) {
    const found = Date.UTC(Math.floor(total / 12), total % 12, tried);
    if (partsOf(found).day === tried) return found + (at - midnightOf(at));
  }
}

/**
 * The period of a window: its lower bound is that of `since`, its upper bound that of `until`; `since 7d` alone ends at
 * the reference, `until 7d` ends 7 days before it. `newest` is the newest date of the chosen countries and sources.
 */
export function periodOf(
  { since, until }: { readonly since?: DateValue; readonly until?: DateValue },
  { now, newest }: { readonly now: number; readonly newest: number | undefined },
): Period {
  const reference = newest === undefined ? now : Math.min(now, newest);
  const meant = (value: Single): Stretch => {
    const current = stretch(value, now);
    return value.type === "fixed" || newest === undefined || newest >= current.from
      ? current
      : stretch(value, newest);
  };
  const bounds = (value: DateValue | undefined): { from?: number; to?: number } => {
    if (value === undefined) return {};
    switch (value.type) {
      case "all":
        return {};
      case "ago":
        return { from: reference - value.amountMs, to: reference - value.amountMs };
      case "months-ago": {
        const at = monthsBefore(reference, value.months);
        return { from: at, to: at };
      }
      case "fixed":
      case "calendar":
      case "recurring":
        return meant(value);
      case "range": {
        const last = meant(value.last);
        const first = meant(value.first);
        return { from: first.from <= last.to ? first.from : stretch(value.first, last.to).from, to: last.to };
      }
      case "beside": {
        const { from, to } = meant(value.of);
        return value.side === "before" ? { to: from - 1 } : { from: to + 1 };
      }
    }
  };
  const from = bounds(since).from;
  const to =
    until === undefined && (since?.type === "ago" || since?.type === "months-ago")
      ? reference
      : bounds(until).to;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
