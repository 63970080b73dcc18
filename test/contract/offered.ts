// What Slack and Discord offer of the declared commands, and what of them is missing there.

import { z } from "zod";
import type { SlackManifest } from "../../adapters/slack/api/manifest.ts";
import { type Command, listed } from "../../src/commands/serve/define.ts";
import { assertNever } from "../../src/errors.ts";
import type { Option } from "../../src/language/declare/options.ts";

export function visibleOptions({ options }: Command): readonly (readonly [string, Option])[] {
  return Object.entries(options).filter(([, { hidden }]) => hidden !== true);
}

/** Groups without a slash command, and verbs that its hint does not name; empty when all is there. */
export function slackGaps(commands: readonly Command[], { features }: SlackManifest): readonly string[] {
  return listed(commands).flatMap(({ path: [group, verb] }) => {
    const slash = features.slash_commands.find(({ command }) => command === `/${group}`);
    if (slash === undefined) return [`/${group}`];
    return slash.usage_hint.split(" | ").includes(verb) ? [] : [`/${group} ${verb}`];
  });
}

const field = z.strictObject({
  type: z.number(),
  name: z.string(),
  description: z.string().min(1),
  description_localizations: z.record(z.string(), z.string().min(1)).optional(),
  required: z.boolean().optional(),
  choices: z.array(z.strictObject({ name: z.string().min(1), value: z.string() })).optional(),
  autocomplete: z.boolean().optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  max_length: z.number().optional(),
  channel_types: z.array(z.number()).min(1).optional(),
});
const SUBCOMMAND = 1;
const group = z.object({
  name: z.string(),
  options: z.array(
    z.object({
      type: z.literal(SUBCOMMAND),
      name: z.string(),
      description: z.string().min(1),
      options: z.array(field).default([]),
    }),
  ),
});

/** Beside commands of a message's menu. */
const isSlash = (one: unknown): boolean => z.object({ type: z.literal(1) }).safeParse(one).success;

type Field = z.infer<typeof field>;

/** Commands and options that the registered commands lack, have wrong or have besides; empty when all is there. */
export function discordGaps(commands: readonly Command[], registered: readonly unknown[]): readonly string[] {
  const groups = z.array(group).parse(registered.filter(isSlash));
  const verbs = groups.flatMap(({ name, options }) =>
    options.map((verb) => ({ path: `${name} ${verb.name}`, fields: verb.options })),
  );
  const paths = listed(commands).map(({ path }) => path.join(" "));
  return [
    ...verbs.flatMap(({ path }) => (paths.includes(path) ? [] : [`/${path} is not declared`])),
    ...listed(commands).flatMap((command) => {
      const path = command.path.join(" ");
      const fields = verbs.find((verb) => verb.path === path)?.fields;
      return fields === undefined ? [`/${path}`] : fieldGaps(command, fields).map((gap) => `/${path} ${gap}`);
    }),
  ];
}

function fieldGaps(command: Command, fields: readonly Field[]): readonly string[] {
  const visible = visibleOptions(command);
  const names = visible.map(([name]) => name);
  // Discord's list of channels has no direct messages: a field of its own stands for them.
  const hasChannel = visible.some(([, option]) => option.kind === "text" && option.vocabulary === "channel");
  const direct = fields.find(({ name, type }) => name === "me" && type === FLAG);
  if (hasChannel) names.push("me");
  return [
    ...(hasChannel && direct === undefined ? ["me"] : []),
    ...fields.flatMap(({ name }) => (names.includes(name) ? [] : [`${name} is not declared`])),
    ...visible.flatMap(([name, option]) => {
      const found = fields.find((candidate) => candidate.name === name);
      if (found === undefined) return [name];
      const wanted = { required: option.required === true, ...wantedOf(option) };
      const offered = {
        required: found.required === true,
        type: found.type,
        ...(found.choices === undefined ? {} : { choices: found.choices.map(({ value }) => value) }),
        ...(found.autocomplete === undefined ? {} : { autocomplete: found.autocomplete }),
        ...(found.min_value === undefined ? {} : { min: found.min_value }),
        ...(found.max_value === undefined ? {} : { max: found.max_value }),
        ...(found.max_length === undefined ? {} : { maxLength: found.max_length }),
      };
      const [is, should] = [offered, wanted].map(sorted);
      return is === should ? [] : [`${name} is ${is} and should be ${should}`];
    }),
  ];
}

const sorted = (record: object): string =>
  JSON.stringify(Object.entries(record).toSorted(([a], [b]) => a.localeCompare(b)));

/** Discord's numbers for text, whole numbers, yes or no, and what is chosen from its own lists. */
const [TEXT, INTEGER, FLAG, CHANNEL, MENTIONABLE] = [3, 4, 5, 7, 9] as const;

function wantedOf(option: Option): object {
  switch (option.kind) {
    case "choice":
      return { type: TEXT, choices: option.choices.map(({ value }) => value) };
    case "integer":
      return { type: INTEGER, min: option.min, max: option.max };
    case "flag":
      return { type: FLAG };
    case "date":
      return { type: TEXT, autocomplete: true };
    case "duration":
      return { type: TEXT };
    case "choice-list":
      return { type: TEXT, autocomplete: true };
    // In a list the length holds for one item, and people type several.
    case "text-list":
      return { type: TEXT, ...(option.vocabulary === undefined ? {} : { autocomplete: true }) };
    case "text":
      if (option.vocabulary === "channel") return { type: CHANNEL };
      if (option.vocabulary === "mention") return { type: MENTIONABLE };
      return {
        type: TEXT,
        ...(option.vocabulary === undefined ? {} : { autocomplete: true }),
        ...(option.maxLength === undefined ? {} : { maxLength: option.maxLength }),
      };
    default:
      return assertNever(option);
  }
}
