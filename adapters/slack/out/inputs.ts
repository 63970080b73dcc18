// One question of a form as Slack's own inputs, and the ids by which its answers are found again: see `in/answers.ts`.
// Bounds: docs.slack.dev, reference/block-kit/block-elements and reference/block-kit/composition-objects/option-object.

import type { types } from "@slack/bolt";
import { choicesWith, type FormChoice, type FormField, itemsOf, timedOf } from "../../../src/reply/form.ts";
import { say } from "../../../src/wording/say.ts";
import { plainText, type SlackBlock, sections } from "./blocks.ts";
import { oneLine } from "./escape.ts";
import {
  CHOICES_AT_A_GLANCE,
  INPUT_LABEL,
  INPUT_TEXT,
  OPTION_TEXT,
  OPTION_VALUE,
  OPTIONS_A_GROUP,
  OPTIONS_A_SELECT,
} from "./limits.ts";
import { plainRun } from "./mrkdwn.ts";

/** An input has the field's name for its `block_id`; several flags share a block, and a time has its hour in one more. */
const ANSWER_ACTION = "answer";
export const FLAGS_BLOCK = "flags:";
export const HOUR_BLOCK = ":at";
/** Of an option whose value would be empty, and of a time that has no hour. */
export const NOTHING = "none:";
export const WHOLE = "whole:";
/** What is asked while somebody types: the rest of the id is the command's path. */
export const SUGGEST_ACTION = "suggest:";

type Element = types.InputBlock["element"];
type Kind<K extends FormField["kind"]> = Extract<FormField, { readonly kind: K }>;

/** The blocks of all questions. Flags that follow one another stand together. */
export function inputsOf(fields: readonly FormField[]): readonly SlackBlock[] {
  const groups: FormField[][] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    const isWith = field.kind === "flag" && last?.[0]?.kind === "flag" && last.length < OPTIONS_A_GROUP;
    if (isWith) last.push(field);
    else groups.push([field]);
  }
  return groups.flatMap((group) => {
    const flags = group.flatMap((field) => (field.kind === "flag" ? [field] : []));
    return flags.length > 0 ? flagBlocks(flags) : group.flatMap(blocksOf);
  });
}

function blocksOf(field: FormField): readonly SlackBlock[] {
  const isPicked = field.kind === "timed" && isDrawn(field);
  // What can be picked needs no word on how it would be typed.
  const { hint: _, ...asked } = field;
  const input = inputBlock(isPicked ? asked : field, field.name, elementOf(field));
  const whole = withProblem([field], [input]);
  if (!isPicked) return whole;
  const { at } = timedOf(field.value ?? "", field.choices);
  const hour: Element = {
    type: "timepicker",
    action_id: ANSWER_ACTION,
    ...(at === undefined ? {} : { initial_time: at }),
  };
  const of: FormField = { kind: "text", name: field.name, label: say("At"), required: false };
  return [...whole, inputBlock(of, `${field.name}${HOUR_BLOCK}`, hour)];
}

/** What was wrong stands above the question, where it is told at all: see `response_action`. */
function withProblem(fields: readonly FormField[], inputs: readonly SlackBlock[]): readonly SlackBlock[] {
  const long = fields.flatMap(({ label }) => (oneLine(label).length > INPUT_LABEL ? [label] : []));
  const problems = fields.flatMap(({ problem }) => (problem === undefined ? [] : [`⚠ ${problem}`]));
  return [...[...long, ...problems].flatMap((text) => sections([plainRun(text)])), ...inputs];
}

function inputBlock(
  { label, hint, required }: Pick<FormField, "label" | "hint" | "required">,
  blockId: string,
  element: Element,
): SlackBlock {
  return {
    type: "input",
    block_id: blockId,
    optional: !required,
    label: plainText(label, INPUT_LABEL),
    ...(hint === undefined ? {} : { hint: plainText(hint, INPUT_LABEL) }),
    element,
  };
}

function flagBlocks(flags: readonly Kind<"flag">[]): readonly SlackBlock[] {
  const options = flags.map(({ name, label, hint }): types.Option => {
    const text = plainText(label, OPTION_TEXT);
    return {
      text,
      value: name,
      ...(hint === undefined ? {} : { description: plainText(hint, OPTION_TEXT) }),
    };
  });
  const chosen = options.filter((_, n) => flags[n]?.value === "yes");
  const [first] = flags;
  return withProblem(flags, [
    inputBlock(
      { label: flags.length === 1 && first !== undefined ? first.label : say("Also"), required: false },
      `${FLAGS_BLOCK}${flags.map(({ name }) => name).join(",")}`,
      {
        type: "checkboxes",
        action_id: ANSWER_ACTION,
        options,
        ...(chosen.length === 0 ? {} : { initial_options: chosen }),
      },
    ),
  ]);
}

/** What cannot be drawn as what it is, is typed: nothing that stands there may get lost. */
function isDrawn(field: FormField): boolean {
  const { value = "" } = field;
  switch (field.kind) {
    case "choice":
    case "suggested":
      return isOption(value);
    case "choices":
      return itemsOf(value).every(isOption) && field.choices.length <= OPTIONS_A_SELECT;
    case "suggestions":
      return itemsOf(value).every(isOption);
    case "number":
      return value === "" || /^-?\d+$/.test(value);
    case "channel":
      return value === "" || /^[CDG][A-Z0-9]+$/.test(value);
    case "people":
      return value === "" || /^[UW][A-Z0-9]+$/.test(value);
    case "timed": {
      const { rhythms, at = "00:00" } = timedOf(value, field.choices);
      return rhythms.every(isOption) && /^([01]\d|2[0-3]):[0-5]\d$/.test(at);
    }
    case "text":
    case "flag":
      return true;
  }
}

function isOption(value: string): boolean {
  return value.length <= OPTION_TEXT;
}

function elementOf(field: FormField): Element {
  const { value = "" } = field;
  const typed = (maxLength = INPUT_TEXT): Element => ({
    type: "plain_text_input",
    action_id: ANSWER_ACTION,
    max_length: Math.min(Math.max(maxLength, value.length), INPUT_TEXT),
    multiline: false,
    // Half a value would be sent back as the whole.
    ...(value === "" || value.length > INPUT_TEXT ? {} : { initial_value: value }),
  });
  if (!isDrawn(field)) return typed();
  switch (field.kind) {
    // What is too long is told at the field: a bound here would cut what is pasted.
    case "text":
    case "flag":
      return typed();
    case "number":
      return {
        type: "number_input",
        action_id: ANSWER_ACTION,
        is_decimal_allowed: false,
        min_value: String(field.min),
        max_value: String(field.max),
        ...(value === "" || Number(value) < field.min || Number(value) > field.max
          ? {}
          : { initial_value: value }),
      };
    case "choice":
      return choiceElement(field);
    case "choices": {
      const present = itemsOf(value);
      const choices = choicesWith(field.choices, present);
      const asked = choices.filter(({ isLeftOut }) => isLeftOut !== true);
      const others = choices.filter(({ isLeftOut }) => isLeftOut === true);
      return {
        type: "multi_static_select",
        action_id: ANSWER_ACTION,
        ...(others.length === 0
          ? { options: asked.map(optionOf) }
          : { option_groups: [groupOf(say("Any of these"), asked), groupOf(say("None of these"), others)] }),
        ...initial(choices.filter((choice) => present.includes(choice.value))),
      };
    }
    case "timed": {
      const { rhythms } = timedOf(value, field.choices);
      const choices = choicesWith(field.choices, rhythms);
      return {
        type: "multi_static_select",
        action_id: ANSWER_ACTION,
        options: choices.map(optionOf),
        ...initial(choices.filter((choice) => rhythms.includes(choice.value))),
      };
    }
    case "suggested":
      return {
        type: "external_select",
        action_id: suggestId(field),
        min_query_length: 0,
        ...(value === "" ? {} : { initial_option: optionOf({ value, label: value }) }),
      };
    case "suggestions":
      return {
        type: "multi_external_select",
        action_id: suggestId(field),
        min_query_length: 0,
        ...initial(itemsOf(value).map((item) => ({ value: item, label: item }))),
      };
    case "channel":
      return {
        type: "conversations_select",
        action_id: ANSWER_ACTION,
        filter: { include: ["public", "private", "im"] },
        ...(value === "" ? { default_to_current_conversation: true } : { initial_conversation: value }),
      };
    case "people":
      return {
        type: "users_select",
        action_id: ANSWER_ACTION,
        ...(value === "" ? {} : { initial_user: value }),
      };
  }
}

/** A few choices are all seen at once. */
function choiceElement({ choices: declared, value = "" }: Kind<"choice">): Element {
  const choices = value === "" ? declared : choicesWith(declared, [value]);
  const chosen = choices.find((choice) => choice.value === value);
  const common = {
    action_id: ANSWER_ACTION,
    options: choices.map(optionOf),
    ...(chosen === undefined ? {} : { initial_option: optionOf(chosen) }),
  };
  return choices.length <= CHOICES_AT_A_GLANCE
    ? { type: "radio_buttons", ...common }
    : { type: "static_select", ...common };
}

function suggestId({ completes: { path, option } }: Kind<"suggested" | "suggestions">): string {
  return `${SUGGEST_ACTION}${[...path, option].join(" ")}`;
}

export function optionOf({ value, label, isWhole }: FormChoice): types.PlainTextOption {
  const sent = value === "" ? NOTHING : isWhole === true ? `${WHOLE}${value}` : value;
  return { text: plainText(label, OPTION_TEXT), value: sent.slice(0, OPTION_VALUE) };
}

function groupOf(label: string, choices: readonly FormChoice[]) {
  return { label: plainText(label, OPTION_TEXT), options: choices.map(optionOf) };
}

function initial(chosen: readonly FormChoice[]): { readonly initial_options?: types.PlainTextOption[] } {
  return chosen.length === 0 ? {} : { initial_options: chosen.map(optionOf) };
}
