// What Slack takes of the inputs of a modal, and how it tells their state when the modal is sent. Numbers are written out anew
// here. Elements: https://docs.slack.dev/reference/block-kit/block-elements; the bounds of each stand in @slack/types with the
// address of its page.

import { z } from "zod";

const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });

const actionId = z.string().min(1).max(255);

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object: 75 for the text, 150 for the value. */
const option = z.strictObject({
  text: plain(75),
  value: z.string().min(1).max(150),
  description: plain(75).optional(),
});
type Option = z.infer<typeof option>;

const options = (max: number) => z.array(option).min(1).max(max).refine(areDistinct, "has a value twice");

function areDistinct(all: readonly Option[]): boolean {
  return new Set(all.map(({ value }) => value)).size === all.length;
}

/** What is chosen at first must be one of the options, exactly: block-elements, `initial_option`. */
function isAmong(all: readonly Option[], one: Option): boolean {
  return all.some((other) => JSON.stringify(other) === JSON.stringify(one));
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
const group = z.strictObject({ label: plain(75), options: options(100) });

const text = z
  .strictObject({
    type: z.literal("plain_text_input"),
    action_id: actionId,
    max_length: z.number().int().min(1).max(3_000).optional(),
    multiline: z.boolean().optional(),
    initial_value: z.string().max(3_000).optional(),
  })
  .refine(
    ({ initial_value: value = "", max_length: max = 3_000 }) => value.length <= max,
    "begins with more than it takes",
  );

/** https://docs.slack.dev/reference/block-kit/block-elements/number-input-element */
const number = z
  .strictObject({
    type: z.literal("number_input"),
    action_id: actionId,
    is_decimal_allowed: z.boolean(),
    min_value: z
      .string()
      .regex(/^-?\d+$/)
      .optional(),
    max_value: z
      .string()
      .regex(/^-?\d+$/)
      .optional(),
    initial_value: z
      .string()
      .regex(/^-?\d+$/)
      .optional(),
  })
  .refine(({ min_value: min = "-Infinity", max_value: max = "Infinity", initial_value: value = min }) => {
    const [least, most, first] = [Number(min), Number(max), Number(value)];
    return least <= most && first >= least && first <= most;
  }, "has bounds that do not hold");

const one = <Type extends "radio_buttons" | "static_select">(type: Type, max: number) =>
  z
    .strictObject({
      type: z.literal(type),
      action_id: actionId,
      options: options(max),
      initial_option: option.optional(),
    })
    .refine(
      ({ options: all, initial_option: first }) => first === undefined || isAmong(all, first),
      "begins with what is no option",
    );

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element: ten options. */
const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    action_id: actionId,
    options: options(10),
    initial_options: z.array(option).min(1).optional(),
  })
  .refine(
    ({ options: all, initial_options: first = [] }) => first.every((each) => isAmong(all, each)),
    "begins with what is no option",
  );

/** https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element: options or groups, not both. */
const several = z
  .strictObject({
    type: z.literal("multi_static_select"),
    action_id: actionId,
    options: options(100).optional(),
    option_groups: z.array(group).min(1).max(100).optional(),
    initial_options: z.array(option).min(1).optional(),
  })
  .refine(
    ({ options: all, option_groups: groups }) => (all === undefined) !== (groups === undefined),
    "has options and groups, or neither",
  )
  .refine(
    ({ options: all = [], option_groups: groups = [], initial_options: first = [] }) =>
      first.every((each) => isAmong([...all, ...groups.flatMap((each) => each.options)], each)),
    "begins with what is no option",
  );

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const external = z.strictObject({
  type: z.literal("external_select"),
  action_id: actionId,
  min_query_length: z.number().int().min(0).optional(),
  initial_option: option.optional(),
});
const externals = z.strictObject({
  type: z.literal("multi_external_select"),
  action_id: actionId,
  min_query_length: z.number().int().min(0).optional(),
  initial_options: z.array(option).min(1).refine(areDistinct, "has a value twice").optional(),
});

/** https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object: the filter is not empty. */
const conversation = z.strictObject({
  type: z.literal("conversations_select"),
  action_id: actionId,
  initial_conversation: z
    .string()
    .regex(/^[CDG][A-Z0-9]+$/)
    .optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: z.strictObject({ include: z.array(z.enum(["im", "mpim", "private", "public"])).min(1) }).optional(),
});
const user = z.strictObject({
  type: z.literal("users_select"),
  action_id: actionId,
  initial_user: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/)
    .optional(),
});

/** https://docs.slack.dev/reference/block-kit/block-elements/time-picker-element: `HH:mm`. */
const time = z.strictObject({
  type: z.literal("timepicker"),
  action_id: actionId,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
});

const element = z.discriminatedUnion("type", [
  text,
  number,
  one("radio_buttons", 10),
  one("static_select", 100),
  checkboxes,
  several,
  external,
  externals,
  conversation,
  user,
  time,
]);
export type FakeElement = z.infer<typeof element>;

/** https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const inputRule = z.strictObject({
  type: z.literal("input"),
  block_id: z.string().min(1).max(255).optional(),
  optional: z.boolean().optional(),
  label: plain(2_000),
  hint: plain(2_000).optional(),
  element,
});

export type FakeInput = z.infer<typeof inputRule>;

/** What somebody does in one input: texts, a value of an option, an id, an hour, or several of them. Absent: nothing. */
export type Filled = string | readonly string[] | undefined;

/** The state of an input, as `view_submission` has it; what was never touched is what it began with. */
export function stateOf({ element: asked }: FakeInput, filled: Filled): Readonly<Record<string, unknown>> {
  const single = typeof filled === "string" ? filled : undefined;
  const values = Array.isArray(filled) ? filled : undefined;
  const { type } = asked;
  switch (asked.type) {
    case "plain_text_input":
    case "number_input":
      return { type, value: (single ?? asked.initial_value) || null };
    case "radio_buttons":
    case "static_select":
      return {
        type,
        selected_option:
          single === undefined ? (asked.initial_option ?? null) : optionIn(asked.options, single),
      };
    case "checkboxes":
      return {
        type,
        selected_options:
          values === undefined
            ? (asked.initial_options ?? [])
            : values.map((value) => optionIn(asked.options, value)),
      };
    case "multi_static_select": {
      const all = [...(asked.options ?? []), ...(asked.option_groups ?? []).flatMap((each) => each.options)];
      return {
        type,
        selected_options:
          values === undefined ? (asked.initial_options ?? []) : values.map((value) => optionIn(all, value)),
      };
    }
    case "external_select":
      return {
        type,
        selected_option: single === undefined ? (asked.initial_option ?? null) : suggested(single),
      };
    case "multi_external_select":
      return {
        type,
        selected_options: values === undefined ? (asked.initial_options ?? []) : values.map(suggested),
      };
    case "conversations_select":
      return { type, selected_conversation: (single ?? asked.initial_conversation) || null };
    case "users_select":
      return { type, selected_user: (single ?? asked.initial_user) || null };
    case "timepicker":
      return { type, selected_time: (single ?? asked.initial_time) || null };
  }
}

function optionIn(all: readonly Option[], value: string): Option | null {
  if (value === "") return null;
  const found = all.find((each) => each.value === value);
  if (found === undefined) throw new Error(`nobody can choose ${value} there`);
  return found;
}

const suggested = (value: string): Option | null =>
  value === "" ? null : { text: { type: "plain_text", text: value, emoji: false }, value };

/** What came back for a sent modal: nothing, or errors for inputs that it has. */
const answered = z.union([
  z.undefined(),
  z.null(),
  z.literal(""),
  z.strictObject({}),
  z.strictObject({
    response_action: z.literal("errors"),
    errors: z.record(z.string(), z.string().min(1)).refine((errors) => Object.keys(errors).length > 0),
  }),
]);

/**
 * What is wrong with the acknowledgement of a sent modal. Errors are for the `block_id`s of its inputs alone:
 * https://docs.slack.dev/surfaces/modals#displaying_errors
 */
export function acknowledgementProblems(payload: unknown, blockIds: readonly string[]): readonly string[] {
  const parsed = answered.safeParse(payload);
  if (!parsed.success) return [`a modal is not answered with ${JSON.stringify(payload)}`];
  return Object.keys(errorsIn(payload)).flatMap((id) =>
    blockIds.includes(id) ? [] : [`an error for ${id}, which is no input of the modal`],
  );
}

export function errorsIn(payload: unknown): Readonly<Record<string, string>> {
  const parsed = z.object({ errors: z.record(z.string(), z.string()) }).safeParse(payload);
  return parsed.success ? parsed.data.errors : {};
}

/** https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload: at most 100 options. */
export const suggestionsRule = z.strictObject({ options: z.array(option).max(100).refine(areDistinct) });
