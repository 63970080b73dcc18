// When digests run: from a rule and a time zone to moments. Pure: now comes in, nothing is read from the clock.
//
// A slot is the first moment at which the local clock shows the rule's time or later. So a time that a clock change
// skips runs at the next minute there is (once, when the next day's own slot falls on the same moment), and a time
// that comes twice runs the first time. Hourly rules run whenever the local clock shows their minute: every 60 minutes
// of real time through any change by whole hours, the repeated hour included. Only a change by half an hour
// (Australia/Lord_Howe) brings two slots 30 or 90 minutes apart.

import { Temporal } from "temporal-polyfill";
import { assertNever } from "../errors.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time/units.ts";
import { zonedAt } from "../time/zones.ts";
import type { Rule } from "./rule.ts";

export type { Quiet } from "./quiet.ts";
export { formatRule, parseRule, type Rule, type RuleReading } from "./rule.ts";

/** Slots of one answer: over a year of hourly ones. */
const MOST_SLOTS = 10_000;

/**
 * The first slot strictly after a moment. Moments are whole ms since 1970, UTC; the zone is one that `zoneNamed` knows.
 * Throws RangeError for any other.
 */
export function nextSlot(rule: Rule, zone: string, after: number): number {
  if (rule.type === "hourly") return nextAtMinute(rule.minute, zone, after);
  let date = firstDate(rule, zonedAt(zone, after).toPlainDate());
  for (;;) {
    const slot = momentOf(date, rule, zone);
    if (slot > after) return slot;
    date = firstDate(rule, date.add({ days: 1 }));
  }
}

/** The slots after one moment up to and including another, ascending; of more than 10,000 the newest. */
export function slotsBetween(rule: Rule, zone: string, after: number, until: number): readonly number[] {
  const slots: number[] = [];
  let slot = nextSlot(rule, zone, Math.max(after, until - stretchOf(rule, MOST_SLOTS)));
  while (slot <= until) {
    slots.push(slot);
    slot = nextSlot(rule, zone, slot);
  }
  return slots.slice(-MOST_SLOTS);
}

/** The next `count` slots strictly after a moment, ascending. */
export function nextSlots(rule: Rule, zone: string, after: number, count: number): readonly number[] {
  const slots: number[] = [];
  for (let last = after; slots.length < count; ) {
    last = nextSlot(rule, zone, last);
    slots.push(last);
  }
  return slots;
}

/** How long before this slot the one before it was, in ms: what one digest covers. */
export function periodBefore(rule: Rule, zone: string, slot: number): number {
  let before = nextSlot(rule, zone, slot - stretchOf(rule, 1));
  for (let next = before; next < slot; next = nextSlot(rule, zone, next)) before = next;
  return slot - before;
}

/** A stretch of time in ms that holds at least so many slots, whatever the clocks do meanwhile. */
function stretchOf(rule: Rule, slots: number): number {
  switch (rule.type) {
    case "hourly":
      return slots * HOUR_MS + DAY_MS;
    case "weekly":
      return (Math.ceil(slots / rule.days.length) + 1) * 7 * DAY_MS;
    case "monthly":
      return (slots + 1) * 31 * DAY_MS;
    default:
      return assertNever(rule);
  }
}

/** The first date from this one on that the rule names. */
function firstDate(rule: Exclude<Rule, { type: "hourly" }>, date: Temporal.PlainDate): Temporal.PlainDate {
  if (rule.type === "weekly") {
    const waits = rule.days.map((day) => (day - date.dayOfWeek + 7) % 7);
    return date.add({ days: Math.min(...waits) });
  }
  const named = date.with({ day: rule.day });
  return Temporal.PlainDate.compare(named, date) < 0
    ? date.add({ months: 1 }).with({ day: rule.day })
    : named;
}

/** The first moment at which the local clock shows this time or later. */
function momentOf(
  date: Temporal.PlainDate,
  time: { readonly hour: number; readonly minute: number },
  zone: string,
): number {
  const local = date.toPlainDateTime({ hour: time.hour, minute: time.minute });
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  // For a time that is skipped, "earlier" lies before the change by as much as the clock jumps.
  const shown = earlier.toPlainDateTime().equals(local) ? earlier : earlier.getTimeZoneTransition("next");
  return (shown ?? earlier).epochMilliseconds;
}

function nextAtMinute(minute: number, zone: string, after: number): number {
  const zoned = zonedAt(zone, after);
  const slot = after + untilMinute(minute, zoned);
  const change = zoned.getTimeZoneTransition("next");
  if (change === null || change.epochMilliseconds > slot) return slot;
  // The change itself may bring the minute.
  return change.epochMilliseconds + (untilMinute(minute, change) % HOUR_MS);
}

/** How long until a clock without changes next shows this minute, in ms: more than none and at most an hour. */
function untilMinute(minute: number, zoned: Temporal.ZonedDateTime): number {
  const intoHour = zoned.minute * MINUTE_MS + zoned.second * 1000 + zoned.millisecond;
  return HOUR_MS - ((intoHour - minute * MINUTE_MS + HOUR_MS) % HOUR_MS);
}
