// Whether a platform's clocks and ours agree: what governments change is known to whoever has the newer zone data.

import { DAY_MS } from "../time/units.ts";
import { offsetAt, zoneNamed } from "../time/zones.ts";
import type { Actor } from "./invocation.ts";

/** Zones remembered at most: there are under 600. */
const MOST_ZONES = 1_000;

export interface ZoneDifference {
  readonly zone: string;
  /** What the platform's clock is ahead of UTC there, in ms. */
  readonly offsetMs: number;
  /** What ours is; absent when we do not know the zone. */
  readonly ownOffsetMs?: number;
}

export interface ZoneCheckOptions {
  readonly clock: () => number;
  /** Told once of each zone. */
  readonly onDifference: (difference: ZoneDifference) => void;
}

/** Looks at what the platform tells of each actor's zone, once a day for each zone. */
export function createZoneCheck({ clock, onDifference }: ZoneCheckOptions): (actor: Actor) => void {
  const looked = new Map<string, { readonly day: number; readonly isTold: boolean }>();
  return ({ timezone: zone, utcOffsetMs: offsetMs }) => {
    if (zone === undefined || offsetMs === undefined) return;
    const now = clock();
    const day = Math.floor(now / DAY_MS);
    const before = looked.get(zone);
    if (before?.day === day || looked.size >= MOST_ZONES) return;
    const isDifferent = !offsetsAround(zone, now).includes(offsetMs);
    looked.set(zone, { day, isTold: isDifferent || (before?.isTold ?? false) });
    if (!isDifferent || before?.isTold === true) return;
    const known = zoneNamed(zone);
    onDifference({ zone, offsetMs, ...(known === undefined ? {} : { ownOffsetMs: offsetAt(known, now) }) });
  };
}

/** Of the days beside, too: a platform may remember for a while what its clock was before it was set. */
function offsetsAround(zone: string, now: number): readonly number[] {
  const known = zoneNamed(zone);
  return known === undefined ? [] : [now - DAY_MS, now, now + DAY_MS].map((at) => offsetAt(known, at));
}
