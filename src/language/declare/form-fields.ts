// The fields of a form from the options that a command declares: kind, choices and bounds are the declaration's own.

import { assertNever } from "../../errors.ts";
import type { Completes, FieldInput, FormChoice, FormField } from "../../reply/form.ts";
import { say } from "../../wording/say.ts";
import type { Choice, Declaration, Option, Rhythm, Vocabulary } from "./options.ts";

/** What a form says besides what the declaration has, by option. */
export interface Asked {
  readonly name: string;
  /** Default: whether the option is required. */
  readonly required?: boolean;
  /** What stands there, as an answer has it. */
  readonly value?: string | undefined;
  /** Instead of the option's summary. */
  readonly hint?: string;
}

/** The fields that ask for these options of a command, in that order. An option that is not declared is not asked. */
export function formFields(
  { path, options }: Pick<Declaration, "path" | "options">,
  asked: readonly Asked[],
): readonly FormField[] {
  return asked.flatMap(({ name, required, value = "", hint }) => {
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) return [];
    const isRequired = required ?? option.required ?? false;
    return [
      {
        name,
        label: labelOf(name, option),
        hint: hint === undefined ? say(option.summary) : say(hint),
        required: isRequired,
        ...(value === "" ? {} : { value }),
        ...inputOf(option, { path, option: name }, isRequired),
      },
    ];
  });
}

/** What a form calls an option: `Max per day`. */
export function labelOf(name: string, option: Option | undefined): string {
  const { label = capital(name.replaceAll("-", " ")) } = option ?? {};
  return say(label);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function inputOf(option: Option, completes: Completes, isRequired: boolean): FieldInput {
  switch (option.kind) {
    case "choice": {
      const choices = option.choices.map(choiceOf);
      // What was chosen once cannot be taken back everywhere; so nothing is a choice, too.
      return {
        kind: "choice",
        choices: isRequired ? choices : [{ value: "", label: say("Not set") }, ...choices],
      };
    }
    case "choice-list": {
      const choices = option.choices.map(choiceOf);
      const others = choices.map(
        ({ value, label }): FormChoice => ({
          value: `not ${value}`,
          label: say("not {item}", { item: label }),
          isLeftOut: true,
        }),
      );
      return { kind: "choices", choices: [...choices, ...others] };
    }
    case "integer":
      return { kind: "number", min: option.min, max: option.max };
    case "flag":
      return { kind: "flag" };
    case "date":
    case "duration":
      return { kind: "text" };
    case "text":
      if (option.rhythms !== undefined) return { kind: "timed", choices: option.rhythms.map(rhythmOf) };
      return (
        textInput(option.vocabulary, completes, "suggested") ?? {
          kind: "text",
          ...(option.maxLength === undefined ? {} : { maxLength: option.maxLength }),
          ...(option.secret === true ? { secret: true } : {}),
        }
      );
    case "text-list":
      return textInput(option.vocabulary, completes, "suggestions") ?? { kind: "text" };
    default:
      return assertNever(option);
  }
}

function textInput(
  vocabulary: Vocabulary | undefined,
  completes: Completes,
  kind: "suggested" | "suggestions",
): FieldInput | undefined {
  switch (vocabulary) {
    case "channel":
      return { kind: "channel" };
    case "mention":
      return { kind: "people" };
    case "command":
    case "country":
    case "digest":
    case "source":
    case "title":
    case "zone":
      return { kind, completes };
    case undefined:
      return undefined;
    default:
      return assertNever(vocabulary);
  }
}

/** `7 Civil Justice` where values are numbers, else what people read. */
function choiceOf({ value, label }: Choice): FormChoice {
  return { value, label: /^\d+$/.test(value) ? `${value} ${say(label)}` : capital(say(label)) };
}

function rhythmOf({ value, label, isWhole }: Rhythm): FormChoice {
  return { value, label: say(label), ...(isWhole === true ? { isWhole } : {}) };
}
