// The canonical text of dates: reading it gives the value again.

import { assertNever } from "../../errors.ts";
import type { DateValue, Recurring } from "../../time/date-value.ts";
import { DAY_MS } from "../../time/units.ts";
import { formatDuration } from "./durations.ts";
import { MONTHS, parseFixed } from "./fixed-dates.ts";
import { WEEKDAYS } from "./relative-dates.ts";

/** Bounds are taken to lie between the years 1900 and 2100. */
export function formatDateValue(value: DateValue): string {
  switch (value.type) {
    case "all":
      return "all";
    case "ago":
      return formatDuration(value.amountMs);
    case "months-ago":
      return value.months % 12 === 0 ? `${value.months / 12}y` : `${value.months}m`;
    case "calendar":
      return formatCalendar(value);
    case "recurring":
      return `${value.ended === true ? "last " : ""}${formatRecurring(value.part)}`;
    case "fixed":
      return formatFixed(value.from, value.to);
    case "range":
      return `${formatDateValue(value.first)}..${formatDateValue(value.last)}`;
    case "beside":
      return `${value.side} ${formatDateValue(value.of)}`;
    default:
      return assertNever(value);
  }
}

function formatCalendar({ unit, offset }: Extract<DateValue, { type: "calendar" }>): string {
  if (unit === "day" && offset >= -1) return offset === 0 ? "today" : "yesterday";
  if (offset >= -1) return `${offset === 0 ? "this" : "last"} ${unit}`;
  return `${-offset} ${unit}s ago`;
}

function formatRecurring(part: Recurring): string {
  if (part.of === "week") return WEEKDAYS[part.weekday - 1] ?? "monday";
  if ("week" in part) return `week ${part.week}`;
  if ("quarter" in part) return `q${part.quarter}`;
  const month = (MONTHS[part.month - 1] ?? "").toLowerCase();
  return part.day === undefined ? month : `${part.day} ${month}`;
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
