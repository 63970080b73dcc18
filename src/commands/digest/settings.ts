// From the options of a command to the settings of a subscription, and back into words.

import { describeScope } from "../../digest/say/compose.ts";
import {
  SETTINGS,
  type SettingName,
  type Settings,
  type SettingValues,
  type SomeSettings,
  settingsSchema,
} from "../../digest/settings.ts";
import type { Subscription } from "../../digest/subscription.ts";
import { AppError } from "../../errors.ts";
import {
  type FilterValues,
  filterOf,
  isDimension,
  type NewsFilter,
  without as withoutDimension,
} from "../../news/filter/filter.ts";
import { dotted } from "../../reply/build.ts";

type Draft = { -readonly [Name in SettingName]?: SomeSettings[Name] };

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

const SETTING_NAMES = Object.keys(SETTINGS).filter(isSetting);

/**
 * What a new digest or alert is without further words. People ask for high impact, so that is what they get; of that more
 * than half reports something else than its pillar, which is counted and not shown.
 */
export const DEFAULTS: Settings = settingsFrom({ impact: "strong", relevance: "related" }, usualSettings());

function usualSettings(): Draft {
  const draft: Draft = {};
  for (const name of SETTING_NAMES) makeUsual(draft, name);
  return draft;
}

function makeUsual<Name extends SettingName>(draft: Draft, name: Name): void {
  const { usual } = SETTINGS[name];
  if (usual === undefined) delete draft[name];
  else draft[name] = usual;
}

function settingsFrom(filter: NewsFilter, draft: Draft): Settings {
  return settingsSchema.parse({ ...draft, filter });
}

/** Settings with what the values say; what they do not mention stays as it was, but for what was emptied. */
export function settingsWith(
  values: SettingValues & FilterValues & { readonly clear?: string },
  before: Settings,
  emptied: readonly string[] = [],
): Settings {
  const without = [...emptied, ...(values.clear === undefined ? [] : [values.clear])];
  const { filter, ...draft }: { filter: NewsFilter } & Draft = without.reduce(cleared, before);
  const said: SettingValues = values;
  const read = <Name extends SettingName>(name: Name): void => {
    const given = said[name];
    const value = given === undefined ? undefined : SETTINGS[name].read(given);
    if (value !== undefined) draft[name] = value;
  };
  for (const name of SETTING_NAMES) read(name);
  return settingsFrom(filterOf(values, filter), draft);
}

/** Whether an option is a setting, which may be as if it had never been given. */
export function isCleared(name: string): boolean {
  return isDimension(name) || isSetting(name);
}

/** Settings as if an option had never been given. */
function cleared(settings: Settings, option: string): Settings {
  const { filter, ...draft }: { filter: NewsFilter } & Draft = settings;
  if (isDimension(option)) return settingsFrom(withoutDimension(filter, option), draft);
  if (!isSetting(option)) throw new AppError("internal", `There is no setting called ${option} to clear.`);
  makeUsual(draft, option);
  return settingsFrom(filter, draft);
}

/** What a digest takes and how it looks, in words: `strong impact · Latvia · up to 10 stories · brief layout`. */
export function describeSettings({ settings, record }: Subscription): string {
  const set: SomeSettings = settings;
  const say = <Name extends SettingName>(name: Name): string | undefined => {
    const value = set[name];
    const { of } = SETTINGS[name];
    return value === undefined || (of !== "both" && of !== record.kind)
      ? undefined
      : SETTINGS[name].say(value);
  };
  return dotted(describeScope(settings.filter), ...SETTING_NAMES.map((name) => say(name)));
}

/** The settings that a subscription of this kind does not have. */
export function settingsOfOthers(kind: Subscription["record"]["kind"]): readonly SettingName[] {
  return SETTING_NAMES.filter((name) => SETTINGS[name].of !== "both" && SETTINGS[name].of !== kind);
}
