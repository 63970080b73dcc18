// The questions of a form, one after the other: what may be answered is named, an answer is checked at once, and an empty line
// keeps what stands there.

import { type FormField, itemsOf } from "../../../src/reply/form.ts";
import { say } from "../../../src/wording/say.ts";

export type Answers = Readonly<Record<string, string>>;

export interface Asking {
  /** The next line; undefined at the end of input. */
  ask(question: string, secret?: boolean): Promise<string | undefined>;
  tell(line: string): void;
  /** What is wrong with an answer, as far as that can be told at once. */
  check(name: string, answer: string): string | undefined;
}

/** Typed for no answer where something stands. */
const NOTHING = "-";

/** The answers by field; undefined at the end of input, and where something that is needed is left out. */
export async function askFields(fields: readonly FormField[], asking: Asking): Promise<Answers | undefined> {
  const answers: Record<string, string> = {};
  for (const field of fields) {
    const answer = await askField(field, asking);
    if (answer === undefined) return undefined;
    answers[field.name] = answer;
  }
  return answers;
}

async function askField(field: FormField, { ask, tell, check }: Asking): Promise<string | undefined> {
  const { name, label, required, value = "", problem } = field;
  if (problem !== undefined) tell(problem);
  for (const line of toldOf(field)) tell(line);
  const shown = value === "" ? label : `${label} [${value}]`;
  for (;;) {
    const line = await ask(`${shown}: `, field.kind === "text" && field.secret === true);
    if (line === undefined) return undefined;
    const answer = line === "" ? value : line === NOTHING && !required ? "" : line;
    if (answer === "" && required) return undefined;
    const wrong = answer === "" ? undefined : check(name, meantBy(field, answer));
    if (wrong === undefined) return meantBy(field, answer);
    tell(wrong);
  }
}

/** What may be answered. */
function toldOf(field: FormField): readonly string[] {
  const hint = field.hint === undefined ? [] : [`${field.hint}.`];
  switch (field.kind) {
    case "choice":
      return [...hint, ...namesOf(field.choices)];
    case "choices":
      return [...hint, ...namesOf(field.choices.filter(({ isLeftOut }) => isLeftOut !== true))];
    case "flag":
      return [...hint, `  ${say("{yes} or {no}", { yes: "yes", no: "no" })}`];
    case "number":
      return [...hint, `  ${say("{min} to {max}", { min: field.min, max: field.max })}`];
    case "text":
    case "suggested":
    case "suggestions":
    case "timed":
    case "channel":
    case "people":
      return hint;
  }
}

function namesOf(choices: readonly { readonly value: string; readonly label: string }[]): readonly string[] {
  return choices.flatMap(({ value, label }) =>
    value === "" ? [] : [label.toLowerCase().startsWith(value) ? `  ${label}` : `  ${value}: ${label}`],
  );
}

/** A choice by what it is called stands for its value. */
function meantBy(field: FormField, answer: string): string {
  if (field.kind !== "choice" && field.kind !== "choices") return answer;
  const valueNamed = (text: string): string =>
    field.choices.find(({ label }) => label.toLowerCase() === text.toLowerCase())?.value ?? text;
  return field.kind === "choice" ? valueNamed(answer) : itemsOf(answer).map(valueNamed).join(", ");
}
