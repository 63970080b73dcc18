// The options that make a digest: when, where, what it takes, how it looks.

import { formatQuiet, parseQuiet } from "../../digest/quiet.ts";
import { formatRule, parseRule } from "../../digest/schedule.ts";
import type { Arguments, Options, TextReader } from "../../language/declare/options.ts";
import { filterOptions, listOptions } from "../news/filters.ts";

/** Longest name: it stands in headings and in a forum post's title. */
export const NAME_LENGTH = 60;

const readRule: TextReader = (text) => {
  const reading = parseRule(text);
  return reading.ok ? { ok: true, text: formatRule(reading.rule) } : reading;
};

const readQuiet: TextReader = (text) => {
  const reading = parseQuiet(text);
  return reading.ok ? { ok: true, text: formatQuiet(reading.quiet) } : reading;
};

const whereOptions = {
  channel: {
    kind: "text",
    vocabulary: "channel",
    summary: "Where it goes: a channel, or me for a direct message; here when not given",
    maxLength: 200,
  },
  tz: { kind: "text", vocabulary: "zone", summary: "Time zone, such as Europe/Tallinn", maxLength: 60 },
  mention: {
    kind: "text",
    vocabulary: "mention",
    summary: "A person or group to notify each time",
    maxLength: 60,
  },
  thread: { kind: "flag", summary: "A header in the channel, the articles in a thread under it" },
} as const satisfies Options;

const whatOptions = {
  pillar: filterOptions.pillar,
  direction: filterOptions.direction,
  impact: filterOptions.impact,
  country: filterOptions.country,
  source: filterOptions.source,
  words: {
    kind: "text-list",
    summary: "Words that must stand in title or summary; separate them by commas",
    maxLength: 60,
  },
  limit: { kind: "integer", summary: "Stories at most, 1 to 10; 10 when not given", min: 1, max: 10 },
} as const satisfies Options;

/** Only of alerts. */
const alertOptions = {
  "max-per-day": { kind: "integer", summary: "Stories a day at most", min: 1, max: 100 },
  quiet: {
    kind: "text",
    summary: "Hours without alerts, such as 22:00-07:00",
    maxLength: 30,
    reads: readQuiet,
  },
} as const satisfies Options;

/** Only of digests. */
const digestOptions = {
  when: {
    kind: "text",
    summary: "daily 09:00, weekdays 08:30, mon,thu 18:00, hourly, monthly 31 09:00",
    maxLength: 60,
    reads: readRule,
  },
  each: listOptions.each,
  layout: {
    kind: "choice",
    summary: "How much of each article it shows; standard when not given",
    choices: [
      { value: "brief", label: "brief", aliases: ["short"] },
      { value: "standard", label: "standard", aliases: ["normal"] },
      { value: "full", label: "full", aliases: ["long"] },
    ],
  },
  empty: {
    kind: "choice",
    summary: "What it does when there is nothing to show; skip when not given",
    choices: [
      { value: "skip", label: "skip", aliases: ["silent"] },
      { value: "say", label: "say", aliases: ["tell"] },
    ],
  },
} as const satisfies Options;

export const createOptions = { ...digestOptions, ...whereOptions, ...whatOptions } as const;
export const alertCreateOptions = { ...alertOptions, ...whereOptions, ...whatOptions } as const;

/** What `edit` may take away: the option is then as when it was not given. */
const CLEARED = [
  "pillar",
  "direction",
  "country",
  "source",
  "words",
  "each",
  "mention",
  "thread",
  "quiet",
  "max-per-day",
] as const;

export const editOptions = {
  rename: { kind: "text", summary: "Its new name", maxLength: NAME_LENGTH },
  ...digestOptions,
  ...alertOptions,
  ...whereOptions,
  ...whatOptions,
  clear: {
    kind: "choice",
    summary: "What it does without from now on",
    choices: CLEARED.map((value) => ({ value, label: value, aliases: [] })),
  },
} as const satisfies Options;

export const nameOption = {
  kind: "text",
  vocabulary: "digest",
  summary: "The name of the digest or alert",
  required: true,
  rest: true,
  maxLength: NAME_LENGTH,
} as const;

export const editCommandOptions = { name: nameOption, ...editOptions } as const;

/** Every value that makes or changes a subscription. */
export type SettingValues = Arguments<typeof editOptions>;
