// The forms of digests: the few questions that most people answer. Everything else is an option of the command.

import { formatRule } from "../../digest/schedule.ts";
import type { Subscription } from "../../digest/subscription.ts";
import { fieldsOf, formatCommand } from "../../language/declare/format.ts";
import type { Listed, Options, Values } from "../../language/declare/options.ts";
import { privately } from "../../reply/build.ts";
import type { FormField, Reply } from "../../reply/reply.ts";

const WHAT: readonly FormField[] = [
  { name: "pillar", label: "Pillar", hint: "A number or a name; empty for all", required: false },
  { name: "country", label: "Countries", hint: "Separated by commas; empty for all", required: false },
  { name: "impact", label: "Impact", hint: "strong, notable or any", required: false, value: "strong" },
];

const WHEN: FormField = {
  name: "when",
  label: "When",
  hint: "daily 09:00, weekdays 08:30, mon,thu 18:00, hourly",
  required: true,
  value: "daily 09:00",
};

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
      ...WHAT,
    ].map(filledIn),
  });
}

/** Asks what should change, with what is now. An emptied answer changes nothing: `clear` takes something away. */
export function editForm({ record, settings, rule }: Subscription): Reply {
  const { impact = "any" } = settings.filter;
  const now: Readonly<Record<string, string>> = {
    pillar: listField(settings.filter.pillar),
    country: listField(settings.filter.country),
    impact,
  };
  return privately({
    type: "form",
    title: "Change it",
    submit: "Change",
    command: `/digest edit ${record.id}`,
    fields: [
      { name: "rename", label: "Name", required: true, value: record.name },
      ...(rule === undefined ? [] : [{ ...WHEN, value: formatRule(rule) }]),
      ...WHAT.map((field) => ({ ...field, value: now[field.name] ?? "" })),
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
