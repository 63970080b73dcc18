// From the options of a command to the settings of a subscription, and back into words.

import { formatQuiet, parseQuiet } from "../../digest/quiet.ts";
import { describeScope } from "../../digest/say/compose.ts";
import type { DigestFilter, Settings, Subscription } from "../../digest/subscription.ts";
import { dotted } from "../../reply/build.ts";
import { filterOf } from "../news/filters.ts";
import type { SettingValues } from "./options.ts";

/** What a new digest or alert is without further words. People ask for high impact, so that is what they get. */
export const DEFAULTS: Settings = {
  filter: { direction: "any", impact: "strong", countries: [], sources: [], words: [] },
  limit: 10,
  layout: "standard",
  inThread: false,
  empty: "skip",
};

/** Settings with what the values say; what they do not mention stays as it was. */
export function settingsWith(values: SettingValues, before: Settings): Settings {
  const kept = without(before, values.clear);
  const quiet = values.quiet === undefined ? undefined : parseQuiet(values.quiet);
  return {
    ...kept,
    filter: filterWith(values, kept.filter),
    ...(values.limit === undefined ? {} : { limit: values.limit }),
    ...(values.layout === undefined ? {} : { layout: values.layout }),
    ...(values.empty === undefined ? {} : { empty: values.empty }),
    ...(values.each === undefined ? {} : { each: values.each }),
    ...(values.thread === undefined ? {} : { inThread: values.thread }),
    ...(values.mention === undefined ? {} : { mention: values.mention.replace(/^@(?=[\w&]+$)/, "") }),
    ...(values["max-per-day"] === undefined ? {} : { maxPerDay: values["max-per-day"] }),
    ...(quiet?.ok === true ? { quiet: quiet.quiet } : {}),
  };
}

function filterWith(values: SettingValues, before: DigestFilter): DigestFilter {
  const { pillar } = filterOf(values);
  return {
    ...before,
    ...(pillar === undefined ? {} : { pillar }),
    ...(values.direction === undefined ? {} : { direction: values.direction }),
    ...(values.impact === undefined ? {} : { impact: values.impact }),
    ...(values.country === undefined ? {} : { countries: values.country }),
    ...(values.source === undefined ? {} : { sources: values.source }),
    ...(values.words === undefined ? {} : { words: values.words }),
  };
}

/** Settings as if an option had never been given. */
function without(settings: Settings, option: SettingValues["clear"]): Settings {
  const { filter } = settings;
  switch (option) {
    case undefined:
      return settings;
    case "pillar": {
      const { pillar: _, ...rest } = filter;
      return { ...settings, filter: rest };
    }
    case "direction":
      return { ...settings, filter: { ...filter, direction: "any" } };
    case "country":
      return { ...settings, filter: { ...filter, countries: [] } };
    case "source":
      return { ...settings, filter: { ...filter, sources: [] } };
    case "words":
      return { ...settings, filter: { ...filter, words: [] } };
    case "thread":
      return { ...settings, inThread: false };
    case "each": {
      const { each: _, ...rest } = settings;
      return rest;
    }
    case "mention": {
      const { mention: _, ...rest } = settings;
      return rest;
    }
    case "quiet": {
      const { quiet: _, ...rest } = settings;
      return rest;
    }
    case "max-per-day": {
      const { maxPerDay: _, ...rest } = settings;
      return rest;
    }
    default:
      // A choice that only the parser knows; it takes nothing away.
      return settings;
  }
}

/** What a digest takes and how it looks, in words: `strong impact · Latvia · up to 10 stories · brief`. */
export function describeSettings({ settings, record }: Subscription): string {
  const { limit, layout, inThread, empty, each, maxPerDay, quiet } = settings;
  return dotted(
    describeScope(settings.filter),
    `up to ${limit} ${limit === 1 ? "story" : "stories"}`,
    each !== undefined && `by ${each}`,
    layout !== "standard" && `${layout} layout`,
    inThread && "articles in a thread",
    settings.mention !== undefined && "notifies somebody",
    record.kind === "digest" && empty === "say" && "says when there is nothing",
    maxPerDay !== undefined && `at most ${maxPerDay} a day`,
    quiet !== undefined && `quiet from ${formatQuiet(quiet).replace("-", " to ")}`,
  );
}
