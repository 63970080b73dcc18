// A digest or an alert as people set it up: what it takes, when and where it goes, how it looks.

import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Place } from "../platform/destination.ts";
import type { SubscriptionRecord } from "../store/subscriptions.ts";
import { LANGUAGES, type Language } from "../wording/languages.ts";
import { parseRule, type Rule } from "./schedule.ts";
import { type Settings, settingsSchema } from "./settings.ts";

export type { DigestFilter, Settings } from "./settings.ts";

const workspaceSchema = z.templateLiteral([z.string(), ":", z.string()]);

const placeSchema = z.object({
  platform: z.string(),
  channel: z.string(),
  thread: z.string().exactOptional(),
  forumTags: z.record(z.string(), z.string()).exactOptional(),
  isPrivate: z.literal(true).exactOptional(),
  direct: z.object({ workspace: workspaceSchema, name: z.string().exactOptional() }).exactOptional(),
});

/** A subscription, read. `record` has its ids, state and progress; `place`, `settings` and `rule` are read from it. */
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

/** Whether it is an alert that tells only what is unusually much. */
export function waitsForSpikes({ settings }: Pick<Subscription, "settings">): boolean {
  return settings.when === "spike";
}

const ofLanguage = z.object({ language: z.enum(LANGUAGES).catch("en") });

/** The language that a subscription speaks, whoever set it up, looks at it or caused what it says. */
export function languageOf({ settings }: Pick<SubscriptionRecord, "settings">): Language {
  return ofLanguage.safeParse(JSON.parse(settings)).data?.language ?? "en";
}

/** Reads a stored place. */
export function readPlace(json: string): Place {
  return placeSchema.parse(JSON.parse(json));
}
