// What people set of a digest or an alert besides its filter: one record a setting. Options, rows, descriptions and what
// `clear` takes away follow from it; a setting that lacks a part, or a place that forgets a setting, fails the type check.

import { z } from "zod";
import type { Option, Options, ValueOf } from "../language/declare/options.ts";
import { type NewsFilter, storedFilter } from "../news/filter/filter.ts";
import { describeTurns, eachOption } from "../news/filter/turns.ts";
import { formatTime } from "../time/time-of-day.ts";
import { LANGUAGES } from "../wording/languages.ts";
import { say, wording } from "../wording/say.ts";
import { formatQuiet, parseQuiet, type Quiet } from "./quiet.ts";

/** Who has a setting. */
type Owner = "digest" | "alert" | "both";

interface Setting<
  Value,
  Declared extends Option = Option,
  Of extends Owner = Owner,
  Cleared extends boolean = boolean,
> {
  readonly option: Declared;
  readonly of: Of;
  /** As a subscription's row has it. */
  readonly stored: z.ZodType<Value>;
  /** Where nothing was said; undefined: it is then absent. */
  readonly usual: NoInfer<Value> | undefined;
  /** Whether `/digest edit … clear` makes it usual again. */
  readonly isCleared: Cleared;
  /** What the option means; undefined when that cannot be read, and nothing changes. */
  read(given: ValueOf<Declared>): Value | undefined;
  /** `up to 10 stories`; undefined where the usual is not worth a word. */
  say(value: Value): string | undefined;
}

function setting<Value, const Declared extends Option, const Of extends Owner, const Cleared extends boolean>(
  record: Setting<Value, Declared, Of, Cleared>,
): Setting<Value, Declared, Of, Cleared> {
  return record;
}

const limit = setting({
  option: {
    kind: "integer",
    label: wording("Stories at most"),
    summary: wording("Stories at most, 1 to 10; 10 when not given"),
    min: 1,
    max: 10,
  },
  of: "both",
  stored: z.number().int().min(1).max(10),
  usual: 10,
  isCleared: false,
  read: (given) => given,
  say: (stories) => say("up to {stories, plural, one {# story} other {# stories}}", { stories }),
});

const each = setting({
  option: eachOption,
  of: "digest",
  stored: z.enum(valuesOf(eachOption)),
  usual: undefined,
  isCleared: true,
  read: (given) => given,
  say: describeTurns,
});

const layoutOption = {
  kind: "choice",
  label: wording("Layout"),
  summary: wording("How much of each article it shows; standard when not given"),
  choices: [
    { value: "line", label: wording("line"), aliases: ["one-line"] },
    { value: "brief", label: wording("brief"), aliases: ["short"] },
    { value: "standard", label: wording("standard"), aliases: ["normal"] },
    { value: "full", label: wording("full"), aliases: ["long"] },
  ],
} as const;

const layout = setting({
  option: layoutOption,
  of: "digest",
  stored: z.enum(valuesOf(layoutOption)),
  usual: "standard",
  isCleared: false,
  read: (given) => given,
  say(wanted) {
    if (wanted === "standard") return undefined;
    if (wanted === "line") return say("one line, the rest in a thread");
    return wanted === "brief" ? say("brief layout") : say("full layout");
  },
});

const thread = setting({
  option: {
    kind: "flag",
    label: wording("Articles in a thread"),
    summary: wording("A header in the channel, the articles in a thread under it"),
  },
  of: "both",
  stored: z.boolean(),
  usual: false,
  isCleared: true,
  read: (given) => given,
  say: (isInThread) => (isInThread ? say("articles in a thread") : undefined),
});

const languageOption = {
  kind: "choice",
  label: wording("Language"),
  summary: wording("The language that it speaks; that of whoever makes it when not given"),
  choices: [
    { value: "en", label: wording("English"), aliases: ["english"] },
    { value: "pl", label: wording("Polski"), aliases: ["polski", "polish"] },
  ],
} as const;

/** Everybody in its place reads it: so it is no reader's own. */
const language = setting({
  option: languageOption,
  of: "both",
  stored: z.enum(LANGUAGES),
  usual: undefined,
  isCleared: false,
  read: (given) => given,
  say: (spoken) => (spoken === "en" ? undefined : say("in Polish")),
});

/** Who is pinged: a platform's own id of a person or a group. */
const mention = setting({
  option: {
    kind: "text",
    vocabulary: "mention",
    label: wording("Notify"),
    summary: wording("A person or group to notify each time"),
    maxLength: 60,
  },
  of: "both",
  stored: z.string(),
  usual: undefined,
  isCleared: true,
  read: (given) => given.replace(/^@(?=[\w&]+$)/, ""),
  say: () => say("notifies somebody"),
});

const emptyOption = {
  kind: "choice",
  label: wording("Without news"),
  summary: wording("What it does when there is nothing to show; skip when not given"),
  choices: [
    { value: "skip", label: wording("send nothing"), aliases: ["silent"] },
    { value: "say", label: wording("say that there is nothing"), aliases: ["tell"] },
  ],
} as const;

const empty = setting({
  option: emptyOption,
  of: "digest",
  stored: z.enum(valuesOf(emptyOption)),
  usual: "skip",
  isCleared: false,
  read: (given) => given,
  say: (does) => (does === "say" ? say("says when there is nothing") : undefined),
});

const trend = setting({
  option: {
    kind: "flag",
    label: wording("Trend line"),
    summary: wording("A line that counts its stories of the last 7 days against the 7 before"),
  },
  of: "digest",
  stored: z.boolean(),
  usual: undefined,
  isCleared: true,
  read: (given) => given,
  say: (isTold) => (isTold ? say("with a trend line") : undefined),
});

export const alertWhenOption = {
  kind: "choice",
  label: wording("When"),
  summary: wording(
    "news: as soon as there is some; spike: when there is unusually much; news when not given",
  ),
  choices: [
    { value: "news", label: wording("as soon as there is news"), aliases: ["new"] },
    { value: "spike", label: wording("when there is unusually much"), aliases: ["spikes"] },
  ],
} as const;

/** What an alert waits for. */
const when = setting({
  option: alertWhenOption,
  of: "alert",
  stored: z.enum(valuesOf(alertWhenOption)),
  usual: undefined,
  isCleared: false,
  read: (given) => given,
  // Described as the rule of a digest is.
  say: () => undefined,
});

/** Stories a day in the subscription's zone. */
const maxPerDay = setting({
  option: {
    kind: "integer",
    label: wording("Max per day"),
    summary: wording("Stories a day at most"),
    min: 1,
    max: 100,
  },
  of: "alert",
  stored: z.number().int().positive(),
  usual: undefined,
  isCleared: true,
  read: (given) => given,
  say: (stories) => say("at most {stories} a day", { stories }),
});

const quiet = setting({
  option: {
    kind: "text",
    label: wording("Quiet hours"),
    summary: wording("Hours without alerts, such as 22:00-07:00"),
    maxLength: 30,
    reads(text) {
      const reading = parseQuiet(text);
      return reading.ok ? { ok: true, text: formatQuiet(reading.quiet) } : reading;
    },
  },
  of: "alert",
  stored: z.object({ from: z.number().int(), to: z.number().int() }).readonly(),
  usual: undefined,
  isCleared: true,
  read(given): Quiet | undefined {
    const reading = parseQuiet(given);
    return reading.ok ? reading.quiet : undefined;
  },
  say: ({ from, to }) => say("quiet from {from} to {to}", { from: formatTime(from), to: formatTime(to) }),
});

function valuesOf<const Value extends string>(option: {
  readonly choices: readonly { readonly value: Value }[];
}): readonly Value[] {
  return option.choices.map(({ value }) => value);
}

const records = {
  limit,
  each,
  layout,
  thread,
  mention,
  empty,
  trend,
  when,
  "max-per-day": maxPerDay,
  quiet,
  language,
};

type Records = typeof records;
type ValueIn<S> = S extends Setting<infer Value> ? Value : never;

export type SettingName = keyof Records;
/** Names of the settings that a kind of subscription has. */
export type SettingOf<Kind extends "digest" | "alert"> = {
  [Name in SettingName]: Records[Name]["of"] extends Kind | "both" ? Name : never;
}[SettingName];
/** Names of the settings that `clear` takes away. */
export type ClearedSetting = {
  [Name in SettingName]: Records[Name]["isCleared"] extends true ? Name : never;
}[SettingName];

type Kept = { readonly [Name in SettingName]: ValueIn<Records[Name]> };
type Declared = { readonly [Name in SettingName]: Records[Name]["option"] };

/** In the order in which descriptions name them. */
export const SETTINGS: { readonly [Name in SettingName]: Setting<Kept[Name], Declared[Name]> } = records;

export const settingOptions = {
  limit: limit.option,
  each: each.option,
  layout: layout.option,
  thread: thread.option,
  mention: mention.option,
  empty: empty.option,
  trend: trend.option,
  when: when.option,
  "max-per-day": maxPerDay.option,
  quiet: quiet.option,
  language: language.option,
} as const satisfies { readonly [Name in SettingName]: Option } & Options;

/** What a digest takes: what could not be scored is counted and never shown, so that nobody asks for it. */
export type DigestFilter = Omit<NewsFilter, "scored">;

/** What the options of a command say of settings. */
export type SettingValues = { readonly [Name in SettingName]?: ValueOf<Declared[Name]> };

/** Settings by name, any of which may be absent. */
export type SomeSettings = { readonly [Name in SettingName]?: Kept[Name] };

export const settingsSchema = z.object({
  filter: storedFilter.transform(({ scored: _, ...filter }): DigestFilter => filter),
  limit: limit.stored,
  each: each.stored.exactOptional(),
  layout: layout.stored,
  thread: thread.stored,
  mention: mention.stored.exactOptional(),
  empty: empty.stored,
  trend: trend.stored.exactOptional(),
  when: when.stored.exactOptional(),
  "max-per-day": maxPerDay.stored.exactOptional(),
  quiet: quiet.stored.exactOptional(),
  language: language.stored.exactOptional(),
} satisfies Readonly<Record<SettingName | "filter", z.ZodType>>);

/** What is about the contents and looks of a subscription; stored as JSON. */
export type Settings = Readonly<z.infer<typeof settingsSchema>>;
