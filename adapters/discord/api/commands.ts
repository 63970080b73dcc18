// Our declarations → Discord's application commands: a group is a command, its verbs are subcommands.

import { type Command, listed } from "../../../src/commands/serve/define.ts";
import { GROUPS } from "../../../src/commands/serve/groups.ts";
import { assertNever } from "../../../src/errors.ts";
import type { Option, TextOption } from "../../../src/language/declare/options.ts";
import { choiceLabel } from "../../../src/language/know/complete.ts";
import { wording } from "../../../src/wording/say.ts";
import { cutTo } from "../out/components.ts";
import { COMMAND } from "../out/limits.ts";
import { BOT_DM, GUILD, GUILD_INSTALL, PRIVATE_CHANNEL, USER_INSTALL } from "./contexts.ts";
import type { Localizations } from "./localized.ts";

/** Values of the API's ApplicationCommandOptionType. */
const [SUBCOMMAND, STRING, INTEGER, BOOLEAN, CHANNEL, MENTIONABLE] = [1, 3, 4, 5, 7, 9] as const;

/** Where digests may go: text and announcement channels, their threads, forums; values of the API's ChannelType. */
export const CHANNEL_TYPES = [0, 5, 10, 11, 12, 15] as const;

/** The field that asks for a direct message where a channel can be chosen: Discord's own list has none. */
export const ME = "me";

/** Manage Server; a bit set as text. */
const MANAGE_GUILD = "32";

export interface DiscordOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Localizations;
  readonly required?: true;
  readonly choices?: readonly { readonly name: string; readonly value: string }[];
  readonly autocomplete?: true;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly max_length?: number;
  readonly channel_types?: readonly number[];
  readonly options?: readonly DiscordOption[];
}

export interface DiscordCommand {
  readonly type: 1;
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Localizations;
  readonly options: readonly DiscordOption[];
  readonly contexts: readonly number[];
  readonly integration_types: readonly number[];
  readonly default_member_permissions?: string;
}

/**
 * The slash commands of all declarations. `prefix` stands before each group's name. `installs`: how the application may be
 * installed; a group that everybody may read is everywhere where its reader is, the others are in servers.
 */
export function discordCommands(
  commands: readonly Command[],
  { prefix, installs = [GUILD_INSTALL] }: { readonly prefix: string; readonly installs?: readonly number[] },
): readonly DiscordCommand[] {
  return [...Map.groupBy(listed(commands), ({ path }) => path[0])].map(([group, members]) => {
    // Hidden from members who could not run any of it; the router refuses them all the same.
    const isForAdmins = members.every(({ role }) => role === "admin");
    const isForAnybody = members.every(({ role }) => role === "read") && installs.includes(USER_INSTALL);
    return {
      type: 1,
      name: `${prefix}${group}`,
      description: cutTo(
        GROUPS[group] ?? members.map(({ path }) => path[1]).join(", "),
        COMMAND.descriptionLength,
      ),
      options: members.map(subcommandOf),
      contexts: [GUILD, BOT_DM, ...(isForAnybody ? [PRIVATE_CHANNEL] : [])],
      integration_types: [GUILD_INSTALL, ...(isForAnybody ? [USER_INSTALL] : [])],
      ...(isForAdmins ? { default_member_permissions: MANAGE_GUILD } : {}),
    };
  });
}

function subcommandOf({ path, summary, options }: Command): DiscordOption {
  const shown = Object.entries<Option>(options).filter(([, option]) => option.hidden !== true);
  // Discord wants the required ones first.
  const ordered = [
    ...shown.filter(([, { required }]) => required),
    ...shown.filter(([, { required }]) => !required),
  ];
  return {
    type: SUBCOMMAND,
    name: path[1],
    description: cutTo(summary, COMMAND.descriptionLength),
    ...(ordered.length === 0 ? {} : { options: ordered.flatMap(([name, option]) => fieldsOf(name, option)) }),
  };
}

/** The field of an option; beside a channel another one, for a direct message. */
function fieldsOf(name: string, option: Option): readonly DiscordOption[] {
  const field = fieldOf(name, option);
  return field.type === CHANNEL
    ? [
        field,
        { type: BOOLEAN, name: ME, description: wording("A direct message to you instead of a channel") },
      ]
    : [field];
}

function fieldOf(name: string, option: Option): DiscordOption {
  return {
    name,
    description: cutTo(option.summary, COMMAND.descriptionLength),
    ...(option.required === true ? { required: true } : {}),
    ...kindOf(option),
  };
}

function kindOf(option: Option): Pick<DiscordOption, "type"> & Partial<DiscordOption> {
  switch (option.kind) {
    case "choice":
      if (option.choices.length > COMMAND.choices) return { type: STRING, autocomplete: true };
      return {
        type: STRING,
        choices: option.choices.map(({ value, label }) => ({
          name: cutTo(choiceLabel(value, label), COMMAND.choiceLength),
          value,
        })),
      };
    case "integer":
      return { type: INTEGER, min_value: option.min, max_value: option.max };
    case "flag":
      return { type: BOOLEAN };
    case "date":
      return { type: STRING, autocomplete: true };
    case "duration":
      return { type: STRING };
    case "choice-list":
      return { type: STRING, autocomplete: true };
    case "text-list":
      return { type: STRING, ...(option.vocabulary === undefined ? {} : { autocomplete: true }) };
    case "text":
      return textKindOf(option);
    default:
      return assertNever(option);
  }
}

/** Channels, people and groups are chosen from Discord's own lists, and arrive as ids. */
function textKindOf({
  vocabulary,
  maxLength,
}: TextOption): Pick<DiscordOption, "type"> & Partial<DiscordOption> {
  const length = maxLength === undefined ? {} : { max_length: Math.min(maxLength, COMMAND.textLength) };
  switch (vocabulary) {
    case "channel":
      return { type: CHANNEL, channel_types: CHANNEL_TYPES };
    case "mention":
      return { type: MENTIONABLE };
    case "command":
    case "country":
    case "digest":
    case "source":
    case "title":
    case "zone":
      return { type: STRING, autocomplete: true, ...length };
    case undefined:
      return { type: STRING, ...length };
    default:
      return assertNever(vocabulary);
  }
}
