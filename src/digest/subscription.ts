// A digest or an alert as people set it up: what it takes, when and where it goes, how it looks.

import { z } from "zod";
import { AppError } from "../errors.ts";
import type { NewsFilter } from "../news/filter/filter.ts";
import type { Place } from "../platform/destination.ts";
import type { SubscriptionRecord } from "../store/subscriptions.ts";
import { parseRule, type Quiet, type Rule } from "./schedule.ts";

/** What a digest takes. Pillar, countries, sources and words are its scope; direction and impact choose within it. */
export interface DigestFilter extends Omit<NewsFilter, "scored"> {
  /** Each must stand in the title or a summary, as whole words, case ignored. */
  readonly words: readonly string[];
}

export type Layout = "brief" | "standard" | "full";

const settingsSchema = z.object({
  filter: z.object({
    pillar: z.literal([1, 2, 3, 4, 5, 6, 7, 8]).exactOptional(),
    direction: z.enum(["any", "negative", "positive"]),
    impact: z.enum(["any", "notable", "strong"]),
    countries: z.array(z.string()),
    sources: z.array(z.string()),
    words: z.array(z.string()),
  }),
  /** Stories of one digest, 1–10. */
  limit: z.number().int().min(1).max(10),
  layout: z.enum(["brief", "standard", "full"]),
  /** The header in the channel, the articles in a thread under it. */
  inThread: z.boolean(),
  /** Who is pinged: a platform's own id of a person or a group. */
  mention: z.string().exactOptional(),
  /** What a digest without anything to show does. */
  empty: z.enum(["skip", "say"]),
  each: z.enum(["country", "pillar", "source"]).exactOptional(),
  /** Alerts: stories a day in the subscription's zone. */
  maxPerDay: z.number().int().positive().exactOptional(),
  /** Alerts: minutes of the local day; never equal. */
  quiet: z.object({ from: z.number().int(), to: z.number().int() }).exactOptional(),
});

/** What is about the contents and looks of a subscription; stored as JSON. */
export interface Settings {
  readonly filter: DigestFilter;
  readonly limit: number;
  readonly layout: Layout;
  readonly inThread: boolean;
  readonly mention?: string;
  readonly empty: "skip" | "say";
  readonly each?: "country" | "pillar" | "source";
  readonly maxPerDay?: number;
  readonly quiet?: Quiet;
}

const placeSchema = z.object({
  platform: z.string(),
  channel: z.string(),
  thread: z.string().exactOptional(),
  forumTags: z.record(z.string(), z.string()).exactOptional(),
  isPrivate: z.literal(true).exactOptional(),
});

/** A subscription, read. `record` has its ids, state and progress. */
export interface Subscription {
  readonly record: SubscriptionRecord;
  readonly place: Place;
  readonly settings: Settings;
  /** Absent for alerts. */
  readonly rule?: Rule;
}

/** Reads a stored subscription. Throws AppError "internal" when it is none of ours. */
export function subscriptionOf(record: SubscriptionRecord): Subscription {
  const rule = record.rule === null ? undefined : parseRule(record.rule);
  if (rule?.ok === false)
    throw new AppError("internal", `Digest ${record.id} has a rule that nobody can read.`);
  return {
    record,
    place: readPlace(record.place),
    settings: settingsSchema.parse(JSON.parse(record.settings)),
    ...(rule === undefined ? {} : { rule: rule.rule }),
  };
}

/** Reads a stored place. */
export function readPlace(json: string): Place {
  return placeSchema.parse(JSON.parse(json));
}
