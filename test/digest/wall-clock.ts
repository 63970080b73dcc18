// What a clock on the wall of a zone shows, by Intl alone: the oracle for code that reckons with Temporal.

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The local date and time of a moment, as the moment at which a clock in Greenwich shows the same; whole seconds. */
export function wallClock(zone: string, at: number): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US-u-ca-iso8601-hc-h23", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  const shown: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** The moments from one to another at which the clock is set, to the minute. */
export function clockChanges(zone: string, from: number, to: number): number[] {
  const changes: number[] = [];
  const ahead = (at: number) => wallClock(zone, at) - at;
  for (let at = from; at < to; at += DAY_MS) {
    let [before, after] = [at, at + DAY_MS];
    if (ahead(before) === ahead(after)) continue;
    while (after - before > MINUTE_MS) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
      if (ahead(middle) === ahead(before)) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}
