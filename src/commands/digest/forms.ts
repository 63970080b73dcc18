// The forms of digests: the few questions that most people answer. Everything else is an option of the command.

import { formatRule } from "../../digest/schedule.ts";
import type { DigestFilter } from "../../digest/settings.ts";
import type { Subscription } from "../../digest/subscription.ts";
import { fieldsOf, formatCommand } from "../../language/declare/format.ts";
import type { Listed, Options, Values } from "../../language/declare/options.ts";
import { privately } from "../../reply/build.ts";
import type { FormField, Reply } from "../../reply/reply.ts";
import { DEFAULTS } from "./settings.ts";

/** Questions about the filter, each with what a filter answers to it; empty where it does not say. */
const WHAT: readonly (FormField & { readonly name: keyof DigestFilter; of(filter: DigestFilter): string })[] =
  [
    {
      name: "pillar",
      label: "Pillar",
      hint: "A number or a name; empty for all",
      required: false,
      of: ({ pillar }) => listField(pillar),
    },
    {
      name: "country",
      label: "Countries",
      hint: "Separated by commas; empty for all",
      required: false,
      of: ({ country }) => listField(country),
    },
    {
      name: "impact",
      label: "Impact",
      hint: "strong, notable or any",
      required: false,
      of: ({ impact = "any" }) => impact,
    },
  ];

const WHEN: FormField = {
  name: "when",
  label: "When",
  hint: "daily 09:00, weekdays 08:30, mon,thu 18:00, hourly",
  required: true,
  value: "daily 09:00",
};

function filterFields(filter: DigestFilter): readonly FormField[] {
  return WHAT.map(({ of, ...field }) => ({ ...field, value: of(filter) }));
}

/**
 * Asks for a new digest or alert; it is made for the place where the form was opened. What was typed before the form
 * opened stands in it or goes along.
 */
export function createForm(verb: "create" | "alert", values: Values, options: Options): Reply {
  const given = fieldsOf(values, options);
  const filledIn = (field: FormField): FormField => {
    const value = given[field.name];
    return value === undefined ? field : { ...field, value };
  };
  return privately({
    type: "form",
    title: verb === "create" ? "New digest" : "New alert",
    submit: "Make it",
    command: formatCommand(["digest", verb], values, options),
    fields: [
      { name: "name", label: "Name", hint: "For example Morning brief", required: true },
      ...(verb === "create" ? [WHEN] : []),
      ...filterFields(DEFAULTS.filter),
    ].map(filledIn),
  });
}

/** Asks what should change, with what is now. An emptied answer changes nothing: `clear` takes something away. */
export function editForm({ record, settings, rule }: Subscription): Reply {
  return privately({
    type: "form",
    title: "Change it",
    submit: "Change",
    command: `/digest edit ${record.id}`,
    fields: [
      { name: "rename", label: "Name", required: true, value: record.name },
      ...(rule === undefined ? [] : [{ ...WHEN, value: formatRule(rule) }]),
      ...filterFields(settings.filter),
    ],
  });
}

/** A list as the answer of a form that would ask for it: `Latvia, not Estonia`. */
function listField({ any, not }: Listed<string | number> = { any: [], not: [] }): string {
  return [...any, ...not.map((item) => `not ${item}`)].join(", ");
}

/** Asks what should be kept out. */
export function muteForm(digest: string | undefined): Reply {
  return privately({
    type: "form",
    title: "Keep something out",
    submit: "Mute",
    command: digest === undefined ? "/digest mute" : `/digest mute digest ${digest}`,
    fields: [
      { name: "what", label: "What", hint: "source, word or story", required: true, value: "source" },
      {
        name: "value",
        label: "Which",
        hint: "A domain, a word, or the id or link of an article of the story",
        required: true,
      },
      { name: "for", label: "For how long", hint: "7d, 12w; empty for good", required: false, value: "7d" },
    ],
  });
}
