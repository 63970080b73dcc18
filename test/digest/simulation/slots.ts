// The moments at which a rule is due, by what Intl says the clock shows: the oracle for digests that were decided.

import { clockChanges, DAY_MS, wallClock } from "../wall-clock.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A stretch in which the clock is not set. */
interface Steady {
  readonly from: number;
  readonly to: number;
  /** What the clock shows less UTC, in ms. */
  readonly ahead: number;
}

/** The slots of a rule's canonical text in [from, to], ascending. */
export function slotsOf(rule: string, zone: string, from: number, to: number): readonly number[] {
  // Whole minutes: the clock that Intl tells has no parts of a second.
  const begin = Math.floor(from / MINUTE_MS) * MINUTE_MS - 40 * DAY_MS;
  const changes = clockChanges(zone, begin, to + 3 * DAY_MS);
  const steady = [begin, ...changes].map(
    (start, index): Steady => ({
      from: start,
      to: changes[index] ?? Number.POSITIVE_INFINITY,
      ahead: wallClock(zone, start) - start,
    }),
  );
  const [what = "", ...rest] = rule.split(" ");
  const slots = what === "hourly" ? hourly(rest[0], steady, to) : dated(what, rest, steady, to);
  return [...new Set(slots)].filter((slot) => slot >= from && slot <= to).toSorted((a, b) => a - b);
}

function hourly(minute = ":00", steady: readonly Steady[], to: number): number[] {
  const wanted = Number(minute.slice(1)) * MINUTE_MS;
  return steady.flatMap(({ from, to: end, ahead }) => {
    const slots: number[] = [];
    const into = (((wanted - from - ahead) % HOUR_MS) + HOUR_MS) % HOUR_MS;
    for (let at = from + into; at < end && at <= to; at += HOUR_MS) slots.push(at);
    return slots;
  });
}

/** `daily 09:00`, `weekdays 08:30`, `mon,thu 18:00`, `monthly 31 09:00`: the first moment that shows the time or later. */
function dated(what: string, rest: readonly string[], steady: readonly Steady[], to: number): number[] {
  const [hours = 0, minutes = 0] = (rest.at(-1) ?? "").split(":").map(Number);
  const first = Math.floor((steady[0]?.from ?? 0) / DAY_MS) * DAY_MS;
  const slots: number[] = [];
  for (let day = first; day <= to + 2 * DAY_MS; day += DAY_MS) {
    if (!isNamed(what, rest[0] ?? "", new Date(day))) continue;
    const shown = day + hours * HOUR_MS + minutes * MINUTE_MS;
    const moments = steady.map(({ from, to: end, ahead }) => ({ at: Math.max(from, shown - ahead), end }));
    const slot = moments.find(({ at, end }) => at < end);
    if (slot !== undefined) slots.push(slot.at);
  }
  return slots;
}

function isNamed(what: string, day: string, date: Date): boolean {
  const weekday = date.getUTCDay() || 7;
  switch (what) {
    case "daily":
      return true;
    case "weekdays":
      return weekday <= 5;
    case "monthly": {
      const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
      return date.getUTCDate() === Math.min(Number(day), last);
    }
    default:
      return what.split(",").some((name) => DAY_NAMES.indexOf(name) + 1 === weekday);
  }
}
