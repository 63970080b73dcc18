// How dates read in answers. Article dates are UTC days; instants carry their zone's name.

import { DAY_MS, HOUR_MS } from "../time/units.ts";

/** Made once for each zone and kind of date: making one takes a hundred times as long as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([timeZone, options]);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat("en-US", { timeZone, ...options });
  formatters.set(key, formatter);
  return formatter;
}

function partsOf(at: number, zone: string, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const parts = formatterOf(zone, options).formatToParts(at);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `5 Mar 2024`, the UTC day of an instant in ms. */
export function formatDate(at: number): string {
  // Some thirty of them stand in an answer, and a formatter takes twenty times as long.
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `5 Mar` within the UTC year of `beside`, which stands near it, else `5 Mar 2024`. */
export function formatDateBeside(at: number, beside: number): string {
  const date = formatDate(at);
  return new Date(at).getUTCFullYear() === new Date(beside).getUTCFullYear() ? date.slice(0, -5) : date;
}

/** `Tue 5 Mar 2024`, the UTC day of an instant in ms. */
export function formatDayAndDate(at: number): string {
  const { weekday } = partsOf(at, "UTC", { weekday: "short" });
  return `${weekday} ${formatDate(at)}`;
}

/** `Tue 5 Mar 2024 09:00 Europe/Tallinn`, an instant in ms seen from an IANA zone. */
export function formatInstant(at: number, zone: string): string {
  return `${formatLocal(at, zone)} ${zone}`;
}

/** The same where the zone is told beside it: `Tue 5 Mar 2024 09:00`. */
export function formatLocal(at: number, zone: string): string {
  return `${formatLocalDay(at, zone)} ${formatLocalTime(at, zone)}`;
}

/** `29 Feb – 7 Mar 2024`, both ends included, UTC; one date when both are the same day. */
export function formatDates(from: number, to: number): string {
  const [start, end] = [formatDate(from), formatDate(to)];
  if (start === end) return end;
  return `${formatDateBeside(from, to)} – ${end}`;
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

/** Whole calendar months from one instant to a later one, UTC. */
function monthsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from), new Date(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return b.getUTCDate() < a.getUTCDate() ? months - 1 : months;
}

/** How long ago an instant was: `3 hours ago`, `12 days ago`, `2 years 8 months ago`; `just now` under an hour. */
export function formatAge(at: number, now: number): string {
  const elapsedMs = now - at;
  if (elapsedMs < HOUR_MS) return "just now";
  if (elapsedMs < 2 * DAY_MS) return `${count(Math.floor(elapsedMs / HOUR_MS), "hour")} ago`;
  const months = monthsBetween(at, now);
  if (months < 2) return `${count(Math.floor(elapsedMs / DAY_MS), "day")} ago`;
  if (months < 12) return `${count(months, "month")} ago`;
  const rest = months % 12;
  return `${count(Math.floor(months / 12), "year")}${rest === 0 ? "" : ` ${count(rest, "month")}`} ago`;
}

/** `Tue 5 Mar 2024`, the day of an instant in ms in an IANA zone. */
export function formatLocalDay(at: number, zone: string): string {
  const { weekday, day, month, year } = partsOf(at, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return `${weekday} ${day} ${month} ${year}`;
}

/** `09:00`, the time of an instant in ms in an IANA zone. */
export function formatLocalTime(at: number, zone: string): string {
  const { hour, minute } = partsOf(at, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${hour}:${minute}`;
}
