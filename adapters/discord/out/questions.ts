// One question of a form as a component of Discord's, inside a label. Modals complete nothing while somebody types, so that
// words of the data are typed. https://discord.com/developers/docs/components/reference#label

import { type APIComponentInLabel, SelectMenuDefaultValueType } from "discord.js";
import { choicesWith, type FormChoice, type FormField, itemsOf } from "../../../src/reply/form.ts";
import { CHANNEL_TYPES } from "../api/commands.ts";
import { cutTo } from "./components.ts";
import { cleanLine } from "./escape.ts";
import { COMPONENT, MODAL } from "./limits.ts";

/** Several flags share a group: its id names them, since only those that are chosen come back. */
export const FLAGS_ID = "flags:";
/** Of an option whose value would be empty. */
export const NOTHING = "none:";

/** Values of the API's ComponentType. */
const [SELECT, TEXT_INPUT, MENTIONABLE, CHANNEL, RADIO, CHECKBOXES, CHECKBOX] = [
  3, 4, 7, 8, 21, 22, 23,
] as const;
const SHORT = 1;

/** Ours: more choices than these are a menu, fewer are all seen at once. */
const CHOICES_AT_A_GLANCE = 5;

type Kind<K extends FormField["kind"]> = Extract<FormField, { readonly kind: K }>;

/** A question: one field, or several flags that follow one another. */
export type Question = readonly [FormField, ...FormField[]];

export function questionsOf(fields: readonly FormField[]): readonly Question[] {
  const questions: [FormField, ...FormField[]][] = [];
  for (const field of fields) {
    const last = questions.at(-1);
    const isWith = field.kind === "flag" && last?.[0].kind === "flag" && last.length < MODAL.checkboxes;
    if (isWith) last.push(field);
    else questions.push([field]);
  }
  return questions;
}

/** The component that asks it. */
export function componentOf([field, ...others]: Question): APIComponentInLabel {
  if (field.kind === "flag") return others.length === 0 ? checkbox(field) : checkboxes([field, ...others]);
  const { value = "" } = field;
  switch (field.kind) {
    case "choice":
      return isOption(value) ? choiceOf(field) : textInput(field);
    case "choices":
      return choicesOf(field);
    case "channel":
      if (!isId(value)) return textInput(field);
      return {
        type: CHANNEL,
        custom_id: field.name,
        channel_types: [...CHANNEL_TYPES],
        ...chosen(field, value === "" ? [] : [{ id: value, type: SelectMenuDefaultValueType.Channel }]),
      };
    case "people": {
      const isRole = value.startsWith("&");
      const id = isRole ? value.slice(1) : value;
      if (!isId(id)) return textInput(field);
      return {
        type: MENTIONABLE,
        custom_id: field.name,
        ...chosen(
          field,
          id === ""
            ? []
            : [{ id, type: isRole ? SelectMenuDefaultValueType.Role : SelectMenuDefaultValueType.User }],
        ),
      };
    }
    case "text":
    case "number":
    case "suggested":
    case "suggestions":
    case "timed":
      return textInput(field);
  }
}

function isId(value: string): boolean {
  return value === "" || /^\d{15,20}$/.test(value);
}

function isOption(value: string): boolean {
  return value.length <= COMPONENT.optionValueLength;
}

function textInput({ name, required, value = "" }: FormField): APIComponentInLabel {
  return {
    type: TEXT_INPUT,
    custom_id: name,
    style: SHORT,
    required,
    max_length: MODAL.valueLength,
    // Half a value would be sent back as the whole.
    ...(value === "" || value.length > MODAL.valueLength ? {} : { value }),
  };
}

function chosen<T>({ required }: FormField, values: readonly T[]) {
  return {
    required,
    ...(required ? {} : { min_values: 0 }),
    max_values: 1,
    ...(values.length === 0 ? {} : { default_values: [...values] }),
  };
}

function choiceOf(field: Kind<"choice">): APIComponentInLabel {
  const { name, required, value = "" } = field;
  const choices = value === "" ? field.choices : choicesWith(field.choices, [value]);
  if (choices.length > COMPONENT.optionsPerSelect) return textInput(field);
  const options = choices.map((choice) => optionOf(choice, choice.value === value));
  return choices.length <= CHOICES_AT_A_GLANCE
    ? { type: RADIO, custom_id: name, required, options }
    : { type: SELECT, custom_id: name, required, ...(required ? {} : { min_values: 0 }), options };
}

function choicesOf(field: Kind<"choices">): APIComponentInLabel {
  const { name, required, value = "" } = field;
  const present = itemsOf(value);
  const choices = choicesWith(field.choices, present);
  if (choices.length > COMPONENT.optionsPerSelect || !present.every(isOption)) return textInput(field);
  return {
    type: SELECT,
    custom_id: name,
    required,
    ...(required ? {} : { min_values: 0 }),
    max_values: choices.length,
    options: choices.map((choice) => optionOf(choice, present.includes(choice.value))),
  };
}

function optionOf({ value, label }: FormChoice, isDefault: boolean) {
  return {
    label: cutTo(cleanLine(label).trim() || value, COMPONENT.optionLabelLength),
    value: value === "" ? NOTHING : value,
    ...(isDefault ? { default: true } : {}),
  };
}

function checkbox({ name, value }: FormField): APIComponentInLabel {
  return { type: CHECKBOX, custom_id: name, ...(value === "yes" ? { default: true } : {}) };
}

function checkboxes(flags: readonly FormField[]): APIComponentInLabel {
  return {
    type: CHECKBOXES,
    custom_id: `${FLAGS_ID}${flags.map(({ name }) => name).join(",")}`,
    required: false,
    min_values: 0,
    options: flags.map(({ name, label, hint = "", value }) => ({
      value: name,
      label: cutTo(cleanLine(label).trim() || name, COMPONENT.optionLabelLength),
      ...(hint === "" ? {} : { description: cutTo(cleanLine(hint).trim(), COMPONENT.optionLabelLength) }),
      ...(value === "yes" ? { default: true } : {}),
    })),
  };
}
