// How dates read in answers. Article dates are UTC days; instants carry their zone's name.

import { DAY_MS, HOUR_MS } from "../time/units.ts";
import type { Language } from "../wording/languages.ts";
import { languageHere, say } from "../wording/say.ts";

/**
 * By language, zone and kind of date, the one used last at the end: making one takes a hundred times as long as using it, and each
 * holds some 65 kB, so that those of all readers' zones would be a hundred megabytes.
 */
const formatters = new Map<string, Intl.DateTimeFormat>();
/** Of a dozen zones in two languages. */
export const MOST_FORMATTERS = 64;

function formatterOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const language = languageHere();
  const key = JSON.stringify([language, timeZone, options]);
  const formatter =
    formatters.get(key) ??
    new Intl.DateTimeFormat(language === "en" ? "en-US" : language, { timeZone, ...options });
  formatters.delete(key);
  formatters.set(key, formatter);
  const [oldest = key] = formatters.keys();
  if (formatters.size > MOST_FORMATTERS) formatters.delete(oldest);
  return formatter;
}

function partsOf(at: number, zone: string, options: Intl.DateTimeFormatOptions): Record<string, string> {
  const parts = formatterOf(zone, options).formatToParts(at);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

const MONTHS = Array.from({ length: 12 }, (_, month) => Date.UTC(2024, month, 1));
const monthsByLanguage = new Map<Language, readonly string[]>();

/** `Mar` as it stands behind a day: `mar` in Polish. */
function monthOf(date: Date): string {
  const language = languageHere();
  const known =
    monthsByLanguage.get(language) ??
    MONTHS.map((at) => partsOf(at, "UTC", { day: "numeric", month: "short" }).month ?? "");
  monthsByLanguage.set(language, known);
  return known[date.getUTCMonth()] ?? "";
}

/** `5 Mar 2024`, the UTC day of an instant in ms. */
export function formatDate(at: number): string {
  return `${dayAndMonth(at)} ${new Date(at).getUTCFullYear()}`;
}

/** `March`, the UTC month of an instant in ms, as it stands alone. */
export function formatMonth(at: number): string {
  return formatterOf("UTC", { month: "long" }).format(at);
}

/** `5 March 2024`, the UTC day of an instant in ms. */
export function formatLongDate(at: number): string {
  const { day, month, year } = partsOf(at, "UTC", { day: "numeric", month: "long", year: "numeric" });
  return `${day} ${month} ${year}`;
}

function dayAndMonth(at: number): string {
  // Some thirty of them stand in an answer, and a formatter takes twenty times as long.
  const date = new Date(at);
  return `${date.getUTCDate()} ${monthOf(date)}`;
}

/** `5 Mar` within the UTC year of `beside`, which stands near it, else `5 Mar 2024`. */
export function formatDateBeside(at: number, beside: number): string {
  const isSameYear = new Date(at).getUTCFullYear() === new Date(beside).getUTCFullYear();
  return isSameYear ? dayAndMonth(at) : formatDate(at);
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

/** Whole calendar months from one instant to a later one, UTC. */
function monthsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from), new Date(to)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  return b.getUTCDate() < a.getUTCDate() ? months - 1 : months;
}

/** How long ago an instant was: `3 hours ago`, `12 days ago`, `2 years 8 months ago`; `just now` under an hour. */
export function formatAge(at: number, now: number): string {
  const elapsedMs = now - at;
  if (elapsedMs < HOUR_MS) return say("just now");
  if (elapsedMs < 2 * DAY_MS)
    return say("{hours, plural, one {# hour} other {# hours}} ago", {
      hours: Math.floor(elapsedMs / HOUR_MS),
    });
  const months = monthsBetween(at, now);
  if (months < 2)
    return say("{days, plural, one {# day} other {# days}} ago", { days: Math.floor(elapsedMs / DAY_MS) });
  if (months < 12) return say("{months, plural, one {# month} other {# months}} ago", { months });
  const [years, rest] = [Math.floor(months / 12), months % 12];
  if (rest === 0) return say("{years, plural, one {# year} other {# years}} ago", { years });
  return say(
    "{years, plural, one {# year} other {# years}} {months, plural, one {# month} other {# months}} ago",
    { years, months: rest },
  );
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
