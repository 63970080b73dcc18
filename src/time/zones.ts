// Time zones by their IANA names, and the beginnings of days in them.

import { Temporal } from "temporal-polyfill";

/** Places that Intl lists under a name they no longer bear in the IANA database. */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The zones that bore another name, by it. */
export function renamedZones(): readonly (readonly [old: string, name: string])[] {
  return Object.entries(RENAMED);
}

/**
 * The IANA zone that somebody typed, case and spaces for underscores ignored, by its canonical name; undefined when
 * there is none. Offsets are not zones, nor are abbreviations except UTC and GMT: Intl takes BST for Dhaka.
 */
export function zoneNamed(text: string): string | undefined {
  const name = text.trim().replace(/\s+/g, "_");
  if (!/^(?:utc|gmt|[a-z]{4,}|[a-z_]+\/[a-z0-9_/+-]+)$/i.test(name)) return undefined;
  try {
    const known = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    return RENAMED[known] ?? known;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The first moment of the local day that a moment falls into, in ms: midnight, or later where midnight is skipped. */
export function startOfLocalDay(zone: string, at: number): number {
  return zonedAt(zone, at).startOfDay().epochMilliseconds;
}

/** The first moment in a zone of the date that a moment has in UTC, in ms. */
export function startOfDate(zone: string, at: number): number {
  return zonedAt("UTC", at).toPlainDate().toZonedDateTime(zone).epochMilliseconds;
}

let names: readonly string[] | undefined;

/** Every IANA zone that this machine knows, and UTC. */
export function zoneNames(): readonly string[] {
  // Intl lists some under names that are no longer in use.
  names ??= [
    ...new Set(["UTC", ...Intl.supportedValuesOf("timeZone").map((name) => zoneNamed(name) ?? name)]),
  ];
  return names;
}

/** The version of the zone data by which everything here goes, and what brings it: `2026e (Node 24.22.3)`. */
export function zoneDataVersion(): string {
  return `${process.versions.tz ?? "unknown"} (Node ${process.versions.node})`;
}

/** What the clocks of a zone are ahead of UTC at a moment, in ms. */
export function offsetAt(zone: string, at: number): number {
  return zonedAt(zone, at).offsetNanoseconds / 1e6;
}

/** A moment (ms UTC) as the clock of a zone shows it. Throws RangeError for a zone that `zoneNamed` does not know. */
export function zonedAt(zone: string, at: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/**
 * The moment (ms UTC) at which the clocks of a zone show a local time, given as if it were UTC; undefined when they show it
 * never or twice, or when there is no such zone.
 */
export function onlyInstantAt(zone: string, local: number): number | undefined {
  const known = zoneNamed(zone);
  if (known === undefined) return undefined;
  const shown = zonedAt("UTC", local).toPlainDateTime();
  const [earlier, later] = (["earlier", "later"] as const).map(
    (disambiguation) => shown.toZonedDateTime(known, { disambiguation }).epochMilliseconds,
  );
  return earlier === later ? earlier : undefined;
}
