// What a form asks: fields that know their kind, so that each platform asks with what it has. Answers are texts under the
// fields' names, of the spelling that typing has, and go through the command's parser.

/** One of several things to choose. */
export interface FormChoice {
  /** What is answered; empty: nothing is. */
  readonly value: string;
  readonly label: string;
  /** Of a list: what is left out, among those that are asked for. */
  readonly isLeftOut?: true;
  /** Of a time: it is one without an hour. */
  readonly isWhole?: true;
}

/** The option of a command whose completion gives what may be answered. */
export interface Completes {
  readonly path: readonly [string, string];
  readonly option: string;
}

export type FieldInput =
  /** `secret`: never echoed, logged or kept. */
  | { readonly kind: "text"; readonly maxLength?: number; readonly secret?: true }
  /** A whole number within its bounds. */
  | { readonly kind: "number"; readonly min: number; readonly max: number }
  | { readonly kind: "choice"; readonly choices: readonly FormChoice[] }
  /** Several, as a list. */
  | { readonly kind: "choices"; readonly choices: readonly FormChoice[] }
  /** A word that the data or the program know. */
  | { readonly kind: "suggested"; readonly completes: Completes }
  | { readonly kind: "suggestions"; readonly completes: Completes }
  /** Days or another rhythm, and an hour: `mon,thu 18:00`. */
  | { readonly kind: "timed"; readonly choices: readonly FormChoice[] }
  /** A channel of the platform, by its id, or `me`. */
  | { readonly kind: "channel" }
  /** A person or a group of the platform, by its id. */
  | { readonly kind: "people" }
  /** `yes` or `no`. */
  | { readonly kind: "flag" };

export type FieldKind = FieldInput["kind"];

/** One question of a form. */
export type FormField = FieldInput & {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  /** What stands there already, as an answer has it. */
  readonly value?: string;
  /** What was wrong with it, a sentence. */
  readonly problem?: string;
};

/** Why a field's answer cannot be taken, a sentence. */
export interface FieldProblem {
  readonly field: string;
  readonly sentence: string;
}

/** The items of a list as one answer has them: `Latvia, not Estonia`. A comma between quotes is part of its item. */
export function itemsOf(answer: string): readonly string[] {
  return answer.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).flatMap((item) => item.trim() || []);
}

/** Items as one answer, which `itemsOf` reads back. */
export function answerOf(items: readonly string[]): string {
  return items.join(", ");
}

/** A time of digests apart: its rhythms, and its hour if it has one. */
export interface Timed {
  readonly rhythms: readonly string[];
  /** `HH:MM`. */
  readonly at?: string;
}

/** `mon,thu 18:00` apart; a rhythm that is no choice stays whole. */
export function timedOf(answer: string, choices: readonly FormChoice[]): Timed {
  const [, said = answer.trim(), at] = /^(.*\S)\s+(\d\d:\d\d)$/.exec(answer.trim()) ?? [];
  const days = said.split(",");
  const isKnown = days.every((day) => choices.some(({ value }) => value === day));
  const rhythms = said === "" ? [] : isKnown ? days : [said];
  return { rhythms, ...(at === undefined ? {} : { at }) };
}

/** The choices, with whatever stands there already and is none of them. */
export function choicesWith(
  choices: readonly FormChoice[],
  present: readonly string[],
): readonly FormChoice[] {
  const others = present.filter((value) => !choices.some((choice) => choice.value === value));
  return [...choices, ...others.map((value): FormChoice => ({ value, label: value }))];
}
