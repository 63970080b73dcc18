// Random digests and alerts, made as `/digest create` and `/digest alert` make them.

import { parseRule, periodBefore } from "../../../src/digest/schedule.ts";
import { nextSlotOf } from "../../../src/digest/slots.ts";
import { type Settings, subscriptionOf } from "../../../src/digest/subscription.ts";
import type { Listed } from "../../../src/language/declare/options.ts";
import { PILLARS } from "../../../src/news/pillars.ts";
import type { SubscriptionRecord } from "../../../src/store/subscriptions.ts";
import { COUNTRIES, OUTLETS, WORDS } from "./news.ts";
import type { Random } from "./random.ts";

export const WORKSPACE = "slack:T1";

/** Clocks of every kind: whole, half and quarter hours, summer and winter, set at odd times or never. */
export const ZONES = [
  "Africa/Cairo",
  "Africa/Casablanca",
  "Africa/Lagos",
  "America/Anchorage",
  "America/Asuncion",
  "America/Chicago",
  "America/Havana",
  "America/Los_Angeles",
  "America/New_York",
  "America/Nuuk",
  "America/Santiago",
  "America/Sao_Paulo",
  "America/St_Johns",
  "Asia/Beirut",
  "Asia/Dubai",
  "Asia/Jerusalem",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Manila",
  "Asia/Shanghai",
  "Asia/Singapore",
  "Asia/Tehran",
  "Asia/Tokyo",
  "Atlantic/Azores",
  "Atlantic/Reykjavik",
  "Australia/Adelaide",
  "Australia/Brisbane",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Europe/Athens",
  "Europe/Berlin",
  "Europe/Chisinau",
  "Europe/Dublin",
  "Europe/London",
  "Europe/Tallinn",
  "Europe/Vienna",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Pacific/Honolulu",
  "UTC",
];

/** A record with what a test does not name. `rule` null makes an alert. */
export function subscriptionRecord(
  options: Pick<SubscriptionRecord, "id" | "rule" | "zone" | "seenThrough"> & {
    readonly now: number;
    readonly settings: Settings;
    readonly channel: string;
  },
): SubscriptionRecord {
  const { id, rule, zone, seenThrough, now, settings, channel } = options;
  const record: SubscriptionRecord = {
    id,
    workspace: WORKSPACE,
    platform: "test",
    name: id,
    nameKey: id,
    kind: rule === null ? "alert" : "digest",
    ownerId: `owner of ${id}`,
    ownerName: "Ana",
    place: JSON.stringify({ platform: "test", channel }),
    placeLabel: `#${channel}`,
    rule,
    zone,
    settings: JSON.stringify(settings),
    state: "active",
    pauseReason: null,
    pausedUntil: null,
    seenThrough,
    openFrom: null,
    decidedSlot: now,
    nextSlot: null,
    silentSince: null,
    silenceTold: 0,
    outageTold: null,
    spikes: "[]",
    createdAt: now,
    updatedAt: now,
  };
  const nextSlot = nextSlotOf(subscriptionOf(record), now);
  const reading = rule === null ? undefined : parseRule(rule);
  if (nextSlot === null || reading?.ok !== true) return record;
  return { ...record, nextSlot, openFrom: now - periodBefore(reading.rule, zone, nextSlot) };
}

/** Everything, as much as fits. */
export const EVERYTHING: Settings = {
  filter: {},
  limit: 10,
  layout: "standard",
  thread: false,
  empty: "skip",
};

/** Asked for, or now and then left out. */
function oneOf<Item>(random: Random, item: Item): Listed<Item> {
  return someOf(random, [item]);
}

function someOf<Item>(random: Random, items: readonly Item[]): Listed<Item> {
  return random.chance(0.3) ? { any: [], not: items } : { any: items, not: [] };
}

export function randomSettings(random: Random, kind: "digest" | "alert"): Settings {
  const words = random.chance(0.1) ? { any: [[random.pick(WORDS)]], not: [] } : undefined;
  const direction = random.pick([null, null, "negative", "positive"] as const);
  const impact = random.pick([null, "notable", "strong", "strong"] as const);
  const country = random.chance(0.3) ? random.some(COUNTRIES, 0.5) : [];
  const source = random.chance(0.15) ? random.some(OUTLETS, 0.5) : [];
  return {
    filter: {
      ...(random.chance(0.3) ? { pillar: oneOf(random, random.pick(PILLARS).number) } : {}),
      ...(direction === null ? {} : { direction }),
      ...(impact === null ? {} : { impact }),
      ...(country.length === 0 ? {} : { country: someOf(random, country) }),
      ...(source.length === 0 ? {} : { source: someOf(random, source) }),
      ...(words === undefined ? {} : { words }),
    },
    limit: random.between(1, 10),
    layout: random.pick(["brief", "standard", "full"]),
    thread: random.chance(0.3),
    empty: kind === "digest" && random.chance(0.2) ? "say" : "skip",
    ...(random.chance(0.3) ? { each: random.pick(["country", "pillar", "source"]) } : {}),
    ...(kind === "alert" && random.chance(0.6) ? { "max-per-day": random.between(1, 6) } : {}),
    ...(kind === "alert" && random.chance(0.6)
      ? { quiet: { from: random.between(20, 23) * 60, to: random.between(5, 9) * 60 + random.pick([0, 30]) } }
      : {}),
  };
}

export function randomRule(random: Random, isHourly: boolean): string {
  if (isHourly) return random.pick(["hourly", "hourly :30"]);
  const time = `${String(random.below(24)).padStart(2, "0")}:${random.pick(["00", "00", "30"])}`;
  return random.pick([
    `daily ${time}`,
    `daily ${time}`,
    `weekdays ${time}`,
    `mon,thu ${time}`,
    `sat,sun ${time}`,
    `monthly 31 ${time}`,
    `monthly 1 ${time}`,
  ]);
}
