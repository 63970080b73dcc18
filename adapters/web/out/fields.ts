// The questions of a form as the browser's own inputs, by the kind of each field. What is wrong stands at its question.

import { choicesWith, type FormChoice, type FormField, itemsOf, timedOf } from "../../../src/reply/form.ts";
import { say } from "../../../src/wording/say.ts";
import { type Content, type Markup, markup } from "./escape.ts";
import { ASKED, HOUR, type Question, WHOLE } from "./names.ts";

/** Ours: more choices than these are a menu, fewer are all seen at once. */
const CHOICES_AT_A_GLANCE = 5;

type Kind<K extends FormField["kind"]> = Extract<FormField, { readonly kind: K }>;

/** `formId` keeps ids apart: several forms may stand on a page. */
export function renderField(field: FormField, formId: string): Markup {
  const id = `${formId}-${field.name}`;
  switch (field.kind) {
    case "choice":
      return field.choices.length <= CHOICES_AT_A_GLANCE
        ? group(field, id, "one", radios(field, id))
        : single(field, id, select(field, id));
    case "choices":
      return group(
        field,
        id,
        "several",
        boxes(field, id, choicesWith(field.choices, itemsOf(field.value ?? "")), itemsOf(field.value ?? "")),
      );
    case "timed":
      return group(field, id, "timed", timed(field, id));
    case "flag":
      return flag(field, id);
    case "text":
    case "number":
    case "suggested":
    case "suggestions":
    case "channel":
    case "people":
      return single(field, id, line(field, id));
  }
}

const asked = ({ name }: FormField, kind: Question["kind"]): Markup =>
  markup`<input type="hidden" name="${ASKED}" value="${kind}:${name}" />`;

const hintOf = ({ hint }: FormField, id: string): Content =>
  hint !== undefined && markup`<small id="${id}-hint">${hint}</small>`;

const problemOf = ({ problem }: FormField, id: string): Content =>
  problem !== undefined && markup`<p class="problem" id="${id}-problem">${problem}</p>`;

/** What describes an input, for those who hear it. */
function described({ hint, problem }: FormField, id: string): Content {
  const ids = [
    ...(problem === undefined ? [] : [`${id}-problem`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ];
  return [
    ids.length > 0 && markup` aria-describedby="${ids.join(" ")}"`,
    problem !== undefined && markup` aria-invalid="true"`,
  ].flatMap((one) => (one === false ? [] : [one]));
}

const required = (field: FormField): Content => field.required && markup` required`;

function single(field: FormField, id: string, input: Markup): Markup {
  return markup`<div class="field">${asked(field, "one")}
  <label for="${id}">${field.label}</label>${hintOf(field, id)}
  ${input}${problemOf(field, id)}
</div>`;
}

function group(field: FormField, id: string, kind: Question["kind"], inputs: Content): Markup {
  return markup`<fieldset class="field"${described(field, id)}>${asked(field, kind)}
  <legend>${field.label}</legend>${hintOf(field, id)}
  <div class="choices">${inputs}</div>${problemOf(field, id)}
</fieldset>`;
}

function flag(field: FormField, id: string): Markup {
  return markup`<div class="field flag">${asked(field, "flag")}
  <input type="checkbox" id="${id}" name="${field.name}" value="yes"${field.value === "yes" && markup` checked`}${described(field, id)} />
  <label for="${id}">${field.label}</label>${hintOf(field, id)}${problemOf(field, id)}
</div>`;
}

function line(field: Exclude<FormField, Kind<"choice" | "choices" | "timed" | "flag">>, id: string): Markup {
  const { name, value = "" } = field;
  const known = "completes" in field;
  const type =
    field.kind === "number" ? "number" : field.kind === "text" && field.secret === true ? "password" : "text";
  const bounds = field.kind === "number" && markup` min="${field.min}" max="${field.max}" step="1"`;
  const source = known && [...field.completes.path, field.completes.option].join(" ");
  const list =
    known &&
    markup` list="${id}-list" hx-get="/chat/words" hx-trigger="focus, input changed delay:150ms" hx-sync="this:replace" hx-target="#${id}-list" hx-vals="${JSON.stringify({ of: source, name, several: field.kind === "suggestions" ? "yes" : "no" })}"`;
  return markup`<input type="${type}" id="${id}" name="${name}" value="${value}" autocomplete="off"${bounds}${list}${required(field)}${described(field, id)} />${known && markup`<datalist id="${id}-list"></datalist>`}`;
}

function radios(
  { name, value = "", choices, required: isNeeded }: Kind<"choice">,
  id: string,
): readonly Markup[] {
  return withNone(choicesWith(choices, value === "" ? [] : [value]), isNeeded).map(
    (choice, place) =>
      markup`<label for="${id}-${place}"><input type="radio" id="${id}-${place}" name="${name}" value="${choice.value}"${choice.value === value && markup` checked`}${isNeeded && markup` required`} /> ${choice.label}</label>`,
  );
}

function select(field: Kind<"choice">, id: string): Markup {
  const { name, value = "", choices } = field;
  const options = withNone(choicesWith(choices, value === "" ? [] : [value]), field.required).map(
    (choice) =>
      markup`<option value="${choice.value}"${choice.value === value && markup` selected`}>${choice.label}</option>`,
  );
  return markup`<select id="${id}" name="${name}"${required(field)}${described(field, id)}>${options}</select>`;
}

/** What need not be chosen can be taken back. */
function withNone(choices: readonly FormChoice[], isNeeded: boolean): readonly FormChoice[] {
  return isNeeded || choices.some(({ value }) => value === "")
    ? choices
    : [{ value: "", label: say("None") }, ...choices];
}

function boxes(
  { name }: FormField,
  id: string,
  choices: readonly FormChoice[],
  present: readonly string[],
): readonly Markup[] {
  return choices.map((choice, place) => {
    const value = choice.isWhole === true ? `${WHOLE}${choice.value}` : choice.value;
    return markup`<label for="${id}-${place}"><input type="checkbox" id="${id}-${place}" name="${name}" value="${value}"${present.includes(choice.value) && markup` checked`} /> ${choice.label}</label>`;
  });
}

function timed(field: Kind<"timed">, id: string): Content {
  const { rhythms, at = "" } = timedOf(field.value ?? "", field.choices);
  return [
    ...boxes(field, id, choicesWith(field.choices, rhythms), rhythms),
    markup`<label for="${id}-hour">${say("at")} <input type="time" id="${id}-hour" name="${field.name}${HOUR}" value="${at}" /></label>`,
  ];
}
