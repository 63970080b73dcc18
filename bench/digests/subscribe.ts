// Digests of many people with few filters among them.

import type { ChoiceRequest } from "../../src/digest/choose.ts";
import { type Settings, subscriptionOf } from "../../src/digest/subscription.ts";
import { PILLARS } from "../../src/news/pillars.ts";
import type { Store } from "../../src/store/database.ts";
import type { SubscriptionRecord } from "../../src/store/subscriptions.ts";
import { HOUR_MS } from "../../src/time/units.ts";

export interface Subscribing {
  readonly subscriptions: number;
  /** Distinct filters among them. */
  readonly filters: number;
  /** Outlets that filters name. */
  readonly outlets: readonly string[];
  /** What all of them have decided on. */
  readonly seenThrough: number;
  readonly now: number;
}

/** Articles that a digest shows at most. */
const LIMIT = 10;

/** Stores them: a pillar or none, an outlet or none, a direction, an impact. Resolves with what each of them asks for next. */
export async function subscribe(store: Store, subscribing: Subscribing): Promise<readonly ChoiceRequest[]> {
  const { subscriptions, filters, now } = subscribing;
  const requests: ChoiceRequest[] = [];
  for (let index = 0; index < subscriptions; index += 1) {
    const record = recordOf(index, settingsOf(index % filters, subscribing), subscribing);
    await store.subscriptions.add(record);
    requests.push({ subscription: subscriptionOf(record), slotAt: now + 2 * HOUR_MS, limit: LIMIT });
  }
  return requests;
}

function settingsOf(filter: number, { outlets }: Subscribing): Settings {
  const pillar = PILLARS[filter % (PILLARS.length + 1)]?.number;
  const outlet = outlets[Math.floor(filter / 9) % (outlets.length + 1)];
  const direction = ([undefined, "negative", "positive"] as const)[Math.floor(filter / 67) % 3];
  return {
    filter: {
      ...(pillar === undefined ? {} : { pillar: { any: [pillar], not: [] } }),
      ...(direction === undefined ? {} : { direction }),
      impact: filter % 2 === 0 ? "strong" : "notable",
      ...(outlet === undefined ? {} : { source: { any: [outlet], not: [] } }),
    },
    limit: LIMIT,
    layout: "standard",
    thread: false,
    empty: "skip",
  };
}

/** A daily digest of that number, made at that time. */
export function recordOf(
  index: number,
  settings: Settings,
  { seenThrough, now }: Pick<Subscribing, "seenThrough" | "now">,
): SubscriptionRecord {
  return {
    id: `subscription${index}`,
    workspace: "terminal:bench",
    platform: "bench",
    name: `Digest ${index}`,
    nameKey: `digest ${index}`,
    kind: "digest",
    ownerId: "owner",
    ownerName: "Owner",
    place: JSON.stringify({ platform: "bench", channel: `channel ${index % 100}` }),
    placeLabel: "#bench",
    rule: "daily 09:00",
    zone: "UTC",
    settings: JSON.stringify(settings),
    state: "active",
    pauseReason: null,
    pausedUntil: null,
    seenThrough,
    openFrom: null,
    decidedSlot: now,
    nextSlot: now + 2 * HOUR_MS,
    silentSince: null,
    silenceTold: 0,
    outageTold: null,
    spikes: "[]",
    createdAt: now,
    updatedAt: now,
  };
}
