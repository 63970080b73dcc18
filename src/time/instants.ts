// Points of time as programs write them: in ISO 8601, in feeds, in JavaScript, as seconds since 1970. What could mean two
// points of time means none.

import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./units.ts";
import { onlyInstantAt } from "./zones.ts";

/** Text that is longer is no date, however it begins. */
const LONGEST_INSTANT = 100;

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");

/** A month or weekday in English, whole or cut to three letters (or as newspapers cut it). */
const MONTH_NAME =
  "(?<monthName>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const WEEKDAY_NAME =
  "(?<weekday>sun(?:day)?|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?)";

const TIME =
  "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?)?(?: ?(?<half>[ap])\\.?m\\.?)?";
const ZONE =
  "(?<zone>z|(?:utc|gmt)?[+-]\\d{1,2}(?::?\\d{2})?|[a-z]{2,5}|[a-z_]+/[a-z0-9_+-]+(?:/[a-z0-9_+-]+)?)";
const CLOCK = `(?:${TIME}(?: ?${ZONE})?)`;
const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";

const pattern = (source: string): RegExp => new RegExp(`^${source}$`, "i");

/** In the order of RFC 822, which defines the American zones; elsewhere those may be others. */
// Fri, 20 Nov 2026 09:15:30 GMT, 20-Nov-2026, 20 November 2026 at 9:15 AM
const FEED_PATTERN = pattern(
  `(?:${WEEKDAY_NAME}\\.?,? )?${DAY}[ -](?:of )?${MONTH_NAME}\\.?,?[ -](?<year>\\d{4}|(?<shortYear>\\d{2}))(?:(?:,| at)? ${CLOCK})?`,
);

const PATTERNS: readonly RegExp[] = [
  FEED_PATTERN,
  // 2026-11-20T09:15:30.250+02:00, 2026/11/20, +002026-11-20, 2026-11-20T09Z
  pattern(
    `(?:\\+00)?(?<year>\\d{4})(?<mark>[-/.])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?:(?:[t_]|,? )${CLOCK}|t(?<wholeHour>\\d{2})(?<wholeZone>z)?|(?<dateZone>z|[+-]\\d{2}:\\d{2}))?`,
  ),
  // 20261120T091530Z, 20261120 09:15:30
  pattern(
    `(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})[t ](?:(?<basicHour>\\d{2})(?<basicMinute>\\d{2})(?:(?<basicSecond>\\d{2})(?:[.,](?<basicFraction>\\d+))?)?(?: ?(?<basicZone>z|[+-]\\d{2}(?::?\\d{2})?))?|${CLOCK})`,
  ),
  // Fri Nov 20 2026 11:15:30 GMT+0200, November 20, 2026
  pattern(`(?:${WEEKDAY_NAME}\\.?,? )?${MONTH_NAME}\\.? ${DAY},? (?<year>\\d{4})(?:(?:,| at)? ${CLOCK})?`),
  // Fri Nov 20 09:15:30 UTC 2026
  pattern(`(?:${WEEKDAY_NAME}\\.?,? )?${MONTH_NAME}\\.? ${DAY} ${CLOCK} (?<year>\\d{4})`),
  // 20/11/2026 and 11/20/2026, as long as only one of both can be meant
  pattern(`(?<one>\\d{1,2})(?<mark>[-/.])(?<other>\\d{1,2})\\k<mark>(?<year>\\d{4})(?:,? ${CLOCK})?`),
];

/** Of RFC 822. */
const FEED_ZONES: Readonly<Record<string, number>> = {
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
};

/** Abbreviations that mean one offset wherever they are used, in hours. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
};

type Parts = Readonly<Record<string, string | undefined>>;

/**
 * The point of time, ms since 1970 UTC, that a text or a number as text means; without a zone it is UTC. Undefined for what
 * is none, for what does not exist (31 February, a time that a zone's clock skips) and for what could be another one:
 * 03/04/2026, times that a zone's clock shows twice, zones such as IST. Numbers are read by their magnitude.
 */
export function readInstant(written: string): number | undefined {
  if (written.length > LONGEST_INSTANT) return undefined;
  const text = written
    .replace(/[\s\u200E\u200F\u202F]+/gu, " ")
    .replaceAll("\u2212", "-")
    .replace(/^[ "]+|[ "]+$/g, "");
  if (/^\d+(?:\.\d+)?(?:e\+?\d+)?$/i.test(text)) return numberedInstant(text);
  const ofNet = /^\/Date\((\d+)(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
  if (ofNet !== undefined) return Number(ofNet);
  // A zone that was named in brackets, then what people read: GMT+0200 (Eastern European Standard Time).
  const named = /\[!?([^\]=[]+)\]/.exec(text)?.[1];
  const plain = text.replace(/(?:\[[^[\]]*\])+$/, "").replace(/ \([^()]*\)$/, "");
  for (const one of PATTERNS) {
    const parts = one.exec(plain)?.groups;
    if (parts !== undefined) return instantOf(parts, named, one === FEED_PATTERN);
  }
  return undefined;
}

function instantOf(parts: Parts, named: string | undefined, isFeed: boolean): number | undefined {
  const date = dateOf(parts);
  const timeMs = timeOf(parts);
  if (date === undefined || timeMs === undefined) return undefined;
  const local = date + timeMs;
  const zone = parts.zone ?? parts.basicZone ?? parts.wholeZone ?? parts.dateZone ?? named ?? "z";
  const offsetMs = offsetOf(zone.toLowerCase(), isFeed);
  if (offsetMs !== undefined) return local - offsetMs;
  return zone.includes("/") ? onlyInstantAt(zone, local) : undefined;
}

/** Midnight of the date as if it were UTC, ms; undefined when there is no such day, or the weekday is another one. */
function dateOf(parts: Parts): number | undefined {
  const year = yearOf(parts);
  const [month, day] = monthAndDay(parts);
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const weekday = parts.weekday?.slice(0, 3).toLowerCase();
  if (weekday !== undefined && WEEKDAYS[date.getUTCDay()] !== weekday) return undefined;
  return at;
}

/** NaN for two digits without a weekday that tells them from a day. */
function yearOf({ year, shortYear, weekday }: Parts): number {
  if (shortYear === undefined) return Number(year);
  // RFC 2822 says which century is meant.
  const century = Number(shortYear) < 50 ? 2000 : 1900;
  return weekday === undefined ? Number.NaN : century + Number(shortYear);
}

function monthAndDay({ month, monthName, day, one, other }: Parts): readonly [month: number, day: number] {
  if (monthName !== undefined) return [MONTHS.indexOf(monthName.slice(0, 3).toLowerCase()) + 1, Number(day)];
  if (one === undefined) return [Number(month), Number(day)];
  const [first, second] = [Number(one), Number(other)];
  if (first > 12) return [second, first];
  return second > 12 || first === second ? [first, second] : [Number.NaN, Number.NaN];
}

/** Since midnight, ms; undefined when no clock shows it. */
function timeOf(parts: Parts): number | undefined {
  const half = parts.half?.toLowerCase();
  const hour = Number(parts.hour ?? parts.basicHour ?? parts.wholeHour ?? 0);
  const minute = Number(parts.minute ?? parts.basicMinute ?? 0);
  const second = Number(parts.second ?? parts.basicSecond ?? 0);
  const fraction = parts.fraction ?? parts.basicFraction ?? "";
  if (minute > 59 || second > 59) return undefined;
  const withinHourMs = minute * MINUTE_MS + second * SECOND_MS + millisecondsOf(fraction);
  if (half !== undefined)
    return hour < 1 || hour > 12
      ? undefined
      : ((hour % 12) + (half === "p" ? 12 : 0)) * HOUR_MS + withinHourMs;
  if (hour === 24) return withinHourMs === 0 ? DAY_MS : undefined;
  return hour > 23 ? undefined : hour * HOUR_MS + withinHourMs;
}

/** What the zone's clock is ahead of UTC, ms; undefined for names of places and for what means several. */
function offsetOf(zone: string, isFeed: boolean): number | undefined {
  const hours = ZONES[zone] ?? (isFeed ? FEED_ZONES[zone] : undefined);
  if (hours !== undefined) return hours * HOUR_MS;
  const parts = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  if (parts === null) return undefined;
  const [, sign, ahead = "", minutes = "0"] = parts;
  const offsetMs = Number(ahead) * HOUR_MS + Number(minutes) * MINUTE_MS;
  if (Number(minutes) > 59 || offsetMs > 14 * HOUR_MS) return undefined;
  return sign === "-" ? -offsetMs : offsetMs;
}

/** How many units of that many digits a millisecond has: 1973 to 2286 in seconds, in smaller units a thousand times as many. */
const EPOCH_UNITS = [
  { digits: [12, 13], perMs: 1n },
  { digits: [15, 16], perMs: 1_000n },
  { digits: [18, 19], perMs: 1_000_000n },
] as const;

/** Digits alone: 20261120, 20261120091530, or what has passed since 1970. */
function numberedInstant(text: string): number | undefined {
  const [, whole = BigInt(Math.trunc(Number(text))).toString(), fraction = ""] =
    /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const calendar = /^0*$/.test(fraction) ? calendarInstant(whole) : undefined;
  switch (whole.length) {
    case 8:
    case 14:
      return calendar;
    case 9:
    case 10:
      return Number(whole) * SECOND_MS + millisecondsOf(fraction);
    default: {
      // Twelve digits may be minutes of a calendar as well as milliseconds of 1976.
      if (calendar !== undefined) return undefined;
      const unit = EPOCH_UNITS.find(({ digits }) => digits.some((length) => length === whole.length));
      return unit === undefined ? undefined : Number(BigInt(whole) / unit.perMs);
    }
  }
}

function calendarInstant(digits: string): number | undefined {
  if (![8, 12, 14].includes(digits.length) || !/^(?:19|20)/.test(digits)) return undefined;
  const [month, day, basicHour, basicMinute, basicSecond] = digits.slice(4).match(/../g) ?? [];
  return instantOf(
    { year: digits.slice(0, 4), month, day, basicHour, basicMinute, basicSecond },
    undefined,
    false,
  );
}

/** The decimals of a second; more than three are cut. */
function millisecondsOf(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, "0"));
}
