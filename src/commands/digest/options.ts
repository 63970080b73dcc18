// The options that make a digest: when, where, what it takes, how it looks.

import { formatRule, parseRule } from "../../digest/schedule.ts";
import {
  alertWhenOption,
  type ClearedSetting,
  type SettingOf,
  settingOptions,
} from "../../digest/settings.ts";
import type { Arguments, Option, Options, Rhythm, TextReader } from "../../language/declare/options.ts";
import { DIMENSIONS, dimensionOptions } from "../../news/filter/dimensions.ts";
import { type DimensionName, isDimension } from "../../news/filter/filter.ts";
import { wording } from "../../wording/say.ts";

/** Longest name: it stands in headings and in a forum post's title. */
export const NAME_LENGTH = 60;

const readRule: TextReader = (text) => {
  const reading = parseRule(text);
  return reading.ok ? { ok: true, text: formatRule(reading.rule) } : reading;
};

const whereOptions = {
  channel: {
    kind: "text",
    vocabulary: "channel",
    label: wording("Channel"),
    summary: wording("Where it goes: a channel, or me for a direct message; here when not given"),
    maxLength: 200,
  },
  tz: {
    kind: "text",
    vocabulary: "zone",
    label: wording("Time zone"),
    summary: wording("Time zone, such as Europe/Tallinn"),
    maxLength: 60,
  },
  mention: settingOptions.mention,
  thread: settingOptions.thread,
  language: settingOptions.language,
} as const satisfies Options;

// What could not be scored no digest shows.
const { scored: _scored, ...digestDimensions } = dimensionOptions;

const whatOptions = { ...digestDimensions, limit: settingOptions.limit } as const;

/** The time of a digest, or what an alert waits for. */
const readWhen: TextReader = (text) => {
  const word = text.trim().toLowerCase();
  const choice = alertWhenOption.choices.find(
    ({ value, aliases }) => value === word || aliases.some((alias) => alias === word),
  );
  return choice === undefined ? readRule(text) : { ok: true, text: choice.value };
};

/** Only of alerts. */
const alertOptions = {
  "max-per-day": settingOptions["max-per-day"],
  quiet: settingOptions.quiet,
} as const;

/** What a form offers; a rule of another form, such as a day of the month, is typed. */
const RHYTHMS: readonly Rhythm[] = [
  { value: "daily", label: wording("Every day") },
  { value: "weekdays", label: wording("Monday to Friday") },
  { value: "mon", label: wording("Monday") },
  { value: "tue", label: wording("Tuesday") },
  { value: "wed", label: wording("Wednesday") },
  { value: "thu", label: wording("Thursday") },
  { value: "fri", label: wording("Friday") },
  { value: "sat", label: wording("Saturday") },
  { value: "sun", label: wording("Sunday") },
  { value: "monthly 1", label: wording("First day of the month") },
  { value: "monthly 31", label: wording("Last day of the month") },
  { value: "hourly", label: wording("Every hour"), isWhole: true },
];

/** Only of digests. */
const digestOptions = {
  when: {
    kind: "text",
    label: wording("When"),
    summary: "daily 09:00, weekdays 08:30, mon,thu 18:00, hourly, monthly 31 09:00",
    maxLength: 60,
    reads: readRule,
    rhythms: RHYTHMS,
  },
  each: settingOptions.each,
  layout: settingOptions.layout,
  empty: settingOptions.empty,
  trend: settingOptions.trend,
} as const satisfies Options;

type Everything<Kind extends "digest" | "alert"> = Readonly<
  Record<SettingOf<Kind> | Exclude<DimensionName, "scored">, Option>
>;

export const createOptions = {
  ...digestOptions,
  ...whereOptions,
  ...whatOptions,
} as const satisfies Everything<"digest">;
export const alertCreateOptions = {
  when: settingOptions.when,
  ...alertOptions,
  ...whereOptions,
  ...whatOptions,
} as const satisfies Everything<"alert">;

/** The settings that `clear` takes away, in the order of help. */
const CLEARED_SETTINGS: Readonly<Record<ClearedSetting, true>> = {
  each: true,
  mention: true,
  thread: true,
  trend: true,
  quiet: true,
  "max-per-day": true,
};

/** What `edit` may take away: the option is then as when it was not given. */
const CLEARED: readonly string[] = [
  ...Object.keys(digestDimensions).filter((name) => isDimension(name) && DIMENSIONS[name].isCleared),
  ...Object.keys(CLEARED_SETTINGS),
];

export const editOptions = {
  rename: {
    kind: "text",
    label: wording("Name"),
    summary: wording("Its new name"),
    maxLength: NAME_LENGTH,
    takesWords: true,
  },
  ...digestOptions,
  when: {
    ...digestOptions.when,
    summary: wording("A digest's time: daily 09:00, mon,thu 18:00; of an alert: news or spike"),
    reads: readWhen,
  },
  ...alertOptions,
  ...whereOptions,
  ...whatOptions,
  clear: {
    kind: "choice",
    summary: wording("What it does without from now on"),
    choices: CLEARED.map((value) => ({ value, label: value, aliases: [] })),
  },
} as const satisfies Options & Everything<"digest"> & Everything<"alert">;

export const nameOption = {
  kind: "text",
  vocabulary: "digest",
  summary: wording("The name of the digest or alert"),
  required: true,
  rest: true,
  maxLength: NAME_LENGTH,
} as const;

export const newNameOption = {
  kind: "text",
  summary: wording("What it is called, for example Morning brief"),
  rest: true,
  namesSomething: true,
  maxLength: NAME_LENGTH,
} as const;

export const editCommandOptions = {
  name: nameOption,
  ...editOptions,
  after: {
    kind: "text",
    summary: wording("The setting up to which its form was filled in"),
    hidden: true,
    maxLength: 40,
  },
} as const satisfies Options;

/** Every value that makes or changes a subscription. */
export type EditValues = Arguments<typeof editOptions>;

/** What makes a digest, its time apart, or an alert. */
export type CreateValues = Omit<Arguments<typeof createOptions>, "when"> &
  Arguments<typeof alertCreateOptions>;
