// What Discord refuses though its API description does not say so. Every function returns the problems it found.

import { z } from "zod";
import { allowedMentions, mentionProblems } from "./pings.ts";

const embed = z.object({
  author: z.object({ name: z.string() }).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  url: z.string().optional(),
  color: z.number().optional(),
  footer: z.object({ text: z.string() }).optional(),
  image: z.object({ url: z.string() }).optional(),
});

const button = z.object({
  type: z.literal(2),
  style: z.number(),
  label: z.string(),
  custom_id: z.string().optional(),
  url: z.string().optional(),
  disabled: z.boolean().optional(),
});
const select = z.object({
  type: z.literal(3),
  custom_id: z.string(),
  placeholder: z.string().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })),
});
const row = z.object({ type: z.literal(1), components: z.array(z.union([button, select])) });

export const message = z.object({
  content: z.string().optional(),
  embeds: z.array(embed).default([]),
  components: z.array(row).default([]),
  allowed_mentions: allowedMentions.optional(),
  flags: z.number().optional(),
  attachments: z
    .array(
      z.object({
        id: z.string(),
        filename: z.string(),
        /** https://discord.com/developers/docs/resources/message#attachment-object */
        description: z.string().max(1_024).optional(),
      }),
    )
    .default([]),
});
export type FakeMessageBody = z.infer<typeof message>;

const EPHEMERAL = 64;

export function messageProblems(body: unknown, fileNames: readonly string[]): readonly string[] {
  const parsed = message.safeParse(body);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  const { content, embeds, components, flags = 0, attachments } = parsed.data;
  const problems: string[] = [...mentionProblems(parsed.data)];
  const must = (holds: boolean, problem: string): void => void (holds || problems.push(problem));
  must(content !== "" && (content !== undefined || embeds.length > 0), "the message is empty");
  must((content?.length ?? 0) <= 2_000, "content is longer than 2000");
  must((flags & ~EPHEMERAL) === 0, `flags ${flags}`);
  must(embeds.length <= 10, `${embeds.length} embeds`);
  const total = embeds.reduce(
    (sum, { author, title = "", description = "", footer }) =>
      sum + (author?.name.length ?? 0) + title.length + description.length + (footer?.text.length ?? 0),
    0,
  );
  must(total <= 6_000, `embeds of ${total} characters`);
  for (const { author, title, description, url, footer, image } of embeds) {
    for (const [text, most] of [
      [author?.name, 256],
      [title, 256],
      [description, 4_096],
      [footer?.text, 2_048],
    ] as const) {
      must(
        text === undefined || (text.trim() !== "" && text.length <= most),
        `text of ${text?.length} in an embed`,
      );
      must(text === undefined || text.isWellFormed(), "half a character in an embed");
    }
    must(
      [author, title, description, footer, image].some((part) => part !== undefined),
      "an embed is empty",
    );
    must(url === undefined || (/^https?:\/\//.test(url) && url.length <= 2_048), `embed url ${url}`);
    const uploaded = image?.url.replace(/^attachment:\/\//, "");
    must(uploaded === undefined || fileNames.includes(uploaded), `no file ${uploaded}`);
  }
  must(fileNames.length <= 10, `${fileNames.length} files`);
  must(
    attachments.map(({ filename }) => filename).join() === fileNames.join(),
    "attachments are not the files",
  );
  problems.push(...rowProblems(components));
  return problems;
}

function rowProblems(rows: FakeMessageBody["components"]): readonly string[] {
  const problems: string[] = [];
  const must = (holds: boolean, problem: string): void => void (holds || problems.push(problem));
  must(rows.length <= 5, `${rows.length} rows`);
  const all = rows.flatMap(({ components }) => components);
  const ids = all.flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));
  must(new Set(ids).size === ids.length, "a custom_id stands twice");
  must(
    ids.every((id) => id.length >= 1 && id.length <= 100),
    "a custom_id is too long",
  );
  for (const { components } of rows) {
    const selects = components.filter(({ type }) => type === 3).length;
    must(components.length >= 1 && components.length <= 5, `${components.length} components in a row`);
    must(selects === 0 || components.length === 1, "a select shares its row");
  }
  for (const component of all) {
    if (component.type === 2) {
      const { label, style, url, custom_id: id } = component;
      must(label.trim() !== "" && label.length <= 80, `button label of ${label.length}`);
      must((style === 5) === (url !== undefined), "a link button has an address, others have none");
      must((style === 5) === (id === undefined), "a link button has no custom_id, others have one");
      must(url === undefined || (/^https?:\/\//.test(url) && url.length <= 512), `button url ${url}`);
    } else {
      const { options, placeholder = "" } = component;
      const values = options.map(({ value }) => value);
      must(options.length >= 1 && options.length <= 25, `${options.length} options`);
      must(new Set(values).size === values.length, "an option stands twice");
      must(placeholder.length <= 150, "a placeholder is too long");
      for (const { label, value } of options) {
        must(label.trim() !== "" && label.length <= 100, `option label of ${label.length}`);
        must(value.length >= 1 && value.length <= 100, `option value of ${value.length}`);
      }
    }
  }
  return problems;
}

const NAME = /^[-_'\p{L}\p{N}]{1,32}$/u;

/** https://docs.discord.com/developers/interactions/application-commands#localization */
const locale = z.enum(["en-GB", "en-US", "pl"]);
const descriptions = z.partialRecord(locale, z.string().min(1).max(100)).optional();

const option = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string(),
  description_localizations: descriptions,
  required: z.boolean().optional(),
  choices: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  autocomplete: z.boolean().optional(),
  min_value: z.number().optional(),
  max_value: z.number().optional(),
  max_length: z.number().optional(),
  channel_types: z.array(z.number()).optional(),
});
const command = z.object({
  name: z.string(),
  description: z.string(),
  description_localizations: descriptions,
  options: z.array(option.extend({ options: z.array(option).optional() })),
  contexts: z.array(z.number()).optional(),
  integration_types: z.array(z.number()).optional(),
});

/**
 * Conversations of others are only for those who installed it for themselves:
 * https://docs.discord.com/developers/interactions/application-commands#interaction-contexts
 */
function contextProblems({
  contexts = [],
  integration_types: installs = [],
}: {
  readonly contexts?: readonly number[] | undefined;
  readonly integration_types?: readonly number[] | undefined;
}): readonly string[] {
  return contexts.includes(2) && !installs.includes(1) ? ["a context that means nothing"] : [];
}

/** Kinds of options: https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type */
const [TEXT, INTEGER, CHANNEL, NUMBER] = [3, 4, 7, 10] as const;

/**
 * Commands of a message's menu: names of 1–32 characters, mixed case and spaces too, without description and options.
 * https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming, #message-commands
 */
const ofMessages = z.strictObject({
  type: z.literal(3),
  name: z
    .string()
    .min(1)
    .max(32)
    .regex(/^\S(.*\S)?$/),
  name_localizations: z.partialRecord(locale, z.string().min(1).max(32)).optional(),
  contexts: z.array(z.number()).min(1).optional(),
  integration_types: z.array(z.number()).min(1).optional(),
  default_member_permissions: z.string().optional(),
});

export function commandProblems(body: unknown): readonly string[] {
  const kind = z.object({ type: z.number().default(1) }).safeParse(body);
  const isChanged = kind.data?.type === 1 && ofMessages.omit({ type: true }).safeParse(body).success;
  if (kind.data?.type === 3 || isChanged) {
    const read = (isChanged ? ofMessages.omit({ type: true }) : ofMessages).safeParse(body);
    return [...(read.success ? contextProblems(read.data) : [z.prettifyError(read.error)])];
  }
  const parsed = command.safeParse(body);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  const { data } = parsed;
  const problems: string[] = [...contextProblems(data)];
  const must = (holds: boolean, problem: string): void => void (holds || problems.push(problem));
  const fields = data.options.flatMap(({ options = [] }) => options);
  for (const { name, description } of [data, ...data.options, ...fields]) {
    must(NAME.test(name) && name === name.toLowerCase(), `name ${name}`);
    must(description.length >= 1 && description.length <= 100, `description of ${name}`);
  }
  for (const group of [data.options, ...data.options.map(({ options = [] }) => options)]) {
    must(group.length <= 25, `${group.length} options`);
    must(new Set(group.map(({ name }) => name)).size === group.length, "a name stands twice");
    const firstOptional = group.findIndex(({ required }) => required !== true);
    must(
      firstOptional === -1 || group.slice(firstOptional).every(({ required }) => required !== true),
      "a required option stands behind an optional one",
    );
  }
  for (const field of fields) {
    const { name, choices = [], autocomplete, min_value: min, max_value: max, type } = field;
    const isTyped = type === TEXT || type === INTEGER || type === NUMBER;
    must(type === CHANNEL || field.channel_types === undefined, `channel_types of ${name}`);
    must(isTyped || (choices.length === 0 && autocomplete === undefined), `${name} offers what nobody types`);
    must(field.max_length === undefined || type === TEXT, `length of ${name}`);
    must(choices.length <= 25, `${choices.length} choices of ${name}`);
    must(choices.length === 0 || autocomplete !== true, `${name} has choices and completion`);
    must(
      choices.every((choice) => choice.name.length <= 100 && choice.value.length <= 100),
      `choices of ${name}`,
    );
    must(min === undefined || max === undefined || min <= max, `bounds of ${name}`);
    must((min === undefined && max === undefined) || type === 4, `bounds of ${name}`);
  }
  const characters = [data, ...data.options, ...fields].reduce(
    (sum, part) =>
      sum +
      part.name.length +
      // The longest counts: #localization.
      Math.max(
        ...[part.description, ...Object.values(part.description_localizations ?? {})].map(
          ({ length }) => length,
        ),
      ) +
      ("choices" in part ? (part.choices ?? []) : []).reduce(
        (all, choice) => all + choice.name.length + choice.value.length,
        0,
      ),
    0,
  );
  must(characters <= 8_000, `${characters} characters in all`);
  return problems;
}

export function completionProblems(body: unknown): readonly string[] {
  const choices = z
    .array(z.strictObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(100) }))
    .max(25);
  const parsed = z.strictObject({ choices }).safeParse(body);
  return parsed.success ? [] : [z.prettifyError(parsed.error)];
}
